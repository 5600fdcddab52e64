//! How a dispute ends: judged, withdrawn, settled by a rule, accepted, or run out of time.

use jiff::Timestamp;

use super::super::agenda::DisputeTimer;
use super::super::agenda::Timer;
use super::super::numbers::DisputePlace;
use super::super::{Amount, Gateway};
use super::DisputeRefusal;
use super::record::{Dispute, DisputeStage};
use super::words::{AcceptReason, DisputeType, Verdict};

impl Gateway {
    /// A defended dispute is judged.
    ///
    /// # Errors
    /// There is no such dispute, it is not defended, or the amount is more than is disputed.
    pub fn judge_dispute(
        &mut self,
        now: Timestamp,
        id: &str,
        result: Verdict,
        value: Option<u64>,
    ) -> Result<&Dispute, DisputeRefusal> {
        let place = self.dispute_place(id)?;
        let dispute = &self.payments[place.0].disputes[place.1];
        if !matches!(dispute.stage, DisputeStage::DefenseSupplied { .. }) {
            let stage = dispute.stage.name();
            let why = format!(
                "only a defended dispute is judged, and {id} is {stage}; the shop defends with supplyDefenseDocument"
            );
            return Err(DisputeRefusal::Impossible(why));
        }
        let whole = dispute.amount;
        let value = value.unwrap_or(whole.value);
        if value == 0 || value > whole.value {
            let why = format!(
                "the judged amount must be 1 to {}, in minor units",
                whole.value
            );
            return Err(DisputeRefusal::Impossible(why));
        }
        let amount = Amount { value, ..whole };
        let stage = DisputeStage::Judged {
            at: now,
            result,
            amount,
        };
        Ok(self.end_dispute(now, place, stage))
    }

    /// The cardholder withdraws a dispute: its money is free again.
    ///
    /// # Errors
    /// There is no such dispute, or it is over.
    pub fn cancel_dispute(&mut self, now: Timestamp, id: &str) -> Result<&Dispute, DisputeRefusal> {
        let place = self.running_dispute(id)?;
        Ok(self.end_dispute(now, place, DisputeStage::Cancelled { at: now }))
    }

    /// A rule for automatic refunds settles a dispute: the buyer gets the money.
    ///
    /// # Errors
    /// There is no such dispute, or it is answered or over.
    pub fn rdr_resolve(&mut self, now: Timestamp, id: &str) -> Result<&Dispute, DisputeRefusal> {
        let place = self.unanswered_dispute(id)?;
        Ok(self.end_dispute(now, place, DisputeStage::RdrResolved { at: now }))
    }

    /// Somebody at Antom accepts a dispute for the merchant.
    ///
    /// # Errors
    /// There is no such dispute, or it is answered or over.
    pub fn accept_dispute_by_hand(
        &mut self,
        now: Timestamp,
        id: &str,
    ) -> Result<&Dispute, DisputeRefusal> {
        let place = self.unanswered_dispute(id)?;
        let reason = AcceptReason::ManualProcessing;
        Ok(self.end_dispute(now, place, DisputeStage::Accepted { at: now, reason }))
    }

    /// A timer of a dispute fires.
    pub(in super::super) fn fire_dispute(
        &mut self,
        now: Timestamp,
        place: DisputePlace,
        timer: DisputeTimer,
    ) {
        let dispute = &self.payments[place.0].disputes[place.1];
        match timer {
            DisputeTimer::Alert => self.come_to(now, place, DisputeStage::DueAlert),
            DisputeTimer::Due if dispute.kind == DisputeType::RetrievalRequest => {
                self.charge_back(now, place);
            }
            DisputeTimer::Due => {
                let reason = AcceptReason::Timeout;
                self.end_dispute(now, place, DisputeStage::Accepted { at: now, reason });
            }
            DisputeTimer::Withdrawal => {
                self.end_dispute(now, place, DisputeStage::Cancelled { at: now });
            }
            DisputeTimer::Judgement => {
                if let Some(judgement) = dispute.judgement {
                    let (result, amount) = (judgement.result, dispute.amount);
                    let stage = DisputeStage::Judged {
                        at: now,
                        result,
                        amount,
                    };
                    self.end_dispute(now, place, stage);
                }
            }
        }
    }

    /// Ends a dispute: none of its timers fires any more.
    pub(super) fn end_dispute(
        &mut self,
        now: Timestamp,
        place: DisputePlace,
        stage: DisputeStage,
    ) -> &Dispute {
        for timer in DisputeTimer::ALL {
            self.agenda.cancel(Timer::Dispute(place.0, place.1, timer));
        }
        let dispute = &mut self.payments[place.0].disputes[place.1];
        if matches!(stage, DisputeStage::RdrResolved { .. }) {
            dispute.charged_at.get_or_insert(now);
        }
        self.come_to(now, place, stage);
        &self.payments[place.0].disputes[place.1]
    }

    fn running_dispute(&self, id: &str) -> Result<DisputePlace, DisputeRefusal> {
        let place = self.dispute_place(id)?;
        let dispute = &self.payments[place.0].disputes[place.1];
        if dispute.is_over() {
            let why = format!("dispute {id} is over: {}", dispute.stage.name());
            return Err(DisputeRefusal::Impossible(why));
        }
        Ok(place)
    }

    fn unanswered_dispute(&self, id: &str) -> Result<DisputePlace, DisputeRefusal> {
        let place = self.running_dispute(id)?;
        if !self.payments[place.0].disputes[place.1].awaits_answer() {
            let why = format!("dispute {id} is defended and waits for its judgement");
            return Err(DisputeRefusal::Impossible(why));
        }
        Ok(place)
    }
}
