//! A gateway, its time, and a shop at the other end of its notifications. Driven as the sandbox
//! drives it: before each verb the gateway catches up.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::moment::later;
use super::super::{
    Amount, Attempt, CaptureOrder, Captured, Contract, Delivery, Fired, Gateway, Outcome, Override,
    Payment, PaymentKey, PaymentStatus, RefundOrder, ResultStatus, RetrySchedule, SANDBOX_CODE,
    Terms,
};
use super::armed::arm;
use super::cast::{order, playbook, typed};
use super::disputes::dispute;
use super::inquiries::inquire;
use super::steps::{Answer, Code, Part, Step};
use super::vaults::store;

/// More than any walk needs; an agenda that never empties is stopped here.
const FIRINGS_MAX: usize = 1_000;

/// An attempt as the shop sees it come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) notification: usize,
    pub(super) at: Timestamp,
    pub(super) scheduled: bool,
    /// Whether the gateway knew already that the shop had acknowledged.
    pub(super) after_acceptance: bool,
}

pub(super) struct World {
    pub(super) gateway: Gateway,
    pub(super) now: Timestamp,
    pub(super) seen: Vec<Seen>,
    /// What was armed, as it was in the beginning.
    pub(super) armed: Vec<Override>,
    answers: Vec<Answer>,
    under_way: Vec<(Delivery, Outcome)>,
}

impl World {
    pub(super) fn new(seed: u64, answers: &[Answer]) -> Self {
        let terms = Terms {
            retry: RetrySchedule::documented(),
            notify_url: None,
            contract: Contract::default(),
        };
        let playbook = Arc::new(playbook());
        Self {
            gateway: Gateway::new("SANDBOX_A", seed, terms, playbook),
            now: "2026-11-23T02:00:00Z".parse().expect("an instant"),
            seen: Vec::new(),
            armed: Vec::new(),
            answers: answers.to_vec(),
            under_way: Vec::new(),
        }
    }

    pub(super) fn take(&mut self, step: &Step) {
        match *step {
            Step::Advance { seconds } => self.advance(seconds),
            Step::Drift { seconds } => {
                self.now = later(self.now, SignedDuration::from_secs(seconds));
            }
            Step::Arrive => self.arrive(),
            _ => {
                self.gateway.catch_up(self.now);
                self.call(step);
            }
        }
    }

    /// Fires and answers everything that is still to come.
    pub(super) fn drain(&mut self) {
        let mut firings = 0;
        loop {
            self.arrive();
            let Some(due) = self.gateway.next_due() else {
                return;
            };
            firings += 1;
            assert!(firings < FIRINGS_MAX, "the agenda does not become empty");
            self.fire_instant(due);
        }
    }

    /// Calls a verb. A refusal is as good as an answer here: the rules tell whether it was right.
    fn call(&mut self, step: &Step) {
        let now = self.now;
        match *step {
            Step::Pay {
                id,
                value,
                manual,
                three_ds,
            } => {
                let asked = order(id, value, manual, three_ds);
                if let Ok(payment) = self.gateway.pay(now, asked.clone()) {
                    let told = (&payment.order.request_id, payment.order.amount);
                    assert_eq!(told, (&asked.request_id, asked.amount));
                    let status = payment.status();
                    let lives = [PaymentStatus::Processing, PaymentStatus::Success];
                    // A card of the request may be declined before `pay` returns.
                    let told = payment.pay_code();
                    let is_told = told.status() == ResultStatus::F;
                    assert!(lives.contains(&status) != is_told, "{status:?} {told:?}");
                    let again = self.gateway.pay(now, asked).map(Payment::pay_code);
                    assert_eq!(again.ok(), (!is_told).then_some(told), "asked again");
                }
            }
            Step::Capture { id, payment, part } => self.capture(id, payment, part),
            Step::Cancel { payment } => {
                if let Some(payment) = self.payment(payment) {
                    let key = PaymentKey::Id(payment.id.to_string());
                    let _ = self.gateway.cancel(now, &key);
                }
            }
            Step::Refund { id, payment, value } => self.refund(id, payment, value),
            Step::Resend { notification } => {
                let id = format!("ntf-{}", notification + 1);
                let scheduled_before = self.scheduled();
                if let Ok(delivery) = self.gateway.resend(now, &id, None) {
                    self.answer(delivery, &scheduled_before);
                }
            }
            Step::Dispute { payment, deed } => dispute(self, payment, deed),
            Step::Inquire { payment } => inquire(self, payment),
            Step::Store { id, deed } => store(self, id, deed),
            Step::Arm { .. } => arm(self, step),
            Step::Submit { payment, .. }
            | Step::Answer { payment, .. }
            | Step::Leave { payment } => {
                if let Some(token) = self
                    .payment(payment)
                    .map(|payment| payment.token.to_string())
                {
                    self.buy(&token, step);
                }
            }
            Step::Advance { .. } | Step::Drift { .. } | Step::Arrive => {}
        }
    }

    fn buy(&mut self, token: &str, step: &Step) {
        let (now, gateway) = (self.now, &mut self.gateway);
        match *step {
            Step::Submit { card, .. } => drop(gateway.submit_card(now, token, &typed(card))),
            Step::Answer {
                code: Code::Right, ..
            } => {
                drop(gateway.answer_challenge(now, token, SANDBOX_CODE));
                drop(gateway.show_browser(now, token));
            }
            Step::Answer {
                code: Code::Wrong, ..
            } => {
                drop(gateway.answer_challenge(now, token, "000000"));
            }
            Step::Answer {
                code: Code::Cancel, ..
            } => drop(gateway.cancel_challenge(now, token)),
            _ => drop(gateway.leave(now, token)),
        }
    }

    fn capture(&mut self, id: u8, payment: u8, part: Part) {
        let Some(payment) = self.payment(payment) else {
            return;
        };
        let whole = payment.order.amount;
        let value = match part {
            Part::All => whole.value,
            Part::Less => whole.value - 1,
            Part::More => whole.value + 1,
        };
        let order = CaptureOrder {
            request_id: format!("capture-{id}"),
            payment_id: payment.id.to_string(),
            amount: Amount { value, ..whole },
        };
        let first = self.gateway.capture(self.now, order.clone());
        let again = self.gateway.capture(self.now, order);
        let told = |answer: Result<Captured, _>| answer.map(|done| done.capture.id);
        assert_eq!(told(first), told(again), "a repeated capture says the same");
    }

    fn refund(&mut self, id: u8, payment: u8, value: u64) {
        let Some(payment) = self.payment(payment) else {
            return;
        };
        let order = RefundOrder {
            request_id: format!("refund-{id}"),
            payment_id: payment.id.to_string(),
            amount: Amount {
                value,
                ..payment.order.amount
            },
            capture_id: None,
            notify_url: None,
            metadata: None,
        };
        let first = self.gateway.refund(self.now, order.clone());
        let again = self.gateway.refund(self.now, order);
        assert_eq!(first, again, "a repeated refund says the same");
    }

    pub(super) fn payment(&self, number: u8) -> Option<&Payment> {
        let payments = self.gateway.payments();
        let count = payments.len().max(1);
        payments.get(usize::from(number) % count)
    }

    fn advance(&mut self, seconds: i64) {
        let until = later(self.now, SignedDuration::from_secs(seconds));
        while let Some(due) = self.gateway.next_due().filter(|due| *due <= until) {
            self.fire_instant(due);
        }
        self.now = until;
    }

    /// Fires all that is due by an instant, or overdue, then hands in what came of it.
    fn fire_instant(&mut self, due: Timestamp) {
        self.now = self.now.max(due);
        let mut errands = Vec::new();
        let scheduled_before = self.scheduled();
        while let Some(fired) = self.gateway.fire_next(self.now) {
            errands.push(fired);
        }
        for errand in errands {
            match errand {
                Fired::Done => {}
                Fired::Send(delivery) => self.answer(*delivery, &scheduled_before),
                Fired::Visit(visit) => self.gateway.returned(self.now, &visit, "HTTP 200"),
            }
        }
    }

    /// The shop gets a delivery and answers, at once or later.
    fn answer(&mut self, delivery: Delivery, scheduled_before: &[usize]) {
        self.see(&delivery, scheduled_before);
        match self.answers[self.seen.len() % self.answers.len()] {
            Answer::Accept => self.settle(&delivery, Outcome::Accepted),
            Answer::Refuse => self.settle(&delivery, Outcome::Refused),
            Answer::TimeOut => self.settle(&delivery, Outcome::TimedOut),
            Answer::Block => self.settle(&delivery, Outcome::Blocked),
            Answer::RefuseLate => self.under_way.push((delivery, Outcome::Refused)),
            Answer::AcceptLate => self.under_way.push((delivery, Outcome::Accepted)),
        }
    }

    /// How many attempts of its schedule each notification has had.
    fn scheduled(&self) -> Vec<usize> {
        let notifications = self.gateway.notifications().iter();
        notifications.map(|one| one.scheduled_attempts).collect()
    }

    fn see(&mut self, delivery: &Delivery, scheduled_before: &[usize]) {
        let notifications = self.gateway.notifications();
        let found = notifications.iter().position(|one| one.id == delivery.id);
        let notification = found.expect("a notification of this gateway");
        let one = &notifications[notification];
        let before = scheduled_before.get(notification).copied().unwrap_or(0);
        let here = |seen: &&Seen| seen.notification == notification && seen.at == delivery.at;
        let counted = self
            .seen
            .iter()
            .filter(here)
            .filter(|seen| seen.scheduled)
            .count();
        self.seen.push(Seen {
            notification,
            at: delivery.at,
            scheduled: one.scheduled_attempts > before + counted,
            after_acceptance: one
                .attempts
                .iter()
                .any(|made| made.outcome == Outcome::Accepted),
        });
    }

    pub(super) fn arrive(&mut self) {
        for (delivery, outcome) in std::mem::take(&mut self.under_way) {
            self.settle(&delivery, outcome);
        }
    }

    fn settle(&mut self, delivery: &Delivery, outcome: Outcome) {
        self.gateway.catch_up(self.now);
        let attempt = Attempt {
            at: delivery.at,
            request_headers: Vec::new(),
            request_body: "".into(),
            outcome,
            reason: outcome.name().to_owned(),
            fault: None,
            http_status: None,
            response_body: String::new(),
            duration: SignedDuration::ZERO,
        };
        self.gateway.settle(self.now, delivery, attempt);
    }
}
