//! Notifications: every attempt with its bytes and its verdict; sending again.

use std::borrow::Cow;
use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Query};
use jiff::Timestamp;
use serde::Serialize;

use super::about::{OfMerchant, OfThing};
use super::error::AdminError;
use super::newest::Page;
use super::requests::milliseconds;
use super::resending::Resending;
use super::{body, items};
use crate::gateway::{Attempt, Notification, State as NotificationState};
use crate::sandbox::Sandbox;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NotificationView {
    notification_id: String,
    notify_type: &'static str,
    /// None for the notification of a vaulting.
    payment_id: Option<String>,
    /// Of that alone.
    vaulting_request_id: Option<String>,
    url: Option<String>,
    state: &'static str,
    /// Why it is blocked, or the verdict on the newest attempt.
    reason: Option<String>,
    next_attempt_at: Option<Timestamp>,
    attempts: Vec<AttemptView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttemptView {
    number: usize,
    at: Timestamp,
    request_headers: BTreeMap<String, String>,
    request_body: String,
    outcome: &'static str,
    http_status: Option<u16>,
    response_body: String,
    reason: String,
    fault: Option<Cow<'static, str>>,
    duration_ms: f64,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let is = |notification: &&Notification, id: &str| notification.id.as_str() == id;
    let shown = sandbox.with_gateway(|gateway, _| {
        page.views(gateway.notifications().iter(), is, NotificationView::of)
    });
    Ok(items(shown?))
}

pub(super) async fn read(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    Ok(HttpResponse::Ok().json(find(&sandbox, id)?))
}

/// Sends a notification once more and answers when the shop has.
pub(super) async fn resend(about: OfThing, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let fault = body::<Resending>(&bytes)?.fault()?;
    find(&sandbox, id)?;
    sandbox
        .resend(id, fault)
        .await
        .map_err(|why| AdminError::conflict(why, "send paymentNotifyUrl with pay"))?;
    Ok(HttpResponse::Ok().json(find(&sandbox, id)?))
}

fn find(sandbox: &Sandbox, id: &str) -> Result<NotificationView, AdminError> {
    let found =
        sandbox.with_gateway(|gateway, _| gateway.notification(id).map(NotificationView::of));
    found.ok_or_else(|| {
        let hint = "GET …/notifications lists them; their ids are ntf-1, ntf-2, …";
        AdminError::not_found(format!("there is no notification \"{id}\""), hint)
    })
}

impl NotificationView {
    fn of(notification: &Notification) -> Self {
        let newest = notification.attempts.last();
        Self {
            notification_id: notification.id.to_string(),
            notify_type: notification.content.notify_type().name(),
            payment_id: notification.payment_id.as_ref().map(ToString::to_string),
            vaulting_request_id: notification.vaulting_request_id().map(str::to_owned),
            url: notification.url.as_deref().map(str::to_owned),
            state: notification.state.name(),
            reason: match &notification.state {
                NotificationState::Blocked { why } => Some(why.clone()),
                _ => newest.map(|attempt| attempt.reason.clone()),
            },
            next_attempt_at: match notification.state {
                NotificationState::Pending { next_attempt_at } => next_attempt_at,
                _ => None,
            },
            attempts: (1..)
                .zip(&notification.attempts)
                .map(|(number, attempt)| AttemptView::of(number, attempt))
                .collect(),
        }
    }
}

impl AttemptView {
    fn of(number: usize, attempt: &Attempt) -> Self {
        Self {
            number,
            at: attempt.at,
            request_headers: attempt.request_headers.iter().cloned().collect(),
            request_body: attempt.request_body.to_string(),
            outcome: attempt.outcome.name(),
            http_status: attempt.http_status,
            response_body: attempt.response_body.clone(),
            reason: attempt.reason.clone(),
            fault: attempt.fault.clone(),
            duration_ms: milliseconds(attempt.duration.unsigned_abs()),
        }
    }
}
