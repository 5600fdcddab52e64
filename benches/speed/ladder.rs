//! A day of retries: a thousand payments whose shop refuses everything.

use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use antom_sandbox::protocol::key::SigningKey;
use antom_sandbox::protocol::signature::content;
use antom_sandbox::sandbox::keys::{DEFAULT_CLIENT_ID, MERCHANT_PRIVATE_KEY};
use tokio::runtime::Builder;

use super::server::Server;
use super::{PATH, count, run_connection, signed_pay};

const PAYMENTS: usize = 1_000;
const ATTEMPTS: usize = 8;
const SENDS: usize = PAYMENTS * ATTEMPTS;

/// How often it is measured.
const ROUNDS: usize = 5;

/// How much longer than the signatures alone the whole ladder may take.
const GOAL: f64 = 1.5;

const SCENARIO: &str = r#"
title = "Everybody pays at once, and the shop captures nothing"

[[rule]]
then = { buyer = { does = "closes_tab", after = "1s" } }
"#;

/// What a shop does with a connection that it has answered.
#[derive(Clone, Copy)]
enum Manners {
    KeepsOpen,
    Closes,
}

impl Manners {
    fn refusal(self) -> &'static [u8] {
        match self {
            Self::KeepsOpen => b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\n\r\n",
            Self::Closes => {
                b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            }
        }
    }
}

/// Prints how long the full ladder of all payments takes, beside the signatures it needs.
pub(crate) fn measure(home: &Path) {
    println!("a day of retries, {PAYMENTS} payments, {SENDS} signed sends, median of {ROUNDS}");
    for (told, manners) in [
        ("to a shop that keeps connections", Manners::KeepsOpen),
        ("to a shop that closes each", Manners::Closes),
    ] {
        // A machine's speed drifts: each climb is held against signatures made right before it.
        let mut rounds: Vec<_> = (0..ROUNDS)
            .map(|_| {
                let alone = sign_on_all_cores();
                let (whole, busy, memory) = climb(home, manners);
                (whole / alone, alone, whole, busy, memory)
            })
            .collect();
        rounds.sort_by(|one, other| one.0.total_cmp(&other.0));
        let (times, alone, whole, busy, memory) = rounds[ROUNDS / 2];
        println!("  {told}");
        println!("    signatures  {alone:>8.2} s  (all cores, nothing else)");
        println!("    whole ladder{whole:>8.2} s");
        println!("    times       {times:>8.2}    (goal: at most {GOAL})");
        println!("    sends       {:>8.0} /s", count(SENDS) / whole);
        println!("    processor   {busy:>8.2} s  (of the program alone)");
        println!("    memory after{memory:>8.2} MiB");
    }
}

/// Takes all payments up the whole ladder: the seconds it took, those of the processor, and the
/// memory in use afterwards.
fn climb(home: &Path, manners: Manners) -> (f64, f64, f64) {
    let scenario = home.join("ladder.toml");
    std::fs::write(&scenario, SCENARIO).expect("a scratch file");
    let scenario = scenario.to_str().expect("the path is text");
    let server = Server::start(home, &["--clock", "stepped", "--scenario", scenario]);
    let (shop, received) = refusing_shop(manners);
    let key = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key");
    let calls: Vec<_> = (0..PAYMENTS)
        .map(|number| signed_pay(&key, &format!("ladder-{number}"), "MANUAL", &shop))
        .collect();
    run_connection(&server.http, &calls);

    let busy_before = server.busy_seconds();
    let started = Instant::now();
    let answer = advance(&server.admin);
    let whole = started.elapsed().as_secs_f64();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let sent = received.load(Ordering::SeqCst);
    assert_eq!(
        sent, SENDS,
        "every attempt of every payment reaches the shop"
    );
    let busy = server.busy_seconds() - busy_before;
    (whole, busy, server.resident_mib())
}

fn sign_on_all_cores() -> f64 {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let started = Instant::now();
    let threads: Vec<_> = (0..cores)
        .map(|_| {
            thread::spawn(move || {
                let key = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key");
                let message = content(PATH, DEFAULT_CLIENT_ID, "1763866800000", &[b'x'; 700]);
                for _ in 0..SENDS / cores {
                    assert!(!key.sign(&message).is_empty());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("it only computes");
    }
    started.elapsed().as_secs_f64()
}

/// A shop that answers everything with an error page; its notify URL, and how much it has heard.
///
/// One thread serves all connections, as most shops' servers do: what is measured is the sandbox,
/// on the same processors.
fn refusing_shop(manners: Manners) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener
        .local_addr()
        .expect("a bound socket has an address");
    listener.set_nonblocking(true).expect("a socket can wait");
    let received = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&received);
    thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_io().build();
        runtime.expect("a runtime starts").block_on(async move {
            let listener =
                tokio::net::TcpListener::from_std(listener).expect("a socket is a socket");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(refuse_all(stream, manners, Arc::clone(&counter)));
            }
        });
    });
    (format!("http://{address}/hooks"), received)
}

/// Reads requests to their ends and refuses them, until the other side has enough.
async fn refuse_all(stream: tokio::net::TcpStream, manners: Manners, counter: Arc<AtomicUsize>) {
    let mut request = Vec::with_capacity(8192);
    let mut buffer = [0; 8192];
    while stream.readable().await.is_ok() {
        match stream.try_read(&mut buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
            Ok(0) | Err(_) => return,
            Ok(length) => request.extend_from_slice(&buffer[..length]),
        }
        if !is_whole(&request) {
            continue;
        }
        request.clear();
        counter.fetch_add(1, Ordering::SeqCst);
        // Some sixty bytes always find room.
        let answered = stream.try_write(manners.refusal());
        if answered.is_err() || matches!(manners, Manners::Closes) {
            return;
        }
    }
}

fn is_whole(request: &[u8]) -> bool {
    let text = std::str::from_utf8(request).unwrap_or_default();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: "));
    length.and_then(|text| text.parse().ok()) == Some(body.len())
}

fn advance(admin: &str) -> String {
    let body = r#"{"by":"48h"}"#;
    let mut stream = TcpStream::connect(admin).expect("the server accepts");
    let request = format!(
        "POST /v1/merchants/default/clock/advance HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream
        .write_all(request.as_bytes())
        .expect("the server reads");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    String::from_utf8_lossy(&answer).into_owned()
}
