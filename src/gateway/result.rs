//! Antom's result codes: their status, and the text that goes with each.
//!
//! Facts from the tables of pay (file 02 §9), inquiryPayment (03 §5.1), capture (04 §4), cancel
//! (06 §4), refund (13 §3), disputes (16 §3), vaulting (12 §5), the notifications (05 §6) and the gateway layer (01 §6). Texts are never to be parsed:
//! Antom words one code differently from API to API, and so do we, see [`ResultCode::message`].

mod wording;

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The third of a result that a program acts on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultStatus {
    /// Succeeded.
    S,
    /// Failed.
    F,
    /// Unknown, or still in process.
    U,
}

impl fmt::Display for ResultStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// Where a result is said; some codes have a wording of their own there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// The `result` of a `pay` answer.
    ByPay,
    /// The `result` of a `consult` answer.
    ByConsult,
    /// The `result` of a `createPaymentSession` answer.
    ByCreatePaymentSession,
    /// The `result` of a `retrievePaymentSession` answer.
    ByRetrievePaymentSession,
    /// The `result` of a `getCardInfo` answer.
    ByGetCardInfo,
    /// The `result` of an `inquireInstallment` answer.
    ByInquireInstallment,
    /// The `result` of an `inquiryPayment` answer: about the call, not the payment.
    ByInquiry,
    /// `paymentResultMessage` of an inquiry.
    OfPayment,
    /// `transactionResult` of an inquiry.
    OfTransaction,
    /// The `result` of a `capture` answer.
    ByCapture,
    /// The `result` of a `cancel` answer.
    ByCancel,
    /// The `result` of a `refund` answer.
    ByRefund,
    /// The `result` of an `inquiryRefund` answer: about the call, not the refund.
    ByInquiryRefund,
    /// The `result` of an answer about stored cards.
    ByVault,
    /// The `result` of the answers about disputes.
    ByDispute,
    /// The `result` of a notifyPayment.
    InNotifyPayment,
    /// The `result` of a notifyCapture.
    InNotifyCapture,
    /// The `result` of a notifyRefund.
    InNotifyRefund,
    /// A refusal before any API was reached.
    ByGateway,
}

macro_rules! result_codes {
    ($($variant:ident $code:literal $status:ident $message:literal)*) => {
        /// A result code of Antom.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        #[expect(missing_docs, reason = "each code is explained by its message in the table")]
        pub enum ResultCode { $($variant,)* }

        impl ResultCode {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as it stands on the wire, such as `DO_NOT_HONOR`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The status that always goes with the code.
            #[must_use]
            pub fn status(self) -> ResultStatus {
                match self { $(Self::$variant => ResultStatus::$status,)* }
            }

            fn usual_message(self) -> &'static str {
                match self { $(Self::$variant => $message,)* }
            }
        }
    };
}

result_codes! {
    Success "SUCCESS" S "success."
    PaymentInProcess "PAYMENT_IN_PROCESS" U "The payment is being processed."
    CaptureInProcess "CAPTURE_IN_PROCESS" U "The capture is processing."
    RefundInProcess "REFUND_IN_PROCESS" U "The refund is being processed."
    VerificationInProcess "VERIFICATION_IN_PROCESS" U "The verification of the payment method information is under process."
    RequestTrafficExceedLimit "REQUEST_TRAFFIC_EXCEED_LIMIT" U "The request traffic exceeds the limit."
    UnknownException "UNKNOWN_EXCEPTION" U "An API call has failed, which is caused by unknown reasons."
    AccessDenied "ACCESS_DENIED" F "Access is denied."
    AuthenticationRequired "AUTHENTICATION_REQUIRED" F "3D Secure authentication is required."
    AuthCancelled "AUTH_CANCELLED" F "The payment authorization is canceled."
    AuthExpired "AUTH_EXPIRED" F "The payment authorization is expired."
    AuthNotFound "AUTH_NOT_FOUND" F "The payment authorization is not found."
    CancelWindowExceed "CANCEL_WINDOW_EXCEED" F "The cancellation date exceeds the period during which cancellation is supported. The period is agreed upon in the contract."
    CaptureAmountExceedAuthLimit "CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT" F "The total capture amount exceeds the limit of the authorized payment amount."
    CardNotSupported "CARD_NOT_SUPPORTED" F "The card used for the transaction is not supported."
    ClientForbiddenAccessApi "CLIENT_FORBIDDEN_ACCESS_API" F "Access is denied."
    ClientInvalid "CLIENT_INVALID" F "The client is invalid."
    CurrencyNotSupport "CURRENCY_NOT_SUPPORT" F "The currency is not supported."
    DefenseExceedLimit "DEFENSE_EXCEED_LIMIT" F "The number of defenses exceeds the limit."
    DoNotHonor "DO_NOT_HONOR" F "The payment is declined by the issuing bank."
    ExpiredCode "EXPIRED_CODE" F "The payment code is expired."
    ExpiredToken "EXPIRED_TOKEN" F "The token is expired."
    FraudReject "FRAUD_REJECT" F "The transaction cannot be further processed because of risk control. If the user has already paid for the transaction, the transaction will be refunded."
    InvalidAccessToken "INVALID_ACCESS_TOKEN" F "The access token is expired, revoked, or does not exist."
    InvalidAmount "INVALID_AMOUNT" F "The transaction was declined by the issuing bank due to various reasons. For example, the specified amount is invalid or exceeds the maximum amount limit."
    InvalidApi "INVALID_API" F "The called API is invalid or not active."
    InvalidCard "INVALID_CARD" F "The card is invalid. Maybe the credit card number cannot be identified, the card has no corresponding issuing bank, or the card number is in the wrong format."
    InvalidCardNumber "INVALID_CARD_NUMBER" F "The number of the card used for the transaction is invalid."
    InvalidClient "INVALID_CLIENT" F "The client is invalid."
    InvalidClientStatus "INVALID_CLIENT_STATUS" F "The status of the client is invalid."
    InvalidContract "INVALID_CONTRACT" F "The parameter values in the contract do not match those in the current transaction."
    InvalidCvv "INVALID_CVV" F "The security code of the card is invalid."
    InvalidExpirationDate "INVALID_EXPIRATION_DATE" F "The value of paymentMethod.paymentMethodMetaData.expiryYear or paymentMethod.paymentMethodMetaData.expiryDate is invalid."
    InvalidExpiryDateFormat "INVALID_EXPIRY_DATE_FORMAT" F "The format of expiryYear or expiryMonth is wrong."
    InvalidMerchantStatus "INVALID_MERCHANT_STATUS" F "The merchant status is abnormal because restrictions exist."
    InvalidPaymentCode "INVALID_PAYMENT_CODE" F "The payment code cannot be accepted by Alipay+."
    InvalidPaymentMethodMetaData "INVALID_PAYMENT_METHOD_META_DATA" F "The payment method metadata is invalid."
    InvalidSignature "INVALID_SIGNATURE" F "The signature is not validated. The private key used to sign a request does not match the public key of Antom Dashboard."
    InvalidToken "INVALID_TOKEN" F "The token is invalid."
    IssuerRejectsTransaction "ISSUER_REJECTS_TRANSACTION" F "The issuing bank rejects the transaction."
    KeyNotFound "KEY_NOT_FOUND" F "The private key or public key of Alipay or the merchant is not found."
    MediaTypeNotAcceptable "MEDIA_TYPE_NOT_ACCEPTABLE" F "The server does not accept the media type of the request. Only application/json is supported."
    MerchantBalanceNotEnough "MERCHANT_BALANCE_NOT_ENOUGH" F "The merchant balance is insufficient."
    MerchantKybNotQualified "MERCHANT_KYB_NOT_QUALIFIED" F "The payment failed because of the merchant's KYB status. The merchant is either not KYB compliant, or the KYB status is not qualified for this transaction."
    MerchantNotRegistered "MERCHANT_NOT_REGISTERED" F "The merchant is not registered."
    MethodNotSupported "METHOD_NOT_SUPPORTED" F "The server does not implement the requested HTTP method. Only the POST method is supported."
    MultipleRefundsNotSupported "MULTIPLE_REFUNDS_NOT_SUPPORTED" F "The transaction does not support multiple refunds."
    MultiCaptureNotSupported "MULTI_CAPTURE_NOT_SUPPORTED" F "The transaction does not support multiple captures."
    NoInterfaceDef "NO_INTERFACE_DEF" F "API is not defined."
    NoPayOptions "NO_PAY_OPTIONS" F "No payment options are available."
    OauthFailed "OAUTH_FAILED" F "The authorization has failed."
    OrderIsCanceled "ORDER_IS_CANCELED" F "The request you initiated has the same paymentRequestId as the previously paid transaction, which is canceled."
    OrderIsClosed "ORDER_IS_CLOSED" F "The paymentRequestId of your request is already used for a transaction, which is closed."
    OrderNotExist "ORDER_NOT_EXIST" F "The order does not exist."
    OrderStatusInvalid "ORDER_STATUS_INVALID" F "The transaction cannot be further processed because the order status is invalid."
    ParamIllegal "PARAM_ILLEGAL" F "The required parameters are not passed, or illegal parameters exist. For example, a non-numeric input, an invalid date, or the length and type of the parameter are wrong."
    PartialRefundNotSupported "PARTIAL_REFUND_NOT_SUPPORTED" F "The transaction does not support partial refunds."
    PaymentAmountExceedLimit "PAYMENT_AMOUNT_EXCEED_LIMIT" F "The payment amount is greater than the maximum amount allowed by the contract or payment method."
    PaymentCountExceedLimit "PAYMENT_COUNT_EXCEED_LIMIT" F "The maximum number of payments exceeds the limit that is specified by the payment method."
    PaymentMethodNotSupported "PAYMENT_METHOD_NOT_SUPPORTED" F "The payment method does not support canceling or refunding transactions if the payment status is successful."
    PaymentNotQualified "PAYMENT_NOT_QUALIFIED" F "The merchant is not qualified to pay because the merchant is not registered, does not have a contract for Auto Debit payment, or is forbidden to make a payment."
    PaymentProhibited "PAYMENT_PROHIBITED" F "The payment cannot be processed because the goods are prohibited from sale in the country."
    ProcessFail "PROCESS_FAIL" F "A general business failure occurred."
    RefundAmountExceed "REFUND_AMOUNT_EXCEED" F "The total refund amount exceeds the payment amount."
    RefundNotExist "REFUND_NOT_EXIST" F "The refund does not exist."
    RefundWindowExceed "REFUND_WINDOW_EXCEED" F "The refund date exceeds the period during which refunds are supported. The period is agreed upon in the contract."
    RepeatRequest "REPEAT_REQUEST" F "Repeated request."
    RepeatReqInconsistent "REPEAT_REQ_INCONSISTENT" F "The amount or currency is different from the previous request."
    RiskReject "RISK_REJECT" F "The transaction cannot be further processed because of risk control. If the user has already paid for the transaction, the transaction will be refunded."
    SelectedCardBrandNotAvailable "SELECTED_CARD_BRAND_NOT_AVAILABLE" F "The card brand that the user selected to pay is not available."
    SettleContractNotMatch "SETTLE_CONTRACT_NOT_MATCH" F "No matched settlement contract can be found."
    SignatureInvalid "SIGNATURE_INVALID" F "The signature is invalid."
    SuspectedCard "SUSPECTED_CARD" F "The card is suspected of fraud. For example, the card is stolen or restricted."
    SuspectedRisk "SUSPECTED_RISK" F "The transaction cannot be further processed because of suspected security issues. You can retry the transaction after one working day. If the transaction is not secure and the user has already paid, the transaction will be refunded."
    SystemError "SYSTEM_ERROR" F "A system error occurred."
    TimeExceedsLimit "TIME_EXCEEDS_LIMIT" F "Your defense is overdue and you cannot accept or defend the dispute."
    UnknownClient "UNKNOWN_CLIENT" F "The client is unknown."
    UserAmountExceedLimit "USER_AMOUNT_EXCEED_LIMIT" F "The payment amount exceeds the user payment limit."
    UserBalanceNotEnough "USER_BALANCE_NOT_ENOUGH" F "The payment cannot be completed because the user balance in the corresponding payment method is not enough."
    UserKycNotQualified "USER_KYC_NOT_QUALIFIED" F "The payment failed because of the user's KYC status. The user is either not KYC compliant, or the KYC status is not qualified for this transaction (for example, limitations on the payment amount or product information)."
    UserNotExist "USER_NOT_EXIST" F "The user does not exist on the wallet side."
    UserPaymentVerificationFailed "USER_PAYMENT_VERIFICATION_FAILED" F "User fails to pass the payment verification in the methods like OTP, PIN, and so on."
    UserStatusAbnormal "USER_STATUS_ABNORMAL" F "The user status is abnormal on the wallet side."
    VaultingNotExist "VAULTING_NOT_EXIST" F "The vaulting request ID does not exist."
    VerificationFail "VERIFICATION_FAIL" F "The verification of the payment method information failed."
    VerifyTimesExceedLimit "VERIFY_TIMES_EXCEED_LIMIT" F "The current verification code failed to pass the payment verification too many times."
    VerifyUnmatched "VERIFY_UNMATCHED" F "The verification code is invalid."
}

impl ResultCode {
    /// Finds a code by its wire name.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.code() == code)
    }
}

impl Serialize for ResultCode {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for ResultCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let code = String::deserialize(from)?;
        let unknown = || D::Error::custom(format!("\"{code}\" is not a result code of Antom"));
        Self::named(&code).ok_or_else(unknown)
    }
}

/// A business answer of the gateway that is not a success: a code for the shop's program, and a
/// sentence for the person who looks into it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// What Antom answers.
    pub code: ResultCode,
    /// Why, in words, with what to do about it.
    pub why: String,
    /// A rule wants it so, whatever the shop sent.
    pub by_rule: bool,
}

impl Refusal {
    /// A refusal with its reason.
    pub fn new(code: ResultCode, why: impl Into<String>) -> Self {
        Self {
            code,
            why: why.into(),
            by_rule: false,
        }
    }

    /// A refusal that a rule asks for.
    pub fn by_rule(code: ResultCode, why: impl Into<String>) -> Self {
        Self {
            by_rule: true,
            ..Self::new(code, why)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_by_its_name() {
        for code in ResultCode::ALL {
            assert_eq!(ResultCode::named(code.code()), Some(*code));
            assert!(code.usual_message().len() <= 256, "{code:?}");
        }
        assert_eq!(ResultCode::named("NO_SUCH_CODE"), None);
    }
}
