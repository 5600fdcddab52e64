//! A shop under a shipped scenario: what it hears and when, and what it does about a lost answer.

use antom_sandbox::sandbox::keys::GATEWAY_PUBLIC_KEY;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::faults::{OTHER_PUBLIC_KEY, verifies};
use crate::support::shop::START;
use crate::support::wire::Message;
use crate::support::{App, Shop};

/// The path of every notification.
const HOOKS: &str = "/hooks/antom";

/// A day and a night and the last of the attempts to notify.
pub(super) const LONG: &str = "30h";

/// A payment that is paid and captured at once.
pub(super) const USUAL: [&str; 2] = ["PAYMENT_RESULT SUCCESS", "CAPTURE_RESULT SUCCESS"];

/// What is heard of it.
pub(super) const PAID: &str = USUAL[0];
pub(super) const TAKEN: &str = USUAL[1];

/// A payment that nobody paid.
pub(super) const CLOSED: &str = "PAYMENT_RESULT ORDER_IS_CLOSED";

/// The buyer is back at the shop.
pub(super) const BACK: &str = "GET /return";

/// A shop whose merchant plays this shipped scenario.
pub(super) fn shop(scenario: &str) -> Shop {
    Shop::with(App::shared(), &json!({ "scenario": scenario }))
}

/// The order of payment `lt-1`; the buyer comes back to the shop double.
pub(super) fn order(shop: &Shop) -> Value {
    let mut order = shop.order("lt-1");
    order["paymentRedirectUrl"] = json!(format!("{}/return", shop.hooks.base));
    order
}

/// What came to the shop.
pub(super) struct Heard {
    /// Seconds of virtual time since the shop opened.
    pub(super) at: i64,
    pub(super) message: Message,
}

impl Heard {
    /// `TYPE CODE` of a notification, or `GET /return` of a buyer who is back.
    pub(super) fn what(&self) -> String {
        if self.message.target() != HOOKS {
            return self.message.start.replace(" HTTP/1.1", "");
        }
        let body = self.message.json();
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let code = text(&body["result"]["resultCode"]);
        format!("{} {code}", text(&body["notifyType"]))
    }

    /// Whether Antom's key verifies it.
    pub(super) fn is_antoms(&self) -> bool {
        verifies(&self.message, HOOKS, "request-time", GATEWAY_PUBLIC_KEY)
    }

    /// Whether a key verifies it that is known, and not Antom's.
    pub(super) fn is_of_another(&self) -> bool {
        verifies(&self.message, HOOKS, "request-time", OTHER_PUBLIC_KEY)
    }
}

/// Lets time pass, one due thing after the other, and keeps what comes.
pub(super) fn hear(shop: &Shop, span: &str) -> Vec<Heard> {
    let instant = |text: &Value| -> Timestamp {
        let text = text.as_str().expect("an instant is a text");
        text.parse().expect("an instant is RFC 3339")
    };
    let start: Timestamp = START.parse().expect("an instant");
    let span: jiff::Span = span.parse().expect("a span");
    let mut clock = shop.admin.get("/clock");
    let end = instant(&clock["now"]) + span;
    let mut heard = Vec::new();
    while clock["nextDueAt"].is_string() && instant(&clock["nextDueAt"]) <= end {
        shop.admin.advance_next();
        clock = shop.admin.get("/clock");
        let at = instant(&clock["now"]).duration_since(start).as_secs();
        let came = shop.hooks.take().into_iter();
        heard.extend(came.map(|message| Heard { at, message }));
    }
    let end = json!({ "to": end.to_string() });
    shop.admin.post("/clock/advance", &end);
    heard
}

/// As [`hear`], notifications only, each of which must verify.
pub(super) fn notices(shop: &Shop, span: &str) -> Vec<Heard> {
    let mut heard = hear(shop, span);
    heard.retain(|one| one.message.target() == HOOKS);
    for one in &heard {
        assert!(one.is_antoms(), "{}", one.what());
    }
    heard
}

/// What the messages are, in the order in which they came.
pub(super) fn whats(heard: &[Heard]) -> Vec<String> {
    heard.iter().map(Heard::what).collect()
}

/// Asserts what came, in this order.
pub(super) fn assert_heard(heard: &[Heard], expected: &[&str]) {
    assert_eq!(whats(heard), expected);
}

/// Asserts what came and when: each at its second of virtual time or up to two seconds later, as
/// Antom notifies three to five seconds after what it tells of.
pub(super) fn assert_heard_at(heard: &[Heard], expected: &[(&str, i64)]) {
    let what: Vec<_> = expected.iter().map(|(what, _)| *what).collect();
    assert_heard(heard, &what);
    for (one, (what, at)) in heard.iter().zip(expected) {
        assert!((*at..=at + 2).contains(&one.at), "{what} at {}", one.at);
    }
}

/// How many rules of its own the scenario has that the merchant plays.
pub(super) fn rules(shop: &Shop) -> usize {
    let scenario = shop.admin.get("/scenario");
    let source = scenario["source"].as_str().expect("a document");
    source.matches("[[rule]]").count()
}

/// The events of a merchant of these types, in order.
pub(super) fn deeds(shop: &Shop, types: &[&str]) -> Vec<String> {
    let events = shop.admin.items("/events").into_iter();
    let text = |event: Value| event["type"].as_str().unwrap_or_default().to_owned();
    events
        .map(text)
        .filter(|kind| types.contains(&kind.as_str()))
        .collect()
}

/// What a good shop does when a payment failed for good: its id is used up, and a new one for the
/// same order gets a new URL.
pub(super) fn tries_anew(shop: &Shop) {
    let used = shop.call("pay", &order(shop));
    assert_eq!(used.result(), "ORDER_IS_CLOSED F");
    let mut anew = order(shop);
    anew["paymentRequestId"] = json!("lt-2");
    assert!(shop.pay(&anew).text("normalUrl").contains("/checkout/"));
}

/// The `paymentStatus` that an inquiry tells.
pub(super) fn status(shop: &Shop) -> String {
    shop.inquire("lt-1").text("paymentStatus").to_owned()
}

/// What a good shop does when it does not know what became of `pay`: it sends the same request
/// again, sends the buyer to the URL that comes, and one payment is paid.
pub(super) fn pays_by_sending_again(shop: &Shop) {
    let again = shop.pay_and_buy(&shop.order("lt-1"));
    assert!(again.text("normalUrl").contains("/checkout/"));
    assert_eq!(status(shop), "SUCCESS");
    assert_eq!(shop.admin.items("/payments").len(), 1, "one payment");
}
