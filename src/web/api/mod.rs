//! Antom's surface: every call is admitted, answered, signed and kept.

mod admission;
mod call;
mod cards;
mod disputes;
mod faults;
mod keeping;
mod line;
mod operations;
mod planned;
mod sessions;
mod spoiled;
mod tokens;
mod vaultings;

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::web::{Bytes, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder, web};

use self::admission::{Refused, admit};
use self::call::Call;
use self::keeping::Kept;
pub(super) use self::line::remember_line;
use self::planned::{Trouble, perform_as_planned};
use self::spoiled::Page;
use super::State;
use crate::gateway::{Fields, Finding, PaymentId, Refusal, ResultCode, Spoil, antom_time};
use crate::protocol::{fields_of, refusal_body};
use crate::sandbox::Sandbox;
use crate::sandbox::clock::{Stopwatch, wall_now};
use crate::sandbox::keys::gateway_key;
use crate::sandbox::sender::HeaderTime;
use crate::sandbox::signing::Signing;

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
    let is_known = |id: &str| state.merchants.get(id).is_some();
    let call = Call::new(&request, body, is_known);
    // What an unknown caller sends is about no payment: its fields stay unread.
    let (mut fields, mut signed_path) = (Fields::default(), call.path.as_str());
    let (sandbox, mut answer, trouble, refused) = match admit(&call, &state) {
        Ok(admitted) => {
            (signed_path, fields) = (admitted.signed_path, fields_of(&call.body));
            let (answer, trouble) = perform_as_planned(&admitted, &call.body, &fields, &state);
            (Some(admitted.sandbox), answer, trouble, false)
        }
        Err(refused) => {
            let answer = Answer::refused(&refused, &state);
            (refused.sandbox, answer, None, true)
        }
    };
    if let (Some(sandbox), Some(payment_id)) = (&sandbox, &answer.hurried) {
        sandbox
            .send_early(payment_id.as_str(), Spoil::BeforeAnswer)
            .await;
    }
    // A call that belongs to nobody is kept where its sender will look first.
    let keeper = sandbox.unwrap_or_else(|| state.merchants.default_merchant());
    if !answer.why.is_empty() {
        tracing::warn!("{} {}: {}", call.path, answer.code.code(), answer.why);
    }
    let spoiled = trouble.as_ref().and_then(Trouble::spoiled);
    let page = spoiled::page(spoiled).unwrap_or_else(|| {
        let signing = match spoiled::signing(spoiled) {
            _ if refused && state.manners.unsigned_errors => Signing::Missing,
            signing => signing,
        };
        Page {
            status: StatusCode::OK,
            headers: answer_headers(&call, signed_path, &answer.body, &keeper, signing, &state),
            body: std::mem::take(&mut answer.body),
        }
    });
    let mut head = head(&page);
    let body = Bytes::from(page.body.clone());
    // Kept before it is sent: whoever waits for a late answer finds the call already.
    let fault = trouble.as_ref().map(|trouble| trouble.told.clone());
    let kept = Kept {
        call,
        page,
        answer,
        fault,
        fields,
    };
    kept.keep(&keeper, watch);
    match trouble {
        None => head.body(body),
        Some(trouble) => faults::respond(head, body, trouble, &request).await,
    }
}

/// An answer, and what people want to know about it.
struct Answer {
    code: ResultCode,
    body: Vec<u8>,
    why: String,
    diagnosis: Vec<String>,
    /// What the shop did wrong, when the answer is a refusal of its doing.
    finding: Option<Finding>,
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
            finding: if refused.for_signature {
                Some(Finding::SignatureRefused)
            } else {
                blame(&refused.refusal)
            },
            hurried: None,
        }
    }
}

/// What a refusal tells about the shop.
fn blame(refusal: &Refusal) -> Option<Finding> {
    let is_its_own = refusal.code == ResultCode::ParamIllegal && !refusal.by_rule;
    is_its_own.then_some(Finding::RequestRefused)
}

/// The headers of an answer. An answer carries signature and time, or neither.
fn answer_headers(
    call: &Call,
    signed_path: &str,
    body: &[u8],
    sandbox: &Sandbox,
    signing: Signing,
    state: &State,
) -> Vec<(String, String)> {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![header("content-type", "application/json; charset=UTF-8")];
    let client_id = call.client_id.as_deref().unwrap_or_default();
    if !client_id.is_empty() {
        headers.push(header("client-id", client_id));
    }
    if signing != Signing::Missing {
        let now = match state.manners.header_time {
            HeaderTime::Real => wall_now(),
            HeaderTime::Virtual => sandbox.now(),
        };
        let time = antom_time(now);
        let signature = signing.header(&gateway_key(), signed_path, client_id, &time, body);
        headers.push(header("response-time", &time));
        headers.extend(signature.map(|signature| header("signature", &signature)));
    }
    headers
}

fn head(page: &Page) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(page.status);
    for (name, value) in &page.headers {
        // A client id that no header can carry is not echoed.
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            response.insert_header((name, value));
        }
    }
    response
}
