//! `events`: everything that happened to the merchant, in order; as it happens; awaited.

use anyhow::bail;
use clap::{Args, Subcommand};
use serde_json::Value;

use super::client::AdminClient;
use super::event_line::shown;
use super::options::{ClientOptions, escaped};
use super::print::{self, Column, items, table_or};

/// What to do with events.
#[derive(Subcommand, Clone, Debug)]
#[command(after_help = "Example:\n  antom-sandbox events list type=API_CALL api=pay")]
pub(crate) enum EventsCommand {
    /// List what happened, newest last (the default)
    #[command(after_help = "Example:\n  antom-sandbox events list paymentId=lt-1")]
    List {
        #[command(flatten)]
        which: Which,
        /// Only the newest so many
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    /// Print each event as it happens, until interrupted
    #[command(after_help = "Example:\n  antom-sandbox events follow type=NOTIFICATION_ATTEMPTED")]
    Follow {
        #[command(flatten)]
        which: Which,
    },
    /// Wait for events, those that have happened already included
    #[command(
        after_help = "Example:\n  antom-sandbox events wait api=pay body.paymentAmount.value=2590"
    )]
    Wait {
        #[command(flatten)]
        which: Which,
        /// How many
        #[arg(long, value_name = "N")]
        count: Option<usize>,
        /// How long, such as 5s or 2m
        #[arg(long, value_name = "DURATION")]
        timeout: Option<String>,
    },
}

impl Default for EventsCommand {
    fn default() -> Self {
        Self::List {
            which: Which::default(),
            limit: None,
        }
    }
}

/// Which events.
#[derive(Args, Clone, Default, Debug)]
pub(crate) struct Which {
    /// Conditions that all must hold; `*` stands for anything
    #[arg(value_name = "NAME=VALUE")]
    pub(crate) filters: Vec<String>,
    /// Only events whose sequence number is above this
    #[arg(long, value_name = "N")]
    pub(crate) since: Option<u64>,
}

impl Which {
    /// The query, with further parameters.
    pub(crate) fn query(&self, more: &[(&str, Option<String>)]) -> anyhow::Result<String> {
        let mut parts = Vec::new();
        for filter in &self.filters {
            let Some((name, value)) = filter.split_once('=') else {
                bail!("\"{filter}\" is no condition; write NAME=VALUE, such as type=API_CALL");
            };
            parts.push(format!("{}={}", escaped(name), escaped(value)));
        }
        let since = ("since", self.since.map(|since| since.to_string()));
        for (name, value) in [&[since], more].concat() {
            parts.extend(value.map(|value| format!("{name}={}", escaped(&value))));
        }
        Ok(if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        })
    }
}

/// Does it.
pub(crate) async fn run(
    command: EventsCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    match command {
        EventsCommand::List { which, limit } => {
            let limit = ("limit", limit.map(|limit| limit.to_string()));
            let path = options.path(&["events"]) + &which.query(&[limit])?;
            print::answer(options, &client.get(&path).await?, list_text)
        }
        EventsCommand::Follow { which } => {
            let path = options.path(&["events"]) + &which.query(&[])?;
            let told = client.follow(&path, |sent| shown(options, &sent)).await;
            told.map(drop)
        }
        EventsCommand::Wait {
            which,
            count,
            timeout,
        } => {
            let count = ("count", count.map(|count| count.to_string()));
            let query = which.query(&[count, ("timeout", timeout)])?;
            let path = options.path(&["events", "wait"]) + &query;
            print::answer(options, &client.get(&path).await?, list_text)
        }
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("#", "sequence"),
        ("TIME", "at"),
        ("TYPE", "type"),
        ("PAYMENT", "paymentRequestId"),
        ("WHAT", "text"),
    ];
    let events = table_or(items(list, "items"), COLUMNS, "no such events yet");
    match list["dropped"].as_u64() {
        Some(dropped @ 1..) => format!("the first {dropped} events are no longer kept\n{events}"),
        _ => events,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn conditions_become_a_query() {
        let which = Which {
            filters: vec!["type=API_CALL".into(), "body.order.x=a b&c=*".into()],
            since: Some(7),
        };
        let query = which.query(&[("limit", Some("2".into())), ("count", None)]);
        let expected = "?type=API_CALL&body.order.x=a%20b%26c%3D%2A&since=7&limit=2";
        assert_eq!(query.unwrap(), expected);
        assert_eq!(Which::default().query(&[]).unwrap(), "");
        let wrong = Which {
            filters: vec!["API_CALL".into()],
            since: None,
        };
        let why = wrong.query(&[]).unwrap_err().to_string();
        assert!(why.contains("NAME=VALUE"), "{why}");
    }

    #[test]
    fn the_list_says_when_it_is_not_whole() {
        assert_eq!(list_text(&json!({"items": []})), "no such events yet\n");
        let some = json!({"items": [{"sequence": 9, "type": "API_CALL"}], "dropped": 8});
        assert!(plain(&list_text(&some)).starts_with("the first 8 events are no longer kept\n#"));
    }
}
