//! What the rules say about a call, before and beside what the called verb says.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::super::numbers::PaymentNo;
use super::super::operation::Operation;
use super::super::{Gateway, PaymentId, ResultCode};
use super::fields::Fields;
use super::playbook::{AnswerFault, Call, Moment, Shape, Then};

/// An id has at most 64 characters, so many bytes. With a longer one no payment is ever made.
const ID_MAX: usize = 4 * 64;

/// What is going to happen to a call.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct CallPlan {
    /// The payment it is about, if that exists already.
    pub payment_id: Option<PaymentId>,
    /// The call is answered with this code, and nothing else happens.
    pub result: Option<ResultCode>,
    /// What goes wrong with its answer.
    pub fault: Option<AnswerFault>,
    /// How its answer is written.
    pub shape: Option<Shape>,
}

/// How often each operation was called.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct CallCounts(BTreeMap<Operation, u64>);

impl CallCounts {
    /// Counts a call; the how-manieth it is.
    pub(in crate::gateway) fn count(&mut self, operation: Operation) -> u64 {
        let count = self.0.entry(operation).or_default();
        *count += 1;
        *count
    }

    /// All counts, without what was called.
    pub(in crate::gateway) fn counts(&self) -> impl Iterator<Item = u64> {
        self.0.values().copied()
    }

    /// The first call, of a payment that it makes.
    pub(in crate::gateway) fn first(operation: Operation) -> Self {
        Self(BTreeMap::from([(operation, 1)]))
    }
}

/// Whether a rule says how a call of this operation goes once it is carried out. A `pay` about a
/// payment that exists is not decided anew.
fn says_how(then: &Then, operation: Operation, is_new: bool) -> bool {
    match operation {
        Operation::Pay | Operation::CreatePaymentSession => is_new && then.pay.is_some(),
        Operation::Capture => then.capture.is_some(),
        Operation::Cancel => then.cancel.is_some(),
        Operation::Refund => then.refund.is_some(),
        _ => false,
    }
}

impl Gateway {
    /// Counts a call and tells what is going to happen to it.
    pub fn plan_call(
        &mut self,
        now: Timestamp,
        operation: Operation,
        request: &Fields,
    ) -> CallPlan {
        let number = self.calls.count(operation);
        let payment = self.payment_of(request);
        let repeat = match payment {
            Some(payment) => self.payments[payment].calls.count(operation),
            None => self.count_unmade(operation, request),
        };
        let call = Call {
            operation,
            request,
            number,
            repeat,
        };
        let decision = match payment {
            Some(payment) => self.decide(now, payment, Some(call)),
            None => self.decide_unknown(now, call),
        };
        let plan = CallPlan {
            payment_id: payment.map(|payment| self.payments[payment].id.clone()),
            result: decision.result(|then| says_how(then, operation, payment.is_none())),
            fault: decision.ask(|then| then.answer.clone()),
            shape: decision.ask(|then| then.shape.clone()),
        };
        self.spend(now, &decision);
        plan
    }

    /// A `pay` that made no payment is repeated with its id all the same.
    fn count_unmade(&mut self, operation: Operation, request: &Fields) -> u64 {
        match request.get("paymentRequestId") {
            Some(id) if operation.takes_order() && id.len() <= ID_MAX => {
                self.unmade.entry(id).count(operation)
            }
            _ => 1,
        }
    }

    /// A call about no payment that exists. A `pay` is about the payment that it may make.
    fn decide_unknown(&self, now: Timestamp, call: Call<'_>) -> super::decision::Decision {
        let makes_one = call.operation.takes_order();
        let text = |path| call.request.get(path).unwrap_or_default();
        let moment = Moment {
            payment: makes_one.then_some(call.request),
            attempt: self.next_attempt(text("order.referenceOrderId")),
            call: Some(call),
            ..Moment::default()
        };
        let ids = [text("paymentId"), text("paymentRequestId")];
        self.rules_at(now, &moment, &self.playbook, &ids)
    }

    /// The payment that a request names, in whichever way, be it by one of its refunds or disputes.
    pub(in crate::gateway) fn payment_of(&self, request: &Fields) -> Option<PaymentNo> {
        let by_id = request
            .get("paymentId")
            .and_then(|id| self.by_payment_id.get(id));
        let by_request_id = || self.by_request_id.get(request.get("paymentRequestId")?);
        let by_refund = || self.refund_index.payment_of(request);
        let by_dispute = || Some(self.dispute_index.get(request.get("disputeId")?)?.0);
        let found = by_id.or_else(by_request_id).copied();
        found.or_else(by_refund).or_else(by_dispute)
    }
}
