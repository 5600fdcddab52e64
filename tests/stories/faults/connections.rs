//! Connections that end before their time, and those that do not.

use std::io::{ErrorKind, Read, Write};
use std::net::Shutdown;
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConnection, StreamOwned};

use super::{
    assert_silent, fault_of_first, is_antoms, left_behind, pay_bytes, read_to_end, sent, shop_at,
    shop_with_answer,
};
use crate::support::wire::{Message, connect};
use crate::support::{App, Shop};
use crate::tls::{authority, trusting};

#[test]
fn a_reset_connection_answers_nothing_and_the_payment_was_made() {
    let shop = shop_with_answer("\"reset\"");
    let (bytes, end) = read_to_end(&mut sent(&shop));
    assert_eq!(bytes, b"");
    assert_eq!(
        end.map_err(|error| error.kind()),
        Err(ErrorKind::ConnectionReset)
    );
    assert_eq!(left_behind(&shop), "PROCESSING");
    let told = fault_of_first(&shop);
    assert_eq!(told, "the connection was reset; the payment was made");
    // What was meant is kept.
    let request = shop.admin.get("/requests/req-1");
    assert_eq!(request["resultCode"], "PAYMENT_IN_PROCESS");
}

#[test]
fn a_connection_can_be_reset_before_anything_was_done() {
    let shop = shop_with_answer("{ fault = \"reset\", performed = false }");
    let (bytes, end) = read_to_end(&mut sent(&shop));
    assert_eq!(bytes, b"");
    assert_eq!(
        end.map_err(|error| error.kind()),
        Err(ErrorKind::ConnectionReset)
    );
    assert_eq!(left_behind(&shop), "ORDER_NOT_EXIST");
    assert_eq!(shop.pay(&shop.order("lt-1")).code(), "PAYMENT_IN_PROCESS");
}

#[test]
fn a_reset_is_a_reset_under_tls_as_well() {
    let app = App::with(&["--https", "127.0.0.1:0"]);
    let shop = shop_at(
        &app,
        "{ api = \"pay\", call = 1 }",
        "{ answer = \"reset\" }",
    );
    let config = trusting(&authority(&app));
    let open = || {
        let name = ServerName::try_from("localhost").expect("a name");
        let client = ClientConnection::new(Arc::new(config.clone()), name).expect("a client");
        let base = app.https.as_deref().expect("https is on");
        let mut stream = StreamOwned::new(client, connect(base));
        let call = pay_bytes(&shop, "lt-1");
        stream.write_all(&call).expect("the gateway reads");
        stream
    };
    let (bytes, end) = read_to_end(&mut open());
    assert_eq!(bytes, b"");
    assert_eq!(
        end.map_err(|error| error.kind()),
        Err(ErrorKind::ConnectionReset)
    );
    let answer = Message::read(&mut open()).expect("the second call is answered");
    assert!(is_antoms(&answer));
}

#[test]
fn a_cut_body_ends_halfway() {
    let shop = shop_with_answer("\"cut_body\"");
    let (bytes, end) = read_to_end(&mut sent(&shop));
    assert!(end.is_ok(), "it ends without a reset: {end:?}");
    let cut = Message::read(&mut bytes.as_slice()).expect("a head");
    let length: usize = cut.header("content-length").parse().expect("a number");
    assert_eq!(cut.body.len(), length / 2);
    // It is the first half of what was meant.
    let meant = shop.admin.get("/requests/req-1");
    let meant = meant["responseBody"].as_str().expect("a text");
    assert_eq!(meant.len(), length);
    assert_eq!(cut.text(), meant[..length / 2]);
    assert_eq!(left_behind(&shop), "PROCESSING");
}

#[test]
fn a_silent_connection_stays_open_until_the_client_hangs_up() {
    let shop = shop_with_answer("\"never\"");
    let mut stream = sent(&shop);
    let told = fault_of_first(&shop);
    assert_eq!(told, "the connection stayed silent; the payment was made");
    assert_silent(&stream);
    stream.shutdown(Shutdown::Write).expect("it is open");
    let (bytes, _) = read_to_end(&mut stream);
    assert_eq!(bytes, b"");
    assert_eq!(left_behind(&shop), "PROCESSING");
}

#[test]
fn a_connection_without_a_fault_serves_many_calls() {
    let shop = Shop::open();
    let mut stream = connect(&shop.gateway);
    for number in 0..5 {
        let call = pay_bytes(&shop, &format!("lt-{number}"));
        let call = String::from_utf8(call).expect("text");
        let call = call.replacen("connection: close", "connection: keep-alive", 1);
        stream.write_all(call.as_bytes()).expect("it is open");
        let answer = Message::read(&mut stream).expect("an answer");
        assert!(is_antoms(&answer));
    }
    stream.shutdown(Shutdown::Write).expect("it is open");
    assert_eq!(stream.read(&mut [0]).expect("a clean end"), 0);
}
