//! The contract of a merchant: read it, sign another.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use serde_json::{Map, Value, json};

use super::about::OfMerchant;
use super::document;
use super::error::AdminError;
use crate::gateway::{AmountLimit, Contract, PlanTerms};
use crate::scenario::nearest;

const HINT: &str = "docs/admin-api.md lists the fields; GET …/contract shows them all";

pub(super) async fn read(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let contract = sandbox.with_gateway(|gateway, _| gateway.contract().clone());
    Ok(HttpResponse::Ok().json(contract))
}

pub(super) async fn change(about: OfMerchant, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let contract = written(&sent(&bytes)?)?;
    let signed = contract.clone();
    sandbox.with_gateway(|gateway, now| gateway.sign(now, signed));
    Ok(HttpResponse::Ok().json(contract))
}

/// A contract as a form has it, in JSON or TOML.
pub(in crate::web) fn document_value(text: &str) -> Result<Value, AdminError> {
    sent(text.as_bytes())
}

/// The contract of a body, in JSON or TOML.
fn sent(bytes: &[u8]) -> Result<Value, AdminError> {
    let wrong = |error: String| AdminError::bad_request(format!("contract: {error}"), HINT);
    let text = std::str::from_utf8(bytes)
        .map_err(|error| wrong(format!("the body is not UTF-8: {error}")))?;
    if text.trim().is_empty() {
        return Err(wrong("the body is empty; {} allows everything".to_owned()));
    }
    document::value(text).map_err(wrong)
}

/// A contract as it was sent. What is left out is as in the default contract. Everything that is
/// wrong is told, each mistake with its field.
pub(super) fn written(sent: &Value) -> Result<Contract, AdminError> {
    let mut mistakes = Vec::new();
    let Value::Object(fields) = sent else {
        let message = "contract: it must be an object";
        return Err(AdminError::bad_request(message, HINT));
    };
    check_keys("contract", fields, &Contract::default(), &mut mistakes);
    check_inner(fields, &mut mistakes);
    if mistakes.is_empty() {
        // Field by field: serde's own words do not say where they belong.
        for (name, value) in fields {
            if let Err(error) = serde_json::from_value::<Contract>(json!({name: value})) {
                mistakes.push(format!("contract.{name}: {error}"));
            }
        }
    }
    let told = |text: String| AdminError::bad_request(text, HINT);
    if mistakes.is_empty() {
        return serde_json::from_value(sent.clone())
            .map_err(|error| told(format!("contract: {error}")));
    }
    Err(told(mistakes.join("; ")))
}

fn check_inner(fields: &Map<String, Value>, mistakes: &mut Vec<String>) {
    let usual = Contract::default();
    for (name, known) in [
        ("refunds", json!(usual.refunds)),
        ("cancellations", json!(usual.cancellations)),
    ] {
        if let Some(Value::Object(inner)) = fields.get(name) {
            check_keys(&format!("contract.{name}"), inner, &known, mistakes);
        }
    }
    for (name, known) in [
        ("amountLimits", json!(AmountLimit::default())),
        ("installments", json!(PlanTerms::default())),
    ] {
        let Some(Value::Object(map)) = fields.get(name) else {
            continue;
        };
        for (key, value) in map {
            if let Value::Object(inner) = value {
                let place = format!("contract.{name}.{key}");
                check_keys(&place, inner, &known, mistakes);
            }
        }
    }
}

/// Whether an object has only keys that a model of it has.
fn check_keys(
    place: &str,
    fields: &Map<String, Value>,
    model: &impl serde::Serialize,
    mistakes: &mut Vec<String>,
) {
    let model = json!(model);
    let known = || model.as_object().into_iter().flat_map(Map::keys);
    for name in fields.keys().filter(|name| known().all(|one| one != *name)) {
        let hint = match nearest(name, known().map(String::as_str)) {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!(
                "there are {}",
                known().cloned().collect::<Vec<_>>().join(", ")
            ),
        };
        mistakes.push(format!("{place}.{name}: no such field; {hint}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sent: &Value) -> String {
        written(sent).unwrap_err().to_string()
    }

    #[test]
    fn a_contract_is_read_with_what_is_left_out_as_usual() {
        let sent = json!({
            "currencies": ["SGD"],
            "amountLimits": {"SGD": {"maxAmount": 5000}},
            "refunds": {"balance": {"SGD": "700"}},
            "installments": {"BR": {"months": [2, 3]}},
        });
        let contract = written(&sent).unwrap();
        assert!(contract.manual_capture && contract.refunds.partial);
        let again = json!(contract);
        assert_eq!(
            again["amountLimits"]["SGD"],
            json!({"minAmount": null, "maxAmount": "5000"})
        );
        assert_eq!(again["installments"]["BR"]["minAmount"], "500");
        assert_eq!(
            written(&again).unwrap(),
            contract,
            "what is shown can be sent"
        );
        assert_eq!(written(&json!({})).unwrap(), Contract::default());
    }

    #[test]
    fn every_mistake_is_told_with_its_field() {
        for (sent, told) in [
            (json!([]), "contract: it must be an object"),
            (
                json!({"curencies": []}),
                "contract.curencies: no such field; did you mean currencies?",
            ),
            (
                json!({"refunds": {"partail": true}}),
                "contract.refunds.partail: no such field; did you mean partial?",
            ),
            (
                json!({"cancellations": {"captued": "REFUND"}}),
                "contract.cancellations.captued: no such field; did you mean captured?",
            ),
            (
                json!({"cancellations": {"captured": "REFUSE"}}),
                "contract.cancellations: unknown variant `REFUSE`, expected one of `ORDER_STATUS_INVALID`, `PAYMENT_METHOD_NOT_SUPPORTED`, `REFUND`",
            ),
            (
                json!({"refunds": {"unknown": "ORDER_NOT_EXISTS"}}),
                "contract.refunds: unknown variant `ORDER_NOT_EXISTS`, expected `ORDER_NOT_EXIST` or `REFUND_NOT_EXIST`",
            ),
            (
                json!({"amountLimits": {"SGD": {"max": 1}}}),
                "contract.amountLimits.SGD.max: no such field; there are minAmount, maxAmount",
            ),
            (
                json!({"currencies": ["SGF"]}),
                "contract.currencies: \"SGF\" is not a currency of ISO 4217",
            ),
            (
                json!({"regions": ["FR"]}),
                "contract.regions: unknown variant `FR`, expected one of `GLOBAL`",
            ),
            (
                json!({"status": "SUSPENDET"}),
                "contract.status: unknown variant `SUSPENDET`",
            ),
            (
                json!({"refunds": {"balance": {"SGD": -1}}}),
                "a count of minor units must be written as 2590 or \"2590\"",
            ),
            (
                json!({"refunds": {"balance": {"SGD": "1.5"}}}),
                "\"1.5\" is no count of minor units",
            ),
            (
                json!({"cardBrands": ["VISSA"]}),
                "contract.cardBrands: \"VISSA\" is not a card brand of Antom",
            ),
        ] {
            let error = refused(&sent);
            assert!(
                error.starts_with("contract") && error.contains(told),
                "{sent}: {error}"
            );
        }
        let both = refused(&json!({"currencies": ["SGF"], "status": "OFF"}));
        assert!(both.contains("contract.currencies: ") && both.contains("; contract.status: "));
    }
}
