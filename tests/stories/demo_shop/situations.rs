//! Every situation of the start page ends as it promises, on both sides, act by act.

use serde_json::{Value, json};

use super::Visitor;

const THANKS: &str = "Thank you! Your payment is complete.";
const WAITING: &str = "We are waiting for your payment…";
const FAILED: &str = "The payment failed.";
const TOO_LATE: &str = "The payment failed after the goods had left.";

/// After an act: what the order's page says, how many parcels left, and the stages of the order's
/// payments, newest first.
type End = (&'static str, u32, &'static [&'static str]);

/// The sandbox that a slow shop is shown with: nobody waits ten seconds in a test.
const IMPATIENT: &str = "--notify-timeout 200ms";

const PROMISES: &[(&str, &[End])] = &[
    ("paid", &[(THANKS, 1, &["CAPTURED"])]),
    (
        "three-ds",
        &[(WAITING, 0, &["CHALLENGED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    ("declined", &[(THANKS, 1, &["CAPTURED"])]),
    (
        "walked-away",
        &[
            (FAILED, 0, &["EXPIRED"]),
            (THANKS, 1, &["CAPTURED", "EXPIRED"]),
        ],
    ),
    ("closed-tab", &[(THANKS, 1, &["CAPTURED"])]),
    ("late-answer", &[(THANKS, 1, &["CAPTURED"])]),
    (
        "down",
        &[(WAITING, 0, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    ("answer-lost", &[(THANKS, 1, &["CAPTURED"])]),
    (
        "charged-twice",
        &[
            ("You have paid twice.", 1, &["CAPTURED", "CAPTURED"]),
            (THANKS, 1, &["CAPTURED", "CAPTURED"]),
        ],
    ),
    (
        "forged",
        &[
            (WAITING, 0, &["AWAITING_BUYER"]),
            (
                "Payment authorised, being captured…",
                1,
                &["AWAITING_BUYER"],
            ),
            (TOO_LATE, 1, &["EXPIRED"]),
        ],
    ),
    (
        "never-told",
        &[(WAITING, 0, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    (
        "told-twice",
        &[(THANKS, 2, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    (
        "slow",
        &[(THANKS, 1, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    (
        "wrong-answer",
        &[(THANKS, 1, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    ("overtaken", &[(THANKS, 1, &["CAPTURED"])]),
    ("contradicted", &[(THANKS, 1, &["CAPTURED"])]),
    (
        "stored-card",
        &[(THANKS, 1, &["CAPTURED"]), (THANKS, 1, &["CAPTURED"])],
    ),
    (
        "two-refunds",
        &[
            (THANKS, 1, &["CAPTURED"]),
            ("Your money is back.", 1, &["CAPTURED"]),
        ],
    ),
    (
        "forgotten",
        &[
            (
                "Payment authorised; the shop has yet to capture it.",
                0,
                &["AUTHORIZED"],
            ),
            (
                "Payment authorised, but the money could not be taken.",
                0,
                &["RELEASED"],
            ),
        ],
    ),
    (
        "second-thoughts",
        &[(THANKS, 1, &["CAPTURED"]), (TOO_LATE, 1, &["FAILED"])],
    ),
    (
        "capture-fails",
        &[(
            "Payment authorised, but the money could not be taken.",
            0,
            &["AUTHORIZED"],
        )],
    ),
    ("refund-fails", &[(THANKS, 1, &["CAPTURED"])]),
];

#[test]
fn each_situation_of_the_start_page_ends_as_it_promises() {
    let patient = Visitor::arrive();
    let impatient = Visitor::with(IMPATIENT);
    let start = patient.open("/");
    let offered = start.all("form[action^='/situations/']", "action");
    let promised: Vec<String> = PROMISES
        .iter()
        .map(|(key, _)| format!("/situations/{key}"))
        .collect();
    assert_eq!(offered, promised);
    for (key, ends) in PROMISES {
        let visitor = if *key == "slow" { &impatient } else { &patient };
        let run = visitor.submit(&format!("/situations/{key}"), &[]);
        for (act, end) in ends.iter().enumerate() {
            if act > 0 {
                let to = visitor.submit(&format!("{run}/next"), &[]);
                assert_eq!(to, format!("{run}#act-{}", act + 1));
            }
            expect_end(visitor, &run, act, *end);
        }
        assert!(!visitor.open(&run).shows("next-act"), "{key}");
        // The scenario was for the order only.
        assert_eq!(visitor.admin.get("/scenario")["name"], "default");
    }
}

fn expect_end(visitor: &Visitor, run: &str, act: usize, (headline, parcels, stages): End) {
    let page = visitor.open(run);
    assert!(!page.shows("broken"), "{run}: {}", page.texts("broken")[0]);
    assert!(page.shows(&format!("act-{}", act + 1)), "{run}");
    // Both sides, as the page of the demonstration tells them.
    let says = page.text("shop-says");
    assert!(says.contains(headline), "{run}, act {act}: {says}");
    assert!(page.text("sandbox-says").contains(stages[0]), "{run}");
    // And as each side tells it.
    let order = visitor.open(&page.attribute("order-link", "href"));
    assert_eq!(order.text("headline"), headline, "{run}, act {act}");
    let sent = order.text("parcels");
    assert!(sent.starts_with(&parcels.to_string()), "{run}: {sent}");
    let known: Vec<Value> = order
        .texts("request-id")
        .iter()
        .map(|id| visitor.admin.payment(id)["stage"].clone())
        .collect();
    assert_eq!(known, stages, "{run}, act {act}");
    // The links to the dashboard lead somewhere.
    let link = page.attribute("dashboard-payment", "href");
    let path = link.strip_prefix(visitor.admin.base());
    let path = path.expect("it is a link to the dashboard");
    for path in [path.to_owned(), format!("{path}/sequence.svg")] {
        let answer = visitor.admin.call("GET", &path, &Value::Null);
        assert_eq!(answer.status(), 200, "{path}");
    }
}

fn play(visitor: &Visitor, key: &str, acts: usize) {
    let run = visitor.submit(&format!("/situations/{key}"), &[]);
    for _ in 1..acts {
        visitor.submit(&format!("{run}/next"), &[]);
    }
}

#[test]
fn a_shop_that_was_down_is_told_at_the_fifth_attempt() {
    let visitor = Visitor::arrive();
    play(&visitor, "down", 1);
    let told = |state: &str, attempts: usize| {
        let all = visitor.admin.items("/notifications");
        assert_eq!(all.len(), 2);
        for one in all {
            assert_eq!(one["state"], state, "{one}");
            let made = one["attempts"].as_array().map(Vec::len);
            assert_eq!(made, Some(attempts), "{one}");
        }
    };
    told("PENDING", 4);
    let verdicts = visitor.open("/inbox").texts("verdict");
    assert_eq!(verdicts, ["Not read: the shop is down."; 8]);
    assert!(visitor.open("/shop").shows("bad-behaviour"));
    visitor.submit("/runs/1/next", &[]);
    told("ACCEPTED", 5);
}

#[test]
fn a_shop_that_was_too_slow_is_told_again_after_two_minutes() {
    let visitor = Visitor::with(IMPATIENT);
    play(&visitor, "slow", 1);
    let told = |outcomes: &[&[&str]]| {
        let mut all = visitor.admin.items("/notifications");
        all.sort_by_key(|one| one["notificationId"].to_string());
        let outcome = |attempt: &Value| attempt["outcome"].as_str().map(str::to_owned);
        let made: Vec<Vec<_>> = all
            .iter()
            .filter_map(|one| one["attempts"].as_array())
            .map(|made| made.iter().filter_map(outcome).collect())
            .collect();
        assert_eq!(made, outcomes);
    };
    // The second one, about the capture, is not due yet.
    told(&[&["TIMED_OUT"], &[]]);
    visitor.submit("/runs/1/next", &[]);
    told(&[&["TIMED_OUT", "ACCEPTED"], &["ACCEPTED"]]);
    assert_eq!(visitor.open("/inbox").texts("verdict").len(), 3);
    assert_eq!(
        visitor.open("/orders/1").text("parcels").chars().next(),
        Some('1')
    );
}

#[test]
fn one_of_two_payments_goes_back_and_the_duplicate_is_gone() {
    let visitor = Visitor::arrive();
    play(&visitor, "charged-twice", 1);
    let payment = visitor.payment(1);
    assert_eq!(payment["duplicates"].as_array().map(Vec::len), Some(1));
    visitor.submit("/runs/1/next", &[]);
    let payment = visitor.payment(1);
    assert_eq!(payment["duplicates"], json!([]));
    assert_eq!(payment["transactions"][1]["status"], "SUCCESS");
    let order = visitor.open("/orders/1");
    assert_eq!(order.text("refund-1"), "SGD 25.90, arrived");
    assert!(
        order.shows("refund"),
        "the other one may still be given back"
    );
}

#[test]
fn a_day_of_okay_is_given_up_and_mended_by_sending_once_more() {
    let visitor = Visitor::arrive();
    play(&visitor, "wrong-answer", 1);
    let state = |wanted: &str| {
        let all = visitor.admin.items("/notifications");
        assert!(all.iter().all(|one| one["state"] == wanted), "{all:#?}");
    };
    state("EXHAUSTED");
    visitor.submit("/runs/1/next", &[]);
    state("ACCEPTED");
}

#[test]
fn a_forgery_is_in_the_inbox_with_its_verdict_and_nowhere_in_the_sandbox() {
    let visitor = Visitor::arrive();
    play(&visitor, "forged", 1);
    let inbox = visitor.open("/inbox");
    let verdict = inbox.text("verdict");
    assert!(verdict.starts_with("Refused as a forgery"), "{verdict}");
    assert!(inbox.text("letter").contains("Answered: HTTP 401"));
    assert_eq!(visitor.admin.items("/notifications").len(), 0);
    visitor.submit("/runs/1/next", &[]);
    let verdict = visitor.open("/inbox").text("verdict");
    assert_eq!(verdict, "Believed without a look at its signature.");
}

#[test]
fn the_clock_of_a_demonstration_moves_at_a_press() {
    let visitor = Visitor::arrive();
    play(&visitor, "three-ds", 1);
    let before = visitor.admin.now();
    visitor.submit("/runs/1/clock", &[("by", "1h")]);
    assert_ne!(visitor.admin.now(), before);
    assert_eq!(visitor.payment(1)["stage"], "EXPIRED");
    // The robot comes too late, and says so; the show goes on.
    visitor.submit("/runs/1/next", &[]);
    let page = visitor.open("/runs/1");
    assert!(
        page.text("act-2").contains("cannot act"),
        "{}",
        page.text("act-2")
    );
    let refused = visitor.post("/runs/1/clock", &[("by", "a while")]);
    assert_eq!(refused.status(), 400);
}

#[test]
fn a_scenario_that_somebody_chose_is_back_after_a_demonstration() {
    let visitor = Visitor::arrive();
    let put = |path: &str, body: &Value| visitor.admin.put(path, body);
    put(
        "/scenario?name=my+own",
        &json!({"title": "Mine", "rule": [{"then": {"issuer": "DO_NOT_HONOR"}}]}),
    );
    let before = visitor.admin.get("/scenario");
    play(&visitor, "paid", 1);
    assert_eq!(visitor.admin.get("/scenario"), before);
    put("/scenario", &json!({"name": "buyer-pays"}));
    play(&visitor, "walked-away", 1);
    assert_eq!(visitor.admin.get("/scenario")["name"], "buyer-pays");
}

#[test]
fn an_unknown_situation_or_demonstration_says_where_they_are() {
    let visitor = Visitor::arrive();
    for (path, method) in [("/situations/none", "POST"), ("/runs/7/next", "POST")] {
        let answer = visitor.post(path, &[]);
        assert_eq!(answer.status(), 404, "{method} {path}");
        assert!(answer.text().contains("tart page"), "{}", answer.text());
    }
}
