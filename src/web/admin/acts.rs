//! Everything the dashboard does: calls of this API, made without a socket.

use actix_web::HttpResponse;
use actix_web::web::{Bytes, Data, Path, Query};
use serde_json::Value;

use super::super::State;
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
        let path = Path::from(client_id.to_owned());
        let about = |id: String| Path::from((client_id.to_owned(), id));
        let unnamed = Query(Naming { name: None });
        let answer = match self {
            Self::Advance(body) => clock::advance(path, bytes(&body), state).await,
            Self::ChangeClock(body) => clock::change(path, bytes(&body), state).await,
            Self::ChangeScenario(body) => {
                scenario::change(path, unnamed, bytes(&body), state).await
            }
            Self::PlayDocument(text) => scenario::change(path, unnamed, text.into(), state).await,
            Self::Sign(text) => contract::change(path, text.into(), state).await,
            Self::Buyer(id, body) => buyer::act(about(id), bytes(&body), state).await,
            Self::Binder(id, body) => vaultings::act(about(id), bytes(&body), state).await,
            Self::OpenDispute(id, body) => disputes::open(about(id), bytes(&body), state).await,
            Self::Dispute(id, deed) => deed.call(about(id), state).await,
            Self::Resend(id, body) => notifications::resend(about(id), bytes(&body), state).await,
            Self::DeleteCard(id) => cards::delete(about(id), state).await,
            Self::Arm(body) => overrides::arm(path, bytes(&body), state).await,
            Self::Force(body) => forced::force(path, bytes(&body), state).await,
            Self::Disarm(id) => overrides::disarm(about(id), state).await,
            Self::DisarmAll => overrides::clear(path, state).await,
            Self::Reset => merchants::reset(path, state).await,
            Self::Remove => merchants::remove(path, state).await,
        };
        answer.map(|_| ())
    }
}

impl Deed {
    async fn call(
        self,
        about: Path<(String, String)>,
        state: Data<State>,
    ) -> Result<HttpResponse, AdminError> {
        match self {
            Self::Accept => disputes::accept(about, state).await,
            Self::Defend => disputes::defend(about, Bytes::new(), state).await,
            Self::Judge(body) => disputes::judge(about, bytes(&body), state).await,
            Self::Cancel => disputes::cancel(about, state).await,
            Self::Rdr => disputes::rdr(about, state).await,
            Self::Escalate => disputes::escalate(about, state).await,
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
