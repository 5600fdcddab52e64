//! docs/openapi.json is what the admin API does: a fuzzer holds them against each other, and a client
//! that was made of the document works.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::process::skip;
use crate::python::{Needs, complaint, python_with};
use crate::support::app::Folder;
use crate::support::{App, Shop};

const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openapi");
const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

const NEEDS: Needs = Needs {
    folder: "openapi-venv",
    requirements: "tests/openapi/requirements.txt",
    check: "import schemathesis, openapi_python_client",
};

/// A Python with the fuzzer and the generator, made once for all tests that want it.
pub(crate) fn python() -> Result<String, String> {
    static PYTHON: OnceLock<Result<String, String>> = OnceLock::new();
    PYTHON.get_or_init(|| python_with(&NEEDS)).clone()
}

/// What every answer has to be: described, in status, type, form and headers, and no accident.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,response_headers_conformance,unsupported_method,allow_header_conformance";

/// The same calls every time.
const SEED: &str = "20261123";

/// A merchant with one of everything that the document describes, as the variables of
/// tests/openapi/schemathesis.toml.
fn world(shop: &Shop) -> Vec<(&'static str, String)> {
    let admin = &shop.admin;
    let mut storing = shop.order("lt-stored");
    storing["order"]["buyer"] = json!({"referenceBuyerId": "buyer-7"});
    storing["paymentMethod"]["paymentMethodMetaData"] = json!({"tokenize": true});
    let paid = shop.pay_and_buy(&storing);
    let paid = paid.text("paymentId");
    admin.drain();
    let amount = json!({"currency": "SGD", "value": "100"});
    let refund = json!({"paymentId": paid, "refundRequestId": "lt-refund", "refundAmount": amount});
    shop.call("refund", &refund);
    shop.call("inquiryPayment", &json!({"paymentId": "no-such"}));
    let expired = shop.pay(&shop.order("lt-expired"));
    admin.buyer(expired.text("paymentId"), &json!({"action": "decline"}));
    admin.advance("1h");
    let challenged = shop.pay(&shop.order_with_3ds("lt-challenged"));
    admin.buyer(challenged.text("paymentId"), &json!({"action": "submit"}));
    let waiting = shop.pay(&shop.order("lt-waiting"));
    let dispute = admin.post(
        &format!("/payments/{paid}/disputes"),
        &json!({"amount": 100}),
    );
    let rule = json!({"rule": {"then": {"issuer": "DO_NOT_HONOR"}}, "payment": "no-such"});
    let rule = admin.post("/overrides", &rule);
    let scratch = Shop::of(&shop.gateway, admin.base(), &json!({}));
    let first = |path: &str, id: &str| text(&admin.items(path)[0], id);
    vec![
        ("CLIENT_ID", shop.client_id.clone()),
        ("SCRATCH_ID", scratch.client_id),
        ("PAYMENT_ID", waiting.text("paymentId").to_owned()),
        ("DISPUTE_ID", text(&dispute, "disputeId")),
        ("OVERRIDE_ID", text(&rule, "overrideId")),
        ("NOTIFICATION_ID", first("/notifications", "notificationId")),
        ("REQUEST_ID", first("/requests", "requestId")),
        ("CARD_ID", first("/cards", "cardId")),
    ]
}

fn text(value: &Value, field: &str) -> String {
    let text = value[field].as_str();
    text.unwrap_or_else(|| panic!("{field} of {value}"))
        .to_owned()
}

/// Everything that a program printed.
fn said(ran: &Output) -> String {
    let printed = String::from_utf8_lossy(&ran.stdout);
    format!("{printed}\n{}", complaint(ran))
}

/// A program of the environment that Python is in.
fn beside(python: &str, name: &str) -> String {
    let program = Path::new(python).with_file_name(format!("{name}{EXE_SUFFIX}"));
    program.display().to_string()
}

#[test]
fn the_admin_api_answers_as_its_document_says() {
    let python = match python() {
        Ok(python) => python,
        Err(missing) => return skip(&missing),
    };
    let app = App::with(&["--https", "127.0.0.1:0"]);
    let shop = Shop::at(&app);
    let world = world(&shop);
    let folder = Folder::new();
    folder.file("here", "");
    let ran = Command::new(beside(&python, "schemathesis"))
        .args(["--config-file", &format!("{HERE}/schemathesis.toml")])
        .args(["run", &format!("{}/openapi.json", app.admin)])
        .args(["--workers", "2", "--seed", SEED, "--checks", CHECKS])
        .current_dir(folder.text())
        .env("PYTHONPATH", HERE)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("SCHEMATHESIS_HOOKS", "schemathesis_hooks")
        .envs(world)
        .output();
    let ran = ran.expect("it is installed beside Python");
    assert!(ran.status.success(), "{}", said(&ran));
    // Without this a document that nobody could read would pass.
    let tested = said(&ran);
    let operations = tested.split("Tested: ").nth(1);
    let operations = operations.and_then(|rest| rest.split_whitespace().next());
    let operations: usize = operations.and_then(|count| count.parse().ok()).unwrap_or(0);
    assert!(operations > 50, "{tested}");
}

#[test]
fn every_example_is_as_its_schema_says() {
    let python = match python() {
        Ok(python) => python,
        Err(missing) => return skip(&missing),
    };
    let checked = Command::new(&python)
        .args([&format!("{HERE}/examples.py"), DOCUMENT])
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("Python starts");
    assert!(checked.status.success(), "{}", said(&checked));
}

#[test]
fn a_client_made_of_the_document_works() {
    let python = match python() {
        Ok(python) => python,
        Err(missing) => return skip(&missing),
    };
    let folder = Folder::new();
    let script = fs::read_to_string(format!("{HERE}/client.py")).expect("it is there");
    let script = folder.file("client.py", &script);
    let package = format!("{}/sandbox_client", folder.text());
    let generated = Command::new(&python)
        .args(["-m", "openapi_python_client", "generate", "--meta", "none"])
        .args(["--path", DOCUMENT, "--output-path", &package])
        .args(["--config", &format!("{HERE}/generator.yaml")])
        .arg("--fail-on-warning")
        .current_dir(folder.text())
        .output()
        .expect("Python starts");
    assert!(generated.status.success(), "{}", said(&generated));
    let shop = Shop::open();
    let waiting = shop.pay(&shop.order("lt-pay-1"));
    let ran = Command::new(&python)
        .arg(script)
        .args([shop.admin.base(), &shop.client_id])
        .arg(waiting.text("paymentId"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("Python starts");
    assert!(ran.status.success(), "{}", said(&ran));
    assert!(said(&ran).contains("all as described"), "{}", said(&ran));
}
