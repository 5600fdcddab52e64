//! Rules armed for a while.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::about::{OfMerchant, OfThing};
use super::error::AdminError;
use super::time::span;
use super::{body, document, items};
use crate::gateway::{Arming, Override};

/// A rule to be armed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewOverride {
    rule: Value,
    times: Option<Value>,
    payment: Option<String>,
    #[serde(rename = "for")]
    lasts: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OverrideView {
    override_id: String,
    rule: Value,
    payment: Option<String>,
    times_left: Option<u32>,
    times_used: u32,
    armed_at: Timestamp,
    expires_at: Option<Timestamp>,
}

/// How many were taken back.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TakenBack {
    pub(super) taken_back: usize,
}

impl OverrideView {
    fn of(armed: &Override) -> Self {
        Self {
            override_id: armed.id.to_string(),
            rule: document::as_json(&armed.source),
            payment: armed.payment.clone(),
            times_left: armed.left,
            times_used: armed.used,
            armed_at: armed.armed_at,
            expires_at: armed.expires_at,
        }
    }
}

impl NewOverride {
    fn arming(self) -> Result<Arming, AdminError> {
        let wrong = |what: &str| {
            AdminError::bad_request(what, "leave the field out for a rule without this limit")
        };
        let times = match self.times.as_ref() {
            None => None,
            Some(times) => match times.as_u64().and_then(|times| u32::try_from(times).ok()) {
                Some(0) => return Err(wrong("times: 0 acts decide nothing; write 1 or more")),
                None => {
                    let message = format!("times: {times} is no number of acts; write 1 or more");
                    return Err(wrong(&message));
                }
                some => some,
            },
        };
        if self.payment.as_deref() == Some("") {
            return Err(wrong(
                "payment: \"\" is no payment; write a paymentId or a paymentRequestId",
            ));
        }
        let (rule, source) = document::rule(&self.rule)?;
        Ok(Arming {
            rule,
            source,
            payment: self.payment,
            times,
            lasts: lasting(self.lasts.as_deref())?,
        })
    }
}

/// For how long something is armed; until it is taken back when absent.
pub(super) fn lasting(text: Option<&str>) -> Result<Option<SignedDuration>, AdminError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let wrong = |why: &str| {
        let hint = "write a time such as 30m, or leave it out";
        AdminError::bad_request(format!("for: {why}"), hint)
    };
    match span(text) {
        Ok(lasts) if lasts.is_zero() => Err(wrong("no time at all")),
        Ok(lasts) => Ok(Some(lasts)),
        Err(why) => Err(wrong(&why)),
    }
}

pub(super) async fn arm(about: OfMerchant, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let arming = body::<NewOverride>(&bytes)?.arming()?;
    let armed = sandbox.with_gateway(|gateway, now| gateway.arm(now, arming));
    Ok(HttpResponse::Created().json(OverrideView::of(&armed)))
}

pub(super) async fn list(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    views(&about, |armed| Some(OverrideView::of(armed)))
}

/// What is armed, as far as there is a view of it, oldest first.
pub(super) fn views<V: Serialize>(
    about: &OfMerchant,
    view: impl FnMut(&Override) -> Option<V>,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let views =
        sandbox.with_gateway(|gateway, now| gateway.overrides(now).filter_map(view).collect());
    Ok(items(views))
}

pub(super) async fn clear(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let taken_back = sandbox.with_gateway(|gateway, now| gateway.disarm_where(now, |_| true));
    Ok(HttpResponse::Ok().json(TakenBack { taken_back }))
}

pub(super) async fn disarm(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    if sandbox.with_gateway(|gateway, now| gateway.disarm(now, id)) {
        return Ok(HttpResponse::Ok().json(TakenBack { taken_back: 1 }));
    }
    Err(AdminError::not_found(
        format!("no rule \"{id}\" is armed"),
        "it may be used up, over or taken back: GET …/overrides lists those in force",
    ))
}
