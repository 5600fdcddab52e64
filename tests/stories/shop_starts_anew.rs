//! A shop that keeps its connections open starts anew between two rounds of notifications: each
//! reaches the new one, although a crowd of them shares connections.

use std::io::Write;
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::json;

use crate::support::Shop;
use crate::support::hooks::ACK;
use crate::support::wire::Message;

/// Notifications are due after three, four or five seconds: so many are a crowd at each.
const PAYMENTS: usize = 130;

/// A listener that hangs up only when it starts anew.
#[derive(Clone)]
struct Keeper {
    base: String,
    open: Arc<Mutex<Vec<TcpStream>>>,
    opened: Arc<AtomicUsize>,
    heard: Arc<AtomicUsize>,
}

impl Keeper {
    fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("a bound socket");
        let keeper = Self {
            base: format!("http://{address}"),
            open: Arc::default(),
            opened: Arc::default(),
            heard: Arc::default(),
        };
        let own = keeper.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                own.opened.fetch_add(1, Ordering::SeqCst);
                let again = stream.try_clone().expect("a socket has two handles");
                own.open.lock().expect("nobody panics").push(again);
                let keeper = own.clone();
                thread::spawn(move || keeper.serve(stream));
            }
        });
        keeper
    }

    /// Refuses everything of the first round, and acknowledges everything after it.
    fn serve(&self, mut stream: TcpStream) {
        while Message::read(&mut stream).is_some_and(|message| !message.start.is_empty()) {
            let first_round = self.heard.fetch_add(1, Ordering::SeqCst) < PAYMENTS;
            let status = if first_round { 503 } else { 200 };
            let length = ACK.len();
            let head = format!("HTTP/1.1 {status} Whatever\r\ncontent-length: {length}\r\n\r\n");
            if stream.write_all((head + ACK).as_bytes()).is_err() {
                return;
            }
        }
    }

    fn start_anew(&self) {
        for stream in self.open.lock().expect("nobody panics").drain(..) {
            // The other side may have hung up before.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

#[test]
fn a_crowd_of_notifications_reaches_a_shop_that_started_anew() {
    let shop = Shop::open();
    let keeper = Keeper::open();
    for number in 0..PAYMENTS {
        let mut order = shop.manual_order(&format!("lt-pay-{number}"));
        order["paymentNotifyUrl"] = json!(format!("{}/hooks", keeper.base));
        shop.pay_and_buy(&order);
    }
    shop.admin.advance("5s");
    assert_eq!(keeper.heard.load(Ordering::SeqCst), PAYMENTS);
    let opened = keeper.opened.load(Ordering::SeqCst);
    assert!(opened < PAYMENTS, "{opened} connections");

    keeper.start_anew();
    shop.admin.advance("2m");
    assert_eq!(keeper.heard.load(Ordering::SeqCst), 2 * PAYMENTS);
    for number in 1..=PAYMENTS {
        let told = shop.admin.notification(&format!("ntf-{number}"));
        let attempts = told["attempts"].as_array().expect("attempts");
        let outcomes: Vec<_> = attempts.iter().map(|one| &one["outcome"]).collect();
        assert_eq!(outcomes, ["REFUSED", "ACCEPTED"], "{told}");
    }
}
