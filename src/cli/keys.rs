//! `keys`: what a shop has to be configured with.

use clap::Args;
use serde_json::json;

use super::print;
use crate::sandbox::keys::{DEFAULT_CLIENT_ID, GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY};

/// In which form.
#[derive(Args, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox keys --env >> .env")]
pub(crate) struct KeysArgs {
    /// As lines for an environment file
    #[arg(long, conflicts_with = "json")]
    env: bool,

    /// As one JSON object
    #[arg(long)]
    json: bool,
}

/// Prints them.
pub(crate) fn run(args: &KeysArgs) -> anyhow::Result<()> {
    if args.json {
        let keys = json!({
            "clientId": DEFAULT_CLIENT_ID,
            "merchantPrivateKey": MERCHANT_PRIVATE_KEY,
            "antomPublicKey": GATEWAY_PUBLIC_KEY,
        });
        return print::text(&format!("{keys:#}\n"));
    }
    if args.env {
        return print::text(&format!(
            "ANTOM_CLIENT_ID={DEFAULT_CLIENT_ID}\nANTOM_MERCHANT_PRIVATE_KEY={MERCHANT_PRIVATE_KEY}\nANTOM_PUBLIC_KEY={GATEWAY_PUBLIC_KEY}\n"
        ));
    }
    print::text(&format!(
        "client id\n{DEFAULT_CLIENT_ID}\n\nmerchant's private key: your shop signs with it\n{MERCHANT_PRIVATE_KEY}\n\nAntom's public key: your shop verifies with it\n{GATEWAY_PUBLIC_KEY}\n\nThese are test keys that everybody knows. Never use them outside a sandbox.\n"
    ))
}
