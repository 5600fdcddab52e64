//! Stored cards: list and delete.

use actix_web::HttpResponse;
use actix_web::web::Query;
use jiff::Timestamp;
use serde::Serialize;

use super::about::{OfMerchant, OfThing};
use super::error::AdminError;
use super::items;
use super::newest::Page;
use crate::gateway::StoredCard;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StoredCardView {
    card_id: String,
    card_token: String,
    card_no: String,
    card_brand: &'static str,
    issuing_country: String,
    reference_buyer_id: Option<String>,
    account_holder_name: Option<String>,
    email: Option<String>,
    network_transaction_id: Option<String>,
    stored_time: Timestamp,
    token_expiry_time: Option<Timestamp>,
    deleted_time: Option<Timestamp>,
}

pub(super) async fn list(about: OfMerchant, page: Query<Page>) -> Result<HttpResponse, AdminError> {
    let sandbox = about.sandbox()?;
    let is = |card: &&StoredCard, id: &str| card.id.as_str() == id;
    let shown = sandbox.with_gateway(|gateway, _| {
        page.views(gateway.stored_cards().iter(), is, StoredCardView::of)
    });
    Ok(items(shown?))
}

/// Deletes a card, by our id of it or by its token; as often as one likes.
pub(super) async fn delete(about: OfThing) -> Result<HttpResponse, AdminError> {
    let (sandbox, key) = about.sandbox()?;
    let deleted = sandbox.with_gateway(|gateway, now| {
        let card = gateway.delete_card(now, key).map(StoredCardView::of);
        card.map_err(|_| {
            let hint = "GET …/cards lists them; their ids are crd-1, crd-2, …";
            AdminError::not_found(format!("there is no stored card \"{key}\""), hint)
        })
    })?;
    Ok(HttpResponse::Ok().json(deleted))
}

impl StoredCardView {
    fn of(card: &StoredCard) -> Self {
        Self {
            card_id: card.id.to_string(),
            card_token: card.token.to_string(),
            card_no: card.masked.clone(),
            card_brand: card.brand.name(),
            issuing_country: card.issuing_country.clone(),
            reference_buyer_id: card.buyer.clone(),
            account_holder_name: card.holder.clone(),
            email: card.email.clone(),
            network_transaction_id: card.network_transaction_id.clone(),
            stored_time: card.stored_at,
            token_expiry_time: card.expires_at,
            deleted_time: card.deleted_at,
        }
    }
}
