//! `watch`: the timeline in the terminal, for as long as somebody looks.

use std::time::Duration;

use clap::Args;
use serde_json::Value;

use super::client::{AdminClient, Ended, Silence};
use super::event_line::shown;
use super::events::Which;
use super::options::ClientOptions;
use super::print::{self, items};
use super::serve::wish_to_stop;
use super::sse::Sent;

/// How many events are told of what was before.
const BEFORE: usize = 10;
/// How often a server that is gone is looked for.
const PAUSE: Duration = Duration::from_millis(500);

/// What to watch.
#[derive(Args, Clone, Debug)]
#[command(after_help = "\
Examples:
  antom-sandbox watch
  antom-sandbox watch paymentId=order-1
  antom-sandbox watch type=NOTIFICATION_ATTEMPTED --since 0

It begins with the ten newest events. When the server is started anew, it goes
on with the new one; so it may also be started before the server.")]
pub(crate) struct WatchArgs {
    #[command(flatten)]
    which: Which,

    #[command(flatten)]
    options: ClientOptions,
}

/// Watches until told to stop, or until the merchant is gone.
pub(crate) async fn run(args: WatchArgs) -> anyhow::Result<()> {
    let stop = wish_to_stop()?;
    let mut watcher = Watcher {
        client: AdminClient::new(&args.options.admin)?,
        seen: args.which.since,
        args,
        is_told: false,
    };
    tokio::select! {
        () = stop => Ok(()),
        watched = watcher.watch() => watched,
    }
}

struct Watcher {
    client: AdminClient,
    args: WatchArgs,
    /// The newest event that was told; none before the first.
    seen: Option<u64>,
    /// Whether it was told that nobody answers.
    is_told: bool,
}

impl Watcher {
    #[expect(
        clippy::disallowed_methods,
        reason = "a server that is gone is looked for now and then"
    )]
    async fn watch(&mut self) -> anyhow::Result<()> {
        loop {
            match self.follow().await {
                Ok(Ended::Enough) => return Ok(()),
                Ok(Ended::ByServer) => {}
                Err(error) => match error.downcast_ref::<Silence>() {
                    None => return Err(error),
                    Some(silence) if !silence.is_nobody => {}
                    Some(silence) => {
                        // Whoever listens there next is another program, with other events.
                        self.seen = self.seen.map(|_| 0);
                        if !self.is_told {
                            self.is_told = true;
                            print::complaint(&format!(
                                "{silence}\nwaiting for it; Ctrl-C stops\n"
                            ))?;
                        }
                    }
                },
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Tells what happens until the stream ends.
    async fn follow(&mut self) -> anyhow::Result<Ended> {
        let events = self.args.options.path(&["events"]);
        let since = match self.seen {
            Some(since) => since,
            None => self.begin(&events).await?,
        };
        let which = Which {
            since: Some(since),
            ..self.args.which.clone()
        };
        self.seen = Some(since);
        let path = events + &which.query(&[])?;
        let (client, options) = (&self.client, &self.args.options);
        let (seen, is_told) = (&mut self.seen, &mut self.is_told);
        let tell = |sent: Sent| {
            *is_told = false;
            *seen = sent.id.or(*seen);
            // Nothing can come after it.
            Ok(shown(options, &sent)? && sent.name != "removed")
        };
        client.follow(&path, tell).await
    }

    /// Where to begin: before the newest few.
    async fn begin(&self, events: &str) -> anyhow::Result<u64> {
        let limit = ("limit", Some(BEFORE.to_string()));
        let query = self.args.which.query(&[limit])?;
        let newest = self.client.get(&format!("{events}{query}")).await?;
        let first = items(&newest, "items").first();
        let first = first.and_then(|event: &Value| event["sequence"].as_u64());
        Ok(first.map_or(0, |first| first.saturating_sub(1)))
    }
}
