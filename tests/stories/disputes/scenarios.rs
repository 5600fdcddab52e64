//! The shipped scenarios about disputes: what a shop is told is what their titles say.

use super::*;

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
        assert_eq!(desk.defend(&id).code(), "SUCCESS", "{scenario}");
    }
    desk.shop.admin.drain();
    news.extend(desk.news());
    assert_eq!(desk.shop.notices().len(), 0, "{scenario}");
    (news, days.expect("a dispute comes"))
}

#[test]
fn every_scenario_tells_its_own_story() {
    const CREATED: &str = "DISPUTE_CREATED";
    const ALERT: &str = "DEFENSE_DUE_ALERT";
    let judged: &[&str] = &[CREATED, "DEFENSE_SUPPLIED", "DISPUTE_JUDGED"];
    let silent: &[&str] = &[CREATED, ALERT, "DISPUTE_ACCEPTED"];
    for (scenario, defends, news, day) in [
        ("dispute-won", true, judged, 45),
        ("dispute-lost", true, judged, 45),
        ("dispute-timeout", false, silent, 30),
        ("dispute-months-later", false, silent, 120),
        ("dispute-rdr", false, &["RDR_RESOLVED"], 20),
        (
            "dispute-withdrawn",
            false,
            &[CREATED, "DISPUTE_CANCELLED"],
            30,
        ),
        (
            "dispute-retrieval-request",
            false,
            &[CREATED, ALERT, CREATED, ALERT, "DISPUTE_ACCEPTED"],
            30,
        ),
    ] {
        let (told, days) = played(scenario, defends);
        assert_eq!(told, news, "{scenario}");
        assert_eq!(days, day, "{scenario}");
    }
}

#[test]
fn the_winner_of_a_scenario_is_the_one_in_its_title() {
    for (scenario, result) in [
        ("dispute-won", "VALIDATE_SUCCESS"),
        ("dispute-lost", "VALIDATE_FAIL"),
    ] {
        let desk = Desk::with(&json!({ "scenario": scenario }));
        desk.shop.pay(&desk.shop.order("lt-pay-1"));
        desk.shop.admin.advance("46d");
        let id = desk.shop.admin.items("/disputes")[0]["disputeId"].clone();
        desk.defend(&id);
        desk.shop.admin.advance("13d");
        assert_eq!(desk.state(&id), "DEFENSE_SUPPLIED");
        desk.shop.admin.advance("1d");
        let dispute = desk.shop.admin.items("/disputes")[0].clone();
        assert_eq!(dispute["judgedResult"], result, "{scenario}");
    }
}

#[test]
fn a_scenario_describes_a_dispute_in_every_detail() {
    let scenario = r#"
        title = "x"
        [[rule]]
        then = { dispute = { after = "2d", type = "COMPLIANCE_REQUEST", reason = "13.1", message = "Nothing came", amount = 700, due_in = "3d", defendable = false, refundable = true } }
    "#;
    let desk = Desk::with(&json!({ "scenario": scenario }));
    desk.captured();
    desk.shop.admin.drain();
    let dispute = &desk.shop.admin.items("/disputes")[0];
    for (field, value) in [
        ("disputeType", json!("COMPLIANCE_REQUEST")),
        ("reasonCode", json!("13.1")),
        ("reasonMessage", json!("Nothing came")),
        ("amountText", json!("SGD 7.00")),
        ("defendable", json!(false)),
        ("refundable", json!(true)),
        ("state", json!("ACCEPTED")),
    ] {
        assert_eq!(dispute[field], value, "{field}");
    }
}
