//! A small world for the snapshots: one gateway, its time moved by hand, everything said in bytes.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::super::diagnosis::pretty;
use super::super::{
    cancel, capture, card_info, consult, fields_of, inquiry, inquiry_refund, notify, pay, refund,
    refusal_body, session,
};
use super::orders::Order;
use crate::gateway::{
    Attempt, CheckoutStep, Contract, Fired, Gateway, Operation, Outcome, Playbook, Refusal,
    RetrySchedule, SANDBOX_CODE, Terms, TypedCard,
};
use crate::scenario;

pub(super) struct World {
    pub(super) gateway: Gateway,
    pub(super) now: Timestamp,
}

impl World {
    /// The documented test cards.
    pub(super) fn new() -> Self {
        Self::playing(scenario::default_playbook())
    }

    /// A single rule for all payments.
    pub(super) fn with(then: &str) -> Self {
        let text = format!("title = \"one rule\"\n[[rule]]\nthen = {then}");
        Self::playing(scenario::parse(&text).expect("a scenario").into())
    }

    fn playing(playbook: Arc<Playbook>) -> Self {
        let terms = Terms {
            retry: RetrySchedule::never(),
            // Disputes are told to the merchant's own URL only.
            notify_url: Some("https://shop.example/notify".to_owned()),
            contract: Contract::default(),
        };
        Self {
            gateway: Gateway::new("SANDBOX_5T00000000000001", 1, terms, playbook),
            now: "2026-11-23T10:00:00+08:00".parse().expect("an instant"),
        }
    }

    /// As [`Self::new`], under a contract.
    pub(super) fn under(contract: Contract) -> Self {
        let mut world = Self::new();
        world.gateway.sign(world.now, contract);
        world
    }

    pub(super) fn consult(&self, body: &str) -> String {
        let order = consult::read(body.as_bytes(), true).expect("a good request");
        let options = self.gateway.consult(self.now, &order);
        let answer =
            options.map(|options| consult::answer(&options, order.amount.currency, &logo_url));
        said(answer, Operation::Consult)
    }

    pub(super) fn pay(&mut self, order: Order) -> String {
        self.pay_body(&order.to_json())
    }

    /// Pays with any request.
    pub(super) fn pay_body(&mut self, body: &str) -> String {
        let fields = fields_of(body.as_bytes());
        let read = pay::read(body.as_bytes(), &fields, true).expect("a good order");
        let answer = self
            .gateway
            .pay(self.now, read)
            .map(|payment| pay::answer(payment, &url_of(payment.token.as_str())));
        said(answer, Operation::Pay)
    }

    pub(super) fn create_session(&mut self, body: &str) -> String {
        let fields = fields_of(body.as_bytes());
        let wish = session::read(body.as_bytes(), &fields, false).expect("a good request");
        let made = self.gateway.create_session(self.now, wish);
        let answer = made.map(|one| session::answer(one, &url_of(one.token.as_str())));
        said(answer, Operation::CreatePaymentSession)
    }

    pub(super) fn retrieve_session(&self, request_id: &str) -> String {
        let answer = self.gateway.retrieve_session(request_id);
        said(
            answer.map(session::retrieved),
            Operation::RetrievePaymentSession,
        )
    }

    pub(super) fn card_info(&self, body: &str) -> String {
        let question = card_info::read(body.as_bytes()).expect("a good request");
        let answer = self.gateway.card_info(self.now, &question);
        let answer = answer.map(|info| card_info::card_answer(&info, &logo_url));
        said(answer, Operation::GetCardInfo)
    }

    pub(super) fn inquire_installment(&self, body: &str) -> String {
        let question = card_info::read(body.as_bytes()).expect("a good request");
        let answer = self.gateway.inquire_installment(self.now, &question);
        let answer = answer.map(|plans| card_info::plans_answer(plans.as_ref(), &logo_url));
        said(answer, Operation::InquireInstallment)
    }

    /// Pays with a card, through the challenge if there is one.
    pub(super) fn paid(&mut self, order: Order, card: &str) {
        self.pay(order);
        self.advance(72);
        let step = self.submit(order, card);
        if step == CheckoutStep::Challenge {
            let token = self.token(order);
            let step = self
                .gateway
                .answer_challenge(self.now, &token, SANDBOX_CODE);
            assert_eq!(step, Ok(CheckoutStep::Finished));
        }
    }

    pub(super) fn submit(&mut self, order: Order, card: &str) -> CheckoutStep {
        let token = self.token(order);
        let typed = TypedCard {
            number: card.into(),
            expiry: "12/29".into(),
            cvv: "123".into(),
            holder: "A Buyer".into(),
            ..TypedCard::default()
        };
        let step = self.gateway.submit_card(self.now, &token, &typed);
        step.expect("a good card")
    }

    pub(super) fn fail_challenge(&mut self, order: Order) {
        let token = self.token(order);
        let step = self.gateway.cancel_challenge(self.now, &token);
        assert_eq!(step, Ok(CheckoutStep::Finished));
    }

    pub(super) fn inquire(&mut self, order: Order) -> String {
        let key = format!(r#"{{"paymentRequestId":"{}"}}"#, order.request_id);
        let key = inquiry::read(key.as_bytes()).expect("a good request");
        let answer = self
            .gateway
            .inquire(self.now, &key)
            .map(|inquired| inquiry::answer(&inquired, &url_of(inquired.payment.token.as_str())));
        said(answer, Operation::InquiryPayment)
    }

    pub(super) fn capture(&mut self, request_id: &str, order: Order) -> String {
        let payment_id = self.payment_id(order);
        self.capture_of(request_id, &payment_id, order.currency, order.value)
    }

    pub(super) fn capture_of(
        &mut self,
        request_id: &str,
        payment_id: &str,
        currency: &str,
        value: &str,
    ) -> String {
        let body = format!(
            r#"{{"captureRequestId":"{request_id}","paymentId":"{payment_id}","captureAmount":{{"currency":"{currency}","value":"{value}"}}}}"#
        );
        let order = capture::read(body.as_bytes()).expect("a good request");
        let answer = self.gateway.capture(self.now, order);
        said(
            answer.map(|done| capture::answer(&done)),
            Operation::Capture,
        )
    }

    pub(super) fn cancel(&mut self, order: Order) -> String {
        let key = format!(r#"{{"paymentRequestId":"{}"}}"#, order.request_id);
        let key = cancel::read(key.as_bytes()).expect("a good request");
        let answer = self.gateway.cancel(self.now, &key);
        said(answer.map(|done| cancel::answer(&done)), Operation::Cancel)
    }

    pub(super) fn refund(&mut self, request_id: &str, order: Order, value: &str) -> String {
        let payment_id = self.payment_id(order);
        let body = format!(
            r#"{{"refundRequestId":"{request_id}","paymentId":"{payment_id}","refundAmount":{{"currency":"{}","value":"{value}"}}}}"#,
            order.currency
        );
        let order = refund::read(body.as_bytes()).expect("a good request");
        let answer = self.gateway.refund(self.now, order);
        said(answer.map(|done| refund::answer(&done)), Operation::Refund)
    }

    pub(super) fn inquire_refund(&self, request_id: &str) -> String {
        let key = format!(r#"{{"refundRequestId":"{request_id}"}}"#);
        let key = inquiry_refund::read(key.as_bytes()).expect("a good request");
        let answer = self.gateway.inquire_refund(&key);
        said(answer.map(inquiry_refund::answer), Operation::InquiryRefund)
    }

    /// Lets seconds pass; gives the notifications that went out.
    pub(super) fn advance(&mut self, seconds: i64) -> Vec<String> {
        self.now += SignedDuration::from_secs(seconds);
        let mut sent = Vec::new();
        while let Some(fired) = self.gateway.fire_next(self.now) {
            if let Fired::Send(delivery) = fired {
                let body = notify::body(&delivery.content);
                sent.push(pretty(&body));
                self.gateway
                    .settle(self.now, &delivery, accepted(&delivery));
            }
        }
        sent
    }

    pub(super) fn payment_id(&self, order: Order) -> String {
        let mut payments = self.gateway.payments().iter();
        let payment = payments.find(|payment| payment.order.request_id == order.request_id);
        payment.expect("a payment").id.to_string()
    }

    pub(super) fn token(&self, order: Order) -> String {
        let mut payments = self.gateway.payments().iter();
        let payment = payments.find(|payment| payment.order.request_id == order.request_id);
        payment.expect("a payment").token.to_string()
    }
}

fn logo_url(name: &str) -> String {
    format!("https://sandbox.example/logos/{name}.svg")
}

pub(super) fn url_of(token: &str) -> String {
    format!("https://sandbox.example/checkout/{token}")
}

pub(super) fn said(answer: Result<Vec<u8>, Refusal>, operation: Operation) -> String {
    let body = answer.unwrap_or_else(|refusal| refusal_body(&refusal, operation.said(), false));
    pretty(&body)
}

fn accepted(delivery: &crate::gateway::Delivery) -> Attempt {
    Attempt {
        at: delivery.at,
        request_headers: Vec::new(),
        request_body: "".into(),
        outcome: Outcome::Accepted,
        reason: "acknowledged".into(),
        fault: None,
        http_status: Some(200),
        response_body: String::new(),
        duration: SignedDuration::ZERO,
    }
}
