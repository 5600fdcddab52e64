//! What the rules say at a moment: every question is answered by the strongest rule that says
//! anything about it.

use std::cell::Cell;
use std::sync::Arc;

use jiff::Timestamp;

use super::super::cards::avs;
use super::super::cards::brand::CardBrand;
use super::super::numbers::PaymentNo;
use super::super::payment::{CardPlan, CardProfile};
use super::super::result::ResultCode;
use super::super::{Call, Event, EventKind, Gateway};
use super::overrides::OverrideId;
use super::playbook::{AfterDecline, CardFacts, Moment, Playbook, Rule, Then};

/// The rules that hold at a moment, strongest first: what is armed, newest first, then those of
/// the payment's scenario in their order, the documented test cards last.
#[derive(Debug, Default)]
pub(crate) struct Decision {
    /// The payment that it is about, when there is one.
    payment: Option<PaymentNo>,
    rules: Vec<Held>,
}

#[derive(Debug)]
struct Held {
    rule: Arc<Rule>,
    armed: Option<OverrideId>,
    /// Whether it answered a question: only then is an armed rule used up.
    answered: Cell<bool>,
}

/// What is known of a card whose course is decided.
#[derive(Clone, Copy, Debug)]
pub(in crate::gateway) struct TakenCard<'a> {
    /// The network it is paid with.
    pub(in crate::gateway) brand: CardBrand,
    /// The country of the billing address, if there is one.
    pub(in crate::gateway) billing_region: Option<&'a str>,
    /// Whether a security code came with it.
    pub(in crate::gateway) has_cvv: bool,
}

impl Decision {
    /// The strongest answer to a question.
    pub(crate) fn ask<T>(&self, question: impl Fn(&Then) -> Option<T>) -> Option<T> {
        self.rules.iter().find_map(|held| {
            let answer = question(&held.rule.then);
            if answer.is_some() {
                held.answered.set(true);
            }
            answer
        })
    }

    /// The code that answers the whole call. What was armed later and says how such a call goes
    /// beats it: the newest armed rule wins, whichever of the two it says.
    pub(super) fn result(&self, goes: impl Fn(&Then) -> bool) -> Option<ResultCode> {
        let is_about_it = |held: &&Held| {
            held.rule.then.result.is_some() || (held.armed.is_some() && goes(&held.rule.then))
        };
        let first = self.rules.iter().find(is_about_it)?;
        let code = first.rule.then.result?;
        first.answered.set(true);
        Some(code)
    }

    /// Everything about a card that was taken, decided at once. Unless a rule says otherwise it is
    /// a consumer credit card of its brand's home.
    pub(in crate::gateway) fn card_plan(&self, card: &TakenCard<'_>) -> CardPlan {
        let text = |question: fn(&Then) -> &Option<String>, usual: &str| {
            let wanted = self.ask(|then| question(then).clone());
            wanted.unwrap_or_else(|| usual.to_owned())
        };
        let (country, _) = card.brand.home();
        let issuing_country = text(|then| &then.card.issuing_country, country);
        let avs = avs::avs(card.billing_region, &issuing_country);
        let cvv = avs::cvv(card.has_cvv);
        CardPlan {
            three_ds: self.ask(|then| then.three_ds),
            issuer: self.ask(|then| then.issuer).unwrap_or(ResultCode::Success),
            issuer_delay: self.ask(|then| then.issuer_delay),
            after_decline: self
                .ask(|then| then.after_decline)
                .unwrap_or(AfterDecline::Retry),
            profile: CardProfile {
                issuing_country,
                funding: text(|then| &then.card.funding, "CREDIT"),
                category: text(|then| &then.card.category, "CONSUMER"),
                region: self.region(card.brand),
                avs: text(|then| &then.card.avs, avs),
                cvv: text(|then| &then.card.cvv, cvv),
                eci: self.ask(|then| then.card.eci.clone()),
                acquirer_reference_no: self.ask(|then| then.card.acquirer_reference_no.clone()),
            },
        }
    }

    /// `paymentMethodRegion` of a card that is paid with this network.
    pub(in crate::gateway) fn region(&self, brand: CardBrand) -> String {
        let wanted = self.ask(|then| then.card.region.clone());
        wanted.unwrap_or_else(|| brand.home().1.to_owned())
    }

    /// Whether anything armed had a say.
    pub(in crate::gateway) fn is_armed(&self) -> bool {
        let mut rules = self.rules.iter();
        rules.any(|held| held.armed.is_some() && held.answered.get())
    }

    /// Whether a rule that holds is about this very card.
    pub(in crate::gateway) fn names_a_card(&self) -> bool {
        let named = |held: &Held| !held.rule.when.card.is_empty();
        self.rules.iter().any(named)
    }

    /// The brand that a rule gives a card, whatever its number says.
    pub(in crate::gateway) fn brand(&self) -> Option<CardBrand> {
        self.ask(|then| then.card.brand)
    }
}

impl Gateway {
    /// What the rules say about a payment now.
    pub(in crate::gateway) fn decide(
        &self,
        now: Timestamp,
        number: PaymentNo,
        call: Option<Call<'_>>,
    ) -> Decision {
        let payment = &self.payments[number];
        let remembered = payment.card.as_ref();
        let card = remembered.map(super::super::payment::RememberedCard::facts);
        self.decide_with_card(now, number, call, card)
    }

    /// As [`Self::decide`], while a card is being typed.
    pub(in crate::gateway) fn decide_with_card(
        &self,
        now: Timestamp,
        number: PaymentNo,
        call: Option<Call<'_>>,
        card: Option<CardFacts<'_>>,
    ) -> Decision {
        let payment = &self.payments[number];
        let moment = Moment {
            payment: Some(&payment.order.fields),
            attempt: payment.attempt,
            call,
            stage: Some(payment.stage_name()),
            card,
        };
        let ids = [payment.id.as_str(), payment.order.request_id.as_str()];
        Decision {
            payment: Some(number),
            ..self.rules_at(now, &moment, &payment.playbook, &ids)
        }
    }

    /// The rules that hold at a moment about the payment of these ids.
    pub(in crate::gateway) fn rules_at(
        &self,
        now: Timestamp,
        moment: &Moment<'_>,
        playbook: &Playbook,
        ids: &[&str],
    ) -> Decision {
        let armed = self.overrides.in_force(now, ids);
        let armed = armed.map(|armed| (&armed.rule, Some(armed.id)));
        let written = playbook.rules.iter().map(|rule| (rule, None));
        let holds = |rule: &Arc<Rule>| rule.when.holds(moment);
        let held = armed.chain(written).filter(|(rule, _)| holds(rule));
        Decision {
            payment: None,
            rules: held
                .map(|(rule, armed)| Held {
                    rule: Arc::clone(rule),
                    armed,
                    answered: Cell::new(false),
                })
                .collect(),
        }
    }

    /// Uses up the armed rules that had a say: each act counts once.
    pub(in crate::gateway) fn spend(&mut self, now: Timestamp, decision: &Decision) {
        let used: Vec<_> = decision
            .rules
            .iter()
            .filter(|held| held.answered.get())
            .filter_map(|held| held.armed)
            .collect();
        for id in used {
            if let Some(text) = self.overrides.spend(id) {
                let event = Event::new(EventKind::OverrideUsed, text);
                let event = match decision.payment {
                    Some(number) => event.about(&self.payments[number]),
                    None => event,
                };
                self.journal.record(now, event);
            }
        }
    }
}
