//! What the buyer's pages show, as plain text ready to print.
//!
//! Knows the templates and nothing else: no gateway type, no request, no clock. A card number,
//! an expiry or a security code that a buyer typed has no field here, so no page can repeat it.

mod browser;
mod card;
mod challenge;
mod ending;
mod extras;
mod issuer;
mod saving;
mod test_card;

pub(crate) use browser::BrowserPage;
pub(crate) use card::{CardErrors, CardPage, TimeLeft};
pub(crate) use challenge::ChallengePage;
pub(crate) use ending::{NoticePage, ResultPage, Tone};
pub(crate) use extras::Extras;
pub(crate) use issuer::{IssuerChoice, IssuerPage, IssuersPage, issuer_name};
pub(crate) use saving::{Consent, Saving, StoredLine};
pub(crate) use test_card::TestCard;

/// What is being bought, or that a card is saved; every page of its link repeats it.
#[derive(Debug, Clone)]
pub(crate) struct OrderSummary {
    pub(crate) description: String,
    pub(crate) reference: String,
    /// Already formatted, e.g. `SGD 25.90`. Empty when nothing is paid: a card is saved.
    pub(crate) amount: String,
}

impl OrderSummary {
    fn is_payment(&self) -> bool {
        !self.amount.is_empty()
    }
}

#[cfg(test)]
impl OrderSummary {
    fn sample() -> Self {
        Self {
            description: "Two cinema tickets".into(),
            reference: "ORDER-2024-0001".into(),
            amount: "SGD 25.90".into(),
        }
    }

    /// A card that is saved, and nothing is paid.
    fn saving_sample() -> Self {
        Self {
            description: "Save a card for later payments".into(),
            reference: "VAULTING-1".into(),
            amount: String::new(),
        }
    }

    /// Long words and characters that mean something in HTML.
    fn awkward_sample() -> Self {
        Self {
            description: "Tea & <b>biscuits</b> for \"everybody\" in the office, delivered weekly"
                .into(),
            reference: "A_VERY_LONG_REFERENCE_WITHOUT_ANY_PLACE_TO_BREAK_0123456789".into(),
            amount: "IDR 12,345,678,900".into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{
        BrowserPage, CardPage, ChallengePage, IssuerPage, IssuersPage, NoticePage, ResultPage,
    };

    fn rendered<P: Template>(page: &str, samples: Vec<(&str, P)>) -> Vec<(String, String)> {
        samples
            .into_iter()
            .map(|(name, view)| {
                (
                    format!("{page}-{name}"),
                    view.render().expect("a sample renders"),
                )
            })
            .collect()
    }

    fn all_pages() -> Vec<(String, String)> {
        let mut pages = rendered("card", CardPage::samples());
        pages.extend(rendered("challenge", ChallengePage::samples()));
        pages.extend(rendered("browser", BrowserPage::samples()));
        pages.extend(rendered("issuers", IssuersPage::samples()));
        pages.extend(rendered("issuer", IssuerPage::samples()));
        pages.extend(rendered("result", ResultPage::samples()));
        pages.extend(rendered("notice", NoticePage::samples()));
        pages
    }

    /// Every opening tag called `tag`, as written.
    fn tags<'a>(html: &'a str, tag: &str) -> Vec<&'a str> {
        html.match_indices(&format!("<{tag}"))
            .map(|(start, _)| &html[start..])
            .filter(|rest| rest[tag.len() + 1..].starts_with([' ', '>', '\n']))
            .map(|rest| &rest[..=rest.find('>').expect("a tag is closed")])
            .collect()
    }

    fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    }

    #[test]
    fn every_page_has_language_title_and_viewport() {
        for (name, html) in all_pages() {
            assert!(
                html.contains("<html lang=\"en\">"),
                "{name} has no language"
            );
            assert!(html.contains("name=\"viewport\""), "{name} has no viewport");
            let title = html
                .split_once("<title>")
                .and_then(|(_, rest)| rest.split_once("</title>"));
            assert!(
                title.is_some_and(|(text, _)| !text.trim().is_empty()),
                "{name} has no title"
            );
            assert_eq!(
                tags(&html, "h1").len(),
                1,
                "{name} has not exactly one main heading"
            );
        }
    }

    #[test]
    fn every_page_says_that_it_is_a_sandbox() {
        for (name, html) in all_pages() {
            assert!(
                html.contains("data-test=\"sandbox-mark\""),
                "{name} could pass for a real checkout"
            );
        }
    }

    #[test]
    fn every_form_control_has_a_label() {
        for (name, html) in all_pages() {
            for input in tags(&html, "input") {
                let id = attribute(input, "id").expect("an input has an id");
                assert!(
                    html.contains(&format!("<label for=\"{id}\"")),
                    "{name}: no label for {id}"
                );
            }
        }
    }

    #[test]
    fn every_reference_to_an_id_finds_it() {
        for (name, html) in all_pages() {
            for tag in ["input", "section", "form"]
                .iter()
                .flat_map(|tag| tags(&html, tag))
            {
                for pointer in ["aria-describedby", "aria-labelledby"] {
                    for id in attribute(tag, pointer)
                        .unwrap_or_default()
                        .split_whitespace()
                    {
                        assert!(
                            html.contains(&format!(" id=\"{id}\"")),
                            "{name}: nothing is called {id}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn everything_a_buyer_can_use_has_a_stable_name_for_tests() {
        for (name, html) in all_pages() {
            for tag in ["input", "button", "a", "summary"]
                .iter()
                .flat_map(|tag| tags(&html, tag))
            {
                assert!(
                    attribute(tag, "data-test").is_some(),
                    "{name}: no data-test on {tag}"
                );
            }
        }
    }

    #[test]
    fn nothing_needs_more_than_the_content_policy_allows() {
        for (name, html) in all_pages() {
            assert!(!html.contains(" style="), "{name} has an inline style");
            assert!(!html.contains("<style"), "{name} has a style block");
            for handler in [" onclick=", " oninput=", " onload=", " onsubmit="] {
                assert!(!html.contains(handler), "{name} has an inline handler");
            }
            for script in tags(&html, "script") {
                assert!(
                    attribute(script, "src").is_some(),
                    "{name} has an inline script"
                );
            }
        }
    }

    #[test]
    fn text_from_a_shop_is_escaped() {
        for (name, html) in all_pages() {
            assert!(
                !html.contains("<b>biscuits"),
                "{name} prints a shop's markup"
            );
        }
    }
}
