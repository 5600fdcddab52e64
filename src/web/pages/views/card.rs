//! The page on which a buyer types a card.

use askama::Template;

use super::{Consent, Extras, OrderSummary, Saving, TestCard};

/// How long the payment stays open.
#[derive(Debug, Clone)]
pub(crate) struct TimeLeft {
    /// For people, e.g. `13 min 42 s`.
    pub(crate) text: String,
    pub(crate) seconds: i64,
    /// Virtual seconds per wall second; 0 means that the clock stands still.
    pub(crate) rate: f64,
}

impl TimeLeft {
    fn runs(&self) -> bool {
        self.rate > 0.0
    }
}

/// What is wrong with the last attempt, field by field.
#[derive(Debug, Clone, Default)]
pub(crate) struct CardErrors {
    pub(crate) number: Option<String>,
    pub(crate) expiry: Option<String>,
    pub(crate) cvv: Option<String>,
    pub(crate) holder: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) cpf: Option<String>,
    pub(crate) network: Option<String>,
    pub(crate) months: Option<String>,
    pub(crate) holder_id: Option<String>,
    pub(crate) password: Option<String>,
}

impl CardErrors {
    fn any(&self) -> bool {
        [
            &self.number,
            &self.expiry,
            &self.cvv,
            &self.holder,
            &self.email,
            &self.cpf,
            &self.network,
            &self.months,
            &self.holder_id,
            &self.password,
        ]
        .into_iter()
        .any(Option::is_some)
    }

    fn asks_for_more(&self) -> bool {
        [&self.email, &self.cpf, &self.holder_id, &self.password]
            .into_iter()
            .any(Option::is_some)
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/card.html")]
pub(crate) struct CardPage {
    pub(crate) order: OrderSummary,
    pub(crate) time_left: TimeLeft,
    /// Where the form posts `cardNumber`, `expiry`, `cvv` and `holder`.
    pub(crate) action: String,
    /// The one thing typed earlier that is not secret.
    pub(crate) holder: String,
    pub(crate) errors: CardErrors,
    /// What only some cards are asked for.
    pub(crate) extras: Extras,
    /// The buyer's stored cards, and whether this one becomes one.
    pub(crate) saving: Saving,
    /// Why the last card was refused, if one was.
    pub(crate) declined: Option<String>,
    pub(crate) test_cards: Vec<TestCard>,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

#[cfg(test)]
impl CardPage {
    /// As it comes back for local cards, with everything that any of them is asked for.
    fn asking_for_more(&self) -> Self {
        Self {
            errors: CardErrors {
                email: Some("Cards from this country need your email address.".into()),
                cpf: Some("Brazilian cards need your CPF.".into()),
                network: Some("This card does not run on that network.".into()),
                months: Some("This card cannot be paid off in so many months.".into()),
                holder_id: Some("South Korean cards need your date of birth.".into()),
                password: Some("South Korean cards need 2 digits of the password.".into()),
                ..CardErrors::default()
            },
            extras: Extras {
                email: Some("ana@".into()),
                cpf: Some(String::new()),
                holder_id: Some("1990".into()),
                asks_password: true,
                country: "BR".into(),
                months: vec![2, 3, 12],
                chosen_months: Some(3),
                ..self.extras.clone()
            },
            ..self.clone()
        }
    }

    /// As it comes back with everything wrong.
    fn with_mistakes(&self) -> Self {
        Self {
            holder: "Ana <Souza>".into(),
            errors: CardErrors {
                number: Some("This card number is not complete. Please check the digits.".into()),
                expiry: Some("There is no month 13.".into()),
                cvv: Some("The security code has 3 digits.".into()),
                holder: Some("Please type the name on the card.".into()),
                ..CardErrors::default()
            },
            ..self.clone()
        }
    }

    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let fresh = Self {
            order: OrderSummary::sample(),
            time_left: TimeLeft {
                text: "13 min 42 s".into(),
                seconds: 822,
                rate: 1.0,
            },
            action: "/checkout/sample-token/card".into(),
            holder: String::new(),
            errors: CardErrors::default(),
            extras: Extras {
                asks_network: true,
                asks_address: true,
                ..Extras::default()
            },
            saving: Saving::sample(),
            declined: None,
            test_cards: TestCard::samples(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let mistakes = fresh.with_mistakes();
        let brazil = fresh.asking_for_more();
        let declined = Self {
            saving: Saving {
                stored: Vec::new(),
                consent: Consent::Stored,
            },
            declined: Some("The bank declined this card. Please try another one.".into()),
            ..fresh.clone()
        };
        let stopped = Self {
            order: OrderSummary::awkward_sample(),
            time_left: TimeLeft {
                text: "40 s".into(),
                seconds: 40,
                rate: 0.0,
            },
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

    use super::CardPage;

    fn page(name: &str) -> String {
        let (_, view) = CardPage::samples()
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
        for field in ["email", "cpf", "months", "holderId", "password"] {
            assert!(!usual.contains(&format!("name=\"{field}\"")), "{field}");
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
