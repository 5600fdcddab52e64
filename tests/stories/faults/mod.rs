//! Every fault does on the wire what its name says.

mod answers;
mod connections;
mod delays;
mod forced_results;
mod notifications;
mod shapes;

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;

use antom_sandbox::sandbox::keys::GATEWAY_PUBLIC_KEY;
use serde_json::{Value, json};

use crate::support::keys::{PublicKey, content};
use crate::support::shop::CALL_TIME;
use crate::support::wire::{Message, connect, host_of, request};
use crate::support::{App, Shop};

const PAY: &str = "/ams/sandbox/api/v1/payments/pay";

/// The well-known merchant's public key: not Antom's.
const OTHER_PUBLIC_KEY: &str = include_str!("../../../src/sandbox/well_known/merchant-public.txt");

/// A shop whose scenario has this rule, as an inline `when` and `then`.
fn shop_where(when: &str, then: &str) -> Shop {
    shop_at(App::shared(), when, then)
}

fn shop_at(app: &App, when: &str, then: &str) -> Shop {
    let scenario = format!("title = \"a fault\"\n[[rule]]\nwhen = {when}\nthen = {then}\n");
    Shop::with(app, &json!({ "scenario": scenario }))
}

/// A shop whose first `pay` is answered so.
fn shop_with_answer(answer: &str) -> Shop {
    shop_where(
        "{ api = \"pay\", call = 1 }",
        &format!("{{ answer = {answer} }}"),
    )
}

/// The bytes of a `pay` call, signed.
fn pay_bytes(shop: &Shop, request_id: &str) -> Vec<u8> {
    let body = shop.order(request_id).to_string();
    let signature = shop.signature(PAY, CALL_TIME, body.as_bytes());
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("client-id", shop.client_id.as_str()),
        ("request-time", CALL_TIME),
        ("signature", &signature),
    ];
    let host = host_of(&shop.gateway);
    request("POST", PAY, host, &headers, body.as_bytes())
}

/// Calls `pay` and takes whatever comes.
fn pay_raw(shop: &Shop) -> Message {
    let mut stream = sent(shop);
    Message::read(&mut stream).expect("there is an answer")
}

/// A connection over which `pay` was called.
fn sent(shop: &Shop) -> TcpStream {
    let mut stream = connect(&shop.gateway);
    let call = pay_bytes(shop, "lt-1");
    stream.write_all(&call).expect("the gateway reads");
    stream
}

/// All bytes until the connection ends, and how it ended.
fn read_to_end(stream: &mut impl Read) -> (Vec<u8>, std::io::Result<()>) {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes);
    (bytes, end.map(|_| ()))
}

/// There is no byte more on a connection, and no end either.
fn assert_silent(stream: &TcpStream) {
    let sets = "a socket can do so";
    stream.set_nonblocking(true).expect(sets);
    let nothing = stream.peek(&mut [0]).map_err(|error| error.kind());
    assert_eq!(nothing, Err(ErrorKind::WouldBlock));
    stream.set_nonblocking(false).expect(sets);
}

/// The record of the first call, once it is there.
fn first_request(shop: &Shop) -> Value {
    let kept = (0..100_000).find_map(|_| shop.admin.items("/requests").into_iter().next());
    kept.expect("a call is kept before it is answered")
}

fn fault_of_first(shop: &Shop) -> String {
    let request = first_request(shop);
    let fault = request["fault"].as_str();
    fault.expect("the record tells the fault").to_owned()
}

/// Whether a message verifies with a public key.
fn verifies(message: &Message, path: &str, time: &str, key: &str) -> bool {
    let client_id = message.header("client-id");
    let signed = content(path, client_id, message.header(time), &message.body);
    let signature = message.header("signature");
    PublicKey::new(key).verify(signature, &signed).is_ok()
}

fn is_antoms(message: &Message) -> bool {
    verifies(message, PAY, "response-time", GATEWAY_PUBLIC_KEY)
}

/// The payment that a call about `lt-1` left behind: its status, or the code of the refusal.
fn left_behind(shop: &Shop) -> String {
    let answer = shop.inquire("lt-1");
    match answer["paymentStatus"].as_str() {
        Some(status) => status.to_owned(),
        None => answer.code().to_owned(),
    }
}
