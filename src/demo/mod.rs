//! A small shop that pays through the public, signed API like any merchant, and a stage beside it
//! that arms demonstrations.
//!
//! The shop knows Antom's wire and nothing of the sandbox's inside: whatever it can do, a real shop
//! can. Only `stage` knows that it plays at a sandbox, whose admin API it calls.

mod antom;
mod asking;
mod attempt;
mod books;
mod buying;
mod desk;
mod goods;
mod headline;
mod inbox;
mod letters;
mod money;
mod news;
mod orders;
mod pages;
mod stage;
mod standing;
mod switches;

use std::io;
use std::net::TcpListener;
use std::sync::{Mutex, MutexGuard, PoisonError};

use actix_web::middleware::from_fn;
use actix_web::web::{Data, ServiceConfig};
use actix_web::{App, HttpServer, web};

use self::antom::Antom;
use self::books::Books;
use self::stage::Stage;
use self::switches::Switches;

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
    /// Where the sandbox's admin API and dashboard are. A real shop has no such thing: it is for
    /// links, and for the stage.
    pub admin_url: String,
}

/// Everything the shop's pages share.
struct Shop {
    antom: Antom,
    books: Mutex<Books>,
    switches: Switches,
    url: String,
    /// The merchant's part of the dashboard, for links.
    dashboard: String,
    /// The origin that pictures may come from besides the shop's own.
    admin_url: String,
}

impl Shop {
    /// The shop's memory. Never to be held while something is awaited.
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves the shop until the program ends.
///
/// # Errors
/// A key cannot be read, or the socket cannot be used.
pub async fn run(config: ShopConfig, listener: TcpListener) -> io::Result<()> {
    let antom = Antom::new(&config).map_err(io::Error::other)?;
    let stage = Stage::new(&config.admin_url, &config.client_id).map_err(io::Error::other)?;
    let stage = Data::new(stage);
    let shop = Data::new(Shop {
        antom,
        books: Mutex::default(),
        switches: Switches::default(),
        url: config.shop_url,
        dashboard: format!("{}/merchants/{}", config.admin_url, config.client_id),
        admin_url: config.admin_url,
    });
    HttpServer::new(move || {
        App::new()
            .app_data(shop.clone())
            .app_data(stage.clone())
            .wrap(from_fn(pages::refuse_foreign))
            .configure(routes)
    })
    .workers(1)
    .disable_signals()
    .listen(listener)?
    .run()
    .await
}

fn routes(config: &mut ServiceConfig) {
    pages::routes(config);
    stage::routes(config);
    config.service(web::resource("/hooks/antom").post(inbox::receive));
}
