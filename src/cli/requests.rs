//! `requests`: every call of the shop, its answer, and what was wrong with it.

use clap::Subcommand;
use serde_json::Value;

use super::client::AdminClient;
use super::message::message;
use super::options::ClientOptions;
use super::print::{self, Column, facts, field, harmless, items, table_or};

/// What to do with requests.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox requests show req-1")]
pub(crate) enum RequestsCommand {
    /// List the API calls of the shop, newest last (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox requests list")]
    List,
    /// Show a call: headers, bodies, answer, and why it was refused
    #[command(after_help = "Example:\n  antom-sandbox requests show req-1")]
    Show {
        /// The request's id
        id: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: RequestsCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    match command {
        RequestsCommand::List => {
            let list = client.get(&options.path(&["requests"])).await?;
            print::answer(options, &list, list_text)
        }
        RequestsCommand::Show { id } => {
            let request = client.get(&options.path(&["requests", &id])).await?;
            print::answer(options, &request, request_text)
        }
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("REQUEST", "requestId"),
        ("TIME", "at"),
        ("METHOD", "method"),
        ("PATH", "path"),
        ("HTTP", "httpStatus"),
        ("RESULT", "resultCode"),
        ("WHY", "why"),
        ("FAULT", "fault"),
    ];
    let requests = table_or(items(list, "items"), COLUMNS, "no requests yet");
    match list["dropped"].as_u64() {
        Some(dropped @ 1..) => {
            format!("the first {dropped} requests are no longer kept\n{requests}")
        }
        _ => requests,
    }
}

fn request_text(request: &Value) -> String {
    const FACTS: &[Column] = &[
        ("request", "requestId"),
        ("time", "at"),
        ("client", "clientId"),
        ("result", "resultCode"),
        ("why", "why"),
        ("fault", "fault"),
        ("took ms", "durationMs"),
    ];
    let lines = items(request, "diagnosis").iter().filter_map(Value::as_str);
    let diagnosis: Vec<_> = lines
        .map(|line| format!("  - {}\n", harmless(line)))
        .collect();
    let call = format!("{} {}", field(request, "method"), field(request, "path"));
    let answer = format!("answer {}", field(request, "httpStatus"));
    [
        facts(request, FACTS),
        diagnosis.concat(),
        message(&call, &request["requestHeaders"], &request["requestBody"]),
        message(
            &answer,
            &request["responseHeaders"],
            &request["responseBody"],
        ),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn a_refused_call_says_why() {
        let request = json!({"requestId": "req-1", "at": "10:00", "method": "POST", "path": "/ams/x",
            "clientId": null, "httpStatus": 200, "resultCode": "INVALID_SIGNATURE",
            "why": "the signature does not fit", "durationMs": 1, "diagnosis": ["signed over another path"],
            "requestHeaders": [["client-id", "S"]], "requestBody": "{}",
            "responseHeaders": [], "responseBody": ""});
        let expected = "\
request  req-1
time     10:00
result   INVALID_SIGNATURE
why      the signature does not fit
took ms  1
  - signed over another path

POST /ams/x
  client-id: S

  {}

answer 200
  (no body)
";
        assert_eq!(plain(&request_text(&request)), expected);
    }

    #[test]
    fn a_spoiled_answer_tells_what_was_done_to_it() {
        let fault = "the connection was reset; the payment was made";
        let request = json!({"requestId": "req-1", "fault": fault});
        assert!(plain(&request_text(&request)).contains(&format!("fault    {fault}\n")));
        let list = json!({"items": [request], "dropped": 0});
        assert!(list_text(&list).contains(fault));
    }

    #[test]
    fn the_list_says_when_it_is_not_whole() {
        assert_eq!(
            list_text(&json!({"items": [], "dropped": 0})),
            "no requests yet\n"
        );
        let some = json!({"items": [{"requestId": "req-9"}], "dropped": 8});
        assert!(
            plain(&list_text(&some))
                .starts_with("the first 8 requests are no longer kept\nREQUEST")
        );
    }
}
