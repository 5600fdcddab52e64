//! Paths inside macro calls and attributes, where there are tokens but no syntax tree.

use proc_macro2::{Span, TokenStream, TokenTree};

/// A run of names joined by `::`.
#[derive(Default)]
pub(super) struct Written {
    pub(super) segments: Vec<String>,
    pub(super) line: usize,
    /// A `!` follows: the path names a macro.
    pub(super) called: bool,
}

/// All runs in the tokens, nested groups included.
pub(super) fn written_in(tokens: TokenStream) -> Vec<Written> {
    let mut scan = Scan::default();
    scan.read(tokens);
    scan.done
}

#[derive(Default)]
struct Scan {
    current: Written,
    /// Colons since the last name.
    colons: usize,
    done: Vec<Written>,
}

impl Scan {
    fn read(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.name(ident.to_string(), ident.span()),
                TokenTree::Punct(punct) if punct.as_char() == ':' => self.colons += 1,
                TokenTree::Punct(punct) => self.finish(punct.as_char() == '!'),
                TokenTree::Literal(_) => self.finish(false),
                TokenTree::Group(group) => {
                    self.finish(false);
                    self.read(group.stream());
                }
            }
        }
        self.finish(false);
    }

    fn name(&mut self, text: String, span: Span) {
        if self.colons != 2 {
            self.finish(false);
            self.current.line = span.start().line;
        }
        self.current.segments.push(text);
        self.colons = 0;
    }

    fn finish(&mut self, called: bool) {
        let written = Written {
            called,
            ..std::mem::take(&mut self.current)
        };
        if !written.segments.is_empty() {
            self.done.push(written);
        }
        self.colons = 0;
    }
}
