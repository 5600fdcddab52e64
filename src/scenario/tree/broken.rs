//! What is wrong with a text that is no TOML, as a person would say it.
//!
//! The parser says which sign it expected. Who writes a scenario wants to know what to write.

/// A sentence about an error at a byte of a text: what is wrong, and what to write.
pub(super) fn explained(message: &str, text: &str, at: usize) -> String {
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    let here = Here {
        before: before.rsplit('\n').next().unwrap_or_default(),
        rest: rest.lines().next().unwrap_or_default(),
    };
    let message = message.replace('\n', ", ");
    let begins = |words: &[&str]| words.iter().any(|words| message.starts_with(words));
    if begins(&["string values must be quoted"]) {
        return here.unquoted();
    }
    if begins(&[
        "invalid literal string",
        "invalid basic string",
        "invalid multi-line",
    ]) {
        return here.open_text(&message);
    }
    if begins(&["unclosed", "missing comma"]) {
        return here.unclosed(&message);
    }
    if begins(&[
        "invalid unquoted key",
        "unquoted keys",
        "key with no value",
        "missing assignment",
    ]) {
        return here.key(&message);
    }
    here.rest(&message)
}

/// Where the value begins that an error at a byte is about: a number may go wrong in its middle.
pub(super) fn beginning(message: &str, text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    let told = message.split(['\n', ',']).next().unwrap_or_default();
    if !is_about_a_number(told) {
        return at.min(text.len());
    }
    let of_number = |letter: char| letter.is_ascii_alphanumeric() || ".+-_:".contains(letter);
    before.trim_end_matches(of_number).len()
}

/// What stands in the line, before the place and from there on.
struct Here<'a> {
    before: &'a str,
    rest: &'a str,
}

impl Here<'_> {
    /// A value that is no text, number, or whatever else stands for itself.
    fn unquoted(&self) -> String {
        let word = self.word();
        if word.starts_with(['“', '”', '„', '‘', '’']) {
            return "these quotation marks are for print; write \" before and after the text"
                .to_owned();
        }
        if word.is_empty() {
            return self.no_value();
        }
        if word.eq_ignore_ascii_case("null") || word.eq_ignore_ascii_case("none") {
            return format!("{word} is nothing in TOML; leave the key out");
        }
        format!("a text stands in quotation marks; write \"{word}\"")
    }

    /// A text without its end. Where no text begins, the value is missing.
    fn open_text(&self, message: &str) -> String {
        let mark = if message.contains("literal") {
            '\''
        } else {
            '"'
        };
        if message.contains("multi-line") {
            let marks = mark.to_string().repeat(3);
            return format!(
                "a text that begins with {marks} is not closed; write {marks} at its end"
            );
        }
        if message.contains("visible characters") && !self.rest.is_empty() {
            return "a text has a control character in it; write \\t for a tab, \\n for the end of a line".to_owned();
        }
        if !self.before.contains(mark) {
            return self.no_value();
        }
        format!("a text is not closed; write {mark} at its end, in the same line")
    }

    fn no_value(&self) -> String {
        let key = self.before.trim_end().trim_end_matches('=').trim_end();
        let key = key.rsplit(['{', ',', ' ']).next().unwrap_or_default();
        let key = if key.is_empty() { "key" } else { key };
        format!("{key} has no value; write {key} = \"a text\", a number, true or false")
    }

    /// A bracket that stays open, or something that stands where a comma or the end has to be.
    fn unclosed(&self, message: &str) -> String {
        let told = match message.split(", ").next().unwrap_or_default() {
            "unclosed array table" => {
                "the name of a list is not closed; write ]] behind it, such as [[rule]]"
            }
            "unclosed table" => "the name of a table is not closed; write ] behind it",
            "unclosed inline table" => "a { is not closed; write } at its end",
            "unclosed array" => "a [ is not closed; write ] at its end",
            _ if self.rest.starts_with('}') => {
                "a [ is not closed before this }; write ] at its end"
            }
            "missing comma between array elements" => {
                "two items stand side by side; write a comma between them"
            }
            _ => "two keys stand side by side; write a comma between them",
        };
        told.to_owned()
    }

    /// Something that ought to be a key with its value.
    fn key(&self, message: &str) -> String {
        if self.rest.starts_with(':') || self.before.trim_end().ends_with(':') {
            return "between a key and its value stands =, not :; write key = value".to_owned();
        }
        if self.rest.starts_with("//") || self.rest.starts_with("/*") {
            return "a comment begins with #; write # instead".to_owned();
        }
        if self.rest.starts_with(['[', ']']) && !self.before.trim().is_empty() {
            return "a key has no [ ] in it; write the path in quotation marks, such as \"order.goods[0].goodsName\" = \"cup\"".to_owned();
        }
        if message.starts_with("unquoted keys") {
            return "there is no key; write a name before the =, or between [[ and ]]".to_owned();
        }
        if message.starts_with("invalid unquoted key") {
            return "a key has letters, digits, - and _ only; write it in quotation marks"
                .to_owned();
        }
        "there is a key without a value; write key = value".to_owned()
    }

    fn rest(&self, message: &str) -> String {
        let word = self.word();
        match message.split(", ").next().unwrap_or_default() {
            "duplicate key" if self.before.trim_start().starts_with('[') => {
                format!(
                    "the table {word} is there twice; write [[{word}]] each time for a list of them"
                )
            }
            "duplicate key" => format!("{word} is there twice; keep one"),
            "unexpected key or value" if self.rest.starts_with(';') => {
                "a line ends without ;; leave it out".to_owned()
            }
            "unexpected key or value" => {
                "something stands behind the value; begin a new line, or write # before a comment"
                    .to_owned()
            }
            "extra `=`" => "a = too many; write one".to_owned(),
            told if told.starts_with("extra comma") => "a comma too many; leave it out".to_owned(),
            "invalid boolean" if is_truth(word) => {
                format!("{word} is no value; write true or false, in small letters")
            }
            "invalid boolean" => self.unquoted(),
            "carriage return must be followed by newline" => {
                "a line ends with a lone carriage return; end lines with a line feed".to_owned()
            }
            "missing escaped value" => {
                "a \\ in a text begins a sign such as \\n or \\\"; write \\\\ for the \\ itself"
                    .to_owned()
            }
            told if told.contains("unicode") => {
                "write \\u and four hexadecimal digits, or the letter itself".to_owned()
            }
            told if told.starts_with("cannot extend value") => {
                let word = word.split('.').next().unwrap_or_default();
                format!(
                    "{word} stands further up and is closed; write this key there, inside of its {{ }}"
                )
            }
            told if is_about_a_number(told) && word.starts_with(char::is_alphabetic) => {
                self.unquoted()
            }
            told if is_about_a_number(told) => {
                format!("{word} is no number; write it in quotation marks, or digits alone")
            }
            _ => format!("the TOML is broken: {message}"),
        }
    }

    /// What stands there, up to whatever ends a value or a key.
    fn word(&self) -> &str {
        let end = |letter: char| letter.is_whitespace() || ",}]={#".contains(letter);
        let word = self.rest.trim_start();
        &word[..word.find(end).unwrap_or(word.len())]
    }
}

fn is_truth(word: &str) -> bool {
    ["true", "false"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(word))
}

fn is_about_a_number(told: &str) -> bool {
    let kinds = [
        "float",
        "integer",
        "leading zero",
        "number",
        "digit",
        "datetime",
        "date-time",
    ];
    kinds.iter().any(|kind| told.contains(kind))
}
