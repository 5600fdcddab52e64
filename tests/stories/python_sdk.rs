//! A shop that pays with Antom's own Python client, over TLS.

use std::fs;
use std::net::TcpListener;
use std::process::Command;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::process::{Program, program, skip};
use crate::python::{Needs, complaint, python_with};
use crate::support::app::Folder;
use crate::support::wire::send;

const SDK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sdk");

const NEEDS: Needs = Needs {
    folder: "sdk-venv",
    requirements: "tests/sdk/requirements.txt",
    check: "import com.alipay.ams.api._version",
};

/// The client dials this port whatever a URL names.
const SERVER: &str =
    "serve --https 127.0.0.1:443 --http 127.0.0.1:0 --admin 127.0.0.1:0 --clock stepped";

#[test]
fn a_shop_with_the_official_python_client_takes_its_first_payment() {
    if let Err(missing) = first_payment() {
        skip(&missing);
    }
}

/// Fails with what this machine has not.
fn first_payment() -> Result<(), String> {
    let python = python_with(&NEEDS)?;
    drop(TcpListener::bind("127.0.0.1:443").map_err(|error| format!("port 443: {error}"))?);
    let server = Program::start(SERVER).expect("the program starts");
    let shop = Folder::new();
    let keys = program().args(["keys", "--json"]).output();
    let keys = String::from_utf8(keys.expect("the program runs").stdout);
    let keys = shop.file("keys.json", &keys.expect("JSON is UTF-8"));
    let ran = Command::new(&python)
        .arg(format!("{SDK}/first_payment.py"))
        .args(["--ca", &format!("{}/tls/ca.pem", server.home)])
        .args(["--keys", &keys, "--admin", server.address("admin")])
        .output()
        .expect("Python starts");
    let seen = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success(), "{seen}{}", complaint(&ran));
    let seen: Value = serde_json::from_str(&seen).expect("the script prints JSON");
    assert_eq!(seen["sdk"], pinned_version().as_str());
    assert_eq!(seen["paymentStatus"][0], "PROCESSING");
    assert_eq!(seen["paymentStatus"][1], "SUCCESS");
    assert_eq!(seen["consult"], 8);
    assert_eq!(seen["capture"], "SUCCESS");
    assert_eq!(seen["notifications"][0], "PAYMENT_RESULT");
    assert_eq!(seen["notifications"][1], "CAPTURE_RESULT");
    pay_as_the_keys_page_says(&python, &server);
    Ok(())
}

/// The program that the dashboard offers to copy, run as it is.
fn pay_as_the_keys_page_says(python: &str, server: &Program) {
    let admin = server.address("admin");
    let page = send(
        admin,
        "GET",
        "/merchants/SANDBOX_5X00000000000001/keys",
        &[],
        b"",
    );
    let page = Html::parse_document(&page.text());
    let snippet = Selector::parse("#snippet-python").expect("a selector");
    let snippet = page.select(&snippet).next().expect("a snippet in Python");
    let ran = Command::new(python)
        .arg("-c")
        .arg(snippet.text().collect::<String>())
        .env("SSL_CERT_FILE", format!("{}/tls/ca.pem", server.home))
        .output()
        .expect("Python starts");
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(
        said.starts_with("PAYMENT_IN_PROCESS http"),
        "{said}{}",
        complaint(&ran)
    );
}

fn pinned_version() -> String {
    let requirements = fs::read_to_string(format!("{SDK}/requirements.txt"));
    let requirements = requirements.expect("the file is there");
    let mut versions = requirements
        .lines()
        .filter_map(|line| line.strip_prefix("global-open-sdk-python=="));
    versions.next().expect("the client is pinned").to_owned()
}
