//! Where notifications may go.
//!
//! The sample data of every guide names real hosts. A sandbox must not call them by accident, so
//! only this machine and private networks are reached unless the operator says otherwise.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where clouds tell a machine its credentials: AWS and most others, AWS for containers, Alibaba
/// Cloud, and AWS over IPv6.
const METADATA: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(100, 100, 100, 200)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x254)),
];

/// Whether an address is a cloud's service for credentials. No shop listens there, whatever the
/// operator allows.
#[must_use]
pub fn is_metadata(address: IpAddr) -> bool {
    METADATA.contains(&address.to_canonical())
}

/// Whether an address is of this machine, a private network or a container network.
#[must_use]
pub fn is_local(address: IpAddr) -> bool {
    if is_metadata(address) {
        return false;
    }
    match address.to_canonical() {
        IpAddr::V4(v4) => is_local_v4(v4),
        IpAddr::V6(v6) => is_local_v6(v6),
    }
}

fn is_local_v4(address: Ipv4Addr) -> bool {
    // 100.64.0.0/10 is shared address space: some container networks live there.
    let shared = address.octets()[0] == 100 && address.octets()[1] & 0xc0 == 64;
    // The unspecified address leads to this machine, too.
    let own = address.is_loopback() || address.is_unspecified();
    own || address.is_private() || address.is_link_local() || shared
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    let own = address.is_loopback() || address.is_unspecified();
    own || address.is_unique_local() || address.is_unicast_link_local()
}

/// Replaces the beginning of notify URLs, so that a shop's configured production URL reaches the
/// shop on this machine: `https://shop.example=http://127.0.0.1:3000`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rewrite {
    from: String,
    to: String,
}

impl std::str::FromStr for Rewrite {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let form = "write FROM=TO, both beginning with http:// or https://";
        // An equals sign may stand in either URL's query; the right one is followed by a scheme.
        let cut = text.find("=http").ok_or(form)?;
        let (from, to) = (&text[..cut], &text[cut + 1..]);
        for url in [from, to] {
            let parsed =
                url::Url::parse(url).map_err(|error| format!("\"{url}\": {error}; {form}"))?;
            if !matches!(parsed.scheme(), "http" | "https") {
                return Err(format!("\"{url}\" is not http or https; {form}"));
            }
        }
        Ok(Self {
            from: from.trim_end_matches('/').to_owned(),
            to: to.trim_end_matches('/').to_owned(),
        })
    }
}

impl Rewrite {
    /// The new URL, if the old one begins as this says. A host is matched as a whole:
    /// `https://shop.example` does not match `https://shop.example.org`.
    #[must_use]
    pub fn apply(&self, url: &str) -> Option<String> {
        let rest = url.strip_prefix(&self.from)?;
        let whole = rest.is_empty() || rest.starts_with(['/', '?', '#']);
        whole.then(|| format!("{}{rest}", self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_and_private_networks_are_local() {
        let local = |text: &str| is_local(text.parse().expect("an address"));
        for near in [
            "127.0.0.1",
            "0.0.0.0",
            "::",
            "127.8.8.8",
            "10.1.2.3",
            "172.17.0.2",
            "192.168.1.5",
            "169.254.1.1",
            "100.64.0.1",
            "::1",
            "fd00::1",
            "fe80::1",
            "::ffff:127.0.0.1",
        ] {
            assert!(local(near), "{near}");
        }
        for far in [
            "8.8.8.8",
            "172.32.0.1",
            "100.128.0.1",
            "2001:4860::1",
            "::ffff:8.8.8.8",
        ] {
            assert!(!local(far), "{far}");
        }
    }

    #[test]
    fn where_clouds_keep_credentials_is_not_local() {
        for text in [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "169.254.170.2",
            "100.100.100.200",
            "fd00:ec2::254",
        ] {
            let address = text.parse().expect("an address");
            assert!(is_metadata(address) && !is_local(address), "{text}");
        }
    }

    #[test]
    fn a_rewrite_replaces_the_beginning_of_a_url_and_no_other() {
        let rewrite: Rewrite = "https://shop.example=http://127.0.0.1:3000"
            .parse()
            .expect("a rewrite");
        let new = rewrite.apply("https://shop.example/hooks?a=b");
        assert_eq!(new.as_deref(), Some("http://127.0.0.1:3000/hooks?a=b"));
        assert_eq!(rewrite.apply("https://shop.example.org/hooks"), None);
        assert_eq!(rewrite.apply("http://shop.example/hooks"), None);
    }

    #[test]
    fn a_rewrite_that_is_none_says_how_to_write_one() {
        for wrong in [
            "https://shop.example",
            "a=b",
            "ftp://a=http://b",
            "http://a=https:",
        ] {
            let error = wrong.parse::<Rewrite>().expect_err(wrong);
            assert!(error.contains("FROM=TO"), "{error}");
        }
    }
}
