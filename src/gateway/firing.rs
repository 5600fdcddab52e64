//! What the gateway does when its time comes: the timers of the agenda fire.

use jiff::Timestamp;

use super::agenda::Timer;
use super::notifications::delivering::Delivery;
use super::notifications::notification::Subject;
use super::numbers::PaymentNo;
use super::payment::Stage;
use super::{EventKind, Gateway, ResultCode};

/// What came of firing a timer.
#[derive(Clone, Debug)]
pub enum Fired {
    /// All was done within the gateway.
    Done,
    /// A notification has to be sent; the answer is handed to [`Gateway::settle`].
    Send(Box<Delivery>),
    /// The automatic buyer's browser opens a page of the shop; what came of it is handed to
    /// [`Gateway::returned`].
    Visit(Visit),
}

/// A way back to the shop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Visit {
    /// `paymentRedirectUrl`, or `redirectUrl` of a vaulting.
    pub url: String,
    subject: Subject,
}

impl Gateway {
    /// Fires the earliest timer that is due by `until`; `None` when nothing is.
    pub fn fire_next(&mut self, until: Timestamp) -> Option<Fired> {
        let (due, timer) = self.agenda.pop_due(until)?;
        Some(self.fire(due, timer))
    }

    /// Fires what is due by `now` and needs nobody else, so that a verb never meets a payment
    /// whose time is up. What goes out to the shop stays on the agenda.
    pub fn catch_up(&mut self, now: Timestamp) {
        while let Some((due, timer)) = self.agenda.pop_due_transition(now) {
            self.fire(due, timer);
        }
    }

    /// Fires the earliest thing due by `until` that goes out to the shop; `None` when none is.
    pub fn fire_next_delivery(&mut self, until: Timestamp) -> Option<Fired> {
        let (due, timer) = self.agenda.pop_due_delivery(until)?;
        Some(self.fire(due, timer))
    }

    /// Takes in what came of the buyer's way back to the shop.
    pub fn returned(&mut self, now: Timestamp, visit: &Visit, what: &str) {
        let text = format!("the buyer went back to the shop: {what}");
        match visit.subject {
            Subject::Payment(number) => self.record(now, EventKind::BuyerReturned, number, text),
            Subject::Vaulting(number) => {
                self.tell_vaulting(now, EventKind::BuyerReturned, number, text);
            }
        }
    }

    fn fire(&mut self, due: Timestamp, timer: Timer) -> Fired {
        match timer {
            Timer::PaymentExpiry(number) => self.expire(due, number),
            Timer::ChallengeEnd(number) => self.end_challenge(due, number),
            Timer::AutomaticCapture(number) => self.capture_automatically(due, number),
            Timer::AuthorizationExpiry(number) => self.release(due, number),
            Timer::IssuerAnswer(number) => self.hear_issuer(due, number),
            Timer::CaptureEnd(number) => self.end_capture(due, number),
            Timer::Reversal(number) => self.reverse(due, number),
            Timer::Buyer(number) => self.act_as_buyer(due, number),
            Timer::Visit(number) => return self.visit(Subject::Payment(number)),
            Timer::VaultingVisit(number) => return self.visit(Subject::Vaulting(number)),
            Timer::RefundSettles(number, index) => self.end_refund(due, number, index),
            Timer::DisputeOpens(number) => self.open_planned_dispute(due, number),
            Timer::Dispute(number, index, what) => self.fire_dispute(due, (number, index), what),
            Timer::VaultingExpiry(number) => self.expire_vaulting(due, number),
            Timer::VaultingBuyer(number) => self.act_as_binder(due, number),
            Timer::Delivery(number) => {
                // Nothing is scheduled for a notification that has nowhere to go.
                let delivery = self.next_attempt_of(due, number);
                return delivery.map_or(Fired::Done, |delivery| Fired::Send(Box::new(delivery)));
            }
        }
        Fired::Done
    }

    /// A buyer's way back; a vaulting may have nowhere to go back to.
    fn visit(&self, subject: Subject) -> Fired {
        let url = match subject {
            Subject::Payment(number) => Some(&self.payments[number].order.redirect_url),
            Subject::Vaulting(number) => self.vaultings.get(number).order.redirect_url.as_ref(),
        };
        url.cloned()
            .map_or(Fired::Done, |url| Fired::Visit(Visit { url, subject }))
    }

    fn expire(&mut self, now: Timestamp, number: PaymentNo) {
        if self.end_session(now, number) {
            return;
        }
        let payment = &mut self.payments[number];
        if payment.is_open() {
            payment.stage = Stage::Expired { at: now };
            let text = "nobody paid in time; the payment is closed".to_owned();
            self.record(now, EventKind::PaymentExpired, number, text);
            self.notify_payment(now, number, ResultCode::OrderIsClosed);
        }
    }
}
