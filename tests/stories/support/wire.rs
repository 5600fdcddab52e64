//! HTTP/1.1 by hand: what is sent is exactly what a test says, and header names are seen as they
//! came.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// Nothing here takes longer; a test that would hang fails instead.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer, or a request that the shop received.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    /// `HTTP/1.1 200 OK`, or `POST /hooks HTTP/1.1`.
    pub(crate) start: String,
    /// Names as they stood on the wire.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// Reads a message to its end.
    pub(crate) fn read(stream: &mut impl Read) -> Option<Self> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 8192];
        loop {
            if let Some(message) = Self::parse(&bytes, false) {
                return Some(message);
            }
            match stream.read(&mut chunk) {
                Ok(0) | Err(_) => return Self::parse(&bytes, true),
                Ok(count) => bytes.extend_from_slice(&chunk[..count]),
            }
        }
    }

    /// `None` as long as something is missing. Without a length the end of the stream is the end.
    fn parse(bytes: &[u8], is_all: bool) -> Option<Self> {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.split("\r\n");
        let mut message = Self {
            start: lines.next()?.to_owned(),
            headers: Vec::new(),
            body: bytes[end + 4..].to_vec(),
        };
        for line in lines {
            let (name, value) = line.split_once(':')?;
            let header = (name.to_owned(), value.trim().to_owned());
            message.headers.push(header);
        }
        let length = message.find_header("content-length");
        let length = length.and_then(|length| length.parse::<usize>().ok());
        // A question without a body does not tell its length.
        let length = length.or(message.start.starts_with("GET ").then_some(0));
        (is_all || length.is_some_and(|length| message.body.len() >= length)).then_some(message)
    }

    /// A header, whatever the case of its name.
    pub(crate) fn find_header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// A header that must be there under exactly this name.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        let missing = || panic!("no header {name} in {:?}", self.headers);
        found.map_or_else(missing, |(_, value)| value.as_str())
    }

    pub(crate) fn status(&self) -> u16 {
        let code = self.start.split(' ').nth(1);
        let code = code.and_then(|code| code.parse().ok());
        code.unwrap_or_else(|| panic!("not a status line: {}", self.start))
    }

    /// The path of a request, with its query.
    pub(crate) fn target(&self) -> &str {
        self.start.split(' ').nth(1).unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

/// Headers as a test writes them down.
pub(crate) type Headers<'a> = &'a [(&'a str, &'a str)];

/// The bytes of a request. The server is asked to close afterwards.
pub(crate) fn request(
    method: &str,
    target: &str,
    host: &str,
    headers: Headers<'_>,
    body: &[u8],
) -> Vec<u8> {
    let mut lines = vec![
        format!("{method} {target} HTTP/1.1"),
        format!("host: {host}"),
        "connection: close".to_owned(),
        format!("content-length: {}", body.len()),
    ];
    lines.extend(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    let head = lines.join("\r\n");
    [head.as_bytes(), b"\r\n\r\n", body].concat()
}

/// Sends a request to `http://…` and reads the answer.
pub(crate) fn send(
    base: &str,
    method: &str,
    target: &str,
    headers: Headers<'_>,
    body: &[u8],
) -> Message {
    let host = host_of(base);
    send_raw(base, &request(method, target, host, headers, body))
        .unwrap_or_else(|| panic!("{base} gave no answer to {method} {target}"))
}

/// Sends bytes as they are; `None` when the server hangs up without an answer.
pub(crate) fn send_raw(base: &str, bytes: &[u8]) -> Option<Message> {
    let mut stream = connect(base);
    // A server may answer before it has read everything, and then hang up.
    let _ = stream.write_all(bytes);
    let answer = Message::read(&mut stream);
    let _ = stream.shutdown(Shutdown::Both);
    answer
}

/// A connection to the server of a base URL.
pub(crate) fn connect(base: &str) -> TcpStream {
    let stream = TcpStream::connect(host_of(base)).expect("the server listens");
    stream
        .set_read_timeout(Some(PATIENCE))
        .expect("a socket takes a timeout");
    stream
}

/// `127.0.0.1:8080` of `http://127.0.0.1:8080`.
pub(crate) fn host_of(base: &str) -> &str {
    base.split_once("://").map_or(base, |(_, host)| host)
}
