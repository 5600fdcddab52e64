//! The identifiers a gateway gives out.
//!
//! Shapes: file 01 §10.4 of the protocol notes (date first, then a fixed part, then ten digits).

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::chance::{Chance, Purpose};
use super::moment::antom_day;

/// The ten last digits of an id run through all numbers below this before one comes twice.
const NUMBER_SPACE: u64 = 10_000_000_000;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as it stands on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// Antom's id of a payment, `paymentId`.
    PaymentId
}
id! {
    /// Antom's id of a capture, `captureId`.
    CaptureId
}
id! {
    /// Antom's id of a refund, `refundId`.
    RefundId
}
id! {
    /// Antom's id of a dispute, `disputeId`.
    DisputeId
}
id! {
    /// Antom's id of a payment session, `paymentSessionId`.
    SessionId
}
id! {
    /// The secret part of a `normalUrl`; whoever knows it may pay.
    CheckoutToken
}
id! {
    /// A token that stands for a stored card, `cardToken`.
    CardToken
}
id! {
    /// Our id of a stored card, `crd-1`, `crd-2`, … within a merchant.
    CardId
}
id! {
    /// Our id of a notification, `ntf-1`, `ntf-2`, … within a merchant.
    NotificationId
}

/// Gives out ids. Numbers are scattered by the seed, so that a restarted sandbox does not give a
/// shop the ids it already has in its database, and never come twice within one gateway.
#[derive(Clone, Debug)]
pub(crate) struct IdMaker {
    offset: u64,
    stride: u64,
    given: u64,
}

impl IdMaker {
    pub(crate) fn new(chance: &Chance) -> Self {
        let mut draw = chance.draw(Purpose::Numbering, 0);
        let offset = draw.between(0, NUMBER_SPACE - 1);
        // A stride that ends in 1 shares no factor with a power of ten: it visits every number.
        let stride = draw.between(1, NUMBER_SPACE / 10 - 1) * 10 + 1;
        Self {
            offset,
            stride,
            given: 0,
        }
    }

    /// How many ids were given out.
    pub(crate) fn given(&self) -> u64 {
        self.given
    }

    /// The maker, after it has given out so many.
    pub(crate) fn after(self, given: u64) -> Self {
        Self { given, ..self }
    }

    pub(crate) fn payment(&mut self, now: Timestamp) -> PaymentId {
        let number = self.next_number();
        PaymentId(format!("{}19401080010018811{number:010}", antom_day(now)).into())
    }

    pub(crate) fn capture(&mut self, now: Timestamp) -> CaptureId {
        let number = self.next_number();
        CaptureId(format!("{}19401080110018811{number:010}", antom_day(now)).into())
    }

    /// The notes show no `refundId`: it is given the next number of the same family.
    pub(crate) fn refund(&mut self, now: Timestamp) -> RefundId {
        let number = self.next_number();
        RefundId(format!("{}19401080210018811{number:010}", antom_day(now)).into())
    }

    /// The shape of the sample in file 16 §2: 28 digits, another fixed part.
    pub(crate) fn dispute(&mut self, now: Timestamp) -> DisputeId {
        let number = self.next_number();
        DisputeId(format!("{}2501310115{number:010}", antom_day(now)).into())
    }

    /// The notes show no `paymentSessionId`: it is given the next number of the same family.
    pub(crate) fn session(&mut self, now: Timestamp) -> SessionId {
        let number = self.next_number();
        SessionId(format!("{}19401080310018811{number:010}", antom_day(now)).into())
    }

    fn next_number(&mut self) -> u64 {
        let step = u128::from(self.given) * u128::from(self.stride);
        self.given += 1;
        let number = (u128::from(self.offset) + step) % u128::from(NUMBER_SPACE);
        u64::try_from(number).expect("a remainder of ten digits fits")
    }
}

impl CheckoutToken {
    pub(crate) fn of(chance: &Chance, payment_number: usize) -> Self {
        let bytes: [u8; 16] = chance
            .draw(Purpose::Checkout, payment_number as u64)
            .bytes();
        Self(uuid::Uuid::from_bytes(bytes).simple().to_string().into())
    }
}

impl CheckoutToken {
    /// The secret of the link of a vaulting.
    pub(crate) fn of_vaulting(chance: &Chance, number: usize) -> Self {
        let bytes: [u8; 16] = chance.draw(Purpose::Vaulting, number as u64).bytes();
        Self(uuid::Uuid::from_bytes(bytes).simple().to_string().into())
    }
}

impl CardToken {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }
}

impl CardId {
    pub(crate) fn numbered(index: usize) -> Self {
        Self(format!("crd-{}", index + 1).into())
    }
}

impl NotificationId {
    pub(crate) fn numbered(index: usize) -> Self {
        Self(format!("ntf-{}", index + 1).into())
    }

    /// Which notification an id means, if it has the form of one.
    pub(crate) fn index(id: &str) -> Option<usize> {
        id.strip_prefix("ntf-")?
            .parse::<usize>()
            .ok()?
            .checked_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn payment_ids_have_the_documented_shape_and_never_repeat() {
        let now: Timestamp = "2026-11-23T20:00:00Z".parse().expect("an instant");
        let mut maker = IdMaker::new(&Chance::new(1, "SANDBOX_A"));
        let ids: HashSet<_> = (0..1000).map(|_| maker.payment(now)).collect();
        assert_eq!(ids.len(), 1000);
        for id in ids {
            // The day is Antom's, eight hours ahead of UTC.
            assert!(id.as_str().starts_with("2026112419401080010018811"), "{id}");
            assert_eq!(id.as_str().len(), 35);
        }
    }
}
