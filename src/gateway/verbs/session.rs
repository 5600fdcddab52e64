//! The verbs `createPaymentSession` and `retrievePaymentSession`: a page, or data for Antom's
//! browser SDK, whose payment exists from the moment on when the buyer submits a card (file 14 of
//! the protocol notes).

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::super::ids::SessionId;
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::{CardResult, PayOrder, Payment, Stage};
use super::super::{EventKind, Gateway, Operation, PaymentKey, Refusal, ResultCode};
use super::method_check;

/// How long a session lasts when the shop does not say, and the longest it may (file 14 §2).
const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// What a shop asks for with `createPaymentSession`.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionOrder {
    /// The payment that the buyer may make.
    pub order: PayOrder,
    /// Where the buyer pays.
    pub scene: Scene,
    /// `paymentSessionExpiryTime`, if the request had one.
    pub expires_at: Option<Timestamp>,
    /// `savedPaymentMethods`: the tokens of the cards to offer.
    pub saved_cards: Vec<String>,
    /// `order` as the shop wrote it, to be given back.
    pub shop_order: String,
    /// `customizedInfo` as the shop wrote it.
    pub customized_info: Option<String>,
}

/// `productScene`: where the buyer pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Scene {
    /// `CHECKOUT_PAYMENT`: on Antom's page.
    CheckoutPage,
    /// `ELEMENT_PAYMENT`: on the shop's page, in a part that Antom's script draws.
    Element,
    /// None was named: the older pop-up.
    PopUp,
}

/// The session of a payment that was not made by `pay`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// `paymentSessionId`.
    pub id: SessionId,
    /// Where the buyer pays.
    pub scene: Scene,
    /// `paymentSessionExpiryTime`.
    pub expires_at: Timestamp,
    /// `order` as the shop wrote it.
    pub shop_order: String,
    /// `customizedInfo` as the shop wrote it.
    pub customized_info: Option<String>,
    /// The tokens of the cards that the shop wants to be offered; none named, those of the buyer.
    #[serde(default)]
    pub saved_cards: Vec<String>,
    /// Whether the buyer has submitted a card.
    pub submitted: bool,
    /// The newest card that was refused, and why.
    pub(crate) last_try: Option<(ResultCode, Arc<CardResult>)>,
}

impl Scene {
    /// `productScene` as it stands on the wire, if it does.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::CheckoutPage => Some("CHECKOUT_PAYMENT"),
            Self::Element => Some("ELEMENT_PAYMENT"),
            Self::PopUp => None,
        }
    }
}

impl Payment {
    /// Whether there is a payment already: that of a session begins when the buyer submits a card.
    #[must_use]
    pub fn exists(&self) -> bool {
        let session = self.session.as_ref();
        session.is_none_or(|session| session.submitted)
    }

    /// The operation that made it.
    pub(in crate::gateway) fn made_by(&self) -> Operation {
        match self.session {
            Some(_) => Operation::CreatePaymentSession,
            None => Operation::Pay,
        }
    }

    /// Whether the buyer pays on a page of Antom's, whose address the shop is told.
    #[must_use]
    pub fn has_page(&self) -> bool {
        let session = self.session.as_ref();
        session.is_none_or(|session| session.scene == Scene::CheckoutPage)
    }
}

impl Gateway {
    /// Makes a session. The same request again gets the same session again.
    ///
    /// # Errors
    /// A refusal, when the request id was used for something else, or the playbook or the contract
    /// refuses.
    pub fn create_session(
        &mut self,
        now: Timestamp,
        wish: SessionOrder,
    ) -> Result<&Payment, Refusal> {
        if let Some(number) = self.find_repeated(&wish.order, Operation::CreatePaymentSession)? {
            return Ok(&self.payments[number]);
        }
        method_check::check(&wish.order)?;
        let session_ends = expiry(now, wish.expires_at)?;
        let payment_ends = super::pay::expiry(now, &wish.order, LIFETIME)?;
        self.admit_new(now, &wish.order, None)?;
        let session = Session {
            id: self.ids.session(now),
            scene: wish.scene,
            expires_at: session_ends,
            shop_order: wish.shop_order,
            customized_info: wish.customized_info,
            saved_cards: wish.saved_cards,
            submitted: false,
            last_try: None,
        };
        let ends = session_ends.min(payment_ends);
        let number = self.open(now, wish.order, ends, Some(session));
        self.expect_buyer(now, number);
        Ok(&self.payments[number])
    }

    /// Reads a session.
    ///
    /// # Errors
    /// `ORDER_NOT_EXIST`.
    pub fn retrieve_session(&self, request_id: &str) -> Result<&Session, Refusal> {
        let key = PaymentKey::RequestId(request_id.to_owned());
        let payment = self.payment(&key).ok();
        let session = payment.and_then(|payment| payment.session.as_deref());
        session.ok_or_else(|| {
            let why = format!("no session was made with paymentRequestId \"{request_id}\"");
            Refusal::new(ResultCode::OrderNotExist, why)
        })
    }

    /// Whether a buyer who has paid sees how it went on a page of Antom's, and not only in the shop.
    #[must_use]
    pub fn shows_result(&self, payment: &Payment) -> bool {
        payment.session.is_some() && self.contract().result_page
    }

    /// The buyer submits a card: now there is a payment.
    pub(in crate::gateway) fn begin_payment(&mut self, now: Timestamp, number: PaymentNo) {
        let payment = &mut self.payments[number];
        match &mut payment.session {
            Some(session) if !session.submitted => session.submitted = true,
            _ => return,
        }
        payment.created_at = now;
        let (amount, order) = (payment.order.amount, &payment.order.order_reference);
        let text = format!("{amount} of order {order}: the buyer submits, the payment begins");
        self.record(now, EventKind::PaymentCreated, number, text);
    }

    /// Time is up for a session. A payment that has begun ends as the newest card did; the shop
    /// hears of no other (file 14 §4). Without one nothing is told.
    pub(in crate::gateway) fn end_session(&mut self, now: Timestamp, number: PaymentNo) -> bool {
        let payment = &mut self.payments[number];
        let Some(session) = payment.session.as_mut().filter(|_| payment.stage.is_open()) else {
            return false;
        };
        if !session.submitted {
            payment.stage = Stage::Expired { at: now };
            let text = "nobody submitted a card in time; the session is closed".to_owned();
            self.record(now, EventKind::SessionExpired, number, text);
            return true;
        }
        let Some((code, card)) = session.last_try.take() else {
            return false;
        };
        payment.stage = Stage::Failed {
            code,
            at: now,
            card,
            paid_at: None,
        };
        let code_name = code.code();
        let text = format!("the session is over, and the last card was refused: {code_name}");
        self.record(now, EventKind::PaymentFailed, number, text);
        self.notify_payment(now, number, code);
        true
    }
}

/// A session ends within an hour.
fn expiry(now: Timestamp, wanted: Option<Timestamp>) -> Result<Timestamp, Refusal> {
    let latest = later(now, LIFETIME);
    let refuse = |why: String| Err(Refusal::new(ResultCode::ParamIllegal, why));
    match wanted {
        None => Ok(latest),
        Some(at) if at <= now => refuse(format!(
            "paymentSessionExpiryTime is in the past: it is {now} here, the request says {at}"
        )),
        Some(at) if at > latest => refuse(format!(
            "paymentSessionExpiryTime may be an hour ahead at most: it is {now} here, the request says {at}"
        )),
        Some(at) => Ok(at),
    }
}
