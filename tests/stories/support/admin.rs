//! A client of the admin API, for one merchant.

use serde_json::{Value, json};

use super::wire::{Message, send};

/// The admin API of one merchant.
#[derive(Clone)]
pub(crate) struct Admin {
    base: String,
    pub(crate) client_id: String,
}

impl Admin {
    /// `http://127.0.0.1:…`
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn new(base: &str, client_id: &str) -> Self {
        Self {
            base: base.to_owned(),
            client_id: client_id.to_owned(),
        }
    }

    /// Calls any path and takes any answer.
    pub(crate) fn call(&self, method: &str, path: &str, body: &Value) -> Message {
        let body = match body {
            Value::Null => String::new(),
            body => body.to_string(),
        };
        let json = [("content-type", "application/json")];
        send(&self.base, method, path, &json, body.as_bytes())
    }

    /// Calls a path of this merchant; the answer must be good.
    fn good(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = self.path(path);
        let answer = self.call(method, &path, body);
        let text = answer.text();
        assert!(answer.status() < 300, "{method} {path}: {text}");
        answer.json()
    }

    /// Calls a path of this merchant; the answer must be an error of this status.
    pub(crate) fn refused(&self, status: u16, method: &str, path: &str, body: &Value) -> Value {
        let path = self.path(path);
        let answer = self.call(method, &path, body);
        assert_eq!(
            answer.status(),
            status,
            "{method} {path}: {}",
            answer.text()
        );
        let error = answer.json();
        for field in ["code", "message", "hint"] {
            assert!(error[field].is_string(), "{method} {path}: {error}");
        }
        error
    }

    fn path(&self, path: &str) -> String {
        format!("/v1/merchants/{}{path}", self.client_id)
    }

    pub(crate) fn get(&self, path: &str) -> Value {
        self.good("GET", path, &Value::Null)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        self.good("POST", path, body)
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Value {
        self.good("PUT", path, body)
    }

    /// Lets time pass and answers what happened.
    pub(crate) fn advance(&self, by: &str) -> Value {
        self.post("/clock/advance", &json!({ "by": by }))
    }

    pub(crate) fn advance_next(&self) -> Value {
        self.post("/clock/advance", &json!({"next": true}))
    }

    pub(crate) fn drain(&self) -> Value {
        self.post("/clock/advance", &json!({"drain": true}))
    }

    pub(crate) fn now(&self) -> String {
        let clock = self.get("/clock");
        clock["now"]
            .as_str()
            .expect("a clock has a time")
            .to_owned()
    }

    pub(crate) fn payment(&self, id: &str) -> Value {
        self.get(&format!("/payments/{id}"))
    }

    /// Lets the robot buyer do something.
    pub(crate) fn buyer(&self, id: &str, deed: &Value) -> Value {
        self.post(&format!("/payments/{id}/buyer"), deed)
    }

    /// Waits until a payment is as wished.
    pub(crate) fn wait(&self, id: &str, until: &str) -> Value {
        self.get(&format!("/payments/{id}/wait?until={until}&timeout=15s"))
    }

    pub(crate) fn notification(&self, id: &str) -> Value {
        self.get(&format!("/notifications/{id}"))
    }

    pub(crate) fn items(&self, path: &str) -> Vec<Value> {
        let list = self.get(path);
        list["items"].as_array().expect("a list has items").clone()
    }

    /// The newest call of the shop, with its diagnosis.
    pub(crate) fn last_request(&self) -> Value {
        let requests = self.items("/requests");
        let newest = requests.last().expect("there was a request");
        let id = newest["requestId"].as_str().expect("a request has an id");
        self.get(&format!("/requests/{id}"))
    }
}
