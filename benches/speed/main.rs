//! How fast the program starts, how little it holds, how many signed `pay` calls it answers.
//!
//! `cargo bench` prints one page; `cargo bench -- ladder` and `cargo bench -- dashboard` measure
//! these alone. A call costs one verification and one signature; everything else should be small
//! beside them, so the throughput is told as a share of what a core could do if it did nothing but
//! that.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a benchmark reads the wall's clock and prints"
)]

mod dashboard;
mod ladder;
mod server;

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use antom_sandbox::protocol::key::{SigningKey, VerifyingKey};
use antom_sandbox::protocol::signature::{content, sign};
use antom_sandbox::sandbox::keys::{DEFAULT_CLIENT_ID, MERCHANT_PRIVATE_KEY};

use self::server::{Server, busy_seconds};

const STARTS: usize = 21;
const CONNECTIONS: usize = 16;
const CALLS_EACH: usize = 500;
const CRYPTO_ROUNDS: u32 = 2_000;
const PATH: &str = "/ams/sandbox/api/v1/payments/pay";

fn main() {
    let home = std::env::temp_dir().join(format!("antom-sandbox-bench-{}", std::process::id()));
    fs::create_dir_all(&home).expect("a scratch folder");
    let wanted = |part: &str| std::env::args().any(|argument| argument == part);
    let all = !wanted("ladder") && !wanted("dashboard");
    if all {
        measure_starts(&home);
        measure_calls(&home);
    }
    if all || wanted("ladder") {
        ladder::measure(&home);
    }
    if all || wanted("dashboard") {
        dashboard::measure(&home);
    }
    let _ = fs::remove_dir_all(&home);
}

fn measure_starts(home: &Path) {
    let first = Server::start(home, &[]).ready_after;
    let mut starts: Vec<_> = (0..STARTS)
        .map(|_| Server::start(home, &[]).ready_after)
        .collect();
    starts.sort();
    println!("start-up, until every listener accepts");
    println!(
        "  first ever    {:>8.2} ms   (makes the certificates)",
        millis(first)
    );
    println!(
        "  median of {STARTS}  {:>8.2} ms",
        millis(starts[STARTS / 2])
    );
    println!("  slowest       {:>8.2} ms", millis(starts[STARTS - 1]));
}

fn measure_calls(home: &Path) {
    let server = Server::start(home, &[]);
    thread::sleep(Duration::from_millis(300));
    println!("memory, idle    {:>8.2} MiB", server.resident_mib());
    measure_pay(&server);
    println!("memory, after   {:>8.2} MiB", server.resident_mib());
}

fn measure_pay(server: &Server) {
    let key = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key");
    let core = crypto_per_second();
    let calls: Vec<Vec<Vec<u8>>> = (0..CONNECTIONS)
        .map(|connection| {
            (0..CALLS_EACH)
                .map(|call| request(&key, connection, call))
                .collect()
        })
        .collect();
    let busy_before = server.busy_seconds();
    let started = Instant::now();
    let threads: Vec<_> = calls
        .into_iter()
        .map(|calls| {
            let address = server.http.clone();
            thread::spawn(move || run_connection(&address, &calls))
        })
        .collect();
    let mut times: Vec<Duration> = threads
        .into_iter()
        .flat_map(|thread| thread.join().expect("a connection ends well"))
        .collect();
    let wall = started.elapsed().as_secs_f64();
    let busy = server.busy_seconds() - busy_before;
    times.sort();
    let total = times.len();
    let per_core = count(total) / busy;
    println!("signed pay, {CONNECTIONS} connections, {total} calls");
    println!(
        "  throughput    {:>8.0} /s beside its own clients",
        count(total) / wall
    );
    println!("  per core      {per_core:>8.0} /s of processor time");
    println!("  ceiling       {core:>8.0} /s (1 verification + 1 signature)");
    println!("  share         {:>8.1} %", 100.0 * per_core / core);
    println!(
        "  p50, p99      {:>8.2} ms, {:.2} ms",
        millis(times[total / 2]),
        millis(times[total * 99 / 100])
    );
}

/// What one core does of nothing but cryptography, while the others do the same: that is how busy
/// they are while calls are measured.
fn crypto_per_second() -> f64 {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads: Vec<_> = (0..cores)
        .map(|_| thread::spawn(crypto_of_one_core))
        .collect();
    let rates = threads
        .into_iter()
        .map(|thread| thread.join().expect("it only computes"));
    rates.sum::<f64>() / count(cores)
}

fn crypto_of_one_core() -> f64 {
    let key = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key");
    let verifying: VerifyingKey = key.public_key();
    let message = content(PATH, DEFAULT_CLIENT_ID, "1763866800000", &[b'x'; 700]);
    let signature = key.sign(&message);
    let before = busy_seconds(Path::new("/proc/thread-self"));
    for _ in 0..CRYPTO_ROUNDS {
        assert!(verifying.verifies(&message, &signature));
        assert!(!key.sign(&message).is_empty());
    }
    f64::from(CRYPTO_ROUNDS) / (busy_seconds(Path::new("/proc/thread-self")) - before)
}

fn request(key: &SigningKey, connection: usize, call: usize) -> Vec<u8> {
    let id = format!("bench-{connection}-{call}");
    signed_pay(key, &id, "AUTOMATIC", "http://127.0.0.1:9/hooks")
}

/// A signed `pay` call, as bytes.
fn signed_pay(key: &SigningKey, id: &str, capture_mode: &str, notify_url: &str) -> Vec<u8> {
    let body = format!(
        r#"{{"productCode":"CASHIER_PAYMENT","paymentRequestId":"{id}","paymentAmount":{{"currency":"SGD","value":"2590"}},"paymentMethod":{{"paymentMethodType":"CARD"}},"paymentFactor":{{"isAuthorization":true,"captureMode":"{capture_mode}"}},"order":{{"referenceOrderId":"order-{id}","orderDescription":"Two paper lanterns","orderAmount":{{"currency":"SGD","value":"2590"}},"buyer":{{"referenceBuyerId":"buyer-5"}}}},"env":{{"terminalType":"WEB","clientIp":"203.0.113.9"}},"paymentRedirectUrl":"https://shop.example/return","paymentNotifyUrl":"{notify_url}"}}"#
    );
    let time = "1763866800000";
    let signature = sign(key, PATH, DEFAULT_CLIENT_ID, time, body.as_bytes());
    format!(
        "POST {PATH} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nclient-id: {DEFAULT_CLIENT_ID}\r\nrequest-time: {time}\r\nsignature: {signature}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn run_connection(address: &str, calls: &[Vec<u8>]) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).expect("the server accepts");
    stream.set_nodelay(true).expect("a socket option");
    let mut buffer = vec![0; 16 * 1024];
    let answered = |call: &Vec<u8>| {
        let started = Instant::now();
        stream.write_all(call).expect("the server reads");
        let answer = read_answer(&mut stream, &mut buffer);
        assert!(answer.contains("PAYMENT_IN_PROCESS"), "{answer}");
        started.elapsed()
    };
    calls.iter().map(answered).collect()
}

fn read_answer(stream: &mut TcpStream, buffer: &mut [u8]) -> String {
    let mut length = 0;
    loop {
        length += stream
            .read(&mut buffer[length..])
            .expect("the server answers");
        let text = String::from_utf8_lossy(&buffer[..length]);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let wanted = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if wanted.and_then(|text| text.parse().ok()) == Some(body.len()) {
                return text.into_owned();
            }
        }
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).expect("a small number"))
}
