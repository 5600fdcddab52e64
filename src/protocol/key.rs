//! Keys in every form that people paste, and the two things done with them: sign and verify.

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    KeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rsa::pkcs1::{DecodeRsaPrivateKey, DecodeRsaPublicKey};
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use rsa::{RsaPrivateKey, RsaPublicKey};

/// A private RSA key that signs with `SHA256withRSA`.
pub struct SigningKey {
    pair: RsaKeyPair,
}

/// A public RSA key that verifies.
#[derive(Clone)]
pub struct VerifyingKey {
    key: ParsedPublicKey,
    der: Vec<u8>,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey")
    }
}

impl SigningKey {
    /// Reads a private key: PKCS#8 or PKCS#1, bare Base64 or PEM.
    ///
    /// # Errors
    /// A sentence that says what to paste.
    pub fn parse(text: &str) -> Result<Self, String> {
        let der = base64_of(text)?;
        // What we hold ourselves is PKCS#8 already; the slow way is for what people paste.
        if let Ok(pair) = RsaKeyPair::from_pkcs8(&der) {
            return Ok(Self { pair });
        }
        let key = RsaPrivateKey::from_pkcs8_der(&der)
            .ok()
            .or_else(|| RsaPrivateKey::from_pkcs1_der(&der).ok())
            .ok_or("not an RSA private key: paste the Base64 of a PKCS#8 key")?;
        let unusable = |error: &dyn fmt::Display| format!("this RSA key cannot be used: {error}");
        let der = key.to_pkcs8_der().map_err(|error| unusable(&error))?;
        let pair = RsaKeyPair::from_pkcs8(der.as_bytes()).map_err(|error| unusable(&error))?;
        Ok(Self { pair })
    }

    /// Signs a message: RSASSA-PKCS1-v1_5 with SHA-256.
    ///
    /// # Panics
    /// Only when the machine has no memory or no randomness left.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let random = SystemRandom::new();
        self.pair
            .sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)
            .expect("the buffer has the length of the modulus");
        signature
    }

    /// The public half.
    ///
    /// # Panics
    /// Never: a key pair's public half is a public key.
    #[must_use]
    pub fn public_key(&self) -> VerifyingKey {
        VerifyingKey::from_der(self.pair.public_key().as_ref())
            .expect("the public half of a key pair is a public key")
    }
}

impl VerifyingKey {
    /// Reads a public key: SubjectPublicKeyInfo or PKCS#1, bare Base64 or PEM.
    ///
    /// # Errors
    /// A sentence that says what to paste.
    pub fn parse(text: &str) -> Result<Self, String> {
        let der = base64_of(text)?;
        let private = RsaPrivateKey::from_pkcs8_der(&der).is_ok()
            || RsaPrivateKey::from_pkcs1_der(&der).is_ok();
        if private {
            return Err(
                "this is a private key: paste its public half and keep this one secret".into(),
            );
        }
        Self::from_der(&der)
    }

    fn from_der(der: &[u8]) -> Result<Self, String> {
        let key = RsaPublicKey::from_public_key_der(der)
            .ok()
            .or_else(|| RsaPublicKey::from_pkcs1_der(der).ok())
            .ok_or("not an RSA public key: paste the Base64 of a SubjectPublicKeyInfo")?;
        let unusable = |error: &dyn fmt::Display| format!("this RSA key cannot be used: {error}");
        let der = key.to_public_key_der().map_err(|error| unusable(&error))?;
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der.as_bytes())
            .map_err(|_| "an RSA key of 2048 to 8192 bits is needed".to_owned())?;
        Ok(Self {
            key,
            der: der.as_bytes().to_vec(),
        })
    }

    /// Whether the signature is this key's over this message.
    #[must_use]
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.key.verify_sig(message, signature).is_ok()
    }

    /// SubjectPublicKeyInfo in bare Base64, the form Antom's dashboard shows.
    #[must_use]
    pub fn to_base64(&self) -> String {
        BASE64.encode(&self.der)
    }
}

/// The DER inside a pasted key: armour, line breaks and the two characters `\n` are passed over.
fn base64_of(text: &str) -> Result<Vec<u8>, String> {
    let text = text.replace("\\n", "\n").replace("\\r", "\n");
    let body: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("-----"))
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect();
    BASE64
        .decode(body)
        .map_err(|error| format!("a key is given as Base64 or PEM; this is neither: {error}"))
}
