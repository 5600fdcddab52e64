//! One attempt to pay an order: one payment at Antom, as far as the shop knows.

use super::news::{Card, News};
use super::standing::{Progress, Standing};

/// Money on its way back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Refund {
    /// The shop's own `refundRequestId`.
    pub(super) request_id: String,
    /// In the smallest unit of the order's currency.
    pub(super) value: u64,
    pub(super) progress: Progress,
}

/// One payment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Attempt {
    /// The shop's own `paymentRequestId`.
    pub(super) request_id: String,
    /// Antom's id; empty until it is known.
    pub(super) payment_id: String,
    /// Where the buyer pays; empty when there is nothing to open.
    pub(super) pay_url: String,
    pub(super) standing: Standing,
    pub(super) capture: Progress,
    pub(super) refunds: Vec<Refund>,
    /// What it was paid with.
    pub(super) card: Option<Card>,
    /// Whether the call of `pay` is over, whatever came of it.
    pub(super) is_asked: bool,
    /// How many captures were asked for: each has an id of its own.
    pub(super) captures: usize,
    /// What notifications told: a repeat is known by it.
    heard: Vec<String>,
}

impl Attempt {
    pub(super) fn new(request_id: String) -> Self {
        Self {
            request_id,
            payment_id: String::new(),
            pay_url: String::new(),
            standing: Standing::Open,
            capture: Progress::Waiting,
            refunds: Vec::new(),
            card: None,
            is_asked: false,
            captures: 0,
            heard: Vec::new(),
        }
    }

    /// Takes in what a message says. What is final does not become open again: an answer may be
    /// older than a notification.
    pub(super) fn learn(&mut self, news: &News) {
        if let Some(standing) = &news.standing
            && *standing != Standing::Open
        {
            self.standing = standing.clone();
        }
        if let Some(capture) = &news.capture {
            self.capture = capture.clone();
        }
        for (id, progress) in &news.refunds {
            let known = self.refunds.iter_mut().find(|one| one.request_id == *id);
            if let Some(refund) = known {
                refund.progress = progress.clone();
            }
        }
        if !news.payment_id.is_empty() {
            self.payment_id.clone_from(&news.payment_id);
        }
        if !news.pay_url.is_empty() {
            self.pay_url.clone_from(&news.pay_url);
        }
        if news.card.is_some() {
            self.card.clone_from(&news.card);
        }
    }

    /// Whether the news say the contrary of an end that is known.
    pub(super) fn is_contradicted_by(&self, news: &News) -> bool {
        let is_open = |standing: &Standing| *standing == Standing::Open;
        let told = news.standing.as_ref().filter(|told| !is_open(told));
        told.is_some_and(|told| !is_open(&self.standing) && told.name() != self.standing.name())
    }

    /// Notes what a notification told; `false` if it was told before.
    pub(super) fn hears(&mut self, what: String) -> bool {
        let is_new = !self.heard.contains(&what);
        if is_new {
            self.heard.push(what);
        }
        is_new
    }

    pub(super) fn is_paid(&self) -> bool {
        self.standing == Standing::Paid
    }

    pub(super) fn is_captured(&self) -> bool {
        self.is_paid() && self.capture == Progress::Done
    }

    /// Whether there is nothing to wait for. An authorisation that the shop captures by hand may
    /// stay as it is.
    pub(super) fn is_settled(&self, by_hand: bool) -> bool {
        let going_back = |one: &Refund| one.progress == Progress::Waiting;
        let captured = self.capture != Progress::Waiting || (by_hand && self.captures == 0);
        match self.standing {
            Standing::Open => false,
            Standing::Paid => captured && !self.refunds.iter().any(going_back),
            Standing::Failed(_) | Standing::Cancelled => true,
        }
    }

    /// What was given back, or what may still be on its way, in the smallest unit.
    pub(super) fn given_back(&self, only_done: bool) -> u64 {
        let counts = |one: &&Refund| match one.progress {
            Progress::Done => true,
            Progress::Waiting => !only_done,
            Progress::Refused(_) => false,
        };
        self.refunds
            .iter()
            .filter(counts)
            .map(|one| one.value)
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(standing: Standing) -> News {
        News {
            standing: Some(standing),
            ..News::default()
        }
    }

    #[test]
    fn what_is_final_is_not_undone_by_an_older_answer() {
        let mut attempt = Attempt::new("demo-1".to_owned());
        attempt.learn(&news(Standing::Paid));
        attempt.learn(&news(Standing::Open));
        assert_eq!(attempt.standing, Standing::Paid);
        assert!(!attempt.is_contradicted_by(&news(Standing::Open)));
        assert!(!attempt.is_contradicted_by(&news(Standing::Paid)));
        assert!(attempt.is_contradicted_by(&news(Standing::Cancelled)));
    }

    #[test]
    fn only_what_may_still_change_is_asked_about() {
        let mut attempt = Attempt::new("demo-1".to_owned());
        assert!(!attempt.is_settled(false));
        attempt.learn(&news(Standing::Paid));
        assert!(!attempt.is_settled(false), "its capture is to come");
        assert!(attempt.is_settled(true), "the shop captures when it likes");
        attempt.captures = 1;
        assert!(!attempt.is_settled(true), "a capture was asked for");
        attempt.capture = Progress::Done;
        assert!(attempt.is_settled(true));
        attempt.refunds.push(Refund {
            request_id: "back-1".to_owned(),
            value: 5,
            progress: Progress::Waiting,
        });
        assert!(!attempt.is_settled(true));
        assert_eq!(
            (attempt.given_back(true), attempt.given_back(false)),
            (0, 5)
        );
        let refused = Progress::Refused("PROCESS_FAIL".to_owned());
        attempt.learn(&News {
            refunds: vec![("back-1".to_owned(), refused)],
            ..News::default()
        });
        assert!(attempt.is_settled(true));
        assert_eq!(attempt.given_back(false), 0);
    }
}
