//! What a walk plays with: orders, cards, and a playbook in which each card has its own course.

use super::super::{
    AfterDecline, Amount, CaptureMode, Currency, Fields, Pattern, PayOrder, Playbook, ResultCode,
    Rule, Then, ThreeDsCourse, TypedCard, When,
};
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
        asks_for_3ds: three_ds,
        allows_upgrade: true,
        fields: Fields::of([("paymentAmount.value", value.to_string())]),
        redirect_url: "https://shop.example/return".into(),
        // One payment tells nobody.
        notify_url: (id != 3).then(|| "https://shop.example/hooks".into()),
        expires_at: None,
    }
}

fn number(card: Card) -> &'static str {
    match card {
        Card::Approved => "4054695723100768",
        Card::Declined => "4054692760174822",
        Card::DeclinedForGood => "5162770472561357",
        Card::Frictionless => "4006055482525268",
        Card::Exempted => "4035501000000008",
        Card::NeverCaptured => "5162774114974622",
        Card::Mistyped => "4054695723100769",
    }
}

pub(super) fn typed(card: Card) -> TypedCard {
    TypedCard {
        number: number(card).into(),
        expiry: "12/29".into(),
        cvv: "123".into(),
        holder: "A Buyer".into(),
    }
}

pub(super) fn playbook() -> Playbook {
    let refused = Rule {
        when: When {
            payment: vec![(
                "paymentAmount.value".into(),
                Pattern::Like(vec!["11".into()]),
            )],
            ..When::default()
        },
        then: Then {
            pay: Some(ResultCode::RiskReject),
            ..Then::default()
        },
        ..Rule::default()
    };
    let usual = Then::default;
    let declined = || Then {
        issuer: Some(ResultCode::DoNotHonor),
        ..usual()
    };
    let of_card = |card: Card, then: Then| Rule {
        when: When {
            card: vec![number(card).into()],
            ..When::default()
        },
        then,
        ..Rule::default()
    };
    let after_decline = Some(AfterDecline::Final);
    let capture = Some(ResultCode::ProcessFail);
    let by_3ds = |three_ds| Then {
        three_ds: Some(three_ds),
        ..usual()
    };
    Playbook {
        title: "all courses".into(),
        rules: [
            refused,
            of_card(Card::Declined, declined()),
            of_card(
                Card::DeclinedForGood,
                Then {
                    after_decline,
                    ..declined()
                },
            ),
            of_card(Card::Frictionless, by_3ds(ThreeDsCourse::Frictionless)),
            of_card(Card::Exempted, by_3ds(ThreeDsCourse::Exempted)),
            of_card(Card::NeverCaptured, Then { capture, ..usual() }),
        ]
        .map(Into::into)
        .to_vec(),
        ..Playbook::default()
    }
}
