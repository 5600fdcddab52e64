//! API keys, with which the newest official clients call instead of signing. Nothing but those
//! clients' sources tells of them.

/// What is said to a caller whose key cannot be read.
pub(super) const FORM: &str = "the header authorization must be \"Bearer irak_TEST_ID_SECRET\": the client id without SANDBOX_, then anything; or send client-id, request-time and signature";

/// The client id that an `authorization` header names: `Bearer irak_TEST_5X00000000000001_secret`
/// is the merchant `SANDBOX_5X00000000000001`, with `PROD` it is `5X00000000000001`. The clients
/// ask for four such parts and leave the third, the identity, alone; what Antom writes there is
/// not public. Here it is the client id, and every secret is right.
pub(super) fn client_of(authorization: &str) -> Option<String> {
    let key = authorization.strip_prefix("Bearer ")?;
    let mut parts = key.splitn(4, '_');
    let (kind, place, id, secret) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    if !["isak", "irak"].contains(&kind) || id.is_empty() || secret.is_empty() {
        return None;
    }
    match place {
        "TEST" => Some(format!("SANDBOX_{id}")),
        "PROD" => Some(id.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::client_of;

    #[test]
    fn a_key_names_its_client() {
        for (key, client) in [
            ("irak_TEST_5X1_se_cret", Some("SANDBOX_5X1")),
            ("isak_PROD_5X1_s", Some("5X1")),
            ("isak_DEMO_5X1_s", None),
            ("sk_TEST_5X1_s", None),
            ("irak_TEST__s", None),
            ("irak_TEST_5X1_", None),
            ("irak_TEST_5X1", None),
        ] {
            let header = format!("Bearer {key}");
            assert_eq!(client_of(&header).as_deref(), client, "{key}");
        }
        assert_eq!(client_of("Basic aXJhazp4"), None);
    }
}
