//! What the world around the gateway tells it for its journal: answered calls, opened pages, moves
//! of the clock. Nothing else changes by it.

use jiff::Timestamp;

use super::super::journal::{Event, EventKind, Finding};
use super::super::operation::Operation;
use super::super::rules::fields::Fields;
use super::super::{Gateway, ResultCode};

/// A call of the shop that was answered.
#[derive(Clone, Debug)]
pub struct AnsweredCall<'a> {
    /// Of which operation; `None` when the path leads to none.
    pub operation: Option<Operation>,
    /// Its path, for calls of no operation.
    pub path: &'a str,
    /// Its fields.
    pub request: &'a Fields,
    /// The number it is kept under: 7 for `req-7`.
    pub number: u64,
    /// `resultCode` of the answer.
    pub code: ResultCode,
    /// HTTP status of the answer.
    pub http_status: u16,
    /// Why it was refused; empty when it was not.
    pub why: &'a str,
    /// What the shop did wrong with it.
    pub finding: Option<Finding>,
}

impl Gateway {
    /// Takes down that a call was answered, and what was wrong with it.
    pub fn tell_call(&mut self, now: Timestamp, call: &AnsweredCall<'_>) {
        let payment = self.payment_of(call.request);
        if let (Some(Operation::InquiryPayment), Some(payment)) = (call.operation, payment) {
            self.inquired.insert(payment);
        }
        let about = |mut event: Event| {
            let field = |path: &str| call.request.get(path).map(str::to_owned);
            event.api = call.operation;
            event.request = Some(call.number);
            event.result_code = Some(call.code);
            event.payment_request_id = field("paymentRequestId");
            event.order = field("order.referenceOrderId");
            event.vaulting_request_id = field("vaultingRequestId");
            match payment {
                Some(payment) => event.about(&self.payments[payment]),
                None => event,
            }
        };
        let what = call
            .operation
            .map_or(call.path, |operation| operation.name());
        let (number, code, status) = (call.number, call.code.code(), call.http_status);
        let text = format!("{what} was answered {code}, HTTP {status} (req-{number})");
        let answered = about(Event::new(EventKind::ApiCall, text));
        let found = call.finding.map(|finding| {
            let why = format!("req-{number} was refused: {}", call.why);
            about(Event::found(finding, why))
        });
        self.journal.record(now, answered);
        if let Some(found) = found {
            self.journal.record(now, found);
        }
    }

    /// Takes down that the buyer opened the card page behind a `normalUrl`.
    pub fn tell_page_opened(&mut self, now: Timestamp, token: &str) {
        if let Some(number) = self.by_token.get(token) {
            let text = "the buyer opened the card page".to_owned();
            self.record(now, EventKind::PageOpened, *number, text);
        } else if let Some(number) = self.vaultings.by_token(token) {
            let text = "the buyer opened the page that takes a card".to_owned();
            self.tell_vaulting(now, EventKind::PageOpened, number, text);
        }
    }

    /// Takes down that the time was advanced, at its end.
    pub fn tell_clock_advanced(&mut self, from: Timestamp, to: Timestamp) {
        let text = format!("the clock was advanced from {from} to {to}");
        let event = Event::new(EventKind::ClockAdvanced, text);
        self.journal.record(to, event);
    }

    /// Takes down that the clock was set, or that it goes at another pace from now on.
    pub fn tell_clock_changed(&mut self, from: Timestamp, to: Timestamp, pace: &str) {
        let text = if from == to {
            format!("the clock shows {to}, its pace is now {pace}")
        } else {
            format!("the clock was set from {from} to {to}, its pace is {pace}")
        };
        self.journal
            .record(to, Event::new(EventKind::ClockChanged, text));
    }
}
