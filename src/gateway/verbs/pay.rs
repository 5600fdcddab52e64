//! The verb `pay`: take an order, open a checkout.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::agenda::Timer;
use super::super::cards::card::Card;
use super::super::moment::later;
use super::super::numbers::PaymentNo;
use super::super::payment::{PayOrder, Payment, Stage, Tokenize};
use super::super::rules::calling::CallCounts;
use super::super::rules::decision::Decision;
use super::super::{CheckoutToken, EventKind, Gateway, Moment, Operation, Refusal, ResultCode};
use super::method_check;
use super::session::Session;

/// How long a buyer has when the shop does not say (file 02 §5).
const USUAL_LIFETIME: SignedDuration = SignedDuration::from_mins(14);

impl Gateway {
    /// Takes an order: for a hosted payment, or for one whose card is in the request. The same
    /// request again gets the same payment again.
    ///
    /// # Errors
    /// A refusal, when the request id was used for something else or the playbook refuses.
    pub fn pay(&mut self, now: Timestamp, order: PayOrder) -> Result<&Payment, Refusal> {
        if let Some(number) = self.find_repeated(&order, Operation::Pay)? {
            return Ok(&self.payments[number]);
        }
        method_check::check(&order)?;
        let card = self.card_of(now, &order);
        if let (Err(refusal), None) = (&card, &order.method.token) {
            return Err(refusal.clone());
        }
        let expires_at = expiry(now, &order, USUAL_LIFETIME)?;
        let known = card.as_ref().ok().and_then(Option::as_ref);
        let decision = self.admit_new(now, &order, known)?;
        let card = self.admit_card(now, &order, card, &decision)?;
        let number = self.open(now, order, expires_at, None);
        if let Some((card, brand)) = card {
            self.pay_directly(now, number, &card, brand);
        }
        if self.payments[number].is_open() {
            self.expect_buyer(now, number);
        }
        Ok(&self.payments[number])
    }

    /// The payment, or session, that this very request made before.
    pub(in crate::gateway) fn find_repeated(
        &self,
        order: &PayOrder,
        operation: Operation,
    ) -> Result<Option<PaymentNo>, Refusal> {
        let Some(number) = self.by_request_id.get(&order.request_id).copied() else {
            return Ok(None);
        };
        repeat(&self.payments[number], order, operation).map(|()| Some(number))
    }

    /// What the rules and the contract say about a payment that is only asked for.
    pub(in crate::gateway) fn admit_new(
        &mut self,
        now: Timestamp,
        order: &PayOrder,
        card: Option<&Card>,
    ) -> Result<Decision, Refusal> {
        let decision = self.decide_new(now, order, card);
        if let Some(code) = decision.ask(|then| then.pay) {
            self.spend(now, &decision);
            let why = if decision.is_armed() {
                "an armed rule refuses this payment".to_owned()
            } else {
                let title = &self.playbook.title;
                format!("the scenario \"{title}\" refuses this payment")
            };
            return Err(Refusal::by_rule(code, why));
        }
        self.admit(now, order)?;
        Ok(decision)
    }

    /// What the contract says about a payment that is only asked for.
    fn admit(&self, now: Timestamp, order: &PayOrder) -> Result<(), Refusal> {
        self.contract().admit(order.amount, &order.fields)?;
        self.contract().admits_plan(order)?;
        self.contract().admits_issuers(order)?;
        self.contract()
            .admits_another(|| self.made_on_the_day_of(now))
    }

    /// What the rules say about a payment that is only asked for.
    fn decide_new(&self, now: Timestamp, order: &PayOrder, card: Option<&Card>) -> Decision {
        let moment = Moment {
            payment: Some(&order.fields),
            card: card.map(Card::facts),
            attempt: self.next_attempt(&order.order_reference),
            ..Moment::default()
        };
        self.rules_at(now, &moment, &self.playbook, &[&order.request_id])
    }

    /// The how-manieth payment of an order the next one is.
    pub(in crate::gateway) fn next_attempt(&self, order_reference: &str) -> u64 {
        self.by_order.get(order_reference).map_or(0, Vec::len) as u64 + 1
    }

    /// Opens the checkout of an order; with a session the payment itself begins later.
    pub(in crate::gateway) fn open(
        &mut self,
        now: Timestamp,
        order: PayOrder,
        expires_at: Timestamp,
        session: Option<Session>,
    ) -> PaymentNo {
        let made_by = if session.is_some() {
            Operation::CreatePaymentSession
        } else {
            Operation::Pay
        };
        let number = self.payments.len();
        let counted = self.unmade.remove(&order.request_id);
        let payment = Payment {
            id: self.ids.payment(now),
            token: CheckoutToken::of(&self.chance, number),
            created_at: now,
            expires_at,
            stage: Stage::AwaitingBuyer,
            declined: None,
            captures: Vec::new(),
            refunds: Vec::new(),
            disputes: Vec::new(),
            dispute_plan: None,
            attempt: self.next_attempt(&order.order_reference),
            calls: counted.unwrap_or_else(|| CallCounts::first(made_by)),
            buyer: None,
            notifications: Vec::new(),
            card: None,
            at_once: !order.method.is_hosted(),
            saves_card: order.method.tokenize == Tokenize::Yes,
            session: session.map(Box::new),
            chosen_plan: None,
            playbook: Arc::clone(&self.playbook),
            order,
        };
        self.by_payment_id.insert(payment.id.clone(), number);
        self.by_request_id
            .insert(payment.order.request_id.clone(), number);
        self.by_token.insert(payment.token.clone(), number);
        let order = payment.order.order_reference.clone();
        self.by_order.entry(order).or_default().push(number);
        let (amount, reference) = (payment.order.amount, &payment.order.order_reference);
        let (kind, next) = match payment.session {
            Some(_) => (EventKind::SessionCreated, "a session waits for the buyer"),
            None if payment.at_once => (EventKind::PaymentCreated, "the request has the card"),
            None => (EventKind::PaymentCreated, "the buyer has yet to pay"),
        };
        let text = format!("{amount} asked for order {reference}; {next}");
        self.payments.push(payment);
        self.agenda.set(Timer::PaymentExpiry(number), expires_at);
        self.record(now, kind, number, text);
        number
    }
}

/// Whether a request may stand for the payment that has its id already (file 02 §6).
fn repeat(payment: &Payment, order: &PayOrder, operation: Operation) -> Result<(), Refusal> {
    let refuse = |code, why: &str| {
        let id = &order.request_id;
        Err(Refusal::new(
            code,
            format!("paymentRequestId \"{id}\" {why}"),
        ))
    };
    match &payment.stage {
        Stage::Failed { .. } => refuse(
            ResultCode::OrderIsClosed,
            "belongs to a payment that failed; try again with a new paymentRequestId",
        ),
        Stage::Expired { .. } => refuse(
            ResultCode::OrderIsClosed,
            "belongs to a payment that nobody paid in time; try again with a new paymentRequestId",
        ),
        Stage::Cancelled { paid: None, .. } => refuse(
            ResultCode::OrderIsClosed,
            "belongs to a payment that was cancelled unpaid; use a new paymentRequestId",
        ),
        Stage::Cancelled { paid: Some(_), .. } => refuse(
            ResultCode::OrderIsCanceled,
            "belongs to a payment that was paid and then cancelled; use a new paymentRequestId",
        ),
        _ if payment.made_by() != operation => {
            let why = format!("was first used with {}", payment.made_by().name());
            refuse(ResultCode::RepeatReqInconsistent, &why)
        }
        _ if payment.order.amount != order.amount => {
            let (first, second) = (payment.order.amount, order.amount);
            let why = format!("was first used for {first}, now for {second}");
            refuse(ResultCode::RepeatReqInconsistent, &why)
        }
        _ if payment.order.method.token != order.method.token => refuse(
            ResultCode::RepeatReqInconsistent,
            "was first used with another paymentMethodId",
        ),
        _ => Ok(()),
    }
}

/// When a payment ends that nobody makes.
pub(in crate::gateway) fn expiry(
    now: Timestamp,
    order: &PayOrder,
    usual: SignedDuration,
) -> Result<Timestamp, Refusal> {
    match order.expires_at {
        Some(at) if at <= now => {
            let why = format!(
                "paymentExpiryTime is in the past: it is {now} here, the request says {at}"
            );
            Err(Refusal::new(ResultCode::ParamIllegal, why))
        }
        Some(at) => Ok(at),
        None => Ok(later(now, usual)),
    }
}
