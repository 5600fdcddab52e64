//! TLS for the clients that speak nothing else: a certificate authority of this machine's own,
//! made on first start, and a certificate for the names the sandbox is called by.
//!
//! The authority is never shipped: whoever held a shared one could pose as any site to everybody
//! who trusts it.
//!
//! A key and its certificate share one file, so that no two halves of different pairs can meet:
//! `ca-secret.pem` and `leaf-secret.pem`. `ca.pem` is a copy for people to hand on.

mod files;
#[cfg(test)]
mod tests;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};

use self::files::{make_alone, read, write, write_secret};

/// Names the certificate always has.
const USUAL_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Browsers refuse server certificates that last longer than 825 days.
const LEAF_LIFETIME: SignedDuration = SignedDuration::from_hours(397 * 24);

/// A certificate that ends sooner than this is renewed.
const LEAF_RESERVE: SignedDuration = SignedDuration::from_hours(30 * 24);

const CA_LIFETIME: SignedDuration = SignedDuration::from_hours(3650 * 24);

/// Machines whose clocks differ a little must still find a new certificate valid.
const HEAD_START: SignedDuration = SignedDuration::from_hours(24);

/// What the https listener needs.
#[derive(Debug)]
pub struct Tls {
    /// The configuration of the listener.
    pub server_config: Arc<ServerConfig>,
    /// The authority's certificate, for clients to trust.
    pub ca_pem: String,
}

/// What went wrong with the files under the home folder.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read or written.
    #[error("{}: {error}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file holds something else.
    #[error("{} is damaged ({reason}); delete it and start again, then trust the new ca.pem", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// No certificate can be made, for example for a name that is none.
    #[error("cannot make a certificate: {0}")]
    Make(#[from] rcgen::Error),
    /// The TLS library refuses the key or the certificate.
    #[error("cannot use the certificate: {0}")]
    Use(#[from] rustls::Error),
}

/// Loads the authority and the certificate from the home folder, making what is missing: the
/// authority once, the certificate whenever its names change or it is about to end.
///
/// # Errors
/// See [`TlsError`].
pub fn load_or_make(home: &Path, extra_names: &[String], now: Timestamp) -> Result<Tls, TlsError> {
    let mut names: Vec<String> = USUAL_NAMES.map(str::to_owned).to_vec();
    names.extend(
        extra_names
            .iter()
            .filter(|name| !USUAL_NAMES.contains(&name.as_str()))
            .cloned(),
    );
    let place = Place {
        folder: files::folder(home)?,
        names: names.join(" "),
        now,
    };
    let (ca, leaf) = match place.load()? {
        Some(found) => found,
        None => place.make_missing(&names)?,
    };
    // Whatever happened to the copy, people are to trust what is really used.
    let copy = place.folder.join("ca.pem");
    if read(&copy)?.as_deref() != Some(&ca.pem) {
        write(&copy, &ca.pem)?;
    }
    let server_config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(leaf)));
    Ok(Tls {
        server_config: Arc::new(server_config),
        ca_pem: ca.pem,
    })
}

/// Where the files are, and what the certificate has to be good for.
struct Place {
    folder: PathBuf,
    names: String,
    now: Timestamp,
}

impl Place {
    fn load(&self) -> Result<Option<(Authority, CertifiedKey)>, TlsError> {
        let Some(ca) = self.load_authority()? else {
            return Ok(None);
        };
        let leaf = self.load_leaf(&ca)?;
        Ok(leaf.map(|leaf| (ca, leaf)))
    }

    /// Another sandbox may be at it: what it has made by now is not missing any more.
    fn make_missing(&self, names: &[String]) -> Result<(Authority, CertifiedKey), TlsError> {
        let _alone = make_alone(&self.folder)?;
        let ca = match self.load_authority()? {
            Some(ca) => ca,
            None => self.make_authority()?,
        };
        let leaf = match self.load_leaf(&ca)? {
            Some(leaf) => leaf,
            None => self.make_leaf(&ca, names)?,
        };
        Ok((ca, leaf))
    }

    fn load_authority(&self) -> Result<Option<Authority>, TlsError> {
        let path = self.authority_path();
        let text = read(&path)?;
        text.map(|text| Authority::parse(&path, &text)).transpose()
    }

    fn make_authority(&self) -> Result<Authority, TlsError> {
        let key = KeyPair::generate()?;
        let certificate = authority_params(self.now).self_signed(&key)?;
        let (path, text) = (
            self.authority_path(),
            key.serialize_pem() + &certificate.pem(),
        );
        write_secret(&path, &text)?;
        Authority::parse(&path, &text)
    }

    fn load_leaf(&self, ca: &Authority) -> Result<Option<CertifiedKey>, TlsError> {
        let path = self.leaf_path();
        match read(&path)? {
            Some(text) if self.is_current(&text, ca) => pair(&path, &text, ca).map(Some),
            _ => Ok(None),
        }
    }

    /// A leaf's file begins with its end and its names, and ends with the authority that signed
    /// it. What a PEM file has before its first dashes is for people.
    fn is_current(&self, text: &str, ca: &Authority) -> bool {
        let mut lines = text.lines();
        let until = lines.next().and_then(|line| line.parse().ok());
        until.is_some_and(|until: Timestamp| until > self.now + LEAF_RESERVE)
            && lines.next() == Some(&self.names)
            && text.ends_with(&ca.pem)
    }

    fn make_leaf(&self, ca: &Authority, names: &[String]) -> Result<CertifiedKey, TlsError> {
        let until = self.now + LEAF_LIFETIME;
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = named("antom-sandbox");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = date(self.now - HEAD_START);
        params.not_after = date(until);
        let issuer = Issuer::new(authority_params(self.now), &ca.key);
        let certificate = params.signed_by(&key, &issuer)?.pem();
        let (key, names) = (key.serialize_pem(), &self.names);
        let text = format!("{until}\n{names}\n{key}{certificate}{}", ca.pem);
        let path = self.leaf_path();
        write_secret(&path, &text)?;
        pair(&path, &text, ca)
    }

    fn authority_path(&self) -> PathBuf {
        self.folder.join("ca-secret.pem")
    }

    fn leaf_path(&self) -> PathBuf {
        self.folder.join("leaf-secret.pem")
    }
}

struct Authority {
    pem: String,
    der: CertificateDer<'static>,
    key: KeyPair,
}

impl Authority {
    fn parse(path: &Path, text: &str) -> Result<Self, TlsError> {
        let damaged = |reason: &dyn std::fmt::Display| damaged(path, reason);
        let (der, key) = key_and_certificate(path, text)?;
        // Refuses a key that is not the certificate's.
        CertifiedKey::from_der(vec![der.clone()], key.clone_key(), &provider())
            .map_err(|error| damaged(&error))?;
        let key = KeyPair::try_from(&key).map_err(|error| damaged(&error))?;
        let begin = text.find("-----BEGIN CERTIFICATE-----");
        let pem = begin.map(|begin| text[begin..].to_owned());
        let pem = pem.ok_or_else(|| damaged(&"no certificate"))?;
        Ok(Self { pem, der, key })
    }
}

/// The key of a leaf's file with the certificates to show for it.
fn pair(path: &Path, text: &str, ca: &Authority) -> Result<CertifiedKey, TlsError> {
    let (leaf, key) = key_and_certificate(path, text)?;
    let chain = vec![leaf, ca.der.clone()];
    CertifiedKey::from_der(chain, key, &provider()).map_err(|error| damaged(path, &error))
}

fn key_and_certificate(
    path: &Path,
    text: &str,
) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), TlsError> {
    let damaged = |error| damaged(path, &error);
    let certificate = CertificateDer::from_pem_slice(text.as_bytes()).map_err(damaged)?;
    let key = PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(damaged)?;
    Ok((certificate, key))
}

/// The name is all a leaf takes from its issuer, and that never changes.
fn authority_params(now: Timestamp) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named("antom-sandbox local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date(now - HEAD_START);
    params.not_after = date(now + CA_LIFETIME);
    params
}

fn named(name: &str) -> DistinguishedName {
    let mut full = DistinguishedName::new();
    full.push(DnType::CommonName, name);
    full
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::aws_lc_rs::default_provider())
}

fn date(at: Timestamp) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp(at.as_second())
        .expect("an instant near now is within the calendar")
}

fn damaged(path: &Path, reason: &dyn std::fmt::Display) -> TlsError {
    TlsError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}
