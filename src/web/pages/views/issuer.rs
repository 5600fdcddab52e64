//! Antom's list of South Korean brands, and the page of an issuer.

use askama::Template;

use super::super::texts::Texts;
use super::{OrderSummary, TimeLeft};

/// A brand of the list.
#[derive(Debug, Clone)]
pub(crate) struct IssuerChoice {
    /// Antom's name.
    pub(crate) brand: &'static str,
    /// As people know it.
    pub(crate) name: &'static str,
    /// Where its page is.
    pub(crate) address: String,
}

impl IssuerChoice {
    /// The picture that `consult` names, too.
    fn logo(&self) -> String {
        picture(self.brand)
    }
}

/// Where the picture of a brand is.
pub(crate) fn picture(brand: &str) -> String {
    format!("/logos/{}.svg", brand.to_lowercase())
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/issuers.html")]
pub(crate) struct IssuersPage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    pub(crate) time_left: TimeLeft,
    /// Why the last issuer refused, if one did.
    pub(crate) declined: Option<String>,
    pub(crate) issuers: Vec<IssuerChoice>,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/issuer.html")]
pub(crate) struct IssuerPage {
    pub(crate) t: &'static Texts,
    pub(crate) order: OrderSummary,
    pub(crate) time_left: TimeLeft,
    /// Antom's name of the brand.
    pub(crate) brand: &'static str,
    /// As people know it.
    pub(crate) name: &'static str,
    /// Where its picture is.
    pub(crate) logo: String,
    /// Why the issuer refused before, if it did and there is no list to tell it.
    pub(crate) declined: Option<String>,
    pub(crate) approve_action: String,
    pub(crate) reject_action: String,
    pub(crate) cancel_action: String,
    /// Back to the list; not when the shop chose.
    pub(crate) list_address: Option<String>,
}

#[cfg(test)]
impl IssuersPage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let choice = |brand: &'static str| IssuerChoice {
            brand,
            name: t.issuer_name(brand),
            address: format!("/checkout/sample-token/issuer/{brand}"),
        };
        let all = Self {
            t,
            order: OrderSummary::sample(),
            time_left: TimeLeft::sample(),
            declined: None,
            issuers: ["IBK_BC", "KEBHANA", "SHINHAN"].map(choice).into(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let declined = Self {
            order: OrderSummary::awkward_sample(),
            time_left: TimeLeft::stopped_sample(),
            declined: Some("Your bank declined this card.".into()),
            back_url: String::new(),
            ..all.clone()
        };
        vec![("all", all), ("declined", declined)]
    }
}

#[cfg(test)]
impl IssuerPage {
    pub(crate) fn samples(t: &'static Texts) -> Vec<(&'static str, Self)> {
        let chosen = Self {
            t,
            order: OrderSummary::sample(),
            time_left: TimeLeft::sample(),
            brand: "SHINHAN",
            name: t.issuer_name("SHINHAN"),
            logo: picture("SHINHAN"),
            declined: None,
            approve_action: "/checkout/sample-token/issuer/SHINHAN/approve".into(),
            reject_action: "/checkout/sample-token/issuer/SHINHAN/reject".into(),
            cancel_action: "/checkout/sample-token/issuer/SHINHAN/cancel".into(),
            list_address: None,
        };
        let listed = Self {
            order: OrderSummary::awkward_sample(),
            time_left: TimeLeft::stopped_sample(),
            declined: Some("Your bank declined this card.".into()),
            list_address: Some("/checkout/sample-token".into()),
            ..chosen.clone()
        };
        vec![("chosen", chosen), ("listed", listed)]
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::language::Language;
    use super::*;

    #[test]
    fn a_picture_is_found_where_consult_says() {
        let (_, page) = IssuersPage::samples(Texts::of(Language::English)).remove(0);
        let html = page.render().expect("a sample renders");
        assert!(html.contains("src=\"/logos/ibk_bc.svg\""));
        assert_eq!(html.matches("data-test=\"issuer\"").count(), 3);
    }
}
