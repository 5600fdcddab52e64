//! What a walk plays with: orders, cards, and a playbook in which each card has its own course.

use jiff::SignedDuration;

use super::super::{
    AfterDecline, Amount, CaptureMode, Currency, Fields, GivenCard, Lag, Pattern, PayOrder,
    PaymentMethod, Playbook, ResultCode, Rule, Secret, Then, ThreeDsCourse, ThreeDsWish, When,
};
use super::courses;
pub(super) use super::courses::typed;
use super::steps::Card;

pub(super) fn order(id: u8, value: u64, manual: bool, three_ds: bool) -> PayOrder {
    PayOrder {
        request_id: format!("pay-{id}"),
        amount: Amount {
            currency: Currency::named("SGD").expect("a currency"),
            value,
        },
        order_reference: "order".into(),
        order_description: "an order".into(),
        capture_mode: if manual {
            CaptureMode::Manual
        } else {
            CaptureMode::Automatic
        },
        method: PaymentMethod {
            three_ds: ThreeDsWish {
                asks: three_ds,
                ..ThreeDsWish::default()
            },
            card: (id == 2).then(|| Box::new(given(manual))),
            ..PaymentMethod::default()
        },
        credit_pay_plan: None,
        asks_for_plan: false,
        fields: Fields::of([("paymentAmount.value", value.to_string())]),
        redirect_url: "https://shop.example/return".into(),
        // One payment tells nobody.
        notify_url: (id != 3).then(|| "https://shop.example/hooks".into()),
        expires_at: None,
    }
}

/// A card that the shop sends itself.
fn given(approved: bool) -> GivenCard {
    let card = if approved {
        Card::Approved
    } else {
        Card::DeclinedForGood
    };
    let secret = |text: &str| Some(Secret::new(text));
    GivenCard {
        number: Secret::new(number(card)),
        expiry_year: secret("29"),
        expiry_month: secret("12"),
        cvv: secret("123"),
    }
}

pub(super) fn number(card: Card) -> &'static str {
    match card {
        Card::Approved => "4054695723100768",
        Card::Declined => "4054692760174822",
        Card::DeclinedForGood => "5162770472561357",
        Card::Frictionless => "4006055482525268",
        Card::Exempted => "4035501000000008",
        Card::NeverCaptured => "5162774114974622",
        Card::SlowIssuer => "4111111111111111",
        Card::SlowDecline => "4242424242424242",
        Card::LateCapture => "5555555555554444",
        Card::SlowCapture => "4012888888881881",
        Card::SlowCaptureFails => "5105105105105100",
        Card::EndlessCapture => "4000056655665556",
        Card::Reversed => "5200828282828210",
        Card::Lagging => "2223003122003222",
        Card::Mistyped => "4054695723100769",
    }
}

pub(super) fn of_card(card: Card, then: Then) -> Rule {
    Rule {
        when: When {
            card: vec![number(card).into()],
            ..When::default()
        },
        then,
        ..Rule::default()
    }
}

pub(super) fn of_amount(value: &str, then: Then) -> Rule {
    let pattern = Pattern::Like(vec![value.into()]);
    Rule {
        when: When {
            payment: vec![("paymentAmount.value".into(), pattern)],
            ..When::default()
        },
        then,
        ..Rule::default()
    }
}

pub(super) fn playbook() -> Playbook {
    let usual = Then::default;
    let refused = Then {
        pay: Some(ResultCode::RiskReject),
        ..usual()
    };
    let never_refunded = Then {
        refund_takes: Some(Lag::Never),
        ..usual()
    };
    let declined = || Then {
        issuer: Some(ResultCode::DoNotHonor),
        ..usual()
    };
    let declined_for_good = Then {
        after_decline: Some(AfterDecline::Final),
        ..declined()
    };
    let never_captured = Then {
        capture: Some(ResultCode::ProcessFail),
        ..usual()
    };
    let refunded_at_once = Then {
        three_ds: Some(ThreeDsCourse::Frictionless),
        refund_takes: Some(Lag::After(SignedDuration::ZERO)),
        ..usual()
    };
    let refund_fails = Then {
        three_ds: Some(ThreeDsCourse::Exempted),
        refund: Some(ResultCode::MerchantBalanceNotEnough),
        refund_takes: Some(Lag::After(SignedDuration::from_mins(10))),
        ..usual()
    };
    Playbook {
        title: "all courses".into(),
        rules: courses::rules()
            .chain([
                of_amount("11", refused),
                of_card(Card::Declined, declined()),
                of_card(Card::DeclinedForGood, declined_for_good),
                of_card(Card::Frictionless, refunded_at_once),
                of_card(Card::Exempted, refund_fails),
                of_card(Card::NeverCaptured, never_captured),
                of_amount("2591", never_refunded),
            ])
            .map(Into::into)
            .collect(),
        ..Playbook::default()
    }
}
