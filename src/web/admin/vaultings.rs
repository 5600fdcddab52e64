//! Vaultings, cards that are stored without a payment: list, read, and a robot buyer on their pages.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Query};
use jiff::Timestamp;
use serde::Serialize;

use super::super::State;
use super::about::{OfMerchant, OfThing};
use super::buyer::{Action, Deed, Outcome, Status};
use super::error::AdminError;
use super::events::EventView;
use super::newest::Page;
use super::{body, items};
use crate::gateway::{
    CheckoutRefusal, CheckoutStep, Gateway, Refusal, ResultCode, SANDBOX_CODE, Vaulting,
    VaultingStage,
};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VaultingView {
    vaulting_request_id: String,
    vaulting_status: &'static str,
    stage: &'static str,
    /// The code of the newest decline, while the buyer may still try another card.
    declined: Option<&'static str>,
    create_time: Timestamp,
    expiry_time: Timestamp,
    /// Whether the buyer types the card on a page of Antom's.
    session: bool,
    normal_url: String,
    redirect_url: Option<String>,
    notify_url: String,
    card: Option<CardView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CardView {
    card_token: String,
    card_no: String,
    card_brand: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VaultingDetail {
    #[serde(flatten)]
    vaulting: VaultingView,
    timeline: Vec<EventView>,
    /// How many events, of whichever vaulting or payment, the journal no longer has.
    timeline_dropped: u64,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let is = |vaulting: &&Vaulting, id: &str| vaulting.order.request_id == id;
    let view = |vaulting: &Vaulting| VaultingView::of(vaulting, &about.state);
    let shown = sandbox.with_gateway(|gateway, _| page.views(gateway.vaultings().iter(), is, view));
    Ok(items(shown?))
}

pub(super) async fn read(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let detail = sandbox.with_gateway(|gateway, _| {
        let vaulting = find(gateway, id)?;
        let events = gateway.journal().since(0);
        Ok::<_, AdminError>(VaultingDetail {
            vaulting: VaultingView::of(vaulting, &about.state),
            timeline: events
                .filter(|event| event.vaulting_request_id.as_deref() == Some(id))
                .map(EventView::of)
                .collect(),
            timeline_dropped: gateway.journal().dropped(),
        })
    })?;
    Ok(HttpResponse::Ok().json(detail))
}

pub(super) async fn act(about: OfThing, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let deed: Deed = body(&bytes)?;
    let outcome = sandbox.with_gateway(|gateway, now| {
        let vaulting = find(gateway, id)?.clone();
        let step = perform(&deed, gateway, now, &vaulting)?;
        find(gateway, id).map(|vaulting| outcome(vaulting, step))
    })?;
    Ok(HttpResponse::Ok().json(outcome))
}

/// What the buyer sees next; `None` for a buyer who left.
fn perform(
    deed: &Deed,
    gateway: &mut Gateway,
    now: Timestamp,
    vaulting: &Vaulting,
) -> Result<Option<CheckoutStep>, AdminError> {
    let token = vaulting.token.as_str();
    let code = deed.otp.as_deref().unwrap_or(SANDBOX_CODE);
    let step = match deed.action {
        Action::Leave => {
            let left = gateway.leave_link(now, token);
            return left.map(|()| None).map_err(refused);
        }
        Action::OpenBank => {
            gateway.open_bank_page(now, token);
            match vaulting.stage {
                VaultingStage::Challenged(_) => Ok(CheckoutStep::Challenge),
                _ => Err(CheckoutRefusal::NotChallenged),
            }
        }
        Action::Resend => gateway.resend_code(now, token),
        Action::Challenge => gateway.answer_binding(now, token, code),
        Action::Cancel => gateway.cancel_binding(now, token),
        Action::Pay | Action::Submit | Action::Decline => {
            let fitting = |approved| gateway.fitting_card_to_store(now, vaulting, approved);
            let typed = deed.typed_card(now, fitting)?;
            match gateway.bind_card(now, token, &typed) {
                Ok(CheckoutStep::Challenge) if deed.action != Action::Submit => {
                    gateway.answer_binding(now, token, code)
                }
                step => step,
            }
        }
    };
    step.map(Some).map_err(refused)
}

fn outcome(vaulting: &Vaulting, step: Option<CheckoutStep>) -> Outcome {
    let left = "the buyer left without storing a card";
    let status = Status::VaultingStatus(vaulting.status());
    let shop = vaulting.order.redirect_url.as_deref();
    Outcome::of(step, left, status, vaulting.code(), shop)
}

fn refused(refusal: CheckoutRefusal) -> AdminError {
    match refusal {
        CheckoutRefusal::Closed => AdminError::conflict(
            "the vaulting is over: the buyer can do nothing any more",
            "GET …/vaultings/{vaultingRequestId} tells how it ended; a new vaultingRequestId makes a new one",
        ),
        CheckoutRefusal::NotChallenged => AdminError::conflict(
            "no bank is asking for a code",
            "let the buyer submit a card first; 3DS needs is3DSAuthentication true in the request",
        ),
        other => super::buyer::refused(other),
    }
}

/// Finds a vaulting by the shop's id.
fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<&'a Vaulting, AdminError> {
    gateway.inquire_vaulting(id).map_err(|refusal: Refusal| {
        let hint = "GET …/vaultings lists this merchant's vaultings";
        AdminError::not_found(refusal.why, hint)
    })
}

impl VaultingView {
    fn of(vaulting: &Vaulting, state: &State) -> Self {
        let order = &vaulting.order;
        Self {
            vaulting_request_id: order.request_id.clone(),
            vaulting_status: vaulting.status(),
            stage: vaulting.stage_name(),
            declined: vaulting
                .declined
                .filter(|_| vaulting.is_open())
                .map(ResultCode::code),
            create_time: vaulting.created_at,
            expiry_time: vaulting.expires_at,
            session: vaulting.session.is_some(),
            normal_url: state.normal_url(vaulting.token.as_str()),
            redirect_url: order.redirect_url.clone(),
            notify_url: order.notify_url.clone(),
            card: vaulting.card().map(|card| CardView {
                card_token: card.token.to_string(),
                card_no: card.masked.clone(),
                card_brand: card.brand.name(),
            }),
        }
    }
}
