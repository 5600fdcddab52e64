//! The words of the format and what they stand for. The reader and the JSON Schema share them.

use crate::gateway::{
    AfterDecline, BuyerBehaviour, JsonStyle, SpoiledAnswer, StageName, ThreeDsCourse,
};

/// Words and their meanings.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const STAGES: Words<StageName> = &{
    let mut words = [("", StageName::AwaitingBuyer); StageName::ALL.len()];
    let mut at = 0;
    while at < words.len() {
        words[at] = (StageName::ALL[at].name(), StageName::ALL[at]);
        at += 1;
    }
    words
};

pub(super) const THREE_DS: Words<ThreeDsCourse> = &[
    ("challenge", ThreeDsCourse::Challenge),
    ("frictionless", ThreeDsCourse::Frictionless),
    ("attempted", ThreeDsCourse::Attempted),
    ("exempted", ThreeDsCourse::Exempted),
    ("unavailable", ThreeDsCourse::Unavailable),
    ("soft_decline", ThreeDsCourse::SoftDecline),
];

pub(super) const AFTER_DECLINE: Words<AfterDecline> = &[
    ("retry", AfterDecline::Retry),
    ("final", AfterDecline::Final),
];

pub(super) const JSON_STYLES: Words<JsonStyle> = &[
    ("compact", JsonStyle::Compact),
    ("escaped", JsonStyle::Escaped),
    ("spaced", JsonStyle::Spaced),
];

pub(super) const ANSWER_FAULTS: Words<SpoiledAnswer> = &[
    ("never", SpoiledAnswer::Never),
    ("reset", SpoiledAnswer::Reset),
    ("cut_body", SpoiledAnswer::CutBody),
    ("slow_body", SpoiledAnswer::SlowBody),
    ("empty_body", SpoiledAnswer::EmptyBody),
    ("html", SpoiledAnswer::Html),
    ("not_json", SpoiledAnswer::NotJson),
    ("no_result", SpoiledAnswer::NoResult),
    ("http500", SpoiledAnswer::Http500),
    ("http502", SpoiledAnswer::Http502),
    ("http429", SpoiledAnswer::Http429),
    ("unsigned", SpoiledAnswer::Unsigned),
    ("wrong_signature", SpoiledAnswer::WrongSignature),
    ("wrong_key", SpoiledAnswer::WrongKey),
    ("unknown", SpoiledAnswer::Unknown),
    ("no_url", SpoiledAnswer::NoUrl),
    ("traffic_limit", SpoiledAnswer::TrafficLimit),
];

pub(super) const BEHAVIOURS: Words<BuyerBehaviour> = &[
    ("pays", BuyerBehaviour::Pays),
    ("closes_tab", BuyerBehaviour::ClosesTab),
    ("declined", BuyerBehaviour::Declined),
    ("retries_after_decline", BuyerBehaviour::RetriesAfterDecline),
    ("never_comes", BuyerBehaviour::NeverComes),
    ("leaves_card_page", BuyerBehaviour::LeavesCardPage),
    ("leaves_challenge", BuyerBehaviour::LeavesChallenge),
    ("ignores_challenge", BuyerBehaviour::IgnoresChallenge),
    ("cancels_challenge", BuyerBehaviour::CancelsChallenge),
    ("fails_challenge", BuyerBehaviour::FailsChallenge),
    ("returns_unpaid", BuyerBehaviour::ReturnsUnpaid),
    ("pays_twice", BuyerBehaviour::PaysTwice),
    ("pays_last_second", BuyerBehaviour::PaysLastSecond),
];

/// `funding` of a card (file 02 §8 of the protocol notes).
pub(super) const FUNDING: &[&str] = &["CREDIT", "DEBIT", "PREPAID", "CHARGE", "DEFERRED_DEBIT"];

/// `cardCategory` (file 02 §8).
pub(super) const CATEGORIES: &[&str] = &["CONSUMER", "COMMERCIAL"];

/// `paymentFactor.captureMode` (file 02 §1.2).
pub(super) const CAPTURE_MODES: [&str; 2] = ["AUTOMATIC", "MANUAL"];

/// The indicators of 3DS (file 11 of the protocol notes).
pub(super) const ECIS: &[&str] = &["00", "01", "02", "05", "06", "07"];

/// Whether a buyer of this behaviour types a card at all.
pub(super) fn types_a_card(behaviour: BuyerBehaviour) -> bool {
    !matches!(
        behaviour,
        BuyerBehaviour::NeverComes | BuyerBehaviour::LeavesCardPage | BuyerBehaviour::ReturnsUnpaid
    )
}

/// The short names of fields of the `pay` request, and their paths.
pub(super) const PAYMENT_FIELDS: Words<&str> = &[
    ("amount", "paymentAmount.value"),
    ("currency", "paymentAmount.currency"),
    ("order", "order.referenceOrderId"),
    ("request_id", "paymentRequestId"),
    ("buyer", "order.buyer.referenceBuyerId"),
    ("terminal", "env.terminalType"),
    ("capture_mode", "paymentFactor.captureMode"),
    ("metadata", "metadata"),
];

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use serde::de::DeserializeOwned;

    use super::super::faults::{SPOILS, TIMED_SPOILS};
    use super::super::nearest::plain;
    use super::*;
    use crate::gateway::Spoil;

    /// The names of all variants, as serde lists them when it meets one that is none.
    fn variants<T: DeserializeOwned + Debug>() -> Vec<String> {
        let error = serde_json::from_str::<T>("\"no such\"").unwrap_err();
        let told = error.to_string();
        let names = told.split('`').skip(3).step_by(2);
        names
            .map(|name| plain(name).into_iter().collect())
            .collect()
    }

    fn told<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
        let words = words.into_iter();
        words
            .map(|word| plain(word).into_iter().collect())
            .collect()
    }

    fn assert_all<T: DeserializeOwned + Debug>(words: Words<T>) {
        let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        assert_eq!(told(words), variants::<T>());
    }

    #[test]
    fn every_variant_has_a_word() {
        assert_all(STAGES);
        assert_all(THREE_DS);
        assert_all(AFTER_DECLINE);
        assert_all(JSON_STYLES);
        assert_all(ANSWER_FAULTS);
        assert_all(BEHAVIOURS);
        let plain_spoils = SPOILS.iter().map(|(word, _)| *word);
        let timed_spoils = TIMED_SPOILS.iter().map(|(word, _)| *word);
        let mut spoils = told(plain_spoils.chain(timed_spoils));
        let mut variants = variants::<Spoil>();
        spoils.sort();
        variants.sort();
        assert_eq!(spoils, variants);
    }
}
