//! The book is followed to the letter: every page's commands, in order, in one shell, with the ports that
//! the page names. Each page has a network of its own, so nothing has to be another number here.

mod checked;
mod page;
mod readers;
mod session;

use std::path::Path;

use self::page::{Block, blocks, pages, read};
use self::readers::{READERS, Reader};
use self::session::{has, isolation, shell};
use crate::process::skip;
use crate::support::app::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Pages with a test each, side by side.
const LONG: [&str; 4] = [
    "README.md",
    "docs/admin-api.md",
    "docs/start.md",
    "docs/testing-your-shop.md",
];

/// Between what two blocks print.
const SEPARATOR: char = '\u{1e}';

/// What each command block of a page printed.
struct Followed {
    blocks: Vec<Block>,
    printed: Vec<(usize, String)>,
}

impl Followed {
    /// What the last block printed.
    fn end(&self) -> &str {
        self.printed.last().map_or("", |(_, text)| text)
    }
}

/// Goes through a page; `None` when this machine lacks something.
fn follow(path: &str) -> Option<Followed> {
    let isolated = isolation()?;
    let reader = READERS.iter().find(|reader| reader.page == path);
    let reader = reader.unwrap_or_else(|| panic!("{path} has no reader"));
    let blocks = blocks(&read(path));
    let folder = prepared(reader, &blocks);
    let mut script = include_str!("book/session.sh").to_owned();
    script.push_str(reader.before);
    let mut run = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if !block.runs() || lacks(path, block) {
            continue;
        }
        let line = block.line;
        let place = format!("\nplace={path}:{line}\ncd ~\nprintf '{SEPARATOR}'\n");
        script.push_str(&place);
        script.push_str(&block.text);
        run.push(index);
    }
    let script = folder.file("session.sh", &script);
    let ran = shell(&isolated, &script, &folder);
    let printed = String::from_utf8_lossy(&ran.stdout);
    let errors = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{printed}\n{errors}");
    let printed = printed.split(SEPARATOR).skip(1).map(str::to_owned);
    Some(Followed {
        printed: run.into_iter().zip(printed).collect(),
        blocks,
    })
}

/// The folder that the reader is in: the clone's docs, and the files that the page shows.
fn prepared(reader: &Reader, blocks: &[Block]) -> Folder {
    let folder = Folder::new();
    folder.file("shop.py", include_str!("book/shop.py"));
    for (name, text) in reader.files {
        folder.file(name, text);
    }
    for block in blocks {
        if let Some(name) = block.file() {
            folder.file(name, &block.text);
        }
    }
    let linked = std::os::unix::fs::symlink(
        format!("{ROOT}/docs"),
        Path::new(folder.text()).join("docs"),
    );
    linked.expect("the folder can be written");
    folder
}

fn lacks(path: &str, block: &Block) -> bool {
    let needs = block.needs();
    let missing = needs.iter().find(|tool| !has(tool));
    if let Some(tool) = missing {
        skip(&format!("{path}:{} needs {tool}", block.line));
    }
    missing.is_some()
}

/// The names of all fields that a JSON text has, also one with parts cut to `…`.
fn fields(json: &str) -> Vec<String> {
    // Quotes inside of texts end none.
    let json = json.replace("\\\"", "'");
    let quoted: Vec<&str> = json.split('"').collect();
    let names = quoted
        .windows(2)
        .enumerate()
        .filter(|(index, pair)| index % 2 == 1 && pair[1].trim_start().starts_with(':'));
    names.map(|(_, pair)| pair[0].to_owned()).collect()
}

/// Where a page shows an answer, the answer has these fields.
fn compare(path: &str, followed: &Followed) {
    for (index, printed) in &followed.printed {
        let Some(shown) = followed.blocks.get(index + 1) else {
            continue;
        };
        if shown.language != "json" || !shown.follows || !printed.contains('{') {
            continue;
        }
        let there = fields(printed);
        // Judging and the like needs a dispute that stands so; the page shows each after the other.
        let is_over = there.iter().any(|field| field == "hint")
            && followed.blocks[*index].text.contains("/disputes/2");
        let missing = fields(&shown.text)
            .into_iter()
            .find(|field| !there.contains(field));
        assert!(
            missing.is_none() || is_over,
            "{path}:{}: there is no {missing:?} in {printed}",
            shown.line
        );
    }
}

fn goes_as_it_says(path: &str) -> Option<Followed> {
    let followed = follow(path)?;
    compare(path, &followed);
    Some(followed)
}

#[test]
fn five_minutes_from_the_clone_to_the_first_paid_order() {
    let Some(followed) = goes_as_it_says("docs/start.md") else {
        return;
    };
    let shipped = followed
        .printed
        .iter()
        .filter(|(_, printed)| printed.contains("\"status\":\"SHIPPED\",\"shipments\":1"));
    assert_eq!(shipped.count(), 2, "once, and once more though told twice");
    assert!(followed.end().contains("SHIPPED"), "{}", followed.end());
}

#[test]
fn the_readme_goes_as_it_says() {
    goes_as_it_says("README.md");
}

#[test]
fn the_guide_to_the_admin_api_goes_as_it_says() {
    goes_as_it_says("docs/admin-api.md");
}

#[test]
fn the_guide_to_testing_goes_as_it_says() {
    goes_as_it_says("docs/testing-your-shop.md");
}

#[test]
fn the_other_pages_go_as_they_say() {
    let others = READERS.iter().filter(|reader| !LONG.contains(&reader.page));
    for reader in others {
        goes_as_it_says(reader.page);
    }
}

#[test]
fn every_page_with_commands_is_followed() {
    for path in pages() {
        let runs = blocks(&read(&path)).iter().any(Block::runs);
        let is_followed = READERS.iter().any(|reader| reader.page == path);
        assert_eq!(runs, is_followed, "{path}: see book/readers.rs");
    }
}

#[test]
fn fields_are_found_also_where_the_answer_is_cut() {
    let cut = r#"{"items": [{"a": "x: \"y\": z", …}, {"b": null}], "c":1}"#;
    assert_eq!(fields(cut), ["items", "a", "b", "c"]);
}
