//! `inquireToken`, `updateToken`, `deleteToken` and `fetchNonce`: stored cards by their tokens (file
//! 12 §5 of the protocol notes).

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::pay::{read_address, read_name};
use super::{ResultBody, to_bytes};
use crate::gateway::{
    CardToken, GivenCard, PersonName, ResultCode, Said, Secret, StoredCard, TokenUpdate, antom_time,
};

/// The longest token that is taken (file 12 §2).
const TOKEN_MAX: usize = 2048;

/// Reads which token is meant.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read(body: &[u8]) -> Result<String, Problems> {
    read_body(body, read_token)
}

fn read_token(root: Node<'_>) -> Option<String> {
    root.field("merchantAccountId").text(32);
    let token = root.field("token").required().text(TOKEN_MAX);
    token.map(str::to_owned)
}

/// Reads an `updateToken` request; what it leaves out stays as it is.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_update(body: &[u8]) -> Result<(String, TokenUpdate), Problems> {
    read_body(body, |root| {
        let text = |field, max| root.field(field).text(max).map(str::to_owned);
        let update = TokenUpdate {
            holder: text("accountHolderName", 128),
            email: text("email", 64),
            expires_at: root.field("tokenExpiryTime").instant(),
        };
        Some((read_token(root)?, update))
    })
}

/// Reads a `fetchNonce` request: the card, and its holder.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_card(body: &[u8]) -> Result<(GivenCard, Option<String>), Problems> {
    read_body(body, |root| {
        let card = root.field("card").required().object();
        root.field("merchantAccountId").text(32);
        let given = read_given(card);
        let holder = read_name(card.field("cardholderName"));
        read_address(card.field("billingAddress"));
        Some((given?, holder.as_ref().and_then(PersonName::whole)))
    })
}

/// Reads a card that is stored without a payment.
pub(super) fn read_given(card: Node<'_>) -> Option<GivenCard> {
    let secret = |field, max| card.field(field).text(max).map(Secret::new);
    let number = card.field("cardNo").required().text(32);
    let (expiry_year, expiry_month) = (secret("expiryYear", 4), secret("expiryMonth", 4));
    Some(GivenCard {
        cvv: secret("cvv", 4),
        number: Secret::new(number?),
        expiry_year,
        expiry_month,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    token: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    account_holder_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    issuing_country: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    token_expiry_time: Option<String>,
}

/// The answer of `inquireToken`.
#[must_use]
pub fn answer(card: &StoredCard) -> Vec<u8> {
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByVault),
        token: card.token.as_str(),
        account_holder_name: card.holder.as_deref(),
        email: card.email.as_deref(),
        issuing_country: &card.issuing_country,
        token_expiry_time: card.expires_at.map(antom_time),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Done<'a> {
    result: ResultBody,
    #[serde(skip_serializing_if = "Option::is_none")]
    card_token: Option<&'a str>,
}

/// The answer of `updateToken` and `deleteToken`, which only say that it is done.
#[must_use]
pub fn done() -> Vec<u8> {
    nonce(None)
}

/// The answer of `fetchNonce`.
#[must_use]
pub fn nonce(token: Option<&CardToken>) -> Vec<u8> {
    to_bytes(&Done {
        result: ResultBody::new(ResultCode::Success, Said::ByVault),
        card_token: token.map(CardToken::as_str),
    })
}
