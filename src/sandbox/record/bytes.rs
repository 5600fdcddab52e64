//! Bytes in a JSON document: as text when they are one, which people can read, else in Base64.

use std::borrow::Cow;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Written<'a> {
    Text(Cow<'a, str>),
    Base64(String),
}

pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    let written = match std::str::from_utf8(bytes) {
        Ok(text) => Written::Text(text.into()),
        Err(_) => Written::Base64(BASE64_STANDARD.encode(bytes)),
    };
    written.serialize(to)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
    match Written::deserialize(from)? {
        Written::Text(text) => Ok(text.into_owned().into_bytes()),
        Written::Base64(text) => BASE64_STANDARD.decode(text).map_err(D::Error::custom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_back_whatever_they_are() {
        for (bytes, written) in [
            (&b"{\"a\": 1}"[..], r#"{"text":"{\"a\": 1}"}"#),
            (b"\xff\x00", r#"{"base64":"/wA="}"#),
            (b"", r#"{"text":""}"#),
        ] {
            let mut text = Vec::new();
            serialize(bytes, &mut serde_json::Serializer::new(&mut text)).unwrap();
            assert_eq!(String::from_utf8(text).unwrap(), written);
            let mut read = serde_json::Deserializer::from_str(written);
            assert_eq!(deserialize(&mut read).unwrap(), bytes);
        }
        let mut broken = serde_json::Deserializer::from_str(r#"{"base64":"/"}"#);
        assert!(deserialize(&mut broken).is_err());
    }
}
