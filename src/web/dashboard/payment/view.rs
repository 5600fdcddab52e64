//! What a payment's page tells of it.

use jiff::Timestamp;

use super::super::disputes;
use super::super::words::{Badge, Tone, when};
use super::is_about;
use crate::gateway::{
    CaptureMode, Event, EventKind, Gateway, Notification, Payment, Session, State as Standing,
};

/// The most lines of a timeline shown; the newest of a longer one.
const TIMELINE_MAX: usize = 500;

/// A payment in full.
pub(crate) struct View {
    pub(crate) id: String,
    pub(crate) amount: String,
    pub(crate) description: String,
    pub(crate) status: Badge,
    pub(crate) stage: &'static str,
    pub(crate) code: &'static str,
    pub(crate) is_challenged: bool,
    pub(crate) facts: Vec<(&'static str, String)>,
    pub(crate) transactions: Vec<Transaction>,
    pub(crate) notifications: Vec<Told>,
    pub(crate) disputes: Vec<disputes::Row>,
    /// Whether there is money that a cardholder could dispute.
    pub(crate) is_disputable: bool,
    pub(crate) findings: Vec<Found>,
    pub(crate) timeline: Vec<Line>,
}

/// A capture or a refund.
pub(crate) struct Transaction {
    pub(crate) kind: &'static str,
    pub(crate) status: Badge,
    pub(crate) amount: String,
    pub(crate) id: String,
    pub(crate) request_id: String,
    pub(crate) at: String,
}

/// A notification of a payment, in one line.
pub(crate) struct Told {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) state: Badge,
    pub(crate) attempts: usize,
    pub(crate) next: String,
}

/// What the shop did wrong.
pub(crate) struct Found {
    pub(crate) name: &'static str,
    pub(crate) text: String,
    pub(crate) instead: &'static str,
}

/// A line of the timeline, with the page that tells more.
pub(crate) struct Line {
    pub(crate) at: String,
    pub(crate) kind: &'static str,
    pub(crate) text: String,
    pub(crate) link: Option<String>,
}

impl View {
    /// A payment as it stands now.
    pub(super) fn of(gateway: &Gateway, payment: &Payment, now: Timestamp, base: &str) -> Self {
        let told = payment.notifications.iter();
        let told = told.filter_map(|number| gateway.notifications().get(*number));
        let disputes = payment.disputes.iter();
        let disputes = disputes.map(|one| disputes::Row::of(one, payment, now));
        let events = || {
            gateway
                .journal()
                .since(0)
                .filter(|event| is_about(event, payment))
        };
        Self {
            id: payment.id.to_string(),
            amount: payment.order.amount.to_string(),
            description: payment.order.order_description.clone(),
            status: Badge::of(payment.status().name()),
            stage: payment.stage_name().name(),
            code: payment.result_code().code(),
            is_challenged: payment.stage_name().name() == "CHALLENGED",
            facts: facts(gateway, payment),
            transactions: transactions(payment),
            notifications: told.map(Told::of).collect(),
            disputes: disputes.collect(),
            is_disputable: payment.captures.iter().any(|one| one.status() == "SUCCESS"),
            findings: events().filter_map(Found::of).collect(),
            timeline: timeline(events(), base),
        }
    }
}

/// The newest of these events, oldest first.
pub(in super::super) fn timeline<'a>(
    events: impl DoubleEndedIterator<Item = &'a Event>,
    base: &str,
) -> Vec<Line> {
    let newest = events.rev().take(TIMELINE_MAX);
    let mut lines: Vec<Line> = newest.map(|event| Line::of(event, base)).collect();
    lines.reverse();
    lines
}

fn facts(gateway: &Gateway, payment: &Payment) -> Vec<(&'static str, String)> {
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
        ("Session", payment.session.as_deref().map(session)),
        ("Also paid", duplicates(gateway, payment)),
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

fn session(session: &Session) -> String {
    let scene = session.scene.name().unwrap_or("no productScene");
    let submitted = if session.submitted {
        "submitted"
    } else {
        "not submitted"
    };
    let until = when(session.expires_at);
    format!("{}, {scene}, {submitted}, until {until}", session.id)
}

/// The other payments that have money for the same order.
fn duplicates(gateway: &Gateway, payment: &Payment) -> Option<String> {
    let others = gateway.duplicates(payment);
    let others: Vec<_> = others.map(|other| other.order.request_id.clone()).collect();
    (!others.is_empty()).then(|| others.join(", "))
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
    /// A notification in one line.
    pub(in super::super) fn of(notification: &Notification) -> Self {
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

    pub(crate) fn tone(&self) -> &'static str {
        if self.kind == EventKind::Finding.name() {
            return Tone::Bad.name();
        }
        Tone::Calm.name()
    }
}
