//! Waits until a payment is as a test wants it, instead of sleeping.

use actix_web::HttpResponse;
use actix_web::web::Query;
use serde::Deserialize;

use super::about::OfThing;
use super::error::AdminError;
use super::payments::{PaymentView, find};
use super::time::patience;
use crate::gateway::{
    Gateway, Notification, Payment, PaymentStatus, StageName, State as NotificationState,
};

const GOALS: &str = "PROCESSING, SUCCESS, FAIL, CANCELLED, a stage such as CAPTURED or CHALLENGED, FINAL, or NOTIFIED";

#[derive(Deserialize)]
pub(super) struct Wish {
    until: Option<String>,
    timeout: Option<String>,
}

pub(super) async fn until(about: OfThing, query: Query<Wish>) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let goal = goal_of(query.until.as_deref())?;
    let timeout = patience("timeout", query.timeout.as_deref())?;
    let mut changes = sandbox.watch();
    let reached = async {
        loop {
            changes.mark_unchanged();
            let look = sandbox.with_gateway(|gateway, _| {
                let payment = find(gateway, id)?;
                let view = PaymentView::of(payment, &about.state);
                if has_reached(gateway, payment, &view, &goal) {
                    return Ok(Some(view));
                }
                if can_reach(gateway, payment, &view, &goal) {
                    return Ok(None);
                }
                Err(never(&view, &goal))
            })?;
            if let Some(view) = look {
                return Ok::<_, AdminError>(view);
            }
            // The sender lives as long as the sandbox, which we hold.
            let _ = changes.changed().await;
        }
    };
    let in_time = tokio::select! {
        in_time = tokio::time::timeout(timeout, reached) => in_time,
        () = about.state.stopped() => return Err(AdminError::stopping()),
    };
    match in_time {
        Ok(found) => Ok(HttpResponse::Ok().json(found?)),
        Err(_) => Err(gave_up(
            &sandbox.with_gateway(|gateway, _| {
                find(gateway, id).map(|payment| PaymentView::of(payment, &about.state))
            })?,
            &goal,
        )),
    }
}

fn goal_of(until: Option<&str>) -> Result<String, AdminError> {
    let hint = format!("wait for {GOALS}");
    let Some(until) = until else {
        let message = "until is missing: write …/wait?until=SUCCESS";
        return Err(AdminError::bad_request(message, hint));
    };
    let goal = until.to_ascii_uppercase();
    if !goals().any(|known| known == goal) {
        let message = format!("until: \"{until}\" is nothing to wait for");
        return Err(AdminError::bad_request(message, hint));
    }
    Ok(goal)
}

/// Everything that can be waited for.
pub(super) fn goals() -> impl Iterator<Item = &'static str> {
    let statuses = ["PROCESSING", "SUCCESS", "FAIL", "CANCELLED"];
    let stages = StageName::ALL.map(StageName::name);
    let stages = stages
        .into_iter()
        .filter(move |stage| !statuses.contains(stage));
    let further = ["FINAL", "NOTIFIED"];
    statuses.into_iter().chain(stages).chain(further)
}

fn has_reached(gateway: &Gateway, payment: &Payment, view: &PaymentView, goal: &str) -> bool {
    match goal {
        "FINAL" => payment.status() != PaymentStatus::Processing,
        "NOTIFIED" => is_notified(gateway, payment),
        // An automatic capture may be quicker than whoever waits for what came before it.
        "AUTHORIZED" => payment.status() == PaymentStatus::Success,
        _ => view.payment_status == goal || view.stage == goal,
    }
}

/// Whether a payment that is not yet as wanted can still come to be so.
fn can_reach(gateway: &Gateway, payment: &Payment, view: &PaymentView, goal: &str) -> bool {
    match (view.stage, goal) {
        ("AWAITING_BUYER" | "CHALLENGED" | "ASKING_ISSUER", _)
        | ("AUTHORIZED", "CAPTURED" | "RELEASED" | "CANCELLED" | "NOTIFIED") => true,
        ("AUTHORIZED" | "CAPTURED", "FAIL" | "FAILED" | "FINAL") => payment.may_be_reversed(),
        // What is over brings no new notifications; those it has may still be on their way.
        (_, "NOTIFIED") => own_notifications(gateway, payment).next().is_some(),
        _ => false,
    }
}

/// Whether every notification of a payment that has any has come to its end.
fn is_notified(gateway: &Gateway, payment: &Payment) -> bool {
    let mut own = own_notifications(gateway, payment).peekable();
    own.peek().is_some() && own.all(|one| !matches!(one.state, NotificationState::Pending { .. }))
}

fn own_notifications<'a>(
    gateway: &'a Gateway,
    payment: &'a Payment,
) -> impl Iterator<Item = &'a Notification> {
    let all = gateway.notifications().iter();
    all.filter(|one| one.payment_id.as_ref() == Some(&payment.id))
}

fn never(view: &PaymentView, goal: &str) -> AdminError {
    let (stage, status) = (view.stage, view.payment_status);
    AdminError::conflict(
        format!("the payment is {stage} (paymentStatus {status}) and can no longer be {goal}"),
        "GET …/payments/{paymentId} tells in its timeline how it came to this",
    )
}

fn gave_up(view: &PaymentView, goal: &str) -> AdminError {
    let (stage, status) = (view.stage, view.payment_status);
    AdminError::timed_out(
        format!("the payment is {stage} (paymentStatus {status}), not {goal}"),
        "with a stepped clock nothing happens by itself: advance it",
    )
}
