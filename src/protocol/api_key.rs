//! API keys, with which the newest official clients call instead of signing. Nothing but those
//! clients' sources tells of them: `irak` or `isak`, `TEST` or `PROD`, an identity and a secret,
//! with `_` between. Some versions ask no more of the identity than letters and digits; others
//! decode it, as the client id in Base64 without padding.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// What is said to a caller whose key cannot be read.
pub const FORM: &str = "the header authorization must be \"Bearer irak_TEST_ID_SECRET\": ID is the client id in Base64 without padding, or as it is without SANDBOX_, and SECRET anything; or send client-id, request-time and signature";

/// What stands in place of a secret.
pub const HIDDEN: &str = "***";

/// No client id is longer.
const ID_MAX: usize = 64;

/// A key that can be read. Every secret is right.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ApiKey {
    /// The merchant that it names.
    pub client_id: String,
    /// The header that it came in, [`HIDDEN`] in place of the secret.
    pub shown: String,
}

impl ApiKey {
    /// The key in an `authorization` header. Its identity is read as a known merchant if it can
    /// be: first as Base64, then as a client id itself. That may have a `_`, which the secret may
    /// have too, so the longest one counts. With `TEST` the id may lack its `SANDBOX_`.
    pub fn read(authorization: &str, is_known: impl Fn(&str) -> bool) -> Option<Self> {
        let key = authorization.strip_prefix("Bearer ")?;
        let mut parts = key.splitn(3, '_');
        let (kind, place, rest) = (parts.next()?, parts.next()?, parts.next()?);
        if !["isak", "irak"].contains(&kind) || !["TEST", "PROD"].contains(&place) {
            return None;
        }
        let (identity, secret) = rest.split_once('_')?;
        if identity.is_empty() || secret.is_empty() {
            return None;
        }
        let ids = |written: &str| {
            let whole = written.to_owned();
            if place == "PROD" || written.starts_with("SANDBOX_") {
                vec![whole]
            } else {
                vec![format!("SANDBOX_{written}"), whole]
            }
        };
        let decoded = decoded(identity);
        let readings = decoded.iter().map(|id| (id.as_str(), secret));
        let known = readings.chain(plain(rest)).find_map(|(written, secret)| {
            let id = ids(written).into_iter().find(|id| is_known(id))?;
            Some((id, secret))
        });
        let (client_id, secret) = known.unwrap_or_else(|| {
            let written = decoded.as_deref().unwrap_or(identity);
            (ids(written).swap_remove(0), secret)
        });
        let open = &authorization[..authorization.len() - secret.len()];
        Some(Self {
            client_id,
            shown: format!("{open}{HIDDEN}"),
        })
    }
}

/// The client id that is written in Base64.
fn decoded(identity: &str) -> Option<String> {
    let bytes = STANDARD_NO_PAD.decode(identity).ok()?;
    let id = String::from_utf8(bytes).ok()?;
    let is_id = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
    id.chars().all(is_id).then_some(id)
}

/// Every way to part a client id and a secret, the longest id first.
fn plain(rest: &str) -> impl Iterator<Item = (&str, &str)> {
    let parted = rest.rmatch_indices('_');
    parted
        .map(|(at, _)| (&rest[..at], &rest[at + 1..]))
        .filter(|(id, secret)| (1..=ID_MAX).contains(&id.len()) && !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use super::ApiKey;

    const KNOWN: [&str; 5] = ["SANDBOX_5X1", "5X1", "my", "my_shop", "tests-7"];

    fn client_of(key: &str) -> Option<String> {
        let key = ApiKey::read(&format!("Bearer {key}"), |id| KNOWN.contains(&id));
        key.map(|key| key.client_id)
    }

    #[test]
    fn a_key_names_its_client() {
        for (key, client) in [
            ("irak_TEST_5X1_se_cret", Some("SANDBOX_5X1")),
            ("isak_PROD_5X1_s", Some("5X1")),
            ("irak_PROD_my_shop_secret", Some("my_shop")),
            ("irak_PROD_my_secret", Some("my")),
            ("irak_TEST_tests-7_s", Some("tests-7")),
            ("irak_TEST_SANDBOX_5X1_s", Some("SANDBOX_5X1")),
            ("irak_TEST_nobody_se_cret", Some("SANDBOX_nobody")),
            ("isak_DEMO_5X1_s", None),
            ("sk_TEST_5X1_s", None),
            ("irak_TEST__s", None),
            ("irak_TEST_5X1_", None),
            ("irak_TEST_5X1", None),
        ] {
            assert_eq!(client_of(key).as_deref(), client, "{key}");
        }
        assert_eq!(ApiKey::read("Basic aXJhazp4", |_| true), None);
    }

    #[test]
    fn the_client_may_be_written_in_base64() {
        for (key, client) in [
            // SANDBOX_5X1, 5X1, my_shop, nobody-1.
            ("irak_TEST_U0FOREJPWF81WDE_se_cret", "SANDBOX_5X1"),
            ("irak_TEST_NVgx_s", "SANDBOX_5X1"),
            ("irak_PROD_NVgx_s", "5X1"),
            ("irak_PROD_bXlfc2hvcA_s", "my_shop"),
            ("irak_TEST_bm9ib2R5LTE_s", "SANDBOX_nobody-1"),
            // Padded, it is none.
            ("irak_PROD_bXlfc2hvcA==_s", "bXlfc2hvcA=="),
        ] {
            assert_eq!(client_of(key).as_deref(), Some(client), "{key}");
        }
    }

    #[test]
    fn a_secret_is_hidden_and_its_client_can_still_be_read() {
        for (key, shown) in [
            ("irak_PROD_my_shop_sec_ret", "irak_PROD_my_shop_***"),
            ("irak_TEST_NVgx_sec_ret", "irak_TEST_NVgx_***"),
            ("irak_TEST_nobody_sec_ret", "irak_TEST_nobody_***"),
        ] {
            let is_known = |id: &str| KNOWN.contains(&id);
            let read = ApiKey::read(&format!("Bearer {key}"), is_known).expect("a key");
            assert_eq!(read.shown, format!("Bearer {shown}"));
            assert_eq!(ApiKey::read(&read.shown, is_known), Some(read));
        }
    }
}
