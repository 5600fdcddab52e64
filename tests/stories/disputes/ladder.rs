//! A notifyDispute is sent again like any other notification, and a scenario may spoil it.

use super::*;
use crate::support::Reply;

#[test]
fn a_shop_that_refuses_hears_of_the_dispute_over_the_whole_schedule() {
    let desk = Desk::open();
    desk.disputed(&json!({"defenseDueIn": "90d"}));
    desk.hooks
        .script((0..8).map(|_| Reply::Answer(500, String::new())));
    desk.shop.admin.advance("25h");
    let told = desk.told();
    assert_eq!(told.len(), 8);
    for notice in &told {
        assert_eq!(notice.message.body, told[0].message.body);
    }
    let listed = desk.shop.admin.items("/notifications");
    assert_eq!(listed.last().expect("one")["state"], "EXHAUSTED");
}

#[test]
fn a_rule_may_lose_or_double_what_is_told_of_a_dispute() {
    for (fault, count) in [("drop", 0), ("duplicate", 2)] {
        let scenario = format!(
            "title = \"x\"\n[[rule]]\nthen = {{ retry = \"never\", notification = {{ fault = \"{fault}\", type = \"DISPUTE\" }} }}"
        );
        let desk = Desk::with(&json!({ "scenario": scenario }));
        desk.disputed(&json!({}));
        desk.shop.admin.advance("10s");
        assert_eq!(desk.news().len(), count, "{fault}");
    }
}

#[test]
fn a_forged_dispute_tells_another_amount() {
    let scenario = "title = \"x\"\n[[rule]]\nthen = { notification = { fault = \"changed_amount\", type = \"DISPUTE\" } }";
    let desk = Desk::with(&json!({ "scenario": scenario }));
    desk.disputed(&json!({}));
    desk.shop.admin.advance("5s");
    let told = desk.told();
    assert_eq!(told[0].body["disputeAmount"]["value"], "2690");
}
