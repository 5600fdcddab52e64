//! Payments: list and read.

use actix_web::HttpResponse;
use actix_web::web::Query;
use jiff::Timestamp;
use serde::Serialize;

use super::super::State;
use super::about::{OfMerchant, OfThing};
use super::amount::AmountView;
use super::error::AdminError;
use super::events::EventView;
use super::items;
use super::newest::Page;
use super::transactions::{TransactionView, transactions};
use crate::gateway::{CaptureMode, CardResult, Gateway, Payment, PaymentKey, ResultCode, Session};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PaymentView {
    payment_id: String,
    payment_request_id: String,
    reference_order_id: String,
    order_description: String,
    payment_amount: AmountView,
    amount_text: String,
    capture_mode: &'static str,
    pub(super) payment_status: &'static str,
    payment_result_code: &'static str,
    pub(super) stage: &'static str,
    /// The code of the newest decline, while the buyer may still try another card.
    declined: Option<&'static str>,
    create_time: Timestamp,
    expiry_time: Timestamp,
    payment_time: Option<Timestamp>,
    auth_expiry_time: Option<Timestamp>,
    normal_url: String,
    redirect_url: String,
    notify_url: Option<String>,
    card: Option<CardView>,
    session: Option<SessionView>,
}

/// What is known of a payment that createPaymentSession made.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionView {
    payment_session_id: String,
    product_scene: Option<&'static str>,
    expiry_time: Timestamp,
    submitted: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CardView {
    card_no: String,
    card_brand: &'static str,
    issuing_country: String,
    funding: String,
    eci: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PaymentDetail {
    #[serde(flatten)]
    payment: PaymentView,
    transactions: Vec<TransactionView>,
    /// The ids of the other payments that have money for the same order.
    duplicates: Vec<String>,
    /// The ids of the disputes about it.
    disputes: Vec<String>,
    notifications: Vec<String>,
    timeline: Vec<EventView>,
    /// How many events, of whichever payment, the journal no longer has.
    timeline_dropped: u64,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let view = |payment: &Payment| PaymentView::of(payment, &about.state);
    let is =
        |payment: &&Payment, id: &str| payment.id.as_str() == id || payment.order.request_id == id;
    let shown = sandbox.with_gateway(|gateway, _| page.views(gateway.payments().iter(), is, view));
    Ok(items(shown?))
}

pub(super) async fn read(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let detail = sandbox.with_gateway(|gateway, _| {
        let payment = find(gateway, id)?;
        Ok::<_, AdminError>(detail(gateway, payment, &about.state))
    })?;
    Ok(HttpResponse::Ok().json(detail))
}

/// Finds a payment by Antom's id or by the shop's.
pub(super) fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<&'a Payment, AdminError> {
    let keys = [
        PaymentKey::Id(id.to_owned()),
        PaymentKey::RequestId(id.to_owned()),
    ];
    keys.iter()
        .find_map(|key| gateway.payment(key).ok())
        .ok_or_else(|| {
            AdminError::not_found(
                format!("no payment has the paymentId or paymentRequestId \"{id}\""),
                "GET …/payments lists this merchant's payments",
            )
        })
}

fn detail(gateway: &Gateway, payment: &Payment, state: &State) -> PaymentDetail {
    let notifications = gateway.notifications().iter();
    let events = gateway.journal().since(0);
    PaymentDetail {
        payment: PaymentView::of(payment, state),
        transactions: transactions(payment),
        duplicates: gateway
            .duplicates(payment)
            .map(|one| one.id.to_string())
            .collect(),
        disputes: payment
            .disputes
            .iter()
            .map(|one| one.id.to_string())
            .collect(),
        notifications: notifications
            .filter(|one| one.payment_id.as_ref() == Some(&payment.id))
            .map(|one| one.id.to_string())
            .collect(),
        timeline: events
            .filter(|event| event.payment_id.as_ref() == Some(&payment.id))
            .map(EventView::of)
            .collect(),
        timeline_dropped: gateway.journal().dropped(),
    }
}

impl PaymentView {
    pub(super) fn of(payment: &Payment, state: &State) -> Self {
        let order = &payment.order;
        let paid = payment.authorization();
        Self {
            payment_id: payment.id.to_string(),
            payment_request_id: order.request_id.clone(),
            reference_order_id: order.order_reference.clone(),
            order_description: order.order_description.clone(),
            payment_amount: order.amount.into(),
            amount_text: order.amount.to_string(),
            capture_mode: match order.capture_mode {
                CaptureMode::Automatic => "AUTOMATIC",
                CaptureMode::Manual => "MANUAL",
            },
            payment_status: payment.status().name(),
            payment_result_code: payment.result_code().code(),
            stage: payment.stage_name().name(),
            declined: newest_decline(payment),
            create_time: payment.created_at,
            expiry_time: payment.expires_at,
            payment_time: paid.map(|paid| paid.at),
            auth_expiry_time: paid.map(|paid| paid.expires_at),
            normal_url: state.normal_url(payment.token.as_str()),
            redirect_url: order.redirect_url.clone(),
            notify_url: order.notify_url.clone(),
            card: payment.card_used().map(CardView::of),
            session: payment.session.as_deref().map(SessionView::of),
        }
    }
}

/// A payment that ended after a decline no longer waits for another card.
fn newest_decline(payment: &Payment) -> Option<&'static str> {
    let declined = payment.declined.filter(|_| payment.is_open());
    declined.map(ResultCode::code)
}

impl SessionView {
    fn of(session: &Session) -> Self {
        Self {
            payment_session_id: session.id.to_string(),
            product_scene: session.scene.name(),
            expiry_time: session.expires_at,
            submitted: session.submitted,
        }
    }
}

impl CardView {
    fn of(card: &CardResult) -> Self {
        Self {
            card_no: card.card_no.clone(),
            card_brand: card.brand.name(),
            issuing_country: card.issuing_country.clone(),
            funding: card.funding.clone(),
            eci: card.three_ds.as_ref().map(|three_ds| three_ds.eci.clone()),
        }
    }
}
