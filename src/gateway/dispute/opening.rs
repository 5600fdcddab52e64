//! How a dispute begins: by a tester's hand, by a rule, or out of a request for documents.

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::DisputeTimer;
use super::super::agenda::Timer;
use super::super::moment::{earlier, later};
use super::super::numbers::DisputePlace;
use super::super::numbers::PaymentNo;
use super::super::payment::Payment;
use super::super::rules::playbook::DisputeTerms;
use super::super::{Amount, Gateway, PaymentKey};
use super::record::{Dispute, DisputeStage};
use super::words::DisputeType;
use super::{DisputeRefusal, reasons};

/// The documents show a due time and no rule for it; a week is ours.
const USUAL_TIME: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The merchant is reminded so long before the due time (file 16 §1).
const ALERT_BEFORE: SignedDuration = SignedDuration::from_hours(24);

impl Gateway {
    /// The cardholder disputes a payment. The shop is told.
    ///
    /// # Errors
    /// There is no such payment, or nothing of it can be disputed.
    pub fn open_dispute(
        &mut self,
        now: Timestamp,
        key: &PaymentKey,
        terms: &DisputeTerms,
    ) -> Result<&Dispute, DisputeRefusal> {
        let number = self
            .find(key)
            .map_err(|refusal| DisputeRefusal::Unknown(refusal.why))?;
        let amount = disputable(&self.payments[number], terms)?;
        let (number, index) = self.start_dispute(now, number, amount, terms);
        Ok(&self.payments[number].disputes[index])
    }

    /// A request for documents becomes a chargeback, with a new due time.
    ///
    /// # Errors
    /// There is no such dispute, or it is none that can become a chargeback.
    pub fn escalate_dispute(
        &mut self,
        now: Timestamp,
        id: &str,
    ) -> Result<&Dispute, DisputeRefusal> {
        let (number, index) = self.dispute_place(id)?;
        let dispute = &self.payments[number].disputes[index];
        if dispute.kind != DisputeType::RetrievalRequest || dispute.is_over() {
            let (kind, stage) = (dispute.kind.name(), dispute.stage.name());
            let why = format!(
                "only an open RETRIEVAL_REQUEST becomes a CHARGEBACK; dispute {id} is a {kind} and {stage}"
            );
            return Err(DisputeRefusal::Impossible(why));
        }
        self.charge_back(now, (number, index));
        Ok(&self.payments[number].disputes[index])
    }

    /// The money is frozen, and the merchant has to answer anew.
    pub(super) fn charge_back(&mut self, now: Timestamp, place: DisputePlace) {
        let dispute = &mut self.payments[place.0].disputes[place.1];
        // From one chargeback to the next the time is as long as the merchant had before.
        let time = dispute.due_at.duration_since(dispute.opened_at);
        dispute.kind = DisputeType::Chargeback;
        dispute.charged_at = Some(now);
        dispute.opened_at = now;
        dispute.due_at = later(now, time);
        let judgement = Timer::Dispute(place.0, place.1, DisputeTimer::Judgement);
        self.agenda.cancel(judgement);
        self.await_answer(now, place);
        self.come_to(now, place, DisputeStage::Created);
    }

    /// Puts the dispute that a rule plans on the agenda, now that the money was taken.
    pub(in super::super) fn expect_dispute(&mut self, now: Timestamp, number: PaymentNo) {
        if let Some(plan) = &self.payments[number].dispute_plan {
            let due = later(now, plan.after);
            self.agenda.set(Timer::DisputeOpens(number), due);
        }
    }

    /// The dispute that a rule planned begins, unless there is nothing left to dispute.
    pub(in super::super) fn open_planned_dispute(&mut self, now: Timestamp, number: PaymentNo) {
        let Some(plan) = self.payments[number].dispute_plan.clone() else {
            return;
        };
        if let Ok(amount) = disputable(&self.payments[number], &plan.terms) {
            self.start_dispute(now, number, amount, &plan.terms);
        }
    }

    fn start_dispute(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        amount: Amount,
        terms: &DisputeTerms,
    ) -> DisputePlace {
        let payment = &self.payments[number];
        let card = payment.authorization().map(|paid| paid.card.brand);
        let usual = || card.and_then(reasons::usual_code).map(str::to_owned);
        let reason_code = terms.reason_code.clone().or_else(usual);
        let meaning = reasons::meaning(reason_code.as_deref());
        let dispute = Dispute {
            id: self.ids.dispute(now),
            kind: terms.kind,
            amount,
            reason: terms.reason.clone().unwrap_or_else(|| meaning.to_owned()),
            reason_code,
            opened_at: now,
            due_at: later(now, terms.due_in.unwrap_or(USUAL_TIME)),
            defendable: terms.defendable,
            refundable: terms.refundable,
            charged_at: (terms.kind != DisputeType::RetrievalRequest).then_some(now),
            evidence: None,
            stage: DisputeStage::Created,
            judgement: terms.judgement,
        };
        let place = (number, self.payments[number].disputes.len());
        self.dispute_index.insert(dispute.id.clone(), place);
        self.payments[number].disputes.push(dispute);
        if terms.rdr {
            // The rule acts before anybody is asked: the shop only hears of the end.
            self.come_to(now, place, DisputeStage::RdrResolved { at: now });
            return place;
        }
        self.await_answer(now, place);
        if let Some(after) = terms.withdrawn_after {
            let timer = Timer::Dispute(place.0, place.1, DisputeTimer::Withdrawal);
            self.agenda.set(timer, later(now, after));
        }
        self.come_to(now, place, DisputeStage::Created);
        place
    }

    fn await_answer(&mut self, now: Timestamp, (number, index): DisputePlace) {
        let due = self.payments[number].disputes[index].due_at;
        let alert = earlier(due, ALERT_BEFORE).max(now);
        let timer = |what| Timer::Dispute(number, index, what);
        self.agenda.set(timer(DisputeTimer::Alert), alert);
        self.agenda.set(timer(DisputeTimer::Due), due);
    }
}

/// How much of a payment is disputed, if it can be.
fn disputable(payment: &Payment, terms: &DisputeTerms) -> Result<Amount, DisputeRefusal> {
    let refuse = |why: String| Err(DisputeRefusal::Impossible(why));
    let id = &payment.id;
    let taken = payment.captured_value();
    if taken == 0 || payment.authorization().is_none() {
        return refuse(format!(
            "payment {id} took no money; a payment can be disputed once it is captured"
        ));
    }
    let disputes = payment.disputes.iter();
    let held: u64 = disputes.map(Dispute::claimed_value).sum();
    let left = taken.saturating_sub(held);
    let amount = |value| Amount {
        value,
        ..payment.order.amount
    };
    let value = terms.value.unwrap_or(left);
    if value == 0 || value > left {
        let (asked, left) = (amount(value), amount(left));
        return refuse(format!(
            "{asked} of payment {id} cannot be disputed: {left} is captured and not disputed yet"
        ));
    }
    Ok(amount(value))
}
