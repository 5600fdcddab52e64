//! Pages on which there is nothing left to type: how a payment ended, and plain notices.

use askama::Template;

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
    pub(crate) order: OrderSummary,
    pub(crate) tone: Tone,
    pub(crate) title: String,
    pub(crate) message: String,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

/// A few words and where to go next: an unknown link, the landing page.
#[derive(Debug, Clone, Template)]
#[template(path = "checkout/notice.html")]
pub(crate) struct NoticePage {
    pub(crate) title: String,
    pub(crate) message: String,
    /// What a link says, and where it leads.
    pub(crate) links: Vec<(String, String)>,
}

#[cfg(test)]
impl ResultPage {
    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let paid = Self {
            order: OrderSummary::sample(),
            tone: Tone::Good,
            title: "Payment complete".into(),
            message: "This order has been paid. There is nothing more to do here.".into(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let failed = Self {
            tone: Tone::Bad,
            title: "Payment failed".into(),
            message: "The bank declined the card. Please go back to the shop and start again."
                .into(),
            ..paid.clone()
        };
        let expired = Self {
            order: OrderSummary::awkward_sample(),
            tone: Tone::Neutral,
            title: "This payment has expired".into(),
            message: "It was not finished in time, and nothing was charged.".into(),
            back_url: String::new(),
        };
        vec![("paid", paid), ("failed", failed), ("expired", expired)]
    }
}

#[cfg(test)]
impl NoticePage {
    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let unknown = Self {
            title: "This payment link is not known".into(),
            message: "The sandbox may have been restarted since the link was made.".into(),
            links: Vec::new(),
        };
        let landing = Self {
            title: "The sandbox is running".into(),
            message: "Send a pay order to it, and open the link in its answer.".into(),
            links: vec![
                ("Dashboard".into(), "http://127.0.0.1:8090/".into()),
                (
                    "Antom's documentation".into(),
                    "https://docs.antom.com/".into(),
                ),
            ],
        };
        vec![("unknown", unknown), ("landing", landing)]
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{NoticePage, ResultPage};

    #[test]
    fn a_result_has_its_title_its_tone_and_a_way_back() {
        for (name, view) in ResultPage::samples() {
            let html = view.render().expect("a sample renders");
            assert!(
                html.contains(&format!("data-tone=\"{}\"", view.tone.name())),
                "{name}"
            );
            assert!(html.contains(&view.title), "{name}");
            assert_eq!(
                html.contains("data-test=\"back-to-shop\""),
                !view.back_url.is_empty(),
                "{name}"
            );
        }
    }

    #[test]
    fn a_notice_lists_its_links() {
        for (name, view) in NoticePage::samples() {
            let html = view.render().expect("a sample renders");
            assert_eq!(
                html.matches("data-test=\"notice-link\"").count(),
                view.links.len(),
                "{name}"
            );
        }
    }
}
