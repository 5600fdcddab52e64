//! The texts name no command, flag or variable that the program has not.

use std::collections::{BTreeMap, BTreeSet};

use crate::docs::help::{printed, promised, subcommands};
use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::{TextFile, rust_files, text_files};

const PROGRAM: &str = "antom-sandbox ";

/// What a command's help tells.
#[derive(Default)]
struct Told {
    /// The commands below it.
    commands: Vec<String>,
    /// Its flags and their variables.
    flags: BTreeSet<String>,
    /// Whether it takes words of the user's own.
    has_arguments: bool,
}

/// What the program knows, by the words of its commands.
struct Known(BTreeMap<String, Told>);

impl Known {
    fn of_the_program() -> Self {
        let mut known = Self(BTreeMap::new());
        known.collect(&[]);
        // Some variables say how tests are run: `setting("…")`.
        let tests = rust_files("tests/");
        let settings = tests
            .iter()
            .flat_map(|file| file.text.split("setting(\"").skip(1));
        let names = settings.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()));
        let told = Told {
            flags: names.collect(),
            ..Told::default()
        };
        known.0.insert("(tests)".to_owned(), told);
        known
    }

    fn collect(&mut self, words: &[&str]) {
        let help = printed(&[words, &["--help"]].concat());
        let told = Told {
            commands: subcommands(&help),
            flags: promised(&help),
            has_arguments: help.contains("\nArguments:"),
        };
        for name in &told.commands {
            self.collect(&[words, &[name.as_str()]].concat());
        }
        self.0.insert(words.join(" "), told);
    }

    fn has_variable(&self, name: &str) -> bool {
        self.0.values().any(|told| told.flags.contains(name))
    }

    /// What is wrong with the words after the program's name.
    fn mistake(&self, words: &[&str]) -> Option<String> {
        let mut command = String::new();
        let mut rest = words.iter().peekable();
        while let Some(word) = rest.peek() {
            let below = &self.0.get(&command)?.commands;
            if !below.iter().any(|name| name == *word) {
                break;
            }
            if !command.is_empty() {
                command.push(' ');
            }
            command.push_str(word);
            rest.next();
        }
        let told = self.0.get(&command)?;
        // Without a command it serves.
        let served = self.0.get("serve").filter(|_| command.is_empty());
        let has_flag = |flag: &str| {
            let of_serve = served.is_some_and(|served| served.flags.contains(flag));
            told.flags.contains(flag) || of_serve
        };
        if let Some(word) = rest.peek() {
            let is_name = word.starts_with(|c: char| c.is_ascii_lowercase());
            if is_name && !told.has_arguments && !told.commands.is_empty() {
                return Some(format!("`antom-sandbox {command}` has no command `{word}`"));
            }
        }
        let is_unknown = |word: &&&str| {
            let flag = word.split('=').next().unwrap_or_default();
            let own = ["--help", "--version"];
            flag.starts_with("--") && !own.contains(&flag) && !has_flag(flag)
        };
        let unknown = rest.find(is_unknown)?;
        Some(format!("`antom-sandbox {command}` has no flag `{unknown}`"))
    }
}

/// The words of each call of the program in a line: up to a sign that ends a command or its quotation.
fn calls(line: &str) -> impl Iterator<Item = Vec<&str>> {
    line.split(PROGRAM).skip(1).map(|rest| {
        let end = rest.find(['`', '#', '|', '&', ';', ')', '(', '>', '"', '\'', ',']);
        let words = rest[..end.unwrap_or(rest.len())].split_whitespace();
        words.collect()
    })
}

/// The variables of the program that a line names.
fn variables(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("ANTOM_SANDBOX_").map(|(at, _)| {
        let rest = &line[at..];
        let end = rest.find(|c: char| !c.is_ascii_uppercase() && c != '_');
        &rest[..end.unwrap_or(rest.len())]
    })
}

/// Blocks in other languages speak of the program, and do not call it.
const CALLING: [&str; 4] = ["", "sh", "fish", "yaml"];

fn unknown_names(file: &TextFile, known: &Known) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut language = None;
    for (index, line) in file.text.lines().enumerate() {
        if let Some(fence) = line.trim_start().strip_prefix("```") {
            language = language.is_none().then_some(fence);
        }
        let code: Vec<&str> = match language {
            Some(language) if CALLING.contains(&language) => vec![line],
            Some(_) => Vec::new(),
            None => line.split('`').skip(1).step_by(2).collect(),
        };
        let mistakes = code.iter().flat_map(|code| calls(code));
        let mistakes = mistakes.filter_map(|words| known.mistake(&words));
        let unknown = variables(line).filter(|name| !known.has_variable(name));
        let unknown = unknown.map(|name| format!("the program knows no variable {name}"));
        faults.extend(mistakes.chain(unknown).map(|what| Fault {
            file: file.path.clone(),
            line: index + 1,
            what,
            instead: "see `antom-sandbox --help`".to_owned(),
        }));
    }
    faults
}

pub(crate) fn is_guide(file: &TextFile) -> bool {
    let is_text = file.path.strip_suffix(".md").is_some();
    is_text && file.path != "CHANGELOG.md"
}

/// Recipes and images name variables, too.
fn is_recipe(file: &TextFile) -> bool {
    let name = file.path.as_str();
    name.starts_with("docs/examples/") || name == "docker-compose.yml" || name == "Dockerfile"
}

#[test]
fn texts_name_no_command_flag_or_variable_that_does_not_exist() {
    let known = Known::of_the_program();
    let files = text_files().into_iter();
    let files = files.filter(|file| is_guide(file) || is_recipe(file));
    let faults = files.flat_map(|file| unknown_names(&file, &known));
    assert_none(&faults.collect::<Vec<_>>());
}

#[test]
fn what_does_not_exist_is_reported() {
    let told = |commands: &[&str], flags: &[&str]| Told {
        commands: commands.iter().map(|name| (*name).to_owned()).collect(),
        flags: flags.iter().map(|name| (*name).to_owned()).collect(),
        has_arguments: false,
    };
    let known = Known(BTreeMap::from([
        (
            String::new(),
            told(&["clock"], &["--admin", "ANTOM_SANDBOX_HTTP"]),
        ),
        ("clock".to_owned(), told(&["to"], &["--json"])),
        ("clock to".to_owned(), told(&[], &["--json"])),
    ]));
    let check = |text: &str| {
        let file = TextFile {
            path: "docs/sample.md".to_owned(),
            text: format!("Text\n{text}\n"),
        };
        unknown_names(&file, &known)
    };
    assert_none(&check(
        "`antom-sandbox --admin x`, `antom-sandbox clock to 9 --json`",
    ));
    assert_none(&check(
        "antom-sandbox speaks, and ANTOM_SANDBOX_HTTP is set",
    ));
    assert_one(&check("`antom-sandbox klock`"), 2, "has no command `klock`");
    assert_one(&check("`antom-sandbox clock at`"), 2, "no command `at`");
    assert_one(&check("`antom-sandbox clock to 9 --fast`"), 2, "`--fast`");
    assert_one(
        &check("ANTOM_SANDBOX_PORT"),
        2,
        "no variable ANTOM_SANDBOX_PORT",
    );
}
