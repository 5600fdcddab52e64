//! Antom's list of South Korean brands, and the page of an issuer.

use askama::Template;

use super::OrderSummary;

/// The brands, by Antom's names, and as people know them.
const NAMES: [(&str, &str); 23] = [
    ("BC", "BC Card"),
    ("CITI", "Citibank Korea"),
    ("GWANGJUBANK", "Gwangju Bank"),
    ("HYUNDAI", "Hyundai Card"),
    ("IBK_BC", "IBK BC Card"),
    ("JEJUBANK", "Jeju Bank"),
    ("JEONBUKBANK", "Jeonbuk Bank"),
    ("KAKAOBANK", "KakaoBank"),
    ("KBANK", "K bank"),
    ("KDBBANK", "KDB Bank"),
    ("KEBHANA", "Hana Card"),
    ("KOOKMIN", "KB Kookmin Card"),
    ("LOTTE", "Lotte Card"),
    ("NONGHYUP", "NH NongHyup Card"),
    ("POST", "Korea Post"),
    ("SAEMAUL", "MG Saemaul"),
    ("SAMSUNG", "Samsung Card"),
    ("SAVINGBANK", "Savings banks"),
    ("SHINHAN", "Shinhan Card"),
    ("SHINHYEOP", "Shinhyup"),
    ("SUHYEOP", "Suhyup Bank"),
    ("TOSSBANK", "Toss Bank"),
    ("WOORI", "Woori Card"),
];

/// A brand as people know it; Antom's name of one that is not South Korean.
pub(crate) fn issuer_name(brand: &'static str) -> &'static str {
    let found = NAMES.iter().find(|(name, _)| *name == brand);
    found.map_or(brand, |(_, known)| known)
}

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
        format!("/logos/{}.svg", self.brand.to_lowercase())
    }
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/issuers.html")]
pub(crate) struct IssuersPage {
    pub(crate) order: OrderSummary,
    /// Why the last issuer refused, if one did.
    pub(crate) declined: Option<String>,
    pub(crate) issuers: Vec<IssuerChoice>,
    /// Empty when the shop gave no address to return to.
    pub(crate) back_url: String,
}

#[derive(Debug, Clone, Template)]
#[template(path = "checkout/issuer.html")]
pub(crate) struct IssuerPage {
    pub(crate) order: OrderSummary,
    /// Antom's name of the brand.
    pub(crate) brand: &'static str,
    /// As people know it.
    pub(crate) name: &'static str,
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
    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let choice = |(brand, name): &(&'static str, &'static str)| IssuerChoice {
            brand,
            name,
            address: format!("/checkout/sample-token/issuer/{brand}"),
        };
        let all = Self {
            order: OrderSummary::sample(),
            declined: None,
            issuers: NAMES.iter().map(choice).collect(),
            back_url: "https://shop.example/orders/1".into(),
        };
        let declined = Self {
            order: OrderSummary::awkward_sample(),
            declined: Some("Your bank declined this card.".into()),
            back_url: String::new(),
            ..all.clone()
        };
        vec![("all", all), ("declined", declined)]
    }
}

#[cfg(test)]
impl IssuerPage {
    pub(crate) fn samples() -> Vec<(&'static str, Self)> {
        let chosen = Self {
            order: OrderSummary::sample(),
            brand: "SHINHAN",
            name: issuer_name("SHINHAN"),
            declined: None,
            approve_action: "/checkout/sample-token/issuer/SHINHAN/approve".into(),
            reject_action: "/checkout/sample-token/issuer/SHINHAN/reject".into(),
            cancel_action: "/checkout/sample-token/issuer/SHINHAN/cancel".into(),
            list_address: None,
        };
        let listed = Self {
            order: OrderSummary::awkward_sample(),
            declined: Some("Your bank declined this card.".into()),
            list_address: Some("/checkout/sample-token".into()),
            ..chosen.clone()
        };
        vec![("chosen", chosen), ("listed", listed)]
    }
}

#[cfg(test)]
mod tests {
    use crate::gateway::CardBrand;

    use super::*;

    #[test]
    fn every_south_korean_brand_has_a_name_for_people() {
        let korean = CardBrand::all().filter(|brand| brand.is_korean());
        let names: Vec<_> = korean.map(CardBrand::name).collect();
        assert_eq!(NAMES.map(|(name, _)| name).as_slice(), names);
        assert_eq!(issuer_name("KEBHANA"), "Hana Card");
        assert_eq!(issuer_name("VISA"), "VISA");
    }

    #[test]
    fn a_picture_is_found_where_consult_says() {
        let (_, page) = IssuersPage::samples().remove(0);
        let html = page.render().expect("a sample renders");
        assert!(html.contains("src=\"/logos/ibk_bc.svg\""));
        assert_eq!(html.matches("data-test=\"issuer\"").count(), 23);
    }
}
