//! The well-known test keys, and the keys of a merchant.
//!
//! The well-known pairs are the same on every machine, so that a shop is configured once. Anybody
//! can sign with them: they protect nothing and must never be used outside a sandbox.

use std::sync::{Arc, LazyLock};

use rand::RngCore;
use rand::rngs::OsRng;

use crate::protocol::key::{SigningKey, VerifyingKey};

/// The client id of the merchant that exists from the start.
pub const DEFAULT_CLIENT_ID: &str = "SANDBOX_5X00000000000001";

/// PKCS#8 in Base64: what a shop signs with unless it brings its own key.
pub const MERCHANT_PRIVATE_KEY: &str = include_str!("well_known/merchant-private.txt");

/// `SubjectPublicKeyInfo` in Base64: what a shop verifies with.
pub const GATEWAY_PUBLIC_KEY: &str = include_str!("well_known/gateway-public.txt");

/// The key that signs answers and notifications.
#[must_use]
pub fn gateway_key() -> Arc<SigningKey> {
    static KEY: LazyLock<Arc<SigningKey>> = LazyLock::new(|| {
        let text = include_str!("well_known/gateway-private.txt");
        Arc::new(SigningKey::parse(text).expect("the well-known key is a key"))
    });
    Arc::clone(&KEY)
}

/// A key that is not Antom's, for messages that must not verify: the well-known merchant's.
pub(super) fn foreign_key() -> &'static SigningKey {
    static KEY: LazyLock<SigningKey> = LazyLock::new(|| {
        SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("the well-known key is a key")
    });
    &KEY
}

/// With what a merchant's requests are verified.
#[derive(Clone, Debug)]
pub enum MerchantKeys {
    /// The well-known test key.
    WellKnown,
    /// The merchant's own public key.
    Own(VerifyingKey),
    /// None is registered: every call is answered `KEY_NOT_FOUND`.
    None,
}

impl MerchantKeys {
    /// The key of a version; only version 1 exists, and a missing version means the newest.
    #[must_use]
    pub fn version(&self, version: Option<u32>) -> Option<&VerifyingKey> {
        if !matches!(version, None | Some(1)) {
            return None;
        }
        match self {
            Self::WellKnown => Some(well_known_merchant_key()),
            Self::Own(key) => Some(key),
            Self::None => None,
        }
    }
}

fn well_known_merchant_key() -> &'static VerifyingKey {
    static KEY: LazyLock<VerifyingKey> = LazyLock::new(|| {
        let text = include_str!("well_known/merchant-public.txt");
        VerifyingKey::parse(text).expect("the well-known key is a key")
    });
    &KEY
}

/// A seed from the machine's entropy, for whoever asked for none. It has 53 bits: more would not
/// survive a JSON reader that keeps numbers as floats.
#[must_use]
pub fn random_seed() -> u64 {
    OsRng.next_u64() >> 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_well_known_halves_belong_together() {
        assert_eq!(gateway_key().public_key().to_base64(), GATEWAY_PUBLIC_KEY);
        let merchant = SigningKey::parse(MERCHANT_PRIVATE_KEY).expect("a key");
        let signature = merchant.sign(b"hello");
        assert!(well_known_merchant_key().verifies(b"hello", &signature));
        assert!(!well_known_merchant_key().verifies(b"hullo", &signature));
    }
}
