//! The page of a bank that asks for a code: how long it waits, and codes that are sent again.
//!
//! The bank of a payment and that of a vaulting are alike in this. File 11 §4 of the protocol
//! notes has a value for a time-out at the bank and names no span: the ten minutes are those that
//! EMV 3-D Secure lets a bank wait.

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::moment::later;
use super::super::numbers::{PaymentNo, VaultingNo};
use super::super::payment::{Stage, ThreeDsOutcome};
use super::super::vaulting::VaultingStage;
use super::super::{CheckoutRefusal, CheckoutStep, EventKind, Gateway};

/// How long a bank waits for the right code, from the moment its page was opened.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

impl Gateway {
    /// The buyer opened the bank's page: from the first time on, the bank's time runs. Nothing
    /// happens where no bank asks for a code.
    pub fn open_bank_page(&mut self, now: Timestamp, token: &str) {
        if let Some(number) = self.by_token.get(token).copied() {
            self.open_page_of_payment(now, number);
        } else if let Some(number) = self.vaultings.by_token(token) {
            self.open_page_of_vaulting(now, number);
        }
    }

    fn open_page_of_payment(&mut self, now: Timestamp, number: PaymentNo) {
        let payment = &mut self.payments[number];
        let until = later(now, PATIENCE).min(payment.expires_at);
        let is_over = now >= payment.expires_at;
        let is_earlier = until < payment.expires_at;
        match &mut payment.stage {
            Stage::Challenged(bank)
                if bank.silent.is_none() && bank.code.ends_at.is_none() && !is_over =>
            {
                bank.code.ends_at = Some(until);
            }
            _ => return,
        }
        // A payment that expires before tells its end itself.
        if is_earlier {
            self.agenda.set(Timer::ChallengeEnd(number), until);
        }
        let text = format!("the buyer opened the bank's page; it waits until {until}");
        self.record(now, EventKind::BankPageOpened, number, text);
    }

    fn open_page_of_vaulting(&mut self, now: Timestamp, number: VaultingNo) {
        let vaulting = self.vaultings.get_mut(number);
        let until = later(now, PATIENCE).min(vaulting.expires_at);
        let text = format!("the buyer opened the bank's page; it waits until {until}");
        match &mut vaulting.stage {
            VaultingStage::Challenged(card) if card.code.ends_at.is_none() => {
                card.code.ends_at = Some(until);
            }
            _ => return,
        }
        self.agenda.set(Timer::VaultingExpiry(number), until);
        self.tell_vaulting(now, EventKind::BankPageOpened, number, text);
    }

    /// The buyer asks the bank for another message with the code. It is the same code: every bank
    /// of the sandbox has only one. Neither the tries nor the time begin anew.
    ///
    /// # Errors
    /// The step was not taken, see [`CheckoutRefusal`].
    pub fn resend_code(
        &mut self,
        now: Timestamp,
        token: &str,
    ) -> Result<CheckoutStep, CheckoutRefusal> {
        if self.vaulting(token).is_some() {
            let (number, mut card) = self.challenged_binding(now, token)?;
            let text = card.code.send_again()?;
            let vaulting = self.vaultings.get_mut(number);
            vaulting.stage = VaultingStage::Challenged(card);
            self.tell_vaulting(now, EventKind::CodeSentAgain, number, text);
            return Ok(CheckoutStep::CodeSentAgain);
        }
        let (number, mut bank) = self.open_challenge(now, token)?;
        let text = bank.code.send_again()?;
        self.payments[number].stage = Stage::Challenged(bank);
        self.record(now, EventKind::CodeSentAgain, number, text);
        Ok(CheckoutStep::CodeSentAgain)
    }

    /// The bank has waited long enough: the buyer was not authenticated (file 11 §5).
    pub(in crate::gateway) fn end_challenge(&mut self, now: Timestamp, number: PaymentNo) {
        let Stage::Challenged(bank) = &self.payments[number].stage else {
            return;
        };
        let card = bank.card.clone();
        let text = "the bank waited for the code in vain".to_owned();
        self.record(now, EventKind::ChallengeTimedOut, number, text);
        self.fail_challenge(now, number, &card, ThreeDsOutcome::TimedOut);
    }
}
