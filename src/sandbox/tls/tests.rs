//! The files: one authority whatever happens, never two halves of different pairs.

use std::collections::HashSet;
use std::fs;
use std::thread;

use super::super::clock::wall_now;
use super::super::keys::random_seed;
use super::*;

/// A home folder that no other test has; it goes with its owner.
struct Home(PathBuf);

impl Home {
    fn new() -> Self {
        let name = format!("antom-sandbox-tls-{:x}", random_seed());
        Self(std::env::temp_dir().join(name))
    }

    fn start(&self) -> Result<String, TlsError> {
        load_or_make(&self.0, &[], wall_now()).map(|tls| tls.ca_pem)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join("tls").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).expect("the file is there")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).expect("the file can be written");
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        // Nothing may have been written.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The file with its key, and all before it, taken from another file.
fn with_key_of(text: &str, other: &str) -> String {
    let certificate = "-----BEGIN CERTIFICATE-----";
    let cut = |text: &str| text.find(certificate).expect("a certificate");
    [&other[..cut(other)], &text[cut(text)..]].concat()
}

#[test]
fn many_first_starts_at_once_make_one_authority() {
    let home = Home::new();
    let authorities: HashSet<String> = thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(|| home.start())).collect();
        let ended = starts
            .into_iter()
            .map(|start| start.join().expect("it ends"));
        ended.map(|start| start.expect("it starts")).collect()
    });
    assert_eq!(authorities.len(), 1);
    assert!(authorities.contains(&home.text("ca.pem")));
    assert!(authorities.contains(&home.start().expect("it starts again")));
}

#[test]
fn a_key_of_another_pair_is_damage() {
    let (home, other) = (Home::new(), Home::new());
    home.start().expect("it starts");
    other.start().expect("it starts");
    for name in ["leaf-secret.pem", "ca-secret.pem"] {
        let mixed = with_key_of(&home.text(name), &other.text(name));
        home.write(name, &mixed);
        let error = home.start().expect_err("halves of two pairs").to_string();
        assert!(error.contains(name) && error.contains("damaged"), "{error}");
    }
}

#[test]
fn the_copy_for_people_is_always_the_authority_in_use() {
    let home = Home::new();
    let ca = home.start().expect("it starts");
    home.write("ca.pem", "nonsense");
    assert_eq!(home.start().expect("it starts"), ca);
    assert_eq!(home.text("ca.pem"), ca);
    assert!(!ca.contains("PRIVATE"));
    home.write("ca-secret.pem", "nonsense");
    let error = home.start().expect_err("nonsense").to_string();
    assert!(error.contains("ca-secret.pem is damaged"), "{error}");
}

#[test]
fn a_new_authority_makes_the_certificate_anew() {
    let home = Home::new();
    let ca = home.start().expect("it starts");
    fs::remove_file(home.file("ca-secret.pem")).expect("it is there");
    let renewed = home.start().expect("it starts");
    assert_ne!(renewed, ca);
    assert_eq!(home.text("ca.pem"), renewed);
    assert!(home.text("leaf-secret.pem").ends_with(&renewed));
}

#[cfg(unix)]
#[test]
fn keys_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    home.start().expect("it starts");
    for name in ["ca-secret.pem", "leaf-secret.pem"] {
        let metadata = fs::metadata(home.file(name)).expect("it is there");
        assert_eq!(metadata.permissions().mode() & 0o777, 0o600, "{name}");
        assert!(home.text(name).contains("PRIVATE KEY"));
    }
}
