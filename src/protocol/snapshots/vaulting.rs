//! Messages about cards that are stored without a payment (file 12 §5 of the protocol notes).

use super::super::vaulting;
use super::check_all;
use super::orders::{DECLINED_CARD, VISA};
use super::world::{World, said, url_of};
use crate::gateway::Operation;

/// The sample of the documents, as far as it goes.
fn request(id: &str, card: &str, three_ds: bool) -> String {
    format!(
        r#"{{"vaultingRequestId":"{id}","vaultingNotificationUrl":"https://shop.example/vaulted",
        "redirectUrl":"https://shop.example/cards","merchantRegion":"SG","metadata":"{{\"a\":1}}",
        "paymentMethodDetail":{{"paymentMethodType":"CARD","card":{{"cardNo":"{card}",
        "expiryYear":"29","expiryMonth":"08","cvv":"123","is3DSAuthentication":{three_ds}}}}},
        "env":{{"terminalType":"app"}}}}"#
    )
}

fn vault(world: &mut World, id: &str, card: &str, three_ds: bool) -> String {
    let body = request(id, card, three_ds);
    let (order, given) = vaulting::read(body.as_bytes()).expect("a good request");
    let made = world.gateway.vault_card(world.now, order, &given);
    let answer = made.map(|made| vaulting::answer(made, &url_of(made.token.as_str())));
    said(answer, Operation::VaultPaymentMethod)
}

fn inquire(world: &World, id: &str) -> String {
    let found = world.gateway.inquire_vaulting(id);
    let answer = found.map(|found| vaulting::inquired(found, &url_of(found.token.as_str())));
    said(answer, Operation::InquireVaulting)
}

#[test]
fn vaulting_with_the_card_in_the_request() {
    let mut world = World::new();
    let stored = vault(&mut world, "v-1", VISA, false);
    let failed = vault(&mut world, "v-2", DECLINED_CARD, false);
    let asked = vault(&mut world, "v-3", VISA, true);
    check_all(
        "vault",
        &[
            ("the card is stored", stored),
            ("the issuer declines it", failed),
            ("the bank asks", asked),
        ],
    );
    check_all(
        "inquire_vaulting",
        &[
            ("stored", inquire(&world, "v-1")),
            ("failed", inquire(&world, "v-2")),
            ("in process", inquire(&world, "v-3")),
            ("no such vaulting", inquire(&world, "v-4")),
        ],
    );
}

#[test]
fn a_vaulting_session() {
    let mut world = World::new();
    let body = r#"{"paymentMethodType":"CARD","vaultingRequestId":"s-1",
        "vaultingNotificationUrl":"https://shop.example/vaulted"}"#;
    let order = vaulting::read_session(body.as_bytes()).expect("a good request");
    let made = world.gateway.create_vaulting_session(world.now, order);
    let answer = made.map(|made| vaulting::session(made, &url_of(made.token.as_str())));
    let answer = said(answer, Operation::CreateVaultingSession);
    check_all("vaulting_session", &[("the page is made", answer)]);
}

#[test]
fn notify_vaulting() {
    let mut world = World::new();
    vault(&mut world, "v-1", VISA, false);
    let stored = world.advance(6).remove(0);
    vault(&mut world, "v-2", VISA, true);
    let link = world.gateway.inquire_vaulting("v-2").expect("a vaulting");
    let token = link.token.to_string();
    let step = world.gateway.cancel_binding(world.now, &token);
    step.expect("the bank asks");
    let failed = world.advance(6).remove(0);
    check_all(
        "notify_vaulting",
        &[("the card is stored", stored), ("it is not", failed)],
    );
}
