//! Keys in every form that people paste, and the two things done with them: sign and verify.

use std::fmt;
use std::ops::RangeInclusive;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    KeyPair, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use rsa::pkcs1::{DecodeRsaPrivateKey, DecodeRsaPublicKey};
use rsa::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use rsa::traits::PublicKeyParts;
use rsa::{RsaPrivateKey, RsaPublicKey};

/// How many bits a modulus may have: Antom's keys have 2048, and those who read pasted keys here
/// and verify with them have these limits in common.
const BITS: RangeInclusive<usize> = 2048..=4096;

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
            return Self::of_usual_size(pair);
        }
        let key = RsaPrivateKey::from_pkcs8_der(&der)
            .ok()
            .or_else(|| RsaPrivateKey::from_pkcs1_der(&der).ok())
            .ok_or("not an RSA private key: paste the Base64 of a PKCS#8 key")?;
        check_size(key.size())?;
        let unusable = |error: &dyn fmt::Display| format!("this RSA key cannot be used: {error}");
        let der = key.to_pkcs8_der().map_err(|error| unusable(&error))?;
        let pair = RsaKeyPair::from_pkcs8(der.as_bytes()).map_err(|error| unusable(&error))?;
        Ok(Self { pair })
    }

    fn of_usual_size(pair: RsaKeyPair) -> Result<Self, String> {
        check_size(pair.public_modulus_len())?;
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
    /// Reads a public key: `SubjectPublicKeyInfo` or PKCS#1, bare Base64 or PEM.
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
        check_size(key.size())?;
        let unusable = |error: &dyn fmt::Display| format!("this RSA key cannot be used: {error}");
        let der = key.to_public_key_der().map_err(|error| unusable(&error))?;
        let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der.as_bytes())
            .map_err(|error| unusable(&error))?;
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

    /// `SubjectPublicKeyInfo` in bare Base64, the form Antom's dashboard shows.
    #[must_use]
    pub fn to_base64(&self) -> String {
        BASE64.encode(&self.der)
    }
}

/// A key of another size would be taken, and then never verify anything.
fn check_size(modulus_bytes: usize) -> Result<(), String> {
    let bits = modulus_bytes * 8;
    if BITS.contains(&bits) {
        return Ok(());
    }
    let (low, high) = (BITS.start(), BITS.end());
    Err(format!(
        "an RSA key of {low} to {high} bits is needed, this one has {bits}"
    ))
}

/// The DER inside a pasted key: armour, line breaks and the two characters `\n` are passed over.
fn base64_of(text: &str) -> Result<Vec<u8>, String> {
    let text = text.replace("\\n", "\n").replace("\\r", "\n");
    // Base64 has no hyphens: between the hyphens of the armour, every second piece is a label,
    // also where everything was pasted on one line.
    let body: String = text
        .split("-----")
        .step_by(2)
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect();
    BASE64
        .decode(body)
        .map_err(|error| format!("a key is given as Base64 or PEM; this is neither: {error}"))
}

#[cfg(test)]
mod tests;
