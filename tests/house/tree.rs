//! The source tree as the rules see it: text files, and Rust files read by `syn`.

use std::fs;
use std::path::Path;

use syn::{Attribute, Item};

/// Folders that hold nothing a person wrote for others. Hidden ones belong to somebody's editor.
const LEFT_OUT: [&str; 2] = ["target", "node_modules"];
const HIDDEN_BUT_OURS: [&str; 4] = [".ci", ".github", ".gitignore", ".dockerignore"];

/// A text file, its path relative to the repository's root and written with `/`.
pub(crate) struct TextFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A Rust file that parsed.
pub(crate) struct RustFile {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) syntax: syn::File,
}

impl RustFile {
    pub(crate) fn parse(path: &str, text: &str) -> Self {
        let syntax = syn::parse_file(text)
            .unwrap_or_else(|error| panic!("{path}: cannot be parsed as Rust: {error}"));
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            syntax,
        }
    }

    /// The module that this file is, without `crate`: `src/web/api/mod.rs` is `["web", "api"]`.
    pub(crate) fn module(&self) -> Vec<String> {
        let inner = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let inner = inner.strip_suffix("/mod").unwrap_or(inner);
        match inner {
            "lib" | "main" => Vec::new(),
            _ => inner.split('/').map(str::to_owned).collect(),
        }
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every UTF-8 file of the repository, sorted by path.
pub(crate) fn text_files() -> Vec<TextFile> {
    let mut files = Vec::new();
    collect(root(), "", &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<TextFile>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{prefix}: {error}"));
    for entry in entries {
        let entry = entry.expect("a listed entry can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let foreign_hidden = name.starts_with('.') && !HIDDEN_BUT_OURS.contains(&name.as_str());
        if foreign_hidden || LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.push(TextFile { path, text });
        }
    }
}

/// Every Rust file below a folder; a folder without any is a mistake in the test.
pub(crate) fn rust_files(folder: &str) -> Vec<RustFile> {
    let files: Vec<RustFile> = text_files()
        .iter()
        .filter(|file| file.path.starts_with(folder) && file.path.strip_suffix(".rs").is_some())
        .map(|file| RustFile::parse(&file.path, &file.text))
        .collect();
    assert!(
        !files.is_empty(),
        "no Rust file below {folder}: has the folder moved?"
    );
    files
}

/// The files of the program itself: below `src/`, without modules that exist for tests only.
pub(crate) fn program_files() -> Vec<RustFile> {
    let mut files = rust_files("src/");
    let for_tests: Vec<Vec<String>> = files.iter().flat_map(test_only_modules).collect();
    files.retain(|file| {
        !for_tests
            .iter()
            .any(|module| file.module().starts_with(module))
    });
    files
}

/// Modules that this file declares as `#[cfg(test)] mod name;`.
fn test_only_modules(file: &RustFile) -> Vec<Vec<String>> {
    let declared = file.syntax.items.iter().filter_map(|item| match item {
        Item::Mod(module) if is_test_only(&module.attrs) => Some(module.ident.to_string()),
        _ => None,
    });
    declared
        .map(|name| [file.module(), vec![name]].concat())
        .collect()
}

/// Whether the item is for test builds only: `#[cfg(test)]`, also inside `all(…)`, or `#[test]`.
pub(crate) fn is_test_only(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| match &attr.meta {
        syn::Meta::Path(path) => path.is_ident("test"),
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let condition = list.tokens.to_string();
            let words: Vec<&str> = condition.split(|c: char| !c.is_alphanumeric()).collect();
            words.contains(&"test") && !words.contains(&"not") && !words.contains(&"any")
        }
        _ => false,
    })
}

/// The attributes of an item that can stand under `#[cfg(test)]`.
pub(crate) fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(syn::ItemConst { attrs, .. })
        | Item::Enum(syn::ItemEnum { attrs, .. })
        | Item::Fn(syn::ItemFn { attrs, .. })
        | Item::Impl(syn::ItemImpl { attrs, .. })
        | Item::Mod(syn::ItemMod { attrs, .. })
        | Item::Static(syn::ItemStatic { attrs, .. })
        | Item::Struct(syn::ItemStruct { attrs, .. })
        | Item::Trait(syn::ItemTrait { attrs, .. })
        | Item::Type(syn::ItemType { attrs, .. })
        | Item::Use(syn::ItemUse { attrs, .. }) => attrs,
        _ => &[],
    }
}
