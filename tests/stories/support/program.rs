//! The program as people run it: the binary, its output, its exit.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

use super::app::Folder;

const BINARY: &str = env!("CARGO_BIN_EXE_antom-sandbox");

/// What a command said and how it ended.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}

impl Said {
    /// The output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

/// Runs a command to its end.
pub(crate) fn run(words: &[&str]) -> Said {
    let output = Command::new(BINARY).args(words).output();
    output.expect("the program can be run").into()
}

/// Runs a command that must succeed, and gives what it printed.
pub(crate) fn printed(words: &[&str]) -> String {
    let said = run(words);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{words:?}");
    said.out
}

/// A server of its own process.
pub(crate) struct Server {
    child: Child,
    pub(crate) addresses: Value,
    pub(crate) welcome: String,
    _folder: Folder,
}

impl Server {
    /// Starts one and waits until it says that it is ready.
    pub(crate) fn start(words: &[&str]) -> Self {
        let folder = Folder::new();
        let ready_file = folder.file("ready.json", "");
        let mut child = Command::new(BINARY)
            .args(words)
            .args(["--http", "127.0.0.1:0", "--https", "off"])
            .args(["--admin", "127.0.0.1:0", "--ready-file", &ready_file])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program can be run");
        let out = child.stdout.take().expect("the output is piped");
        let mut welcome = String::new();
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            welcome.push_str(&line);
            welcome.push('\n');
            if line.contains("Ctrl-C") {
                break;
            }
        }
        let addresses = std::fs::read_to_string(&ready_file).expect("the ready file is there");
        Self {
            child,
            addresses: serde_json::from_str(&addresses).expect("the ready file is JSON"),
            welcome,
            _folder: folder,
        }
    }

    pub(crate) fn admin(&self) -> &str {
        self.addresses["admin"].as_str().expect("an address")
    }

    /// Asks it to stop by a signal, and waits for its end.
    #[cfg(unix)]
    pub(crate) fn stop_by(&mut self, signal: &str) -> Option<i32> {
        let pid = self.child.id().to_string();
        let killed = Command::new("kill").args([signal, &pid]).status();
        assert!(killed.expect("kill can be run").success());
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
