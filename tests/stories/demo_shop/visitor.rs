//! Somebody at the demo shop with a browser that runs no scripts.

use scraper::{Html, Selector};
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

use crate::process::Program;
use crate::support::admin::Admin;
use crate::support::wire::{Message, send};

const DEMO: &str =
    "demo --shop 127.0.0.1:0 --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --clock stepped";

/// The running demo and its visitor.
pub(super) struct Visitor {
    pub(super) admin: Admin,
    program: Program,
}

impl Visitor {
    pub(super) fn arrive() -> Self {
        Self::with("")
    }

    /// With further flags.
    pub(super) fn with(flags: &str) -> Self {
        let program = Program::start(&format!("{DEMO} {flags}")).expect("the demo starts");
        let admin = Admin::new(program.address("admin"), "default");
        Self { admin, program }
    }

    pub(super) fn shop(&self) -> &str {
        self.program.address("shop")
    }

    /// Opens a page, which must be there.
    pub(super) fn open(&self, path: &str) -> Page {
        let page = send(self.shop(), "GET", path, &[], b"");
        assert_eq!(page.status(), 200, "{path}: {}", page.text());
        Page(Html::parse_document(&page.text()))
    }

    /// Posts a form and gives the answer.
    pub(super) fn post(&self, path: &str, fields: &[(&str, &str)]) -> Message {
        let mut form = Serializer::new(String::new());
        form.extend_pairs(fields);
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let form = form.finish();
        send(self.shop(), "POST", path, &kind, form.as_bytes())
    }

    /// Posts a form and gives where it leads.
    pub(super) fn submit(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields);
        assert_eq!(answer.status(), 303, "{path}: {}", answer.text());
        answer.header("location").to_owned()
    }

    /// Buys something, and the robot pays. The number of orders so far is the order's number.
    pub(super) fn buy_and_pay(&self, number: usize, fields: &[(&str, &str)]) {
        self.submit("/buy", fields);
        self.pay(&self.request_id(number));
        self.admin.advance("10s");
    }

    pub(super) fn pay(&self, id: &str) {
        self.admin.buyer(id, &json!({"action": "pay"}));
    }

    /// The `paymentRequestId` of the newest payment of an order.
    pub(super) fn request_id(&self, number: usize) -> String {
        self.open(&format!("/orders/{number}")).text("request-id")
    }

    /// The newest payment of an order, as the sandbox has it.
    pub(super) fn payment(&self, number: usize) -> Value {
        self.admin.payment(&self.request_id(number))
    }

    pub(super) fn turn(&self, switch: &str, on: bool) {
        let on = if on { "yes" } else { "no" };
        self.submit("/switches", &[("switch", switch), ("on", on)]);
    }
}

/// A page of the shop.
pub(super) struct Page(Html);

impl Page {
    /// The text of the first element of this name.
    pub(super) fn text(&self, name: &str) -> String {
        let texts = self.texts(name);
        let missing = || panic!("no {name} in {}", self.0.html());
        texts.into_iter().next().unwrap_or_else(missing)
    }

    /// The texts of all elements of this name.
    pub(super) fn texts(&self, name: &str) -> Vec<String> {
        let text = |element: scraper::ElementRef<'_>| {
            let text: String = element.text().collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        self.0.select(&named(name)).map(text).collect()
    }

    pub(super) fn shows(&self, name: &str) -> bool {
        self.0.select(&named(name)).next().is_some()
    }

    /// An attribute of the first element of this name.
    pub(super) fn attribute(&self, name: &str, attribute: &str) -> String {
        let element = self.0.select(&named(name)).next();
        let value = element.and_then(|element| element.attr(attribute));
        value
            .unwrap_or_else(|| panic!("no {attribute} of {name}"))
            .to_owned()
    }

    /// Every value of an attribute, wherever it is.
    pub(super) fn all(&self, css: &str, attribute: &str) -> Vec<String> {
        let selector = Selector::parse(css).expect("the selector is plain");
        let elements = self.0.select(&selector);
        let values = elements.filter_map(|element| element.attr(attribute));
        values.map(str::to_owned).collect()
    }
}

fn named(name: &str) -> Selector {
    Selector::parse(&format!("[data-test=\"{name}\"]")).expect("the name is plain")
}
