//! Pages on which there is nothing left to type: how a payment ended, and plain notices.

use askama::Template;

use super::super::texts::Texts;
use super::OrderSummary;

/// How a result feels to the buyer; it picks colour and mark, never the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    Good,
    Bad,
    Neutral,
}

impl Tone {
    fn name(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Bad => "bad",
            Self::Neutral => "neutral",
        }
    }
}

/// Shown when the link of a payment that has ended is opened again.
#[derive(Debug, Clone, Template)]
#[template(path = "checkout/result.html")]
pub(crate) struct ResultPage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    pub(crate) tone: Tone,
    pub(crate) title: &'static str,
    pub(crate) message: &'static str,
    /// When it ended, already formatted. Empty when that is not known.
    pub(crate) date: String,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

/// A few words and where to go next: an unknown link, the landing page.
#[derive(Debug, Clone, Template)]
#[template(path = "checkout/notice.html")]
pub(crate) struct NoticePage {
    pub(crate) t: &'static Texts,
    pub(crate) title: &'static str,
    pub(crate) message: &'static str,
    /// What a link says, and where it leads.
    pub(crate) links: Vec<(&'static str, String)>,
}

#[cfg(test)]
impl ResultPage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let paid = Self {
            t,
            order: OrderSummary::sample(),
            tone: Tone::Good,
            title: t.ending.paid,
            message: t.ending.paid_lead,
            date: "23 Nov 2026, 10:00 (UTC+8)".into(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let failed = Self {
            tone: Tone::Bad,
            title: t.ending.failed,
            message: t.ending.failed_lead,
            ..paid.clone()
        };
        let expired = Self {
            order: OrderSummary::awkward_sample(),
            tone: Tone::Neutral,
            title: t.ending.expired,
            message: t.ending.expired_lead,
            date: String::new(),
            back_url: String::new(),
            ..paid.clone()
        };
        vec![("paid", paid), ("failed", failed), ("expired", expired)]
    }
}

#[cfg(test)]
impl NoticePage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let unknown = Self {
            t,
            title: t.notice.unknown,
            message: t.notice.unknown_lead,
            links: Vec::new(),
        };
        let landing = Self {
            title: t.notice.running,
            message: t.notice.running_lead,
            links: vec![(t.notice.open_admin, "http://127.0.0.1:8090/".into())],
            ..unknown.clone()
        };
        vec![("unknown", unknown), ("landing", landing)]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::super::super::language::Language;
    use super::super::super::texts::Texts;
    use super::{NoticePage, ResultPage};

    #[test]
    fn a_result_has_its_title_its_tone_and_a_way_back() {
        for (name, view) in ResultPage::samples(Texts::of(Language::English)) {
            let html = view.render().expect("a sample renders");
            assert!(
                html.contains(&format!("data-tone=\"{}\"", view.tone.name())),
                "{name}"
            );
            assert!(html.contains(view.title), "{name}");
            assert_eq!(
                html.contains("data-test=\"back-to-shop\""),
                !view.back_url.is_empty(),
                "{name}"
            );
            let dated = html.contains("data-test=\"date\"");
            assert_eq!(dated, !view.date.is_empty(), "{name}");
        }
    }

    #[test]
    fn a_notice_lists_its_links() {
        for (name, view) in NoticePage::samples(Texts::of(Language::English)) {
            let html = view.render().expect("a sample renders");
            assert_eq!(
                html.matches("data-test=\"notice-link\"").count(),
                view.links.len(),
                "{name}"
            );
        }
    }
}
