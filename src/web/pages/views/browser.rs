//! The page that only lets the buyer's bank look at the browser.

use askama::Template;

use super::super::texts::Texts;
use super::OrderSummary;

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/browser.html")]
pub(crate) struct BrowserPage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    /// The scheme's name for the check, e.g. `Visa Secure`.
    pub(crate) scheme: String,
    /// Brand and masked number, e.g. `VISA ************0768`.
    pub(crate) card: String,
    /// Where the form posts, by itself after a second or when the button is pressed.
    pub(crate) action: String,
}

#[cfg(test)]
impl BrowserPage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let usual = Self {
            t,
            order: OrderSummary::sample(),
            scheme: "Visa Secure".into(),
            card: "VISA ************0768".into(),
            action: "/checkout/sample-token/browser".into(),
        };
        let awkward = Self {
            order: OrderSummary::awkward_sample(),
            ..usual.clone()
        };
        vec![("usual", usual), ("awkward", awkward)]
    }
}
