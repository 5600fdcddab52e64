//! The calls of a merchant's shop, byte for byte but for masked card data, the newest of them.

mod bytes;

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::gateway::{Flaw, ResultCode};

/// How many calls are kept for each merchant.
const CAPACITY: usize = 1_000;

/// How much of a body is kept; real ones are a few KiB.
pub const BODY_MAX: usize = 64 * 1024;

/// One call and its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// When it came, in virtual time.
    pub at: Timestamp,
    /// HTTP method.
    pub method: String,
    /// The path as it came, with its query if it had one. The signature covers the path, and may
    /// cover the query.
    pub path: String,
    /// The client id, if the request had one.
    pub client_id: Option<String>,
    /// The request's headers.
    pub request_headers: Vec<(String, String)>,
    /// The request's bytes, stars in place of card data.
    #[serde(with = "bytes")]
    pub request_body: Vec<u8>,
    /// HTTP status of the answer.
    pub status: u16,
    /// The answer's headers.
    pub response_headers: Vec<(String, String)>,
    /// The answer's bytes.
    #[serde(with = "bytes")]
    pub response_body: Vec<u8>,
    /// `resultCode` of the answer.
    pub result_code: ResultCode,
    /// Why it was refused, and what to do about it; empty when it was not.
    pub why: String,
    /// What went wrong with the answer on purpose, and whether the call was carried out all the
    /// same. Of an answer that did not arrive whole, the above is what was meant.
    pub fault: Option<String>,
    /// What else helps to find the fault of a refused call, line by line.
    pub diagnosis: Vec<String>,
    /// How long the answer took, in wall time.
    pub duration: Duration,
}

/// The newest calls; the oldest make room.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    exchanges: VecDeque<Exchange>,
    recorded: u64,
}

impl Records {
    /// Keeps a call; the number it has from now on.
    pub fn keep(&mut self, mut exchange: Exchange) -> u64 {
        exchange.request_body.truncate(BODY_MAX);
        exchange.response_body.truncate(BODY_MAX);
        if self.exchanges.len() == CAPACITY {
            self.exchanges.pop_front();
        }
        self.recorded += 1;
        self.exchanges.push_back(exchange);
        self.recorded
    }

    /// Whether calls that were written down can be kept.
    ///
    /// # Errors
    /// There are more than are kept, or more than there ever were.
    pub(super) fn check(&self) -> Result<(), Flaw> {
        let kept = self.exchanges.len();
        if kept > CAPACITY {
            let what = format!("there are {kept}; the newest {CAPACITY} are kept");
            return Err(Flaw::at("exchanges", what));
        }
        if self.recorded < kept as u64 || self.recorded > u64::from(u32::MAX) {
            let recorded = self.recorded;
            let what = format!("there cannot have been {recorded} calls; {kept} are kept");
            return Err(Flaw::at("recorded", what));
        }
        Ok(())
    }

    /// How many calls are no longer here.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.recorded - self.exchanges.len() as u64
    }

    /// Every call still here with its number, oldest first. The first call ever has number 1.
    pub fn iter(&self) -> impl Iterator<Item = (u64, &Exchange)> {
        (self.dropped() + 1..).zip(&self.exchanges)
    }

    /// A call by its number.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<&Exchange> {
        let index = number.checked_sub(self.dropped() + 1)?;
        self.exchanges.get(usize::try_from(index).ok()?)
    }
}
