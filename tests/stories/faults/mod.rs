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

pub(crate) const PAY: &str = "/ams/sandbox/api/v1/payments/pay";

/// The well-known merchant's public key: not Antom's.
pub(crate) const OTHER_PUBLIC_KEY: &str =
    include_str!("../../../src/sandbox/well_known/merchant-public.txt");

/// A shop whose scenario has this rule, as an inline `when` and `then`.
pub(crate) fn shop_where(when: &str, then: &str) -> Shop {
    shop_at(App::shared(), when, then)
}

pub(crate) fn shop_at(app: &App, when: &str, then: &str) -> Shop {
    let scenario = format!("title = \"a fault\"\n[[rule]]\nwhen = {when}\nthen = {then}\n");
    Shop::with(app, &json!({ "scenario": scenario }))
}

/// A shop whose first `pay` is answered so.
pub(crate) fn shop_with_answer(answer: &str) -> Shop {
    shop_where(
        "{ api = \"pay\", call = 1 }",
        &format!("{{ answer = {answer} }}"),
    )
}

/// The bytes of a `pay` call, signed.
pub(crate) fn pay_bytes(shop: &Shop, request_id: &str) -> Vec<u8> {
    call_bytes(shop, "pay", &shop.order(request_id))
}

/// The bytes of a call, signed.
pub(crate) fn call_bytes(shop: &Shop, operation: &str, body: &Value) -> Vec<u8> {
    let path = format!("/ams/sandbox/api/v1/payments/{operation}");
    let body = body.to_string();
    let signature = shop.signature(&path, CALL_TIME, body.as_bytes());
    let headers = [
        ("content-type", "application/json; charset=UTF-8"),
        ("client-id", shop.client_id.as_str()),
        ("request-time", CALL_TIME),
        ("signature", &signature),
    ];
    let host = host_of(&shop.gateway);
    request("POST", &path, host, &headers, body.as_bytes())
}

/// A connection over which an API was called.
pub(crate) fn called(shop: &Shop, operation: &str, body: &Value) -> TcpStream {
    let mut stream = connect(&shop.gateway);
    let call = call_bytes(shop, operation, body);
    stream.write_all(&call).expect("the gateway reads");
    stream
}

/// Calls `pay` and takes whatever comes.
pub(crate) fn pay_raw(shop: &Shop) -> Message {
    let mut stream = sent(shop);
    Message::read(&mut stream).expect("there is an answer")
}

/// A connection over which `pay` was called.
pub(crate) fn sent(shop: &Shop) -> TcpStream {
    called(shop, "pay", &shop.order("lt-1"))
}

/// All bytes until the connection ends, and how it ended.
pub(crate) fn read_to_end(stream: &mut impl Read) -> (Vec<u8>, std::io::Result<()>) {
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes);
    (bytes, end.map(|_| ()))
}

/// There is no byte more on a connection, and no end either.
pub(crate) fn assert_silent(stream: &TcpStream) {
    let sets = "a socket can do so";
    stream.set_nonblocking(true).expect(sets);
    let nothing = stream.peek(&mut [0]).map_err(|error| error.kind());
    assert_eq!(nothing, Err(ErrorKind::WouldBlock));
    stream.set_nonblocking(false).expect(sets);
}

/// The record of the first call, once it is there.
pub(crate) fn first_request(shop: &Shop) -> Value {
    let kept = (0..100_000).find_map(|_| shop.admin.items("/requests").into_iter().next());
    kept.expect("a call is kept before it is answered")
}

pub(crate) fn fault_of_first(shop: &Shop) -> String {
    let request = first_request(shop);
    let fault = request["fault"].as_str();
    fault.expect("the record tells the fault").to_owned()
}

/// Whether a message verifies with a public key.
pub(crate) fn verifies(message: &Message, path: &str, time: &str, key: &str) -> bool {
    let client_id = message.header("client-id");
    let signed = content(path, client_id, message.header(time), &message.body);
    let signature = message.header("signature");
    PublicKey::new(key).verify(signature, &signed).is_ok()
}

pub(crate) fn is_antoms(message: &Message) -> bool {
    verifies(message, PAY, "response-time", GATEWAY_PUBLIC_KEY)
}

/// The payment that a call about `lt-1` left behind: its status, or the code of the refusal.
pub(crate) fn left_behind(shop: &Shop) -> String {
    let answer = shop.inquire("lt-1");
    match answer["paymentStatus"].as_str() {
        Some(status) => status.to_owned(),
        None => answer.code().to_owned(),
    }
}
