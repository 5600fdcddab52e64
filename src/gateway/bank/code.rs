//! The one-time code that a bank asks for, and what the bank puts up with until it has it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::CheckoutRefusal;

/// The one-time code that every bank of the sandbox accepts. Any other is wrong.
pub const SANDBOX_CODE: &str = "123456";

/// How often a bank sends its code again.
const RESENDS: u8 = 3;

/// A bank that waits for its code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BankCode {
    /// How many wrong codes the bank will still take.
    pub tries_left: u8,
    /// How often the bank has sent its code again.
    #[serde(default)]
    pub sent_again: u8,
    /// Until when the bank waits; `None` as long as nobody has opened its page.
    #[serde(default)]
    pub ends_at: Option<Timestamp>,
}

impl BankCode {
    /// How many wrong codes a bank takes before it gives up on the buyer.
    pub(in crate::gateway) const TRIES: u8 = 3;

    /// The bank begins to ask.
    pub(in crate::gateway) fn asked() -> Self {
        Self {
            tries_left: Self::TRIES,
            sent_again: 0,
            ends_at: None,
        }
    }

    /// Takes the buyer's answer: whether it is right, and what the journal says of it.
    pub(in crate::gateway) fn take(&mut self, given: &str) -> (bool, String) {
        if given.trim() == SANDBOX_CODE {
            let text = "the buyer gave the bank the right code".to_owned();
            return (true, text);
        }
        self.tries_left = self.tries_left.saturating_sub(1);
        let left = self.tries_left;
        let text = format!("the buyer gave the bank a wrong code; {left} tries left");
        (false, text)
    }

    /// Sends the same code once more, and tells what the journal says of it.
    ///
    /// # Errors
    /// The bank has sent it as often as it does.
    pub(in crate::gateway) fn send_again(&mut self) -> Result<String, CheckoutRefusal> {
        if self.sends_left() == 0 {
            return Err(CheckoutRefusal::NoMoreCodes);
        }
        self.sent_again += 1;
        let times = self.sent_again;
        Ok(format!(
            "the bank sent the code again, {times} of {RESENDS} times"
        ))
    }

    /// How often the bank will still send its code again.
    #[must_use]
    pub fn sends_left(&self) -> u8 {
        RESENDS.saturating_sub(self.sent_again)
    }

    /// Whether a wrong code was given already.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.tries_left < Self::TRIES
    }
}
