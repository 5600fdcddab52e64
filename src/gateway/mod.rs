//! The gateway as a value: what Antom decides, in memory, without clock, socket, log or file.
//!
//! Every verb takes `now`. Two gateways with the same seed, playbook and calls say the same, byte
//! for byte. Whatever happens later is on the agenda; [`Gateway::next_due`] tells when to come
//! back and [`Gateway::fire_next`] does it. The only effect beyond the gateway is a [`Delivery`]
//! that somebody must make, and report with [`Gateway::settle`].

mod agenda;
mod bank;
mod base64;
mod cards;
mod chance;
mod contract;
mod dispute;
mod findings;
mod firing;
mod ids;
mod journal;
mod moment;
mod money;
mod notifications;
mod numbers;
mod operation;
mod payment;
#[cfg(test)]
mod properties;
mod result;
mod rules;
mod saved;
mod secret;
mod vault;
mod vaulting;
mod verbs;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use self::bank::code::{BankCode, SANDBOX_CODE};
pub use self::cards::brand::CardBrand;
pub use self::cards::card::{Card, CardMistakes, CardNumber, Mistake, TypedCard, TypedExtras};
pub use self::cards::country::is_country;
pub use self::cards::installment::{Installment, PlanCountry, PlanTerms};
pub use self::cards::korea::IssuerAnswer;
pub use self::cards::region::Region;
pub use self::contract::{
    Acquirer, AmountLimit, CancelTerms, Contract, FieldRules, MerchantStatus, Method, MinorUnits,
    RefundTerms, Terminal,
};
pub use self::dispute::{
    AcceptReason, Dispute, DisputeAnswered, DisputeFacts, DisputeNews, DisputeRefusal,
    DisputeStage, DisputeType, Verdict,
};
pub use self::firing::{Fired, Visit};
pub use self::ids::{
    CaptureId, CardId, CardToken, CheckoutToken, DisputeId, NotificationId, PaymentId, RefundId,
    SessionId,
};
pub use self::journal::telling::AnsweredCall;
pub use self::journal::{Event, EventField, EventKind, Finding, Journal};
pub use self::moment::{antom_date, antom_day, antom_time};
pub use self::money::amount::Amount;
pub use self::money::currency::Currency;
pub use self::money::ledger::{Movement, MovementKind};
pub use self::notifications::delivering::Delivery;
pub use self::notifications::notification::{
    Attempt, CaptureFacts, Content, Notification, Outcome, PaymentFacts, RefundFacts,
    RetrySchedule, State, VaultingFacts,
};
pub use self::operation::Operation;
pub use self::payment::{
    Address, Authorization, Capture, CaptureMode, CardResult, Challenge, CreditPayPlan, GivenCard,
    MpiData, PayOrder, Payer, Payment, PaymentMethod, PaymentStatus, PendingCard, PersonName,
    Recurring, Stage, ThreeDsOutcome, ThreeDsResult, ThreeDsWish, Tokenize,
};
pub use self::result::{Refusal, ResultCode, ResultStatus, Said};
pub use self::rules::calling::CallPlan;
pub use self::rules::fields::Fields;
pub use self::rules::forcing::cannot_answer;
pub use self::rules::overrides::{Arming, Override, OverrideId};
pub use self::rules::playbook::{
    AfterDecline, AnswerFault, Attempts, BuyerBehaviour, BuyerPlan, Call, CardFacts, CardTraits,
    Count, DisputePlan, DisputeTerms, JsonStyle, Judgement, Lag, Moment, NotificationFault,
    NotifyType, Pattern, Playbook, Reversal, Rule, Shape, Spoil, SpoiledAnswer, StageName, Then,
    ThreeDsCourse, When,
};
pub use self::rules::robot::typed;
pub use self::saved::{Flaw, Saved};
pub use self::secret::Secret;
pub use self::vault::StoredCard;
pub use self::vaulting::{
    BoundCard, VaultedCard, Vaulting, VaultingOrder, VaultingSession, VaultingStage,
};
pub use self::verbs::cancel::Cancelled;
pub use self::verbs::capture::{CaptureOrder, Captured};
pub use self::verbs::card_info::{CardInfo, CardQuestion, CountryPlans};
pub use self::verbs::checkout::{CheckoutRefusal, CheckoutStep};
pub use self::verbs::consult::{ConsultOrder, DisableReason, PaymentOption};
pub use self::verbs::inquiry::{Inquired, PaymentKey};
pub use self::verbs::refund::{Refund, RefundKey, RefundOrder, Refunded};
pub use self::verbs::session::{Scene, Session, SessionOrder};
pub use self::verbs::tokens::TokenUpdate;

use self::agenda::{Agenda, Timer};
use self::chance::Chance;
use self::ids::IdMaker;
use self::numbers::DisputePlace;
use self::numbers::PaymentNo;
use self::rules::calling::CallCounts;
use self::rules::overrides::Overrides;
use self::vault::Vault;
use self::vaulting::Vaultings;
use self::verbs::refund::RefundIndex;
use self::verbs::unmade::Unmade;

/// How a gateway treats its merchant, apart from what the playbook says of single payments.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Terms {
    /// When a notification that was not acknowledged is sent again.
    pub retry: RetrySchedule,
    /// Where notifications go when the `pay` request names no URL.
    pub notify_url: Option<String>,
    /// What the merchant has signed, in the beginning.
    pub contract: Contract,
}

/// One merchant's gateway.
#[derive(Debug)]
pub struct Gateway {
    terms: Terms,
    playbook: Arc<Playbook>,
    overrides: Overrides,
    calls: CallCounts,
    /// The calls of `pay`, by `paymentRequestId`, that made no payment so far.
    unmade: Unmade,
    chance: Chance,
    ids: IdMaker,
    payments: Vec<Payment>,
    by_payment_id: HashMap<PaymentId, PaymentNo>,
    by_request_id: HashMap<String, PaymentNo>,
    by_token: HashMap<CheckoutToken, PaymentNo>,
    by_order: HashMap<String, Vec<PaymentNo>>,
    by_capture_request: HashMap<String, (PaymentNo, usize)>,
    /// The payments that the shop asked for with `inquiryPayment`.
    inquired: HashSet<PaymentNo>,
    refund_index: RefundIndex,
    dispute_index: HashMap<DisputeId, DisputePlace>,
    vault: Vault,
    vaultings: Vaultings,
    notifications: Vec<Notification>,
    agenda: Agenda,
    journal: Journal,
}

impl Gateway {
    /// An empty gateway. The client id takes part in all that is drawn from the seed.
    #[must_use]
    pub fn new(client_id: &str, seed: u64, terms: Terms, playbook: Arc<Playbook>) -> Self {
        let chance = Chance::new(seed, client_id);
        Self {
            terms,
            playbook,
            overrides: Overrides::default(),
            calls: CallCounts::default(),
            unmade: Unmade::default(),
            ids: IdMaker::new(&chance),
            chance,
            payments: Vec::new(),
            by_payment_id: HashMap::new(),
            by_request_id: HashMap::new(),
            by_token: HashMap::new(),
            by_order: HashMap::new(),
            by_capture_request: HashMap::new(),
            inquired: HashSet::new(),
            refund_index: RefundIndex::default(),
            dispute_index: HashMap::new(),
            vault: Vault::default(),
            vaultings: Vaultings::default(),
            notifications: Vec::new(),
            agenda: Agenda::default(),
            journal: Journal::default(),
        }
    }

    /// How it treats its merchant.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The seed of everything random in it.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.chance.seed()
    }

    /// All payments, oldest first.
    #[must_use]
    pub fn payments(&self) -> &[Payment] {
        &self.payments
    }

    /// All notifications, oldest first.
    #[must_use]
    pub fn notifications(&self) -> &[Notification] {
        &self.notifications
    }

    /// A notification by our id of it.
    #[must_use]
    pub fn notification(&self, id: &str) -> Option<&Notification> {
        self.notifications.get(NotificationId::index(id)?)
    }

    /// What happened so far.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The rules that new payments get.
    #[must_use]
    pub fn playbook(&self) -> &Arc<Playbook> {
        &self.playbook
    }

    /// Gives new payments other rules; those that exist keep theirs.
    pub fn play(&mut self, now: Timestamp, playbook: Arc<Playbook>) {
        let text = format!("the scenario is now {}: {}", playbook.name, playbook.title);
        self.journal
            .record(now, Event::new(EventKind::ScenarioChanged, text));
        self.playbook = playbook;
    }

    /// What the merchant has signed.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.terms.contract
    }

    /// Signs another contract. Payments that exist are cancelled, captured and refunded by it, too.
    pub fn sign(&mut self, now: Timestamp, contract: Contract) {
        let changed = self.terms.contract.differences(&contract);
        if changed.is_empty() {
            return;
        }
        let text = format!("the contract has changed: {}", changed.join(", "));
        self.journal
            .record(now, Event::new(EventKind::ContractChanged, text));
        self.terms.contract = contract;
    }

    /// When the next thing on the agenda is due.
    #[must_use]
    pub fn next_due(&self) -> Option<Timestamp> {
        self.agenda.next_due()
    }

    /// When the next thing is due that the gateway does alone.
    #[must_use]
    pub fn next_transition_due(&self) -> Option<Timestamp> {
        self.agenda.next_transition_due()
    }

    /// When the next notification is to be sent.
    #[must_use]
    pub fn next_delivery_due(&self) -> Option<Timestamp> {
        self.agenda.next_delivery_due()
    }

    /// How many things are on the agenda.
    #[must_use]
    pub fn upcoming_count(&self) -> usize {
        self.agenda.len()
    }

    /// The first things on the agenda, `limit` at most, earliest first, each with a sentence.
    #[must_use]
    pub fn upcoming(&self, limit: usize) -> Vec<(Timestamp, String)> {
        let timers = self.agenda.upcoming().take(limit);
        timers
            .map(|(due, timer)| (due, self.describe(timer)))
            .collect()
    }

    fn describe(&self, timer: Timer) -> String {
        match timer {
            Timer::PaymentExpiry(number) => {
                format!("payment {} expires", self.payments[number].id)
            }
            Timer::ChallengeEnd(number) => {
                let id = &self.payments[number].id;
                format!("the bank of payment {id} gives up waiting for its code")
            }
            Timer::AutomaticCapture(number) => {
                format!("payment {} is captured", self.payments[number].id)
            }
            Timer::AuthorizationExpiry(number) => {
                let id = &self.payments[number].id;
                format!("the authorisation of payment {id} is released")
            }
            Timer::IssuerAnswer(number) => {
                format!("the issuer of payment {} answers", self.payments[number].id)
            }
            Timer::CaptureEnd(number) => {
                let id = &self.payments[number].id;
                format!("the capture of payment {id} comes to its end")
            }
            Timer::Reversal(number) => {
                format!("payment {} is reversed", self.payments[number].id)
            }
            Timer::Buyer(number) => {
                format!("the buyer of payment {} acts", self.payments[number].id)
            }
            Timer::Visit(number) => {
                let id = &self.payments[number].id;
                format!("the buyer of payment {id} goes back to the shop")
            }
            Timer::RefundSettles(number, index) => {
                let payment = &self.payments[number];
                let refund = &payment.refunds[index];
                format!("refund {} of payment {} ends", refund.id, payment.id)
            }
            Timer::DisputeOpens(number) => {
                format!("payment {} is disputed", self.payments[number].id)
            }
            Timer::Dispute(number, index, what) => {
                let id = &self.payments[number].disputes[index].id;
                format!("dispute {id} {}", what.told())
            }
            Timer::VaultingExpiry(number)
            | Timer::VaultingBuyer(number)
            | Timer::VaultingVisit(number) => self.describe_of_vaulting(timer, number),
            Timer::Delivery(number) => {
                let notification = &self.notifications[number];
                let id = &notification.id;
                let kind = notification.content.notify_type().name();
                format!("{kind} notification {id} is sent")
            }
        }
    }

    /// Writes what happened to a payment into the journal.
    fn record(&mut self, now: Timestamp, kind: EventKind, number: PaymentNo, text: String) {
        let event = Event::new(kind, text).about(&self.payments[number]);
        self.journal.record(now, event);
        self.find_in_payment(now, kind, number);
    }
}
