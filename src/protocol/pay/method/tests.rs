//! What a shop may say of a card, and how its mistakes are told.

use serde_json::{Value, json};

use super::super::super::fields::read_body;
use super::*;

/// Reads a `paymentMethod` with this metadata; what is wrong with it, when something is.
fn read_with(method: &Value, metadata: &Value) -> Result<PaymentMethod, String> {
    let mut method = method.clone();
    method["paymentMethodType"] = json!("CARD");
    method["paymentMethodMetaData"] = metadata.clone();
    let body = json!({ "paymentMethod": method }).to_string();
    let found = read_body(body.as_bytes(), |root| Some(read(root, false)));
    found.map_err(|problems| {
        let refusal = problems.refusal();
        assert_eq!(refusal.code, ResultCode::ParamIllegal, "{metadata}");
        refusal.why
    })
}

fn good(metadata: &Value) -> PaymentMethod {
    read_with(&json!({}), metadata).expect("good metadata")
}

fn told(metadata: &Value) -> String {
    read_with(&json!({}), metadata).expect_err("a mistake")
}

#[test]
fn nothing_said_is_hosted_with_the_upgrade_on() {
    for metadata in [
        json!({}),
        json!(null),
        json!({"cardNo": "", "cvv": null, "expiryYear": "", "recurringType": "", "mpiData": null}),
    ] {
        let method = good(&metadata);
        assert_eq!(method, PaymentMethod::default(), "{metadata}");
        assert!(method.is_hosted() && method.three_ds.allows_upgrade);
    }
}

#[test]
fn a_card_of_the_request_is_taken_and_cannot_be_read_off() {
    let method = good(&json!({
        "cardNo": "4054695723100768", "expiryYear": "29", "expiryMonth": "09", "cvv": "123",
        "cardPasswordDigest": "77", "cardholderName": {"firstName": "Ana", "lastName": "Souza"},
    }));
    assert!(!method.is_hosted());
    let written = serde_json::to_string(&method).expect("it serialises");
    let shown = format!("{method:?}");
    for text in [&written, &shown] {
        assert!(text.contains("************0768"), "{text}");
        for secret in ["4054", "\"123\"", "29", "09", "77"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    let again: PaymentMethod = serde_json::from_str(&written).expect("it is read again");
    assert_eq!(serde_json::to_string(&again).expect("again"), written);
}

#[test]
fn flags_and_numbers_may_be_written_as_texts() {
    let method = good(&json!({
        "is3DSAuthentication": "true", "enableAuthenticationUpgrade": "false",
        "tokenize": "true", "isCardOnFile": true, "requireIssuerAuthentication": "false",
    }));
    assert!(method.three_ds.asks && !method.three_ds.allows_upgrade);
    assert_eq!(method.tokenize, Tokenize::Yes);
    assert!(method.is_card_on_file);
    assert!(!method.requires_issuer_authentication);
    let beside = json!({"requireIssuerAuthentication": "true"});
    let method = read_with(&beside, &json!({})).expect("a good method");
    assert!(method.requires_issuer_authentication);
}

#[test]
fn a_token_and_what_goes_with_it_is_taken() {
    let token = json!({"paymentMethodId": "ALIPAYtoken=="});
    let metadata = json!({
        "isCardOnFile": true, "recurringType": "UNSCHEDULED", "cvv": "123",
        "networkTransactionId": "58"
    });
    let method = read_with(&token, &metadata).expect("a good method");
    assert_eq!(method.token.as_deref(), Some("ALIPAYtoken=="));
    assert_eq!(method.recurring, Some(Recurring::Unscheduled));
    assert_eq!(method.network_transaction_id.as_deref(), Some("58"));
    assert!(method.card.is_none() && !method.is_hosted());
    let both = read_with(&token, &json!({"cardNo": "4054695723100768"}));
    let why = both.expect_err("two cards");
    assert!(why.contains("cardNo cannot stand beside"), "{why}");
}

#[test]
fn the_result_of_another_3ds_is_taken_with_either_spelling() {
    for name in ["cavv", "caav"] {
        let data =
            json!({"threeDSVersion": "2.2.0", "eci": "05", name: "AAAB", "dsTransactionId": "7f"});
        let mpi = good(&json!({"mpiData": data})).three_ds.mpi;
        let mpi = mpi.expect("it was given");
        assert_eq!(mpi.cavv.as_deref(), Some("AAAB"));
        assert_eq!((mpi.version.as_str(), mpi.eci.as_str()), ("2.2.0", "05"));
    }
}

#[test]
fn who_pays_is_taken() {
    let payer = good(&json!({
        "payerEmail": "ana@example.com", "cpf": "11144477735", "dateOfBirth": "1980-02-29",
        "businessNo": "1234567890", "cardholderName": {"fullName": "Ana Souza"},
        "billingAddress": {"region": "BR", "zipCode": "01310-100"},
    }))
    .payer;
    assert_eq!(payer.email.as_deref(), Some("ana@example.com"));
    assert_eq!(payer.cpf.as_deref(), Some("11144477735"));
    assert_eq!(payer.date_of_birth.as_deref(), Some("1980-02-29"));
    assert_eq!(payer.business_no.as_deref(), Some("1234567890"));
    let holder = payer.holder.expect("a name");
    assert_eq!(holder.full.as_deref(), Some("Ana Souza"));
    let address = payer.billing_address.expect("an address");
    assert_eq!(address.region, "BR");
    assert_eq!(address.zip_code.as_deref(), Some("01310-100"));
}

#[test]
fn every_mistake_is_told_by_its_name() {
    for (metadata, what) in [
        (json!({"cvv": "123"}), ".cardNo is required"),
        (
            json!({"cardNo": 4}),
            ".cardNo must be a string, not a number",
        ),
        (
            json!({"cardNo": "4".repeat(33)}),
            ".cardNo may have 32 characters at most",
        ),
        (
            json!({"recurringType": "DAILY"}),
            ".recurringType must be SCHEDULED or UNSCHEDULED",
        ),
        (
            json!({"mpiData": {"eci": "5"}}),
            ".mpiData.threeDSVersion is required",
        ),
        (
            json!({"mpiData": {"eci": "5"}}),
            ".mpiData.eci must be 00 or 01",
        ),
        (json!({"mpiData": "x"}), ".mpiData must be an object"),
        (
            json!({"cpf": "123456789012"}),
            ".cpf may have 11 characters at most",
        ),
        (
            json!({"billingAddress": {"city": "x"}}),
            ".billingAddress.region is required",
        ),
        (
            json!({"tokenize": "yes"}),
            ".tokenize must be true or false",
        ),
        (
            json!({"selectedCardBrand": 4}),
            ".selectedCardBrand must be a string, not a number",
        ),
    ] {
        let why = told(&metadata);
        assert!(why.contains(what), "{metadata}: {why}");
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
    let chosen = good(&json!({"selectedCardBrand": "CARTES_BANCAIRES"}));
    let name = chosen.selected_brand.map(CardBrand::name);
    assert_eq!(name, Some("CARTES_BANCAIRES"));
}

#[test]
fn a_plan_of_instalments_is_taken() {
    let read = |plan: Value| {
        let body = json!({ "creditPayPlan": plan }).to_string();
        let read = read_body(body.as_bytes(), |root| {
            Some(read_plan(root.field("creditPayPlan")))
        });
        read.map_err(|problems| problems.refusal().why)
    };
    assert_eq!(read(json!(null)), Ok(None));
    for number in [json!("3"), json!(3)] {
        let plan = read(json!({
            "installmentNum": number, "creditPayFeeType": "PERCENTAGE", "feePercentage": "10"
        }));
        let plan = plan.expect("a good plan").expect("a plan");
        assert_eq!((plan.installment_num, plan.fee_percentage), (3, Some(10)));
    }
    for (plan, what) in [
        (json!({}), "installmentNum is required"),
        (json!({"installmentNum": "1"}), "from 2 to 36"),
        (
            json!({"installmentNum": 3, "feePercentage": 101}),
            "0 to 100",
        ),
        (
            json!({"installmentNum": 3, "creditPayFeeType": "FIXED"}),
            "must be PERCENTAGE",
        ),
    ] {
        let why = read(plan).expect_err("a mistake");
        assert!(why.contains(what), "{why}");
    }
}
