//! Where in the document an answer is described.

use serde_json::Value;

use super::Tour;

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];

/// Good answers that are documents of their own, and no examples of anything.
const DOCUMENTS: [&str; 2] = ["readDescription", "readScenarioSchema"];

/// A server that stops answers nothing else any more.
const UNTOLD: [&str; 1] = ["Stopping"];

impl Tour {
    /// Method and path of an operation, as the document's keys.
    pub(super) fn place(&self, operation: &str) -> (&'static str, String) {
        let paths = self.document["paths"].as_object().expect("paths");
        let mut all = paths.iter().flat_map(|(path, item)| {
            let there = METHODS.into_iter();
            there.map(move |method| (method, path, &item[method]["operationId"]))
        });
        let found = all.find(|(.., id)| *id == operation);
        let (method, path, _) = found.unwrap_or_else(|| panic!("no operation {operation}"));
        (method, path.clone())
    }

    /// Where the answer of this status is described, be it among the shared answers.
    pub(super) fn pointer(&self, operation: &str, status: u16, kind: &str) -> String {
        let (method, path) = self.place(operation);
        let own = format!("/paths/{}/{method}/responses/{status}", escaped(&path));
        let answer = self.document.pointer(&own);
        let answer = answer.unwrap_or_else(|| panic!("{operation} has no answer {status}"));
        let shared = answer["$ref"].as_str();
        let place = shared.map_or(own, |shared| shared.trim_start_matches('#').to_owned());
        format!("{place}/content/{}", escaped(kind))
    }

    /// Good answers, answers with an example, and shared refusals, in JSON, that nothing was told of.
    pub(super) fn untold(&self) -> Vec<String> {
        let paths = self.document["paths"].as_object().expect("paths");
        let operations = paths.iter().flat_map(|(path, item)| {
            METHODS
                .into_iter()
                .map(move |method| (path, method, &item[method]))
        });
        let own = operations.flat_map(|(path, method, operation)| {
            let is_document = DOCUMENTS.iter().any(|id| operation["operationId"] == *id);
            let answers = operation["responses"].as_object().into_iter().flatten();
            let wanted = answers.filter(move |(status, answer)| {
                has_example(answer) || status.starts_with('2') && !is_document && in_json(answer)
            });
            let place = format!("/paths/{}/{method}/responses", escaped(path));
            wanted.map(move |(status, _)| format!("{place}/{status}"))
        });
        let shared = self.document["components"]["responses"].as_object();
        let shared = shared.into_iter().flatten();
        let shared = shared.filter(|(name, _)| !UNTOLD.contains(&name.as_str()));
        let shared = shared.map(|(name, _)| format!("/components/responses/{name}"));
        let json = escaped("application/json");
        let all = own.chain(shared);
        all.map(|place| format!("{place}/content/{json}"))
            .filter(|place| !self.told.contains_key(place))
            .collect()
    }
}

fn in_json(answer: &Value) -> bool {
    answer["content"].get("application/json").is_some()
}

fn has_example(answer: &Value) -> bool {
    answer["content"]["application/json"]
        .get("example")
        .is_some()
}

/// A key as a part of a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
