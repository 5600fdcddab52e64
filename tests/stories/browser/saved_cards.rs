//! A person pays with a saved card, and pays it off month by month.

use serde_json::json;

use super::{Screen, ShopFront, WITHOUT_SCRIPTS, browse, browse_both};
use crate::request_validation::with;
use crate::support::Buyer;

const BRAZIL: &str = "4294097400915107";

/// A payment of 99 reais that may be paid off.
fn order(front: &ShopFront, id: &str) -> serde_json::Value {
    let amount = json!({"currency": "BRL", "value": "9900"});
    let order = with(&front.shop.order(id), "paymentAmount", amount);
    let order = with(&order, "enableInstallmentCollection", json!("true"));
    let told = json!({"tokenize": true, "payerEmail": "ana@example.com", "cpf": "11144477735"});
    with(&order, "paymentMethod.paymentMethodMetaData", told)
}

async fn choose_months(screen: &Screen) {
    let front = ShopFront::open();
    let first = front.open_payment(order(&front, "first"));
    Buyer::open(&first).pay_with(BRAZIL);
    screen
        .visit(&front.open_payment(order(&front, "web-1")))
        .await;
    let card = screen.read("stored-card").await;
    assert!(card.contains("VISA •••• 5107"), "{card}");
    screen.photo("card-stored").await;
    screen
        .press_in("[data-test=stored-months] option[value='6']")
        .await;
    screen.press("use-stored-card").await;
    screen.arrive_at(&front.return_url()).await;
    let plan = front.shop.inquire("web-1")["paymentResultInfo"]["creditPayPlan"].clone();
    assert_eq!(plan["installmentNum"], "6");
}

#[test]
fn a_saved_card_is_paid_off_month_by_month() {
    browse_both(async |screen| choose_months(screen).await);
}

#[test]
fn a_saved_card_is_paid_off_without_scripts() {
    browse(WITHOUT_SCRIPTS, async |screen| choose_months(screen).await);
}
