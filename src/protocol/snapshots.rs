//! Every message we emit, kept as files beside this one, for reading against the samples of the
//! protocol notes: the order of the fields is theirs.

mod consult;
mod dispute;
mod inquiry;
mod korea;
mod notify;
mod orders;
mod refund;
mod session;
mod stored;
mod tokens;
mod vaulting;
mod world;

use self::orders::{DECLINED_CARD, EXEMPT_CARD, MANUAL, MASTERCARD, ORDER, Order, VISA, WITH_3DS};
use self::world::World;
use super::diagnosis::pretty;
use super::{pay, refusal_body};
use crate::gateway::{CheckoutStep, Fields, Refusal, ResultCode, Said};

const QUARTER_OF_AN_HOUR: i64 = 15 * 60;
const EIGHT_DAYS: i64 = 8 * 24 * 60 * 60;

/// Compares with the file of this name; `INSTA_UPDATE=always` writes it.
fn check(name: &str, message: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, message));
}

/// Several messages in one file, each under what led to it.
fn check_all(name: &str, messages: &[(&str, String)]) {
    let texts = messages
        .iter()
        .map(|(when, text)| format!("{when}:\n{text}\n"));
    check(name, &texts.collect::<Vec<_>>().join("\n"));
}

#[test]
fn pay() {
    let mut world = World::new();
    let first = world.pay(ORDER);
    check("pay", &first);
    world.advance(60);
    assert_eq!(
        world.pay(ORDER),
        first,
        "a repeated call gets the same answer"
    );
    world.paid(ORDER, VISA);
    assert_eq!(world.pay(ORDER), first, "also once it was paid");
}

#[test]
fn pay_with_the_card_in_the_request() {
    let with = |request_id, card, three_ds| Order {
        request_id,
        three_ds,
        card: Some(card),
        ..ORDER
    };
    let mut world = World::new();
    let paid = world.pay(with("paid", VISA, false));
    let again = world.pay(with("paid", VISA, false));
    assert_eq!(again, paid, "a repeated call gets the same answer");
    let declined = world.pay(with("declined", DECLINED_CARD, false));
    let closed = world.pay(with("declined", DECLINED_CARD, false));
    let challenged = world.pay(with("challenged", MASTERCARD, true));
    let exempted = world.pay(with("exempted", EXEMPT_CARD, true));
    let mistyped = world.pay(with("mistyped", "4054695723100769", false));
    check_all(
        "pay_direct",
        &[
            ("approved", paid),
            ("declined", declined),
            ("the same id after the decline", closed),
            ("3DS", challenged),
            ("3DS is waived", exempted),
            ("a wrong number", mistyped),
        ],
    );
}

#[test]
fn pay_refused() {
    let mut world = World::new();
    let by_risk = world.pay(Order {
        value: "11",
        ..ORDER
    });
    world.pay(ORDER);
    let inconsistent = world.pay(Order {
        value: "2591",
        ..ORDER
    });
    world.advance(QUARTER_OF_AN_HOUR);
    let closed = world.pay(ORDER);
    world.paid(MANUAL, VISA);
    world.cancel(MANUAL);
    let canceled = world.pay(MANUAL);
    let problems = pay::read(
        br#"{"productCode":"CASHIER_PAYMENT"}"#,
        &Fields::default(),
        false,
    );
    let illegal = problems.expect_err("a poor request").refusal();
    let explained = pretty(&refusal_body(&illegal, Said::ByPay, true));
    let documented = pretty(&refusal_body(&illegal, Said::ByPay, false));
    check_all(
        "pay_refused",
        &[
            ("amount 11", by_risk),
            ("the same id, another amount", inconsistent),
            ("the same id after expiry", closed),
            ("the same id, paid and cancelled", canceled),
            ("fields are missing, in our words", explained),
            ("fields are missing, in the documented words", documented),
        ],
    );
}

#[test]
fn capture() {
    let mut world = World::new();
    world.paid(MANUAL, VISA);
    let answer = world.capture("lt-cap-0001", MANUAL);
    check("capture", &answer);
    world.advance(60);
    assert_eq!(world.capture("lt-cap-0001", MANUAL), answer, "repeated");
}

#[test]
fn capture_refused() {
    let mut world = World::new();
    world.pay(MANUAL);
    let unpaid = world.capture("c-1", MANUAL);
    world.paid(MANUAL, VISA);
    let id = world.payment_id(MANUAL);
    let unknown = world.capture_of("c-1", "20261123194010800100188110000000000", "JPY", "4800");
    let more = world.capture_of("c-1", &id, "JPY", "4801");
    let less = world.capture_of("c-1", &id, "JPY", "4799");
    let currency = world.capture_of("c-1", &id, "SGD", "4800");
    world.capture("c-1", MANUAL);
    let again = world.capture("c-2", MANUAL);
    let inconsistent = world.capture_of("c-1", &id, "JPY", "4799");
    let late = Order {
        request_id: "late",
        ..MANUAL
    };
    world.paid(late, VISA);
    world.advance(EIGHT_DAYS);
    let too_late = world.capture("c-3", late);
    let void = Order {
        request_id: "void",
        ..MANUAL
    };
    world.paid(void, VISA);
    world.cancel(void);
    let cancelled = world.capture("c-4", void);
    check_all(
        "capture_refused",
        &[
            ("not paid yet", unpaid),
            ("no such payment", unknown),
            ("too much", more),
            ("too little", less),
            ("another currency", currency),
            ("captured before", again),
            ("the same id, another amount", inconsistent),
            ("after 7 days", too_late),
            ("cancelled before", cancelled),
        ],
    );
}

#[test]
fn cancel() {
    let mut world = World::new();
    world.paid(MANUAL, VISA);
    let answer = world.cancel(MANUAL);
    check("cancel", &answer);
    world.advance(60);
    assert_eq!(world.cancel(MANUAL), answer, "repeated");

    let unknown = world.cancel(ORDER);
    world.paid(ORDER, VISA);
    let capturing = world.cancel(ORDER);
    world.advance(3);
    assert_eq!(world.cancel(ORDER), capturing, "captured");
    let late = Order {
        request_id: "late",
        ..MANUAL
    };
    world.paid(late, VISA);
    world.advance(EIGHT_DAYS);
    let too_late = world.cancel(late);
    check_all(
        "cancel_refused",
        &[
            ("no such payment", unknown),
            ("captured", capturing),
            ("after 7 days", too_late),
        ],
    );
}

#[test]
fn refusals_before_any_api() {
    let codes = [
        ResultCode::InvalidSignature,
        ResultCode::KeyNotFound,
        ResultCode::NoInterfaceDef,
        ResultCode::MethodNotSupported,
        ResultCode::MediaTypeNotAcceptable,
        ResultCode::ClientInvalid,
        ResultCode::ParamIllegal,
    ];
    let lines = codes.map(|code| {
        let body = refusal_body(&Refusal::new(code, ""), Said::ByGateway, false);
        String::from_utf8(body).expect("text")
    });
    check("gateway_refused", &lines.join("\n"));
}
