//! Reading a request field by field, collecting what is wrong with it.
//!
//! Antom takes scalars natively or as strings, takes `null` for absent and ignores fields it does
//! not know (file 01 §10.2). A tree of JSON values is read rather than a typed struct, because
//! only so can each mistake name its field, say what stood there and go on to the next.

mod amount;
mod within;

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::Value;

use super::masking::is_card_data;
use super::web_address;
use crate::gateway::{Fields, Refusal, ResultCode};

/// One thing wrong with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// The code Antom answers for it.
    pub code: ResultCode,
    /// Which field, what is wrong with it, what to write instead.
    pub text: String,
}

/// All that is wrong with a request.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// The refusal that answers them: a malformed field comes before a business reason.
    #[must_use]
    pub fn refusal(&self) -> Refusal {
        let illegal = |problem: &&Problem| problem.code == ResultCode::ParamIllegal;
        let first = self.0.iter().find(illegal).or(self.0.first());
        let code = first.map_or(ResultCode::ParamIllegal, |problem| problem.code);
        let texts = self.0.iter().filter(|problem| problem.code == code);
        let texts: Vec<_> = texts.map(|problem| problem.text.as_str()).collect();
        Refusal::new(code, texts.join("; "))
    }
}

/// Reads a request body: an object in UTF-8 JSON.
///
/// # Errors
/// What is wrong with the body, or all that `read` found wrong with its fields.
pub(super) fn read_body<T>(
    bytes: &[u8],
    read: impl FnOnce(Node<'_>) -> Option<T>,
) -> Result<T, Problems> {
    let broken = |text: String| {
        Err(Problems(vec![Problem {
            code: ResultCode::ParamIllegal,
            text,
        }]))
    };
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return broken(format!("the body is not valid JSON: {error}")),
    };
    if !value.is_object() {
        return broken(format!(
            "the body must be a JSON object, not {}",
            kind(&value)
        ));
    }
    let problems = RefCell::default();
    let root = Node {
        value: Some(&value),
        orphan: false,
        name: Name::Root,
        problems: &problems,
    };
    let found = read(root);
    match (found, problems.into_inner()) {
        (Some(found), problems) if problems.is_empty() => Ok(found),
        (_, problems) => Err(Problems(problems)),
    }
}

/// The scalars of a request by their paths; none of a body that is no JSON. Card data is left out.
#[must_use]
pub fn fields_of(bytes: &[u8]) -> Fields {
    let mut found = Vec::new();
    let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
    collect(&value, &mut String::new(), &mut found);
    Fields::of(found)
}

fn collect<'a>(value: &'a Value, path: &mut String, found: &mut Vec<(String, Cow<'a, str>)>) {
    let length = path.len();
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (name, inner) in fields.iter().filter(|(name, _)| !is_card_data(name)) {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                collect(inner, path, found);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                let _ = write!(path, "[{index}]");
                collect(inner, path, found);
                path.truncate(length);
            }
        }
        Value::String(text) => {
            found.push((path.clone(), text.into()));
            if path == "metadata" {
                within::collect_inner(text, path, found);
            }
        }
        scalar => found.push((path.clone(), scalar.to_string().into())),
    }
}

/// A place in the body. It knows its path, so that a problem can be told there.
#[derive(Clone, Copy)]
pub(super) struct Node<'a> {
    value: Option<&'a Value>,
    /// Whether the object around it is missing or no object: that problem is told already, and
    /// what is missing inside would only bury it.
    orphan: bool,
    name: Name<'a>,
    problems: &'a RefCell<Vec<Problem>>,
}

#[derive(Clone, Copy)]
enum Name<'a> {
    Root,
    Field(&'a Name<'a>, &'static str),
    Item(&'a Name<'a>, usize),
}

impl Name<'_> {
    fn is_field(&self) -> bool {
        matches!(self, Self::Field(..))
    }

    fn path(&self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Field(Self::Root, name) => (*name).to_owned(),
            Self::Field(parent, name) => format!("{}.{name}", parent.path()),
            Self::Item(parent, index) => format!("{}[{index}]", parent.path()),
        }
    }
}

impl<'a> Node<'a> {
    /// A field of this object; absent when the object is.
    pub(super) fn field(&'a self, name: &'static str) -> Self {
        let inner = self.value.and_then(|value| value.get(name));
        Self {
            value: inner.filter(|value| !value.is_null()),
            orphan: self.value.is_none(),
            name: Name::Field(&self.name, name),
            problems: self.problems,
        }
    }

    /// Whether anything stands there. An empty text does not count: some shops send every field.
    pub(super) fn is_present(&self) -> bool {
        self.value.is_some() && !self.is_empty()
    }

    /// Whether an empty text stands there, or an empty array in a field: PHP writes its empty
    /// objects so. Both count as absent.
    fn is_empty(&self) -> bool {
        match self.value {
            Some(Value::String(text)) => text.is_empty(),
            Some(Value::Array(items)) => items.is_empty() && self.name.is_field(),
            _ => false,
        }
    }

    /// The same field with nothing in it.
    fn absent(self) -> Self {
        Self {
            value: None,
            ..self
        }
    }

    /// Whether just this text stands there.
    pub(super) fn is_text(&self, text: &str) -> bool {
        self.value.is_some_and(|value| value == text)
    }

    /// Whether an object stands there.
    pub(super) fn is_object(&self) -> bool {
        self.value.is_some_and(Value::is_object)
    }

    /// Says that the field must be there whenever its object is.
    pub(super) fn required(self) -> Self {
        let empty = self.is_empty();
        if (self.value.is_none() && !self.orphan) || empty {
            self.problem("is required");
        }
        if empty { self.absent() } else { self }
    }

    /// Tells a problem with this field: the sentence goes on after the field's name.
    pub(super) fn problem(&self, text: &str) {
        self.problem_of(ResultCode::ParamIllegal, text);
    }

    pub(super) fn problem_of(&self, code: ResultCode, text: &str) {
        let text = format!("{} {text}", self.name.path());
        self.problems.borrow_mut().push(Problem { code, text });
    }

    /// An object; anything else is a problem.
    pub(super) fn object(self) -> Self {
        match self.value {
            _ if self.is_empty() => self.absent(),
            Some(value) if !value.is_object() => {
                self.problem(&format!("must be an object, not {}", kind(value)));
                self.absent()
            }
            _ => self,
        }
    }

    /// Reads every item of an array of at most `max`.
    pub(super) fn items(&self, max: usize, mut read: impl FnMut(Node<'_>)) {
        match self.value {
            None => {}
            Some(Value::Array(items)) => {
                if items.len() > max {
                    let count = items.len();
                    self.problem(&format!("may have {max} items at most, not {count}"));
                }
                for (index, item) in items.iter().enumerate().take(max) {
                    read(Node {
                        value: Some(item),
                        orphan: false,
                        name: Name::Item(&self.name, index),
                        problems: self.problems,
                    });
                }
            }
            Some(other) => self.problem(&format!("must be an array, not {}", kind(other))),
        }
    }

    /// A text of at most `max` characters. An empty one counts as absent.
    pub(super) fn text(&self, max: usize) -> Option<&'a str> {
        match self.value? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => {
                let length = text.chars().count();
                if length > max {
                    self.problem(&format!("may have {max} characters at most, not {length}"));
                    return None;
                }
                Some(text)
            }
            other => {
                self.problem(&format!("must be a string, not {}", kind(other)));
                None
            }
        }
    }

    /// One of a few texts.
    pub(super) fn one_of(&self, allowed: &[&str]) -> Option<&'a str> {
        let text = self.text(64)?;
        if !allowed.contains(&text) {
            self.problem(&format!("must be {}, not \"{text}\"", allowed.join(" or ")));
            return None;
        }
        Some(text)
    }

    /// `true` or `"true"`, `false` or `"false"`.
    pub(super) fn boolean(&self) -> Option<bool> {
        match self.value? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text == "true" => Some(true),
            Value::String(text) if text == "false" => Some(false),
            Value::String(text) if text.is_empty() => None,
            other => {
                self.problem(&format!("must be true or false, not {}", shown(other)));
                None
            }
        }
    }

    /// A whole number from `low` to `high`, `20` or `"20"`.
    pub(super) fn integer(&self, low: i64, high: i64) -> Option<i64> {
        let value = self.value?;
        let number = match value {
            Value::String(text) if text.is_empty() => return None,
            Value::String(text) => text.parse().ok(),
            other => other.as_i64(),
        };
        let found = number.filter(|number| (low..=high).contains(number));
        if found.is_none() {
            let got = shown(value);
            self.problem(&format!(
                "must be a whole number from {low} to {high}, not {got}"
            ));
        }
        found
    }

    /// An absolute http or https URL, as it was written: answers and notifications echo it so.
    pub(super) fn url(&self) -> Option<&'a str> {
        let text = self.text(web_address::LENGTH_MAX)?;
        if let Err(why) = web_address::parse(text) {
            let given = shown(self.value?);
            self.problem(&format!("{why}, not {given}"));
            return None;
        }
        Some(text)
    }

    /// An instant in ISO 8601 with an offset.
    pub(super) fn instant(&self) -> Option<Timestamp> {
        let text = self.text(64)?;
        let instant = text.parse().ok();
        if instant.is_none() {
            let form = "2026-11-23T10:09:00+08:00";
            self.problem(&format!(
                "must be a time with its offset, such as {form}, not \"{text}\""
            ));
        }
        instant
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// A short form of what stood there, for a message.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Object(_) => kind(value).to_owned(),
        scalar => scalar.to_string().chars().take(40).collect(),
    }
}

#[cfg(test)]
mod tests;
