//! What the buyer's pages show, as plain text ready to print.
//!
//! Knows the templates and their texts: no gateway, no request, no clock. A card number, an expiry
//! or a security code that a buyer typed has no field here, so no page can repeat it.

mod browser;
mod card;
mod challenge;
#[cfg(test)]
mod described;
mod ending;
mod extras;
mod further;
mod issuer;
mod order;
mod saving;
mod test_card;

pub(crate) use browser::BrowserPage;
pub(crate) use card::{CardErrors, CardPage};
pub(crate) use challenge::ChallengePage;
pub(crate) use ending::{NoticePage, ResultPage, Tone};
pub(crate) use extras::Extras;
pub(crate) use further::{Further, Needs, further, ids};
pub(crate) use issuer::{IssuerChoice, IssuerPage, IssuersPage, picture};
pub(crate) use order::{OrderSummary, TimeLeft};
pub(crate) use saving::{Consent, Saving, StoredLine};
pub(crate) use test_card::TestCard;

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::super::language::Language;
    use super::super::texts::Texts;
    use super::{
        BrowserPage, CardPage, ChallengePage, IssuerPage, IssuersPage, NoticePage, ResultPage,
    };

    pub(super) fn rendered<P: Template>(
        page: &str,
        samples: Vec<(&str, P)>,
    ) -> Vec<(String, String)> {
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

    fn pages_in(language: Language) -> Vec<(String, String)> {
        let t = Texts::of(language);
        let mut pages = rendered("card", CardPage::samples(t));
        pages.extend(rendered("challenge", ChallengePage::samples(t)));
        pages.extend(rendered("browser", BrowserPage::samples(t)));
        pages.extend(rendered("issuers", IssuersPage::samples(t)));
        pages.extend(rendered("issuer", IssuerPage::samples(t)));
        pages.extend(rendered("result", ResultPage::samples(t)));
        pages.extend(rendered("notice", NoticePage::samples(t)));
        pages
    }

    fn all_pages() -> Vec<(String, String)> {
        let mut pages = pages_in(Language::English);
        pages.extend(pages_in(Language::Chinese));
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

    /// Every value that an attribute has in a page.
    pub(super) fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
        let start = format!(" {name}=\"");
        let values = html.split(&start).skip(1);
        values
            .filter_map(|rest| rest.split_once('"').map(|(value, _)| value))
            .collect()
    }

    fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
        let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value)
    }

    #[test]
    fn every_page_has_language_title_and_viewport() {
        for (name, html) in all_pages() {
            let languages = ["<html lang=\"en\">", "<html lang=\"zh-CN\">"];
            let tagged = languages.iter().any(|tag| html.contains(tag));
            assert!(tagged, "{name} has no language");
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

    /// Text of a page that a person reads, without its markup.
    fn visible(html: &str) -> String {
        let (_, body) = html.split_once("<body").expect("a page has a body");
        let pieces = body
            .split('<')
            .map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
        pieces.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn no_word_of_the_pages_is_left_in_the_other_language() {
        let is_chinese = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        for (name, html) in pages_in(Language::English) {
            // Only the link to the other language.
            let found: String = visible(&html).chars().filter(is_chinese).collect();
            assert_eq!(found, "中文", "{name}");
        }
        let words = [
            "Amount",
            "Order",
            "Request",
            "Card number",
            "Time left",
            "Pay ",
            "Back to",
            "Security",
            "Submit",
            "Cancel",
            "one-time",
            "Sandbox",
            "test page",
            "Test cards",
            "Country",
            "Save",
        ];
        for (name, html) in pages_in(Language::Chinese) {
            // The sample of a vaulting says this as a shop might.
            let text = visible(&html).replace("Save a card for later payments", "");
            for word in words {
                assert!(!text.contains(word), "{name} says {word:?}");
            }
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
            for input in tags(&html, "input")
                .into_iter()
                .chain(tags(&html, "select"))
            {
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
            for tag in ["input", "select", "section", "form"]
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
            for tag in ["input", "select", "button", "a", "summary"]
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
