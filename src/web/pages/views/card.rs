//! The page on which a buyer types a card.

use askama::Template;

use super::super::texts::Texts;
#[cfg(test)]
use super::further;
use super::{Consent, Extras, Needs, OrderSummary, Saving, TestCard, TimeLeft};
use crate::gateway::Mistake;
#[cfg(test)]
use crate::gateway::{CardMistakes, TypedExtras};

/// What is wrong with the last attempt, field by field; further fields tell it themselves.
#[derive(Debug, Clone, Default)]
pub(crate) struct CardErrors {
    pub(crate) number: Option<&'static str>,
    pub(crate) expiry: Option<&'static str>,
    pub(crate) cvv: Option<&'static str>,
    pub(crate) holder: Option<&'static str>,
    pub(crate) network: Option<&'static str>,
    pub(crate) months: Option<&'static str>,
    /// Whether further fields are asked for.
    pub(crate) needs_more: bool,
}

impl CardErrors {
    fn any(&self) -> bool {
        let fields = [
            self.number,
            self.expiry,
            self.cvv,
            self.holder,
            self.network,
            self.months,
        ];
        self.needs_more || fields.into_iter().any(|error| error.is_some())
    }

    fn asks_for_more(&self) -> bool {
        self.needs_more
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/card.html")]
pub(crate) struct CardPage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    pub(crate) time_left: TimeLeft,
    /// The month that it is, `2026-11`: a card is good until its month ends.
    pub(crate) today: String,
    /// Where the form posts `cardNumber`, `expiry`, `cvv` and `holder`.
    pub(crate) action: String,
    /// The one thing typed earlier that is not secret.
    pub(crate) holder: String,
    pub(crate) errors: CardErrors,
    /// What only some cards are asked for.
    pub(crate) extras: Extras,
    /// Of which cards.
    pub(crate) needs: Needs,
    /// The buyer's stored cards, and whether this one becomes one.
    pub(crate) saving: Saving,
    /// Why the last card was refused, if one was.
    pub(crate) declined: Option<String>,
    pub(crate) test_cards: Vec<TestCard>,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

impl CardPage {
    /// The first test card that is approved, or that is not.
    fn first_card(&self, approved: bool) -> Option<&TestCard> {
        self.test_cards
            .iter()
            .find(|card| card.approved == approved)
    }
}

#[cfg(test)]
impl CardPage {
    /// As it comes back for local cards, with everything that any of them is asked for.
    fn asking_for_more(&self) -> Self {
        let typed = TypedExtras {
            email: "ana@".into(),
            holder_id: "1990".into(),
            password: "1".into(),
            ..TypedExtras::default()
        };
        let mistakes = CardMistakes {
            email: Some(Mistake::Email),
            cpf: Some(Mistake::Cpf),
            holder_id: Some(Mistake::HolderId),
            password: Some(Mistake::Password),
            ..CardMistakes::default()
        };
        Self {
            errors: CardErrors {
                network: Some(self.t.mistake(Mistake::Network)),
                months: Some(self.t.mistake(Mistake::Months)),
                needs_more: true,
                ..CardErrors::default()
            },
            extras: Extras {
                further: further(self.t, &typed, &mistakes, &mistakes),
                country: "BR".into(),
                months: vec![2, 3, 12],
                chosen_months: Some(3),
                ..self.extras.clone()
            },
            saving: Saving {
                months_error: Some(self.t.mistake(Mistake::Months)),
                ..self.saving.clone()
            },
            ..self.clone()
        }
    }

    /// As it comes back with everything wrong.
    fn with_mistakes(&self) -> Self {
        let text = |mistake| Some(self.t.mistake(mistake));
        Self {
            holder: "Ana <Souza>".into(),
            errors: CardErrors {
                number: text(Mistake::NumberLength),
                expiry: text(Mistake::ExpiryMonth),
                cvv: text(Mistake::CvvOfThree),
                holder: text(Mistake::HolderMissing),
                ..CardErrors::default()
            },
            ..self.clone()
        }
    }

    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let nothing = CardMistakes::default();
        let may_lack = CardMistakes {
            email: Some(Mistake::Email),
            cpf: Some(Mistake::Cpf),
            ..CardMistakes::default()
        };
        let fresh = Self {
            t,
            order: OrderSummary::sample(),
            time_left: TimeLeft::sample(),
            today: "2026-11".into(),
            action: "/checkout/sample-token".into(),
            holder: String::new(),
            errors: CardErrors::default(),
            extras: Extras {
                asks_network: true,
                asks_address: true,
                further: further(t, &TypedExtras::default(), &nothing, &may_lack),
                ..Extras::default()
            },
            needs: Needs::default(),
            saving: Saving::sample(),
            declined: None,
            test_cards: TestCard::samples(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let mistakes = fresh.with_mistakes();
        let brazil = fresh.asking_for_more();
        let declined = Self {
            saving: Saving {
                consent: Consent::Stored,
                ..Saving::default()
            },
            declined: Some("The bank declined this card. Please try another one.".into()),
            ..fresh.clone()
        };
        let stopped = Self {
            order: OrderSummary::awkward_sample(),
            time_left: TimeLeft::stopped_sample(),
            test_cards: Vec::new(),
            extras: Extras {
                fixed_months: Some(6),
                ..Extras::default()
            },
            saving: Saving::default(),
            back_url: String::new(),
            ..fresh.clone()
        };
        vec![
            ("fresh", fresh),
            ("mistakes", mistakes),
            ("brazil", brazil),
            ("declined", declined),
            ("stopped", stopped),
        ]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::super::super::language::Language;
    use super::*;

    fn page(name: &str) -> String {
        let (_, view) = CardPage::samples(Texts::of(Language::English))
            .into_iter()
            .find(|(sample, _)| *sample == name)
            .expect("the sample exists");
        view.render().expect("a sample renders")
    }

    fn control<'a>(html: &'a str, name: &str) -> &'a str {
        let (before, after) = html
            .split_once(&format!(" name=\"{name}\""))
            .expect("the control exists");
        let start = before.rfind('<').expect("a tag is open");
        &html[start..before.len() + after.find('>').expect("a tag is closed")]
    }

    #[test]
    fn secret_fields_are_always_empty_and_the_holder_is_kept() {
        let html = page("mistakes");
        for name in ["cardNumber", "expiry", "cvv"] {
            assert!(
                !control(&html, name).contains(" value="),
                "{name} is filled in by the server"
            );
        }
        assert!(control(&html, "holder").contains("Ana &#60;Souza&#62;"));
    }

    #[test]
    fn browsers_are_told_what_each_field_is() {
        let html = page("fresh");
        for (name, purpose) in [
            ("cardNumber", "cc-number"),
            ("expiry", "cc-exp"),
            ("cvv", "cc-csc"),
            ("holder", "cc-name"),
        ] {
            assert!(
                control(&html, name).contains(&format!("autocomplete=\"{purpose}\"")),
                "{name}"
            );
        }
    }

    #[test]
    fn a_mistake_is_told_beside_its_field_and_at_the_top() {
        let html = page("mistakes");
        for field in ["card-number", "expiry", "cvv", "holder"] {
            assert!(
                html.contains(&format!("data-test=\"{field}-error\"")),
                "{field} has no error text"
            );
        }
        assert_eq!(html.matches("aria-invalid=\"true\"").count(), 4);
        assert!(html.contains("data-test=\"mistakes-banner\""));
        assert!(!page("fresh").contains("aria-invalid"));
        assert!(!page("fresh").contains("role=\"alert\""));
    }

    #[test]
    fn what_only_some_cards_need_is_asked_of_them_only() {
        let asking = page("brazil");
        for field in ["email", "cpf", "network", "months", "holder-id", "password"] {
            assert!(asking.contains(&format!("data-test=\"{field}-error\"")));
        }
        assert!(asking.contains("Cards from this country need a little more."));
        assert!(asking.contains("<option value=\"BR\" selected>"));
        assert!(asking.contains("<option value=\"3\" selected>In 3 monthly"));
        let usual = page("fresh");
        for field in ["months", "holderId", "password"] {
            assert!(!usual.contains(&format!("name=\"{field}\"")), "{field}");
        }
        // What may be asked for waits until a script finds that it is.
        for field in ["email", "cpf"] {
            assert!(usual.contains(&format!("<template data-needed=\"{field}\">")));
            assert!(!asking.contains(&format!("<template data-needed=\"{field}\">")));
        }
        assert!(!usual.contains("data-test=\"plan\""));
        assert!(!control(&asking, "password").contains(" value="));
        let told = page("stopped");
        assert!(told.contains("data-test=\"plan\">In 6 monthly"));
        assert!(!told.contains("name=\"network\"") && !told.contains("name=\"country\""));
    }

    #[test]
    fn a_declined_card_is_told_at_the_top() {
        let html = page("declined");
        assert!(html.contains("data-test=\"decline-banner\""));
        assert!(html.contains("The bank declined this card. Please try another one."));
    }

    #[test]
    fn a_standing_clock_is_said_to_stand() {
        assert!(page("stopped").contains("data-test=\"clock-stopped\""));
        assert!(!page("fresh").contains("data-test=\"clock-stopped\""));
    }

    #[test]
    fn a_shop_without_a_return_address_gets_no_link() {
        assert!(!page("stopped").contains("data-test=\"back-to-shop\""));
    }
}
