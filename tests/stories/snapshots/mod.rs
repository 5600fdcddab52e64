//! A world is taken in one document, put back, and goes on as it would have.

mod disputes;
mod documents;
mod links;
mod shell;
mod vaultings;

use serde_json::{Value, json};

use crate::support::admin::Admin;
use crate::support::buyer::VISA;
use crate::support::hooks::Reply;
use crate::support::shop::Answer;
use crate::support::{App, Buyer, Shop};

const FLAGS: [&str; 4] = [
    "--header-time",
    "virtual",
    "--public-url",
    "http://sandbox.example",
];

fn refusals(count: usize) -> Vec<Reply> {
    let refuse = || Reply::Answer(500, "out of order".to_owned());
    (0..count).map(|_| refuse()).collect()
}

/// The same shop at another program, whose merchant gets this world.
fn moved(shop: &Shop, app: &App, world: &Value) -> Shop {
    let wish = json!({"clientId": shop.client_id, "clock": "live", "seed": 99});
    let created = app.admin().call("POST", "/v1/merchants", &wish);
    assert_eq!(created.status(), 201, "{}", created.text());
    let mut shop = shop.clone();
    shop.gateway.clone_from(&app.http);
    shop.admin = Admin::new(&app.admin, &shop.client_id);
    shop.admin.put("/snapshot", world);
    shop
}

/// A shop whose notifications are refused. It has a payment with a refund in process, one to be
/// captured, one that the bank asks about, one that is open and one that was never made; a rule
/// is armed.
fn busy_shop(app: &App) -> Shop {
    let shop = Shop::with(app, &json!({"clientId": "SANDBOX_BUSY"}));
    shop.answers(refusals(2));
    let paid = shop.pay_and_buy(&shop.order("lt-pay-1"));
    shop.admin.advance("10s");
    let amount = json!({"currency": "SGD", "value": "590"});
    let refund = json!({"refundRequestId": "lt-refund-1", "paymentId": paid["paymentId"], "refundAmount": amount});
    assert_eq!(shop.call("refund", &refund).code(), "REFUND_IN_PROCESS");
    shop.pay_and_buy(&shop.manual_order("lt-pay-2"));
    let captured = shop.pay_and_buy(&shop.manual_order("lt-pay-6"));
    assert_eq!(
        shop.call("capture", &capture(&captured, 6)).code(),
        "SUCCESS"
    );
    let challenged = shop.pay(&shop.order_with_3ds("lt-pay-3"));
    let step = json!({"action": "submit", "card": VISA});
    let asked = shop.admin.buyer(challenged.text("paymentId"), &step);
    assert_eq!(asked["step"], "CHALLENGE", "{asked}");
    shop.pay(&shop.order("lt-pay-4"));
    let rule = json!({"then": {"issuer": "USER_BALANCE_NOT_ENOUGH"}});
    shop.admin
        .post("/overrides", &json!({"rule": rule, "times": 2}));
    let refused = json!({"paymentRequestId": "lt-pay-0"});
    assert_eq!(shop.call("pay", &refused).code(), "PARAM_ILLEGAL");
    shop
}

fn capture(payment: &Answer, number: u8) -> Value {
    let (id, amount) = (&payment["paymentId"], &payment["paymentAmount"]);
    let own = format!("lt-capture-{number}");
    json!({"captureRequestId": own, "paymentId": id, "captureAmount": amount})
}

/// Goes on with a busy shop; all that was said, byte for byte.
fn go_on(shop: &Shop) -> Vec<String> {
    let mut said = Vec::new();
    let mut hear = |answer: Answer| {
        said.push(format!("{:?}", answer.message.find_header("signature")));
        said.push(answer.message.text());
    };
    hear(shop.pay(&shop.order("lt-pay-4")));
    hear(shop.pay(&shop.order("lt-pay-5")));
    for number in 1..=5 {
        hear(shop.inquire(&format!("lt-pay-{number}")));
    }
    let paid = shop.inquire("lt-pay-2");
    hear(shop.call("capture", &capture(&paid, 2)));
    hear(shop.call("capture", &capture(&shop.inquire("lt-pay-6"), 6)));
    hear(shop.call("inquiryRefund", &json!({"refundRequestId": "lt-refund-1"})));
    let open = shop.inquire("lt-pay-4");
    let bought = shop.admin.buyer(
        open.text("paymentId"),
        &json!({"action": "pay", "card": VISA}),
    );
    said.push(bought.to_string());
    said.push(shop.admin.drain()["to"].to_string());
    let notices = shop.notices().into_iter();
    let notices = notices.map(|notice| {
        let signature = notice.message.header("signature").to_owned();
        format!("{} {signature}", notice.message.text())
    });
    let mut notices: Vec<_> = notices.collect();
    // What is due together is sent side by side, and comes in any order.
    notices.sort();
    said.extend(notices);
    said.push(shop.admin.get("/events").to_string());
    said
}

#[test]
fn a_world_goes_on_elsewhere_as_it_would_have_gone_on_here() {
    let (here, elsewhere) = (App::with(&FLAGS), App::with(&FLAGS));
    let shop = busy_shop(&here);
    shop.notices();
    let world = shop.admin.get("/snapshot");
    let first = go_on(&shop);

    let moved = moved(&shop, &elsewhere, &world);
    let again = moved.admin.get("/snapshot");
    assert_eq!(again.to_string(), world.to_string());
    let second = go_on(&moved);
    for (one, other) in first.iter().zip(&second) {
        assert_eq!(one, other);
    }
    assert_eq!(first.len(), second.len());

    // Restored once more, here: the same again.
    shop.admin.put("/snapshot", &world);
    assert_eq!(go_on(&shop), first);
}

#[test]
fn a_day_of_retries_goes_on_in_another_program_at_its_times() {
    let (shop, elsewhere) = (Shop::open(), App::with(&[]));
    shop.answers(refusals(9));
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    shop.admin.advance("5m");
    assert_eq!(shop.notices().len(), 2);
    let moved = moved(&shop, &elsewhere, &shop.admin.get("/snapshot"));
    // The ladder of file 05 §5, counted from the first attempt; two of eight are made.
    for (by, minute) in [
        ("10m", 12),
        ("10m", 22),
        ("1h", 82),
        ("2h", 202),
        ("6h", 562),
        ("15h", 1462),
    ] {
        moved.admin.advance_next();
        assert_eq!(moved.notices().len(), 1, "{by} later");
        let attempts = moved.admin.notification("ntf-1")["attempts"].clone();
        let at = |attempt: &Value| -> jiff::Timestamp {
            attempt["at"]
                .as_str()
                .and_then(|at| at.parse().ok())
                .expect("an instant")
        };
        let attempts = attempts.as_array().expect("attempts");
        let (first, last) = (at(&attempts[0]), at(&attempts[attempts.len() - 1]));
        assert_eq!(last.duration_since(first).as_mins(), minute);
    }
    assert_eq!(moved.admin.notification("ntf-1")["state"], "EXHAUSTED");
    assert_eq!(shop.admin.notification("ntf-1")["state"], "PENDING");
}

#[test]
fn an_answer_to_the_old_world_does_not_reach_the_new_one() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.order("lt-pay-1"));
    let world = shop.admin.get("/snapshot");
    let (admin, early) = (shop.admin.clone(), world.clone());
    // While the shop is told, the world is put back to before it was told.
    let put_back = move || drop(admin.put("/snapshot", &early));
    shop.answers([Reply::Then(Box::new(put_back))]);
    shop.admin.drain();
    assert_eq!(shop.admin.get("/snapshot").to_string(), world.to_string());
    assert_eq!(shop.notices().len(), 1);
    shop.admin.drain();
    assert_eq!(shop.notices().len(), 2);
    assert_eq!(shop.admin.notification("ntf-1")["state"], "ACCEPTED");
}

#[test]
fn an_attempt_that_is_under_way_is_made_again_in_the_restored_world() {
    let shop = Shop::open();
    shop.pay_and_buy(&shop.manual_order("lt-pay-1"));
    let admin = shop.admin.clone();
    let (send, taken) = std::sync::mpsc::channel();
    let take = move || send.send(admin.get("/snapshot")).expect("somebody waits");
    shop.answers([Reply::Then(Box::new(take))]);
    shop.admin.advance("10s");
    assert_eq!(shop.notices().len(), 1);
    let elsewhere = App::with(&[]);
    let moved = moved(&shop, &elsewhere, &taken.recv().expect("it was taken"));
    assert_eq!(
        moved.admin.get("/clock")["nextDueAt"],
        moved.admin.now().as_str()
    );
    moved.admin.advance("0s");
    assert_eq!(moved.notices().len(), 1);
    let attempts = moved.admin.notification("ntf-1")["attempts"].clone();
    assert_eq!(attempts.as_array().map(Vec::len), Some(1));
}

#[test]
fn live_time_goes_on_from_the_instant_of_the_snapshot() {
    let (first, second) = (
        Shop::with(App::shared(), &json!({"clock": "live"})),
        Shop::open(),
    );
    let paid = first.pay(&first.order("lt-pay-1"));
    let world = first.admin.get("/snapshot");
    second.admin.advance("1000h");
    let restored = second.admin.put("/snapshot", &world);
    assert_eq!(restored["clock"], "live");
    let at = |text: &Value| -> jiff::Timestamp {
        text.as_str()
            .and_then(|at| at.parse().ok())
            .expect("an instant")
    };
    let passed = at(&restored["now"]).duration_since(at(&world["clock"]["now"]));
    assert!((0..60).contains(&passed.as_secs()), "{passed}");
    second.admin.buyer(
        paid.text("paymentId"),
        &json!({"action": "pay", "card": VISA}),
    );
    second.admin.wait(paid.text("paymentId"), "NOTIFIED");
    let told = first.hooks.take();
    assert!(!told.is_empty());
    assert_eq!(first.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
}

#[test]
fn the_document_has_no_key_and_no_card_that_no_rule_names() {
    let shop = Shop::open();
    let paid = shop.pay(&shop.order("lt-pay-1"));
    Buyer::open(paid.text("normalUrl")).pay_with("4242 4242 4242 4242");
    shop.admin.drain();
    let world = shop.admin.get("/snapshot").to_string();
    assert!(world.contains("************4242"));
    assert!(!world.contains("4242424242424242") && !world.contains("4242 4242"));
    let private = shop.admin.get("")["merchantPrivateKey"].clone();
    let private = private.as_str().expect("it is told elsewhere");
    assert!(!world.contains(private));
}
