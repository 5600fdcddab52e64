//! What an attempt to notify a shop consists of, as a scenario spoils it.

use std::borrow::Cow;

use jiff::SignedDuration;

use super::signing::Signing;
use crate::gateway::{Delivery, Spoil};
use crate::protocol::shape::shaped;
use crate::protocol::{notify, spoil};

/// A notification as it is going to be sent.
pub(super) struct Letter {
    /// What the signature is over.
    pub(super) signed: Vec<u8>,
    /// What is sent.
    pub(super) sent: Vec<u8>,
    /// How it is signed.
    pub(super) signing: Signing,
    /// How far back its `request-time` lies.
    pub(super) stale: SignedDuration,
    /// Whether it gets lost on the way.
    pub(super) lost: bool,
    /// What is wrong with it, in words.
    pub(super) fault: Option<Cow<'static, str>>,
}

impl Letter {
    pub(super) fn of(delivery: &Delivery) -> Self {
        let spoiled = delivery.spoil;
        let body = spoil::rewritten(notify::body(&delivery.content), spoiled);
        let signed = shaped(body, delivery.shape.as_ref());
        Self {
            sent: match spoiled {
                Some(Spoil::ChangedBody) => spoil::with_another_byte(signed.clone()),
                _ => signed.clone(),
            },
            signed,
            signing: match spoiled {
                Some(Spoil::Unsigned) => Signing::Missing,
                Some(Spoil::WrongKey) => Signing::OtherKey,
                Some(Spoil::WrongSignature) => Signing::OtherText,
                _ => Signing::Right,
            },
            stale: match spoiled {
                Some(Spoil::StaleTime(by)) => by,
                _ => SignedDuration::ZERO,
            },
            lost: spoiled == Some(Spoil::Drop),
            fault: fault(delivery),
        }
    }
}

/// Everything that is wrong with an attempt on purpose.
fn fault(delivery: &Delivery) -> Option<Cow<'static, str>> {
    let parts = [
        delivery.spoil.and_then(told).map(Cow::Borrowed),
        delivery.twice.then_some("it was sent twice".into()),
        delivery.moved.and_then(told_of_time),
    ];
    let parts = parts.into_iter().flatten();
    parts.reduce(|one, other| format!("{one}; {other}").into())
}

/// What was done to the time of an attempt.
fn told_of_time(moved: Spoil) -> Option<Cow<'static, str>> {
    Some(match moved {
        Spoil::Late(by) => format!("it was held back for {by:#}").into(),
        Spoil::Swap => "it waited for the notification of the capture".into(),
        Spoil::BeforeAnswer => "it was sent before pay was answered".into(),
        Spoil::BeforeRedirect => "it was sent before the buyer went back to the shop".into(),
        Spoil::Again(by) => {
            format!("it was sent once more, {by:#} after it was acknowledged").into()
        }
        Spoil::PendingFirst => "it was sent before the payment's end was told".into(),
        _ => return None,
    })
}

/// What was done to a message.
fn told(spoil: Spoil) -> Option<&'static str> {
    Some(match spoil {
        Spoil::Drop => "it got lost on the way",
        Spoil::StaleTime(_) => "its request-time lies in the past",
        Spoil::Unsigned => "it was sent without a signature",
        Spoil::WrongKey => "it was signed with a key that is not Antom's",
        Spoil::WrongSignature => "its signature is that of another text",
        Spoil::ChangedBody => "a digit of its amount was changed after signing",
        Spoil::ChangedAmount => "it tells another amount",
        Spoil::OtherPayment => "it tells of a payment that is not this shop's",
        Spoil::Contradict => "it tells the contrary of what an inquiry tells",
        _ => return None,
    })
}
