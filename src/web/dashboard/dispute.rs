//! One dispute: where it stands, what may be done, what the shop was told.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;
use jiff::Timestamp;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::disputes::Row;
use super::frame::Frame;
use super::payment::Told;
use super::respond::answer;
use super::words::when;
use crate::gateway::{
    Content, Dispute, DisputeStage, DisputeType, Gateway, Notification, Payment, Verdict,
};

#[derive(Template)]
#[template(path = "dashboard/dispute.html")]
struct DisputePage {
    frame: Frame,
    row: Row,
    facts: Vec<(&'static str, String)>,
    notifications: Vec<Told>,
    /// The buttons: what may happen now, as the form says it and in words.
    deeds: Vec<(&'static str, &'static str)>,
    /// Whether the judgement is awaited.
    is_defended: bool,
    verdicts: Vec<(&'static str, &'static str)>,
}

pub(super) async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    answer(&state, &client_id, page(&client_id, &id, &state))
}

fn page(client_id: &str, id: &str, state: &State) -> Result<DisputePage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "disputes");
    sandbox.with_gateway(|gateway, now| {
        let (dispute, payment) = find(gateway, id)?;
        let about = |one: &&Notification| match &one.content {
            Content::Dispute(facts) => facts.dispute.id == dispute.id,
            _ => false,
        };
        let told = payment.notifications.iter();
        let told = told.filter_map(|number| gateway.notifications().get(*number));
        Ok(DisputePage {
            frame,
            row: Row::of(dispute, payment, now),
            facts: facts(dispute, payment),
            notifications: told.filter(about).map(Told::of).collect(),
            deeds: deeds(dispute),
            is_defended: matches!(dispute.stage, DisputeStage::DefenseSupplied { .. }),
            verdicts: Verdict::ALL
                .iter()
                .map(|one| (one.name(), told_of(*one)))
                .collect(),
        })
    })
}

fn deeds(dispute: &Dispute) -> Vec<(&'static str, &'static str)> {
    let awaited = dispute.awaits_answer();
    let is_retrieval = dispute.kind == DisputeType::RetrievalRequest;
    let all = [
        (
            awaited && dispute.defendable,
            "defend-dispute",
            "Supply evidence",
        ),
        (awaited, "accept-dispute", "Accept it"),
        (
            awaited && is_retrieval,
            "escalate-dispute",
            "Make it a chargeback",
        ),
        (awaited, "settle-dispute", "Settle it by a refund rule"),
        (
            !dispute.is_over(),
            "cancel-dispute",
            "The cardholder withdraws it",
        ),
    ];
    let possible = all.into_iter().filter(|(is_possible, ..)| *is_possible);
    possible.map(|(_, act, words)| (act, words)).collect()
}

fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<(&'a Dispute, &'a Payment), AdminError> {
    gateway.dispute(id).ok_or_else(|| {
        let hint = "It may have gone with a reset. The list of disputes has all that there are.";
        AdminError::not_found(format!("There is no dispute \"{id}\""), hint)
    })
}

fn told_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::ValidateSuccess => "the evidence holds: the shop wins",
        Verdict::ValidateFail => "the evidence does not hold: the buyer wins",
        Verdict::AcceptByCustomer => "the buyer gives in: the shop wins",
        Verdict::AcceptByMerchant => "the shop gives in: the buyer wins",
    }
}

fn facts(dispute: &Dispute, payment: &Payment) -> Vec<(&'static str, String)> {
    let yes_or_no = |is: bool| if is { "yes" } else { "no" }.to_owned();
    let money = if dispute.holds_money() {
        "frozen or gone"
    } else {
        "the shop has it"
    };
    let mut facts = vec![
        ("disputeId", dispute.id.to_string()),
        ("Order", payment.order.order_reference.clone()),
        ("Amount", dispute.amount.to_string()),
        ("Opened", when(dispute.opened_at)),
        ("Answer due", when(dispute.due_at)),
        ("May be defended", yes_or_no(dispute.defendable)),
        ("May be refunded meanwhile", yes_or_no(dispute.refundable)),
        ("Evidence supplied", yes_or_no(dispute.evidence.is_some())),
        ("The money", money.to_owned()),
    ];
    facts.extend(ended(dispute).map(|(at, how)| ("Ended", format!("{}: {how}", when(at)))));
    facts
}

/// When and how it came to its end.
fn ended(dispute: &Dispute) -> Option<(Timestamp, String)> {
    Some(match &dispute.stage {
        DisputeStage::Judged { at, result, amount } => (
            *at,
            format!("{}, {amount}; {}", result.name(), told_of(*result)),
        ),
        DisputeStage::Accepted { at, reason } => (*at, format!("accepted, {}", reason.name())),
        DisputeStage::Cancelled { at } => (*at, "the cardholder withdrew it".to_owned()),
        DisputeStage::RdrResolved { at } => (*at, "a refund rule settled it".to_owned()),
        _ => return None,
    })
}
