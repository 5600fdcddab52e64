//! Why a card was declined.

use super::Texts;
use crate::gateway::ResultCode;

impl Texts {
    /// What a buyer is told of a decline, with the code for the developer behind the buyer.
    pub(crate) fn declined(&self, code: ResultCode) -> String {
        let (english, chinese) = reason(code);
        let reason = self.say(english, chinese);
        let code = code.code();
        self.say(
            format!("{reason} No money was taken; please try another card. ({code})"),
            format!("{reason}没有扣款，请换一张卡重试。（{code}）"),
        )
    }
}

fn reason(code: ResultCode) -> (&'static str, &'static str) {
    match code {
        ResultCode::UserBalanceNotEnough => {
            ("There is not enough money on this card.", "此卡余额不足。")
        }
        ResultCode::UserAmountExceedLimit => (
            "This amount is above the limit of this card.",
            "付款金额超过此卡限额。",
        ),
        ResultCode::SelectedCardBrandNotAvailable => (
            "This card is not of the brand that was chosen in the shop.",
            "此卡与您在商家选择的卡品牌不符。",
        ),
        ResultCode::CardNotSupported => ("This card is not accepted here.", "此处不支持这张卡。"),
        ResultCode::InvalidCard | ResultCode::InvalidCardNumber => {
            ("The bank does not know this card.", "银行无法识别此卡。")
        }
        ResultCode::InvalidExpirationDate | ResultCode::InvalidExpiryDateFormat => (
            "The bank says the expiry date is wrong.",
            "银行提示有效期不正确。",
        ),
        ResultCode::InvalidCvv => (
            "The bank says the security code is wrong.",
            "银行提示安全码不正确。",
        ),
        ResultCode::RiskReject | ResultCode::FraudReject | ResultCode::SuspectedCard => (
            "The payment was stopped for security reasons.",
            "出于安全原因，付款已被拦截。",
        ),
        ResultCode::UserPaymentVerificationFailed | ResultCode::AuthenticationRequired => (
            "Your bank could not confirm that it is you.",
            "银行未能确认是您本人操作。",
        ),
        _ => ("Your bank declined this card.", "银行拒绝了此卡。"),
    }
}
