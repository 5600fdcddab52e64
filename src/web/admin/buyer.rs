//! A robot buyer: does what a person would do on the pages, for tests without a browser.

use actix_web::HttpResponse;
use actix_web::web::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::about::OfThing;
use super::body;
use super::error::AdminError;
use super::payments::find;
use crate::gateway::{
    CardBrand, CheckoutRefusal, CheckoutStep, Gateway, IssuerAnswer, Payment, ResultCode,
    SANDBOX_CODE, Spoil, Stage, TypedCard, typed,
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deed {
    pub(super) action: Action,
    pub(super) card: Option<String>,
    pub(super) otp: Option<String>,
    /// The South Korean issuer to go to.
    brand: Option<String>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub(super) enum Action {
    /// Types an approving card, and the code if the bank asks.
    Pay,
    /// Types a card that is declined.
    Decline,
    /// Types a card and stops at the bank's page.
    Submit,
    /// Opens the bank's page, and so lets its time begin.
    OpenBank,
    /// Asks the bank for its code again.
    Resend,
    /// Gives the bank a code.
    Challenge,
    /// Cancels at the bank.
    Cancel,
    /// Walks away.
    Leave,
}

/// What became of a step, for a payment or a vaulting.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Outcome {
    step: &'static str,
    #[serde(flatten)]
    status: Status,
    result_code: &'static str,
    /// Where the buyer's browser goes now.
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_url: Option<String>,
    message: String,
}

/// How the buyer's business stands, under its name.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) enum Status {
    PaymentStatus(&'static str),
    VaultingStatus(&'static str),
}

pub(super) async fn act(about: OfThing, bytes: Bytes) -> Result<HttpResponse, AdminError> {
    let (sandbox, id) = about.sandbox()?;
    let deed: Deed = body(&bytes)?;
    let outcome = sandbox.with_gateway(|gateway, now| {
        let payment = find(gateway, id)?.clone();
        let step = deed.perform(gateway, now, &payment)?;
        outcome(gateway, id, step).map(|outcome| (outcome, payment.id))
    })?;
    let (outcome, payment_id) = outcome;
    sandbox
        .send_early(payment_id.as_str(), Spoil::BeforeRedirect)
        .await;
    Ok(HttpResponse::Ok().json(outcome))
}

impl Outcome {
    /// After a step, or after the buyer `left`, in these words. `shop` is where a browser goes in
    /// the end.
    pub(super) fn of(
        step: Option<CheckoutStep>,
        left: &str,
        status: Status,
        code: ResultCode,
        shop: Option<&str>,
    ) -> Self {
        let (name, message) = match step {
            None => ("LEFT", left.to_owned()),
            Some(step) => told(step),
        };
        let result = match step {
            Some(CheckoutStep::Declined(code)) => code,
            _ => code,
        };
        let finished = step == Some(CheckoutStep::Finished);
        Self {
            step: name,
            status,
            result_code: result.code(),
            redirect_url: shop.filter(|_| finished).map(str::to_owned),
            message,
        }
    }
}

impl Deed {
    /// What the buyer sees next; `None` for a buyer who left.
    fn perform(
        &self,
        gateway: &mut Gateway,
        now: Timestamp,
        payment: &Payment,
    ) -> Result<Option<CheckoutStep>, AdminError> {
        let token = payment.token.as_str();
        if payment.order.method.requires_issuer_authentication
            && let Some(answer) = self.at_issuer()
        {
            let brand = self.issuer(gateway, payment)?;
            let step = gateway.answer_issuer(now, token, brand, answer);
            return step.map(Some).map_err(refused);
        }
        let code = self.otp.as_deref().unwrap_or(SANDBOX_CODE);
        let step = match self.action {
            Action::Leave => return gateway.leave(now, token).map(|()| None).map_err(refused),
            Action::Challenge => match &payment.stage {
                Stage::Challenged(bank) if bank.silent.is_some() => {
                    gateway.show_browser(now, token)
                }
                _ => gateway.answer_challenge(now, token, code),
            },
            Action::OpenBank => {
                gateway.open_bank_page(now, token);
                match &payment.stage {
                    Stage::Challenged(bank) if bank.silent.is_none() => Ok(CheckoutStep::Challenge),
                    _ => Err(CheckoutRefusal::NotChallenged),
                }
            }
            Action::Resend => gateway.resend_code(now, token),
            Action::Cancel => gateway.cancel_challenge(now, token),
            Action::Pay | Action::Submit | Action::Decline => {
                let fitting = |approved| gateway.fitting_card(now, payment, approved);
                let typed = self.typed_card(now, fitting)?;
                let step = gateway.submit_card(now, token, &typed);
                match step {
                    Ok(step) if self.action != Action::Submit => {
                        gateway.pass_bank(now, token, step, code)
                    }
                    step => step,
                }
            }
        };
        step.map(Some).map_err(refused)
    }

    /// What the action comes to where the payment is confirmed at an issuer.
    fn at_issuer(&self) -> Option<IssuerAnswer> {
        match self.action {
            Action::Pay => Some(IssuerAnswer::Approve),
            Action::Decline => Some(IssuerAnswer::Reject),
            Action::Cancel => Some(IssuerAnswer::Cancel),
            Action::Submit
            | Action::OpenBank
            | Action::Resend
            | Action::Challenge
            | Action::Leave => None,
        }
    }

    /// The issuer named, or the first of the list.
    fn issuer(&self, gateway: &Gateway, payment: &Payment) -> Result<CardBrand, AdminError> {
        if self.card.is_some() {
            return Err(AdminError::bad_request(
                "no card is typed: the payment is confirmed at its issuer",
                "leave card out; brand names the issuer, such as SHINHAN",
            ));
        }
        let issuers = gateway.issuers(payment);
        let found = match &self.brand {
            Some(name) => issuers.iter().find(|brand| brand.name() == name),
            None => issuers.first(),
        };
        found.copied().ok_or_else(|| {
            let names: Vec<_> = issuers.iter().map(|brand| brand.name()).collect();
            AdminError::bad_request(
                "the payment is not confirmed at an issuer of this brand",
                format!("name one of: {}", names.join(", ")),
            )
        })
    }

    /// The card that is typed: the one named, or one that `fitting` finds to be approved or not.
    pub(super) fn typed_card(
        &self,
        now: Timestamp,
        fitting: impl FnOnce(bool) -> Option<TypedCard>,
    ) -> Result<TypedCard, AdminError> {
        if let Some(number) = &self.card {
            return Ok(typed(number, now));
        }
        fitting(self.action != Action::Decline).ok_or_else(|| {
            AdminError::bad_request(
                "the scenario declines no card",
                "name one: {\"action\": \"decline\", \"card\": \"4054692760174822\"}",
            )
        })
    }
}

fn outcome(gateway: &Gateway, id: &str, step: Option<CheckoutStep>) -> Result<Outcome, AdminError> {
    let payment = find(gateway, id)?;
    let status = Status::PaymentStatus(payment.status().name());
    let shop = Some(payment.order.redirect_url.as_str());
    let left = "the buyer left without paying";
    Ok(Outcome::of(step, left, status, payment.result_code(), shop))
}

/// A step by its name, and in words.
fn told(step: CheckoutStep) -> (&'static str, String) {
    match step {
        CheckoutStep::Challenge => ("CHALLENGE", "the bank asks for a code".to_owned()),
        CheckoutStep::BrowserCheck => (
            "BROWSER_CHECK",
            "the bank looks at the browser and asks nothing".to_owned(),
        ),
        CheckoutStep::WrongCode { tries_left } => (
            "CHALLENGE",
            format!("the code was wrong; {tries_left} tries left"),
        ),
        CheckoutStep::CodeSentAgain => ("CHALLENGE", "the bank sent its code again".to_owned()),
        CheckoutStep::Declined(code) => (
            "DECLINED",
            format!(
                "the card was declined ({}); another may be tried",
                code.code()
            ),
        ),
        CheckoutStep::Finished => ("FINISHED", "the buyer goes back to the shop".to_owned()),
    }
}

pub(super) fn refused(refusal: CheckoutRefusal) -> AdminError {
    match refusal {
        CheckoutRefusal::UnknownLink => AdminError::not_found("the payment has no page", ""),
        CheckoutRefusal::Closed => AdminError::conflict(
            "the payment is over: the buyer can do nothing any more",
            "GET …/payments/{paymentId} tells how it ended; a new pay makes a new one",
        ),
        CheckoutRefusal::UnknownCard => {
            AdminError::not_found("the buyer has no such stored card", "")
        }
        CheckoutRefusal::NotChallenged => AdminError::conflict(
            "no bank is asking for a code",
            "let the buyer submit a card first; 3DS needs is3DSAuthentication true in pay",
        ),
        CheckoutRefusal::NoMoreCodes => AdminError::conflict(
            "the bank has sent its code again as often as it does",
            "the code is still good: answer with {\"action\": \"challenge\"}",
        ),
        CheckoutRefusal::Challenged => AdminError::conflict(
            "the bank is asking for a code: no other card can be tried now",
            "answer with {\"action\": \"challenge\"}, or end the payment with {\"action\": \"cancel\"}",
        ),
        CheckoutRefusal::AtIssuer | CheckoutRefusal::NotAtIssuer => AdminError::conflict(
            "the payment is confirmed at its South Korean issuer: no card is typed",
            "use {\"action\": \"pay\"}, decline, cancel or leave; brand names the issuer",
        ),
        CheckoutRefusal::Mistakes(mistakes) => {
            let texts: Vec<_> = mistakes.texts().collect();
            AdminError::bad_request(format!("card: {}", texts.join(" ")), "give another card")
        }
    }
}
