//! The dashboard of a merchant with a hundred thousand payments, all paid and notified.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use antom_sandbox::protocol::key::SigningKey;
use antom_sandbox::sandbox::keys::{DEFAULT_CLIENT_ID, MERCHANT_PRIVATE_KEY};

use super::server::Server;
use super::{millis, run_connection, signed_pay};

const CONNECTIONS: usize = 16;
const PAYMENTS_EACH: usize = 6_250;

/// How often a page is opened; the middle one counts.
const ROUNDS: usize = 7;

/// How long a page may take.
const GOAL: Duration = Duration::from_millis(100);

/// Nobody is there, and nobody is allowed to be called there: an attempt to notify takes no time.
const HOOK: &str = "http://203.0.113.7/hooks";

const SCENARIO: &str = r#"
title = "Everybody pays at once"

[[rule]]
then = { buyer = { does = "closes_tab", after = "1s" } }
"#;

/// Pages below the merchant's address, and what they are.
const PAGES: [(&str, &str); 13] = [
    ("payments", "list of payments"),
    ("payments?status=FAIL", "filtered, nothing fits"),
    ("payments?q=nothing-like-this", "searched, nothing fits"),
    ("payments?q=990.01", "searched by amount"),
    ("payments/dash-3-7", "a payment"),
    ("payments/dash-3-7/sequence.svg", "its picture"),
    ("notifications", "list of notifications"),
    ("notifications?q=order-dash-0-1", "searched by order"),
    ("disputes", "list of disputes"),
    ("clock", "clock"),
    ("scenarios", "scenarios"),
    ("reports", "reports"),
    ("merchants", "merchants"),
];

/// Prints how long the pages take.
pub(crate) fn measure(home: &Path) {
    let scenario = home.join("dashboard.toml");
    std::fs::write(&scenario, SCENARIO).expect("a scratch file");
    let scenario = scenario.to_str().expect("the path is text");
    let server = Server::start(home, &["--clock", "stepped", "--scenario", scenario]);
    let started = Instant::now();
    fill(&server);
    advance(&server.admin);
    let (all, seconds) = (CONNECTIONS * PAYMENTS_EACH, started.elapsed().as_secs());
    println!("the dashboard with {all} payments, filled in {seconds} s");
    println!("  memory        {:>8.2} MiB", server.resident_mib());
    for (page, told) in PAGES {
        let path = format!("/merchants/{DEFAULT_CLIENT_ID}/{page}");
        let mut times: Vec<_> = (0..ROUNDS).map(|_| timed(&server.admin, &path)).collect();
        times.sort();
        let median = times[ROUNDS / 2];
        let verdict = if median > GOAL { "  TOO SLOW" } else { "" };
        println!("  {:>8.2} ms   {told}{verdict}", millis(median));
    }
}

/// Every connection makes its share of the payments.
fn fill(server: &Server) {
    let threads: Vec<_> = (0..CONNECTIONS)
        .map(|connection| {
            let address = server.http.clone();
            thread::spawn(move || {
                let key = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key");
                let calls = (0..PAYMENTS_EACH).map(|call| {
                    let id = format!("dash-{connection}-{call}");
                    signed_pay(&key, &id, "AUTOMATIC", HOOK)
                });
                run_connection(&address, &calls.collect::<Vec<_>>());
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("a connection ends well");
    }
}

/// Lets everybody pay, and everything be captured and told.
fn advance(admin: &str) {
    let body = r#"{"by":"1m"}"#;
    let length = body.len();
    let request = format!(
        "POST /v1/merchants/default/clock/advance HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    let answer = asked(admin, &request);
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer:.300}");
}

fn timed(admin: &str, path: &str) -> Duration {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let started = Instant::now();
    let answer = asked(admin, &request);
    let took = started.elapsed();
    assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:.300}");
    took
}

fn asked(admin: &str, request: &str) -> String {
    let mut stream = TcpStream::connect(admin).expect("the server accepts");
    stream
        .write_all(request.as_bytes())
        .expect("the server reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    String::from_utf8_lossy(&answer).into_owned()
}
