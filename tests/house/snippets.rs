//! The code that a guide shows stands in a file that can be run, letter for letter.
//!
//! `<!-- examples/testing/python/conftest.py -->` before a block names the file, as seen from `docs/`.
//! A guide that does so for one block does it for all.

use std::fs;

use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::{TextFile, root, text_files};

/// Languages of code that nobody would notice to be broken. A few lines of shell may stand alone.
const LANGUAGES: [&str; 6] = ["python", "js", "go", "java", "php", "yaml"];

/// A fenced block of a guide.
struct Block<'a> {
    language: &'a str,
    source: Option<&'a str>,
    text: String,
    line: usize,
}

fn blocks(guide: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut before = "";
    let mut lines = guide.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let inside = lines.by_ref().map(|(_, line)| line);
            let inside = inside.take_while(|line| *line != "```");
            let text = inside.flat_map(|line| [line, "\n"]).collect();
            let source = before.strip_prefix("<!-- examples/");
            blocks.push(Block {
                language,
                source: source.and_then(|source| source.strip_suffix(" -->")),
                text,
                line: index + 1,
            });
        }
        before = line;
    }
    blocks
}

/// `read` gives the text of a file in `docs/examples`.
fn faults_in(guide: &TextFile, read: impl Fn(&str) -> Option<String>) -> Vec<Fault> {
    let blocks = blocks(&guide.text);
    let has_sources = blocks.iter().any(|block| block.source.is_some());
    let judge = |block: Block<'_>| {
        let (what, instead) = match block.source {
            None if has_sources && LANGUAGES.contains(&block.language) => (
                "a block of code does not say which file it comes from".to_owned(),
                "write <!-- examples/… --> in the line before it",
            ),
            None => return None,
            Some(source) => match read(source) {
                None => (
                    format!("there is no docs/examples/{source}"),
                    "name the file that the code comes from",
                ),
                Some(text) if format!("\n{text}").contains(&format!("\n{}", block.text)) => {
                    return None;
                }
                Some(_) => (
                    format!("docs/examples/{source} has other lines"),
                    "copy them from the file, which can be run",
                ),
            },
        };
        Some(Fault {
            file: guide.path.clone(),
            line: block.line,
            what,
            instead: instead.to_owned(),
        })
    };
    blocks.into_iter().filter_map(judge).collect()
}

#[test]
fn guides_show_the_code_of_their_examples() {
    let read = |path: &str| fs::read_to_string(root().join("docs/examples").join(path)).ok();
    let is_guide = |file: &TextFile| file.path.starts_with("docs/") && file.path.contains(".md");
    let guides: Vec<TextFile> = text_files().into_iter().filter(is_guide).collect();
    let mut shown = guides.iter().flat_map(|guide| blocks(&guide.text));
    assert!(shown.any(|block| block.source.is_some()));
    let faults = guides.iter().flat_map(|guide| faults_in(guide, read));
    assert_none(&faults.collect::<Vec<_>>());
}

#[test]
fn code_that_is_in_no_file_is_reported() {
    let read = |path: &str| (path == "a.py").then(|| "one\ntwo\nthree\n".to_owned());
    let check = |before: &str, code: &str| {
        let good = "<!-- examples/a.py -->\n```python\ntwo\n```\n";
        let text = format!("Text\n{before}\n```python\n{code}\n```\n{good}Text\n");
        let path = "docs/sample.md".to_owned();
        faults_in(&TextFile { path, text }, read)
    };
    assert_none(&check("<!-- examples/a.py -->", "two\nthree"));
    assert_one(&check("<!-- examples/a.py -->", "one\nthree"), 3, "other");
    assert_one(&check("<!-- examples/a.py -->", "wo\nthree"), 3, "other");
    assert_one(&check("<!-- examples/b.py -->", "two"), 3, "there is no");
    assert_one(&check("", "two"), 3, "does not say");
}
