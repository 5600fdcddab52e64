//! A small shop that pays through the public, signed API like any merchant.
//!
//! It knows Antom's wire and nothing of the sandbox's inside: whatever it can do, a real shop can.

mod antom;
mod inbox;
mod orders;
mod pages;

use std::io;
use std::net::TcpListener;
use std::sync::Mutex;

use actix_web::web::Data;
use actix_web::{App, HttpServer, web};

use self::antom::Antom;
use self::orders::Orders;

/// What a shop is configured with.
#[derive(Clone, Debug)]
pub struct ShopConfig {
    /// Where Antom's API is.
    pub gateway_url: String,
    /// The merchant's client id.
    pub client_id: String,
    /// The merchant's private key, Base64.
    pub merchant_private_key: String,
    /// Antom's public key, Base64.
    pub antom_public_key: String,
    /// Where buyers and Antom reach this shop.
    pub shop_url: String,
}

/// Everything the shop's pages share.
struct Shop {
    antom: Antom,
    orders: Mutex<Orders>,
    url: String,
}

/// Serves the shop until the program ends.
///
/// # Errors
/// A key cannot be read, or the socket cannot be used.
pub async fn run(config: ShopConfig, listener: TcpListener) -> io::Result<()> {
    let antom = Antom::new(&config).map_err(io::Error::other)?;
    let shop = Data::new(Shop {
        antom,
        orders: Mutex::default(),
        url: config.shop_url,
    });
    HttpServer::new(move || {
        App::new()
            .app_data(shop.clone())
            .route("/", web::get().to(pages::catalogue))
            .route("/shop.css", web::get().to(pages::style))
            .route("/shop.js", web::get().to(pages::script))
            .route("/buy", web::post().to(pages::buy))
            .route("/orders/{id}", web::get().to(pages::order))
            .route("/orders/{id}/capture", web::post().to(pages::capture))
            .route("/hooks/antom", web::post().to(inbox::receive))
    })
    .workers(1)
    .disable_signals()
    .listen(listener)?
    .run()
    .await
}
