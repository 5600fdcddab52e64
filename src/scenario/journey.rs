//! Journeys: the steps of a scenario file, which play it against a gateway and expect something.
//!
//! Data only. Values may hold references to earlier results, `${pay.paymentId}`; whoever plays a
//! journey fills them in.

mod asking;
mod expected;
mod possible;
mod read;
mod references;
mod steps;
mod telling;
#[cfg(test)]
pub(super) mod tests;
mod waiting;
mod wanted;
pub(super) mod words;

use serde_json::Value;

pub(super) use self::read::read;
pub use self::wanted::Wanted;
use crate::gateway::Operation;

/// The steps of a file, in their order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Journey {
    /// What it shows: the title of its file.
    pub title: String,
    /// The steps; none in a file that only has rules.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// What it is called in the transcript; made from its verb unless given.
    pub name: String,
    /// The name under which later steps find its result.
    pub keep: Option<String>,
    /// How long an API or the shop may take to answer, such as `2s`; in real time.
    pub timeout: Option<String>,
    /// What is done.
    pub deed: Deed,
}

/// What a step does: exactly one thing.
#[derive(Clone, PartialEq, Debug)]
pub enum Deed {
    /// Signs a `pay` request as the merchant and sends it: these fields over a complete order.
    Pay(Value),
    /// Calls an API.
    Call(ApiCall),
    /// Sends a request to the shop.
    Shop(ShopCall),
    /// Lets the robot buyer act on a payment.
    Buyer(Buyer),
    /// Lets time pass.
    Advance(Advance),
    /// Arms an override: the body of `POST …/overrides`.
    Arm(Value),
    /// Sends a notification once more.
    Resend(Which),
    /// The next notifications are answered so by the listener of the journey.
    Hooks(Vec<HookAnswer>),
    /// Waits until an event has come.
    Await(Await),
    /// Holds something against what was wished.
    Expect(Expectation),
}

/// A call of an API.
#[derive(Clone, PartialEq, Debug)]
pub struct ApiCall {
    /// Which one.
    pub api: Operation,
    /// Its fields.
    pub body: Value,
    /// Whether the body is sent as written. Otherwise its fields are laid over a complete request
    /// about the newest payment.
    pub exact: bool,
}

/// A request to the shop.
#[derive(Clone, PartialEq, Debug)]
pub struct ShopCall {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path, with its query.
    pub path: String,
    /// Further headers.
    pub headers: Vec<(String, String)>,
    /// What is sent.
    pub content: Content,
}

/// The body of a request to the shop.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// None.
    Nothing,
    /// As JSON.
    Json(Value),
    /// As the fields of a form.
    Form(Vec<(String, String)>),
}

/// What the robot buyer does.
#[derive(Clone, PartialEq, Debug)]
pub struct Buyer {
    /// As the admin API names it.
    pub action: String,
    /// The card's number.
    pub card: Option<String>,
    /// The code for the bank.
    pub otp: Option<String>,
    /// A `paymentId` or `paymentRequestId`; the newest payment unless given.
    pub payment: Option<String>,
}

/// How far time goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Advance {
    /// By a time such as `2m`.
    By(String),
    /// To an instant (RFC 3339).
    To(String),
    /// To the next thing due.
    Next,
    /// Until nothing is due.
    Drain,
}

/// One of several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Which {
    /// The newest.
    Newest,
    /// The one with this id.
    Id(String),
}

/// How the listener of a journey answers a notification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HookAnswer {
    /// As documented.
    Ack,
    /// With status 200 and a result that is not `SUCCESS`.
    Refuse,
    /// With this HTTP status and nothing else.
    Status(u16),
    /// Not at all, until the gateway gives up.
    Hang,
    /// By hanging up.
    Close,
}

/// A wait for an event.
#[derive(Clone, PartialEq, Debug)]
pub struct Await {
    /// How long at most, such as `5s`; in real time.
    pub within: String,
    /// What the event has to be: the parameters of `GET …/events/wait`.
    pub filters: Vec<(String, String)>,
}

/// What is held against what was wished.
#[derive(Clone, PartialEq, Debug)]
pub struct Expectation {
    /// The name of an earlier result: of an answer, or of the payment that it is about. The newest
    /// unless given.
    pub of: Option<String>,
    /// What it is about.
    pub subject: Subject,
    /// What has to hold; all of it.
    pub wanted: Vec<Wanted>,
    /// How many have to be so; at least one unless given. Of what there is only one of, none.
    pub count: Option<Wanted>,
}

/// What an expectation looks at.
#[derive(Clone, PartialEq, Debug)]
pub enum Subject {
    /// The answer of a former step.
    Answer,
    /// The answer of `inquiryPayment`, which is asked now.
    Inquiry,
    /// The notification bodies that were sent about the payment since the journey began.
    Notification,
    /// The events since the journey began.
    Event,
    /// The findings about the shop since the journey began.
    Finding,
    /// The payment, as the admin API shows it.
    Payment,
    /// A page of the shop, which is asked now.
    Shop {
        /// The path, with its query.
        path: String,
        /// Further headers.
        headers: Vec<(String, String)>,
    },
}
