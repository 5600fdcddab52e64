//! `demo`: the sandbox, and a small shop that pays through it.

use std::net::{SocketAddr, TcpListener};

use anyhow::{Context, anyhow};
use clap::Args;

use super::print;
use super::serve::{prepare, welcome, wish_to_stop};
use crate::demo::{ShopConfig, run as run_shop};
use crate::sandbox::keys::{DEFAULT_CLIENT_ID, GATEWAY_PUBLIC_KEY, MERCHANT_PRIVATE_KEY};
use crate::settings::{Settings, listen_address};
use crate::telemetry;
use crate::web::application::block_on;
use crate::web::{Addresses, url_of};

/// The settings of the sandbox, and where the shop is.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Example:
  antom-sandbox demo    and open http://127.0.0.1:8091")]
pub(crate) struct DemoArgs {
    /// Where the demo shop listens
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "ANTOM_SANDBOX_SHOP",
        default_value = "127.0.0.1:8091",
        value_parser = listen_address
    )]
    shop: SocketAddr,

    #[command(flatten)]
    settings: Settings,
}

/// Runs both until told to stop.
pub(crate) fn run(args: &DemoArgs) -> anyhow::Result<()> {
    telemetry::start(args.settings.log, &args.settings.log_level).map_err(|why| anyhow!(why))?;
    block_on(async {
        let stop = wish_to_stop()?;
        let listener = TcpListener::bind(args.shop).with_context(|| {
            format!(
                "cannot listen on {}; choose another address with --shop",
                args.shop
            )
        })?;
        let shop_url = url_of("http", &listener).map_err(|why| anyhow!(why))?;
        let (application, addresses) = prepare(&args.settings, Some(&shop_url))?;
        let shop = run_shop(config(&addresses, &shop_url), listener);
        print::text(&format!(
            "{}\n  demo shop  {shop_url}    open it in a browser: situations, one click each\n\n",
            welcome(&args.settings, &addresses)
        ))?;
        tokio::select! {
            served = application.run_until(stop) => served.context("a listener broke"),
            ended = shop => Err(anyhow!("the demo shop ended: {ended:?}")),
        }
    })
}

fn config(addresses: &Addresses, shop_url: &str) -> ShopConfig {
    ShopConfig {
        gateway_url: addresses.http.clone(),
        client_id: DEFAULT_CLIENT_ID.to_owned(),
        merchant_private_key: MERCHANT_PRIVATE_KEY.to_owned(),
        antom_public_key: GATEWAY_PUBLIC_KEY.to_owned(),
        shop_url: shop_url.to_owned(),
        admin_url: addresses.admin.clone(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Words {
        #[command(flatten)]
        demo: DemoArgs,
    }

    #[test]
    fn the_shop_listens_where_the_other_listeners_may() {
        for address in ["localhost:8091", "127.0.0.1:0", "[::1]:8091"] {
            let words = Words::try_parse_from(["demo", "--shop", address]);
            let shop = words.expect(address).demo.shop;
            assert!(shop.ip().is_loopback(), "{address}: {shop}");
        }
    }
}
