//! What a shop has to be configured with, ready to copy: values, and a first payment in five
//! languages and for a shell.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::frame::Frame;
use super::respond::answer;
use super::snippets::{Setup, Snippet};
use crate::sandbox::Sandbox;
use crate::sandbox::keys::{GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, MerchantKeys};

/// What stands for a private key that only the shop has.
const YOUR_KEY: &str = "PUT YOUR PRIVATE KEY HERE";

/// Where a shop hears of its payments, when nothing else was said.
const USUAL_HOOK: &str = "http://127.0.0.1:3000/hooks/antom";

#[derive(Template)]
#[template(path = "dashboard/keys.html")]
struct KeysPage {
    frame: Frame,
    /// A name for the page's own use, a name for people, and the value.
    values: Vec<(&'static str, &'static str, String)>,
    /// Whether the merchant signs with a key of its own.
    has_own_key: bool,
    snippets: Vec<Snippet>,
    /// Where the authority of the TLS certificate is downloaded.
    authority: Option<String>,
}

pub(super) async fn show(path: Path<String>, state: Data<State>) -> HttpResponse {
    answer(&state, &path, page(&path, &state))
}

fn page(client_id: &str, state: &State) -> Result<KeysPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "keys");
    let well_known = matches!(sandbox.profile().keys, MerchantKeys::WellKnown);
    let setup = setup(&sandbox, well_known, state);
    let mut values = vec![("gateway", "Gateway URL", setup.gateway.clone())];
    if let Some(url) = &state.https_url {
        values.push(("gateway-tls", "Gateway URL over TLS", url.clone()));
    }
    values.push(("client-id", "Client id", setup.client_id.clone()));
    values.push(("antom-key", "Antom's public key", setup.antom_key.clone()));
    if well_known {
        values.push((
            "merchant-key",
            "Your private key",
            setup.private_key.clone(),
        ));
    }
    Ok(KeysPage {
        frame,
        values,
        has_own_key: !well_known,
        snippets: setup.snippets(),
        authority: state
            .ca_pem
            .as_ref()
            .map(|_| format!("{}/ca.pem", state.admin_url)),
    })
}

fn setup(sandbox: &Sandbox, well_known: bool, state: &State) -> Setup {
    let notify_url = sandbox.with_gateway(|gateway, _| gateway.terms().notify_url.clone());
    let private_key = if well_known {
        MERCHANT_PRIVATE_KEY.trim()
    } else {
        YOUR_KEY
    };
    Setup {
        gateway: state.public_url.clone(),
        gateway_tls: state
            .https_url
            .clone()
            .unwrap_or_else(|| state.public_url.clone()),
        client_id: sandbox.client_id().to_owned(),
        private_key: private_key.to_owned(),
        antom_key: GATEWAY_PUBLIC_KEY.trim().to_owned(),
        notify_url: notify_url.unwrap_or_else(|| USUAL_HOOK.to_owned()),
    }
}
