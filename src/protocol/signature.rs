//! What exactly is signed (file 01 §4.2 of the protocol notes).

use super::headers::print_signature;
use super::key::SigningKey;

/// The content of a message: method and path, then client, time and body. The method is always
/// POST, also in an answer; the path is that of the request.
#[must_use]
pub fn content(path: &str, client_id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let mut content =
        Vec::with_capacity(path.len() + client_id.len() + time.len() + body.len() + 8);
    for part in ["POST ", path, "\n", client_id, ".", time, "."] {
        content.extend_from_slice(part.as_bytes());
    }
    content.extend_from_slice(body);
    content
}

/// The `signature` header of a message.
#[must_use]
pub fn sign(key: &SigningKey, path: &str, client_id: &str, time: &str, body: &[u8]) -> String {
    print_signature(&key.sign(&content(path, client_id, time, body)))
}
