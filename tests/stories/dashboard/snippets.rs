//! What the keys page offers to copy works as it is pasted.

use std::process::Command;

use serde_json::{Value, json};

use super::Page;
use crate::support::{App, Shop};

/// A merchant's keys page, whatever its client id.
fn of(shop: &Shop, snippet: &str) -> String {
    Page::of(shop, "/keys").text(&format!("snippet-{snippet}"))
}

#[test]
fn the_shell_snippet_works_as_pasted() {
    let plain = Shop::with(App::shared(), &json!({"clientId": "dash-snippets"}));
    for shop in [Shop::open(), plain] {
        let ran = Command::new("bash")
            .arg("-c")
            .arg(of(&shop, "curl"))
            .output();
        let ran = ran.expect("bash runs");
        let said = String::from_utf8_lossy(&ran.stdout).into_owned();
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        let answer: Value = serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}{told}"));
        assert_eq!(answer["result"]["resultStatus"], "U", "{answer}");
        assert_eq!(answer["result"]["resultCode"], "PAYMENT_IN_PROCESS");
        assert!(answer["normalUrl"].is_string());
        assert_eq!(shop.admin.items("/payments").len(), 1);
    }
}

#[test]
fn every_client_gets_this_merchants_values() {
    let hook = "http://127.0.0.1:3000/my/hook";
    let shop = Shop::with(App::shared(), &json!({"notifyUrl": hook}));
    let keys = Page::of(&shop, "/keys");
    for name in ["curl", "java", "python", "go", "php", "dotnet"] {
        let code = keys.text(&format!("snippet-{name}"));
        for value in [&shop.client_id, hook, &keys.text("merchant-key")] {
            assert!(code.contains(value), "{name} lacks {value}");
        }
        if name != "curl" {
            assert!(code.contains(&keys.text("antom-key")), "{name}");
        }
        if !["java", "python"].contains(&name) {
            assert!(code.contains(&shop.gateway), "{name}");
        }
    }
    let own = include_str!("../support/own-public.txt");
    let shop = Shop::with(App::shared(), &json!({"publicKey": own}));
    let keys = Page::of(&shop, "/keys");
    assert!(!keys.has("merchant-key"));
    assert!(
        keys.text("snippet-python")
            .contains("PUT YOUR PRIVATE KEY HERE")
    );
}
