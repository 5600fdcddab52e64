//! What the shop does wrong, as far as the gateway sees it without guessing.

mod scale;

use jiff::Timestamp;

use self::scale::wrong_scale;
use super::Gateway;
use super::journal::{Event, EventKind, Finding};
use super::notifications::delivering::Delivery;
use super::notifications::notification::Outcome;
use super::numbers::NotificationNo;
use super::numbers::PaymentNo;
use super::payment::{Payment, PaymentStatus};
use super::rules::playbook::Spoil;

impl Gateway {
    /// Looks at a payment that just changed.
    pub(super) fn find_in_payment(&mut self, now: Timestamp, kind: EventKind, number: PaymentNo) {
        let found = match kind {
            EventKind::PaymentCreated => {
                let scale = wrong_scale(&self.payments[number].order);
                let scale = scale.map(|text| (Finding::WrongScale, text));
                [self.retried_without_inquiry(number), scale]
            }
            EventKind::PaymentAuthorized => [self.paid_twice(number), None],
            _ => return,
        };
        for (finding, text) in found.into_iter().flatten() {
            let event = Event::found(finding, text).about(&self.payments[number]);
            self.journal.record(now, event);
        }
    }

    /// Looks at how an attempt was answered.
    pub(super) fn find_in_delivery(
        &mut self,
        now: Timestamp,
        number: NotificationNo,
        delivery: &Delivery,
        outcome: Outcome,
    ) {
        let spoil = delivery.spoil;
        let notification = &self.notifications[number];
        let (id, made) = (&notification.id, notification.attempts.len());
        let found = match outcome {
            Outcome::Accepted if spoil.is_some_and(Spoil::has_bad_signature) => {
                let text =
                    format!("attempt {made} of {id} was a forgery, and the shop acknowledged it");
                (Finding::ForgeryAcknowledged, text)
            }
            Outcome::Refused if spoil.is_none_or(is_genuine) => {
                let text = format!("the shop answered attempt {made} of {id} in another form");
                (Finding::NotAcknowledged, text)
            }
            _ => return,
        };
        let event = Event::found(found.0, found.1).of_notification(notification);
        let event = self.event_about(event, notification.subject);
        self.journal.record(now, event);
    }

    fn retried_without_inquiry(&self, number: PaymentNo) -> Option<(Finding, String)> {
        let live = |payment: &Payment| {
            let status = payment.status();
            let is_live = matches!(status, PaymentStatus::Processing | PaymentStatus::Success);
            is_live && payment.exists()
        };
        let earlier = self.earlier_payments(number);
        let unasked = |number: &PaymentNo| !self.inquired.contains(number);
        let earlier = earlier.filter(unasked).map(|number| &self.payments[number]);
        let payment = earlier.filter(|payment| live(payment)).last()?;
        let (order, id) = (&payment.order.order_reference, &payment.order.request_id);
        let status = payment.status().name();
        let text = format!(
            "order {order} got a new payment while \"{id}\" is {status}, and inquiryPayment was never called for that one"
        );
        Some((Finding::RetriedWithoutInquiry, text))
    }

    fn paid_twice(&self, number: PaymentNo) -> Option<(Finding, String)> {
        let order = &self.payments[number].order.order_reference;
        let mut others = self.payments_beside(number);
        let other = others.find(|other| self.payments[*other].keeps_money())?;
        let id = &self.payments[other].order.request_id;
        let text = format!("order {order} is paid twice: \"{id}\" had paid it already");
        Some((Finding::PaidTwice, text))
    }

    /// The other payments of the same order that have the buyer's money as this one has, oldest
    /// first. None once all but one were cancelled or refunded in full.
    pub fn duplicates<'a>(&'a self, payment: &Payment) -> impl Iterator<Item = &'a Payment> {
        let number = self.by_payment_id.get(&payment.id).copied();
        let number = number.filter(|_| payment.keeps_money());
        let others = number.into_iter().flat_map(|own| self.payments_beside(own));
        let others = others.map(|other| &self.payments[other]);
        others.filter(|other| other.keeps_money())
    }

    /// The payments of the same order, without this one.
    fn payments_beside(&self, number: PaymentNo) -> impl Iterator<Item = PaymentNo> {
        let order = &self.payments[number].order.order_reference;
        let all = self.by_order.get(order).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |other| *other != number)
    }

    fn earlier_payments(&self, number: PaymentNo) -> impl Iterator<Item = PaymentNo> {
        let others = self.payments_beside(number);
        others.filter(move |other| *other < number)
    }
}

/// Whether a shop that checks everything would still have to acknowledge it.
fn is_genuine(spoil: Spoil) -> bool {
    !spoil.is_forged() && !matches!(spoil, Spoil::StaleTime(_))
}
