//! The real program in a process of its own, and what may be missing on a machine.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use serde_json::Value;

use crate::support::app::Folder;

/// How the line of the welcome ends that is printed once everything listens.
const LAST_WORDS: &str = "Ctrl-C stops.";

/// A running `antom-sandbox`; dropped, it is killed.
pub(crate) struct Program {
    /// What the ready file says.
    pub(crate) ready: Value,
    /// What it printed until everything listened.
    pub(crate) welcome: String,
    pub(crate) home: String,
    child: Killed,
    // A closed pipe would be a reason to complain.
    _stdout: BufReader<ChildStdout>,
    _folder: Folder,
}

impl Program {
    /// Starts it with these words, its home, and nothing of the developer's own settings. Fails
    /// with what it said.
    pub(crate) fn start(words: &str) -> Result<Self, String> {
        let folder = Folder::new();
        let home = folder.text().to_owned();
        let complaints = folder.file("stderr", "");
        let ready = folder.file("ready.json", "");
        let stderr = File::create(&complaints).expect("the target folder can be written");
        let mut child = program()
            .args(words.split_whitespace())
            .args(["--home", &home, "--ready-file", &ready])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .map(Killed)
            .expect("the program was built");
        let mut stdout = BufReader::new(child.0.stdout.take().expect("it has a pipe"));
        // The welcome is printed when everything listens and the ready file is written.
        let mut welcome = String::new();
        for line in stdout.by_ref().lines().map_while(Result::ok) {
            welcome.extend([&line, "\n"]);
            if line.ends_with(LAST_WORDS) {
                break;
            }
        }
        if !welcome.trim_end().ends_with(LAST_WORDS) {
            let said = fs::read_to_string(&complaints);
            return Err(said.expect("the file is there"));
        }
        let ready = fs::read_to_string(&ready).expect("the ready file is written");
        Ok(Self {
            ready: serde_json::from_str(&ready).expect("the ready file is JSON"),
            welcome,
            home,
            child,
            _stdout: stdout,
            _folder: folder,
        })
    }

    /// An address from the ready file.
    pub(crate) fn address(&self, name: &str) -> &str {
        self.ready[name].as_str().expect("the ready file tells it")
    }

    /// Asks it to stop by a signal, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn stop_by(&mut self, signal: &str) -> Option<i32> {
        let pid = self.child.0.id().to_string();
        let killed = Command::new("kill").args([signal, &pid]).status();
        assert!(killed.expect("kill can be run").success());
        self.child.0.wait().expect("it ends").code()
    }
}

/// The program, without the developer's own settings around it.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"));
    command.env_clear();
    command
}

/// A process that ends with its owner.
pub(crate) struct Killed(pub(crate) Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Says loudly that a test needs what this machine has not. A build server has to have it.
pub(crate) fn skip(missing: &str) {
    let test = thread::current();
    let test = test.name().unwrap_or("a test");
    assert!(setting("CI").is_none(), "{test} cannot run: {missing}");
    // Not by a print macro: those are kept back as long as a test passes.
    writeln!(io::stderr(), "SKIPPED: {test}: {missing}").expect("standard error is open");
}

/// A variable of the environment that says how tests are run.
#[expect(
    clippy::disallowed_methods,
    reason = "how tests are run is no setting of the program"
)]
pub(crate) fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
