//! What an automatic buyer does.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// A buyer who needs no browser.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BuyerPlan {
    /// What the buyer does.
    pub behaviour: BuyerBehaviour,
    /// From `pay` to the buyer's first step.
    pub after: SignedDuration,
    /// The card the buyer types; an approved one, or a declined one, as the behaviour needs.
    pub card: Option<String>,
}

/// What the buyer does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuyerBehaviour {
    /// Pays, gives the bank the right code if asked, and goes back to the shop.
    Pays,
    /// Pays, and closes the tab instead of going back.
    ClosesTab,
    /// Types a declined card and goes away.
    Declined,
    /// Types a declined card, and an approved one half a minute later.
    RetriesAfterDecline,
    /// Never opens the page.
    NeverComes,
    /// Opens the page and goes away.
    LeavesCardPage,
    /// Types a card and goes away before the bank's page opens.
    LeavesChallenge,
    /// Types a card and lets the bank's page wait for the code until its time is up.
    IgnoresChallenge,
    /// Types a card and cancels on the bank's page.
    CancelsChallenge,
    /// Types a card and gives the bank wrong codes until it gives up.
    FailsChallenge,
    /// Opens the page and goes back to the shop without paying.
    ReturnsUnpaid,
    /// Has the page open in two tabs and pays in both.
    PaysTwice,
    /// Pays one second before the payment expires.
    PaysLastSecond,
}
