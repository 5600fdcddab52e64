//! A merchant's world as one JSON document: taken, and put back.

use actix_web::HttpResponse;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, Data, block};

use super::about::OfMerchant;
use super::error::AdminError;
use super::merchants::MerchantView;
use crate::sandbox::snapshot::{BadSnapshot, Snapshot};

/// The longest snapshot taken: some twenty thousand payments with all that was sent about them.
pub(super) const SNAPSHOT_MAX: usize = 256 * 1024 * 1024;

pub(super) async fn read(about: OfMerchant) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    // A large world takes its time, and others are to be answered meanwhile.
    let writing = block(move || serde_json::to_vec(&sandbox.snapshot()));
    let written = writing.await.map_err(|_| stopping())?;
    let document = written.expect("names and numbers can be written as JSON");
    if document.len() > SNAPSHOT_MAX {
        let message = format!("the snapshot would be longer than {SNAPSHOT_MAX} bytes");
        let hint = "give each test a merchant of its own; what is longer cannot be restored";
        return Err(AdminError::conflict(message, hint));
    }
    let kind = (CONTENT_TYPE, "application/json");
    Ok(HttpResponse::Ok().insert_header(kind).body(document))
}

pub(super) async fn restore(
    about: OfMerchant,
    document: Bytes,
) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let (merchants, target) = (Data::clone(&about.state), sandbox.clone());
    let restoring = block(move || {
        let snapshot = Snapshot::read(&document)?;
        merchants.merchants.restore(&target, snapshot)
    });
    restoring.await.map_err(|_| stopping())??;
    Ok(HttpResponse::Ok().json(MerchantView::of(&sandbox, &about.state)))
}

fn stopping() -> AdminError {
    AdminError::conflict("the program is stopping", "start it again")
}

impl From<BadSnapshot> for AdminError {
    fn from(error: BadSnapshot) -> Self {
        let hint = "nothing was changed; send what GET …/snapshot of a program of this version has answered, whole and as it was";
        Self::bad_request(error.to_string(), hint)
    }
}
