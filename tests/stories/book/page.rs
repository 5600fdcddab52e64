//! A page of the book, as its reader goes through it: files to write, commands to run, answers to
//! compare.
//!
//! A comment in the line before a block says what is special about it: `<!-- file: a.toml -->` is a file that later
//! commands name, `<!-- not run: why -->` cannot be run here, `<!-- needs: go -->` only with this
//! tool, `<!-- examples/… -->` comes from a file that has a test of its own.

use std::fs;

/// A fenced block.
pub(super) struct Block {
    pub(super) language: String,
    pub(super) text: String,
    pub(super) line: usize,
    /// What the comment before it says.
    mark: String,
    /// Whether nothing but blank lines stands between it and the block before.
    pub(super) follows: bool,
}

impl Block {
    fn marked(&self, kind: &str) -> Option<&str> {
        self.mark.strip_prefix(kind)?.strip_prefix(": ")
    }

    /// The file that this block is.
    pub(super) fn file(&self) -> Option<&str> {
        self.marked("file")
    }

    /// The tools without which it cannot be run.
    pub(super) fn needs(&self) -> Vec<&str> {
        let needs = self.marked("needs").unwrap_or_default();
        needs.split(", ").filter(|tool| !tool.is_empty()).collect()
    }

    pub(super) fn is_shell(&self) -> bool {
        self.language == "sh"
    }

    /// Whether it is to be run with the page.
    pub(super) fn runs(&self) -> bool {
        let elsewhere = self.marked("not run").is_some() || self.mark.starts_with("examples/");
        self.is_shell() && !elsewhere
    }
}

/// The blocks of a page, in order.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut before, mut follows) = ("", false);
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(language) = line.trim_start().strip_prefix("```") else {
            follows = follows && line.is_empty();
            before = line;
            continue;
        };
        let inside = lines.by_ref().map(|(_, line)| line);
        let inside = inside.take_while(|line| line.trim_start() != "```");
        let mark = before.strip_prefix("<!-- ");
        blocks.push(Block {
            language: language.to_owned(),
            text: inside.flat_map(|line| [line, "\n"]).collect(),
            line: index + 1,
            mark: mark
                .and_then(|mark| mark.strip_suffix(" -->"))
                .unwrap_or_default()
                .to_owned(),
            follows,
        });
        (before, follows) = ("", true);
    }
    blocks
}

/// A file of the repository.
pub(super) fn read(path: &str) -> String {
    let whole = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&whole).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The pages: README.md, and what is in docs/ itself.
pub(super) fn pages() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
    let entries = fs::read_dir(folder).expect("there are docs");
    let names = entries.map(|entry| entry.expect("an entry can be read").file_name());
    let mut pages: Vec<String> = names
        .map(|name| format!("docs/{}", name.to_string_lossy()))
        .filter(|path| path.strip_suffix(".md").is_some())
        .collect();
    pages.push("README.md".to_owned());
    pages.sort();
    pages
}

#[test]
fn a_page_is_read_as_its_reader_reads_it() {
    let page = "\
Text
<!-- file: a.toml -->
```toml
title = \"A\"
```
Text
```sh
one
two
```

```json
{}
```
<!-- not run: why -->
```sh
three
```
";
    let blocks = blocks(page);
    let seen: Vec<_> = blocks
        .iter()
        .map(|block| (block.line, block.file(), block.runs(), block.follows))
        .collect();
    assert_eq!(
        seen,
        [
            (3, Some("a.toml"), false, false),
            (7, None, true, false),
            (12, None, false, true),
            (16, None, false, false),
        ]
    );
    assert_eq!(blocks[1].text, "one\ntwo\n");
}
