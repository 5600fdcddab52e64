//! What cannot be run here is at least read by the tool that it is for.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::ROOT;
use super::page::{blocks, pages, read};
use super::session::has;
use crate::process::skip;
use crate::python::complaint;
use crate::support::app::Folder;
use crate::support::program::run;

/// Every file below a folder of the repository.
fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The examples with this ending.
fn examples(ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    files(Path::new(&format!("{ROOT}/docs/examples")), &mut found);
    let mut found: Vec<String> = found
        .into_iter()
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .map(|path| path.display().to_string())
        .filter(|path| !path.contains("node_modules"))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "there is no example ending in {ending}");
    found
}

/// Lets a tool read something; fails with what it says.
fn reads(words: &[&str], what: &str) {
    let ran = Command::new(words[0]).args(&words[1..]).output();
    let ran = ran.expect("the tool was found before");
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        complaint(&ran)
    );
    assert!(ran.status.success(), "{what}: {said}");
}

fn missing(tool: &str) -> bool {
    let is_missing = !has(tool);
    if is_missing {
        skip(&format!("{tool} is not here"));
    }
    is_missing
}

#[test]
fn every_command_of_the_book_is_one_for_a_shell() {
    if missing("bash") {
        return;
    }
    let folder = Folder::new();
    for path in pages() {
        for block in blocks(&read(&path)).iter().filter(|block| block.is_shell()) {
            let script = folder.file("block.sh", &block.text);
            reads(&["bash", "-n", &script], &format!("{path}:{}", block.line));
        }
    }
    for path in examples("sh") {
        reads(&["bash", "-n", &path], &path);
    }
}

#[test]
fn every_scenario_of_the_book_is_one() {
    let folder = Folder::new();
    let mut checked = 0;
    for path in pages() {
        let blocks = blocks(&read(&path));
        let scenarios = blocks
            .iter()
            .filter(|block| block.language == "toml" && block.text.starts_with("title = "));
        for block in scenarios {
            let file = folder.file("block.toml", &block.text);
            let said = run(&["scenario", "check", &file]);
            assert_eq!(said.code, Some(0), "{path}:{}: {}", block.line, said.err);
            checked += 1;
        }
    }
    assert!(checked > 5, "only {checked} scenarios were found");
}

#[test]
fn examples_in_python_and_yaml_can_be_read() {
    let python = match crate::openapi::python() {
        Ok(python) => python,
        Err(missing) => return skip(&missing),
    };
    let compiles = "import ast, sys; ast.parse(open(sys.argv[1], encoding='utf-8').read())";
    for path in examples("py") {
        reads(&[&python, "-c", compiles, &path], &path);
    }
    let yaml = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/stories/book/recipe.py");
    let compose = format!("{ROOT}/docker-compose.yml");
    for path in examples("yml").iter().chain([&compose]) {
        reads(&[&python, yaml, path], path);
    }
}

#[test]
fn examples_in_javascript_can_be_read() {
    if missing("node") {
        return;
    }
    for path in examples("js") {
        reads(&["node", "--check", &path], &path);
    }
}

#[test]
fn examples_in_php_can_be_read() {
    if missing("php") {
        return;
    }
    for path in examples("php") {
        reads(&["php", "-l", &path], &path);
    }
}

#[test]
fn examples_in_java_can_be_read() {
    if missing("javac") {
        return;
    }
    let folder = Folder::new();
    folder.file("here", "");
    // Together: they know each other.
    let examples = examples("java");
    let ran = Command::new("javac")
        .args(["-proc:none", "-Xmaxerrs", "1000", "-d", folder.text()])
        .args(&examples)
        .output();
    let said = complaint(&ran.expect("javac was found before"));
    // The libraries are not here, so what they have cannot be found; anything else is a mistake.
    let unknown = [
        "does not exist",
        "cannot find symbol",
        "does not override",
        "static import only",
    ];
    let is_mistake =
        |line: &&str| line.contains("error:") && !unknown.iter().any(|why| line.contains(why));
    let mistakes: Vec<_> = said.lines().filter(is_mistake).collect();
    assert!(mistakes.is_empty(), "{mistakes:#?}\n{said}");
}
