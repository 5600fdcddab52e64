//! Disputes, long after the payment.

use serde_json::json;

use super::{Story, play};
use crate::disputes::Desk;

const CREATED: &str = "DISPUTE_CREATED";
const ALERT: &str = "DEFENSE_DUE_ALERT";
const ACCEPTED: &str = "DISPUTE_ACCEPTED";

pub(super) const STORIES: &[Story] = &[
    ("dispute-won", |name| judged(name, "VALIDATE_SUCCESS")),
    ("dispute-lost", |name| judged(name, "VALIDATE_FAIL")),
    ("dispute-timeout", |name| {
        told(name, &[CREATED, ALERT, ACCEPTED], 30);
    }),
    ("dispute-months-later", |name| {
        told(name, &[CREATED, ALERT, ACCEPTED], 120);
    }),
    ("dispute-rdr", |name| told(name, &["RDR_RESOLVED"], 20)),
    ("dispute-withdrawn", |name| {
        told(name, &[CREATED, "DISPUTE_CANCELLED"], 30);
    }),
    ("dispute-retrieval-request", |name| {
        told(name, &[CREATED, ALERT, CREATED, ALERT, ACCEPTED], 30);
    }),
];

#[test]
fn disputes_come_and_end_as_the_scenario_says() {
    play(STORIES);
}

/// A payment under a scenario; the shop defends itself, or stays silent. What it is told of the
/// dispute until nothing more comes, and the day after the payment on which that began.
fn played(scenario: &str, defends: bool) -> (Vec<String>, i64) {
    let desk = Desk::with(&json!({ "scenario": scenario }));
    desk.shop.pay(&desk.shop.order("lt-pay-1"));
    desk.shop.admin.advance("1d");
    desk.shop.notices();
    let days = (1..200).find(|_| {
        desk.shop.admin.advance("1d");
        !desk.shop.admin.items("/disputes").is_empty()
    });
    let mut news = desk.news();
    let id = desk.shop.admin.items("/disputes")[0]["disputeId"].clone();
    if defends {
        assert_eq!(desk.defend(&id).code(), "SUCCESS");
    }
    desk.shop.admin.drain();
    news.extend(desk.news());
    assert_eq!(desk.shop.notices().len(), 0);
    (news, days.expect("a dispute comes"))
}

/// A dispute that the shop leaves alone: all that is told of it, and after how many days it comes.
fn told(name: &str, news: &[&str], days: i64) {
    let (told, day) = played(name, false);
    assert_eq!(told, news);
    assert_eq!(day, days);
}

/// A dispute that the shop defends itself in, and how it is judged a fortnight later.
fn judged(name: &str, result: &str) {
    let (told, days) = played(name, true);
    assert_eq!(told, [CREATED, "DEFENSE_SUPPLIED", "DISPUTE_JUDGED"]);
    assert_eq!(days, 45);
    let desk = Desk::with(&json!({ "scenario": name }));
    desk.shop.pay(&desk.shop.order("lt-pay-1"));
    desk.shop.admin.advance("46d");
    let id = desk.shop.admin.items("/disputes")[0]["disputeId"].clone();
    desk.defend(&id);
    desk.shop.admin.advance("13d");
    assert_eq!(desk.state(&id), "DEFENSE_SUPPLIED");
    desk.shop.admin.advance("1d");
    let dispute = desk.shop.admin.items("/disputes")[0].clone();
    assert_eq!(dispute["judgedResult"], result);
}
