//! `cards`: the cards that a shop stored, and taking them away.

use clap::Subcommand;
use serde_json::Value;

use super::client::AdminClient;
use super::options::ClientOptions;
use super::print::{self, Column, facts, items, table_or};

/// What to do with stored cards.
#[derive(Subcommand, Clone, Default, Debug)]
#[command(after_help = "Example:\n  antom-sandbox cards remove crd-1")]
pub(crate) enum CardsCommand {
    /// List the stored cards, newest last (the default)
    #[default]
    #[command(after_help = "Example:\n  antom-sandbox cards list")]
    List,
    /// Delete a stored card: nobody can pay with its token any more
    #[command(after_help = "Example:\n  antom-sandbox cards remove crd-1")]
    Remove {
        /// Our id of the card, such as crd-1, or its cardToken
        id: String,
    },
}

/// Does it.
pub(crate) async fn run(
    command: CardsCommand,
    client: &AdminClient,
    options: &ClientOptions,
) -> anyhow::Result<()> {
    match command {
        CardsCommand::List => {
            let list = client.get(&options.path(&["cards"])).await?;
            print::answer(options, &list, list_text)
        }
        CardsCommand::Remove { id } => {
            let card = client.delete(&options.path(&["cards", &id])).await?;
            print::answer(options, &card, card_text)
        }
    }
}

fn list_text(list: &Value) -> String {
    const COLUMNS: &[Column] = &[
        ("CARD", "cardId"),
        ("BRAND", "cardBrand"),
        ("NUMBER", "cardNo"),
        ("BUYER", "referenceBuyerId"),
        ("STORED", "storedTime"),
        ("DELETED", "deletedTime"),
        ("TOKEN", "cardToken"),
    ];
    table_or(items(list, "items"), COLUMNS, "no stored cards yet")
}

fn card_text(card: &Value) -> String {
    const FACTS: &[Column] = &[
        ("card", "cardId"),
        ("brand", "cardBrand"),
        ("number", "cardNo"),
        ("buyer", "referenceBuyerId"),
        ("stored", "storedTime"),
        ("deleted", "deletedTime"),
    ];
    facts(card, FACTS)
}
