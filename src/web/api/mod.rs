//! Antom's surface: every call is admitted, answered, signed and kept.

mod admission;
mod call;
mod operations;

use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use actix_web::web::{Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, web};

use self::admission::{Admitted, Refused, admit};
use self::call::Call;
use super::State;
use crate::gateway::{
    AnsweredCall, Fields, Finding, Operation, PaymentId, ResultCode, Spoil, antom_time,
};
use crate::protocol::masking::masked;
use crate::protocol::{fields_of, operation_at, refusal_body, signature};
use crate::sandbox::Sandbox;
use crate::sandbox::clock::{Stopwatch, wall_now};
use crate::sandbox::keys::gateway_key;
use crate::sandbox::record::Exchange;
use crate::sandbox::sender::HeaderTime;

/// A real request is some KiB.
pub(super) const BODY_MAX: usize = 1024 * 1024;

pub(super) fn routes(config: &mut ServiceConfig) {
    // A scope is found by comparing its name; a pattern would cost every call a search.
    config.service(web::scope("/ams").default_service(web::to(call)));
}

/// Answers any request that is not for a page: the gateway has one form of answer, HTTP 200 with
/// a `result` inside (file 01 §6 of the protocol notes).
pub(super) async fn call(
    request: HttpRequest,
    body: Result<Bytes, actix_web::Error>,
    state: Data<State>,
) -> HttpResponse {
    let watch = Stopwatch::start();
    let call = Call::new(&request, body);
    let admitted = admit(&call, &state);
    let (sandbox, answer) = match &admitted {
        Ok(Admitted { sandbox, operation }) => (
            Some(sandbox),
            operations::perform(*operation, sandbox, &call.body, &state),
        ),
        Err(refused) => (refused.sandbox.as_ref(), Answer::refused(refused, &state)),
    };
    if let (Some(sandbox), Some(payment_id)) = (sandbox, &answer.hurried) {
        sandbox
            .send_early(payment_id.as_str(), Spoil::BeforeAnswer)
            .await;
    }
    // A call that belongs to nobody is kept where its sender will look first.
    let keeper = sandbox.map_or_else(|| state.merchants.default_merchant(), Clone::clone);
    let unsigned = admitted.is_err() && state.manners.unsigned_errors;
    let headers = answer_headers(&call, &answer.body, &keeper, unsigned, &state);
    if !answer.why.is_empty() {
        tracing::warn!("{} {}: {}", call.path, answer.code.code(), answer.why);
    }
    let response = respond(&headers, &answer.body);
    let told = Told {
        operation: operation_at(&call.path).map(|(_, operation)| operation),
        admitted: admitted.is_ok(),
        finding: finding(&admitted, &answer),
    };
    keep(&keeper, call, headers, answer, &told, watch);
    response
}

/// An answer, and what people want to know about it.
struct Answer {
    code: ResultCode,
    body: Vec<u8>,
    why: String,
    diagnosis: Vec<String>,
    /// The payment whose notification goes out before this answer.
    hurried: Option<PaymentId>,
}

impl Answer {
    fn refused(refused: &Refused, state: &State) -> Self {
        Self {
            code: refused.refusal.code,
            body: refusal_body(&refused.refusal, refused.said, state.manners.explain),
            why: refused.refusal.why.clone(),
            diagnosis: refused.diagnosis.clone(),
            hurried: None,
        }
    }
}

/// The headers of an answer. An answer carries signature and time, or neither.
fn answer_headers(
    call: &Call,
    body: &[u8],
    sandbox: &Sandbox,
    unsigned: bool,
    state: &State,
) -> Vec<(String, String)> {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![header("content-type", "application/json; charset=UTF-8")];
    let client_id = call.client_id.as_deref().unwrap_or_default();
    if !client_id.is_empty() {
        headers.push(header("client-id", client_id));
    }
    if !unsigned {
        let now = match state.manners.header_time {
            HeaderTime::Real => wall_now(),
            HeaderTime::Virtual => sandbox.now(),
        };
        let time = antom_time(now);
        let signature = signature::sign(&gateway_key(), &call.path, client_id, &time, body);
        headers.push(header("response-time", &time));
        headers.push(header("signature", &signature));
    }
    headers
}

fn respond(headers: &[(String, String)], body: &[u8]) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::OK);
    for (name, value) in headers {
        // A client id that no header can carry is not echoed.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            response.insert_header((name, value));
        }
    }
    debug_assert!(
        headers
            .iter()
            .any(|(name, _)| name == CONTENT_TYPE.as_str())
    );
    response.body(body.to_vec())
}

/// What the journal says of a call, apart from its bytes.
struct Told {
    operation: Option<Operation>,
    /// Who sent it is known. What an unknown caller sends is about no payment.
    admitted: bool,
    finding: Option<Finding>,
}

/// What the shop did wrong, when the answer is a refusal of its doing.
fn finding(admitted: &Result<Admitted, Refused>, answer: &Answer) -> Option<Finding> {
    match admitted {
        Err(refused) if refused.for_signature => Some(Finding::SignatureRefused),
        _ if answer.code == ResultCode::ParamIllegal => Some(Finding::RequestRefused),
        _ => None,
    }
}

fn keep(
    sandbox: &Sandbox,
    call: Call,
    response_headers: Vec<(String, String)>,
    answer: Answer,
    told: &Told,
    watch: Stopwatch,
) {
    let at = sandbox.now();
    let request = if told.admitted {
        fields_of(&call.body)
    } else {
        Fields::default()
    };
    let (path, why) = (call.path.clone(), answer.why.clone());
    let number = sandbox.records().keep(Exchange {
        at,
        method: call.method,
        path: call.path,
        client_id: call.client_id,
        request_headers: call.headers,
        request_body: masked(&call.body),
        status: StatusCode::OK.as_u16(),
        response_headers,
        response_body: answer.body,
        result_code: answer.code.code(),
        why: answer.why,
        diagnosis: answer.diagnosis,
        duration: watch.elapsed(),
    });
    let answered = AnsweredCall {
        operation: told.operation,
        path: &path,
        request: &request,
        number,
        code: answer.code,
        http_status: StatusCode::OK.as_u16(),
        why: &why,
        finding: told.finding,
    };
    sandbox.with_gateway(|gateway, now| gateway.tell_call(now, &answered));
}
