//! The command line: `serve` and `keys`, and the commands that talk to a running server.

mod address;
mod cards;
mod client;
mod clock;
mod completions;
mod contract;
mod demo;
mod disputes;
mod event_line;
mod events;
mod field;
mod force;
mod journey;
mod keys;
mod manual;
mod message;
mod notifications;
mod options;
mod overrides;
mod paint;
mod payment_text;
mod payments;
mod print;
mod progress;
mod readyz;
mod reports;
mod requests;
mod scenario;
mod serve;
mod shape;
mod snapshot;
mod sse;
mod switching;
mod table;
mod travel;
mod watch;

use clap::{Parser, Subcommand};

use self::client::AdminClient;
use self::options::ClientArgs;
use crate::settings::Settings;

pub use self::shape::parse;

/// A local payment sandbox that speaks Antom's signed API.
///
/// Without a command it serves: the gateway with its pages, and the admin API.
#[derive(Parser, Debug)]
#[command(
    name = "antom-sandbox",
    version,
    args_conflicts_with_subcommands = true
)]
#[command(after_help = "\
Examples:
  antom-sandbox                     serve until Ctrl-C
  antom-sandbox demo                ... with a small shop to try it out
  antom-sandbox keys                what your shop has to be configured with
  antom-sandbox watch               see what happens, in another terminal
  antom-sandbox clock advance 24h   let a day pass

The options of `serve` may stand without it: `antom-sandbox --clock stepped`.
Commands that need a running server look for it at http://127.0.0.1:8090;
--admin URL or ANTOM_SANDBOX_ADMIN say where else it is.")]
pub struct Program {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Run the gateway, its pages and the admin API (the default)
    #[command(after_help = "\
Examples:
  antom-sandbox serve
  antom-sandbox serve --clock stepped --scenario pay-answer-lost
  antom-sandbox serve --https 127.0.0.1:443 --tls-name antom.test")]
    Serve {
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Serve, with a small shop that pays through the sandbox
    Demo(Box<demo::DemoArgs>),
    /// Show the client id and the keys that your shop needs
    Keys(keys::KeysArgs),
    /// List, check and play scenarios: what happens to payments
    Scenario {
        #[command(subcommand)]
        command: scenario::ScenarioCommand,
    },
    /// Show the time of a running server, or travel in it
    Clock(ClientArgs<clock::ClockCommand>),
    /// List and show payments, and play the buyer
    Payments(ClientArgs<payments::PaymentsCommand>),
    /// List, show and resend notifications
    Notifications(ClientArgs<notifications::NotificationsCommand>),
    /// List and open disputes, and bring them to their end
    Disputes(ClientArgs<disputes::DisputesCommand>),
    /// List the cards that shops stored, and delete them
    Cards(ClientArgs<cards::CardsCommand>),
    /// Let an API answer one result code, whatever it is asked
    Force(force::ForceArgs),
    /// Show or change what the merchant has signed
    Contract(ClientArgs<contract::ContractCommand>),
    /// Arm single rules for a while, list them, take them back
    Overrides(ClientArgs<overrides::OverridesCommand>),
    /// Download the reconciliation files of a day
    Reports(reports::ReportsArgs),
    /// List and show the calls that the gateway got
    Requests(ClientArgs<requests::RequestsCommand>),
    /// List, follow and await what happens
    Events(ClientArgs<events::EventsCommand>),
    /// Follow what happens, a coloured line an event, until Ctrl-C
    Watch(watch::WatchArgs),
    /// Save the merchant's world into a file, or put one back
    Snapshot(snapshot::SnapshotArgs),
    /// Exit with 0 when a running server is ready
    Readyz(readyz::ReadyzArgs),
    /// Print what a shell needs to complete the commands
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write those of all commands
    Man(manual::ManArgs),
}

/// Does what the command line says.
///
/// # Errors
/// What went wrong, for the person at the keyboard.
pub fn run(program: Program) -> anyhow::Result<()> {
    match program.command {
        None => serve::run(&program.settings),
        Some(Command::Serve { settings }) => serve::run(&settings),
        Some(Command::Demo(args)) => demo::run(&args),
        Some(Command::Keys(args)) => keys::run(&args),
        Some(Command::Completions(args)) => completions::run(&args),
        Some(Command::Man(args)) => manual::run(&args),
        Some(Command::Scenario { command }) if !command.needs_server() => scenario::run(&command),
        Some(other) => tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?
            .block_on(talk(other)),
    }
}

async fn talk(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Clock(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            clock::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Payments(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            payments::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Notifications(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            notifications::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Disputes(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            disputes::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Cards(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            cards::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Requests(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            requests::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Events(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            events::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Force(args) => force::run(args).await,
        Command::Watch(args) => watch::run(args).await,
        Command::Contract(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            contract::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Snapshot(args) => snapshot::run(&args).await,
        Command::Reports(args) => reports::run(args).await,
        Command::Overrides(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            overrides::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Scenario {
            command: scenario::ScenarioCommand::Use(args),
        } => switching::run(&args).await,
        Command::Readyz(args) => readyz::run(&args).await,
        Command::Serve { .. }
        | Command::Demo(_)
        | Command::Keys(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Scenario { .. } => Ok(()),
    }
}

/// Tells a failure, with its causes in one line.
pub fn complain(error: &anyhow::Error) {
    // Nobody is left to tell when the standard error is gone.
    let name = paint::complainer("antom-sandbox:");
    let _ = print::complaint(&format!("{name} {error:#}\n"));
}
