//! Calls that are signed in every tolerated way (file 01 §2 to §5 of the notes).

use serde_json::json;

use crate::support::keys::{OWN_PUBLIC, content, escaped};
use crate::support::shop::{Answer, CALL_TIME};
use crate::support::wire::{Message, request, send_raw};
use crate::support::{App, Shop};

/// The path most of these calls go to.
pub(crate) const INQUIRY: &str = "/ams/sandbox/api/v1/payments/inquiryPayment";

/// What a call that was let through is answered here: its payment does not exist.
pub(crate) const LET_THROUGH: &str = "ORDER_NOT_EXIST F";

/// A call before it is sent, right in all its parts unless changed.
pub(crate) struct Draft {
    pub(crate) method: &'static str,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Draft {
    /// A rightly signed inquiry of a payment that does not exist.
    pub(crate) fn new(shop: &Shop) -> Self {
        Self::with_body(shop, br#"{"paymentRequestId":"lt-pay-0001"}"#)
    }

    pub(crate) fn with_body(shop: &Shop, body: &[u8]) -> Self {
        let signature = shop.signature(INQUIRY, CALL_TIME, body);
        let headers = [
            ("content-type", "application/json; charset=UTF-8"),
            ("client-id", &shop.client_id),
            ("request-time", CALL_TIME),
            ("signature", &signature),
        ];
        Self {
            method: "POST",
            target: INQUIRY.to_owned(),
            headers: headers
                .map(|(name, value)| (name.into(), value.into()))
                .into(),
            body: body.to_vec(),
        }
    }

    /// Sets a header; its name may be written in any case.
    pub(crate) fn set(mut self, name: &str, value: &str) -> Self {
        self.headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn unset(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| known != name);
        self
    }

    pub(crate) fn send(&self, base: &str) -> Message {
        let headers: Vec<_> = self
            .headers
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        let bytes = request(
            self.method,
            &self.target,
            "gateway.example",
            &headers,
            &self.body,
        );
        send_raw(base, &bytes).expect("every call is answered")
    }

    /// The verified answer.
    pub(crate) fn answer(&self, shop: &Shop) -> Answer {
        let path = self
            .target
            .split_once("://")
            .map_or(self.target.as_str(), |(_, rest)| {
                &rest[rest.find('/').expect("a URL with a path")..]
            });
        shop.verified(path, self.send(&shop.gateway))
    }
}

/// A call whose signature has the characters that need care, and that signature in Base64.
fn call_with_special_characters(shop: &Shop) -> (Draft, String) {
    let tries = (0..).map(|number| {
        let body = format!(r#"{{"paymentRequestId":"lt-pay-{number}"}}"#);
        let signed = content(INQUIRY, &shop.client_id, CALL_TIME, body.as_bytes());
        (
            Draft::with_body(shop, body.as_bytes()),
            shop.key.sign(&signed),
        )
    });
    let special = |base64: &String| base64.contains('+') && base64.contains('/');
    let mut tries = tries.filter(|(_, base64)| special(base64));
    tries.next().expect("sooner or later there is one")
}

#[test]
fn a_signature_header_may_be_written_in_every_tolerated_way() {
    let shop = Shop::open();
    let (draft, raw) = call_with_special_characters(&shop);
    let upper = escaped(&raw);
    let lower = upper
        .replace("%2B", "%2b")
        .replace("%2F", "%2f")
        .replace("%3D", "%3d");
    for header in [
        format!("algorithm=RSA256, keyVersion=1, signature={upper}"),
        format!("algorithm=RSA256,keyVersion=1,signature={upper}"),
        format!("algorithm=RSA256,keyVersion=1,signature={lower}"),
        format!("algorithm=RSA256,signature={upper}"),
        format!("algorithm=RSA256, keyVersion=1, signature={raw}"),
        format!("signature={raw},keyVersion=1,algorithm=RSA256"),
        format!("keyVersion=1,  signature={lower} ,algorithm=RSA256"),
    ] {
        let draft = Draft {
            body: draft.body.clone(),
            ..Draft::new(&shop)
        };
        assert_eq!(
            draft.set("signature", &header).answer(&shop).result(),
            LET_THROUGH,
            "{header}"
        );
    }
}

#[test]
fn header_names_have_no_case_and_further_headers_do_not_matter() {
    let shop = Shop::open();
    let plain = Draft::new(&shop);
    let mut shouting = Draft::new(&shop);
    shouting.headers.clear();
    for (name, value) in &plain.headers {
        shouting = shouting.set(&name.to_uppercase(), value);
    }
    let shouting = shouting
        .set("agent-token", "")
        .set("User-Agent", "global-open-sdk-java/2.0.77")
        .set("Key-Version", "1")
        .set("X-sdkVersion", "x");
    assert_eq!(shouting.answer(&shop).result(), LET_THROUGH);
    assert_eq!(
        plain.unset("content-type").answer(&shop).result(),
        LET_THROUGH
    );
    let kind = Draft::new(&shop).set("content-type", "Application/JSON;charset=utf-8");
    assert_eq!(kind.answer(&shop).result(), LET_THROUGH);
}

#[test]
fn every_form_of_time_that_official_clients_send_is_taken() {
    let shop = Shop::open();
    for time in [
        "1763866800000",
        "2025-11-23T11:00:00+08:00",
        "2025-11-23T03:00:00+00:00",
        "2025-11-23T03:00:00+0000",
        "2025-11-23T03:00:00.0000000Z",
        "2025-11-23T03:00:00Z",
    ] {
        let draft = Draft::new(&shop);
        let signature = shop.signature(INQUIRY, time, &draft.body);
        let draft = draft.set("request-time", time).set("signature", &signature);
        assert_eq!(draft.answer(&shop).result(), LET_THROUGH, "{time}");
    }
}

#[test]
fn the_path_is_signed_as_it_came_on_either_surface_and_of_a_whole_url_only_the_path() {
    let shop = Shop::open();
    let production = "/ams/api/v1/payments/inquiryPayment";
    for (target, path) in [
        (production.to_owned(), production),
        (
            format!("https://open-sea-global.alipay.com{INQUIRY}"),
            INQUIRY,
        ),
        (format!("http://127.0.0.1:8080{production}"), production),
    ] {
        let draft = Draft::new(&shop);
        let signature = shop.signature(path, CALL_TIME, &draft.body);
        let draft = Draft { target, ..draft }.set("signature", &signature);
        assert_eq!(
            draft.answer(&shop).result(),
            LET_THROUGH,
            "{}",
            draft.target
        );
    }
}

#[test]
fn answers_have_lower_case_header_names_and_the_callers_client_id() {
    let shop = Shop::open();
    let answer = Draft::new(&shop).answer(&shop).message;
    for (name, _) in &answer.headers {
        assert_eq!(name, &name.to_lowercase());
    }
    assert_eq!(answer.header("client-id"), shop.client_id);
    let time = answer.header("response-time");
    let parsed: Result<jiff::Timestamp, _> = time.parse();
    assert!(
        parsed.is_ok() && time.len() == 25 && time.ends_with("+08:00"),
        "{time}"
    );
    assert_eq!(answer.start, "HTTP/1.1 200 OK");
}

#[test]
fn a_merchant_may_register_a_key_of_its_own_in_every_form() {
    let bare = OWN_PUBLIC.trim();
    let pem = format!(
        "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
        folded(bare)
    );
    let literal = pem.replace('\n', "\\n");
    for public_key in [bare, &pem, &literal] {
        let shop = Shop::with(App::shared(), &json!({ "publicKey": public_key }));
        assert_eq!(shop.inquire("lt-pay-1").result(), LET_THROUGH);
        let merchant = shop.admin.get("");
        assert_eq!(
            merchant.get("merchantPrivateKey"),
            None,
            "nobody else knows it"
        );
    }
}

fn folded(base64: &str) -> String {
    let lines = base64.as_bytes().chunks(64);
    let lines: Vec<_> = lines.map(|line| String::from_utf8_lossy(line)).collect();
    lines.join("\n")
}

#[test]
fn the_test_vector_of_the_notes_is_let_through() {
    let wish = json!({"clientId": "SANDBOX_5T00000000000001", "publicKey": OWN_PUBLIC});
    let shop = Shop::with(App::shared(), &wish);
    let value = "yRW%2BbmVh13U83k0YKHMjyunW5olB%2BA25kPyHV6rFk%2FujT7JmCKyT7LdCashGob6cyei4R01do68Yso8IPxa8sX1pJvqC9LIupxiK%2FtNk1k5T7def3Qfwfz2vE%2FKT0YqUQAYhwi0w9nidGydkjurxmLeHgFb3nBqJ7U3Z%2Fe3w6q%2FyS%2BIcPctbQ2AcXDmj%2B%2Fx21cKYXAOMSc3hGrrABrd4FM9IKlk0%2BKklPT%2BCAYYWT5tikecQpcLekXGucnZNkufpLEHN3HXi79pPyoy6W3s29maw2HqV2bEF54ON%2BFoL2SUDWeF96la%2BJv5CLSBhhb47sQ3DBrwmciofPFDO0Q%2BoLg%3D%3D";
    let header = format!("algorithm=RSA256, keyVersion=1, signature={value}");
    let draft = || Draft::new(&shop).set("signature", &header);
    assert_eq!(draft().answer(&shop).result(), LET_THROUGH);
    let negative: [fn(Draft) -> Draft; 4] = [
        |draft| draft.set("request-time", "1763866800001"),
        |draft| Draft {
            body: br#"{ "paymentRequestId":"lt-pay-0001"}"#.to_vec(),
            ..draft
        },
        |draft| Draft {
            body: [&draft.body[..], b"\n"].concat(),
            ..draft
        },
        |draft| Draft {
            target: draft.target.replace("/sandbox", ""),
            ..draft
        },
    ];
    for spoil in negative {
        assert_eq!(spoil(draft()).answer(&shop).result(), "INVALID_SIGNATURE F");
    }
}
