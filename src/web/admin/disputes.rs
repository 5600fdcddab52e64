//! Disputes: what a cardholder, a scheme and a judge do. The shop's part is in Antom's own API.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Query};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::about::{OfMerchant, OfThing};
use super::amount::AmountView;
use super::error::AdminError;
use super::newest::Page;
use super::payments::find;
use super::time::span;
use super::{body, items};
use crate::gateway::{
    Dispute, DisputeRefusal, DisputeStage, DisputeTerms, DisputeType, Gateway, Judgement, Payment,
    PaymentKey, Verdict,
};

mod defending;
mod opening;

pub(super) use self::defending::defend;
pub(super) use self::opening::open;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a view for people; each flag has a name of its own"
)]
struct DisputeView {
    dispute_id: String,
    payment_id: String,
    payment_request_id: String,
    state: &'static str,
    dispute_type: &'static str,
    dispute_amount: AmountView,
    amount_text: String,
    reason_code: Option<String>,
    reason_message: String,
    dispute_time: Timestamp,
    defense_due_time: Timestamp,
    defendable: bool,
    refundable: bool,
    /// Whether the merchant's evidence is there.
    defended: bool,
    judged_result: Option<&'static str>,
    accept_reason: Option<&'static str>,
    /// When it came to its end.
    end_time: Option<Timestamp>,
    /// Whether its money is frozen or gone.
    holds_money: bool,
}

impl DisputeView {
    fn of(dispute: &Dispute, payment: &Payment) -> Self {
        let (mut judged_result, mut accept_reason) = (None, None);
        let end_time = match dispute.stage {
            DisputeStage::Judged { at, result, .. } => {
                judged_result = Some(result.name());
                Some(at)
            }
            DisputeStage::Accepted { at, reason } => {
                accept_reason = Some(reason.name());
                Some(at)
            }
            DisputeStage::Cancelled { at } | DisputeStage::RdrResolved { at } => Some(at),
            DisputeStage::Created
            | DisputeStage::DueAlert
            | DisputeStage::DefenseSupplied { .. } => None,
        };
        Self {
            dispute_id: dispute.id.to_string(),
            payment_id: payment.id.to_string(),
            payment_request_id: payment.order.request_id.clone(),
            state: dispute.stage.name(),
            dispute_type: dispute.kind.name(),
            dispute_amount: dispute.amount.into(),
            amount_text: dispute.amount.to_string(),
            reason_code: dispute.reason_code.clone(),
            reason_message: dispute.reason.clone(),
            dispute_time: dispute.opened_at,
            defense_due_time: dispute.due_at,
            defendable: dispute.defendable,
            refundable: dispute.refundable,
            defended: dispute.evidence.is_some(),
            judged_result,
            accept_reason,
            end_time,
            holds_money: dispute.holds_money(),
        }
    }
}

/// How a dispute is judged.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewJudgement {
    result: String,
    amount: Option<u64>,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let views = sandbox.with_gateway(|gateway, _| {
        let is = |(dispute, _): &(&Dispute, _), id: &str| dispute.id.as_str() == id;
        let view = |(dispute, payment): (&Dispute, &Payment)| DisputeView::of(dispute, payment);
        page.views(gateway.disputes().into_iter(), is, view)
    });
    Ok(items(views?))
}

pub(super) async fn read(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let view = sandbox.with_gateway(|gateway, _| view(gateway, id))?;
    Ok(HttpResponse::Ok().json(view))
}

pub(super) async fn judge(about: OfThing, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let wish: NewJudgement = body(&bytes)?;
    let result = verdict(&wish.result)?;
    act(&about, |gateway, now, id| {
        gateway.judge_dispute(now, id, result, wish.amount)
    })
}

pub(super) async fn cancel(about: OfThing) -> Result<HttpResponse, AdminError> {
    act(&about, Gateway::cancel_dispute)
}

pub(super) async fn rdr(about: OfThing) -> Result<HttpResponse, AdminError> {
    act(&about, Gateway::rdr_resolve)
}

pub(super) async fn accept(about: OfThing) -> Result<HttpResponse, AdminError> {
    act(&about, Gateway::accept_dispute_by_hand)
}

pub(super) async fn escalate(about: OfThing) -> Result<HttpResponse, AdminError> {
    act(&about, Gateway::escalate_dispute)
}

/// Moves a dispute on and shows how it stands then.
fn act(
    about: &OfThing,
    verb: impl for<'g> FnOnce(&'g mut Gateway, Timestamp, &str) -> Result<&'g Dispute, DisputeRefusal>,
) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let view = sandbox.with_gateway(|gateway, now| {
        verb(gateway, now, id).map_err(refused)?;
        view(gateway, id)
    })?;
    Ok(HttpResponse::Ok().json(view))
}

fn view(gateway: &Gateway, id: &str) -> Result<DisputeView, AdminError> {
    let (dispute, payment) = known(gateway, id)?;
    Ok(DisputeView::of(dispute, payment))
}

fn known<'a>(gateway: &'a Gateway, id: &str) -> Result<(&'a Dispute, &'a Payment), AdminError> {
    gateway.dispute(id).ok_or_else(|| {
        let why = format!("there is no dispute \"{id}\"");
        refused(DisputeRefusal::Unknown(why))
    })
}

fn verdict(name: &str) -> Result<Verdict, AdminError> {
    let found = Verdict::ALL.iter().find(|known| known.name() == name);
    found.copied().ok_or_else(|| {
        let names: Vec<_> = Verdict::ALL.iter().map(|known| known.name()).collect();
        let message = format!("\"{name}\" is no judgement");
        AdminError::bad_request(message, format!("write one of {}", names.join(", ")))
    })
}

fn refused(refusal: DisputeRefusal) -> AdminError {
    match refusal {
        DisputeRefusal::Unknown(why) => {
            AdminError::not_found(why, "GET …/disputes lists this merchant's disputes")
        }
        DisputeRefusal::Impossible(why) => {
            let hint = "GET …/disputes/{disputeId} tells how it stands";
            AdminError::conflict(why, hint)
        }
    }
}
