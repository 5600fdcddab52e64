//! Signing and verifying as a shop does it, written down from the protocol notes (file 01 §4) and
//! with another library than the program's: two equal mistakes cannot cancel each other out.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rsa::pkcs1v15::{Signature, SigningKey, VerifyingKey};
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey};
use rsa::sha2::Sha256;
use rsa::signature::{SignatureEncoding, Signer, Verifier};
use rsa::{RsaPrivateKey, RsaPublicKey};

/// The throw-away pair of the protocol notes (file 01 §11), for merchants with a key of their own.
pub(crate) const OWN_PRIVATE: &str = include_str!("own-private.txt");
pub(crate) const OWN_PUBLIC: &str = include_str!("own-public.txt");

/// `POST {path}\n{client-id}.{time}.{body}`.
pub(crate) fn content(path: &str, client_id: &str, time: &str, body: &[u8]) -> Vec<u8> {
    let mut content = format!("POST {path}\n{client_id}.{time}.").into_bytes();
    content.extend(body);
    content
}

/// The private half of a pair.
#[derive(Clone)]
pub(crate) struct PrivateKey(SigningKey<Sha256>);

impl PrivateKey {
    /// Takes PKCS#8 in bare Base64.
    pub(crate) fn new(base64: &str) -> Self {
        let der = BASE64.decode(base64).expect("a key is Base64");
        let key = RsaPrivateKey::from_pkcs8_der(&der).expect("a key is PKCS#8");
        Self(SigningKey::new(key))
    }

    /// The signature in Base64, not yet URL-encoded.
    pub(crate) fn sign(&self, content: &[u8]) -> String {
        BASE64.encode(self.0.sign(content).to_bytes())
    }
}

/// The public half of a pair.
#[derive(Clone)]
pub(crate) struct PublicKey(VerifyingKey<Sha256>);

impl PublicKey {
    /// Takes a `SubjectPublicKeyInfo` in bare Base64.
    pub(crate) fn new(base64: &str) -> Self {
        let der = BASE64.decode(base64).expect("a key is Base64");
        let key = RsaPublicKey::from_public_key_der(&der).expect("a key is an SPKI");
        Self(VerifyingKey::new(key))
    }

    /// Verifies a `signature` header as the strictest official client reads it: three items in
    /// order, no blanks, exactly one equals sign in each, the value URL-encoded.
    pub(crate) fn verify(&self, header: &str, content: &[u8]) -> Result<(), String> {
        let items: Vec<_> = header
            .split(',')
            .map(|item| item.split('=').collect())
            .collect();
        let [algorithm, version, signature]: [Vec<&str>; 3] = items
            .try_into()
            .map_err(|_| format!("not three items: {header}"))?;
        if algorithm != ["algorithm", "RSA256"] || version != ["keyVersion", "1"] {
            return Err(format!("not RSA256 with key 1: {header}"));
        }
        let ["signature", value] = signature[..] else {
            return Err(format!("more than one equals sign: {header}"));
        };
        let base64 = unescaped(value)?;
        let bytes = BASE64.decode(&base64).map_err(|error| error.to_string())?;
        let signature = Signature::try_from(bytes.as_slice()).map_err(|error| error.to_string())?;
        let verified = self.0.verify(content, &signature);
        verified.map_err(|_| format!("not signed: {}", String::from_utf8_lossy(content)))
    }
}

/// URL-encodes Base64: only three of its characters need it.
pub(crate) fn escaped(base64: &str) -> String {
    base64
        .replace('+', "%2B")
        .replace('/', "%2F")
        .replace('=', "%3D")
}

fn unescaped(value: &str) -> Result<String, String> {
    if value.contains(['+', '/']) {
        return Err(format!("not URL-encoded: {value}"));
    }
    Ok(value
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "="))
}
