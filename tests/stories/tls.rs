//! The gateway over TLS, with an authority of this machine's own.

use std::io::Write;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::signatures::{Draft, INQUIRY, LET_THROUGH};
use crate::support::app::Folder;
use crate::support::wire::{Message, connect, request, send};
use crate::support::{App, Shop};

/// A client that trusts one authority and nobody else.
pub(crate) fn trusting(ca_pem: &[u8]) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    let ca = CertificateDer::from_pem_slice(ca_pem).expect("the authority is PEM");
    roots.add(ca).expect("the authority is a certificate");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider knows the usual versions")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// Sends a request over TLS; gives the answer and the certificate that the server showed.
fn send_tls(
    app: &App,
    config: &ClientConfig,
    name: &str,
    bytes: &[u8],
) -> Result<(Message, Vec<u8>), String> {
    let base = app.https.as_deref().expect("https is on");
    let name = ServerName::try_from(name.to_owned()).expect("a name");
    let client = ClientConnection::new(Arc::new(config.clone()), name).expect("a client");
    let mut stream = StreamOwned::new(client, connect(base));
    stream.write_all(bytes).map_err(|error| error.to_string())?;
    let answer = Message::read(&mut stream).ok_or("no answer")?;
    let shown = stream.conn.peer_certificates().expect("a certificate");
    Ok((answer, shown[0].to_vec()))
}

pub(crate) fn authority(app: &App) -> Vec<u8> {
    let answer = send(&app.admin, "GET", "/ca.pem", &[], b"");
    assert_eq!(answer.header("content-type"), "application/x-pem-file");
    answer.body
}

fn landing() -> Vec<u8> {
    request("GET", "/", "localhost", &[], b"")
}

#[test]
fn the_same_surface_is_served_over_tls_to_whoever_trusts_the_authority() {
    let app = App::with(&["--https", "127.0.0.1:0"]);
    let config = trusting(&authority(&app));
    for name in ["localhost", "127.0.0.1", "::1"] {
        let (answer, _) = send_tls(&app, &config, name, &landing()).expect(name);
        assert_eq!(answer.status(), 200);
    }
    let shop = Shop::at(&app);
    let draft = Draft::new(&shop);
    let headers: Vec<_> = draft
        .headers
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    // One official client sends the whole URL in its request line.
    for target in [INQUIRY.to_owned(), format!("https://localhost{INQUIRY}")] {
        let bytes = request("POST", &target, "localhost", &headers, &draft.body);
        let (answer, _) = send_tls(&app, &config, "localhost", &bytes).expect("an answer");
        assert_eq!(shop.verified(INQUIRY, answer).result(), LET_THROUGH);
    }
}

#[test]
fn the_authority_is_this_folders_own() {
    let app = App::with(&["--https", "127.0.0.1:0"]);
    let other = App::with(&["--https", "127.0.0.1:0"]);
    let config = trusting(&authority(&other));
    let error = send_tls(&app, &config, "localhost", &landing()).expect_err("a stranger");
    assert!(error.contains("certificate"), "{error}");
}

#[test]
fn the_certificate_is_made_anew_when_its_names_change_and_the_authority_stays() {
    let home = Folder::new();
    let flags = ["--https", "127.0.0.1:0", "--home", home.text()];
    let first = App::with(&flags);
    let ca = authority(&first);
    let config = trusting(&ca);
    let (_, leaf) = send_tls(&first, &config, "localhost", &landing()).expect("it is trusted");
    let error = send_tls(&first, &config, "gateway.test", &landing()).expect_err("no such name");
    assert!(error.contains("not valid for name"), "{error}");
    drop(first);

    let second = App::with(&flags);
    assert_eq!(authority(&second), ca);
    let (_, same) = send_tls(&second, &config, "localhost", &landing()).expect("it is trusted");
    assert_eq!(same, leaf);
    drop(second);

    let names = ["--tls-name", "gateway.test", "--tls-name", "10.0.0.7"];
    let third = App::with(&[&flags[..], &names].concat());
    assert_eq!(authority(&third), ca);
    for name in ["gateway.test", "10.0.0.7", "localhost"] {
        let (_, renewed) = send_tls(&third, &config, name, &landing()).expect(name);
        assert_ne!(renewed, leaf);
    }
}

#[test]
fn damaged_files_are_told_with_what_to_do() {
    let home = Folder::new();
    let flags = ["--https", "127.0.0.1:0", "--home", home.text()];
    drop(App::with(&flags));
    home.file("tls/ca-secret.pem", "nonsense");
    let error = App::try_with(&flags).err().expect("it does not start");
    assert!(
        error.contains("ca-secret.pem is damaged") && error.contains("delete it"),
        "{error}"
    );
}
