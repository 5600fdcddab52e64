//! `payments`: lists and shows payments, and plays the buyer.

use clap::Subcommand;
use serde_json::{Map, Value};

use super::client::AdminClient;
use super::options::{ClientOptions, escaped};
use super::payment_text::{list_text, payment_text, step_text};
use super::print;

/// What to do with payments. An ID is a paymentId or a paymentRequestId.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox payments pay order-1 --card 4054695723100768")]
pub(crate) enum PaymentsCommand {
    /// List the payments, newest last (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox payments list")]
    List,
    /// Show a payment with its transactions, notifications and timeline
    #[command(after_help = "Example:\n  antom-sandbox payments show order-1")]
    Show {
        /// The paymentId or paymentRequestId
        id: String,
    },
    /// As the buyer, pay with a card
    #[command(
        after_help = "Example:\n  antom-sandbox payments pay order-1 --card 4054695723100768"
    )]
    Pay {
        /// The paymentId or paymentRequestId
        id: String,
        /// The card's number; a card that succeeds unless given
        #[arg(long, value_name = "NUMBER")]
        card: Option<String>,
        /// The code to answer a 3DS challenge with; the right one unless given
        #[arg(long, value_name = "CODE")]
        otp: Option<String>,
    },
    /// As the buyer, try a card that is declined
    #[command(after_help = "Example:\n  antom-sandbox payments decline order-1")]
    Decline {
        /// The paymentId or paymentRequestId
        id: String,
    },
    /// As the buyer, leave the page without paying
    #[command(after_help = "Example:\n  antom-sandbox payments leave order-1")]
    Leave {
        /// The paymentId or paymentRequestId
        id: String,
    },
    /// As the buyer, answer the 3DS challenge
    #[command(after_help = "Example:\n  antom-sandbox payments challenge order-1 --otp 000000")]
    Challenge {
        /// The paymentId or paymentRequestId
        id: String,
        /// The code; the right one unless given
        #[arg(long, value_name = "CODE")]
        otp: Option<String>,
    },
    /// As the buyer, cancel the 3DS challenge
    #[command(after_help = "Example:\n  antom-sandbox payments cancel-challenge order-1")]
    CancelChallenge {
        /// The paymentId or paymentRequestId
        id: String,
    },
    /// Wait until a payment has a status
    #[command(after_help = "Example:\n  antom-sandbox payments wait order-1 --until SUCCESS")]
    Wait {
        /// The paymentId or paymentRequestId
        id: String,
        /// The status, such as SUCCESS, FAIL or CANCELLED
        #[arg(long, value_name = "STATUS")]
        until: String,
        /// How long to wait at most
        #[arg(long, value_name = "DURATION", default_value = "5s")]
        timeout: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: PaymentsCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    let (id, action, card, otp) = match command {
        PaymentsCommand::List => {
            let list = client.get(&options.path(&["payments"])).await?;
            return print::answer(options, &list, list_text);
        }
        PaymentsCommand::Show { id } => {
            let payment = client.get(&options.path(&["payments", &id])).await?;
            return print::answer(options, &payment, payment_text);
        }
        PaymentsCommand::Wait { id, until, timeout } => {
            let wait = options.path(&["payments", &id, "wait"]);
            let (until, timeout) = (escaped(&until), escaped(&timeout));
            let payment = client
                .get(&format!("{wait}?until={until}&timeout={timeout}"))
                .await?;
            return print::answer(options, &payment, payment_text);
        }
        PaymentsCommand::Pay { id, card, otp } => (id, "pay", card, otp),
        PaymentsCommand::Decline { id } => (id, "decline", None, None),
        PaymentsCommand::Leave { id } => (id, "leave", None, None),
        PaymentsCommand::Challenge { id, otp } => (id, "challenge", None, otp),
        PaymentsCommand::CancelChallenge { id } => (id, "cancel", None, None),
    };
    let buyer = options.path(&["payments", &id, "buyer"]);
    let step = client.post(&buyer, Some(act(action, card, otp))).await?;
    print::answer(options, &step, step_text)
}

fn act(action: &str, card: Option<String>, otp: Option<String>) -> Value {
    let mut act = Map::new();
    act.insert("action".to_owned(), action.into());
    for (name, given) in [("card", card), ("otp", otp)] {
        if let Some(given) = given {
            act.insert(name.to_owned(), given.into());
        }
    }
    act.into()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_act_says_only_what_was_typed() {
        assert_eq!(act("leave", None, None), json!({"action": "leave"}));
        let all = json!({"action": "pay", "card": "4", "otp": "1"});
        assert_eq!(act("pay", Some("4".to_owned()), Some("1".to_owned())), all);
    }
}
