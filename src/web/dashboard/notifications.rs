//! The list of notifications, and one with its attempts.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, FAULTS, merchant};
use super::attempt::Try;
use super::frame::Frame;
use super::list::{Choice, List};
use super::respond::answer;
use super::search::{Search, has, is_amount};
use super::vaulting;
use super::words::{Badge, span, when};
use crate::gateway::{Gateway, Notification, State as Standing};

const STATES: [&str; 4] = ["PENDING", "ACCEPTED", "EXHAUSTED", "BLOCKED"];

#[derive(Template)]
#[template(path = "dashboard/notifications.html")]
struct NotificationsPage {
    frame: Frame,
    list: List<Row>,
}

/// A notification in the list.
struct Row {
    id: String,
    kind: &'static str,
    state: Badge,
    /// The payment it is about, or the vaulting.
    subject: String,
    /// The page of that.
    about: String,
    is_of_payment: bool,
    url: String,
    attempts: usize,
    /// Why it is blocked, or the verdict on the newest attempt.
    verdict: String,
    next: String,
}

#[derive(Template)]
#[template(path = "dashboard/notification.html")]
struct NotificationPage {
    frame: Frame,
    row: Row,
    /// In how long the next attempt is.
    due: String,
    attempts: Vec<Try>,
    /// What may go wrong on purpose when it is sent again.
    faults: Vec<(&'static str, &'static str)>,
    /// Where it is really sent, when the settings replace its URL.
    sent_to: Option<String>,
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

fn list_page(
    client_id: &str,
    search: &Search,
    state: &State,
) -> Result<NotificationsPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "notifications");
    let wanted = search.wanted();
    let is = |one: &Notification, id: &str| one.id.as_str() == id;
    let cut = sandbox.with_gateway(|gateway, _| {
        let fits = |one: &Notification| {
            (search.state.is_empty() || one.state.name() == search.state)
                && (wanted.is_empty() || tells(one, gateway, wanted))
        };
        let cut = search.place.cut(gateway.notifications(), is, fits);
        cut.map(|one| Row::of(one, &frame.base))
    });
    let choice = Choice::of_states(&STATES, &search.state);
    let list = List::of(&frame, search, Some(choice), cut, |row| &row.id);
    Ok(NotificationsPage { frame, list })
}

fn page(client_id: &str, id: &str, state: &State) -> Result<NotificationPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "notifications");
    let found = sandbox.with_gateway(|gateway, now| {
        let one = gateway.notification(id)?;
        let due = match one.state {
            Standing::Pending {
                next_attempt_at: Some(at),
            } => format!("in {}", span(at.duration_since(now))),
            _ => String::new(),
        };
        let url = sandbox.sent_to(one.url.as_deref().unwrap_or_default());
        let signs_query = sandbox.profile().sign_query;
        let attempts = Try::all(one, &url, signs_query);
        let sent_to = one
            .url
            .as_deref()
            .is_some_and(|own| own != url)
            .then_some(url);
        Some((Row::of(one, &frame.base), due, attempts, sent_to))
    });
    let Some((row, due, attempts, sent_to)) = found else {
        let hint =
            "It may have gone with a reset. The list of notifications has all that there are.";
        let message = format!("There is no notification \"{id}\"");
        return Err(AdminError::not_found(message, hint));
    };
    Ok(NotificationPage {
        frame,
        row,
        due,
        attempts,
        faults: FAULTS.map(|(name, words, _)| (name, words)).to_vec(),
        sent_to,
    })
}

/// Whether the notification, its newest verdict, or the payment that it is about has this in it.
fn tells(one: &Notification, gateway: &Gateway, wanted: &str) -> bool {
    let newest = one.attempts.last();
    let texts = [
        one.id.as_str(),
        one.subject_id(),
        one.url.as_deref().unwrap_or_default(),
        one.content.notify_type().name(),
        newest.map_or("", |attempt| attempt.outcome.name()),
        newest.map_or("", |attempt| &attempt.reason),
    ];
    if texts.iter().any(|text| has(text, wanted)) {
        return true;
    }
    let payment = gateway.payment_told_of(one);
    payment.is_some_and(|payment| {
        let order = &payment.order;
        let texts = [&order.request_id, &order.order_reference];
        texts.iter().any(|text| has(text, wanted)) || is_amount(order.amount, wanted)
    })
}

impl Row {
    fn of(one: &Notification, base: &str) -> Self {
        let subject = one.subject_id();
        let about = match one.vaulting_request_id() {
            Some(id) => vaulting::address(base, id),
            None => format!("{base}/payments/{subject}"),
        };
        let newest = one.attempts.last();
        let next = match one.state {
            Standing::Pending { next_attempt_at } => next_attempt_at.map(when),
            _ => None,
        };
        let verdict = match &one.state {
            Standing::Blocked { why } => why.clone(),
            _ => newest.map_or_else(String::new, |attempt| attempt.reason.clone()),
        };
        Self {
            id: one.id.to_string(),
            kind: one.content.notify_type().name(),
            state: Badge::of(one.state.name()),
            subject: subject.to_owned(),
            about,
            is_of_payment: one.payment_id.is_some(),
            url: one.url.as_deref().unwrap_or_default().to_owned(),
            attempts: one.attempts.len(),
            verdict,
            next: next.unwrap_or_default(),
        }
    }
}
