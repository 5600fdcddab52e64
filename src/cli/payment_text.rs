//! Payments as people read them.

use serde_json::Value;

use super::print::{Column, events, facts, field, items, table, table_or};

/// All payments, one to a line.
pub(super) fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("PAYMENT", "paymentId"),
        ("REQUEST", "paymentRequestId"),
        ("ORDER", "referenceOrderId"),
        ("AMOUNT", "amountText"),
        ("STATUS", "paymentStatus"),
        ("RESULT", "paymentResultCode"),
        ("STAGE", "stage"),
        ("CREATED", "createTime"),
    ];
    table_or(items(list, "items"), COLUMNS, "no payments yet")
}

/// One payment with all that belongs to it.
pub(super) fn payment_text(payment: &Value) -> String {
    const FACTS: &[Column] = &[
        ("payment", "paymentId"),
        ("request", "paymentRequestId"),
        ("order", "referenceOrderId"),
        ("description", "orderDescription"),
        ("amount", "amountText"),
        ("status", "paymentStatus"),
        ("result", "paymentResultCode"),
        ("stage", "stage"),
        ("card", "card.cardNo"),
        ("brand", "card.cardBrand"),
        ("capture", "captureMode"),
        ("created", "createTime"),
        ("expires", "expiryTime"),
        ("paid", "paymentTime"),
        ("authorisation ends", "authExpiryTime"),
        ("card page", "normalUrl"),
        ("buyer returns to", "redirectUrl"),
        ("notifies", "notifyUrl"),
    ];
    const TRANSACTIONS: &[Column] = &[
        ("TRANSACTION", "id"),
        ("TYPE", "type"),
        ("REQUEST", "requestId"),
        ("AMOUNT", "amountText"),
        ("STATUS", "status"),
        ("RESULT", "resultCode"),
        ("TIME", "time"),
    ];
    let transactions = match items(payment, "transactions") {
        [] => String::new(),
        list => format!("\n{}", table(list, TRANSACTIONS)),
    };
    let timeline = match items(payment, "timeline") {
        [] => String::new(),
        list => format!("\n{}", events(list)),
    };
    let facts = facts(payment, FACTS);
    format!(
        "{facts}{}{transactions}{}{timeline}",
        ids_line(payment, "duplicates"),
        ids_line(payment, "notifications")
    )
}

/// The ids in a list of a payment, in one line; nothing when there are none.
fn ids_line(payment: &Value, list: &str) -> String {
    let ids = items(payment, list).iter().filter_map(Value::as_str);
    let ids: Vec<_> = ids.collect();
    if ids.is_empty() {
        return String::new();
    }
    format!("\n{list:<13}  {}\n", ids.join(", "))
}

/// What the buyer's act led to.
pub(super) fn step_text(step: &Value) -> String {
    let message = field(step, "message");
    let labels = [
        ("step", "step"),
        ("status", "paymentStatus"),
        ("buyer goes to", "redirectUrl"),
    ];
    let facts = facts(step, &labels);
    if message.is_empty() {
        facts
    } else {
        format!("{message}\n{facts}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn a_payment_is_shown_with_all_that_belongs_to_it() {
        let payment = json!({"paymentId": "1", "amountText": "SGD 25.90", "paymentResultCode": null,
            "transactions": [{"type": "CAPTURE", "status": "SUCCESS", "id": "2", "requestId": "c-1",
                "amountText": "SGD 25.90", "time": "10:00", "resultCode": "SUCCESS"}],
            "notifications": ["ntf-1", "ntf-2"],
            "timeline": [{"at": "10:00", "type": "PAYMENT_CREATED", "text": "created"}]});
        let expected = "\
payment  1
amount   SGD 25.90

TRANSACTION  TYPE     REQUEST  AMOUNT     STATUS   RESULT   TIME
2            CAPTURE  c-1      SGD 25.90  SUCCESS  SUCCESS  10:00

notifications  ntf-1, ntf-2

10:00  PAYMENT_CREATED  created
";
        assert_eq!(plain(&payment_text(&payment)), expected);
        assert_eq!(list_text(&json!({"items": []})), "no payments yet\n");
    }
}
