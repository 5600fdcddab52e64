//! Links in texts lead somewhere: the file is there, and so is the heading.

use std::collections::BTreeMap;

use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::{TextFile, root, text_files};

/// The target of each link that stands outside of blocks of code, with its line.
fn links(text: &str) -> Vec<(&str, usize)> {
    let mut links = Vec::new();
    let mut in_code = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        let targets = line.split("](").skip(1);
        let targets = targets.filter_map(|rest| Some(rest.split_once(')')?.0));
        links.extend(targets.map(|target| (target, index + 1)));
    }
    links
}

/// What a heading is called in a link.
fn slug(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

/// The headings of a text; one that comes again is numbered.
fn anchors(text: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut in_code = false;
    let mut anchors = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        }
        let heading = line.trim_start_matches('#');
        if in_code || heading.len() == line.len() || !heading.starts_with(' ') {
            continue;
        }
        let slug = slug(heading);
        let count = seen.entry(slug.clone()).or_default();
        anchors.push(match *count {
            0 => slug,
            more => format!("{slug}-{more}"),
        });
        *count += 1;
    }
    anchors
}

/// Joins a link to the folder of the file that has it.
fn target(file: &str, link: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `read` gives the text of a file, and `Some("")` for a folder.
fn dead_links(file: &TextFile, read: impl Fn(&str) -> Option<String>) -> Vec<Fault> {
    let dead = |(link, line): (&str, usize)| {
        if link.contains("://") || link.starts_with("mailto:") {
            return None;
        }
        let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
        let path = match path {
            "" => file.path.clone(),
            path => target(&file.path, path),
        };
        let (what, instead) = match read(&path) {
            None => (
                format!("a link leads to {path}, which is not there"),
                "name a file, as seen from this one",
            ),
            Some(text) if !anchor.is_empty() && !anchors(&text).iter().any(|one| one == anchor) => {
                (
                    format!("{path} has no heading #{anchor}"),
                    "write the heading in small letters, with hyphens for blanks and without signs",
                )
            }
            Some(_) => return None,
        };
        Some(Fault {
            file: file.path.clone(),
            line,
            what,
            instead: instead.to_owned(),
        })
    };
    links(&file.text).into_iter().filter_map(dead).collect()
}

fn is_text(file: &TextFile) -> bool {
    file.path
        .rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "md")
}

#[test]
fn every_link_leads_somewhere() {
    let files = text_files();
    let read = |path: &str| match files.iter().find(|file| file.path == path) {
        Some(file) => Some(file.text.clone()),
        None => root().join(path).exists().then(String::new),
    };
    let texts = files.iter().filter(|file| is_text(file));
    let dead = texts.flat_map(|file| dead_links(file, read));
    assert_none(&dead.collect::<Vec<_>>());
}

#[test]
fn the_book_has_every_page_in_its_contents() {
    let files = text_files();
    let contents = files.iter().find(|file| file.path == "docs/README.md");
    let contents = contents.expect("the book has contents");
    let linked: Vec<String> = links(&contents.text)
        .into_iter()
        .map(|(link, _)| target(&contents.path, link.split('#').next().unwrap_or_default()))
        .collect();
    let pages = files.iter().filter(|file| {
        let page = file.path.strip_prefix("docs/");
        page.is_some_and(|page| !page.contains('/') && page != "README.md") && is_text(file)
    });
    let missing: Vec<_> = pages
        .map(|page| &page.path)
        .filter(|path| !linked.contains(path))
        .collect();
    assert!(
        missing.is_empty(),
        "docs/README.md does not list {missing:#?}"
    );
}

#[test]
fn a_link_that_leads_nowhere_is_reported() {
    let check = |link: &str| {
        let file = TextFile {
            path: "docs/a.md".to_owned(),
            text: format!("Text\n```\n[code](no.md)\n```\nsee [it]({link}), there\n"),
        };
        let read = |path: &str| match path {
            "docs/b.md" => Some("# One\n## `GET /v1/{id}`: how?\n## One\n".to_owned()),
            "README.md" => Some(String::new()),
            _ => None,
        };
        dead_links(&file, read)
    };
    for good in [
        "b.md",
        "../README.md",
        "https://rustup.rs",
        "b.md#get-v1id-how",
        "b.md#one-1",
    ] {
        assert_none(&check(good));
    }
    assert_one(&check("c.md"), 5, "docs/c.md, which is not there");
    assert_one(&check("b.md#two"), 5, "docs/b.md has no heading #two");
}
