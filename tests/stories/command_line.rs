//! The program from a shell: starting, stopping, and the commands against a running server.

use serde_json::json;

use crate::process::Program;
use crate::support::program::{Said, printed, run};
use crate::support::wire::send;
use crate::support::{App, Shop};

/// Runs a client command for a shop's merchant.
fn client(shop: &Shop, words: &[&str]) -> Said {
    let admin = &App::shared().admin;
    let target = ["--admin", admin.as_str(), "--merchant", &shop.client_id];
    run(&[words, &target].concat())
}

fn client_printed(shop: &Shop, words: &[&str]) -> String {
    let said = client(shop, words);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{words:?}");
    said.out
}

/// A server in a process of its own, on any ports.
fn serve(command: &str) -> Program {
    let usual = "--http 127.0.0.1:0 --https off --admin 127.0.0.1:0";
    Program::start(&format!("{command} {usual}")).expect("the program starts")
}

#[test]
fn a_server_writes_its_addresses_once_it_is_ready_and_serves_there() {
    for command in ["serve", ""] {
        let server = serve(command);
        let addresses = &server.ready;
        assert_eq!(addresses["https"], json!(null));
        assert!(addresses["pid"].is_u64());
        let ready = send(server.address("admin"), "GET", "/readyz", &[], b"");
        assert_eq!(ready.status(), 200);
        let http = server.address("http");
        assert_eq!(send(http, "GET", "/", &[], b"").status(), 200);
        for told in [
            http,
            server.address("admin"),
            "is ready",
            "SANDBOX_5X00000000000001",
        ] {
            assert!(server.welcome.contains(told), "{told}: {}", server.welcome);
        }
    }
}

#[cfg(unix)]
#[test]
fn a_server_stops_within_a_second_when_asked() {
    use std::time::Duration;

    use antom_sandbox::sandbox::clock::Stopwatch;

    for signal in ["-TERM", "-INT"] {
        let mut server = serve("");
        let admin = server.address("admin").to_owned();
        // A connection that stays open does not hold it up.
        let _open = crate::support::wire::connect(&admin);
        // A second, and another for a machine that is busy with other tests.
        let watch = Stopwatch::start();
        assert_eq!(server.stop_by(signal), Some(0), "{signal}");
        assert!(
            watch.elapsed() < Duration::from_secs(2),
            "{signal}: {:?}",
            watch.elapsed()
        );
        assert_eq!(run(&["readyz", "--admin", &admin]).code, Some(1));
    }
}

#[test]
fn readyz_tells_by_its_exit_code() {
    let admin = &App::shared().admin;
    assert_eq!(printed(&["readyz", "--admin", admin]), "ready\n");
    let said = run(&["readyz", "--admin", "http://127.0.0.1:1"]);
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
    assert!(
        said.err
            .contains("no antom-sandbox answers at http://127.0.0.1:1"),
        "{}",
        said.err
    );
}

#[test]
fn the_keys_are_printed_in_three_forms_and_are_those_that_work() {
    let keys = run(&["keys", "--json"]).json();
    assert_eq!(keys["clientId"], "SANDBOX_5X00000000000001");
    let merchant = App::shared().admin().get("");
    for key in ["clientId", "merchantPrivateKey", "antomPublicKey"] {
        assert_eq!(keys[key], merchant[key]);
    }
    let env = printed(&["keys", "--env"]);
    let lines: Vec<_> = env
        .lines()
        .filter_map(|line| line.split_once('='))
        .collect();
    let expected = [
        ("ANTOM_CLIENT_ID", "clientId"),
        ("ANTOM_MERCHANT_PRIVATE_KEY", "merchantPrivateKey"),
        ("ANTOM_PUBLIC_KEY", "antomPublicKey"),
    ];
    let expected = expected.map(|(name, key)| (name, keys[key].as_str().expect("a key")));
    assert_eq!(lines, expected);
    assert!(printed(&["keys"]).contains("Never use them outside a sandbox"));
}

#[test]
fn a_start_that_cannot_be_says_why_and_what_to_do() {
    let taken = App::shared().http.trim_start_matches("http://");
    let usual = [
        "--http",
        "127.0.0.1:0",
        "--https",
        "off",
        "--admin",
        "127.0.0.1:0",
    ];
    for (words, code, told) in [
        (
            &["--http", taken][..],
            1,
            "another program listens there; choose another port with --http",
        ),
        (
            &["--clock", "fast"],
            1,
            "--clock: a pace is live, stepped, or xN",
        ),
        (
            &["--scenario", "no-such"],
            1,
            "cannot read scenario no-such",
        ),
        (
            &["--merchants", "no-such.toml"],
            1,
            "--merchants no-such.toml",
        ),
        (&["--notify-rewrite", "x"], 1, "write FROM=TO"),
        (&["--htp", "127.0.0.1:0"], 2, "--http"),
        (&["--http", "somewhere"], 2, "write ADDRESS:PORT"),
        (&["--public-url", "ftp://x"], 2, "must be http or https"),
        (&["--notify-timeout", "0s"], 2, "write a time such as 10s"),
        (&["--resend", "maybe"], 2, "possible values: live, off"),
        (&["--seed", "x"], 2, "--seed"),
        (&["dance"], 2, "dance"),
    ] {
        let mut all = words.to_vec();
        let missing = usual.chunks(2).filter(|pair| !words.contains(&pair[0]));
        all.extend(missing.flatten().filter(|_| words[0] != "dance"));
        let said = run(&all);
        assert_eq!(said.code, Some(code), "{words:?}: {}", said.err);
        assert!(said.err.contains(told), "{words:?}: {}", said.err);
        assert!(!said.err.contains("panicked"), "{}", said.err);
    }
}

#[test]
fn time_is_travelled_from_the_shell() {
    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let shown = client_printed(&shop, &["clock"]);
    assert!(
        shown.contains("2026-11-23T02:00:00Z") && shown.contains("expires"),
        "{shown}"
    );
    let journey = client_printed(&shop, &["clock", "advance", "14m"]);
    assert!(
        journey.starts_with("2026-11-23T02:00:00Z → 2026-11-23T02:14:00Z\n"),
        "{journey}"
    );
    assert!(journey.contains("PAYMENT_EXPIRED"), "{journey}");
    client_printed(&shop, &["clock", "next"]);
    client_printed(&shop, &["clock", "drain"]);
    let to = client_printed(&shop, &["clock", "to", "2026-11-24T10:00:00+08:00"]);
    assert!(to.contains("→ 2026-11-24T02:00:00Z"), "{to}");
    assert!(client_printed(&shop, &["clock", "pace", "x60"]).contains("x60"));
    let back = client(&shop, &["clock", "to", "2020-01-01T00:00:00Z"]);
    assert_eq!(back.code, Some(1));
    assert!(back.err.contains("time does not go back"), "{}", back.err);
    let json = client(&shop, &["clock", "--json"]).json();
    assert_eq!(json["pace"], "x60");
}

#[test]
fn payments_notifications_and_requests_are_shown_and_acted_upon() {
    let shop = Shop::open();
    assert!(client_printed(&shop, &["payments"]).contains("no payments yet"));
    let paid = shop.pay(&shop.order_with_3ds("lt-pay-1"));
    let id = paid.text("paymentId");
    client_printed(&shop, &["payments", "leave", "lt-pay-1"]);
    client_printed(&shop, &["payments", "decline", "lt-pay-1"]);
    let wrong = client_printed(&shop, &["payments", "pay", "lt-pay-1", "--otp", "000000"]);
    assert!(
        wrong.contains("the code was wrong; 2 tries left"),
        "{wrong}"
    );
    client_printed(&shop, &["payments", "challenge", "lt-pay-1"]);
    client_printed(
        &shop,
        &["payments", "wait", "lt-pay-1", "--until", "SUCCESS"],
    );
    client_printed(&shop, &["clock", "drain"]);
    for words in [&["payments"][..], &["payments", "show", id]] {
        let shown = client_printed(&shop, words);
        assert!(shown.contains(id) && shown.contains("SGD 25.90"), "{shown}");
    }
    let listed = client_printed(&shop, &["notifications"]);
    assert!(
        listed.contains("ntf-1") && listed.contains("CAPTURE_RESULT"),
        "{listed}"
    );
    let shown = client_printed(&shop, &["notifications", "show", "ntf-1"]);
    assert!(
        shown.contains("attempt 1 at") && shown.contains("request-time"),
        "{shown}"
    );
    let resent = client(&shop, &["notifications", "resend", "ntf-1", "--json"]).json();
    assert_eq!(resent["attempts"].as_array().map(Vec::len), Some(2));
    assert_eq!(shop.notices().len(), 3);
    let requests = client_printed(&shop, &["requests"]);
    assert!(
        requests.contains("req-1") && requests.contains("PAYMENT_IN_PROCESS"),
        "{requests}"
    );
    let shown = client_printed(&shop, &["requests", "show", "req-1"]);
    assert!(
        shown.contains("POST /ams/sandbox/api/v1/payments/pay"),
        "{shown}"
    );
    for words in [
        ["payments", "show"],
        ["notifications", "show"],
        ["requests", "show"],
    ] {
        let said = client(&shop, &[words[0], words[1], "nope"]);
        assert_eq!(said.code, Some(1));
        assert!(said.err.contains("\"nope\""), "{}", said.err);
    }
}

#[test]
fn scenarios_are_listed_shown_and_checked_without_a_server() {
    let list = printed(&["scenario", "list"]);
    let titled =
        |line: &str| line.starts_with("default ") && line.ends_with(" Documented test cards");
    assert!(
        list.starts_with("NAME ") && list.lines().any(titled),
        "{list}"
    );
    let items = run(&["scenario", "list", "--json"]).json();
    assert_eq!(items["items"][0]["name"], "default");
    let shown = printed(&["scenario", "show", "default"]);
    let folder = crate::support::app::Folder::new();
    let good = folder.file("good.toml", &shown);
    assert!(printed(&["scenario", "check", &good]).contains("good"));
    let said = run(&["scenario", "show", "defualt"]);
    assert!(said.err.contains("Did you mean default?"), "{}", said.err);
    let schema = send(
        &App::shared().admin,
        "GET",
        "/scenario.schema.json",
        &[],
        b"",
    );
    assert_eq!(schema.header("content-type"), "application/schema+json");
    assert_eq!(schema.json(), run(&["scenario", "schema"]).json());
}

#[test]
fn a_check_tells_every_mistake_of_every_file_where_it_stands() {
    let folder = crate::support::app::Folder::new();
    let good = folder.file(
        "good.toml",
        "title = \"Nothing\"\n[[rule]]\nthen = { cvv = \"N\" }\n",
    );
    let toml = "title = \"x\"\n[[rule]]\nwhen = { stage = \"PAID\" }\nthen = { isuer = \"SUCCESS\", brand = \"VIZA\" }\n";
    let toml = folder.file("bad.toml", toml);
    let json = r#"{"rule": [{"when": {}, "then": {"issuer": "NOPE"}}]}"#;
    let json = folder.file("bad.json", json);
    let said = run(&["scenario", "check", &toml, &good, &json, "no/such.toml"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out
            .starts_with(&format!("{good}: good, \"Nothing\", 1 rule\n")),
        "{}",
        said.out
    );
    let begins = [
        format!("{toml}:3:18: rule[0].when.stage: \"PAID\" is not a stage; there are "),
        format!("{toml}:4:10: rule[0].then.isuer: no such key; did you mean issuer?"),
        format!("{toml}:4:37: rule[0].then.brand: \"VIZA\" is not a card brand"),
        format!("{json}:1:1: title: is missing; write title = "),
        format!("{json}:1:43: rule[0].then.issuer: \"NOPE\" is not a result code"),
        "cannot read scenario no/such.toml: ".to_owned(),
        "antom-sandbox: 3 of 4 scenario files cannot be used".to_owned(),
    ];
    let lines: Vec<_> = said.err.lines().collect();
    assert_eq!(lines.len(), begins.len(), "{}", said.err);
    for (line, begin) in lines.iter().zip(&begins) {
        assert!(line.starts_with(begin), "{line} instead of {begin}");
    }
}

#[test]
fn events_are_listed_awaited_and_followed() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let listed = client_printed(&shop, &["events", "list", "api=pay"]);
    assert!(
        listed.contains("API_CALL  lt-pay-1  pay was answered"),
        "{listed}"
    );
    assert!(client_printed(&shop, &["events"]).contains("CARD_SUBMITTED"));
    let found = client_printed(
        &shop,
        &["events", "wait", "body.paymentAmount.value=2590", "--json"],
    );
    assert!(found.contains("\"API_CALL\""), "{found}");
    let missed = client(
        &shop,
        &["events", "wait", "api=capture", "--timeout", "10ms"],
    );
    assert_eq!(missed.code, Some(1));
    assert!(
        missed.err.contains("waited for 1 of api=capture"),
        "{}",
        missed.err
    );
}

#[test]
fn events_are_followed_until_the_merchant_is_gone() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let shop = Shop::open();
    shop.pay(&shop.order("lt-pay-1"));
    let admin = &App::shared().admin;
    let words = ["events", "follow", "api=pay", "--admin", admin];
    let mut program = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"))
        .args(words)
        .args(["--merchant", &shop.client_id])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut out = program.stdout.take().expect("an output");
    let mut line = Vec::new();
    while !line.ends_with(b"\n") {
        let mut byte = [0];
        out.read_exact(&mut byte).expect("an event is printed");
        line.extend(byte);
    }
    let line = String::from_utf8_lossy(&line).into_owned();
    assert!(line.starts_with("2  "), "{line}");
    assert!(
        line.contains("  API_CALL  lt-pay-1  pay was answered"),
        "{line}"
    );
    let path = format!("/v1/merchants/{}", shop.client_id);
    shop.admin.call("DELETE", &path, &json!(null));
    let mut rest = String::new();
    out.read_to_string(&mut rest).expect("the end is read");
    assert!(rest.contains("the merchant was removed"), "{rest}");
    assert!(program.wait().expect("it ends").success());
}
