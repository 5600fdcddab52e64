//! The program, running in this process.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Mutex, OnceLock};
use std::thread;

use antom_sandbox::settings::Settings;
use antom_sandbox::web::application::block_on;
use antom_sandbox::web::{Addresses, start};
use clap::Parser;
use tokio::sync::oneshot;

use super::admin::Admin;

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    settings: Settings,
}

/// A running program; dropped, it stops.
pub(crate) struct App {
    pub(crate) http: String,
    pub(crate) https: Option<String>,
    pub(crate) admin: String,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    _home: Folder,
}

impl App {
    /// The one that all tests without special wishes share. Each makes merchants of its own.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: OnceLock<App> = OnceLock::new();
        SHARED.get_or_init(|| Self::with(&[]))
    }

    /// One with further flags.
    pub(crate) fn with(flags: &[&str]) -> Self {
        Self::try_with(flags).expect("the program starts")
    }

    /// One with further flags, which may be wrong.
    pub(crate) fn try_with(flags: &[&str]) -> Result<Self, String> {
        let folder = Folder::new();
        let home = folder.text();
        let usual = "stories --http 127.0.0.1:0 --admin 127.0.0.1:0 --clock stepped --seed 7";
        let mut words: Vec<&str> = usual.split(' ').collect();
        for (flag, value) in [("--https", "off"), ("--home", home)] {
            if !flags.contains(&flag) {
                words.extend([flag, value]);
            }
        }
        words.extend(flags);
        let settings = Program::try_parse_from(words).map_err(|error| error.to_string())?;
        let (started, addresses) = mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        thread::spawn(move || {
            block_on(async move {
                match start(&settings.settings) {
                    Err(why) => started.send(Err(why)).expect("somebody waits"),
                    Ok((application, addresses)) => {
                        started.send(Ok(addresses)).expect("somebody waits");
                        let stop = async { drop(stopped.await) };
                        application.run_until(stop).await.expect("it serves");
                    }
                }
            });
        });
        let Addresses { http, https, admin } = addresses.recv().expect("it starts or says why")?;
        Ok(Self {
            http,
            https,
            admin,
            stop: Mutex::new(Some(stop)),
            _home: folder,
        })
    }

    /// Asks it to stop.
    pub(crate) fn stop(&self) {
        drop(self.stop.lock().expect("nobody panics here").take());
    }

    /// The admin API, of the merchant that exists from the start.
    pub(crate) fn admin(&self) -> Admin {
        Admin::new(&self.admin, "default")
    }
}

/// A folder that no other test has; it goes with its owner.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A place for a folder; whoever writes there makes it.
    pub(crate) fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("stories-{}-{number}", std::process::id());
        Self(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(crate) fn text(&self) -> &str {
        self.0.to_str().expect("the path is text")
    }

    /// A file in it, with this text.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        fs::create_dir_all(&self.0).expect("the target folder can be written");
        let path = self.0.join(name);
        fs::write(&path, text).expect("the file can be written");
        path.to_str().expect("the path is text").to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing may have been written.
        let _ = fs::remove_dir_all(&self.0);
    }
}
