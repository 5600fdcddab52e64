//! The playbook: what will happen to which payment. Data only; files are read elsewhere.

mod buyer;
mod dispute;
mod faults;
mod shape;
mod then;
mod when;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::buyer::{BuyerBehaviour, BuyerPlan};
pub use self::dispute::{DisputePlan, DisputeTerms, Judgement};
pub use self::faults::{
    AnswerFault, Attempts, NotificationFault, NotifyType, Spoil, SpoiledAnswer,
};
pub use self::shape::{JsonStyle, Shape};
pub use self::then::{AfterDecline, CardTraits, Lag, Reversal, Then, ThreeDsCourse};
pub use self::when::{Call, CardFacts, Count, Moment, Pattern, StageName, When};

/// Rules, tried in order. Each question about a payment is answered by the first rule that holds
/// and says anything about it; a rule that holds and is silent leaves the question to the next.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Playbook {
    /// What it is called by: the name of a shipped scenario, or of a file.
    pub name: String,
    /// What it shows.
    pub title: String,
    /// What a good shop does then.
    pub advice: String,
    /// The document that it was read from.
    pub source: String,
    /// The rules. The documented test cards come last, so that everything else beats them.
    pub rules: Vec<Arc<Rule>>,
}

/// One rule: when it applies, and what happens then.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Rule {
    /// What the rule shows, for people.
    pub about: String,
    /// All of these must hold.
    pub when: When,
    /// What happens.
    pub then: Then,
}
