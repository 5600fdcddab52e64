//! The examples of docs/testing-your-shop.md are run as their readers run them.

use std::path::Path;
use std::process::{Command, Output};

use crate::node::installed;
use crate::process::{Program, setting, skip};
use crate::python::{Needs, python_with};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/examples/testing");
const BINARY: &str = env!("CARGO_BIN_EXE_antom-sandbox");

const NEEDS: Needs = Needs {
    folder: "testing-venv",
    requirements: "docs/examples/testing/python/requirements.txt",
    check: "import pytest, cryptography",
};

/// A command in the folder of an example, which finds our program as `antom-sandbox`.
fn command(program: &str, example: &str) -> Command {
    let mut command = Command::new(program);
    let programs = Path::new(BINARY).parent();
    let programs = programs.expect("a program is in a folder").display();
    let path = setting("PATH").unwrap_or_default();
    command
        .current_dir(format!("{EXAMPLES}/{example}"))
        .env("PATH", format!("{programs}:{path}"));
    command
}

/// What both outputs of a command say; fails with it unless it ended well. `None` when there is no
/// such program.
fn output_of(mut command: Command) -> Option<String> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().ok()?;
    let said = [stdout, stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(status.success(), "{command:?}\n{said}");
    Some(said)
}

#[test]
fn the_pytest_example_passes() {
    let python = match python_with(&NEEDS) {
        Ok(python) => python,
        Err(missing) => return skip(&missing),
    };
    let mut pytest = command(&python, "python");
    // Nothing is left behind in the folder of the example.
    pytest
        .args(["-m", "pytest", "-p", "no:cacheprovider"])
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let said = output_of(pytest).expect("Python was there before");
    assert!(said.contains("5 passed"), "{said}");
}

#[test]
fn the_jest_example_passes() {
    let modules = match installed("docs/examples/testing/node", "testing-node") {
        Ok(modules) => modules,
        Err(missing) => return skip(&missing),
    };
    let mut node = command("node", "node");
    let jest = format!("{modules}/jest/bin/jest.js");
    node.args([&jest, "--no-cache", "--rootDir", "."]);
    let Some(said) = output_of(node) else {
        return skip("Node.js is not here");
    };
    assert!(said.contains("5 passed"), "{said}");
}

#[test]
fn the_curl_example_passes_at_the_demo_shop() {
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    if let Some(tool) = ["bash", "curl"].into_iter().find(|tool| !has(tool)) {
        return skip(&format!("the curl example needs {tool}"));
    }
    let words = "demo --clock stepped --http 127.0.0.1:0 --https off --admin 127.0.0.1:0 --shop 127.0.0.1:0";
    let server = Program::start(words).expect("the program starts");
    let mut bash = command("bash", "curl");
    bash.arg("checkout.sh")
        .env("SHOP", server.address("shop"))
        .env("ANTOM_SANDBOX_ADMIN", server.address("admin"));
    let said = output_of(bash).expect("bash was there before");
    assert_eq!(
        said.lines().filter(|line| line.starts_with("- ")).count(),
        4,
        "{said}"
    );
}
