//! Every page that links lead to is looked at: those of tomorrow, too.

use std::collections::BTreeSet;

use serde_json::json;

use super::demo_shop::open;
use super::{DESK, PHONE, Screen, browse};
use crate::request_validation::with;
use crate::signatures::Draft;
use crate::stored_cards::token_of;
use crate::support::buyer::{DECLINED_VISA, VISA};
use crate::support::{Reply, Shop};
use crate::vaulting::session;

/// Every address of the page's links; what is downloaded is no page.
const LINKS: &str = "return [...document.querySelectorAll('a[href]:not([download])')]
    .map((link) => link.href.replace(/[?#].*/, ''))";

/// Photographs one page of each kind that links lead to from these pages, below an address.
async fn look_around(
    screen: &Screen,
    album: &str,
    below: &str,
    starts: &[&str],
) -> BTreeSet<String> {
    let mut kinds = BTreeSet::new();
    let mut waiting: Vec<String> = starts.iter().map(|path| format!("{below}{path}")).collect();
    while let Some(address) = waiting.pop() {
        let Some(kind) = kind(&address, below) else {
            continue;
        };
        if !kinds.insert(kind.clone()) {
            continue;
        }
        screen.visit(&address).await;
        for setup in [PHONE, DESK] {
            screen.become_like(setup).await;
            screen.photo(&format!("{album}-{kind}")).await;
        }
        let links = screen.run(LINKS).await;
        let links = links.as_array().expect("a list").iter().rev();
        waiting.extend(links.map(|link| link.as_str().expect("an address").to_owned()));
    }
    kinds
}

/// What a page is a page of: `payments`, `payments-one`. `None` for what is elsewhere or no page.
fn kind(address: &str, below: &str) -> Option<String> {
    let path = address.strip_prefix(below)?.trim_matches('/');
    if path.contains('.') || path.starts_with("v1/") {
        return None;
    }
    let parts = path.split('/').enumerate();
    let parts = parts.map(|(place, part)| if place == 1 { "one" } else { part });
    let kind = parts.collect::<Vec<_>>().join("-");
    Some(if kind.is_empty() {
        "start".to_owned()
    } else {
        kind
    })
}

/// A merchant of whom everything can be told.
fn eventful_shop() -> Shop {
    let shop = Shop::open();
    let order = |id: &str| with(&shop.order(id), "order.referenceOrderId", json!(id));
    shop.answers([Reply::Answer(500, "Oops".to_owned()), Reply::Close]);
    shop.pay_and_buy(&order("paid"));
    shop.admin.advance("1h");
    let refund = json!({
        "paymentId": shop.admin.payment("paid")["paymentId"], "refundRequestId": "refund-1",
        "refundAmount": {"currency": "SGD", "value": "500"},
    });
    assert_eq!(shop.call("refund", &refund).code(), "REFUND_IN_PROCESS");
    shop.admin.advance("1h");
    let disputed = json!({"amount": 590});
    shop.admin.post("/payments/paid/disputes", &disputed);
    let declined = shop.pay(&order("declined"));
    let pays = json!({"action": "pay", "card": DECLINED_VISA});
    shop.admin.buyer(declined.text("paymentId"), &pays);
    token_of(&shop, VISA);
    session(&shop, "asked");
    let submits = json!({"action": "submit"});
    shop.admin.post("/vaultings/asked/buyer", &submits);
    shop.admin.advance("10s");
    shop.pay(&shop.order_with_3ds("waiting"));
    shop.call("pay", &json!({"paymentRequestId": "wrong"}));
    Draft::new(&shop)
        .set("signature", "algorithm=RSA256")
        .answer(&shop);
    let forced = json!({"api": "inquiryPayment", "resultCode": "UNKNOWN_EXCEPTION"});
    shop.admin.post("/forced-results", &forced);
    shop
}

fn dashboard_of(shop: &Shop) -> String {
    format!("{}/merchants/{}/", shop.admin.base(), shop.client_id)
}

#[test]
fn the_dashboard_of_an_eventful_merchant() {
    browse(DESK, async |screen| {
        let shop = eventful_shop();
        let kinds = look_around(
            screen,
            "dashboard-full",
            &dashboard_of(&shop),
            &["payments"],
        )
        .await;
        assert!(kinds.contains("payments-one"), "{kinds:?}");
        assert!(kinds.contains("notifications-one"), "{kinds:?}");
        assert!(kinds.contains("requests-one"), "{kinds:?}");
        assert!(kinds.contains("vaultings-one"), "{kinds:?}");
        screen
            .visit(&format!("{}payments/paid", dashboard_of(&shop)))
            .await;
        screen.photo("dashboard-full-paid").await;
    });
}

#[test]
fn the_dashboard_of_a_new_merchant() {
    browse(DESK, async |screen| {
        let shop = Shop::open();
        let kinds = look_around(screen, "dashboard-new", &dashboard_of(&shop), &["payments"]).await;
        assert!(kinds.contains("payments"), "{kinds:?}");
        assert!(!kinds.contains("payments-one"), "{kinds:?}");
        screen
            .visit(&format!("{}payments/nobody", dashboard_of(&shop)))
            .await;
        screen.expect("problem").await;
        screen.photo("dashboard-problem").await;
    });
}

#[test]
fn the_demo_shop() {
    browse(DESK, async |screen| {
        let (program, _) = open();
        let shop = program.address("shop").trim_end_matches('/');
        screen.visit(shop).await;
        screen.press("situation-charged-twice").await;
        screen.expect("picture").await;
        let starts = ["", "runs/1", "orders/1"];
        let kinds = look_around(screen, "demo", &format!("{shop}/"), &starts).await;
        for kind in ["start", "runs-one", "orders-one", "checkout-one"] {
            assert!(kinds.contains(kind), "no {kind} in {kinds:?}");
        }
        screen.visit(&format!("{shop}/orders/99")).await;
        screen.photo("demo-problem").await;
    });
}
