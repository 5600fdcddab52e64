//! `paymentMethod` of a `pay` request: CARD, and what the shop says about the card.
//!
//! A shop that asks for more than is played here has to hear of it: a payment that looks right and
//! is another one than was asked for would teach it something wrong.

use super::super::fields::Node;
use super::{read_address, read_name};
use crate::gateway::{CardBrand, ResultCode};

/// Metadata with which a shop sends the card itself, instead of having Antom's page take it.
const CARD_DATA: [&str; 4] = ["cardNo", "expiryYear", "expiryMonth", "cvv"];

/// What the shop wants of 3DS (file 11 §1).
pub(super) struct ThreeDsWish {
    /// `is3DSAuthentication`.
    pub(super) asks: bool,
    /// `enableAuthenticationUpgrade`; true when missing.
    pub(super) upgrade: bool,
}

/// Reads `paymentMethod`.
pub(super) fn read(root: Node<'_>) -> ThreeDsWish {
    let method = root.field("paymentMethod").required().object();
    let kind = method.field("paymentMethodType").required();
    if let Some(name) = kind.text(64).filter(|name| *name != "CARD") {
        kind.problem_of(
            ResultCode::NoPayOptions,
            &format!("must be CARD, the only method of this sandbox, not \"{name}\""),
        );
    }
    let token = method.field("paymentMethodId");
    if token.text(2048).is_some() {
        not_played(token, "names a stored card");
    }
    method.field("extendInfo").text(2048);
    let metadata = method.field("paymentMethodMetaData").object();
    refuse_what_is_not_played(metadata);
    let brand = metadata.field("selectedCardBrand");
    let unknown = |name: &&str| CardBrand::named(name).is_none();
    if let Some(name) = brand.text(64).filter(unknown) {
        brand.problem(&format!(
            "must be Antom's name of a card brand, such as VISA or MASTERCARD, not \"{name}\""
        ));
    }
    let upgrade = metadata.field("enableAuthenticationUpgrade").boolean();
    // Hosted samples ask for a token; no answer will carry one.
    metadata.field("tokenize").boolean();
    metadata.field("networkTransactionId").text(256);
    metadata.field("paymentMethodRegion").text(6);
    metadata.field("payerEmail").text(64);
    metadata.field("cpf").text(11);
    read_name(metadata.field("cardholderName"));
    read_address(metadata.field("billingAddress"));
    let asks = metadata.field("is3DSAuthentication").boolean();
    ThreeDsWish {
        asks: asks.unwrap_or(false),
        upgrade: upgrade.unwrap_or(true),
    }
}

fn refuse_what_is_not_played(metadata: Node<'_>) {
    for name in CARD_DATA {
        let field = metadata.field(name);
        if field.is_present() {
            not_played(field, "is card data, which the buyer types on Antom's page");
        }
    }
    let stored = metadata.field("isCardOnFile");
    if stored.boolean() == Some(true) {
        not_played(stored, "says that the card is a stored one");
    }
    let recurring = metadata.field("recurringType");
    if recurring.is_present() {
        not_played(recurring, "asks for a payment without the buyer");
    }
    let external = metadata.field("mpiData");
    if external.is_present() {
        not_played(external, "is the result of a 3DS check made elsewhere");
    }
}

fn not_played(field: Node<'_>, what: &str) {
    field.problem(&format!(
        "{what}; this version plays hosted payments only: leave it out"
    ));
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::protocol::fields::read_body;

    /// What is told about the metadata; empty when it is taken.
    fn told(metadata: &Value) -> String {
        let method = json!({"paymentMethodType": "CARD", "paymentMethodMetaData": metadata});
        let body = json!({ "paymentMethod": method }).to_string();
        let found = read_body(body.as_bytes(), |root| Some(read(root)));
        found.err().map_or_else(String::new, |problems| {
            let refusal = problems.refusal();
            assert_eq!(refusal.code, ResultCode::ParamIllegal, "{metadata}");
            refusal.why
        })
    }

    #[test]
    fn what_is_not_played_is_refused_by_its_name() {
        for (name, value, what) in [
            ("cardNo", json!("4054695723100768"), "is card data"),
            ("expiryYear", json!("29"), "is card data"),
            ("expiryMonth", json!("09"), "is card data"),
            ("cvv", json!("123"), "is card data"),
            ("isCardOnFile", json!(true), "a stored one"),
            ("isCardOnFile", json!("true"), "a stored one"),
            ("recurringType", json!("SCHEDULED"), "without the buyer"),
            ("recurringType", json!("UNSCHEDULED"), "without the buyer"),
            ("mpiData", json!({"eci": "05"}), "3DS check made elsewhere"),
        ] {
            let why = told(&json!({ name: value }));
            let path = format!("paymentMethod.paymentMethodMetaData.{name} ");
            assert!(why.starts_with(&path) && why.contains(what), "{why}");
            assert!(why.ends_with("leave it out"), "{why}");
        }
    }

    #[test]
    fn what_hosted_samples_send_is_taken() {
        for metadata in [
            json!({"tokenize": true}),
            json!({"isCardOnFile": false, "recurringType": "", "mpiData": null}),
            json!({"selectedCardBrand": "VISA"}),
            json!({"selectedCardBrand": "CARTES_BANCAIRES", "paymentMethodRegion": "GLOBAL"}),
            json!({"selectedCardBrand": ""}),
        ] {
            assert_eq!(told(&metadata), "", "{metadata}");
        }
    }

    #[test]
    fn a_brand_that_antom_does_not_have_is_refused() {
        for brand in ["visa", "Visa", "MASTER", "VISA "] {
            let why = told(&json!({"selectedCardBrand": brand}));
            let told = format!("such as VISA or MASTERCARD, not \"{brand}\"");
            assert!(
                why.contains("selectedCardBrand must be") && why.ends_with(&told),
                "{why}"
            );
        }
        let number = told(&json!({"selectedCardBrand": 4}));
        assert!(
            number.ends_with("must be a string, not a number"),
            "{number}"
        );
    }
}
