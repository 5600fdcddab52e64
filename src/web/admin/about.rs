//! What a call is about: the merchant of its path, and often something that the merchant has.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::web::{Data, Path};
use actix_web::{FromRequest, HttpRequest};
use serde::de::DeserializeOwned;

use super::super::State;
use super::error::AdminError;
use crate::sandbox::Sandbox;
use crate::sandbox::keys::DEFAULT_CLIENT_ID;

/// What a path names. It is looked up by the call itself, so that the whole request was read
/// before anything is refused.
pub(super) struct About<P> {
    path: P,
    pub(super) state: Data<State>,
}

/// A merchant: `/v1/merchants/{client_id}…`.
pub(super) type OfMerchant = About<String>;

/// Something of a merchant: `/v1/merchants/{client_id}/…/{id}`.
pub(super) type OfThing = About<(String, String)>;

impl OfMerchant {
    pub(super) fn new(client_id: &str, state: Data<State>) -> Self {
        let path = client_id.to_owned();
        Self { path, state }
    }

    /// The same about something of the merchant.
    pub(super) fn thing(self, id: String) -> OfThing {
        About {
            path: (self.path, id),
            state: self.state,
        }
    }

    /// The merchant's world.
    ///
    /// # Errors
    /// There is no such merchant.
    pub(super) fn sandbox(&self) -> Result<Arc<Sandbox>, AdminError> {
        merchant(&self.state, &self.path)
    }
}

impl OfThing {
    /// The merchant's world, and the id of the thing.
    ///
    /// # Errors
    /// There is no such merchant.
    pub(super) fn sandbox(&self) -> Result<(Arc<Sandbox>, &str), AdminError> {
        let (client_id, id) = &self.path;
        Ok((merchant(&self.state, client_id)?, id))
    }
}

/// Finds the merchant of a path; `default` means the one that exists from the start.
pub(in crate::web) fn merchant(state: &State, client_id: &str) -> Result<Arc<Sandbox>, AdminError> {
    let client_id = if client_id == "default" {
        DEFAULT_CLIENT_ID
    } else {
        client_id
    };
    state.merchants.get(client_id).ok_or_else(|| {
        AdminError::not_found(
            format!("there is no merchant with the client id {client_id}"),
            "GET /v1/merchants lists them; `default` is the one that exists from the start",
        )
    })
}

impl<P: DeserializeOwned> FromRequest for About<P> {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = || {
            let path = Path::<P>::extract(request).into_inner()?.into_inner();
            let state = Data::<State>::extract(request).into_inner()?;
            Ok(Self { path, state })
        };
        ready(read())
    }
}
