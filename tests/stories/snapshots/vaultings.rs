//! Documents whose vaultings cannot be.

use serde_json::{Value, json};

use super::documents::{changed, refused};
use crate::support::Shop;
use crate::support::buyer::VISA;
use crate::vaulting::{request, request_with_3ds};

#[test]
fn vaultings_that_cannot_be_are_told_with_their_place() {
    let shop = Shop::open();
    shop.vault("vaultPaymentMethod", &request(&shop, "v-1", VISA));
    shop.vault("vaultPaymentMethod", &request_with_3ds(&shop, "v-2", VISA));
    let good = shop.admin.get("/snapshot");
    let link = &good["gateway"]["vaultings"][0]["token"];
    let cases: [(&str, Value, &str); 8] = [
        (
            "1/order/request_id",
            json!("v-1"),
            "[1].order.request_id: another one has the vaultingRequestId \"v-1\"",
        ),
        ("1/token", link.clone(), "[1].token: another link"),
        (
            "1/stage/Challenged/tries_left",
            json!(0),
            "[1].stage.Challenged.tries_left: a bank takes 1 to 3 codes",
        ),
        (
            "0/stage/Stored/token",
            json!("ALIPAY"),
            "[0].stage.Stored.token: no stored card",
        ),
        (
            "1/stage",
            json!("AwaitingCard"),
            "[1].stage: a card is awaited",
        ),
        ("0/order", json!({}), "missing field `request_id`"),
        ("0/stage", json!("Flown"), "unknown variant `Flown`"),
        ("0/created_at", json!("once"), "at line 1 column"),
    ];
    for (place, value, told) in cases {
        let document = changed(&good, &format!("/gateway/vaultings/{place}"), value);
        let message = refused(&shop, &document);
        assert!(message.contains(told), "{told}: {message}");
    }
    for (place, value, told) in [
        (
            "/gateway/notifications/0/subject",
            json!({"Vaulting": 7}),
            "notifications[0].subject: there is no vaulting 7",
        ),
        (
            "/gateway/notifications/0/payment_id",
            json!("20261123194010800100188110000000000"),
            "notifications[0].payment_id: it is about a vaulting",
        ),
        (
            "/gateway/agenda/0/1",
            json!({"VaultingExpiry": 7}),
            "there is no vaulting 7",
        ),
    ] {
        let message = refused(&shop, &changed(&good, place, value));
        assert!(message.contains(told), "{told}: {message}");
    }
}
