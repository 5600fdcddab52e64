//! A shop asks what is known of a card, before anybody pays with it.

use serde_json::{Value, json};

use crate::support::Shop;
use crate::support::buyer::VISA;
use crate::support::shop::Answer;

fn known(shop: &Shop, question: &Value) -> Answer {
    let answer = shop.call("getCardInfo", question);
    assert_eq!(answer.result(), "SUCCESS S", "{question}: {}", answer.why());
    answer
}

#[test]
fn a_card_is_known_by_its_number_or_its_first_digits() {
    let shop = Shop::open();
    for question in [
        json!({"cardNo": "4294097400915107"}),
        json!({"cardBin": "429409"}),
        json!({"cardBin": "42940974", "paymentMethodRegion": "BR"}),
    ] {
        let card = known(&shop, &question);
        assert_eq!(card["cardBrand"], "VISA");
        assert_eq!(card["issuingRegion"], "BR");
        assert_eq!(card["funding"], "CREDIT");
        assert_eq!(card["cardCategory"], "CONSUMER");
        assert_eq!(card["supportInstallment"], true);
        let plan = &card["installment"]["plans"][0];
        assert_eq!(plan["installmentNum"], "2");
        assert_eq!(plan["minInstallmentAmount"]["currency"], "BRL");
        assert_eq!(
            card["installment"]["supportCardBrands"][0]["cardBrand"],
            "VISA"
        );
        assert!(card.json().get("localCardBrand").is_none());
    }
    assert!(shop.admin.items("/payments").is_empty());
    let kept = shop.admin.items("/requests")[0].to_string();
    assert!(!kept.contains("429409740091"), "{kept}");
}

#[test]
fn local_and_co_badged_cards_name_their_other_brand() {
    let shop = Shop::open();
    let co_badged = known(&shop, &json!({"cardNo": "4035501000000008"}));
    assert_eq!(co_badged["cardBrand"], "VISA");
    assert_eq!(co_badged["coBagedCardBrand"], "CARTES_BANCAIRES");
    assert_eq!(co_badged["localCardBrand"], "CARTES_BANCAIRES");
    let korean = known(&shop, &json!({"cardNo": "9490220011669217"}));
    assert_eq!(korean["cardBrand"], "HYUNDAI");
    assert_eq!(korean["localCardBrand"], "HYUNDAI");
    assert_eq!(korean["issuingRegion"], "KR");
    assert!(korean.json().get("coBagedCardBrand").is_none());
}

#[test]
fn a_card_without_a_plan_says_so() {
    let shop = Shop::open();
    shop.admin
        .put("/contract", &json!({"installments": {"BR": {}}}));
    let american = known(&shop, &json!({"cardNo": VISA}));
    assert_eq!(american["supportInstallment"], false);
    assert!(american.json().get("installment").is_none());
    let none = shop.call("inquireInstallment", &json!({"cardNo": VISA}));
    assert_eq!(none.result(), "SUCCESS S");
    assert!(none.json().get("installmentBanks").is_none());
    let some = shop.call("inquireInstallment", &json!({"cardBin": "429409"}));
    assert_eq!(some["installmentBanks"]["bankShortName"], "BR");
    let bare = shop.call("inquireInstallment", &json!({}));
    assert_eq!(
        bare["installmentBanks"]["plans"],
        some["installmentBanks"]["plans"]
    );
    let elsewhere = json!({"paymentMethodRegion": "KR"});
    let nobody = shop.call("inquireInstallment", &elsewhere);
    assert!(nobody.json().get("installmentBanks").is_none());
}

#[test]
fn a_question_that_cannot_be_answered_says_why() {
    let shop = Shop::open();
    for (question, result) in [
        (json!({}), "PARAM_ILLEGAL F"),
        (json!({"cardBin": "4294"}), "PARAM_ILLEGAL F"),
        (json!({"cardBin": "42940x"}), "PARAM_ILLEGAL F"),
        (
            json!({"cardNo": VISA, "paymentMethodRegion": "FR"}),
            "PARAM_ILLEGAL F",
        ),
        (
            json!({"cardNo": "4294097400915108"}),
            "INVALID_CARD_NUMBER F",
        ),
        (json!({"cardBin": "123456"}), "CARD_NOT_SUPPORTED F"),
    ] {
        assert_eq!(
            shop.call("getCardInfo", &question).result(),
            result,
            "{question}"
        );
    }
    for api in ["getCardInfo", "inquireInstallment"] {
        shop.admin.post(
            "/forced-results",
            &json!({"api": api, "resultCode": "UNKNOWN_EXCEPTION"}),
        );
        let forced = shop.call(api, &json!({"cardNo": VISA}));
        assert_eq!(forced.result(), "UNKNOWN_EXCEPTION U");
    }
}
