//! What may stand behind the `?` of a call: what docs/openapi.json says, and nothing else. A name that
//! is mistyped would be passed over in silence, and the answer be to another question.

use std::sync::OnceLock;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use serde_json::Value;

use super::OPENAPI;
use super::error::AdminError;
use super::events::unknown;

/// A path of the description, a method of it, and the names that its query may have.
struct Call {
    path: String,
    method: String,
    names: Vec<String>,
}

/// Turns away a query with a name that the called path does not know.
pub(in crate::web) async fn refuse_unknown(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    check(
        request.method().as_str(),
        request.path(),
        request.query_string(),
    )?;
    next.call(request).await
}

fn check(method: &str, path: &str, query: &str) -> Result<(), AdminError> {
    // Pages may be asked whatever a link adds.
    if query.is_empty() || !path.starts_with("/v1/") {
        return Ok(());
    }
    let mut calls = calls().iter();
    // What is not described is no path of this API, or has not this method: that is told elsewhere.
    let Some(call) = calls.find(|call| is_at(&call.path, path) && call.method == method) else {
        return Ok(());
    };
    for (name, _) in url::form_urlencoded::parse(query.as_bytes()) {
        if !call.names.iter().any(|known| is_named(known, &name)) {
            let known: Vec<&str> = call.names.iter().map(String::as_str).collect();
            return Err(match known.as_slice() {
                [] => AdminError::bad_request(
                    format!("the query: there is no \"{name}\""),
                    "this call takes no query; leave out what stands behind the ?",
                ),
                known => unknown("the query", &name, known),
            });
        }
    }
    Ok(())
}

/// Whether a name is the known one; `body.PATH` stands for every path.
fn is_named(known: &str, name: &str) -> bool {
    match known.strip_suffix("PATH") {
        Some(begin) => name.len() > begin.len() && name.starts_with(begin),
        None => known == name,
    }
}

/// Whether a path is one of those that a described one stands for.
fn is_at(described: &str, path: &str) -> bool {
    let mut steps = path.split('/');
    let fits = described.split('/').all(|known| {
        let step = steps.next();
        step.is_some_and(|step| known.starts_with('{') || step == known)
    });
    fits && steps.next().is_none()
}

fn calls() -> &'static [Call] {
    static CALLS: OnceLock<Vec<Call>> = OnceLock::new();
    CALLS.get_or_init(|| described(&serde_json::from_str(OPENAPI).unwrap_or_default()))
}

/// The calls of a description.
fn described(document: &Value) -> Vec<Call> {
    let mut calls = Vec::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, call) in methods.as_object().into_iter().flatten() {
            if method != "parameters" {
                calls.push(Call {
                    path: path.clone(),
                    method: method.to_uppercase(),
                    names: names(document, &call["parameters"]),
                });
            }
        }
    }
    calls
}

fn names(document: &Value, parameters: &Value) -> Vec<String> {
    let mut names = Vec::new();
    for parameter in parameters.as_array().into_iter().flatten() {
        let there = parameter["$ref"]
            .as_str()
            .and_then(|to| to.strip_prefix('#'));
        let parameter = there.map_or(Some(parameter), |there| document.pointer(there));
        let Some(parameter) = parameter.filter(|one| one["in"] == "query") else {
            continue;
        };
        let name = parameter["name"].as_str().unwrap_or_default();
        let is_exploded = parameter["explode"] == true;
        names.push(format!("{name}{}", if is_exploded { ".PATH" } else { "" }));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "/v1/merchants/default";

    #[test]
    fn a_call_takes_what_is_described_and_nothing_else() {
        for (method, path, query) in [
            ("GET", "/payments", "limit=1&after=x"),
            ("PUT", "/scenario", "name=mine"),
            (
                "GET",
                "/events/wait",
                "type=*&body.result.resultCode=x&count=1&timeout=5s",
            ),
            ("GET", "/events", "since=1&limit=2&paymentId=x"),
            ("GET", "/payments/lt-1/wait", "until=FINAL"),
            ("DELETE", "/forced-results", "api=pay"),
            ("GET", "/nowhere", "x=1"),
        ] {
            assert!(
                check(method, &format!("{BASE}{path}"), query).is_ok(),
                "{path}"
            );
        }
        for (method, path, query, told) in [
            ("PUT", "/scenario", "nmae=mine", "did you mean name?"),
            ("GET", "/scenario", "name=mine", "takes no query"),
            ("GET", "/payments", "limt=1", "did you mean limit?"),
            ("POST", "/overrides", "times=1", "takes no query"),
            (
                "DELETE",
                "/forced-results",
                "operation=pay",
                "it is one of api",
            ),
            ("GET", "/events", "paymentID=x", "did you mean paymentId?"),
            (
                "GET",
                "/events/wait",
                "limit=1",
                "it is one of since, count",
            ),
            (
                "GET",
                "/events/wait",
                "body.=1",
                "it is one of since, count",
            ),
        ] {
            let refused = check(method, &format!("{BASE}{path}"), query);
            let (_, message, hint) = refused.as_ref().unwrap_err().parts();
            assert!(
                message.starts_with("the query: there is no \""),
                "{message}"
            );
            assert!(hint.contains(told), "{query}: {hint}");
        }
        assert!(check("GET", "/v1/merchants", "x=1").is_err());
    }
}
