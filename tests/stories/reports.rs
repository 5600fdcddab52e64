//! The reconciliation files of a day: file 17 §2 of the notes.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::support::app::Folder;
use crate::support::program::run;
use crate::support::wire::{Message, send};
use crate::support::{App, Shop};

/// A line of a file, by its columns.
type Line = BTreeMap<String, String>;

fn asked(shop: &Shop, query: &str) -> Message {
    let path = format!("/v1/merchants/{}/reports/{query}", shop.client_id);
    send(shop.admin.base(), "GET", &path, &[], b"")
}

/// The lines of a file. Values of these stories have no commas.
fn lines(shop: &Shop, query: &str) -> Vec<Line> {
    let answer = asked(shop, query);
    assert_eq!(answer.status(), 200, "{}", answer.text());
    let text = answer.text();
    let mut rows = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let columns = rows.next().expect("the names of the columns");
    let mut found: Vec<_> = rows.collect();
    assert_eq!(found.pop(), Some(vec!["<END>"]), "the last line");
    let line = |values: Vec<&str>| {
        assert_eq!(values.len(), columns.len());
        let pairs = columns.iter().zip(values);
        pairs
            .map(|(name, value)| ((*name).to_owned(), value.to_owned()))
            .collect()
    };
    found.into_iter().map(line).collect()
}

/// What a file says in a few of its columns.
fn shown(lines: &[Line], columns: &[&str]) -> Vec<String> {
    let line = |line: &Line| {
        let values = columns.iter().map(|column| line[*column].as_str());
        values.collect::<Vec<_>>().join(" ")
    };
    lines.iter().map(line).collect()
}

fn refund(shop: &Shop, request_id: &str, payment: &str, value: &str) {
    let payment = shop.admin.payment(payment);
    let answer = shop.call(
        "refund",
        &json!({
            "refundRequestId": request_id,
            "paymentId": payment["paymentId"],
            "refundAmount": {"currency": payment["paymentAmount"]["currency"], "value": value}
        }),
    );
    assert_eq!(answer.result(), "REFUND_IN_PROCESS U");
}

const FIRST: &str = "2026-11-23";

/// A day with a capture, a refund, a mere authorisation and a dispute; the id of that.
fn busy_day(shop: &Shop) -> String {
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("1m");
    refund(shop, "lt-ref-1", "lt-pay-1", "590");
    shop.admin.advance("1m");
    shop.pay_and_buy(&shop.manual_order("lt-pay-2"));
    shop.admin.advance("1m");
    let wish = json!({"amount": 1000});
    let dispute = shop.admin.post("/payments/lt-pay-1/disputes", &wish);
    dispute["disputeId"].as_str().expect("an id").to_owned()
}

const AMOUNTS: [&str; 3] = [
    "transactionType",
    "transactionAmountValue",
    "transactionCurrency",
];

const SUMS: [&str; 4] = [
    "summaryType",
    "count",
    "settlementAmountValue",
    "settlementCurrency",
];

#[test]
fn a_day_of_payments_line_by_line() {
    let shop = Shop::open();
    busy_day(&shop);
    let transactions = lines(&shop, "transactions?day=2026-11-23");
    assert_eq!(
        shown(&transactions, &AMOUNTS),
        [
            "AUTHORIZATION 25.90 SGD",
            "CAPTURE 25.90 SGD",
            "REFUND -5.90 SGD",
            "AUTHORIZATION 25.90 SGD",
            "DISPUTE -10.00 SGD",
        ]
    );
    let settled = lines(&shop, "settlement?day=2026-11-23");
    assert_eq!(
        shown(&settled, &AMOUNTS),
        [
            "CAPTURE 25.90 SGD",
            "REFUND -5.90 SGD",
            "DISPUTE -10.00 SGD"
        ],
        "what is not captured is not settled"
    );
    for line in &settled {
        assert_eq!(
            line["settlementAmountValue"],
            line["transactionAmountValue"]
        );
    }
}

#[test]
fn a_day_of_payments_in_sums() {
    let shop = Shop::open();
    let dispute = busy_day(&shop);
    let summary = lines(&shop, "summary?day=2026-11-23");
    assert_eq!(
        shown(&summary, &SUMS),
        [
            "CAPTURE 1 25.90 SGD",
            "REFUND 1 -5.90 SGD",
            "DISPUTE 1 -10.00 SGD",
            "TOTAL 3 10.00 SGD"
        ]
    );
    let path = format!("/disputes/{dispute}/cancel");
    shop.admin.post(&path, &json!({}));
    let summary = lines(&shop, "summary?day=2026-11-23");
    assert_eq!(
        shown(&summary[3..], &SUMS),
        ["DISPUTE_REVERSAL 1 10.00 SGD", "TOTAL 4 20.00 SGD"]
    );
}

#[test]
fn every_line_names_the_payment_that_it_is_about() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("1m");
    refund(&shop, "lt-ref-1", "lt-pay-1", "590");
    shop.admin.drain();
    let payment = shop.admin.payment("lt-pay-1");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let id = text(&payment["paymentId"]);
    let capture = text(&payment["transactions"][0]["id"]);
    let back = text(&payment["transactions"][1]["id"]);
    let found = lines(&shop, "transactions?day=2026-11-23");
    let columns = [
        "transactionId",
        "originalTransactionId",
        "transactionRequestId",
        "originalTransactionRequestId",
    ];
    assert_eq!(
        shown(&found, &columns),
        [
            format!("{id}  lt-pay-1 "),
            format!("{capture} {id} {id} lt-pay-1"),
            format!("{back} {id} lt-ref-1 lt-pay-1"),
        ]
    );
    let line = &found[1];
    for (column, value) in [
        ("customerId", shop.client_id.as_str()),
        ("referenceTransactionId", "lt-order-77"),
        ("paymentMethodType", "CARD"),
        ("cardBrand", "VISA"),
        ("funding", "CREDIT"),
        ("cardCountry", "US"),
        ("cardNumber(Last 4 digits)", "0768"),
        ("paymentTime", "2026-11-23T10:00:03+08:00"),
        ("status", "SUCCESS"),
        ("3DOffered", "N"),
    ] {
        assert_eq!(line[column], value, "{column}");
    }
    assert_eq!((line["ARN"].len(), found[0]["ARN"].len()), (23, 0));
    let settled = &lines(&shop, "settlement?day=2026-11-23")[0];
    assert!(settled["settlementBatchId"].starts_with("20261123"));
    assert_eq!(settled["settlementBatchId"].len(), 18);
    assert_eq!(
        settled["settlementInitiatedDate"],
        "2026-11-24T00:00:00+08:00"
    );
    assert_eq!(settled["paymentMethodFeeAmountValue"], "0.00");
    assert_eq!(settled["settlementCurrency"], "SGD");
}

#[test]
fn a_refund_of_the_next_day_is_on_that_day() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    // Eight hours before the day ends in UTC, it ends at UTC+8.
    let late = json!({"to": "2026-11-23T15:59:55Z"});
    shop.admin.post("/clock/advance", &late);
    refund(&shop, "lt-ref-1", "lt-pay-1", "590");
    shop.admin.drain();
    let kinds = |day: &str| {
        let found = lines(&shop, &format!("settlement?day={day}"));
        shown(&found, &["transactionType"])
    };
    assert_eq!(kinds(FIRST), ["CAPTURE"]);
    assert_eq!(kinds("2026-11-24"), ["REFUND"]);
    // The bank's number of it is that of the refund, not of the payment.
    let told = shop.call("inquiryRefund", &json!({"refundRequestId": "lt-ref-1"}));
    let line = &lines(&shop, "transactions?day=2026-11-24")[0];
    assert_eq!(line["ARN"], told.text("arn"));
    assert!(kinds("2026-11-25").is_empty());
    let today = shown(&lines(&shop, "settlement"), &["transactionType"]);
    assert_eq!(today, ["REFUND"], "the present day, unless told");
}

#[test]
fn amounts_are_in_major_units_and_each_currency_has_its_total() {
    let shop = Shop::open();
    for (id, currency, value) in [
        ("lt-1", "JPY", "4800"),
        ("lt-2", "KWD", "1250"),
        ("lt-3", "JPY", "200"),
        ("lt-4", "SGD", "5"),
    ] {
        let mut order = shop.order(id);
        let amount = json!({"currency": currency, "value": value});
        order["order"]["referenceOrderId"] = json!(id);
        order["order"]["orderAmount"] = amount.clone();
        order["paymentAmount"] = amount;
        // Without isAuthorization it is a payment in one step.
        order["paymentFactor"] = json!({});
        shop.pay_and_buy(&order);
    }
    shop.admin.advance("1m");
    let summary = lines(&shop, "summary?day=2026-11-23");
    assert_eq!(
        shown(&summary, &SUMS),
        [
            "PAYMENT 2 5000 JPY",
            "TOTAL 2 5000 JPY",
            "PAYMENT 1 1.250 KWD",
            "TOTAL 1 1.250 KWD",
            "PAYMENT 1 0.05 SGD",
            "TOTAL 1 0.05 SGD",
        ]
    );
}

#[test]
fn what_was_cancelled_or_taken_back_is_told_too() {
    let shop = Shop::open();
    let opened = shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.call("cancel", &json!({"paymentId": opened.text("paymentId")}));
    let found = lines(&shop, "transactions?day=2026-11-23");
    let columns = ["transactionType", "transactionAmountValue"];
    assert_eq!(
        shown(&found, &columns),
        ["AUTHORIZATION 25.90", "CANCEL -25.90"]
    );
    assert!(lines(&shop, "settlement?day=2026-11-23").is_empty());

    let shop = Shop::with(App::shared(), &json!({"scenario": "late-risk-reversal"}));
    shop.pay(&shop.order("lt-pay-1"));
    shop.admin.drain();
    let settled = lines(&shop, "settlement?day=2026-11-23");
    assert_eq!(
        shown(&settled, &columns),
        ["CAPTURE 25.90", "PAYMENT_REVERSAL -25.90"]
    );
    let all = lines(&shop, "transactions?day=2026-11-23");
    assert_eq!(
        shown(&all, &columns),
        [
            "AUTHORIZATION 25.90",
            "CAPTURE 25.90",
            "PAYMENT_REVERSAL -25.90"
        ]
    );
}

#[test]
fn what_is_taken_back_before_it_was_captured_is_told_and_not_settled() {
    let shop = Shop::with(App::shared(), &json!({"scenario": "late-risk-reversal"}));
    shop.pay(&shop.manual_order("lt-pay-1"));
    shop.admin.drain();
    let columns = ["transactionType", "transactionAmountValue"];
    let all = lines(&shop, "transactions?day=2026-11-23");
    assert_eq!(
        shown(&all, &columns),
        ["AUTHORIZATION 25.90", "PAYMENT_REVERSAL -25.90"]
    );
    assert!(lines(&shop, "settlement?day=2026-11-23").is_empty());
}

#[test]
fn a_file_has_a_fitting_name_and_a_wrong_question_is_refused() {
    let shop = Shop::open();
    for (kind, name) in [
        ("transactions", "TRANSACTION_DETAIL_20261123"),
        ("settlement", "SETTLEMENT_DETAIL_20261123"),
        ("summary", "SETTLEMENT_SUMMARY_20261123"),
    ] {
        let answer = asked(&shop, &format!("{kind}?day=2026-11-23"));
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
        let disposition = answer.header("content-disposition");
        let named = format!("attachment; filename=\"{name}");
        assert!(disposition.starts_with(&named), "{disposition}");
        assert!(disposition.ends_with("_20261124.csv\""), "{disposition}");
        assert!(answer.text().ends_with("\n<END>\n"), "{}", answer.text());
    }
    shop.admin
        .refused(404, "GET", "/reports/invoices", &Value::Null);
    shop.admin
        .refused(400, "GET", "/reports/summary?day=23.11.2026", &Value::Null);
}

#[test]
fn reports_and_disputes_come_from_the_shell_as_well() {
    let (shop, folder) = (Shop::open(), Folder::new());
    let client = |words: &[&str]| {
        let target = ["--admin", shop.admin.base(), "--merchant", &shop.client_id];
        let said = run(&[words, &target].concat());
        assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{words:?}");
        said.out
    };
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("1m");
    let open = [
        "disputes", "open", "lt-pay-1", "--reason", "13.1", "--amount", "700",
    ];
    let told = client(&open);
    assert!(
        told.contains("Merchandise or services not received"),
        "{told}"
    );
    let id = shop.admin.items("/disputes")[0]["disputeId"].clone();
    let id = id.as_str().expect("an id");
    let listed = client(&["disputes"]);
    assert!(
        listed.contains(id) && listed.contains("CREATED"),
        "{listed}"
    );
    shop.call(
        "supplyDefenseDocument",
        &json!({"disputeId": id, "disputeEvidence": "YQ=="}),
    );
    let judged = client(&["disputes", "judge", id, "VALIDATE_FAIL"]);
    assert!(judged.contains("VALIDATE_FAIL"), "{judged}");

    let file = folder.file("settlement.csv", "");
    let day = ["--day", FIRST];
    let printed = client(&[&["reports", "settlement"][..], &day].concat());
    assert_eq!(printed, asked(&shop, "settlement?day=2026-11-23").text());
    assert!(printed.contains(&format!("{id},")), "{printed}");
    let out = [&["reports", "settlement", "--out", &file][..], &day].concat();
    assert_eq!(client(&out), "");
    assert_eq!(fs::read_to_string(&file).expect("it was written"), printed);
}
