//! Everything the dashboard does: calls of this API, made without a socket.

use actix_web::web::{Bytes, Data, Path, Query};
use serde_json::Value;

use super::super::State;
use super::error::AdminError;
use super::scenario::Naming;
use super::{buyer, clock, merchants, notifications, overrides, scenario};

/// A call about a merchant, with its body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::web) enum Act {
    /// `POST …/clock/advance`
    Advance(Value),
    /// `PUT …/clock`
    ChangeClock(Value),
    /// `PUT …/scenario`
    ChangeScenario(Value),
    /// `POST …/payments/{id}/buyer`
    Buyer(String, Value),
    /// `POST …/notifications/{id}/resend`
    Resend(String),
    /// `DELETE …/overrides/{id}`
    Disarm(String),
    /// `DELETE …/overrides`
    DisarmAll,
    /// `POST …/reset`
    Reset,
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
        let bytes = |body: &Value| Bytes::from(body.to_string());
        let answer = match self {
            Self::Advance(body) => clock::advance(path, bytes(&body), state).await,
            Self::ChangeClock(body) => clock::change(path, bytes(&body), state).await,
            Self::ChangeScenario(body) => {
                let unnamed = Query(Naming { name: None });
                scenario::change(path, unnamed, bytes(&body), state).await
            }
            Self::Buyer(id, body) => buyer::act(about(id), bytes(&body), state).await,
            Self::Resend(id) => notifications::resend(about(id), state).await,
            Self::Disarm(id) => overrides::disarm(about(id), state).await,
            Self::DisarmAll => overrides::clear(path, state).await,
            Self::Reset => merchants::reset(path, state).await,
        };
        answer.map(|_| ())
    }
}
