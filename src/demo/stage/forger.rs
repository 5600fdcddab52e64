//! Somebody who is not Antom: a shop's notify URL is open to all the world.

use serde_json::json;

use super::Stage;
use crate::demo::Shop;
use crate::demo::attempt::Attempt;
use crate::demo::books::Place;

/// Looks like a signature, and is none.
const SIGNATURE: &str = "algorithm=RSA256,keyVersion=1,signature=Tm90IEFudG9tJ3Mu";

impl Stage {
    /// Posts that a payment was paid to the shop's notify URL, as anybody could who knows the ids.
    pub(super) async fn forge(
        &self,
        shop: &Shop,
        (number, _): Place,
        attempt: &Attempt,
    ) -> Result<String, String> {
        let amount = {
            let books = shop.books();
            books.orders.get(number).map(|order| order.amount.json())
        };
        let notice = json!({
            "notifyType": "PAYMENT_RESULT",
            "result": {"resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success."},
            "paymentRequestId": attempt.request_id,
            "paymentId": attempt.payment_id,
            "paymentAmount": amount,
        });
        let url = format!("{}/hooks/antom", shop.url);
        let headers = [
            ("content-type", "application/json; charset=UTF-8"),
            ("client-id", &self.client_id),
            ("request-time", "2026-01-01T00:00:00+08:00"),
            ("signature", SIGNATURE),
        ];
        let mut letter = self.post_office.post(url).body(notice.to_string());
        for (name, value) in headers {
            letter = letter.header(name, value);
        }
        let answer = letter.send().await;
        let answer = answer.map_err(|error| format!("the shop does not answer: {error}"))?;
        let status = answer.status().as_u16();
        Ok(format!(
            "A forger posts to the shop that order {number} is paid, with a made-up signature. The shop answers HTTP {status}."
        ))
    }
}
