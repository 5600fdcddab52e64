//! Where checkout links lead once a world was restored.

use serde_json::{Value, json};

use crate::support::buyer::VISA;
use crate::support::{App, Buyer, Place, Shop};

fn status(url: &str) -> u16 {
    Buyer::open(url).page.status()
}

#[test]
fn a_link_works_in_the_program_that_the_world_was_restored_in() {
    let (shop, elsewhere) = (Shop::open(), App::with(&[]));
    let paid = shop.pay(&shop.order("lt-pay-1"));
    let moved = super::moved(&shop, &elsewhere, &shop.admin.get("/snapshot"));
    let url = moved
        .pay(&moved.order("lt-pay-1"))
        .text("normalUrl")
        .to_owned();
    let token = |url: &str| url.rsplit('/').next().map(str::to_owned);
    assert_eq!(token(&url), token(paid.text("normalUrl")));
    let mut buyer = Buyer::open(&url);
    assert_eq!(buyer.place(), Place::Card);
    buyer.pay_with(VISA);
    assert_eq!(moved.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
    assert_eq!(shop.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
}

#[test]
fn the_links_of_the_world_that_is_gone_lead_nowhere() {
    let shop = Shop::open();
    let kept = shop.pay(&shop.order("lt-pay-1"));
    let world = shop.admin.get("/snapshot");
    let later = shop.pay(&shop.order("lt-pay-2"));
    let reset = shop.admin.post("/reset", &Value::Null);
    assert_eq!(reset["payments"], 0);
    assert_eq!(status(kept.text("normalUrl")), 404);
    let restored = shop.admin.put("/snapshot", &world);
    assert_eq!(
        (&restored["payments"], &restored["seed"]),
        (&json!(1), &json!(7))
    );
    assert_eq!(status(kept.text("normalUrl")), 200);
    assert_eq!(status(later.text("normalUrl")), 404);
    let again = shop.pay(&shop.order("lt-pay-2"));
    assert_eq!(again["normalUrl"], later["normalUrl"]);
    shop.admin.put("/snapshot", &world);
    assert_eq!(status(later.text("normalUrl")), 404);
}

#[test]
fn a_link_that_two_worlds_share_leads_to_the_one_restored_last() {
    let (one, other) = (Shop::open(), Shop::open());
    let paid = one.pay(&one.order("lt-pay-1"));
    other.admin.put("/snapshot", &one.admin.get("/snapshot"));
    Buyer::open(paid.text("normalUrl")).pay_with(VISA);
    assert_eq!(one.inquire("lt-pay-1")["paymentStatus"], "PROCESSING");
    assert_eq!(other.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
    // When that one is gone, it leads to the first again.
    let path = format!("/v1/merchants/{}", other.client_id);
    assert_eq!(
        other.admin.call("DELETE", &path, &Value::Null).status(),
        204
    );
    Buyer::open(paid.text("normalUrl")).pay_with(VISA);
    assert_eq!(one.inquire("lt-pay-1")["paymentStatus"], "SUCCESS");
}
