//! `disputes`: opens disputes, and plays the cardholder, the scheme and the judge.

use clap::{Args, Subcommand};
use serde_json::{Map, Value};

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{self, Column, facts, items, table_or};

/// What to do with disputes.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox disputes open order-1 --reason 10.4")]
pub(crate) enum DisputesCommand {
    /// List the disputes, newest last (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox disputes list")]
    List,
    /// Show a dispute
    #[command(after_help = "Example:\n  antom-sandbox disputes show 2026112325013101150000000001")]
    Show {
        /// The disputeId
        id: String,
    },
    /// As the cardholder, dispute a payment that is captured
    #[command(after_help = "Example:\n  antom-sandbox disputes open order-1 --due-in 3d")]
    Open(Box<OpenArgs>),
    /// Judge a dispute that the shop has defended
    #[command(
        after_help = "Example:\n  antom-sandbox disputes judge 2026112325013101150000000001 VALIDATE_FAIL"
    )]
    Judge {
        /// The disputeId
        id: String,
        #[arg(help = "VALIDATE_SUCCESS: the shop wins; VALIDATE_FAIL: the buyer wins")]
        result: String,
        /// How much is judged, in the smallest unit; all that is disputed unless given
        #[arg(long, value_name = "UNITS")]
        amount: Option<u64>,
    },
    /// As the cardholder, withdraw a dispute
    #[command(
        after_help = "Example:\n  antom-sandbox disputes cancel 2026112325013101150000000001"
    )]
    Cancel {
        /// The disputeId
        id: String,
    },
    /// Let a rule for automatic refunds settle a dispute
    #[command(after_help = "Example:\n  antom-sandbox disputes rdr 2026112325013101150000000001")]
    Rdr {
        /// The disputeId
        id: String,
    },
    /// As Antom, accept a dispute for the shop
    #[command(
        after_help = "Example:\n  antom-sandbox disputes accept 2026112325013101150000000001"
    )]
    Accept {
        /// The disputeId
        id: String,
    },
    /// Turn a request for documents into a chargeback
    #[command(
        after_help = "Example:\n  antom-sandbox disputes escalate 2026112325013101150000000001"
    )]
    Escalate {
        /// The disputeId
        id: String,
    },
}

/// What the dispute is like.
#[derive(Args, Clone, Debug)]
pub(crate) struct OpenArgs {
    /// The paymentId or paymentRequestId
    payment: String,
    #[arg(long = "type", value_name = "TYPE")]
    #[arg(help = "CHARGEBACK (the default), RETRIEVAL_REQUEST or COMPLIANCE_REQUEST")]
    kind: Option<String>,
    /// The code of the card's scheme, such as 10.4; the usual one unless given
    #[arg(long, value_name = "CODE")]
    reason: Option<String>,
    /// How much, in the smallest unit; all that was captured unless given
    #[arg(long, value_name = "UNITS")]
    amount: Option<u64>,
    /// How long the shop may take to answer; 7d unless given
    #[arg(long, value_name = "DURATION")]
    due_in: Option<String>,
    /// A rule for automatic refunds settles it at once
    #[arg(long)]
    rdr: bool,
}

/// Does it.
pub(crate) async fn run(
    command: DisputesCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    let (id, verb, wish) = match command {
        DisputesCommand::List => {
            let list = client.get(&options.path(&["disputes"])).await?;
            return print::answer(options, &list, list_text);
        }
        DisputesCommand::Show { id } => {
            let dispute = client.get(&options.path(&["disputes", &id])).await?;
            return print::answer(options, &dispute, dispute_text);
        }
        DisputesCommand::Open(args) => {
            let path = options.path(&["payments", &args.payment, "disputes"]);
            let dispute = client.post(&path, Some(args.wish())).await?;
            return print::answer(options, &dispute, dispute_text);
        }
        DisputesCommand::Judge { id, result, amount } => {
            let wish = given([
                ("result", Some(result.into())),
                ("amount", amount.map(Value::from)),
            ]);
            (id, "judge", Some(wish))
        }
        DisputesCommand::Cancel { id } => (id, "cancel", None),
        DisputesCommand::Rdr { id } => (id, "rdr", None),
        DisputesCommand::Accept { id } => (id, "accept", None),
        DisputesCommand::Escalate { id } => (id, "escalate", None),
    };
    let path = options.path(&["disputes", &id, verb]);
    let dispute = client.post(&path, wish).await?;
    print::answer(options, &dispute, dispute_text)
}

impl OpenArgs {
    fn wish(self) -> Value {
        given([
            ("type", self.kind.map(Value::from)),
            ("reasonCode", self.reason.map(Value::from)),
            ("amount", self.amount.map(Value::from)),
            ("defenseDueIn", self.due_in.map(Value::from)),
            ("rdr", self.rdr.then_some(true.into())),
        ])
    }
}

/// The fields that were given.
fn given<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let given = fields.into_iter();
    let given = given.filter_map(|(name, value)| Some((name.to_owned(), value?)));
    given.collect::<Map<_, _>>().into()
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("DISPUTE", "disputeId"),
        ("PAYMENT", "paymentRequestId"),
        ("TYPE", "disputeType"),
        ("AMOUNT", "amountText"),
        ("REASON", "reasonCode"),
        ("STATE", "state"),
        ("DUE", "defenseDueTime"),
    ];
    table_or(items(list, "items"), COLUMNS, "no disputes yet")
}

fn dispute_text(dispute: &Value) -> String {
    const FACTS: &[Column] = &[
        ("dispute", "disputeId"),
        ("payment", "paymentId"),
        ("request", "paymentRequestId"),
        ("type", "disputeType"),
        ("amount", "amountText"),
        ("reason", "reasonCode"),
        ("in words", "reasonMessage"),
        ("state", "state"),
        ("opened", "disputeTime"),
        ("due", "defenseDueTime"),
        ("judged", "judgedResult"),
        ("accepted", "acceptReason"),
        ("ended", "endTime"),
    ];
    facts(dispute, FACTS)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_was_given_is_sent() {
        let args = OpenArgs {
            payment: "order-1".to_owned(),
            kind: None,
            reason: Some("10.4".to_owned()),
            amount: Some(500),
            due_in: None,
            rdr: false,
        };
        assert_eq!(args.wish(), json!({"reasonCode": "10.4", "amount": 500}));
        assert_eq!(list_text(&json!({"items": []})), "no disputes yet\n");
    }
}
