//! `clock`: time travel on a running server.

use clap::Subcommand;
use serde_json::{Value, json};

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{self, Column, facts, field, items, table};
use super::travel::travel;

/// What to do with the clock.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox clock advance 24h")]
pub(crate) enum ClockCommand {
    /// Show the time, the pace and what is due (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox clock show")]
    Show,
    /// Go forward by a duration; whatever falls due happens, in order
    #[command(after_help = "Example:\n  antom-sandbox clock advance 24h")]
    Advance {
        /// How far, such as 90s, 15m, 24h or 7d
        #[arg(value_name = "DURATION")]
        by: String,
    },
    /// Go forward to an instant
    #[command(after_help = "Example:\n  antom-sandbox clock to 2026-11-24T10:00:00+08:00")]
    To {
        /// When
        #[arg(value_name = "INSTANT")]
        instant: String,
    },
    /// Go forward to what is due next
    #[command(after_help = "Example:\n  antom-sandbox clock next")]
    Next,
    /// Go forward until nothing is due any more
    #[command(after_help = "Example:\n  antom-sandbox clock drain")]
    Drain,
    /// Set how time passes: live, stepped (only when told), or x60 (60 times as fast)
    #[command(after_help = "Example:\n  antom-sandbox clock pace stepped")]
    Pace {
        /// live, stepped or xN
        #[arg(value_name = "PACE")]
        pace: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: ClockCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    let clock = options.path(&["clock"]);
    let way = match command {
        ClockCommand::Show => {
            let state = client.get(&clock).await?;
            return print::answer(options, &state, state_text);
        }
        ClockCommand::Pace { pace } => {
            let state = client.put(&clock, json!({ "pace": pace })).await?;
            return print::answer(options, &state, state_text);
        }
        ClockCommand::Advance { by } => json!({ "by": by }),
        ClockCommand::To { instant } => json!({ "to": instant }),
        ClockCommand::Next => json!({ "next": true }),
        ClockCommand::Drain => json!({ "drain": true }),
    };
    let travelled = travel(client, options, way).await?;
    print::answer(options, &travelled, travel_text)
}

fn state_text(state: &Value) -> String {
    const FACTS: &[Column] = &[("now", "now"), ("pace", "pace"), ("next due", "nextDueAt")];
    const DUE: &[Column] = &[("DUE AT", "at"), ("WHAT", "text")];
    let facts = facts(state, FACTS);
    let due = items(state, "due");
    if due.is_empty() {
        return format!("{facts}nothing is due\n");
    }
    let shown = due.len() as u64;
    let count = state["dueCount"].as_u64().unwrap_or(shown);
    let rest = match count.saturating_sub(shown) {
        0 => String::new(),
        more => format!("and {more} more\n"),
    };
    format!("{facts}\n{}{rest}", table(due, DUE))
}

fn travel_text(travel: &Value) -> String {
    let journey = format!("{} → {}\n", field(travel, "from"), field(travel, "to"));
    let dropped = match travel["dropped"].as_u64() {
        None | Some(0) => String::new(),
        Some(dropped) => format!("the first {dropped} events are no longer kept\n"),
    };
    let happened = match items(travel, "events") {
        [] => "nothing happened\n".to_owned(),
        events => print::events(events),
    };
    format!("{journey}{dropped}{happened}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::print::plain;

    #[test]
    fn a_journey_is_told_event_by_event() {
        let travel = json!({"from": "10:00", "to": "11:00", "dropped": 2, "events": [
            {"sequence": 1, "at": "10:14", "type": "PAYMENT_EXPIRED", "paymentId": "1", "text": "expired"},
            {"sequence": 2, "at": "10:14", "type": "SENT", "paymentId": null, "text": "told the shop"},
        ]});
        let expected = "\
10:00 → 11:00
the first 2 events are no longer kept
10:14  PAYMENT_EXPIRED  expired
10:14  SENT             told the shop
";
        assert_eq!(plain(&travel_text(&travel)), expected);
        let quiet = json!({"from": "10:00", "to": "11:00", "events": [], "dropped": 0});
        assert_eq!(
            plain(&travel_text(&quiet)),
            "10:00 → 11:00\nnothing happened\n"
        );
    }

    #[test]
    fn the_state_says_what_is_due_and_how_much_is_left_out() {
        let state = json!({"now": "10:00", "pace": "stepped", "nextDueAt": "10:14", "dueCount": 3,
            "due": [{"at": "10:14", "text": "payment 1 expires"}]});
        let expected = "\
now       10:00
pace      stepped
next due  10:14

DUE AT  WHAT
10:14   payment 1 expires
and 2 more
";
        assert_eq!(plain(&state_text(&state)), expected);
        let idle =
            json!({"now": "10:00", "pace": "live", "nextDueAt": null, "dueCount": 0, "due": []});
        assert_eq!(
            plain(&state_text(&idle)),
            "now   10:00\npace  live\nnothing is due\n"
        );
    }
}
