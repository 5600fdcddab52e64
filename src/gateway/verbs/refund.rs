//! The verbs `refund` and `inquiryRefund` (file 13 of the protocol notes).

mod limits;
mod record;

use jiff::{SignedDuration, Timestamp};

use self::limits::refundable;
use self::record::References;
pub(in crate::gateway) use self::record::RefundIndex;
pub use self::record::{Refund, RefundKey};
use super::super::agenda::Timer;
use super::super::chance::Purpose;
use super::super::moment::later;
use super::super::notifications::notification::{Content, RefundFacts};
use super::super::numbers::PaymentNo;
use super::super::payment::Payment;
use super::super::result::ResultStatus;
use super::super::{Amount, Currency, EventKind, Gateway, Lag, PaymentId, Refusal, ResultCode};
use super::repetition::Asked;

/// Card refunds are in process for a while; the documents do not say for how long.
const USUAL_DURATION: SignedDuration = SignedDuration::from_secs(10);

/// What a shop asks for with `refund`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RefundOrder {
    /// `refundRequestId`.
    pub request_id: String,
    /// `paymentId`.
    pub payment_id: String,
    /// `refundAmount`.
    pub amount: Amount,
    /// `captureId`, if the request had one.
    pub capture_id: Option<String>,
    /// `refundNotifyUrl`, if the request had one.
    pub notify_url: Option<String>,
    /// `metadata`, if the request had it.
    pub metadata: Option<String>,
}

/// A refund that succeeded or is in process, with the payment it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refunded {
    /// The refund.
    pub refund: Refund,
    /// `paymentId`.
    pub payment_id: PaymentId,
    /// `acquirerReferenceNo`; not told when absent.
    pub acquirer_reference_no: Option<String>,
}

impl Gateway {
    /// Gives captured money back to the buyer. The same request again tells how far it is.
    ///
    /// # Errors
    /// A refusal: the payment cannot be refunded, or the refund failed.
    pub fn refund(&mut self, now: Timestamp, order: RefundOrder) -> Result<Refunded, Refusal> {
        let used = RefundKey::RequestId(order.request_id.clone());
        if let Some((number, index)) = self.refund_index.find(&used) {
            return self.repeat_refund(number, index, &order);
        }
        let number = *self
            .by_payment_id
            .get(order.payment_id.as_str())
            .ok_or_else(|| {
                let why = format!("no payment has paymentId \"{}\"", order.payment_id);
                Refusal::new(ResultCode::OrderNotExist, why)
            })?;
        refundable(now, self.contract(), &self.payments[number], &order)?;
        self.contract()
            .admit_balance(order.amount, || self.given_back_in(order.amount.currency))?;
        let index = self.start_refund(now, number, order);
        self.refunded(number, index)
    }

    /// Reads a refund.
    ///
    /// # Errors
    /// That there is none, with the code that the contract has for it.
    pub fn inquire_refund(&self, key: &RefundKey) -> Result<&Refund, Refusal> {
        let (number, index) = self.refund_index.find(key).ok_or_else(|| {
            let why = match key {
                RefundKey::Id(id) => format!("no refund has refundId \"{id}\""),
                RefundKey::RequestId(id) => format!("no refund has refundRequestId \"{id}\""),
            };
            Refusal::new(self.contract().refunds.unknown.code(), why)
        })?;
        Ok(&self.payments[number].refunds[index])
    }

    /// How much of a currency went back to buyers or is on its way, in minor units.
    pub(in crate::gateway) fn given_back_in(&self, currency: Currency) -> u64 {
        let all = self.payments.iter();
        let paid = all.filter(|payment| payment.order.amount.currency == currency);
        paid.map(Payment::given_back_value).sum()
    }

    /// Writes down a refund and lets it end: at once, later, or never.
    fn start_refund(&mut self, now: Timestamp, number: PaymentNo, order: RefundOrder) -> usize {
        let decision = self.decide(now, number, None);
        let end = decision.ask(|then| then.refund);
        let takes = decision.ask(|then| then.refund_takes);
        self.spend(now, &decision);
        let end = end.unwrap_or(ResultCode::Success);
        let usual = if self.contract().refunds.asynchronous {
            USUAL_DURATION
        } else {
            SignedDuration::ZERO
        };
        let takes = takes.unwrap_or(Lag::After(usual));
        let ends_at = match takes {
            Lag::After(span) if end.status() != ResultStatus::U => Some(later(now, span)),
            _ => None,
        };
        let at_once = takes == Lag::After(SignedDuration::ZERO) && ends_at.is_some();
        let refund = Refund {
            id: self.ids.refund(now),
            request_id: order.request_id,
            amount: order.amount,
            metadata: order.metadata,
            notify_url: order.notify_url,
            asked_at: now,
            ends_at,
            result: ResultCode::RefundInProcess,
            references: None,
            end,
        };
        let text = format!("a refund of {} is asked for", refund.amount);
        let index = self.payments[number].refunds.len();
        self.refund_index.add(&refund, (number, index));
        self.payments[number].refunds.push(refund);
        self.record(now, EventKind::RefundStarted, number, text);
        if at_once {
            // The answer tells the end; only a shop that had to wait is notified.
            self.close_refund(now, number, index);
        } else if let Some(due) = ends_at {
            let timer = Timer::RefundSettles(number, index);
            self.agenda.set(timer, due);
        }
        index
    }

    /// A refund that was in process ends, and the shop is told.
    pub(in crate::gateway) fn end_refund(
        &mut self,
        now: Timestamp,
        number: PaymentNo,
        index: usize,
    ) {
        self.close_refund(now, number, index);
        let refund = &self.payments[number].refunds[index];
        let facts = RefundFacts {
            result: refund.result,
            request_id: refund.request_id.clone(),
            refund_id: refund.id.clone(),
            amount: refund.amount,
            at: now,
            arn: refund.references.as_ref().map(|one| one.arn.clone()),
            metadata: refund.metadata.clone(),
            notify_url: refund.notify_url.clone(),
        };
        self.notify(now, number, Content::Refund(facts));
    }

    fn close_refund(&mut self, now: Timestamp, number: PaymentNo, index: usize) {
        // A payment may have many refunds, each with numbers of its own.
        let place = ((number as u64) << 20) | index as u64;
        let mut draw = self.chance.draw(Purpose::Refund, place);
        let refund = &mut self.payments[number].refunds[index];
        refund.result = refund.end;
        let amount = refund.amount;
        let (kind, text) = if refund.result == ResultCode::Success {
            refund.references = Some(References::new(&mut draw));
            (EventKind::PaymentRefunded, format!("{amount} was refunded"))
        } else {
            let code = refund.result.code();
            let text = format!("the refund of {amount} failed: {code}");
            (EventKind::RefundFailed, text)
        };
        self.record(now, kind, number, text);
    }

    fn repeat_refund(
        &self,
        number: PaymentNo,
        index: usize,
        order: &RefundOrder,
    ) -> Result<Refunded, Refusal> {
        let payment = &self.payments[number];
        let asked = Asked {
            id_field: "refundRequestId",
            id: &order.request_id,
            payment_id: &order.payment_id,
            amount: order.amount,
        };
        asked.repeats(payment, payment.refunds[index].amount)?;
        self.refunded(number, index)
    }

    fn refunded(&self, number: PaymentNo, index: usize) -> Result<Refunded, Refusal> {
        let payment = &self.payments[number];
        let refund = &payment.refunds[index];
        if refund.holds_money() {
            return Ok(Refunded {
                refund: refund.clone(),
                payment_id: payment.id.clone(),
                acquirer_reference_no: payment.acquirer_reference_no(),
            });
        }
        let why = "the scenario lets this refund fail; try again with a new refundRequestId";
        Err(Refusal::by_rule(refund.result, why))
    }
}
