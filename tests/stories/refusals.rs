//! Calls that are not let through: the table of file 01 §6 of the notes, in its order.

use serde_json::json;

use crate::signatures::{Draft, INQUIRY, LET_THROUGH};
use crate::support::keys::OWN_PUBLIC;
use crate::support::{App, Shop};

type Defect = (&'static str, fn(Draft) -> Draft);

/// One defect for each check, in the order in which they are found.
const DEFECTS: [Defect; 7] = [
    ("NO_INTERFACE_DEF F", |draft| Draft {
        target: "/ams/sandbox/api/v1/payments/payy".into(),
        ..draft
    }),
    ("METHOD_NOT_SUPPORTED F", |draft| Draft {
        method: "PUT",
        ..draft
    }),
    ("MEDIA_TYPE_NOT_ACCEPTABLE F", |draft| {
        draft.set("content-type", "text/xml")
    }),
    ("CLIENT_INVALID F", |draft| {
        draft.set("client-id", "SANDBOX_NOBODY")
    }),
    ("PARAM_ILLEGAL F", |draft| {
        draft.set("request-time", "yesterday")
    }),
    ("INVALID_SIGNATURE F", |draft| {
        draft.set("signature", "algorithm=RSA256,signature=AAAA")
    }),
    ("PARAM_ILLEGAL F", |draft| Draft {
        body: b"{".to_vec(),
        ..draft
    }),
];

#[test]
fn of_several_defects_the_first_in_the_order_of_checks_is_told() {
    let shop = Shop::open();
    for (index, (result, _)) in DEFECTS.iter().enumerate() {
        // A body that is no JSON is seen only under a right signature.
        let draft = if index == 6 {
            Draft::with_body(&shop, b"{")
        } else {
            Draft::new(&shop)
        };
        let draft = DEFECTS[index..]
            .iter()
            .fold(draft, |draft, (_, spoil)| spoil(draft));
        assert_eq!(draft.answer(&shop).result(), *result, "defect {index}");
    }
}

#[test]
fn whoever_calls_where_no_api_is_told_which_one_was_meant() {
    let shop = Shop::open();
    for (target, told) in [
        (
            "/ams/api/v1/payments/payy",
            "did you mean /ams/api/v1/payments/pay or",
        ),
        (
            "//ams/api/v1/payments/inquiryPayment/",
            "did you mean /ams/api/v1/payments/inquiryPayment or",
        ),
        (
            "/ams/api/v1/authorizations/consult",
            "there are payments/consult, payments/pay, ",
        ),
    ] {
        let draft = Draft {
            target: target.into(),
            ..Draft::new(&shop)
        };
        assert_eq!(draft.answer(&shop).result(), "NO_INTERFACE_DEF F");
        // Kept with the merchant who called, though nothing looked at the signature.
        let requests = shop.admin.get("/requests");
        let requests = requests["items"].as_array().expect("a list");
        let request = requests.last().expect("it is kept");
        assert_eq!(request["path"], target);
        let why = request["why"].as_str().expect("a reason");
        assert!(why.contains(told), "{target}: {why}");
    }
}

/// Every way in which a call can be wrong, and what it is answered.
const MISTAKES: [Defect; 20] = [
    ("NO_INTERFACE_DEF F", |draft| Draft {
        target: "/".repeat(3),
        ..draft
    }),
    ("NO_INTERFACE_DEF F", |draft| Draft {
        target: format!("{INQUIRY}/"),
        ..draft
    }),
    ("NO_INTERFACE_DEF F", |draft| Draft {
        target: INQUIRY.to_lowercase(),
        ..draft
    }),
    ("NO_INTERFACE_DEF F", |draft| Draft {
        target: "/ams/api/v1/authorizations/consult".into(),
        ..draft
    }),
    ("METHOD_NOT_SUPPORTED F", |draft| Draft {
        method: "GET",
        body: Vec::new(),
        ..draft
    }),
    ("METHOD_NOT_SUPPORTED F", |draft| Draft {
        method: "DELETE",
        ..draft
    }),
    ("MEDIA_TYPE_NOT_ACCEPTABLE F", |draft| {
        draft.set("content-type", "application/x-www-form-urlencoded")
    }),
    ("PARAM_ILLEGAL F", |draft| draft.unset("client-id")),
    ("PARAM_ILLEGAL F", |draft| draft.set("client-id", "")),
    ("CLIENT_INVALID F", |draft| draft.set("client-id", "nobody")),
    ("PARAM_ILLEGAL F", |draft| draft.unset("request-time")),
    ("PARAM_ILLEGAL F", |draft| {
        draft.set("request-time", "2025-11-23 03:00:00")
    }),
    ("INVALID_SIGNATURE F", |draft| draft.unset("signature")),
    ("INVALID_SIGNATURE F", |draft| draft.set("signature", "")),
    ("INVALID_SIGNATURE F", |draft| {
        draft.set("signature", "nonsense")
    }),
    ("INVALID_SIGNATURE F", |draft| {
        draft.set("signature", "algorithm=RSA256,keyVersion=1")
    }),
    ("INVALID_SIGNATURE F", |draft| {
        draft.set(
            "signature",
            "algorithm=RSA256,keyVersion=one,signature=AAAA",
        )
    }),
    ("INVALID_SIGNATURE F", |draft| {
        draft.set("signature", "algorithm=RSA256,keyVersion=1,signature=!")
    }),
    ("INVALID_SIGNATURE F", |draft| {
        let header = draft.headers[3].1.replace("RSA256", "RSA512");
        draft.set("signature", &header)
    }),
    ("KEY_NOT_FOUND F", |draft| {
        let header = draft.headers[3].1.replace("keyVersion=1", "keyVersion=2");
        draft.set("signature", &header)
    }),
];

#[test]
fn every_defect_has_its_code_and_http_200_and_is_signed() {
    let shop = Shop::open();
    for (index, (result, spoil)) in MISTAKES.iter().enumerate() {
        let draft = spoil(Draft::new(&shop));
        assert_eq!(draft.answer(&shop).result(), *result, "case {index}");
    }
    assert_eq!(Draft::new(&shop).answer(&shop).result(), LET_THROUGH);
}

#[test]
fn a_parameter_error_of_the_gateway_names_the_header() {
    let shop = Shop::open();
    for (name, told) in [
        ("client-id", "the header client-id is required"),
        ("request-time", "the header request-time is required"),
    ] {
        let refused = Draft::new(&shop).unset(name).answer(&shop);
        assert_eq!(refused.why(), told);
    }
    let refused = Draft::new(&shop).set("signature", "x").answer(&shop);
    assert!(
        refused.why().starts_with("The signature is not validated."),
        "{}",
        refused.why()
    );
}

#[test]
fn a_merchant_without_a_key_is_told_that_none_is_found() {
    let shop = Shop::with(App::shared(), &json!({"publicKey": ""}));
    let refused = shop.inquire("lt-pay-1");
    assert_eq!(refused.result(), "KEY_NOT_FOUND F");
    assert_eq!(
        refused.why(),
        "The private key or public key of Alipay or the merchant is not found."
    );
}

#[test]
fn refusals_can_come_unsigned_and_then_without_a_time_as_well() {
    let app = App::with(&["--unsigned-errors"]);
    let shop = Shop::at(&app);
    let cases: [fn(Draft) -> Draft; 3] = [
        |draft| draft.set("signature", "x"),
        |draft| draft.set("client-id", "nobody"),
        |draft| Draft {
            target: "/ams/api/v1/x".into(),
            ..draft
        },
    ];
    for spoil in cases {
        let answer = spoil(Draft::new(&shop)).send(&shop.gateway);
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.json()["result"]["resultStatus"], "F");
        assert_eq!(answer.find_header("signature"), None);
        assert_eq!(answer.find_header("response-time"), None);
    }
    // Answers of the business stay signed, good or bad.
    assert_eq!(shop.inquire("lt-pay-1").result(), "ORDER_NOT_EXIST F");
    assert_eq!(shop.call("pay", &json!({})).result(), "PARAM_ILLEGAL F");
}

#[test]
fn the_bad_signature_code_may_have_its_older_name() {
    let app = App::with(&["--signature-code", "SIGNATURE_INVALID"]);
    let shop = Shop::at(&app);
    let refused = Draft::new(&shop).set("signature", "x").answer(&shop);
    assert_eq!(refused.result(), "SIGNATURE_INVALID F");
}

#[test]
fn a_strict_gateway_wants_sandbox_ids_on_the_sandbox_path_and_no_others() {
    let app = App::with(&["--strict"]);
    for (client_id, sandbox, production) in [
        ("SANDBOX_X", LET_THROUGH, "CLIENT_INVALID F"),
        ("LIVE_X", "CLIENT_INVALID F", LET_THROUGH),
    ] {
        let shop = Shop::with(
            &app,
            &json!({"clientId": client_id, "publicKey": OWN_PUBLIC}),
        );
        for (target, result) in [
            (INQUIRY.to_owned(), sandbox),
            (INQUIRY.replace("/sandbox", ""), production),
        ] {
            let draft = Draft::new(&shop);
            let signature = shop.signature(&target, crate::support::shop::CALL_TIME, &draft.body);
            let draft = Draft { target, ..draft }.set("signature", &signature);
            assert_eq!(
                draft.answer(&shop).result(),
                result,
                "{client_id} {}",
                draft.target
            );
        }
    }
}
