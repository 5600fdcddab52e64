//! Every path that a Rust file names, written out in full.
//!
//! `use` trees, expressions, types, attributes and the insides of macros. Imported and relative
//! names are resolved, so neither `super::super::web` nor `use tokio::time; time::sleep(..)` hides
//! where it leads.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{Item, Path, Visibility};

use super::imports::{Names, leaves};
use super::tokens::written_in;
use crate::tree::{RustFile, attributes, is_test_only};

/// How many imports may lead to one another before we stop following them.
const LONGEST_CHAIN: usize = 8;

/// A path in full, beginning with `crate` or with the name of an external crate.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) segments: Vec<String>,
    pub(super) glob: bool,
    pub(super) re_exported: bool,
    pub(super) line: usize,
}

/// The paths of a file outside its tests.
pub(super) fn named_in(file: &RustFile, crates: &BTreeSet<String>) -> Vec<Named> {
    let mut reader = Reader {
        module: file.module(),
        names: Names::of(file),
        crates,
        found: Vec::new(),
    };
    reader.visit_file(&file.syntax);
    reader.found
}

struct Reader<'a> {
    module: Vec<String>,
    names: Names,
    crates: &'a BTreeSet<String>,
    found: Vec<Named>,
}

impl Reader<'_> {
    fn note(&mut self, written: Vec<String>, line: usize) {
        // A name alone is a local thing, or was seen where it was imported.
        if written.len() > 1 {
            self.note_import(written, line, false, false);
        }
    }

    fn note_import(&mut self, written: Vec<String>, line: usize, glob: bool, re_exported: bool) {
        if let Some(mut segments) = self.resolve(written, LONGEST_CHAIN) {
            // One library under three names.
            if ["core", "alloc"].contains(&segments[0].as_str()) {
                "std".clone_into(&mut segments[0]);
            }
            self.found.push(Named {
                segments,
                glob,
                re_exported,
                line,
            });
        }
    }

    /// A macro that nobody imported comes from the standard library or from this very file.
    fn note_macro(&mut self, mut written: Vec<String>, line: usize) {
        // It reads the environment of the build, not that of the user.
        if written.last().is_some_and(|name| name == "env") {
            return;
        }
        if written.len() == 1 && self.names.meaning(&self.module, &written[0]).is_none() {
            written.insert(0, "std".to_owned());
        }
        self.note(written, line);
    }

    fn note_tokens(&mut self, tokens: TokenStream) {
        for written in written_in(tokens) {
            if written.called {
                self.note_macro(written.segments, written.line);
            } else {
                self.note(written.segments, written.line);
            }
        }
    }

    /// The path in full, or nothing if it stays within its own module.
    fn resolve(&self, written: Vec<String>, steps_left: usize) -> Option<Vec<String>> {
        let (first, rest) = written.split_first()?;
        match first.as_str() {
            "crate" | "antom_sandbox" => Some([&["crate".to_owned()], rest].concat()),
            "self" | "super" => Some(self.absolute(&written)),
            _ => match self.names.meaning(&self.module, first) {
                Some(import) if import[0] != *first && steps_left > 0 => {
                    self.resolve([import, rest].concat(), steps_left - 1)
                }
                Some(import) if import[0] == *first => {
                    self.crates.contains(first).then(|| [import, rest].concat())
                }
                _ => self.crates.contains(first).then_some(written),
            },
        }
    }

    /// Steps out of the module by `super` and in again by what follows.
    fn absolute(&self, written: &[String]) -> Vec<String> {
        let mut segments = self.module.clone();
        segments.insert(0, "crate".to_owned());
        for part in written {
            match part.as_str() {
                "self" => {}
                "super" => segments.truncate(segments.len().saturating_sub(1).max(1)),
                _ => segments.push(part.clone()),
            }
        }
        segments
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        self.module.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        let re_exported = !matches!(import.vis, Visibility::Inherited);
        for leaf in leaves(&import.tree) {
            self.note_import(leaf.segments, leaf.line, leaf.name.is_none(), re_exported);
        }
    }

    /// `pub(crate)` and `pub(in …)` name no neighbour.
    fn visit_vis_restricted(&mut self, _: &'ast syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'ast Path) {
        let (written, line) = as_written(path);
        self.note(written, line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let (written, line) = as_written(&call.path);
        self.note_macro(written, line);
        self.note_tokens(call.tokens.clone());
    }

    fn visit_meta_list(&mut self, list: &'ast syn::MetaList) {
        self.visit_path(&list.path);
        self.note_tokens(list.tokens.clone());
    }
}

fn as_written(path: &Path) -> (Vec<String>, usize) {
    let line = path
        .segments
        .first()
        .map_or(0, |first| first.ident.span().start().line);
    (
        path.segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect(),
        line,
    )
}
