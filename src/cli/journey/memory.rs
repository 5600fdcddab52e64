//! What the steps of a journey gave, and the references to it: `${pay.paymentId}`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::path;
use crate::scenario::journey::Wanted;

/// The results so far, by name.
#[derive(Debug, Default)]
pub(super) struct Memory {
    named: BTreeMap<String, Value>,
    latest: Option<Value>,
}

impl Memory {
    /// Keeps something under a name.
    pub(super) fn name(&mut self, name: &str, result: Value) {
        self.named.insert(name.to_owned(), result);
    }

    /// Keeps the answer of a step: under its verb, under its own name, and as the latest.
    pub(super) fn keep(&mut self, verb: &str, own: Option<&str>, result: Value) {
        self.latest = Some(result.clone());
        if let Some(own) = own {
            self.name(own, result.clone());
        }
        self.name(verb, result);
    }

    /// The result of this name, or the latest.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn result(&self, name: Option<&str>) -> Result<&Value, String> {
        match name {
            None => self.latest.as_ref().ok_or_else(|| {
                "no step has had an answer yet: put pay, call or shop before it".to_owned()
            }),
            Some(name) => self.named.get(name).ok_or_else(|| self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> String {
        let names: Vec<_> = self.named.keys().map(String::as_str).collect();
        format!(
            "there is no result named \"{name}\" yet; there are: {}",
            names.join(", ")
        )
    }

    /// The text with its references filled in.
    ///
    /// # Errors
    /// One leads nowhere.
    pub(super) fn text(&self, text: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("${") {
            let (reference, after) = after
                .split_once('}')
                .ok_or_else(|| format!("\"{text}\" has a ${{ without its }}"))?;
            filled.push_str(before);
            filled.push_str(&path::text(self.reference(reference)?));
            rest = after;
        }
        filled.push_str(rest);
        Ok(filled)
    }

    /// The value with all its references filled in. A text that is one reference becomes what the
    /// reference leads to: a number stays a number, an object an object.
    ///
    /// # Errors
    /// One leads nowhere.
    pub(super) fn value(&self, value: &Value) -> Result<Value, String> {
        match value {
            Value::String(text) => match lone_reference(text) {
                Some(reference) => self.reference(reference).cloned(),
                None => self.text(text).map(Value::String),
            },
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(fields) => {
                let fields = fields.iter().map(|(name, value)| {
                    let value = self.value(value)?;
                    Ok::<_, String>((name.clone(), value))
                });
                Ok(Value::Object(fields.collect::<Result<Map<_, _>, _>>()?))
            }
            other => Ok(other.clone()),
        }
    }

    /// The wishes with all their references filled in.
    ///
    /// # Errors
    /// One leads nowhere.
    pub(super) fn wanted(&self, wanted: &[Wanted]) -> Result<Vec<Wanted>, String> {
        let filled = wanted.iter().map(|one| one.filled(|text| self.text(text)));
        filled.collect()
    }

    fn reference(&self, reference: &str) -> Result<&Value, String> {
        let (name, rest) =
            reference.split_at(reference.find(['.', '[']).unwrap_or(reference.len()));
        let result = self.result(Some(name));
        let result = result.map_err(|why| format!("${{{reference}}} leads nowhere: {why}"))?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        if rest.is_empty() {
            return Ok(result);
        }
        path::at(result, rest).ok_or_else(|| {
            let fields = result.as_object().into_iter().flatten();
            let known: Vec<_> = fields.map(|(field, _)| field.as_str()).collect();
            let known = known.join(", ");
            let of_request = path::at(&result["request"], rest)
                .map(|_| format!("; what was sent has it: write ${{{name}.request.{rest}}}"));
            let instead = of_request.unwrap_or_else(|| format!("; it has {known}"));
            format!("${{{reference}}} leads nowhere: the result \"{name}\" has no {rest}{instead}")
        })
    }
}

/// What stands between the braces of a text that is nothing but one reference.
fn lone_reference(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("${")?.strip_suffix('}')?;
    (!inner.contains('}')).then_some(inner)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn memory() -> Memory {
        let mut memory = Memory::default();
        let answer = json!({"paymentId": "42", "amount": {"value": 7}, "list": ["a"]});
        memory.keep("pay", Some("first"), answer);
        memory
    }

    #[test]
    fn references_lead_to_results_by_verb_and_by_name() {
        let memory = memory();
        assert_eq!(
            memory.text("x-${pay.paymentId}-${first.list[0]}").unwrap(),
            "x-42-a"
        );
        let value =
            json!({"a": ["${pay.amount}", "${pay.amount.value}", "v${pay.amount.value}", 1]});
        let filled = json!({"a": [{"value": 7}, 7, "v7", 1]});
        assert_eq!(memory.value(&value).unwrap(), filled);
    }

    #[test]
    fn a_reference_that_leads_nowhere_says_where_it_stopped() {
        for (text, told) in [
            (
                "${capture.id}",
                "no result named \"capture\" yet; there are: first, pay",
            ),
            ("${pay.nope}", "the result \"pay\" has no nope"),
            ("${pay.paymentId", "without its }"),
        ] {
            let error = memory().text(text).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        assert!(Memory::default().result(None).is_err());
    }
}
