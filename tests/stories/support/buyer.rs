//! A buyer with a browser that runs no scripts: follows links, fills in forms, posts them.

use scraper::{ElementRef, Html, Selector};
use url::Url;
use url::form_urlencoded::Serializer;

use super::wire::{Message, send};

/// An approved Visa, an approved Mastercard, a declined Visa; from file 10 of the notes.
pub(crate) const VISA: &str = "4054695723100768";
pub(crate) const MASTERCARD: &str = "5162774114974622";
pub(crate) const DECLINED_VISA: &str = "4054692760174822";

/// Where the buyer is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    Card,
    Challenge,
    /// The bank looks at the browser, and scripts would press the button.
    Browser,
    /// The list of South Korean brands.
    Issuers,
    /// The page of one of their issuers.
    Issuer,
    Result,
    Notice,
    /// Back at the shop, which is another site.
    Shop,
}

/// A buyer in front of a page.
pub(crate) struct Buyer {
    pub(crate) url: Url,
    pub(crate) page: Message,
    /// Every byte the gateway ever sent to this buyer.
    pub(crate) seen: String,
    /// `Accept-Language` of the browser.
    speaks: &'static str,
}

impl Buyer {
    /// Opens a link of the gateway.
    pub(crate) fn open(url: &str) -> Self {
        Self::speaking("", url)
    }

    /// Opens a link of the gateway with a browser whose owner prefers a language.
    pub(crate) fn speaking(language: &'static str, url: &str) -> Self {
        let url = Url::parse(url).expect("a link is a URL");
        let page = fetch(&url, "GET", "", language);
        let mut buyer = Self {
            url,
            page,
            seen: String::new(),
            speaks: language,
        };
        buyer.arrive();
        buyer
    }

    /// Submits the card form.
    pub(crate) fn submit_card(&mut self, number: &str, expiry: &str, cvv: &str, holder: &str) {
        let fields = [
            ("card-number", number),
            ("expiry", expiry),
            ("cvv", cvv),
            ("holder", holder),
        ];
        self.submit("card-form", &fields);
    }

    /// Pays with a card whose other details are right.
    pub(crate) fn pay_with(&mut self, number: &str) {
        self.submit_card(number, "09/29", "123", "A Buyer");
    }

    /// Gives the bank a code.
    pub(crate) fn type_code(&mut self, code: &str) {
        self.submit("code-form", &[("code", code)]);
    }

    /// Presses the button of a page that scripts would have posted.
    pub(crate) fn go_on(&mut self) {
        self.submit("browser-form", &[]);
    }

    /// Asks the bank for its code again.
    pub(crate) fn ask_again(&mut self) {
        self.submit("resend-form", &[]);
    }

    /// Cancels at the bank.
    pub(crate) fn cancel(&mut self) {
        self.submit("cancel-form", &[]);
    }

    /// Pays with the first stored card that the page offers.
    pub(crate) fn pay_with_stored_card(&mut self) {
        let id = self.attribute("use-stored-card", "value");
        let id = id.expect("a stored card is offered");
        self.submit("stored-form", &[("use-stored-card", &id)]);
    }

    /// Fills in a form, its fields named by `data-test`, and posts it.
    pub(crate) fn submit(&mut self, form: &str, fields: &[(&str, &str)]) {
        let html = self.html();
        let form = find(&html, form).unwrap_or_else(|| panic!("no {form} at {}", self.url));
        let action = form.attr("action").expect("a form has an action");
        let mut body = Serializer::new(String::new());
        for (test_name, value) in fields {
            let input = find(&html, test_name).expect("the form has the field");
            let name = input.attr("name").expect("a field has a name");
            body.append_pair(name, value);
        }
        self.url = self.url.join(action).expect("an action is a URL");
        self.page = fetch(&self.url, "POST", &body.finish(), self.speaks);
        self.arrive();
    }

    /// Posts a form that the page does not have.
    pub(crate) fn post(&mut self, path: &str, form: &str) {
        self.url = self.url.join(path).expect("a path of the gateway");
        self.page = fetch(&self.url, "POST", form, self.speaks);
        self.arrive();
    }

    /// Follows redirects for as long as they stay at the gateway.
    fn arrive(&mut self) {
        loop {
            for (name, value) in &self.page.headers {
                self.seen.extend([name, ": ", value, "\n"]);
            }
            self.seen.push_str(&self.page.text());
            let Some(location) = self.page.find_header("location") else {
                return;
            };
            assert_eq!(self.page.status(), 303, "a form is answered with 303");
            let next = self.url.join(location).expect("a location is a URL");
            let stays = next.authority() == self.url.authority();
            self.url = next;
            if !stays {
                return;
            }
            self.page = fetch(&self.url, "GET", "", self.speaks);
        }
    }

    pub(crate) fn place(&self) -> Place {
        if self.page.find_header("location").is_some() {
            return Place::Shop;
        }
        let html = self.html();
        let marks = [
            ("card-form", Place::Card),
            ("code-form", Place::Challenge),
            ("browser-form", Place::Browser),
            ("issuers", Place::Issuers),
            ("issuer-page", Place::Issuer),
            ("result", Place::Result),
            ("notice", Place::Notice),
        ];
        let found = marks.iter().find(|(mark, _)| find(&html, mark).is_some());
        found
            .unwrap_or_else(|| panic!("{}: {}", self.url, self.page.text()))
            .1
    }

    /// The text of an element; `None` when the page has none of that name.
    pub(crate) fn text(&self, test_name: &str) -> Option<String> {
        let html = self.html();
        let element = find(&html, test_name)?;
        let text: String = element.text().collect();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// An attribute of an element.
    pub(crate) fn attribute(&self, test_name: &str, attribute: &str) -> Option<String> {
        let html = self.html();
        find(&html, test_name)?.attr(attribute).map(str::to_owned)
    }

    fn html(&self) -> Html {
        Html::parse_document(&self.page.text())
    }
}

fn find<'a>(html: &'a Html, test_name: &str) -> Option<ElementRef<'a>> {
    let selector = format!("[data-test=\"{test_name}\"]");
    let selector = Selector::parse(&selector).expect("the name is plain");
    // What waits in a template is not on the page.
    let waits = |element: &ElementRef<'_>| {
        let mut above = element.ancestors().filter_map(ElementRef::wrap);
        above.any(|element| element.value().name() == "template")
    };
    html.select(&selector).find(|element| !waits(element))
}

fn fetch(url: &Url, method: &str, form: &str, language: &str) -> Message {
    let mut headers = Vec::new();
    if method == "POST" {
        headers.push(("content-type", "application/x-www-form-urlencoded"));
    }
    if !language.is_empty() {
        headers.push(("accept-language", language));
    }
    let base = format!("http://{}", url.authority());
    let target = &url[url::Position::BeforePath..url::Position::AfterQuery];
    send(&base, method, target, &headers, form.as_bytes())
}
