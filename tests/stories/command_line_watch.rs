//! `watch`: the timeline in a terminal of its own.

use std::io::{BufRead, BufReader};
use std::process::{ChildStderr, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::process::{Killed, Program, program};
use crate::support::{App, Shop};

/// Somebody who watches.
struct Watcher {
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
    child: Killed,
}

impl Watcher {
    fn open(admin: &str, client_id: &str, words: &[&str]) -> Self {
        let child = program()
            .arg("watch")
            .args(["--admin", admin, "--merchant", client_id])
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = Killed(child.expect("the program starts"));
        Self {
            out: BufReader::new(child.0.stdout.take().expect("it has an output")),
            err: BufReader::new(child.0.stderr.take().expect("it has another")),
            child,
        }
    }

    /// The next line; empty at the end.
    fn line(&mut self) -> String {
        next(&mut self.out)
    }

    fn complaint(&mut self) -> String {
        next(&mut self.err)
    }

    /// Presses Ctrl-C.
    fn interrupt(&mut self) -> Option<i32> {
        let pid = self.child.0.id().to_string();
        let killed = Command::new("kill").args(["-INT", &pid]).status();
        assert!(killed.expect("kill can be run").success());
        self.child.0.wait().expect("it ends").code()
    }
}

fn next(from: &mut impl BufRead) -> String {
    let mut line = String::new();
    from.read_line(&mut line).expect("a line can be read");
    line
}

#[cfg(unix)]
#[test]
fn what_happens_is_told_until_ctrl_c() {
    let shop = Shop::open();
    let mut watcher = Watcher::open(&App::shared().admin, &shop.client_id, &["api=pay"]);
    shop.pay(&shop.order("lt-pay-1"));
    let line = watcher.line();
    assert!(
        line.starts_with("2  2026-11-23T02:00:00Z  API_CALL  lt-pay-1  pay"),
        "{line}"
    );
    assert!(!line.contains('\u{1b}'), "{line}");
    assert_eq!(watcher.interrupt(), Some(0));
    assert_eq!(
        (watcher.line(), watcher.complaint()),
        (String::new(), String::new())
    );
}

#[test]
fn it_begins_with_the_newest_few_and_ends_with_the_merchant() {
    let shop = Shop::open();
    for _ in 0..15 {
        shop.admin.put("/clock", &json!({"pace": "stepped"}));
    }
    let admin = &App::shared().admin;
    let mut watcher = Watcher::open(admin, &shop.client_id, &[]);
    let first = watcher.line();
    assert!(first.starts_with("6  "), "{first}");
    let mut all = Watcher::open(admin, &shop.client_id, &["--since", "0", "--json"]);
    assert!(all.line().starts_with("{\"sequence\":1,"));
    let path = format!("/v1/merchants/{}", shop.client_id);
    shop.admin.call("DELETE", &path, &json!(null));
    let mut last = first;
    loop {
        match watcher.line() {
            end if end.is_empty() => break,
            line => last = line,
        }
    }
    assert_eq!(last, "the merchant was removed\n");
    assert!(watcher.child.0.wait().expect("it ends").success());
    let gone = Watcher::open(admin, &shop.client_id, &[]).complaint();
    assert!(gone.contains(&shop.client_id), "{gone}");
}

#[cfg(unix)]
#[test]
fn a_server_that_is_started_anew_is_found_again() {
    let serve = |admin: &str| {
        let flags = format!("serve --http 127.0.0.1:0 --https off --admin {admin}");
        Program::start(&flags).expect("the program starts")
    };
    let mut server = serve("127.0.0.1:0");
    let admin = server.address("admin").to_owned();
    let default = |server: &Program| {
        let path = "/v1/merchants/default/clock";
        let body = json!({"pace": "stepped"}).to_string();
        let headers = [("content-type", "application/json")];
        let admin = server.address("admin");
        let answer = crate::support::wire::send(admin, "PUT", path, &headers, body.as_bytes());
        assert_eq!(answer.status(), 200);
    };
    let mut watcher = Watcher::open(&admin, "default", &[]);
    default(&server);
    let first = watcher.line();
    assert!(
        first.starts_with("1  ") && first.contains("CLOCK_CHANGED"),
        "{first}"
    );
    assert_eq!(server.stop_by("-TERM"), Some(0));
    let gone = watcher.complaint();
    assert!(
        gone.contains(&format!("no antom-sandbox answers at {admin}")),
        "{gone}"
    );
    while !watcher.complaint().starts_with("waiting for it") {}
    let server = serve(admin.trim_start_matches("http://"));
    default(&server);
    let again = watcher.line();
    assert!(
        again.starts_with("1  ") && again.contains("CLOCK_CHANGED"),
        "{again}"
    );
    assert_eq!(watcher.interrupt(), Some(0));
}
