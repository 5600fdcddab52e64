//! `scenario run` against a running shop and a running server.

use std::thread;

use serde_json::{Value, json};

use crate::journeys::{LATE, example, file};
use crate::process::Program;
use crate::support::admin::Admin;
use crate::support::app::Folder;
use crate::support::program::{printed, run};
use crate::support::{App, Reply, Shop};

/// The shop double takes an order, pays like any merchant, and shows the order.
const AT_THE_SHOP: &str = r#"
[[rule]]
then = { issuing_country = "JP" }

[[step]]
as = "order"
shop = { path = "/checkout", json = { item = "lantern" } }
[[step]]
expect = { answer = { status = 200, json.result.resultStatus = "S" } }
[[step]]
buyer = "pay"
[[step]]
arm = { rule = { then = { issuer = "DO_NOT_HONOR" } } }
[[step]]
advance = "10s"
[[step]]
expect = { notification = { result.resultStatus = "S", delivery.outcome = "ACCEPTED", count = 2 } }
[[step]]
expect = { payment = { paymentRequestId = "lt-pay-1", card.issuingCountry = "JP" } }
[[step]]
expect = { shop = { path = "/orders/${newest.referenceOrderId}", status = 200, text = "*PAID*", json.state = "PAID" } }
"#;

#[test]
fn a_running_shop_is_played_with_and_everything_is_put_back() {
    let shop = Shop::open();
    let folder = Folder::new();
    let steps = file(&folder, "shop.toml", AT_THE_SHOP);
    let own = shop.clone();
    let pays = move || drop(own.pay(&own.order("lt-pay-1")));
    shop.answers([
        Reply::Then(Box::new(pays)),
        Reply::Ack,
        Reply::Ack,
        Reply::Answer(200, "{\"state\":\"PAID\"}".to_owned()),
    ]);
    let admin = &App::shared().admin;
    let at = [
        "--shop",
        &shop.hooks.base,
        "--admin",
        admin,
        "--merchant",
        &shop.client_id,
    ];
    let said = run(&[&["scenario", "run", &steps], &at[..]].concat());
    assert_eq!(said.code, Some(0), "{}", said.out);
    assert!(said.out.contains("8 passed"), "{}", said.out);
    let received = shop.hooks.take();
    assert_eq!(received[0].json(), json!({"item": "lantern"}));
    assert_eq!(received[3].target(), "/orders/lt-order-77");
    let is_as_before = |admin: &Admin| {
        assert_eq!(admin.get("/scenario")["name"], "default");
        assert_eq!(admin.get("/overrides")["items"], json!([]));
    };
    is_as_before(&shop.admin);
    // Also when it fails: this shop has nothing more to say but an acknowledgement.
    let said = run(&[&["scenario", "run", &steps], &at[..]].concat());
    assert_eq!(said.code, Some(1));
    assert!(
        said.out
            .contains("! 2026-11-23T02:00:10Z  buyer pay\n      the journey has no payment yet"),
        "{}",
        said.out
    );
    is_as_before(&shop.admin);
}

const SOONER_OR_LATER: &str = r#"
[[step]]
shop = { path = "/checkout", json = { item = "lantern" } }
[[step]]
expect = { inquiry = { paymentStatus = "SUCCESS" } }
[[step]]
expect = { shop = { path = "/orders/1", json.state = "PAID" } }
[[step]]
timeout = "100ms"
expect = { payment = { stage = "CAPTURED" } }
"#;

#[test]
fn what_a_shop_does_on_its_own_is_waited_for() {
    let shop = Shop::open();
    let folder = Folder::new();
    let steps = file(&folder, "later.toml", SOONER_OR_LATER);
    let own = shop.clone();
    let pays = move || drop(own.pay(&own.manual_order("lt-pay-1")));
    let order = |state: &str| Reply::Answer(200, json!({ "state": state }).to_string());
    shop.answers([
        Reply::Then(Box::new(pays)),
        order("OPEN"),
        order("OPEN"),
        order("PAID"),
    ]);
    thread::scope(|scope| {
        scope.spawn(|| {
            // The journey has looked, and in vain.
            let path = "/events/wait?api=inquiryPayment&timeout=15s";
            shop.admin.get(path);
            shop.admin.buyer("lt-pay-1", &json!({"action": "pay"}));
        });
        let said = run(&[
            "scenario",
            "run",
            &steps,
            "--shop",
            &shop.hooks.base,
            "--admin",
            &App::shared().admin,
            "--merchant",
            &shop.client_id,
        ]);
        assert_eq!(said.code, Some(1), "{}", said.out);
        assert!(said.out.contains("3 passed, 1 failed"), "{}", said.out);
        let wrong = "stage: wanted CAPTURED, got AUTHORIZED";
        assert!(said.out.contains(wrong), "{}", said.out);
    });
}

#[test]
fn the_demo_shop_passes_the_journey_of_the_guide() {
    let usual = "--http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped";
    let demo = Program::start(&format!("demo --shop 127.0.0.1:0 {usual}")).expect("it starts");
    let folder = Folder::new();
    let steps = folder.file("demo.toml", &example("The shop thanks"));
    let at = [
        "--shop",
        demo.address("shop"),
        "--admin",
        demo.address("admin"),
    ];
    let out = printed(&[&["scenario", "run", &steps], &at[..]].concat());
    assert!(out.contains("6 passed"), "{out}");
}

#[test]
fn a_journey_at_a_running_server_leaves_no_merchant_behind() {
    let server = Program::start("serve --http 127.0.0.1:0 --https off --admin 127.0.0.1:0");
    let server = server.expect("it starts");
    let folder = Folder::new();
    let steps = file(&folder, "late.toml", LATE);
    let admin = server.address("admin");
    let out = printed(&["scenario", "run", &steps, "--admin", admin]);
    assert!(out.contains("11 passed"), "{out}");
    let merchants = Admin::new(admin, "default")
        .call("GET", "/v1/merchants", &Value::Null)
        .json();
    assert_eq!(merchants["items"].as_array().map(Vec::len), Some(1));
}

#[cfg(unix)]
#[test]
fn a_journey_that_is_stopped_puts_everything_back_too() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    use crate::process::{Killed, program};

    let shop = Shop::open();
    let folder = Folder::new();
    let text = "[[rule]]\nthen = { cvv = \"N\" }\n[[step]]\narm = { rule = { then = { cvv = \"M\" } } }\n[[step]]\nadvance = \"1s\"\n[[step]]\nawait = { type = \"PAYMENT_CREATED\", within = \"1m\" }\n[[step]]\npay = {}\n";
    let steps = file(&folder, "waits.toml", text);
    let (base, admin) = (&shop.hooks.base, &App::shared().admin);
    let merchant = &shop.client_id;
    let words = [
        "scenario",
        "run",
        &steps,
        "--shop",
        base,
        "--admin",
        admin,
        "--merchant",
        merchant,
    ];
    let child = program().args(words).stdout(Stdio::piped()).spawn();
    let mut child = Killed(child.expect("it runs"));
    shop.admin
        .get("/events/wait?type=CLOCK_ADVANCED&timeout=15s");
    assert_eq!(shop.admin.get("/scenario")["name"], "waits");
    let pid = child.0.id().to_string();
    let killed = Command::new("kill").args(["-INT", &pid]).status();
    assert!(killed.expect("kill can be run").success());
    let mut out = String::new();
    let stdout = child.0.stdout.as_mut().expect("it has a pipe");
    stdout.read_to_string(&mut out).expect("it is text");
    assert_eq!(child.0.wait().expect("it ends").code(), Some(1));
    // Whether the advance counts depends on who is quicker; the armed rule is known by then.
    assert!(out.contains("  ! stopped\n"), "{out}");
    assert!(out.contains("skipped\n"), "{out}");
    assert_eq!(shop.admin.get("/scenario")["name"], "default");
    assert_eq!(shop.admin.get("/overrides")["items"], json!([]));
}
