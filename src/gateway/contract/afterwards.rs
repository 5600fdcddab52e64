//! What the contract says of payments that were made: captures, refunds, cancellations.

use jiff::SignedDuration;

use super::{CancelEnded, Contract, MerchantStatus, Method};
use crate::gateway::payment::Payment;
use crate::gateway::{Amount, Refusal, ResultCode};

impl Contract {
    /// Checks a capture by the shop (file 04 §4).
    ///
    /// # Errors
    /// The breach, and how to mend it.
    pub(in crate::gateway) fn admit_capture(&self) -> Result<(), Refusal> {
        if !self.methods.contains(&Method::Card) {
            let why = "contract.methods has no CARD any more; add it (PUT …/contract)";
            return Err(Refusal::new(ResultCode::NoPayOptions, why));
        }
        if !self.manual_capture {
            let why = "contract.manualCapture is false: the shop may not capture by itself; make it true (PUT …/contract)";
            return Err(Refusal::new(ResultCode::InvalidContract, why));
        }
        Ok(())
    }

    /// Checks giving back what a buyer has paid, by refund or by cancellation.
    ///
    /// # Errors
    /// `PAYMENT_METHOD_NOT_SUPPORTED`.
    pub(in crate::gateway) fn admit_giving_back(&self) -> Result<(), Refusal> {
        if self.refunds.supported {
            return Ok(());
        }
        let why = "contract.refunds.supported is false: what was paid stays paid; make it true (PUT …/contract)";
        Err(Refusal::new(ResultCode::PaymentMethodNotSupported, why))
    }

    /// Checks cancelling a payment whose money was taken.
    ///
    /// # Errors
    /// The code that the contract has for it, unless it lets the money go back.
    pub(in crate::gateway) fn admit_cancel_of_captured(&self) -> Result<(), Refusal> {
        let why = "a captured card payment cannot be cancelled; refund it, or make contract.cancellations.captured REFUND (PUT …/contract)";
        let code = self.cancellations.captured.refusal();
        code.map_or(Ok(()), |code| Err(Refusal::new(code, why)))
    }

    /// Checks cancelling a payment that ended unpaid.
    ///
    /// # Errors
    /// `ORDER_STATUS_INVALID`, if the contract says so.
    pub(in crate::gateway) fn admit_cancel_of_ended(&self) -> Result<(), Refusal> {
        match self.cancellations.ended {
            CancelEnded::Success => Ok(()),
            CancelEnded::OrderStatusInvalid => {
                let why = "the payment ended unpaid, there is nothing to cancel; contract.cancellations.ended says that this is refused (PUT …/contract)";
                Err(Refusal::new(ResultCode::OrderStatusInvalid, why))
            }
        }
    }

    /// Checks a refund of a payment, with what was refunded of it before (file 13 §3).
    ///
    /// # Errors
    /// The breach, and how to mend it.
    pub(in crate::gateway) fn admit_refund(
        &self,
        payment: &Payment,
        amount: Amount,
    ) -> Result<(), Refusal> {
        let breach = |code, why: &str| Err(Refusal::new(code, why));
        if self.status == MerchantStatus::Suspended {
            let why = "contract.status is SUSPENDED; make it ACTIVE (PUT …/contract)";
            return breach(ResultCode::InvalidMerchantStatus, why);
        }
        self.admit_giving_back()?;
        if !self.refunds.multiple && payment.refunded_value() > 0 {
            let why = "the payment was refunded before, and contract.refunds.multiple is false; refund once, or make it true (PUT …/contract)";
            return breach(ResultCode::MultipleRefundsNotSupported, why);
        }
        if !self.refunds.partial && amount.value < payment.captured_value() {
            let why = "less than the whole was asked for, and contract.refunds.partial is false; refund the whole, or make it true (PUT …/contract)";
            return breach(ResultCode::PartialRefundNotSupported, why);
        }
        Ok(())
    }

    /// Checks that the merchant has the money to give back. What was given back of its currency
    /// before, in minor units, is counted only if that matters.
    ///
    /// # Errors
    /// `MERCHANT_BALANCE_NOT_ENOUGH`.
    pub(in crate::gateway) fn admit_balance(
        &self,
        amount: Amount,
        given_back: impl FnOnce() -> u64,
    ) -> Result<(), Refusal> {
        let Some(balance) = self.refunds.balance.get(&amount.currency) else {
            return Ok(());
        };
        let left = balance.0.saturating_sub(given_back());
        if amount.value <= left {
            return Ok(());
        }
        let currency = amount.currency;
        let left = Amount {
            currency,
            value: left,
        };
        let why = format!(
            "{amount} is more than the merchant has left for refunds, {left}; raise contract.refunds.balance.{currency} (PUT …/contract)"
        );
        Err(Refusal::new(ResultCode::MerchantBalanceNotEnough, why))
    }

    /// For how long after paying a payment can be refunded.
    pub(in crate::gateway) fn refund_window(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(self.refunds.window_days))
    }
}
