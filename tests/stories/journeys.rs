//! `scenario run`: files with steps, played alone, as people and CI run them.

use serde_json::json;

use crate::support::app::Folder;
use crate::support::program::{Said, run};
use crate::support::{App, Shop};

/// A file with these rules and steps.
pub(crate) fn file(folder: &Folder, name: &str, text: &str) -> String {
    folder.file(name, &format!("title = \"Story\"\n{text}"))
}

/// Plays steps in a sandbox of their own.
fn play(steps: &str) -> Said {
    let folder = Folder::new();
    run(&["scenario", "run", &file(&folder, "story.toml", steps)])
}

fn passes(steps: &str) -> String {
    let said = play(steps);
    assert_eq!(
        (said.code, said.err.as_str()),
        (Some(0), ""),
        "{}",
        said.out
    );
    said.out
}

/// The example of the guide whose title begins so.
pub(crate) fn example(title: &str) -> String {
    let guide = include_str!("../../docs/journeys.md");
    let mut examples = guide.split("```toml\n").skip(1);
    let begins = format!("title = \"{title}");
    let found = examples.find(|example| example.starts_with(&begins));
    let (toml, _) = found
        .and_then(|example| example.split_once("```"))
        .expect(title);
    toml.to_owned()
}

#[test]
fn the_first_journey_of_the_guide_says_what_the_guide_says() {
    let folder = Folder::new();
    let late = folder.file("late.toml", &example("Captured late"));
    let said = run(&["scenario", "run", &late]);
    assert_eq!(said.code, Some(0), "{}", said.out);
    let guide = include_str!("../../docs/journeys.md");
    for line in said.out.lines().filter(|line| line.contains("✓")) {
        assert!(guide.contains(line), "{line}");
    }
}

#[test]
fn a_journey_stores_a_card_without_a_payment() {
    passes(
        r#"
[[step]]
call = { api = "createVaultingSession", exact = true, body = { paymentMethodType = "CARD", vaultingRequestId = "j-1", vaultingNotificationUrl = "http://127.0.0.1:9/v", redirectUrl = "https://shop.example/cards" } }
[[step]]
expect = { answer = { result.resultCode = "SUCCESS", normalUrl = "http*/checkout/*", "http.signature" = "valid" } }
[[step]]
call = { api = "inquireVaulting", exact = true, body = { vaultingRequestId = "j-1" } }
[[step]]
expect = { answer = { vaultingStatus = "PROCESSING" } }
"#,
    );
}

pub(crate) const LATE: &str = r#"
[[rule]]
then = { capture_delay = "1h" }

[[step]]
pay = { paymentAmount.value = "4800", paymentAmount.currency = "JPY" }
[[step]]
expect = { answer = { result.resultStatus = "U", normalUrl = "http*/checkout/*", "http.signature" = "valid" } }
[[step]]
buyer = "pay"
[[step]]
hooks = [500, "refuse", "close"]
[[step]]
advance = "59m"
[[step]]
expect = { payment = { stage = "AUTHORIZED" } }
[[step]]
expect = { notification = { delivery.outcome = "ACCEPTED", delivery.number = 4, count = 1 } }
[[step]]
advance = "drain"
[[step]]
expect = { inquiry = { paymentStatus = "SUCCESS", paymentAmount.value = 4800 } }
[[step]]
expect = { notification = { notifyType = "PAYMENT_RESULT", result.resultStatus = "S", paymentId = "${pay.paymentId}", count = { at_least = 3 } } }
[[step]]
expect = { event = { type = "PAYMENT_CAPTURED", count = 1 } }
"#;

#[test]
fn a_journey_that_goes_as_expected_is_told_step_by_step() {
    let out = passes(LATE);
    assert!(
        out.contains("story.toml: Story\n  ✓ 2026-11-23T02:00:00Z  pay → U PAYMENT_IN_PROCESS\n"),
        "{out}"
    );
    assert!(out.contains("  11 passed\n"), "{out}");
    // A sandbox of its own, its clock and its seed make the same steps say the same.
    let told = |out: &str| out.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(told(&passes(LATE)), told(&out));
}

#[test]
fn every_kind_of_step_finds_what_earlier_ones_gave() {
    let out = passes(
        r#"
[[step]]
as = "first"
pay = { paymentFactor.captureMode = "MANUAL" }
[[step]]
buyer = { action = "pay", payment = "${first.paymentId}" }
[[step]]
await = { type = "PAYMENT_AUTHORIZED", paymentId = "${first.paymentId}", within = "5s" }
[[step]]
call = { api = "capture", body = { captureRequestId = "${journey.id}-capture" } }
[[step]]
expect = { answer = { result.resultStatus = "S", captureRequestId = "${journey.id}-capture", captureAmount = { value = "${first.paymentAmount.value}" } } }
[[step]]
advance = "drain"
[[step]]
resend = "newest"
[[step]]
expect = { answer = { notifyType = "CAPTURE_RESULT", attempts = { present = true } } }
[[step]]
arm = { rule = { when = { api = "cancel" }, then = { result = "PROCESS_FAIL" } } }
[[step]]
call = { api = "cancel" }
[[step]]
expect = { of = "call", answer = { result.resultCode = "PROCESS_FAIL", request.paymentId = "${first.paymentId}" } }
[[step]]
call = { api = "pay", exact = true, body = "${first.request}" }
[[step]]
expect = { answer = { paymentId = "${first.paymentId}" } }
[[step]]
expect = { finding = "none" }
"#,
    );
    assert!(out.contains("call cancel → F PROCESS_FAIL"), "{out}");
}

#[test]
fn an_answer_that_got_lost_is_a_result_as_well() {
    passes(
        r#"
[[rule]]
when = { api = "pay", repeat = 1 }
then = { answer = { fault = "never" } }
[[rule]]
when = { api = "inquiryPayment", call = 1 }
then = { answer = "html" }

[[step]]
timeout = "200ms"
pay = {}
[[step]]
expect = { answer = { http.failure = "no whole answer within 200ms", http.status = { present = false } } }
[[step]]
expect = { inquiry = { http.status = 200, http.body = "*<html*", result = { present = false } } }
[[step]]
expect = { inquiry = { paymentStatus = "PROCESSING", paymentRequestId = "${pay.request.paymentRequestId}" } }
"#,
    );
}

const WRONG: &str = r#"
[[step]]
pay = {}
[[step]]
expect = { inquiry = { paymentStatus = ["FAIL", "CANCELLED"], paymentAmount.currency = "SGD" } }
[[step]]
expect = { event = { type = "PAYMENT_CREATED", paymentId = "42" } }
[[step]]
name = "a code without a challenge"
buyer = "challenge"
[[step]]
advance = "1m"
"#;

#[test]
fn a_journey_that_fails_says_what_differs_and_writes_it_for_ci() {
    let folder = Folder::new();
    let (wrong, right) = (
        file(&folder, "wrong<1>.toml", WRONG),
        file(&folder, "right.toml", LATE),
    );
    let junit = folder.file("report.xml", "");
    let said = run(&["scenario", "run", &wrong, &right, "--junit", &junit]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("1 of 2 journeys did not go as expected"),
        "{}",
        said.err
    );
    for told in [
        "✗ 2026-11-23T02:00:00Z  expect inquiry",
        "      paymentStatus: wanted FAIL or CANCELLED, got PROCESSING\n",
        "      event: wanted at least 1, got 0 of ",
        "      the nearest miss is PAYMENT_CREATED: ",
        "        paymentId: wanted 42, got 2026",
        "! 2026-11-23T02:00:00Z  a code without a challenge\n      no bank is asking for a code",
        "- not done              advance 1m\n",
        "1 passed, 2 failed, 1 could not be done, 1 skipped",
        "11 passed",
    ] {
        assert!(said.out.contains(told), "{told}: {}", said.out);
    }
    let xml = std::fs::read_to_string(&junit).expect("the report is written");
    for told in [
        "wrong&lt;1&gt;.toml: Story\" tests=\"5\" failures=\"2\" errors=\"1\" skipped=\"1\">",
        "right.toml: Story\" tests=\"11\" failures=\"0\" errors=\"0\" skipped=\"0\">",
        "<failure message=\"paymentStatus: wanted FAIL or CANCELLED, got PROCESSING\">",
        "name=\"4. a code without a challenge\">\n      <error message=\"no bank is asking for a code\">",
        "<skipped/>",
    ] {
        assert!(xml.contains(told), "{told}: {xml}");
    }
}

/// CI looks for the report whatever happened.
#[test]
fn a_file_that_cannot_be_played_is_an_error_in_the_report() {
    let folder = Folder::new();
    let (right, broken) = (
        file(&folder, "right.toml", LATE),
        file(&folder, "broken.toml", "titel = 'Story'"),
    );
    let junit = folder.file("report.xml", "");
    let said = run(&["scenario", "run", &right, &broken, "--junit", &junit]);
    assert_eq!(said.code, Some(1));
    let wrong = "1 of 2 scenario files cannot be used";
    assert!(said.err.contains(wrong), "{}", said.err);
    let xml = std::fs::read_to_string(&junit).expect("the report is written");
    for told in ["errors=\"1\"", "broken.toml", "title"] {
        assert!(xml.contains(told), "{told}: {xml}");
    }
}

#[test]
fn a_machine_reads_the_results_as_json() {
    let folder = Folder::new();
    let wrong = file(&folder, "wrong.toml", WRONG);
    let said = run(&["scenario", "run", "--json", &wrong]);
    assert_eq!(said.code, Some(1));
    let report = &said.json()[0];
    assert_eq!(
        (&report["title"], &report["passed"]),
        (&json!("Story"), &json!(false))
    );
    let steps = report["steps"].as_array().expect("steps");
    let outcomes: Vec<_> = steps.iter().map(|step| &step["outcome"]).collect();
    assert_eq!(
        outcomes,
        ["passed", "failed", "failed", "broken", "skipped"]
    );
    assert_eq!(
        steps[1]["differences"][0],
        "paymentStatus: wanted FAIL or CANCELLED, got PROCESSING"
    );
}

#[test]
fn mistakes_in_steps_are_told_before_anything_is_played() {
    let folder = Folder::new();
    let bad = file(
        &folder,
        "bad.toml",
        "[[step]]\nadvance = \"soon\"\n[[step]]\nbuyer = \"buys\"\n",
    );
    for command in ["check", "run"] {
        let said = run(&["scenario", command, &bad]);
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""));
        for told in [
            "bad.toml:3:11: step[0].advance: must be a time",
            "bad.toml:5:9: step[1].buyer: \"buys\" is not what a buyer can do",
        ] {
            assert!(said.err.contains(told), "{told}: {}", said.err);
        }
    }
    let said = run(&["scenario", "run", "default"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("default: has no [[step]]"),
        "{}",
        said.err
    );
}

#[test]
fn what_a_journey_cannot_do_says_what_is_missing() {
    for (steps, told) in [
        (
            "[[step]]\nshop = { path = \"/\" }",
            "say where it runs with --shop",
        ),
        (
            "[[step]]\nbuyer = \"pay\"",
            "the journey has no payment yet",
        ),
        (
            "[[step]]\nexpect = { answer = { a = 1 } }",
            "no step has had an answer yet",
        ),
        (
            "[[step]]\npay = {}\n[[step]]\nexpect = { answer = { a = \"${pay.nope}\" } }",
            "the result \"pay\" has no nope",
        ),
        (
            "[[step]]\nawait = { type = \"PAYMENT_CREATED\", within = \"10ms\" }",
            "waited for 1 of",
        ),
        (
            "[[step]]\nawait = { typ = \"PAYMENT_CREATED\" }",
            "did you mean type?",
        ),
    ] {
        let said = play(steps);
        assert_eq!(said.code, Some(1), "{}", said.out);
        // What no journey can do is told before anything is played.
        let said = said.out + &said.err;
        assert!(said.contains(told), "{told}: {said}");
    }
    let folder = Folder::new();
    let steps = file(&folder, "alone.toml", LATE);
    let said = run(&["scenario", "run", &steps, "--admin", "http://127.0.0.1:1"]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.out.contains("no antom-sandbox answers at"),
        "{}",
        said.out
    );
    let own_key = Shop::with(
        App::shared(),
        &json!({"publicKey": crate::support::keys::OWN_PUBLIC}),
    );
    let (admin, merchant) = (&App::shared().admin, &own_key.client_id);
    let said = run(&[
        "scenario",
        "run",
        &steps,
        "--admin",
        admin,
        "--merchant",
        merchant,
    ]);
    assert!(
        said.out.contains("signs with a key of its own"),
        "{}",
        said.out
    );
}
