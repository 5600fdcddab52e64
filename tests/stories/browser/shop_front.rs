//! A shop with a page to come back to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use serde_json::{Value, json};
use url::Url;

use crate::support::{App, Shop};

const WELCOME: &str = "<!doctype html><html lang=en><title>A shop</title><link rel=icon href=data:,>\
    <p data-test=welcome>Thank you for your order.";

pub(super) struct ShopFront {
    pub(super) shop: Shop,
    base: String,
    visits: Arc<Mutex<Vec<String>>>,
}

impl ShopFront {
    pub(super) fn open() -> Self {
        Self::with(&json!({}))
    }

    /// A shop whose merchant is created with further fields.
    pub(super) fn with(wishes: &Value) -> Self {
        let door = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = door.local_addr().expect("a bound socket has an address");
        let visits: Arc<Mutex<Vec<String>>> = Arc::default();
        let front = Self {
            shop: Shop::with(App::shared(), wishes),
            base: format!("http://{address}"),
            visits: visits.clone(),
        };
        thread::spawn(move || {
            for stream in door.incoming().flatten() {
                let visits = visits.clone();
                // A browser also opens connections that it does not use yet.
                thread::spawn(move || greet(stream, &visits));
            }
        });
        front
    }

    /// Where buyers come back to.
    pub(super) fn return_url(&self) -> Url {
        let url = format!("{}/return?o=lt-order-77", self.base);
        Url::parse(&url).expect("the shop has an address")
    }

    /// Opens a payment and gives its page.
    pub(super) fn checkout(&self) -> String {
        self.open_payment(self.shop.order("web-1"))
    }

    /// Opens a payment with 3DS and gives its page.
    pub(super) fn checkout_with_3ds(&self) -> String {
        self.open_payment(self.shop.order_with_3ds("web-1"))
    }

    pub(super) fn open_payment(&self, mut order: Value) -> String {
        order["paymentRedirectUrl"] = json!(self.return_url().as_str());
        self.shop.pay(&order).text("normalUrl").to_owned()
    }

    /// `paymentStatus` of the payment.
    pub(super) fn status(&self) -> Value {
        self.shop.inquire("web-1")["paymentStatus"].clone()
    }

    /// The requests of buyers who came back, with their headers.
    pub(super) fn visits(&self) -> Vec<String> {
        self.visits.lock().expect("no visitor panics").clone()
    }
}

/// Notes a request and answers with the welcome page.
fn greet(mut stream: TcpStream, visits: &Mutex<Vec<String>>) {
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    if head.is_empty() {
        return;
    }
    visits
        .lock()
        .expect("no visitor panics")
        .push(head.join("\n"));
    let length = WELCOME.len();
    let headers =
        format!("content-type: text/html\r\ncontent-length: {length}\r\nconnection: close");
    // A browser that closes its window hangs up.
    let _ = write!(stream, "HTTP/1.1 200 OK\r\n{headers}\r\n\r\n{WELCOME}");
}
