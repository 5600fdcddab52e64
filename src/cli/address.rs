//! The admin address, as people type it.

use anyhow::{Context, bail};
use url::Url;

/// The address without its last slash. `127.0.0.1:8090` will do.
pub(super) fn base_of(typed: &str) -> anyhow::Result<String> {
    let typed = typed.trim();
    let whole = if typed.contains("://") {
        typed.to_owned()
    } else {
        format!("http://{typed}")
    };
    let url = Url::parse(&whole);
    let url =
        url.with_context(|| format!("\"{typed}\" is not an address; try http://127.0.0.1:8090"))?;
    if url.scheme() != "http" {
        bail!("\"{typed}\" is not an admin address: the admin API is plain http");
    }
    Ok(whole.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_as_people_type_it() {
        for (typed, meant) in [
            ("http://127.0.0.1:8090/", "http://127.0.0.1:8090"),
            ("localhost:8090", "http://localhost:8090"),
            ("http://[::1]:8090", "http://[::1]:8090"),
        ] {
            assert_eq!(base_of(typed).unwrap(), meant);
        }
        for wrong in ["", "https://localhost:8090", "http://", "localhost:port"] {
            base_of(wrong).expect_err(wrong);
        }
    }
}
