//! Cards that are stored, paid with and deleted, and the rules about them.

use std::collections::HashSet;

use jiff::Timestamp;
use proptest::prelude::*;

use super::super::agenda::Timer;
use super::super::{
    Content, GivenCard, Payer, Payment, ResultCode, SANDBOX_CODE, Secret, Vaulting, VaultingOrder,
    VaultingStage,
};
use super::cast::{number, order, typed};
use super::steps::{Card, Code};
use super::world::World;

/// What somebody does with cards that are stored.
#[derive(Clone, Copy, Debug)]
pub(super) enum Storing {
    /// `vaultPaymentMethod`.
    Vault { card: Card, three_ds: bool },
    /// `createVaultingSession`.
    Session { three_ds: bool },
    /// The buyer types a card on the page.
    Type(Card),
    /// The cardholder answers the bank.
    Answer(Code),
    /// `deleteToken`.
    Delete,
    /// `pay` with a token.
    Pay,
}

pub(super) fn storing(
    card: impl Strategy<Value = Card> + Clone,
    code: impl Strategy<Value = Code>,
) -> impl Strategy<Value = Storing> {
    let vault = (card.clone(), any::<bool>());
    prop_oneof![
        3 => vault.prop_map(|(card, three_ds)| Storing::Vault { card, three_ds }),
        1 => any::<bool>().prop_map(|three_ds| Storing::Session { three_ds }),
        3 => card.prop_map(Storing::Type),
        2 => code.prop_map(Storing::Answer),
        1 => Just(Storing::Delete),
        3 => Just(Storing::Pay),
    ]
}

/// Does it. Vaultings and cards are named by a number, taken modulo how many there are.
pub(super) fn store(world: &mut World, id: u8, deed: Storing) {
    let now = world.now;
    let place = usize::from(id);
    let gateway = &mut world.gateway;
    let count = gateway.vaultings().len().max(1);
    let link = gateway.vaultings().get(place % count);
    let link = link.map_or_else(String::new, |one| one.token.to_string());
    match deed {
        Storing::Vault { card, three_ds } => {
            let wish = || wish(id, three_ds);
            let first = gateway.vault_card(now, wish(), &given(card));
            let first = first.map(Vaulting::code);
            let again = gateway.vault_card(now, wish(), &given(card));
            assert_eq!(first, again.map(Vaulting::code), "a repeated vaulting");
        }
        Storing::Session { three_ds } => {
            drop(gateway.create_vaulting_session(now, wish(id, three_ds)));
        }
        Storing::Type(card) => drop(gateway.bind_card(now, &link, &typed(card))),
        Storing::Answer(Code::Right) => drop(gateway.answer_binding(now, &link, SANDBOX_CODE)),
        Storing::Answer(Code::Wrong) => drop(gateway.answer_binding(now, &link, "000000")),
        Storing::Answer(Code::Cancel) => drop(gateway.cancel_binding(now, &link)),
        Storing::Delete | Storing::Pay => {
            let cards = gateway.stored_cards();
            let Some(card) = cards.get(place % cards.len().max(1)) else {
                return;
            };
            let (token, deleted) = (card.token.to_string(), card.deleted_at.is_some());
            if let Storing::Delete = deed {
                gateway.delete_card(now, &token).expect("it is stored");
                return;
            }
            let mut order = order(4 + id, 2590, false, false);
            order.method.token = Some(token);
            let known = gateway.payments().iter();
            let known = known
                .clone()
                .any(|one| one.order.request_id == order.request_id);
            let paid = gateway.pay(now, order).map(Payment::pay_code);
            assert!(
                known || !deleted || paid.is_err(),
                "paid with a deleted card"
            );
        }
    }
}

fn wish(id: u8, three_ds: bool) -> VaultingOrder {
    VaultingOrder {
        request_id: format!("vault-{id}"),
        notify_url: "https://shop.example/hooks".into(),
        redirect_url: None,
        asks_3ds: three_ds,
        payer: Payer::default(),
        selected_brand: None,
        metadata: None,
    }
}

fn given(card: Card) -> GivenCard {
    let secret = |text: &str| Some(Secret::new(text));
    GivenCard {
        number: Secret::new(number(card)),
        expiry_year: secret("29"),
        expiry_month: secret("12"),
        cvv: secret("123"),
    }
}

/// The timer of a link that is open.
pub(super) fn timers(number: usize, vaulting: &Vaulting) -> Option<(Timestamp, Timer)> {
    let until = match &vaulting.stage {
        VaultingStage::Challenged(card) => card.code.ends_at.unwrap_or(vaulting.expires_at),
        _ => vaulting.expires_at,
    };
    let timer = (until, Timer::VaultingExpiry(number));
    vaulting.is_open().then_some(timer)
}

/// What ended stays as it is; a card is in the vault when that is told, and its end is told once.
pub(super) fn vaultings_are_in_order(world: &World, ended: &mut Vec<Option<ResultCode>>) {
    let vaultings = world.gateway.vaultings();
    let cards = world.gateway.stored_cards();
    let tokens: HashSet<_> = cards.iter().map(|card| card.token.as_str()).collect();
    assert_eq!(tokens.len(), cards.len(), "a token was given twice");
    ended.resize(vaultings.len(), None);
    for (vaulting, ended) in vaultings.iter().zip(ended) {
        let is = Some(vaulting.code()).filter(|_| !vaulting.is_open());
        assert!(ended.is_none() || *ended == is, "{vaulting:?}");
        *ended = is;
        let stored = matches!(vaulting.stage, VaultingStage::Stored(_));
        let card = vaulting.card();
        assert_eq!(card.is_some(), stored);
        assert!(card.is_none_or(|card| tokens.contains(card.token.as_str())));
        let told = world.gateway.notifications().iter().filter(|one| {
            let Content::Vaulting(facts) = &one.content else {
                return false;
            };
            facts.request_id == vaulting.order.request_id
        });
        let told = told.count();
        assert!(
            told <= 1 && (told == 1 || !stored),
            "{told} times: {vaulting:?}"
        );
        assert!(told == 0 || is.is_some(), "told too early: {vaulting:?}");
    }
}
