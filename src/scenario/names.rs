//! The words of the format and what they stand for. The reader and the JSON Schema share them.

use crate::gateway::{
    AfterDecline, BuyerBehaviour, JsonStyle, SpoiledAnswer, StageName, ThreeDsCourse,
};

/// Words and their meanings.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const STAGES: Words<StageName> = &[
    ("AWAITING_BUYER", StageName::AwaitingBuyer),
    ("CHALLENGED", StageName::Challenged),
    ("ASKING_ISSUER", StageName::AskingIssuer),
    ("AUTHORIZED", StageName::Authorized),
    ("CAPTURED", StageName::Captured),
    ("RELEASED", StageName::Released),
    ("FAILED", StageName::Failed),
    ("EXPIRED", StageName::Expired),
    ("CANCELLED", StageName::Cancelled),
];

pub(super) const THREE_DS: Words<ThreeDsCourse> = &[
    ("challenge", ThreeDsCourse::Challenge),
    ("frictionless", ThreeDsCourse::Frictionless),
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
    ("cancels_challenge", BuyerBehaviour::CancelsChallenge),
    ("fails_challenge", BuyerBehaviour::FailsChallenge),
    ("returns_unpaid", BuyerBehaviour::ReturnsUnpaid),
    ("pays_twice", BuyerBehaviour::PaysTwice),
    ("pays_last_second", BuyerBehaviour::PaysLastSecond),
];

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
