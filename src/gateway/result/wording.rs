//! What the codes are called in words: Antom words one code differently from API to API.

use super::{ResultCode, Said};

impl ResultCode {
    /// The text Antom's documents give the code in this place.
    #[must_use]
    pub fn message(self, said: Said) -> &'static str {
        match (said, self) {
            (Said::ByPay | Said::OfTransaction, Self::PaymentInProcess) => "payment in process",
            (Said::OfPayment | Said::OfTransaction | Said::ByDispute, Self::Success) => "success",
            (Said::ByDispute, Self::ParamIllegal) => {
                "Illegal parameters. For example, non-numeric input, invalid date."
            }
            (Said::OfTransaction, Self::ProcessFail) => "General business failure. No retry.",
            (Said::OfTransaction, Self::ClientInvalid) => {
                "The client ID is invalid. Alipay has restrictions on client ID."
            }
            (Said::OfPayment, Self::OrderIsClosed) => {
                "The request you initiated has the same paymentRequestId as that of the existed transaction, which is closed."
            }
            (Said::InNotifyPayment, Self::OrderIsClosed) => "The order is closed.",
            (Said::OfPayment | Said::InNotifyPayment, Self::UserPaymentVerificationFailed) => {
                "The user is restricted from payment on the payment method side."
            }
            (Said::InNotifyCapture, Self::ProcessFail) => "fail.",
            (Said::InNotifyPayment, Self::NoPayOptions) => "No payment methods are available.",
            (Said::InNotifyPayment, Self::MerchantBalanceNotEnough) => {
                "The merchant balance is not enough."
            }
            (Said::OfPayment, Self::UserStatusAbnormal) => {
                "The user status is abnormal on the payment method side."
            }
            (Said::ByCapture | Said::InNotifyCapture, code) => code.capture_message(),
            (Said::ByCancel, Self::Success) => "Success",
            (Said::ByRefund, Self::OrderIsCanceled) => "The transaction is canceled.",
            (_, code) => code.usual_message(),
        }
    }

    fn capture_message(self) -> &'static str {
        match self {
            Self::AccessDenied => "The access is denied.",
            Self::UnknownException => {
                "The API call has failed, which is caused by unknown reasons."
            }
            Self::NoPayOptions => "No payment methods are available.",
            Self::OrderIsCanceled => "The transaction is canceled.",
            Self::OrderStatusInvalid => {
                "The transaction status is abnormal. The payment cannot be captured."
            }
            Self::PaymentCountExceedLimit => {
                "The number of captures exceeds the limit that is specified by the payment method."
            }
            Self::ProcessFail => "The capture failed.",
            Self::RepeatReqInconsistent => {
                "The submitted request exists, and the parameter values of this request are not consistent with those of the existing request."
            }
            Self::RiskReject => "The request is rejected because of risk control.",
            Self::UserAmountExceedLimit => "The capture amount exceeds the user payment limit.",
            Self::UserBalanceNotEnough => "The user's balance is insufficient for the capture.",
            Self::UserNotExist => "The user's account does not exist on the payment method side.",
            Self::UserStatusAbnormal => {
                "The user's account status is abnormal on the payment method side."
            }
            code => code.usual_message(),
        }
    }
}
