//! TLS for the clients that speak nothing else: a certificate authority of this machine's own,
//! made on first start, and a certificate for the names the sandbox is called by.
//!
//! The authority is never shipped: whoever held a shared one could pose as any site to everybody
//! who trusts it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::keys::random_seed;

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
    let folder = home.join("tls");
    fs::create_dir_all(&folder).map_err(|error| TlsError::File {
        path: folder.clone(),
        error,
    })?;
    let ca = Authority::load_or_make(&folder, now)?;
    let mut names: Vec<String> = USUAL_NAMES.map(str::to_owned).to_vec();
    names.extend(
        extra_names
            .iter()
            .filter(|name| !USUAL_NAMES.contains(&name.as_str()))
            .cloned(),
    );
    let (certificate, key) = load_or_make_leaf(&folder, &ca, &names, now)?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let server_config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate, ca.der], key)?;
    Ok(Tls {
        server_config: Arc::new(server_config),
        ca_pem: ca.pem,
    })
}

struct Authority {
    pem: String,
    der: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    fn load_or_make(folder: &Path, now: Timestamp) -> Result<Self, TlsError> {
        let (pem_path, key_path) = (folder.join("ca.pem"), folder.join("ca.key"));
        if !(pem_path.exists() && key_path.exists()) {
            let key = KeyPair::generate()?;
            let certificate = authority_params(now).self_signed(&key)?;
            write_secret(&key_path, &key.serialize_pem())?;
            write(&pem_path, &certificate.pem())?;
        }
        let (pem, key_pem) = (read(&pem_path)?, read(&key_path)?);
        let key = KeyPair::from_pem(&key_pem).map_err(|error| damaged(&key_path, &error))?;
        let issuer = Issuer::new(authority_params(now), key);
        let der = certificate_of(&pem).map_err(|error| damaged(&pem_path, &error))?;
        Ok(Self { pem, der, issuer })
    }
}

/// The name is all a leaf takes from its issuer, and that never changes.
fn authority_params(now: Timestamp) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = rcgen::DistinguishedName::new();
    params
        .distinguished_name
        .push(DnType::CommonName, "antom-sandbox local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.not_before = date(now - HEAD_START);
    params.not_after = date(now + CA_LIFETIME);
    params
}

type Leaf = (CertificateDer<'static>, PrivateKeyDer<'static>);

fn load_or_make_leaf(
    folder: &Path,
    ca: &Authority,
    names: &[String],
    now: Timestamp,
) -> Result<Leaf, TlsError> {
    let (pem_path, key_path, note_path) = (
        folder.join("leaf.pem"),
        folder.join("leaf.key"),
        folder.join("leaf.txt"),
    );
    let is_current =
        fs::read_to_string(&note_path).is_ok_and(|note| note_fits(&note, ca, names, now));
    if !(is_current && pem_path.exists() && key_path.exists()) {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params
            .distinguished_name
            .push(DnType::CommonName, "antom-sandbox");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        params.not_before = date(now - HEAD_START);
        params.not_after = date(now + LEAF_LIFETIME);
        let certificate = params.signed_by(&key, &ca.issuer)?;
        write_secret(&key_path, &key.serialize_pem())?;
        write(&pem_path, &certificate.pem())?;
        write(&note_path, &note(ca, names, now + LEAF_LIFETIME))?;
    }
    let certificate =
        certificate_of(&read(&pem_path)?).map_err(|error| damaged(&pem_path, &error))?;
    let key = PrivateKeyDer::from_pem_slice(read(&key_path)?.as_bytes())
        .map_err(|error| damaged(&key_path, &error))?;
    Ok((certificate, key))
}

/// What the certificate was made for: its end, its names, and the authority that signed it.
fn note(ca: &Authority, names: &[String], until: Timestamp) -> String {
    format!("{until}\n{}\n{}", names.join(" "), ca.pem)
}

fn note_fits(note_text: &str, ca: &Authority, names: &[String], now: Timestamp) -> bool {
    let until = note_text.lines().next().and_then(|line| line.parse().ok());
    until.is_some_and(|until: Timestamp| {
        until > now + LEAF_RESERVE && note_text == note(ca, names, until)
    })
}

fn date(at: Timestamp) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp(at.as_second())
        .expect("an instant near now is within the calendar")
}

fn certificate_of(pem: &str) -> Result<CertificateDer<'static>, rustls::pki_types::pem::Error> {
    CertificateDer::from_pem_slice(pem.as_bytes())
}

fn damaged(path: &Path, reason: &dyn std::fmt::Display) -> TlsError {
    TlsError::Damaged {
        path: path.to_owned(),
        reason: reason.to_string(),
    }
}

fn read(path: &Path) -> Result<String, TlsError> {
    fs::read_to_string(path).map_err(|error| TlsError::File {
        path: path.to_owned(),
        error,
    })
}

fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    save(path, text, false)
}

/// Writes a file that only its owner may read.
fn write_secret(path: &Path, text: &str) -> Result<(), TlsError> {
    save(path, text, true)
}

/// Writes beside the place and then moves there: two sandboxes that start at once on one home
/// folder see whole files only.
fn save(path: &Path, text: &str, secret: bool) -> Result<(), TlsError> {
    let beside = path.with_extension(format!("{:x}.new", random_seed()));
    let attempt = || {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        if secret {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = secret;
        options.open(&beside)?.write_all(text.as_bytes())?;
        fs::rename(&beside, path)
    };
    attempt().map_err(|error| TlsError::File {
        path: path.to_owned(),
        error,
    })
}
