//! Whether a call may reach an API at all.
//!
//! The order of the checks is assumed: path, method, media type, client, time, signature
//! (file 01 §6 of the protocol notes).

use std::iter;
use std::sync::Arc;

use super::super::State;
use super::BODY_MAX;
use super::call::Call;
use crate::gateway::{Operation, Refusal, ResultCode, Said};
use crate::protocol::api_key;
use crate::protocol::diagnosis::{OtherKey, Suspect, explain};
use crate::protocol::headers::{SignatureHeader, is_json, is_request_time};
use crate::protocol::key::VerifyingKey;
use crate::protocol::signature::content;
use crate::protocol::{Surface, operation_at};
use crate::sandbox::Sandbox;
use crate::sandbox::keys::{MerchantKeys, gateway_key};
use crate::scenario::nearest;

/// A call that may go on.
pub(super) struct Admitted<'a> {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) operation: Operation,
    /// What its caller signed as the path, and will verify the answer with.
    pub(super) signed_path: &'a str,
}

/// A call that may not.
pub(super) struct Refused {
    pub(super) sandbox: Option<Arc<Sandbox>>,
    pub(super) refusal: Refusal,
    pub(super) said: Said,
    pub(super) diagnosis: Vec<String>,
    /// The signature is missing, unreadable, of an unknown key or wrong.
    pub(super) for_signature: bool,
}

impl Refused {
    fn new(code: ResultCode, why: impl Into<String>) -> Self {
        Self {
            sandbox: None,
            refusal: Refusal::new(code, why),
            said: Said::ByGateway,
            diagnosis: Vec::new(),
            for_signature: false,
        }
    }
}

pub(super) fn admit<'a>(call: &'a Call, state: &State) -> Result<Admitted<'a>, Refused> {
    // Whoever tells a name finds the refusal among his own calls.
    let named = |refused: Refused| Refused {
        sandbox: call
            .client_id
            .as_deref()
            .and_then(|id| state.merchants.get(id)),
        ..refused
    };
    let (surface, operation) = operation_at(&call.path)
        .ok_or_else(|| Refused::new(ResultCode::NoInterfaceDef, nothing_at(&call.path)))
        .map_err(named)?;
    check_method(call).map_err(named)?;
    let sandbox = find_client(call, state, surface)?;
    let belongs = |refused: Refused| Refused {
        sandbox: Some(Arc::clone(&sandbox)),
        ..refused
    };
    let signed_path = if call.has_key {
        check_body(call).map_err(belongs)?;
        &call.path
    } else {
        check_time(call).map_err(belongs)?;
        check_signature(call, &sandbox, state).map_err(belongs)?
    };
    Ok(Admitted {
        sandbox,
        operation,
        signed_path,
    })
}

/// Which API was probably meant, or all that there are.
fn nothing_at(path: &str) -> String {
    if path
        .strip_prefix('/')
        .is_some_and(|rest| operation_at(rest).is_some())
    {
        return format!(
            "\"{path}\" begins with two slashes; leave out the one at the end of the gateway URL of your client"
        );
    }
    let path_of = |one: &Operation| format!("{}/{}", one.group(), one.name());
    let played: Vec<_> = Operation::ALL.iter().map(path_of).collect();
    let end = path.rsplit("/v1/").next().unwrap_or(path);
    match nearest(end, played.iter().map(String::as_str)) {
        Some(meant) => format!(
            "no API is played at this path; did you mean /ams/api/v1/{meant} or /ams/sandbox/api/v1/{meant}?"
        ),
        None => format!(
            "no API is played at this path; there are {} under /ams/api/v1/ and /ams/sandbox/api/v1/",
            played.join(", ")
        ),
    }
}

fn check_method(call: &Call) -> Result<(), Refused> {
    if call.method != "POST" {
        let why = format!("every API is called with POST, not {}", call.method);
        return Err(Refused::new(ResultCode::MethodNotSupported, why));
    }
    match call.header("content-type") {
        Some(other) if !is_json(other) => {
            let why =
                format!("content-type must be application/json; charset=UTF-8, not \"{other}\"");
            Err(Refused::new(ResultCode::MediaTypeNotAcceptable, why))
        }
        _ => Ok(()),
    }
}

fn find_client(call: &Call, state: &State, surface: Surface) -> Result<Arc<Sandbox>, Refused> {
    let client_id = call.client_id.as_deref().unwrap_or_default();
    if client_id.is_empty() {
        // A proxy may have added an authorization of its own to a call that is signed.
        let has_key = call.header("authorization").is_some()
            && call.header("signature").is_none()
            && call.client_id.is_none();
        let why = if has_key {
            api_key::FORM
        } else {
            "the header client-id is required"
        };
        return Err(Refused::new(ResultCode::ParamIllegal, why));
    }
    let sandbox = state.merchants.get(client_id).ok_or_else(|| {
        let why = format!(
            "no merchant has the client id \"{client_id}\"; `antom-sandbox keys` shows the one that exists from the start"
        );
        Refused::new(ResultCode::ClientInvalid, why)
    })?;
    let of_sandbox = client_id.starts_with("SANDBOX_");
    if state.manners.strict && of_sandbox != (surface == Surface::Sandbox) {
        let why = format!(
            "the client id \"{client_id}\" does not go with the path: SANDBOX_ ids call /ams/sandbox/api, others /ams/api"
        );
        return Err(Refused {
            sandbox: Some(sandbox),
            ..Refused::new(ResultCode::ClientInvalid, why)
        });
    }
    Ok(sandbox)
}

fn check_time(call: &Call) -> Result<(), Refused> {
    match call.header("request-time") {
        Some(time) if is_request_time(time) => Ok(()),
        Some(time) => {
            let why = format!(
                "the header request-time must be epoch milliseconds such as 1763866800000, or ISO 8601 with an offset, not \"{time}\""
            );
            Err(Refused::new(ResultCode::ParamIllegal, why))
        }
        None => Err(Refused::new(
            ResultCode::ParamIllegal,
            "the header request-time is required",
        )),
    }
}

fn check_body(call: &Call) -> Result<(), Refused> {
    match &call.broken {
        None => Ok(()),
        Some(broken) => {
            let why =
                format!("the body cannot be read ({broken}); at most {BODY_MAX} bytes are taken");
            Err(Refused::new(ResultCode::ParamIllegal, why))
        }
    }
}

/// Tells what was signed as the path. The documents call it the path with its parameters, and no
/// API has any: who appends some may sign them or not.
fn check_signature<'a>(
    call: &'a Call,
    sandbox: &Sandbox,
    state: &State,
) -> Result<&'a str, Refused> {
    let refused = |code, why: String| Refused {
        for_signature: true,
        ..Refused::new(code, why)
    };
    let bad = |why: String| refused(state.manners.signature_code, why);
    let header = call
        .header("signature")
        .ok_or_else(|| bad("the header signature is required".to_owned()))?;
    let parsed: SignatureHeader = header
        .parse()
        .map_err(|why| bad(format!("the header signature cannot be read: {why}")))?;
    let key = sandbox
        .profile()
        .keys
        .version(parsed.key_version)
        .ok_or_else(|| {
            let why = match parsed.key_version {
                Some(version) if version != 1 => {
                    format!("keyVersion {version} is not registered; only 1 is")
                }
                _ => "this merchant has no public key; create it with one".to_owned(),
            };
            refused(ResultCode::KeyNotFound, why)
        })?;
    check_body(call)?;
    let suspect = Suspect {
        host: call.header("host").unwrap_or_default(),
        path: &call.path,
        path_and_query: call.path_and_query.as_deref(),
        client_id: sandbox.client_id(),
        time: call.header("request-time").unwrap_or_default(),
        body: &call.body,
        signature: &parsed.signature,
    };
    let is_signed = |path: &&str| {
        let signed = content(path, suspect.client_id, suspect.time, suspect.body);
        key.verifies(&signed, &parsed.signature)
    };
    let mut paths = iter::once(call.path.as_str()).chain(call.path_and_query.as_deref());
    if let Some(path) = paths.find(is_signed) {
        return Ok(path);
    }
    let diagnosis = diagnose(&suspect, key, sandbox);
    let finding = diagnosis.first().cloned().unwrap_or_default();
    Err(Refused {
        diagnosis,
        ..bad(format!("the signature does not verify: {finding}"))
    })
}

/// What may be wrong with a signature, the likeliest first.
fn diagnose(suspect: &Suspect<'_>, key: &VerifyingKey, sandbox: &Sandbox) -> Vec<String> {
    let gateways = gateway_key().public_key();
    let mut others = vec![OtherKey {
        key: &gateways,
        whose: "Antom's private key; sign with the merchant's",
    }];
    if let (MerchantKeys::Own(_), Some(key)) = (
        &sandbox.profile().keys,
        MerchantKeys::WellKnown.version(None),
    ) {
        let whose = "the well-known test key, while this merchant registered a key of its own";
        others.push(OtherKey { key, whose });
    }
    explain(suspect, key, &others)
}
