//! The command line: `serve` and `keys`, and the commands that talk to a running server.

mod address;
mod client;
mod clock;
mod contract;
mod demo;
mod disputes;
mod events;
mod force;
mod journey;
mod keys;
mod message;
mod notifications;
mod options;
mod overrides;
mod payment_text;
mod payments;
mod print;
mod readyz;
mod reports;
mod requests;
mod scenario;
mod serve;
mod snapshot;
mod switching;

use clap::{Parser, Subcommand};

use self::client::AdminClient;
use self::options::ClientArgs;
use crate::settings::Settings;

/// A local payment sandbox that speaks Antom's signed API.
///
/// Without a command it serves: the gateway with its pages, and the admin API.
#[derive(Parser, Debug)]
#[command(
    name = "antom-sandbox",
    version,
    args_conflicts_with_subcommands = true
)]
#[command(after_help = "Start with `antom-sandbox`, then see `antom-sandbox keys`.")]
pub struct Program {
    #[command(subcommand)]
    command: Option<Command>,

    #[command(flatten)]
    settings: Settings,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Run the gateway, its pages and the admin API
    Serve {
        #[command(flatten)]
        settings: Box<Settings>,
    },
    /// Serve, together with a small shop that pays through the sandbox
    Demo(Box<demo::DemoArgs>),
    /// Show the default merchant's client id and keys, ready to paste
    Keys(keys::KeysArgs),
    /// Look at the shipped scenarios, check your own, or play one on a running server
    Scenario {
        #[command(subcommand)]
        command: scenario::ScenarioCommand,
    },
    /// Travel in time on a running server
    Clock(ClientArgs<clock::ClockCommand>),
    /// List, show and pay the payments of a running server
    Payments(ClientArgs<payments::PaymentsCommand>),
    /// List, show and resend the notifications of a running server
    Notifications(ClientArgs<notifications::NotificationsCommand>),
    /// List and open disputes on a running server, and let them come to their end
    Disputes(ClientArgs<disputes::DisputesCommand>),
    /// Let an API of a running server answer one result code, whatever it is asked
    Force(force::ForceArgs),
    /// Show or change what a merchant of a running server has signed
    Contract(ClientArgs<contract::ContractCommand>),
    /// List, arm and take back single rules on a running server
    Overrides(ClientArgs<overrides::OverridesCommand>),
    /// Download the reconciliation files of a day
    Reports(reports::ReportsArgs),
    /// List and show the calls that a running server got
    Requests(ClientArgs<requests::RequestsCommand>),
    /// List, follow and await what happens on a running server
    Events(ClientArgs<events::EventsCommand>),
    /// Take a merchant's world of a running server into a file, or put one back
    Snapshot(snapshot::SnapshotArgs),
    /// Exit with 0 when a running server is ready
    Readyz(readyz::ReadyzArgs),
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
        Command::Requests(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            requests::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Events(args) => {
            let client = AdminClient::new(&args.options.admin)?;
            events::run(args.command.unwrap_or_default(), &client, &args.options).await
        }
        Command::Force(args) => force::run(args).await,
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
        Command::Serve { .. } | Command::Demo(_) | Command::Keys(_) | Command::Scenario { .. } => {
            Ok(())
        }
    }
}

/// Tells a failure, with its causes in one line.
pub fn complain(error: &anyhow::Error) {
    // Nobody is left to tell when the standard error is gone.
    let _ = print::complaint(&format!("antom-sandbox: {error:#}\n"));
}
