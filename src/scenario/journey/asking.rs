//! Reading what a step asks an API or the shop.

use serde_json::{Value, json};

use super::super::node::{Node, Table};
use super::super::tree::Branch;
use super::super::values::operation;
use super::words::{CALL, METHODS, SHOP};
use super::{ApiCall, Content, ShopCall};

/// The fields of a request, or a reference to all of them.
pub(super) fn fields(node: &Node<'_>) -> Option<Value> {
    let is_reference = matches!(node.value(), Branch::Text(text) if text.starts_with("${"));
    if !is_reference {
        node.entries()?;
    }
    Some(node.to_json())
}

pub(super) fn call(node: &Node<'_>) -> Option<ApiCall> {
    let table = node.table(CALL)?;
    let api = table.required("api", "api = \"capture\"");
    let api = api.and_then(|node| operation(&node));
    let body = table
        .get("body")
        .map_or(Some(json!({})), |node| fields(&node));
    let exact = table
        .get("exact")
        .map_or(Some(false), |node| node.boolean());
    Some(ApiCall {
        api: api?,
        body: body?,
        exact: exact?,
    })
}

pub(super) fn shop(node: &Node<'_>) -> Option<ShopCall> {
    let table = node.table(SHOP)?;
    let path = path(&table);
    let headers = texts(table.get("headers"));
    let content = content(&table);
    let usual = if matches!(content, Some(Content::Nothing)) {
        "GET"
    } else {
        "POST"
    };
    let methods: Vec<_> = METHODS.iter().map(|method| (*method, *method)).collect();
    let method = match table.get("method") {
        None => Some(usual),
        Some(node) => node.one_of("a method for a shop", &methods),
    };
    Some(ShopCall {
        method: method?.to_owned(),
        path: path?,
        headers: headers?,
        content: content?,
    })
}

fn content(table: &Table<'_>) -> Option<Content> {
    match (table.get("json"), table.get("form")) {
        (None, None) => Some(Content::Nothing),
        (Some(json), None) => Some(Content::Json(json.to_json())),
        (None, form) => texts(form).map(Content::Form),
        (Some(_), Some(form)) => {
            form.mistake("does not go with json; a request has one body");
            None
        }
    }
}

/// The path of a page of the shop.
pub(super) fn path(table: &Table<'_>) -> Option<String> {
    let node = table.required("path", "path = \"/checkout\"")?;
    let text = node.text()?;
    if !text.starts_with('/') && !text.starts_with("${") {
        node.mistake(format!("must begin with a slash; write \"/{text}\""));
        return None;
    }
    Some(text.to_owned())
}

/// Names and their texts; none when the table is missing.
pub(super) fn texts(node: Option<Node<'_>>) -> Option<Vec<(String, String)>> {
    let Some(node) = node else {
        return Some(Vec::new());
    };
    let read: Vec<_> = node
        .entries()?
        .into_iter()
        .map(|(entry, node)| {
            let text = as_written(&node)?;
            Some((entry.key.clone(), text))
        })
        .collect();
    read.into_iter().collect()
}

/// A text, or a number or truth value as it is written.
pub(super) fn as_written(node: &Node<'_>) -> Option<String> {
    match node.value() {
        Branch::Text(text) => Some(text.clone()),
        Branch::Number(_) | Branch::Boolean(_) => Some(node.to_json().to_string()),
        _ => {
            node.mistake("must be a text, a number, true or false");
            None
        }
    }
}
