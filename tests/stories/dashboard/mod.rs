//! A developer at the dashboard, whose browser runs no scripts: reads pages, presses buttons.

mod arming;
mod disputing;
mod looking;
mod merchants;
mod pressing;
mod searching;
mod snippets;
mod telling_apart;
mod vaulting;

use scraper::{ElementRef, Html, Selector};
use url::form_urlencoded::Serializer;

use crate::support::Shop;
use crate::support::wire::{Message, send};

/// A page of the dashboard.
struct Page {
    admin: String,
    message: Message,
    html: Html,
}

impl Page {
    /// Opens a page of a shop's merchant; it must be there.
    fn of(shop: &Shop, path: &str) -> Self {
        let page = Self::at(
            shop.admin.base(),
            &format!("/merchants/{}{path}", shop.client_id),
        );
        assert_eq!(page.message.status(), 200, "{}", page.message.text());
        page
    }

    /// Opens a page, whatever it is.
    fn at(admin: &str, path: &str) -> Self {
        Self::read(admin, send(admin, "GET", path, &[], b""))
    }

    fn read(admin: &str, message: Message) -> Self {
        Self {
            admin: admin.to_owned(),
            html: Html::parse_document(&message.text()),
            message,
        }
    }

    fn all(&self, name: &str) -> Vec<ElementRef<'_>> {
        let css = format!("[data-test=\"{name}\"]");
        let selector = Selector::parse(&css).expect("a selector");
        self.html.select(&selector).collect()
    }

    fn texts(&self, name: &str) -> Vec<String> {
        let texts = self.all(name).into_iter();
        texts.map(|one| one.text().collect()).collect()
    }

    fn text(&self, name: &str) -> String {
        let texts = self.texts(name);
        assert_eq!(texts.len(), 1, "{name}: {}", self.message.text());
        texts[0].clone()
    }

    fn has(&self, name: &str) -> bool {
        !self.all(name).is_empty()
    }

    /// Follows the only link of this name.
    fn follow(&self, name: &str) -> Self {
        let links = self.all(name);
        let link = links.first().and_then(|link| link.attr("href"));
        Self::at(&self.admin, link.expect("a link"))
    }

    /// Presses a button: posts its form, and goes where the answer leads.
    fn press(&self, name: &str) -> Self {
        self.press_with(name, &[])
    }

    /// Fills in some fields of a button's form, and presses it.
    fn press_with(&self, name: &str, filled: &[(&str, &str)]) -> Self {
        let buttons = self.all(name);
        let button = buttons.first().expect("a button");
        let mut ancestors = button.ancestors().filter_map(ElementRef::wrap);
        let form = ancestors
            .find(|one| one.value().name() == "form")
            .expect("a form");
        let fields = Selector::parse("input, select, textarea").expect("a selector");
        let fields = form.select(&fields).chain([*button]);
        let pairs: Vec<_> = fields.filter_map(|field| said(field, filled)).collect();
        for (name, _) in filled {
            assert!(pairs.iter().any(|(known, _)| known == name), "no {name}");
        }
        let body = Serializer::new(String::new()).extend_pairs(pairs).finish();
        let action = form.attr("action").expect("a form leads somewhere");
        let answer = self.post(action, &self.admin, &body);
        match answer.find_header("location") {
            Some(location) => Self::at(&self.admin, location),
            None => Self::read(&self.admin, answer),
        }
    }

    fn post(&self, path: &str, origin: &str, body: &str) -> Message {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("origin", origin),
        ];
        send(&self.admin, "POST", path, &headers, body.as_bytes())
    }
}

/// What a field of a form says: what somebody filled in, or what stood there.
fn said(field: ElementRef<'_>, filled: &[(&str, &str)]) -> Option<(String, String)> {
    let name = field.attr("name")?;
    let found = filled.iter().find(|(known, _)| *known == name);
    let is_button = field.value().name() == "button";
    if let Some((_, value)) = found.filter(|_| !is_button) {
        return Some((name.to_owned(), (*value).to_owned()));
    }
    if field.attr("type") == Some("checkbox") {
        return None;
    }
    let value = match field.value().name() {
        "textarea" => field.text().collect(),
        "select" => chosen(field)?,
        _ => field.attr("value").unwrap_or_default().to_owned(),
    };
    Some((name.to_owned(), value))
}

/// The value of the option that is chosen.
fn chosen(select: ElementRef<'_>) -> Option<String> {
    let options = Selector::parse("option").expect("a selector");
    let all: Vec<_> = select.select(&options).collect();
    let mut chosen = all.iter().filter(|one| one.attr("selected").is_some());
    let one = chosen.next().or(all.first())?;
    let text = || one.text().collect();
    Some(one.attr("value").map_or_else(text, str::to_owned))
}
