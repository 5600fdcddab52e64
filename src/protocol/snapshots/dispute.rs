//! What is said of a dispute, to be read against file 16 of the protocol notes.

use super::super::dispute;
use super::world::said;
use super::*;
use crate::gateway::{DisputeTerms, DisputeType, Operation, PaymentKey, Verdict};

const A_WEEK: i64 = 7 * 24 * 60 * 60;

/// A dispute about a captured payment; everything about the payment is told.
fn disputed(world: &mut World, terms: &DisputeTerms) -> String {
    world.paid(ORDER, VISA);
    world.advance(20);
    let key = PaymentKey::Id(world.payment_id(ORDER));
    let dispute = world.gateway.open_dispute(world.now, &key, terms);
    dispute.expect("a captured payment").id.to_string()
}

fn accept(world: &mut World, id: &str) -> String {
    let body = format!(r#"{{"disputeId":"{id}"}}"#);
    let id = dispute::read_accept(body.as_bytes()).expect("a good request");
    let done = world.gateway.accept_dispute(world.now, &id);
    said(
        done.map(|done| dispute::answer(&done)),
        Operation::AcceptDispute,
    )
}

fn defend(world: &mut World, id: &str) -> String {
    let body = format!(r#"{{"disputeId":"{id}","disputeEvidence":"JVBERi0xLjQK"}}"#);
    let defense = dispute::read_supply(body.as_bytes()).expect("a good request");
    let done = world
        .gateway
        .supply_defense(world.now, &defense.id, defense.evidence);
    let answer = done.map(|done| dispute::answer(&done));
    said(answer, Operation::SupplyDefenseDocument)
}

/// The one notification that comes within five seconds.
fn news(world: &mut World) -> String {
    let mut told = world.advance(5);
    assert_eq!(told.len(), 1);
    told.remove(0)
}

#[test]
fn a_dispute_that_is_judged() {
    let mut world = World::new();
    let id = disputed(&mut world, &DisputeTerms::default());
    let created = news(&mut world);
    let answer = defend(&mut world, &id);
    let supplied = news(&mut world);
    let again = defend(&mut world, &id);
    let verdict = Verdict::ValidateFail;
    let judged = world
        .gateway
        .judge_dispute(world.now, &id, verdict, Some(1000));
    assert!(judged.is_ok());
    check_all(
        "dispute_judged",
        &[
            ("notifyDispute", created),
            ("supplyDefenseDocument", answer),
            ("notifyDispute of the defence", supplied),
            ("supplyDefenseDocument again", again),
            ("notifyDispute of the judgement", news(&mut world)),
        ],
    );
}

#[test]
fn a_dispute_that_is_accepted() {
    let mut world = World::new();
    let id = disputed(&mut world, &DisputeTerms::default());
    world.advance(5);
    let answer = accept(&mut world, &id);
    let accepted = news(&mut world);
    let mut world = World::new();
    let id = disputed(&mut world, &DisputeTerms::default());
    world.advance(5);
    let told = world.advance(A_WEEK);
    assert_eq!(told.len(), 2);
    check_all(
        "dispute_accepted",
        &[
            ("acceptDispute", answer),
            ("notifyDispute of it", accepted),
            ("notifyDispute a day before the due time", told[0].clone()),
            ("notifyDispute after the due time", told[1].clone()),
            ("acceptDispute then", accept(&mut world, &id)),
        ],
    );
}

#[test]
fn disputes_that_end_by_themselves() {
    let mut world = World::new();
    let terms = DisputeTerms {
        kind: DisputeType::RetrievalRequest,
        ..DisputeTerms::default()
    };
    let id = disputed(&mut world, &terms);
    let asked = news(&mut world);
    assert!(world.gateway.cancel_dispute(world.now, &id).is_ok());
    let cancelled = news(&mut world);
    let mut world = World::new();
    let terms = DisputeTerms {
        rdr: true,
        ..DisputeTerms::default()
    };
    disputed(&mut world, &terms);
    check_all(
        "dispute_ended",
        &[
            ("notifyDispute of a request for documents", asked),
            ("notifyDispute when it is withdrawn", cancelled),
            ("notifyDispute of a refund rule", news(&mut world)),
        ],
    );
}

#[test]
fn evidence_of_a_dispute() {
    let mut world = World::new();
    let id = disputed(&mut world, &DisputeTerms::default());
    let known = world.gateway.known_dispute(&id).expect("it exists");
    let missing = said(
        known.supplied().map(dispute::file),
        Operation::DownloadDisputeEvidence,
    );
    defend(&mut world, &id);
    let known = world.gateway.known_dispute(&id).expect("it exists");
    let supplied = said(
        known.supplied().map(dispute::file),
        Operation::DownloadDisputeEvidence,
    );
    check_all(
        "dispute_evidence",
        &[
            ("DISPUTE_EVIDENCE_FILE before anything is supplied", missing),
            ("DISPUTE_EVIDENCE_FILE", supplied),
        ],
    );
}
