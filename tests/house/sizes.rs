//! Files and functions stay small enough to be held in the head.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Item, Signature};

use crate::fault::{Fault, assert_none, assert_one};
use crate::tree::{RustFile, attributes, is_test_only, program_files, rust_files};

/// Beyond this a file certainly has more than one subject.
const FILE_LINES: usize = 400;
/// A file over this is allowed, as long as such files stay the exception.
const LONG_FILE_LINES: usize = 200;
/// One long file in so many.
const LONG_FILE_SHARE: usize = 5;
/// A function that fits on a screen. `clippy.toml` has the same number, comments not counted.
const FUNCTION_LINES: usize = 60;

fn too_long_files(files: &[RustFile]) -> Vec<Fault> {
    let lines = |file: &RustFile| file.text.lines().count();
    let too_long = files
        .iter()
        .filter(|file| lines(file) > FILE_LINES)
        .map(|file| Fault {
            file: file.path.clone(),
            line: FILE_LINES + 1,
            what: format!(
                "the file has {} lines, {FILE_LINES} are allowed",
                lines(file)
            ),
            instead: "split it by subject; most files need fewer than 200".to_owned(),
        });
    too_long.collect()
}

fn too_many_long_files(files: &[RustFile]) -> Vec<Fault> {
    let is_long = |file: &&RustFile| file.text.lines().count() > LONG_FILE_LINES;
    let long: Vec<&RustFile> = files.iter().filter(is_long).collect();
    if long.len() * LONG_FILE_SHARE <= files.len() {
        return Vec::new();
    }
    let share = format!(
        "{} of {} files have over {LONG_FILE_LINES} lines",
        long.len(),
        files.len()
    );
    let fault = |file: &&RustFile| Fault {
        file: file.path.clone(),
        line: LONG_FILE_LINES + 1,
        what: format!("{share}, one in {LONG_FILE_SHARE} is allowed; this is one of them"),
        instead: "split the longest of them by subject".to_owned(),
    };
    long.iter().map(fault).collect()
}

fn too_long_functions(file: &RustFile) -> Vec<Fault> {
    let mut reader = Functions {
        file: &file.path,
        faults: Vec::new(),
    };
    reader.visit_file(&file.syntax);
    reader.faults
}

struct Functions<'a> {
    file: &'a str,
    faults: Vec<Fault>,
}

impl Functions<'_> {
    fn measure(&mut self, attrs: &[Attribute], signature: &Signature, body: &Block) {
        let first = signature.span().start().line;
        let lines = body.span().end().line - first + 1;
        if lines > FUNCTION_LINES && !is_test_only(attrs) {
            let name = &signature.ident;
            self.faults.push(Fault {
                file: self.file.to_owned(),
                line: first,
                what: format!("fn {name} has {lines} lines, {FUNCTION_LINES} are allowed"),
                instead: "give its steps names of their own".to_owned(),
            });
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test_only(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.attrs, &function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.attrs, &function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(body) = &function.default {
            self.measure(&function.attrs, &function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

#[test]
fn no_file_is_too_long() {
    let mut files = rust_files("src/");
    files.extend(rust_files("tests/"));
    assert_none(&too_long_files(&files));
}

#[test]
fn long_files_are_the_exception() {
    assert_none(&too_many_long_files(&rust_files("src/")));
}

#[test]
fn no_function_is_too_long() {
    let faults: Vec<Fault> = program_files()
        .iter()
        .flat_map(too_long_functions)
        .collect();
    assert_none(&faults);
}

fn file_of(lines: usize) -> RustFile {
    RustFile::parse("src/sample.rs", &"//\n".repeat(lines))
}

#[test]
fn a_file_of_one_line_too_many_is_reported() {
    assert_one(
        &too_long_files(&[file_of(401)]),
        401,
        "src/sample.rs:401: the file has 401 lines",
    );
    assert_none(&too_long_files(&[file_of(400)]));
}

#[test]
fn one_long_file_in_five_passes_and_one_in_four_does_not() {
    let mut files = vec![file_of(201), file_of(200), file_of(3), file_of(3)];
    assert_one(&too_many_long_files(&files), 201, "1 of 4 files");
    files.push(file_of(3));
    assert_none(&too_many_long_files(&files));
}

#[test]
fn a_function_of_one_line_too_many_is_reported_outside_tests() {
    let function = |lines: usize| format!("fn long() {{\n{}}}", "//\n".repeat(lines - 2));
    let check = |text: &str| too_long_functions(&RustFile::parse("src/sample.rs", text));
    assert_one(
        &check(&function(61)),
        1,
        "src/sample.rs:1: fn long has 61 lines",
    );
    assert_one(
        &check(&format!("impl A {{\n{} }}", function(61))),
        2,
        "fn long",
    );
    assert_none(&check(&function(60)));
    assert_none(&check(&format!(
        "#[cfg(test)] mod tests {{ {} }}",
        function(61)
    )));
}
