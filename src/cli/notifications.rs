//! `notifications`: what the shop was told, how it answered, and telling it again.

use clap::Subcommand;
use serde_json::Value;

use super::client::AdminClient;
use super::message::message;
use super::options::ClientOptions;
use super::print::{self, Column, facts, field, items, table_or};

/// What to do with notifications.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox notifications show ntf-1")]
pub(crate) enum NotificationsCommand {
    /// List the notifications, newest last (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox notifications list")]
    List,
    /// Show a notification with every attempt: what was sent, what came back
    #[command(after_help = "Example:\n  antom-sandbox notifications show ntf-1")]
    Show {
        /// The notification's id
        id: String,
    },
    /// Send a notification once more
    #[command(after_help = "Example:\n  antom-sandbox notifications resend ntf-1")]
    Resend {
        /// The notification's id
        id: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: NotificationsCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    match command {
        NotificationsCommand::List => {
            let list = client.get(&options.path(&["notifications"])).await?;
            print::answer(options, &list, list_text)
        }
        NotificationsCommand::Show { id } => {
            let notification = client.get(&options.path(&["notifications", &id])).await?;
            print::answer(options, &notification, notification_text)
        }
        NotificationsCommand::Resend { id } => {
            let resend = options.path(&["notifications", &id, "resend"]);
            let notification = client.post(&resend, None).await?;
            print::answer(options, &notification, summary)
        }
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("NOTIFICATION", "notificationId"),
        ("TYPE", "notifyType"),
        ("PAYMENT", "paymentId"),
        ("STATE", "state"),
        ("ATTEMPTS", "attempts"),
        ("NEXT ATTEMPT", "nextAttemptAt"),
        ("REASON", "reason"),
    ];
    table_or(items(list, "items"), COLUMNS, "no notifications yet")
}

fn summary(notification: &Value) -> String {
    const FACTS: &[Column] = &[
        ("notification", "notificationId"),
        ("type", "notifyType"),
        ("payment", "paymentId"),
        ("to", "url"),
        ("state", "state"),
        ("reason", "reason"),
        ("attempts", "attempts"),
        ("next attempt", "nextAttemptAt"),
    ];
    facts(notification, FACTS)
}

fn notification_text(notification: &Value) -> String {
    let mut text = summary(notification);
    for attempt in items(notification, "attempts") {
        text.push_str(&attempt_text(attempt));
    }
    text
}

fn attempt_text(attempt: &Value) -> String {
    const FACTS: &[Column] = &[
        ("outcome", "outcome"),
        ("reason", "reason"),
        ("fault", "fault"),
        ("took ms", "durationMs"),
    ];
    let (number, at) = (field(attempt, "number"), field(attempt, "at"));
    let sent = format!("attempt {number} at {at}");
    let mut text = message(&sent, &attempt["requestHeaders"], &attempt["requestBody"]);
    // Without a status nothing came back.
    if let Some(status) = attempt["httpStatus"].as_u64() {
        let answer = format!("answer {status}");
        text.push_str(&message(&answer, &Value::Null, &attempt["responseBody"]));
    }
    text.push('\n');
    text.push_str(&facts(attempt, FACTS));
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn an_attempt_is_shown_with_both_bodies_and_the_verdict() {
        let attempt = json!({"number": 1, "at": "10:00", "requestHeaders": {"client-id": "S"},
            "requestBody": "{\"b\":1,\"a\":2}", "outcome": "REFUSED", "httpStatus": 500,
            "responseBody": "oops", "reason": "the shop answered 500", "fault": "it tells another amount",
            "durationMs": 12});
        let expected = "
attempt 1 at 10:00
  client-id: S

  {
    \"b\": 1,
    \"a\": 2
  }

answer 500

  oops

outcome  REFUSED
reason   the shop answered 500
fault    it tells another amount
took ms  12
";
        assert_eq!(plain(&attempt_text(&attempt)), expected);
        assert_eq!(list_text(&json!({"items": []})), "no notifications yet\n");
    }
}
