//! The list of the shop's calls, and one with its bytes and with what was expected.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::attempt::{curl, lines};
use super::frame::Frame;
use super::paging::{Links, Place};
use super::payments::has;
use super::respond::answer;
use super::words::{Badge, Tone, when};
use crate::gateway::ResultStatus;
use crate::sandbox::record::Exchange;

/// What is looked for, and which page of it.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Search {
    #[serde(default)]
    q: String,
    #[serde(default)]
    refused: String,
    #[serde(flatten)]
    place: Place,
}

#[derive(Template)]
#[template(path = "dashboard/requests.html")]
struct RequestsPage {
    frame: Frame,
    q: String,
    only_refused: bool,
    is_searching: bool,
    dropped: u64,
    rows: Vec<Row>,
    links: Links,
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
    let wanted = search.q.trim();
    let records = sandbox.records();
    let dropped = records.dropped();
    let all: Vec<(u64, &Exchange)> = records.iter().collect();
    let is = |(number, _): &(u64, &Exchange), id: &str| format!("req-{number}") == id;
    let fits = |(number, one): &(u64, &Exchange)| search.fits(*number, one, wanted);
    let cut = search.place.cut(&all, is, fits);
    let cut = cut.map(|(number, one)| Row::of(*number, one));
    drop(records);
    let filters = [("q", wanted), ("refused", search.refused.as_str())];
    let address = format!("{}/requests", frame.base);
    let links = Links::of(&cut, &address, &filters, |row| row.id.clone());
    Ok(RequestsPage {
        frame,
        q: search.q.clone(),
        only_refused: !search.refused.is_empty(),
        is_searching: !wanted.is_empty() || !search.refused.is_empty(),
        dropped,
        rows: cut.items,
        links,
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

impl Search {
    fn fits(&self, number: u64, one: &Exchange, wanted: &str) -> bool {
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
        let is_refused = one.result_code.status() == ResultStatus::F;
        (self.refused.is_empty() || is_refused)
            && (wanted.is_empty() || texts.iter().any(|text| has(text, wanted)))
    }
}

impl Row {
    fn of(number: u64, one: &Exchange) -> Self {
        let operation = one.path.rsplit('/').next().unwrap_or_default();
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
