//! The page on which the buyer's bank asks for a code.

use askama::Template;

use super::super::texts::Texts;
use super::{OrderSummary, TimeLeft};

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/challenge.html")]
pub(crate) struct ChallengePage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    /// The scheme's name for the check, e.g. `Visa Secure`.
    pub(crate) scheme: String,
    /// Brand and masked number, e.g. `VISA ************0768`.
    pub(crate) card: String,
    /// The code that passes. No message is ever sent, so the page tells it.
    pub(crate) hint_code: String,
    /// Why the last code was refused, if one was.
    pub(crate) error: Option<&'static str>,
    pub(crate) tries_left: u8,
    /// How often the bank will still send its code again.
    pub(crate) sends_left: u8,
    /// Whether it has.
    pub(crate) sent_again: bool,
    /// How long the bank will wait for the code.
    pub(crate) time_left: TimeLeft,
    /// Where the form posts `code`.
    pub(crate) submit_action: String,
    /// Where asking for another message posts an empty form.
    pub(crate) resend_action: String,
    /// Where giving up posts an empty form.
    pub(crate) cancel_action: String,
}

#[cfg(test)]
impl ChallengePage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let first = Self {
            t,
            order: OrderSummary::sample(),
            scheme: "Visa Secure".into(),
            card: "VISA ************0768".into(),
            hint_code: "123456".into(),
            error: None,
            tries_left: 3,
            sends_left: 3,
            sent_again: false,
            time_left: TimeLeft::sample(),
            resend_action: "/checkout/sample-token/challenge/resend".into(),
            submit_action: "/checkout/sample-token/challenge".into(),
            cancel_action: "/checkout/sample-token/challenge/cancel".into(),
        };
        let wrong_code = Self {
            order: OrderSummary::awkward_sample(),
            scheme: "Mastercard Identity Check".into(),
            card: "MASTERCARD ************4622".into(),
            error: Some(t.bank.wrong_code),
            tries_left: 1,
            sends_left: 0,
            sent_again: true,
            time_left: TimeLeft::stopped_sample(),
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

    use super::super::super::language::Language;
    use super::super::super::texts::Texts;
    use super::ChallengePage;

    fn samples() -> Vec<(&'static str, ChallengePage)> {
        ChallengePage::samples(Texts::of(Language::English))
    }

    fn pages() -> (String, String) {
        let mut pages = samples()
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
    fn the_code_is_sent_again_only_so_often() {
        let (first, wrong_code) = pages();
        assert!(first.contains("data-test=\"resend-code\""));
        assert!(!first.contains("data-test=\"code-sent\""));
        assert!(!wrong_code.contains("data-test=\"resend-code\""));
        assert!(wrong_code.contains("data-test=\"code-sent\""));
    }

    #[test]
    fn where_nothing_is_paid_no_payment_is_spoken_of() {
        let (_, saving) = samples().pop().expect("the last");
        let page = saving.render().expect("a sample renders");
        assert!(!page.contains("data-test=\"amount\"") && !page.contains("payment</"));
    }

    #[test]
    fn giving_up_is_a_form_of_its_own() {
        let (first, _) = pages();
        assert!(first.contains("action=\"/checkout/sample-token/challenge/cancel\""));
        assert_eq!(first.matches("method=\"post\"").count(), 3);
    }
}
