//! The examples of docs/openapi.json are what the program answers, word for word.
//!
//! `ANTOM_SANDBOX_EXAMPLES=write cargo test --test stories openapi_examples` writes them anew.

mod business;
mod described;
mod tour;

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::process::setting;
use crate::support::hooks::Hooks;
use crate::support::wire::{Headers, Message, host_of, send};
use crate::support::{App, Shop};

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");

/// Whose examples they are.
const CLIENT_ID: &str = "checkout-tests-7";

/// The document, and the examples that belong into it: JSON pointers to the media types of
/// answers, and what the program said there.
struct Tour {
    shop: Shop,
    document: Value,
    told: BTreeMap<String, Value>,
    /// What stands in the document for the ports of this run.
    names: [(String, &'static str); 2],
}

impl Tour {
    fn begin(app: &App) -> Self {
        let document = fs::read_to_string(DOCUMENT).expect("it is there");
        let hooks = Hooks::open();
        let names = [
            (host_of(&app.http).to_owned(), "127.0.0.1:8080"),
            (host_of(&hooks.base).to_owned(), "127.0.0.1:3000"),
        ];
        let notify_url = format!("{}/hooks/antom", hooks.base);
        let wishes = json!({"clientId": CLIENT_ID, "notifyUrl": notify_url});
        let mut shop = Shop::with(app, &wishes);
        shop.hooks = hooks;
        Self {
            shop,
            document: serde_json::from_str(&document).expect("it is JSON"),
            told: BTreeMap::new(),
            names,
        }
    }

    /// Makes a call of this operation and keeps the first answer of its status as the example.
    fn call(&mut self, operation: &str, path: &str, body: &Value) -> Value {
        self.call_and_cut(operation, path, body, |_| {})
    }

    /// The same, with a part of the answer only.
    fn call_and_cut(
        &mut self,
        operation: &str,
        path: &str,
        body: &Value,
        cut: impl Fn(&mut Value),
    ) -> Value {
        let answer = self.send(operation, path, &[], body);
        self.keep(operation, &answer, cut)
    }

    fn send(&self, operation: &str, path: &str, header: Headers<'_>, body: &Value) -> Message {
        let method = self.place(operation).0.to_uppercase();
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        send(
            self.shop.admin.base(),
            &method,
            path,
            header,
            body.as_bytes(),
        )
    }

    fn keep(&mut self, operation: &str, answer: &Message, cut: impl Fn(&mut Value)) -> Value {
        let mut said = self.steady(answer);
        cut(&mut said);
        let kind = answer.header("content-type").split(';').next();
        let pointer = self.pointer(operation, answer.status(), kind.unwrap_or_default());
        self.told.entry(pointer).or_insert_with(|| said.clone());
        said
    }

    /// An answer without what differs from run to run: ports, and how long something took.
    fn steady(&self, answer: &Message) -> Value {
        let mut text = answer.text();
        for (here, there) in &self.names {
            text = text.replace(here.as_str(), there);
        }
        let Ok(mut said) = serde_json::from_str(&text) else {
            return json!(text);
        };
        without_durations(&mut said);
        said
    }

    /// The document with these examples.
    fn written(&self) -> Value {
        let mut document = self.document.clone();
        for (pointer, said) in &self.told {
            let described = document.pointer_mut(pointer);
            let described =
                described.unwrap_or_else(|| panic!("nothing is described at {pointer}"));
            described["example"] = said.clone();
        }
        document
    }
}

/// How long something took is another number each time.
fn without_durations(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                if name == "durationMs" {
                    *value = json!(1.5);
                } else {
                    without_durations(value);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(without_durations),
        _ => {}
    }
}

#[test]
fn the_examples_of_the_document_are_what_the_program_says() {
    let public = "http://127.0.0.1:8080";
    let app = App::with(&["--header-time", "virtual", "--public-url", public]);
    let mut tour = Tour::begin(&app);
    tour.walk();
    let untold = tour.untold();
    assert!(untold.is_empty(), "the tour does not come to {untold:#?}");
    let written = tour.written();
    if written == tour.document {
        return;
    }
    if setting("ANTOM_SANDBOX_EXAMPLES").is_some() {
        let text = serde_json::to_string_pretty(&written).expect("it can be written");
        fs::write(DOCUMENT, text + "\n").expect("it can be written");
        return;
    }
    for (pointer, said) in &tour.told {
        let example = &tour.document.pointer(pointer).expect("it is described")["example"];
        assert_eq!(
            example, said,
            "docs/openapi.json#{pointer} is another answer than the program's; \
             ANTOM_SANDBOX_EXAMPLES=write cargo test --test stories openapi_examples writes it anew"
        );
    }
}
