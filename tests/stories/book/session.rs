//! A shell with a network and a process tree of its own.

use std::path::Path;
use std::process::{Command, Output};

use super::ROOT;
use crate::process::{setting, skip};
use crate::support::app::Folder;

const BINARY: &str = env!("CARGO_BIN_EXE_antom-sandbox");

/// Whether a program is on the path.
pub(super) fn has(tool: &str) -> bool {
    let found = Command::new("bash")
        .args(["-c", "type -P \"$0\"", tool])
        .output();
    found.is_ok_and(|found| found.status.success())
}

/// The words that give a command a network and a process tree of its own.
pub(super) fn isolation() -> Option<Vec<&'static str>> {
    let tools = [
        "bash", "curl", "ip", "jq", "node", "openssl", "python3", "unshare",
    ];
    if let Some(tool) = tools.into_iter().find(|tool| !has(tool)) {
        skip(&format!("the commands of the book need {tool}"));
        return None;
    }
    let own = ["unshare", "--net", "--pid", "--fork", "--kill-child"];
    let as_nobody = [&own[..], &["--map-root-user"]].concat();
    let ways = [own.to_vec(), as_nobody];
    let works = |way: &Vec<&str>| {
        let tried = Command::new(way[0]).args(&way[1..]).arg("true").output();
        tried.is_ok_and(|tried| tried.status.success())
    };
    let way = ways.into_iter().find(works);
    if way.is_none() {
        skip("the commands of the book need a network of their own (unshare --net)");
    }
    way
}

/// What a script printed, with the reader's folder as its home.
pub(super) fn shell(isolated: &[&str], script: &str, folder: &Folder) -> Output {
    let programs = Path::new(BINARY)
        .parent()
        .expect("a program is in a folder");
    let path = setting("PATH").unwrap_or_default();
    let mut command = Command::new("timeout");
    // What hangs is killed with all that it started, long before anybody wonders.
    command
        .args(["--signal=KILL", "300"])
        .args(isolated)
        .args(["bash", script])
        .current_dir(folder.text())
        .env_clear()
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("HOME", folder.text())
        // Kept from run to run: the standard library takes a minute to compile.
        .env("GOCACHE", format!("{ROOT}/target/go-cache"))
        .env("PYTHONDONTWRITEBYTECODE", "1");
    command.output().expect("the command was tried before")
}
