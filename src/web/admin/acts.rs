//! Everything the dashboard does: calls of this API, made without a socket.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Query};
use serde_json::Value;

use super::super::State;
use super::about::{OfMerchant, OfThing};
use super::error::AdminError;
use super::scenario::Naming;
use super::{
    buyer, cards, clock, contract, disputes, forced, merchants, notifications, overrides, scenario,
    vaultings,
};

/// A call about a merchant, with its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::web) enum Act {
    /// `POST …/clock/advance`
    Advance(Value),
    /// `PUT …/clock`
    ChangeClock(Value),
    /// `PUT …/scenario`
    ChangeScenario(Value),
    /// `PUT …/scenario`, with a document
    PlayDocument(String),
    /// `PUT …/contract`, in JSON or TOML
    Sign(String),
    /// `POST …/payments/{id}/buyer`
    Buyer(String, Value),
    /// `POST …/vaultings/{id}/buyer`
    Binder(String, Value),
    /// `POST …/payments/{id}/disputes`
    OpenDispute(String, Value),
    /// `POST …/disputes/{id}/…`
    Dispute(String, Deed),
    /// `POST …/notifications/{id}/resend`
    Resend(String, Value),
    /// `DELETE …/cards/{id}`
    DeleteCard(String),
    /// `POST …/overrides`
    Arm(Value),
    /// `POST …/forced-results`
    Force(Value),
    /// `DELETE …/overrides/{id}`
    Disarm(String),
    /// `DELETE …/overrides`
    DisarmAll,
    /// `POST …/reset`
    Reset,
    /// `DELETE …`
    Remove,
}

/// What is done about a dispute.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::web) enum Deed {
    /// `…/accept`
    Accept,
    /// `…/defend`
    Defend,
    /// `…/judge`
    Judge(Value),
    /// `…/cancel`
    Cancel,
    /// `…/rdr`
    Rdr,
    /// `…/escalate`
    Escalate,
}

impl Act {
    /// Makes the call.
    ///
    /// # Errors
    /// As the call of the API would answer.
    pub(in crate::web) async fn call(
        self,
        client_id: &str,
        state: Data<State>,
    ) -> Result<(), AdminError> {
        let about = OfMerchant::new(client_id, state);
        let unnamed = Query(Naming { name: None });
        let answer = match self {
            Self::Advance(body) => clock::advance(about, bytes(&body)).await,
            Self::ChangeClock(body) => clock::change(about, bytes(&body)).await,
            Self::ChangeScenario(body) => scenario::change(about, unnamed, bytes(&body)).await,
            Self::PlayDocument(text) => scenario::change(about, unnamed, text.into()).await,
            Self::Sign(text) => contract::change(about, text.into()).await,
            Self::Buyer(id, body) => buyer::act(about.thing(id), bytes(&body)).await,
            Self::Binder(id, body) => vaultings::act(about.thing(id), bytes(&body)).await,
            Self::OpenDispute(id, body) => disputes::open(about.thing(id), bytes(&body)).await,
            Self::Dispute(id, deed) => deed.call(about.thing(id)).await,
            Self::Resend(id, body) => notifications::resend(about.thing(id), bytes(&body)).await,
            Self::DeleteCard(id) => cards::delete(about.thing(id)).await,
            Self::Arm(body) => overrides::arm(about, bytes(&body)).await,
            Self::Force(body) => forced::force(about, bytes(&body)).await,
            Self::Disarm(id) => overrides::disarm(about.thing(id)).await,
            Self::DisarmAll => overrides::clear(about).await,
            Self::Reset => merchants::reset(about).await,
            Self::Remove => merchants::remove(about).await,
        };
        answer.map(|_| ())
    }
}

impl Deed {
    async fn call(self, about: OfThing) -> Result<HttpResponse, AdminError> {
        match self {
            Self::Accept => disputes::accept(about).await,
            Self::Defend => disputes::defend(about, Bytes::new()).await,
            Self::Judge(body) => disputes::judge(about, bytes(&body)).await,
            Self::Cancel => disputes::cancel(about).await,
            Self::Rdr => disputes::rdr(about).await,
            Self::Escalate => disputes::escalate(about).await,
        }
    }
}

/// `POST /v1/merchants`: gives the client id of the new merchant.
///
/// # Errors
/// As the call of the API would answer.
pub(in crate::web) fn create_merchant(body: &Value, state: &State) -> Result<String, AdminError> {
    let sandbox = merchants::made(&bytes(body), state)?;
    Ok(sandbox.client_id().to_owned())
}

fn bytes(body: &Value) -> Bytes {
    Bytes::from(body.to_string())
}
