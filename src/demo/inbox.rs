//! Where Antom's notifications come in: verify over the bytes, file, acknowledge.

use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse};
use serde_json::Value;

use super::Shop;
use super::orders::Told;
use super::pages::lock;
use crate::protocol::notify::RIGHT_ANSWER;

pub(super) async fn receive(request: HttpRequest, body: Bytes, shop: Data<Shop>) -> HttpResponse {
    let header = |name: &str| {
        let value = request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    };
    let (time, signature) = (header("request-time"), header("signature"));
    if let Err(why) = shop.antom.verify(request.path(), time, &body, signature) {
        tracing::warn!("the demo shop refuses a notification: {why}");
        return HttpResponse::Unauthorized().body(why);
    }
    let Ok(notice) = serde_json::from_slice::<Value>(&body) else {
        return HttpResponse::BadRequest().body("not JSON");
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let told = Told {
        kind: text(&notice["notifyType"]),
        code: text(&notice["result"]["resultCode"]),
        at: time.to_owned(),
    };
    // An order that is not known yet will be told again.
    if lock(&shop).tell(&text(&notice["paymentId"]), told) {
        HttpResponse::Ok()
            .content_type("application/json; charset=UTF-8")
            .body(RIGHT_ANSWER)
    } else {
        HttpResponse::NotFound().body("no such order")
    }
}
