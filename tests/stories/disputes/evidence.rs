//! The shop reads the form for its evidence, and what it has supplied.

use super::*;

fn download(desk: &Desk, id: &Value, what: &str) -> Answer {
    let asked = json!({"disputeId": id, "disputeEvidenceType": what});
    desk.shop.call("downloadDisputeEvidence", &asked)
}

#[test]
fn the_template_is_a_form_and_the_file_is_what_was_supplied() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let template = download(&desk, &id, "DISPUTE_EVIDENCE_TEMPLATE");
    assert_eq!(template.result(), "SUCCESS S");
    assert_eq!(template["disputeEvidenceFormat"], "PDF");
    // "%PDF-1.4" in Base64.
    assert!(template.text("disputeEvidence").starts_with("JVBERi0xLjQK"));

    let early = download(&desk, &id, "DISPUTE_EVIDENCE_FILE");
    assert_eq!(early.result(), "PARAM_ILLEGAL F");
    assert_eq!(desk.defend(&id).code(), "SUCCESS");
    let file = download(&desk, &id, "DISPUTE_EVIDENCE_FILE");
    assert_eq!(
        file.json(),
        &json!({
            "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success"},
            "disputeEvidence": "JVBERi0xLjQK",
            "disputeEvidenceFormat": "PDF"
        })
    );
    let wrong = download(&desk, &id, "TEMPLATE");
    assert!(
        wrong.why().contains("disputeEvidenceType must be"),
        "{}",
        wrong.why()
    );
}

#[test]
fn evidence_has_a_million_characters_at_most() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({}))["disputeId"].clone();
    let supply = |length: usize| {
        let defense = json!({"disputeId": id, "disputeEvidence": "A".repeat(length)});
        desk.shop.call("supplyDefenseDocument", &defense)
    };
    let long = supply(1_000_004);
    assert_eq!(long.result(), "PARAM_ILLEGAL F");
    assert!(long.why().contains("1000000 characters"), "{}", long.why());
    assert_eq!(supply(1_000_000).result(), "SUCCESS S");
}

#[test]
fn what_cannot_be_defended_can_be_accepted() {
    let desk = Desk::open();
    let id = desk.disputed(&json!({"defendable": false}))["disputeId"].clone();
    let refused = desk.defend(&id);
    assert_eq!(refused.result(), "PARAM_ILLEGAL F");
    assert_eq!(desk.accept(&id).result(), "SUCCESS S");
}
