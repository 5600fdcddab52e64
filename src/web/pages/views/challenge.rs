//! The page on which the buyer's bank asks for a code.

use askama::Template;

use super::OrderSummary;

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/challenge.html")]
pub(crate) struct ChallengePage {
    pub(crate) order: OrderSummary,
    /// The scheme's name for the check, e.g. `Visa Secure`.
    pub(crate) scheme: String,
    /// Brand and masked number, e.g. `VISA ************0768`.
    pub(crate) card: String,
    /// The code that passes. No message is ever sent, so the page tells it.
    pub(crate) hint_code: String,
    /// Why the last code was refused, if one was.
    pub(crate) error: Option<String>,
    pub(crate) tries_left: u8,
    /// Where the form posts `code`.
    pub(crate) submit_action: String,
    /// Where giving up posts an empty form.
    pub(crate) cancel_action: String,
}

impl ChallengePage {
    fn tries(&self) -> String {
        match self.tries_left {
            1 => "1 try left".into(),
            tries => format!("{tries} tries left"),
        }
    }
}

#[cfg(test)]
impl ChallengePage {
    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let first = Self {
            order: OrderSummary::sample(),
            scheme: "Visa Secure".into(),
            card: "VISA ************0768".into(),
            hint_code: "123456".into(),
            error: None,
            tries_left: 3,
            submit_action: "/checkout/sample-token/challenge".into(),
            cancel_action: "/checkout/sample-token/challenge/cancel".into(),
        };
        let wrong_code = Self {
            order: OrderSummary::awkward_sample(),
            scheme: "Mastercard Identity Check".into(),
            card: "MASTERCARD ************4622".into(),
            error: Some("That code is not right.".into()),
            tries_left: 1,
            ..first.clone()
        };
        let saving = Self {
            order: OrderSummary::saving_sample(),
            ..first.clone()
        };
        vec![
            ("first", first),
            ("wrong-code", wrong_code),
            ("saving", saving),
        ]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::ChallengePage;

    fn pages() -> (String, String) {
        let mut pages = ChallengePage::samples()
            .into_iter()
            .map(|(_, view)| view.render().expect("a sample renders"));
        (
            pages.next().expect("the first"),
            pages.next().expect("the wrong code"),
        )
    }

    #[test]
    fn the_code_that_passes_is_told_and_never_filled_in() {
        let (first, _) = pages();
        assert!(first.contains("123456"));
        assert!(!first.contains("value=\"123456\""));
    }

    #[test]
    fn a_wrong_code_is_told_beside_the_field_with_the_tries_left() {
        let (first, wrong_code) = pages();
        assert!(!first.contains("data-test=\"code-error\""));
        assert!(wrong_code.contains("data-test=\"code-error\""));
        assert!(wrong_code.contains("aria-invalid=\"true\""));
        assert!(first.contains("3 tries left"));
        assert!(wrong_code.contains("1 try left"));
    }

    #[test]
    fn where_nothing_is_paid_no_payment_is_spoken_of() {
        let (_, saving) = ChallengePage::samples().pop().expect("the last");
        let page = saving.render().expect("a sample renders");
        assert!(!page.contains("data-test=\"amount\"") && !page.contains("payment</"));
    }

    #[test]
    fn giving_up_is_a_form_of_its_own() {
        let (first, _) = pages();
        assert!(first.contains("action=\"/checkout/sample-token/challenge/cancel\""));
        assert_eq!(first.matches("method=\"post\"").count(), 2);
    }
}
