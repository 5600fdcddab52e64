//! `use` trees taken apart, and the names that each module of a file brings in.

use std::collections::HashMap;

use syn::visit::{self, Visit};
use syn::{Ident, Item, UseTree};

use crate::tree::{RustFile, attributes, is_test_only};

/// One end of a `use` tree. A glob brings in no name of its own.
pub(super) struct Leaf {
    pub(super) segments: Vec<String>,
    pub(super) name: Option<String>,
    pub(super) line: usize,
}

/// `a::{b, c as d, self, e::*}` is four leaves.
pub(super) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    match tree {
        UseTree::Name(name) => vec![leaf(&name.ident, &name.ident)],
        UseTree::Rename(rename) => vec![leaf(&rename.ident, &rename.rename)],
        UseTree::Glob(glob) => {
            let line = glob.star_token.span.start().line;
            vec![Leaf {
                segments: Vec::new(),
                name: None,
                line,
            }]
        }
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        UseTree::Path(path) => {
            let prefix = path.ident.to_string();
            leaves(&path.tree)
                .into_iter()
                .map(|leaf| below(&prefix, leaf))
                .collect()
        }
    }
}

fn leaf(ident: &Ident, name: &Ident) -> Leaf {
    let line = ident.span().start().line;
    Leaf {
        segments: vec![ident.to_string()],
        name: Some(name.to_string()),
        line,
    }
}

/// The leaf with a prefix before it; `prefix::{self}` is the prefix itself.
fn below(prefix: &str, mut leaf: Leaf) -> Leaf {
    if leaf.segments == ["self"] {
        leaf.segments.clear();
        if leaf.name.as_deref() == Some("self") {
            leaf.name = Some(prefix.to_owned());
        }
    }
    leaf.segments.insert(0, prefix.to_owned());
    leaf
}

/// What names mean in each module of a file: imports and child modules, as written.
#[derive(Default)]
pub(super) struct Names {
    module: Vec<String>,
    meaning: HashMap<(Vec<String>, String), Vec<String>>,
}

impl Names {
    pub(super) fn of(file: &RustFile) -> Self {
        let mut names = Self {
            module: file.module(),
            ..Self::default()
        };
        names.visit_file(&file.syntax);
        names
    }

    pub(super) fn meaning(&self, module: &[String], name: &str) -> Option<&[String]> {
        self.meaning
            .get(&(module.to_vec(), name.to_owned()))
            .map(Vec::as_slice)
    }

    fn insert(&mut self, name: String, path: Vec<String>) {
        self.meaning.insert((self.module.clone(), name), path);
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let name = module.ident.to_string();
        self.insert(name.clone(), vec!["self".to_owned(), name.clone()]);
        self.module.push(name);
        visit::visit_item_mod(self, module);
        self.module.pop();
    }

    fn visit_item_use(&mut self, import: &'ast syn::ItemUse) {
        for leaf in leaves(&import.tree) {
            if let Some(name) = leaf.name {
                self.insert(name, leaf.segments);
            }
        }
    }
}
