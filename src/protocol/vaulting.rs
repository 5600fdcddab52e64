//! `vaultPaymentMethod`, `createVaultingSession` and `inquireVaulting`: cards that are stored
//! without a payment (file 12 §5 of the protocol notes).

use serde::Serialize;

use super::fields::{Node, Problems, read_body};
use super::pay::{read_brand, read_payer};
use super::tokens::read_given;
use super::{ResultBody, to_bytes};
use crate::gateway::{
    GivenCard, ResultCode, Said, VaultedCard, Vaulting, VaultingFacts, VaultingOrder, antom_time,
};

/// What both kinds of vaulting begin with.
struct Head {
    request_id: Option<String>,
    notify_url: Option<String>,
    metadata: Option<String>,
}

fn read_head(root: Node<'_>) -> Head {
    let text = |field, max| root.field(field).text(max).map(str::to_owned);
    text("merchantRegion", 2);
    text("merchantAccountId", 32);
    text("vaultingCurrency", 3);
    let request_id = root.field("vaultingRequestId").required().text(64);
    let notify_url = root.field("vaultingNotificationUrl").required().url();
    Head {
        request_id: request_id.map(str::to_owned),
        notify_url: notify_url.map(str::to_owned),
        metadata: text("metadata", 2048),
    }
}

fn read_type(kind: Node<'_>) {
    kind.required().one_of(&["CARD"]);
}

/// Reads a `vaultPaymentMethod` request.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8]) -> Result<(VaultingOrder, GivenCard), Problems> {
    read_body(body, |root| {
        let head = read_head(root);
        let redirect_url = root.field("redirectUrl").required().url();
        let method = root.field("paymentMethodDetail").required().object();
        read_type(method.field("paymentMethodType"));
        let card = method.field("card").required().object();
        let given = read_given(card);
        let asks_3ds = card.field("is3DSAuthentication").boolean();
        let payer = read_payer(card);
        let chosen = read_brand(card.field("selectedCardBrand"), false);
        let older = read_brand(card.field("brand"), false);
        // Samples write the terminal in small letters: what is in there is not looked at.
        root.field("env").required().object();
        let order = VaultingOrder {
            request_id: head.request_id?,
            notify_url: head.notify_url?,
            redirect_url: Some(redirect_url?.to_owned()),
            asks_3ds: asks_3ds == Some(true),
            payer,
            selected_brand: chosen.or(older),
            metadata: head.metadata,
        };
        Some((order, given?))
    })
}

/// Reads a `createVaultingSession` request.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_session(body: &[u8]) -> Result<VaultingOrder, Problems> {
    read_body(body, |root| {
        let head = read_head(root);
        read_type(root.field("paymentMethodType"));
        let redirect_url = root.field("redirectUrl").url();
        let asks_3ds = root.field("is3DSAuthentication").boolean();
        Some(VaultingOrder {
            request_id: head.request_id?,
            notify_url: head.notify_url?,
            redirect_url: redirect_url.map(str::to_owned),
            asks_3ds: asks_3ds == Some(true),
            payer: crate::gateway::Payer::default(),
            selected_brand: None,
            metadata: head.metadata,
        })
    })
}

/// Reads which vaulting an `inquireVaulting` means.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_inquiry(body: &[u8]) -> Result<String, Problems> {
    read_body(body, |root| {
        root.field("merchantAccountId").text(32);
        let id = root.field("vaultingRequestId").required().text(64);
        id.map(str::to_owned)
    })
}

/// `paymentMethodDetail`, with a card that is stored.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MethodBody<'a> {
    payment_method_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    card: Option<CardBody<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CardBody<'a> {
    brand: &'static str,
    card_token: &'a str,
    masked_card_no: &'a str,
}

impl<'a> MethodBody<'a> {
    fn of(card: &'a VaultedCard) -> Self {
        Self {
            payment_method_type: "CARD",
            card: Some(CardBody {
                brand: card.brand.name(),
                card_token: card.token.as_str(),
                masked_card_no: &card.masked,
            }),
        }
    }

    /// That of a card that was not stored, where the field must be there all the same.
    fn without_card() -> Self {
        Self {
            payment_method_type: "CARD",
            card: None,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    result: ResultBody,
    vaulting_request_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    vaulting_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment_method_detail: Option<MethodBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    normal_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
}

/// The answer of `vaultPaymentMethod`.
#[must_use]
pub fn answer(vaulting: &Vaulting, normal_url: &str) -> Vec<u8> {
    to_bytes(&Answer {
        result: ResultBody::new(vaulting.code(), Said::ByVault),
        vaulting_request_id: &vaulting.order.request_id,
        vaulting_status: None,
        payment_method_detail: vaulting.card().map(MethodBody::of),
        normal_url: vaulting.is_open().then_some(normal_url),
        metadata: None,
    })
}

/// The answer of `inquireVaulting`: its `result` is about the call, not the vaulting.
#[must_use]
pub fn inquired(vaulting: &Vaulting, normal_url: &str) -> Vec<u8> {
    to_bytes(&Answer {
        result: ResultBody::new(ResultCode::Success, Said::ByVault),
        vaulting_request_id: &vaulting.order.request_id,
        vaulting_status: Some(vaulting.status()),
        payment_method_detail: vaulting.card().map(MethodBody::of),
        normal_url: vaulting.is_open().then_some(normal_url),
        metadata: vaulting.order.metadata.as_deref(),
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SessionAnswer<'a> {
    result: ResultBody,
    vaulting_session_data: &'a str,
    vaulting_session_id: &'a str,
    vaulting_session_expiry_time: String,
    normal_url: &'a str,
}

/// The answer of `createVaultingSession`.
#[must_use]
pub fn session(vaulting: &Vaulting, normal_url: &str) -> Vec<u8> {
    let session = vaulting.session.as_ref();
    to_bytes(&SessionAnswer {
        result: ResultBody::new(ResultCode::Success, Said::ByVault),
        vaulting_session_data: session.map_or("", |session| &session.data),
        vaulting_session_id: session.map_or("", |session| &session.id),
        vaulting_session_expiry_time: antom_time(vaulting.expires_at),
        normal_url,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Notice<'a> {
    notify_type: &'static str,
    result: ResultBody,
    vaulting_request_id: &'a str,
    payment_method_detail: MethodBody<'a>,
    vaulting_create_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<&'a str>,
}

/// The body of a notifyVaulting.
pub(super) fn notification(notify_type: &'static str, facts: &VaultingFacts) -> Vec<u8> {
    let card = facts.card.as_ref().map(MethodBody::of);
    to_bytes(&Notice {
        notify_type,
        result: ResultBody::new(facts.result, Said::ByVault),
        vaulting_request_id: &facts.request_id,
        payment_method_detail: card.unwrap_or_else(MethodBody::without_card),
        vaulting_create_time: antom_time(facts.created_at),
        metadata: facts.metadata.as_deref(),
    })
}
