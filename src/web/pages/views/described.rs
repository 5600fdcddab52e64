//! The guide to browser tests lists every `data-test` of every page, and none besides.

use std::collections::BTreeSet;

use super::super::language::Language;
use super::super::texts::Texts;
use super::tests::{attributes, rendered};
use super::{
    BrowserPage, CardPage, ChallengePage, IssuerPage, IssuersPage, NoticePage, ResultPage,
};

const GUIDE: &str = include_str!("../../../../docs/browser-tests.md");

/// The names in the table of a section.
fn listed(section: &str) -> BTreeSet<String> {
    let (_, rest) = GUIDE
        .split_once(&format!("\n## {section}\n"))
        .expect(section);
    let rest = rest
        .split_once("\n## ")
        .map_or(rest, |(section, _)| section);
    let rows = rest.lines().filter_map(|line| line.strip_prefix("| `"));
    let names = rows.flat_map(|row| {
        let (names, _) = row.split_once(" |").expect("a row has two columns");
        names.split(['`', ' ']).filter(|name| !name.is_empty())
    });
    names
        .filter(|name| *name != "data-test")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_guide_lists_what_the_pages_have() {
    let t = Texts::of(Language::English);
    let everywhere = listed("Every page");
    for (section, pages) in [
        ("The card page", rendered("card", CardPage::samples(t))),
        (
            "The bank's page",
            rendered("bank", ChallengePage::samples(t)),
        ),
        (
            "The bank looks at the browser",
            rendered("browser", BrowserPage::samples(t)),
        ),
        (
            "The list of South Korean brands",
            rendered("issuers", IssuersPage::samples(t)),
        ),
        (
            "The page of a South Korean issuer",
            rendered("issuer", IssuerPage::samples(t)),
        ),
        ("The result", rendered("result", ResultPage::samples(t))),
        ("A notice", rendered("notice", NoticePage::samples(t))),
    ] {
        let found: BTreeSet<String> = pages
            .iter()
            .flat_map(|(_, html)| attributes(html, "data-test"))
            .map(str::to_owned)
            .collect();
        let mut wanted = listed(section);
        wanted.extend(everywhere.iter().cloned());
        let missing: Vec<_> = found.difference(&wanted).collect();
        assert!(missing.is_empty(), "{section} lacks {missing:?}");
        let gone: Vec<_> = wanted.difference(&found).collect();
        assert!(gone.is_empty(), "{section} has no {gone:?} any more");
    }
}
