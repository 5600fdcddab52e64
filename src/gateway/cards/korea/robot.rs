//! The automatic buyer at a South Korean issuer.

use jiff::Timestamp;

use super::super::card::CardNumber;
use super::IssuerAnswer;
use crate::gateway::agenda::Timer;
use crate::gateway::moment::later;
use crate::gateway::numbers::PaymentNo;
use crate::gateway::rules::playbook::{BuyerBehaviour, BuyerPlan};
use crate::gateway::rules::robot::SECOND_THOUGHT;
use crate::gateway::{CardBrand, EventKind, Gateway};

impl Gateway {
    /// The buyer's next step where there is an issuer's page instead of a card form. What a buyer
    /// does at the bank is done at the issuer.
    pub(in crate::gateway) fn act_at_issuer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        plan: &BuyerPlan,
        step: u32,
    ) {
        let token = self.payments[number].token.clone();
        match plan.behaviour {
            BuyerBehaviour::NeverComes => return,
            BuyerBehaviour::LeavesCardPage
            | BuyerBehaviour::LeavesChallenge
            | BuyerBehaviour::IgnoresChallenge => {
                return self.walk_away(now, &token);
            }
            BuyerBehaviour::ReturnsUnpaid => {}
            BuyerBehaviour::ClosesTab => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Approve);
                let text = "the buyer closed the tab and does not come back to the shop";
                return self.record(now, EventKind::BuyerLeft, number, text.to_owned());
            }
            BuyerBehaviour::PaysTwice => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Approve);
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Approve);
            }
            BuyerBehaviour::Declined | BuyerBehaviour::FailsChallenge => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Reject);
                if self.payments[number].is_open() {
                    return self.walk_away(now, &token);
                }
            }
            BuyerBehaviour::RetriesAfterDecline if step == 0 => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Reject);
                if self.payments[number].is_open() {
                    let next = later(now, SECOND_THOUGHT);
                    return self.agenda.set(Timer::Buyer(number), next);
                }
            }
            BuyerBehaviour::Pays
            | BuyerBehaviour::PaysLastSecond
            | BuyerBehaviour::RetriesAfterDecline => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Approve);
            }
            BuyerBehaviour::CancelsChallenge => {
                self.answer_as_buyer(now, number, plan, IssuerAnswer::Cancel);
            }
        }
        self.go_back(now, number);
    }

    /// Goes to the issuer that the shop chose, or to that of the card which the buyer has, or to
    /// the first of the list.
    fn answer_as_buyer(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        plan: &BuyerPlan,
        answer: IssuerAnswer,
    ) {
        let digits = plan
            .card
            .as_deref()
            .and_then(|digits| CardNumber::parse(digits).ok());
        let own = digits.and_then(|digits| digits.brand());
        let issuers = self.issuers(&self.payments[number]);
        let has = |brand: &CardBrand| issuers.contains(brand);
        let Some(brand) = own.filter(has).or(issuers.first().copied()) else {
            return;
        };
        let token = self.payments[number].token.clone();
        if self
            .answer_issuer(now, token.as_str(), brand, answer)
            .is_err()
        {
            let text = "the buyer tried to pay once more; the payment is over already";
            self.record(now, EventKind::BuyerLeft, number, text.to_owned());
        }
    }
}
