//! The list of disputes.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use jiff::Timestamp;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::list::{Choice, List};
use super::respond::answer;
use super::search::{Search, has, is_amount};
use super::words::{Badge, Tone, span, when};
use crate::gateway::{Dispute, Payment};

const STATES: [&str; 7] = [
    "CREATED",
    "DUE_ALERT",
    "DEFENSE_SUPPLIED",
    "JUDGED",
    "ACCEPTED",
    "CANCELLED",
    "RDR_RESOLVED",
];

#[derive(Template)]
#[template(path = "dashboard/disputes.html")]
struct DisputesPage {
    frame: Frame,
    list: List<Row>,
}

/// A dispute in the list.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) state: Badge,
    pub(crate) amount: String,
    /// Code and words of the cardholder.
    pub(crate) reason: String,
    pub(crate) order: String,
    pub(crate) payment: String,
    pub(crate) opened: String,
    /// Until when the shop may answer, while it may.
    pub(crate) due: String,
}

pub(super) async fn show(
    path: Path<String>,
    search: Query<Search>,
    state: Data<State>,
) -> HttpResponse {
    answer(&state, &path, page(&path, &search, &state))
}

fn page(client_id: &str, search: &Search, state: &State) -> Result<DisputesPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "disputes");
    let wanted = search.wanted();
    let cut = sandbox.with_gateway(|gateway, now| {
        let all = gateway.disputes();
        let is = |(dispute, _): &(&Dispute, &Payment), id: &str| dispute.id.as_str() == id;
        let fits = |(dispute, payment): &(&Dispute, &Payment)| {
            (search.state.is_empty() || dispute.stage.name() == search.state)
                && tells(dispute, payment, wanted)
        };
        let cut = search.place.cut(&all, is, fits);
        cut.map(|(dispute, payment)| Row::of(dispute, payment, now))
    });
    let choice = Choice::of_states(&STATES, &search.state);
    let list = List::of(&frame, search, Some(choice), cut, |row| &row.id);
    Ok(DisputesPage { frame, list })
}

/// Whether an id, the order, the reason or the amount has this in it.
fn tells(dispute: &Dispute, payment: &Payment, wanted: &str) -> bool {
    let order = &payment.order;
    let texts = [
        dispute.id.as_str(),
        payment.id.as_str(),
        &order.request_id,
        &order.order_reference,
        dispute.kind.name(),
        &dispute.reason,
    ];
    texts.iter().any(|text| has(text, wanted)) || is_amount(dispute.amount, wanted)
}

/// Good is what leaves the shop its money.
fn tone(dispute: &Dispute) -> Tone {
    match dispute.won_at() {
        _ if !dispute.is_over() => Tone::Open,
        Some(_) => Tone::Good,
        None => Tone::Bad,
    }
}

impl Row {
    /// A dispute in one line.
    pub(super) fn of(dispute: &Dispute, payment: &Payment, now: Timestamp) -> Self {
        let due = match dispute.due_at.duration_since(now) {
            _ if !dispute.awaits_answer() => String::new(),
            left => format!("{}, in {}", when(dispute.due_at), span(left)),
        };
        let code = dispute.reason_code.as_deref().unwrap_or_default();
        Self {
            id: dispute.id.to_string(),
            kind: dispute.kind.name(),
            state: Badge {
                word: dispute.stage.name().to_owned(),
                tone: tone(dispute).name(),
            },
            amount: dispute.amount.to_string(),
            reason: format!("{code} {}", dispute.reason).trim().to_owned(),
            order: payment.order.order_reference.clone(),
            payment: payment.id.to_string(),
            opened: when(dispute.opened_at),
            due,
        }
    }
}
