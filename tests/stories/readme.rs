//! The README is followed to the letter: its first payment, and the commands after it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::{setting, skip};
use crate::support::App;
use crate::support::app::Folder;

const BINARY: &str = env!("CARGO_BIN_EXE_antom-sandbox");
const MARK: &str = "<!-- This block is run by the tests. -->";

/// What a shell prints when it runs a script beside our program; it must end well.
fn run(script: &str, app: &App, folder: &Path) -> String {
    let programs = Path::new(BINARY)
        .parent()
        .expect("a program is in a folder");
    let path = setting("PATH").unwrap_or_default();
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", script])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", programs.display()))
        .env("ANTOM_GATEWAY", &app.http)
        .env("ANTOM_SANDBOX_ADMIN", &app.admin)
        .output()
        .expect("bash runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The shell blocks of the README behind a mark, in order.
fn blocks_behind(mark: &str) -> Vec<String> {
    let readme = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md"));
    let readme = readme.expect("there is a README");
    let (_, behind) = readme.split_once(mark).expect("the mark is there");
    let blocks = behind.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap_or_default().to_owned())
        .collect()
}

/// The tools that the README's reader is expected to have.
fn has_tools() -> bool {
    let missing = ["bash", "openssl", "curl"].into_iter().find(|tool| {
        let mut version = Command::new(tool);
        version
            .arg("--version")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        // openssl calls it otherwise, and answers all the same.
        version.status().is_err()
    });
    if let Some(tool) = missing {
        skip(&format!(
            "the README's first payment needs {tool}, which is not here"
        ));
    }
    missing.is_none()
}

#[test]
fn the_first_payment_of_the_readme_goes_as_it_says() {
    if !has_tools() {
        return;
    }
    let app = App::with(&[]);
    let folder = Folder::new();
    folder.file("here", "");
    let blocks = blocks_behind(MARK);
    let answer = run(&blocks[0], &app, Path::new(folder.text()));
    assert!(answer.contains("PAYMENT_IN_PROCESS"), "{answer}");
    assert!(answer.contains("/checkout/"), "{answer}");
    assert!(
        blocks[0].lines().count() < 30,
        "the README promises a short one"
    );

    let shown = run(&blocks[1], &app, Path::new(folder.text()));
    assert!(shown.contains("CAPTURED"), "{shown}");
    assert!(shown.contains("PAYMENT_RESULT"), "{shown}");
}
