//! `createPaymentSession` and `retrievePaymentSession`: what is asked, and the session that answers
//! (file 14 of the protocol notes).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::fields::{Node, Problems, read_body};
use super::pay::{self, Reading, read_brand, read_metadata};
use super::{ResultBody, to_bytes};
use crate::gateway::{
    Fields, Payment, PaymentMethod, ResultCode, Said, Scene, Session, SessionOrder,
};

/// The end of every `paymentSessionData`: samples have a tag of the region there.
const REGION_TAG: &str = "&&SG&&111";

/// Reads a `createPaymentSession` request. `strict` also demands what the documents want but the
/// gateway is not known to insist on.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(body: &[u8], fields: &Fields, strict: bool) -> Result<SessionOrder, Problems> {
    let as_written: Value = serde_json::from_slice(body).unwrap_or_default();
    read_body(body, |root| {
        let reading = Reading {
            strict,
            insists: false,
            method: read_method,
        };
        let order = pay::read_order(root, fields, &reading);
        let scene = read_scene(root);
        let expires_at = root.field("paymentSessionExpiryTime").instant();
        let saved_cards = read_saved(root);
        read_rest(root, strict);
        Some(SessionOrder {
            order: order?,
            scene: scene?,
            expires_at,
            saved_cards,
            shop_order: as_written["order"].to_string(),
            customized_info: text_of(&as_written["customizedInfo"]),
        })
    })
}

fn read_scene(root: Node<'_>) -> Option<Scene> {
    let scene = root.field("productScene");
    match scene.text(32) {
        None => Some(Scene::PopUp),
        Some("CHECKOUT_PAYMENT") => Some(Scene::CheckoutPage),
        Some("ELEMENT_PAYMENT") => Some(Scene::Element),
        Some(other) => {
            scene.problem(&format!(
                "must be CHECKOUT_PAYMENT for Antom's page or ELEMENT_PAYMENT for a part of the shop's, not \"{other}\""
            ));
            None
        }
    }
}

/// One fixed method, or a list to choose from, or neither.
fn read_method(root: Node<'_>, strict: bool) -> PaymentMethod {
    let single = root.field("paymentMethod");
    let available = root.field("availablePaymentMethod").object();
    read_types(available, strict);
    let (method, at) = if single.is_present() {
        (pay::read_method(root, strict), "paymentMethod")
    } else {
        let metadata = available.field("paymentMethodMetaData").object();
        let authenticates = metadata.field("requireIssuerAuthentication").boolean() == Some(true);
        let method = PaymentMethod {
            selected_brand: read_brand(metadata.field("selectedCardBrand"), authenticates),
            requires_issuer_authentication: authenticates,
            ..read_metadata(metadata, None)
        };
        (method, "availablePaymentMethod")
    };
    if method.is_hosted() {
        return method;
    }
    // Tokens have a list of their own in a session (file 12 §1 of the protocol notes).
    if method.token.is_some() {
        single.object().field("paymentMethodId").problem(
            "is a stored card, which the buyer chooses on the page: put it into savedPaymentMethods, or pay with it by pay",
        );
    } else {
        root.field(at).problem(
            "names a card, but the buyer is to type it: leave out cardNo, expiry and cvv, or pay with it by pay",
        );
    }
    PaymentMethod::default()
}

fn read_types(available: Node<'_>, strict: bool) {
    // The page says from 1; shops that count from 0 are served.
    let first = i64::from(strict);
    let list = available.field("paymentMethodTypeList");
    let (mut some, mut card) = (false, false);
    list.items(100, |item| {
        let item = item.object();
        let kind = item.field("paymentMethodType").required();
        some = true;
        card |= kind.text(64) == Some("CARD");
        item.field("paymentMethodOrder")
            .integer(first, i64::from(i32::MAX));
        item.field("expressCheckout").boolean();
    });
    if some && !card {
        let why = "has no CARD, the only method of this sandbox: add it";
        list.problem_of(ResultCode::NoPayOptions, why);
    }
}

/// The tokens of cards that the buyer saved before. Merchants saw the words "not CARD" where the
/// type was missing.
fn read_saved(root: Node<'_>) -> Vec<String> {
    let mut tokens = Vec::new();
    root.field("savedPaymentMethods").items(100, |item| {
        let item = item.object();
        let kind = item.field("paymentMethodType");
        match kind.text(64) {
            Some("CARD") => {}
            Some(other) => kind.problem(&format!("must be CARD, not \"{other}\"")),
            None => kind.problem("is not CARD: it is required, write \"CARD\""),
        }
        let token = item.field("paymentMethodId").required().text(2048);
        tokens.extend(token.map(str::to_owned));
    });
    tokens
}

fn read_rest(root: Node<'_>, strict: bool) {
    root.field("locale").text(8);
    root.field("allowedPaymentMethodRegions")
        .items(100, |item| {
            item.required().text(6);
        });
    let settlement = root.field("settlementStrategy").object();
    if strict && settlement.field("settlementCurrency").text(3).is_none() {
        root.field("settlementStrategy")
            .problem("is required, with a settlementCurrency");
    }
}

/// A text as it is; anything else as JSON.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created<'a> {
    result: ResultBody,
    payment_session_data: String,
    payment_session_id: &'a str,
    payment_session_expiry_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    normal_url: Option<&'a str>,
}

/// The answer for a session that was made: `SUCCESS`, which says nothing about money. Only the
/// Checkout Page has a URL. Asked again it is the same.
///
/// # Panics
/// For a payment that `pay` made; it has no session.
#[must_use]
pub fn answer(payment: &Payment, normal_url: &str) -> Vec<u8> {
    let session = payment.session.as_deref();
    let session = session.expect("what createPaymentSession makes has a session");
    to_bytes(&Created {
        result: ResultBody::new(ResultCode::Success, Said::ByCreatePaymentSession),
        payment_session_data: session_data(session, payment.token.as_str()),
        payment_session_id: session.id.as_str(),
        payment_session_expiry_time: in_utc(session.expires_at),
        normal_url: payment.has_page().then_some(normal_url),
    })
}

/// Opaque, and of the shape of Antom's samples: Base64 with two signs of padding, then a tag.
fn session_data(session: &Session, secret: &str) -> String {
    let mut text = format!("{}.{secret}", session.id);
    while text.len() % 3 != 1 {
        text.push('.');
    }
    format!("{}{REGION_TAG}", STANDARD.encode(text))
}

/// Sessions have their times in UTC, unlike payments.
fn in_utc(at: Timestamp) -> String {
    let whole = Timestamp::from_second(at.as_second()).unwrap_or(at);
    whole.to_string()
}

/// Reads which session is meant, by its `paymentRequestId`.
///
/// # Errors
/// Everything that is wrong with the request.
pub fn read_retrieve(body: &[u8]) -> Result<String, Problems> {
    read_body(body, |root| {
        let id = root.field("paymentRequestId").required().text(64);
        id.map(str::to_owned)
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Retrieved<'a> {
    result: ResultBody,
    order: Value,
    /// There are no promotions here.
    promotion_results: [(); 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    customized_info: Option<&'a str>,
}

/// What the shop said when it made a session.
#[must_use]
pub fn retrieved(session: &Session) -> Vec<u8> {
    to_bytes(&Retrieved {
        result: ResultBody::new(ResultCode::Success, Said::ByRetrievePaymentSession),
        order: serde_json::from_str(&session.shop_order).unwrap_or_default(),
        promotion_results: [],
        customized_info: session.customized_info.as_deref(),
    })
}
