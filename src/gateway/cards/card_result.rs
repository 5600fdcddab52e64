//! What answers and notifications say about the card of a payment.

use super::super::Gateway;
use super::super::bank::three_ds;
use super::super::chance::Purpose;
use super::super::numbers::PaymentNo;
use super::super::payment::{CardResult, PendingCard, ThreeDsOutcome};

impl Gateway {
    /// What is told about a card, once it was approved or the payment failed.
    pub(in crate::gateway) fn card_result(
        &self,
        number: PaymentNo,
        card: &PendingCard,
        outcome: ThreeDsOutcome,
        approved: bool,
    ) -> CardResult {
        let order = &self.payments[number].order;
        let mut draw = self.chance.draw(Purpose::Card, number as u64);
        let network_transaction_id = format!("58{}", draw.digits(13));
        let acquirer = self.contract().acquirer;
        let three_ds = three_ds::result(order, card, outcome, &mut draw);
        let by_acquirer = acquirer.map(|acquirer| acquirer.reference(&mut draw));
        let profile = &card.plan.profile;
        let if_so = |so: bool, text: &str| if so { text.to_owned() } else { String::new() };
        CardResult {
            card_no: card.masked.clone(),
            token: None,
            brand: card.brand,
            issuing_country: profile.issuing_country.clone(),
            funding: profile.funding.clone(),
            category: profile.category.clone(),
            region: profile.region.clone(),
            avs: if_so(approved, &profile.avs),
            // A buyer who failed 3DS was never taken to the issuer.
            cvv: if_so(!outcome.stopped_the_payment(), &profile.cvv),
            network_transaction_id: if_so(approved, &network_transaction_id),
            three_ds,
            plan: self.payments[number].plan().cloned(),
            acquirer_reference_no: profile.acquirer_reference_no.clone().or(by_acquirer),
        }
    }
}
