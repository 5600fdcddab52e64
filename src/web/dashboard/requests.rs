//! The list of the shop's calls, and one with its bytes and with what was expected.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::attempt::{curl, lines};
use super::frame::Frame;
use super::list::{Choice, List};
use super::respond::answer;
use super::search::{Search, has};
use super::words::{Badge, Tone, when};
use crate::gateway::ResultStatus;
use crate::sandbox::record::Exchange;

#[derive(Template)]
#[template(path = "dashboard/requests.html")]
struct RequestsPage {
    frame: Frame,
    list: List<Row>,
    dropped: u64,
}

/// A call in the list.
struct Row {
    id: String,
    operation: String,
    path: String,
    code: Badge,
    http: u16,
    why: String,
    fault: String,
    at: String,
    took: String,
}

#[derive(Template)]
#[template(path = "dashboard/request.html")]
struct RequestPage {
    frame: Frame,
    row: Row,
    method: String,
    diagnosis: Vec<String>,
    request_headers: String,
    request_body: String,
    response_headers: String,
    response_body: String,
    curl: String,
}

pub(super) async fn list(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, &path, list_page(&path, &search, &state))
}

pub(super) async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    answer(&state, &client_id, page(&client_id, &id, &state))
}

fn list_page(client_id: &str, search: &Search, state: &State) -> Result<RequestsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "requests");
    let wanted = search.wanted();
    let only_refused = !search.refused.is_empty();
    let records = sandbox.records();
    let dropped = records.dropped();
    let all: Vec<(u64, &Exchange)> = records.iter().collect();
    let is = |(number, _): &(u64, &Exchange), id: &str| format!("req-{number}") == id;
    let fits = |(number, one): &(u64, &Exchange)| {
        (!only_refused || one.result_code.status() == ResultStatus::F)
            && (wanted.is_empty() || tells(*number, one, wanted))
    };
    let cut = search.place.cut(&all, is, fits);
    let cut = cut.map(|(number, one)| Row::of(*number, one));
    drop(records);
    let choice = Choice {
        name: "refused",
        label: "Which",
        all: "All requests",
        options: vec![("yes", "Refused only")],
        chosen: if only_refused { "yes" } else { "" }.to_owned(),
    };
    let list = List::of(&frame, search, Some(choice), cut, |row| &row.id);
    Ok(RequestsPage {
        frame,
        list,
        dropped,
    })
}

fn page(client_id: &str, id: &str, state: &State) -> Result<RequestPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "requests");
    let number = id
        .strip_prefix("req-")
        .and_then(|number| number.parse().ok());
    let records = sandbox.records();
    let found = number.and_then(|number| Some((number, records.get(number)?.clone())));
    drop(records);
    let Some((number, one)) = found else {
        let hint = "Only the newest calls are kept, and a reset forgets them all.";
        let message = format!("There is no request \"{id}\"");
        return Err(AdminError::not_found(message, hint));
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let body = text(&one.request_body);
    let url = format!("{}{}", state.public_url, one.path);
    Ok(RequestPage {
        frame,
        row: Row::of(number, &one),
        curl: curl(&one.method, &url, &one.request_headers, &body),
        request_headers: lines(&one.request_headers),
        request_body: body,
        response_headers: lines(&one.response_headers),
        response_body: text(&one.response_body),
        method: one.method,
        diagnosis: one.diagnosis,
    })
}

/// Whether the id, the operation, what came of it or the body has this in it.
fn tells(number: u64, one: &Exchange, wanted: &str) -> bool {
    let (id, fault) = (format!("req-{number}"), one.fault.as_deref());
    let body = String::from_utf8_lossy(&one.request_body);
    let code = one.result_code.code();
    let texts = [
        &id,
        &one.path,
        code,
        &one.why,
        fault.unwrap_or_default(),
        &body,
    ];
    texts.iter().any(|text| has(text, wanted))
}

impl Row {
    fn of(number: u64, one: &Exchange) -> Self {
        let path = one.path.split('?').next().unwrap_or_default();
        let operation = path.rsplit('/').next().unwrap_or_default();
        let tone = match one.result_code.status() {
            ResultStatus::S => Tone::Good,
            ResultStatus::F => Tone::Bad,
            ResultStatus::U => Tone::Open,
        };
        Self {
            id: format!("req-{number}"),
            operation: operation.to_owned(),
            path: one.path.clone(),
            code: Badge {
                word: one.result_code.code().to_owned(),
                tone: tone.name(),
            },
            http: one.status,
            why: one.why.clone(),
            fault: one.fault.clone().unwrap_or_default(),
            at: when(one.at),
            took: format!("{:.1} ms", one.duration.as_secs_f64() * 1000.0),
        }
    }
}
