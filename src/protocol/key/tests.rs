//! Keys in all the forms that people paste, made from the key pair of the test vectors.

use rsa::BigUint;
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::pkcs8::LineEnding;

use super::super::vectors::{PRIVATE_KEY, PUBLIC_KEY};
use super::*;

/// PEM, PEM on one line, PEM with its line breaks written as `\n`, and bare Base64 with and
/// without line breaks.
fn pasted(pem: &str, der: &[u8]) -> [String; 6] {
    let bare: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(bare, BASE64.encode(der));
    [
        pem.replace('\n', " "),
        pem.replace('\n', "\\n"),
        pem.replace('\n', "\r\n"),
        pem.to_owned(),
        format!("  {}\n{}\n", &bare[..70], &bare[70..]),
        bare,
    ]
}

#[test]
fn a_private_key_is_read_in_every_form_that_people_paste() {
    let key = rsa_key();
    let lf = LineEnding::LF;
    let (pkcs8, pkcs1) = (
        key.to_pkcs8_der().expect("DER"),
        key.to_pkcs1_der().expect("DER"),
    );
    let (pem8, pem1) = (
        key.to_pkcs8_pem(lf).expect("PEM"),
        key.to_pkcs1_pem(lf).expect("PEM"),
    );
    let mut forms = pasted(&pem8, pkcs8.as_bytes()).to_vec();
    forms.extend(pasted(&pem1, pkcs1.as_bytes()));
    // What the Python and PHP clients make of a PKCS#8 key.
    forms.push(pem8.replace("PRIVATE KEY", "RSA PRIVATE KEY"));
    for form in forms {
        let parsed = SigningKey::parse(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
        assert_eq!(parsed.public_key().to_base64(), PUBLIC_KEY.trim_end());
        // Pasted where the public half belongs it is refused, in whatever form.
        let error = VerifyingKey::parse(&form).expect_err("a private key");
        assert!(error.starts_with("this is a private key"), "{error}");
    }
}

#[test]
fn a_public_key_is_read_in_every_form_that_people_paste() {
    let key = RsaPublicKey::from(&rsa_key());
    let lf = LineEnding::LF;
    let (spki, pkcs1) = (
        key.to_public_key_der().expect("DER"),
        key.to_pkcs1_der().expect("DER"),
    );
    let (pem, pem1) = (
        key.to_public_key_pem(lf).expect("PEM"),
        key.to_pkcs1_pem(lf).expect("PEM"),
    );
    let mut forms = pasted(&pem, spki.as_bytes()).to_vec();
    forms.extend(pasted(&pem1, pkcs1.as_bytes()));
    for form in forms {
        let parsed = VerifyingKey::parse(&form).unwrap_or_else(|error| panic!("{error}: {form}"));
        assert_eq!(parsed.to_base64(), PUBLIC_KEY.trim_end());
        assert!(SigningKey::parse(&form).is_err());
    }
}

fn rsa_key() -> RsaPrivateKey {
    let der = BASE64.decode(PRIVATE_KEY.trim_end()).expect("Base64");
    RsaPrivateKey::from_pkcs8_der(&der).expect("a key")
}

#[test]
fn what_is_no_usable_key_is_refused_with_a_sentence() {
    for (text, told) in [
        ("", "not an RSA public key"),
        ("hello, key!", "neither"),
        ("aGVsbG8=", "not an RSA public key"),
        (short_public_key().as_str(), "this one has 1024"),
    ] {
        let error = VerifyingKey::parse(text).expect_err(text);
        assert!(error.contains(told), "{text}: {error}");
        assert!(SigningKey::parse(text).is_err());
    }
}

/// A public key of 1024 bits; its modulus needs no factors to be looked at.
fn short_public_key() -> String {
    let modulus = BigUint::from_bytes_be(&[0xc5; 128]);
    let key = RsaPublicKey::new(modulus, BigUint::from(65_537_u32)).expect("a key");
    BASE64.encode(key.to_public_key_der().expect("DER"))
}
