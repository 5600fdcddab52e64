//! Messages about the tokens of stored cards (file 12 §5 of the protocol notes).

use super::super::tokens;
use super::check_all;
use super::orders::VISA;
use super::world::{World, said};
use crate::gateway::Operation;

/// Stores a card; its token, and what the shop was answered.
fn store(world: &mut World) -> (String, String) {
    let body = format!(
        r#"{{"card":{{"cardNo":"{VISA}","expiryYear":"29","expiryMonth":"08","cvv":"123",
        "cardholderName":{{"firstName":"Ana","lastName":"Souza"}}}}}}"#
    );
    let (card, holder) = tokens::read_card(body.as_bytes()).expect("a good request");
    let stored = world.gateway.store_card(world.now, &card, holder);
    let token = stored.map(|stored| stored.token.clone());
    let token = token.expect("the card is good");
    let answer = said(Ok(tokens::nonce(Some(&token))), Operation::FetchNonce);
    (token.to_string(), answer)
}

fn inquire(world: &World, token: &str) -> String {
    let found = world.gateway.inquire_token(token).map(tokens::answer);
    said(found, Operation::InquireToken)
}

fn update(world: &mut World, token: &str) -> String {
    let body = format!(
        r#"{{"token":"{token}","email":"ana@shop.example","tokenExpiryTime":"2027-01-31T12:00:00+08:00"}}"#
    );
    let (token, update) = tokens::read_update(body.as_bytes()).expect("a good request");
    let updated = world.gateway.update_token(world.now, &token, update);
    said(updated.map(|()| tokens::done()), Operation::UpdateToken)
}

#[test]
fn the_life_of_a_token() {
    let mut world = World::new();
    let (token, stored) = store(&mut world);
    let known = inquire(&world, &token);
    let updated = update(&mut world, &token);
    let more_is_known = inquire(&world, &token);
    let deleted = world.gateway.delete_card(world.now, &token);
    let deleted = said(deleted.map(|_| tokens::done()), Operation::DeleteToken);
    check_all(
        "tokens",
        &[
            ("fetchNonce", stored),
            ("inquireToken", known),
            ("updateToken", updated),
            ("inquireToken, after the update", more_is_known),
            ("deleteToken", deleted),
            ("inquireToken, after all", inquire(&world, &token)),
        ],
    );
}
