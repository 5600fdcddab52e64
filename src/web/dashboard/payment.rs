//! One payment: where it stands, how it came to this, and its picture.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY};
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::words::{Badge, Tone, when};
use super::{answer, problem, sequence};
use crate::gateway::{
    CaptureMode, Event, EventKind, Gateway, Notification, Payment, PaymentKey, State as Standing,
};

/// The most lines of a timeline shown; the newest of a longer one.
const TIMELINE_MAX: usize = 500;

#[derive(Template)]
#[template(path = "dashboard/payment.html")]
struct PaymentPage {
    frame: Frame,
    view: View,
    /// Where its buyer pays; nowhere when the payment needs no buyer any more.
    checkout: Option<String>,
}

/// A payment in full.
struct View {
    id: String,
    amount: String,
    description: String,
    status: Badge,
    stage: &'static str,
    code: &'static str,
    is_challenged: bool,
    facts: Vec<(&'static str, String)>,
    transactions: Vec<Transaction>,
    notifications: Vec<Told>,
    findings: Vec<Found>,
    timeline: Vec<Line>,
}

/// A capture or a refund.
struct Transaction {
    kind: &'static str,
    status: Badge,
    amount: String,
    id: String,
    request_id: String,
    at: String,
}

/// A notification of a payment, in one line.
pub(super) struct Told {
    id: String,
    kind: &'static str,
    state: Badge,
    attempts: usize,
    next: String,
}

/// What the shop did wrong.
struct Found {
    name: &'static str,
    text: String,
    instead: &'static str,
}

/// A line of the timeline, with the page that tells more.
struct Line {
    at: String,
    kind: &'static str,
    text: String,
    link: Option<String>,
}

pub(super) async fn show(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    answer(&state, page(&client_id, &id, &state))
}

/// The sequence picture as a file of its own.
pub(super) async fn picture(path: Path<(String, String)>, state: Data<State>) -> HttpResponse {
    let (client_id, id) = path.into_inner();
    match drawn(&client_id, &id, &state) {
        Ok(svg) => HttpResponse::Ok()
            .content_type("image/svg+xml")
            .insert_header((
                CONTENT_SECURITY_POLICY,
                "default-src 'none'; style-src 'unsafe-inline'",
            ))
            .insert_header((CONTENT_DISPOSITION, "inline; filename=\"sequence.svg\""))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(svg),
        Err(error) => problem(&state, &error),
    }
}

fn drawn(client_id: &str, id: &str, state: &State) -> Result<String, AdminError> {
    let sandbox = merchant(state, client_id)?;
    sandbox.with_gateway(|gateway, _| {
        let payment = find(gateway, id)?;
        let title = format!(
            "{} · {} · {}",
            payment.order.order_reference,
            payment.order.amount,
            payment.status().name()
        );
        let about = |event: &&Event| event.kind.is_of_clock() || is_about(event, payment);
        let events = gateway.journal().since(0).filter(about);
        Ok(sequence::picture(&title, events))
    })
}

fn page(client_id: &str, id: &str, state: &State) -> Result<PaymentPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "payments");
    let base = frame.base.clone();
    let (view, token) = sandbox.with_gateway(|gateway, _| {
        let payment = find(gateway, id)?;
        let token = payment.is_open().then(|| payment.token.clone());
        Ok::<_, AdminError>((View::of(gateway, payment, &base), token))
    })?;
    Ok(PaymentPage {
        frame,
        view,
        checkout: token.map(|token| state.normal_url(token.as_str())),
    })
}

fn find<'a>(gateway: &'a Gateway, id: &str) -> Result<&'a Payment, AdminError> {
    let keys = [
        PaymentKey::Id(id.to_owned()),
        PaymentKey::RequestId(id.to_owned()),
    ];
    let mut found = keys.iter().filter_map(|key| gateway.payment(key).ok());
    found.next().ok_or_else(|| {
        let hint = "It may have gone with a reset. The list of payments has all that there are.";
        AdminError::not_found(format!("There is no payment \"{id}\""), hint)
    })
}

fn is_about(event: &Event, payment: &Payment) -> bool {
    event.payment_id.as_ref() == Some(&payment.id)
}

impl View {
    fn of(gateway: &Gateway, payment: &Payment, base: &str) -> Self {
        let own = |one: &&Notification| one.payment_id.as_ref() == Some(&payment.id);
        let events = || {
            gateway
                .journal()
                .since(0)
                .filter(|event| is_about(event, payment))
        };
        let mut timeline: Vec<Line> = events()
            .rev()
            .take(TIMELINE_MAX)
            .map(|event| Line::of(event, base))
            .collect();
        timeline.reverse();
        Self {
            id: payment.id.to_string(),
            amount: payment.order.amount.to_string(),
            description: payment.order.order_description.clone(),
            status: Badge::of(payment.status().name()),
            stage: payment.stage_name().name(),
            code: payment.result_code().code(),
            is_challenged: payment.stage_name().name() == "CHALLENGED",
            facts: facts(payment),
            transactions: transactions(payment),
            notifications: gateway
                .notifications()
                .iter()
                .filter(own)
                .map(Told::of)
                .collect(),
            findings: events().filter_map(Found::of).collect(),
            timeline,
        }
    }
}

fn facts(payment: &Payment) -> Vec<(&'static str, String)> {
    let order = &payment.order;
    let paid = payment.authorization();
    let capture = match order.capture_mode {
        CaptureMode::Automatic => "automatic",
        CaptureMode::Manual => "by the shop",
    };
    let card = payment.card_used();
    let optional = [
        (
            "Card",
            card.map(|card| {
                format!(
                    "{} {}, {}",
                    card.brand.name(),
                    card.card_no,
                    card.issuing_country
                )
            }),
        ),
        ("Paid", paid.map(|paid| when(paid.at))),
        ("Authorised until", paid.map(|paid| when(paid.expires_at))),
        ("Notified at", order.notify_url.clone()),
    ];
    let mut facts = vec![
        ("Order", order.order_reference.clone()),
        ("paymentRequestId", order.request_id.clone()),
        ("paymentId", payment.id.to_string()),
        ("Created", when(payment.created_at)),
        ("To be paid until", when(payment.expires_at)),
        ("Capture", capture.to_owned()),
    ];
    facts.extend(
        optional
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    facts.push(("Returns to", order.redirect_url.clone()));
    facts
}

fn transactions(payment: &Payment) -> Vec<Transaction> {
    let captures = payment.captures.iter().map(|capture| Transaction {
        kind: "CAPTURE",
        status: Badge::of(capture.status()),
        amount: capture.amount.to_string(),
        id: capture.id.to_string(),
        request_id: capture.request_id.clone(),
        at: when(capture.at),
    });
    let refunds = payment.refunds.iter().map(|refund| Transaction {
        kind: "REFUND",
        status: Badge::of(refund.status()),
        amount: refund.amount.to_string(),
        id: refund.id.to_string(),
        request_id: refund.request_id.clone(),
        at: when(refund.at()),
    });
    captures.chain(refunds).collect()
}

impl Told {
    fn of(notification: &Notification) -> Self {
        let next = match notification.state {
            Standing::Pending { next_attempt_at } => next_attempt_at.map(when),
            _ => None,
        };
        Self {
            id: notification.id.to_string(),
            kind: notification.content.notify_type().name(),
            state: Badge::of(notification.state.name()),
            attempts: notification.attempts.len(),
            next: next.unwrap_or_default(),
        }
    }
}

impl Found {
    fn of(event: &Event) -> Option<Self> {
        let finding = event.finding?;
        Some(Self {
            name: finding.name(),
            text: event.text.clone(),
            instead: finding.instead(),
        })
    }
}

impl Line {
    fn of(event: &Event, base: &str) -> Self {
        let request = event
            .request
            .map(|number| format!("{base}/requests/req-{number}"));
        let notification = event.notification_id.as_ref();
        let notification = notification.map(|id| format!("{base}/notifications/{id}"));
        Self {
            at: when(event.at),
            kind: event.kind.name(),
            text: event.text.clone(),
            link: request.or(notification),
        }
    }

    fn tone(&self) -> &'static str {
        if self.kind == EventKind::Finding.name() {
            return Tone::Bad.name();
        }
        Tone::Calm.name()
    }
}
