//! What a scenario may say of a dispute.

use super::*;

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
