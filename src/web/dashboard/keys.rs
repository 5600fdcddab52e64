//! What a shop has to be configured with, ready to copy.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::State;
use super::super::admin::{AdminError, merchant};
use super::answer;
use super::frame::Frame;
use crate::sandbox::keys::{GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY, MerchantKeys};

#[derive(Template)]
#[template(path = "dashboard/keys.html")]
struct KeysPage {
    frame: Frame,
    /// A name for the page's own use, a name for people, and the value.
    values: Vec<(&'static str, &'static str, String)>,
    /// Whether the merchant signs with a key of its own.
    has_own_key: bool,
}

pub(super) async fn show(path: Path<String>, state: Data<State>) -> HttpResponse {
    answer(&state, page(&path, &state))
}

fn page(client_id: &str, state: &State) -> Result<KeysPage, AdminError> {
    let sandbox = merchant(state, client_id)?;
    let frame = Frame::of(state, &sandbox, "keys");
    let well_known = matches!(sandbox.profile().keys, MerchantKeys::WellKnown);
    let mut values = vec![
        ("gateway", "Gateway URL", state.public_url.clone()),
        ("client-id", "Client id", frame.client_id.clone()),
        (
            "antom-key",
            "Antom's public key",
            GATEWAY_PUBLIC_KEY.trim().to_owned(),
        ),
    ];
    if well_known {
        let key = MERCHANT_PRIVATE_KEY.trim().to_owned();
        values.push(("merchant-key", "Your private key", key));
    }
    Ok(KeysPage {
        frame,
        values,
        has_own_key: !well_known,
    })
}
