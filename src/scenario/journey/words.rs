//! The words of steps. The reader and the JSON Schema share them.

use super::HookAnswer;

/// What a step may say beside its verb.
pub(in crate::scenario) const ABOUT: &[&str] = &["name", "as", "timeout"];
/// What a step may do.
pub(in crate::scenario) const VERBS: &[&str] = &[
    "pay", "call", "shop", "buyer", "advance", "arm", "resend", "hooks", "await", "expect",
];
/// The keys of `call`.
pub(in crate::scenario) const CALL: &[&str] = &["api", "body", "exact"];
/// The keys of `shop`.
pub(in crate::scenario) const SHOP: &[&str] = &["method", "path", "headers", "json", "form"];
/// The methods of requests to a shop.
pub(in crate::scenario) const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];
/// The keys of `buyer`.
pub(in crate::scenario) const BUYER: &[&str] = &["action", "card", "otp", "payment"];
/// What a buyer may do, as the admin API names it.
pub(in crate::scenario) const ACTIONS: &[&str] =
    &["pay", "decline", "submit", "challenge", "cancel", "leave"];
/// The keys of `arm`: those of an override.
pub(in crate::scenario) const ARM: &[&str] = &["rule", "times", "payment", "for"];
/// How a listener may answer, beside an HTTP status.
pub(in crate::scenario) const HOOKS: &[(&str, HookAnswer)] = &[
    ("ack", HookAnswer::Ack),
    ("refuse", HookAnswer::Refuse),
    ("hang", HookAnswer::Hang),
    ("close", HookAnswer::Close),
];
/// Whose results are expected to be as wished.
pub(in crate::scenario) const SUBJECTS: &[&str] = &[
    "answer",
    "inquiry",
    "notification",
    "event",
    "finding",
    "payment",
    "shop",
];
/// What stands for no finding at all.
pub(in crate::scenario) const NO_FINDING: &str = "none";
