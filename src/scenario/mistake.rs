//! What is wrong with a scenario file, all of it at once.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// A place in a text, both numbers from 1. A column counts characters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// One thing wrong with a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// Where it stands. Of JSON the places of values are not known: there the path has to do.
    pub place: Option<Place>,
    /// Which key, such as `rule[0].then.issuer`; empty when the text itself is broken.
    pub path: String,
    /// What is wrong, and what to write instead.
    pub text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Place { line, column }) = self.place {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.told())
    }
}

impl Mistake {
    /// The sentence without the place.
    #[must_use]
    pub fn told(&self) -> String {
        match self.path.as_str() {
            "" => self.text.clone(),
            path => format!("{path}: {}", self.text),
        }
    }
}

/// Everything wrong with a scenario, in the order of the text. One line for each; where the text
/// itself is broken, the line that is follows.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}", lines(.0))]
pub struct Mistakes(Told);

fn lines(mistakes: &Told) -> String {
    let mut lines: Vec<_> = mistakes.list.iter().map(Mistake::to_string).collect();
    lines.extend(mistakes.more());
    lines.join("\n")
}

/// So many are told. Who has more has made one mistake many times.
const TOLD: usize = 200;

/// The mistakes that are told, and how many are not.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Told {
    list: Vec<Mistake>,
    untold: usize,
}

impl Told {
    fn more(&self) -> Option<String> {
        (self.untold > 0).then(|| format!("and {} more mistakes", self.untold))
    }
}

impl Mistakes {
    /// Each of them, up to two hundred.
    #[must_use]
    pub fn list(&self) -> &[Mistake] {
        &self.0.list
    }

    /// A sentence about those that are too many to be listed.
    #[must_use]
    pub fn more(&self) -> Option<String> {
        self.0.more()
    }
}

/// What is wrong with a text itself.
#[derive(Debug, Default)]
pub(super) struct Broken {
    pub(super) mistakes: Vec<Mistake>,
    /// From where on the text makes no sense: a bracket stays open.
    pub(super) lost_from: Option<Place>,
}

/// Where mistakes are put down while a document is read.
#[derive(Debug, Default)]
pub(super) struct Desk {
    mistakes: RefCell<Vec<Mistake>>,
    /// The places at which the text itself was broken: parts of it are missing that nobody left
    /// out, and what was read there is nobody's.
    broken: BTreeSet<Option<Place>>,
    lost_from: Option<Place>,
}

impl Desk {
    /// A desk with what is wrong with the text itself.
    pub(super) fn with(broken: Broken) -> Self {
        Self {
            broken: broken.mistakes.iter().map(|one| one.place).collect(),
            lost_from: broken.lost_from,
            mistakes: RefCell::new(broken.mistakes),
        }
    }

    pub(super) fn put(&self, place: Option<Place>, path: &str, text: String) {
        let is_lost = self.lost_from.is_some_and(|lost| place >= Some(lost));
        if is_lost || self.broken.contains(&place) {
            return;
        }
        let path = path.to_owned();
        let mistake = Mistake { place, path, text };
        self.mistakes.borrow_mut().push(mistake);
    }

    /// Puts down that something is missing, unless it may only have got lost.
    pub(super) fn put_missing(&self, place: Option<Place>, path: &str, text: String) {
        if self.broken.is_empty() {
            self.put(place, path, text);
        }
    }

    /// What was read, if nothing was wrong.
    pub(super) fn close<T>(self, read: Option<T>) -> Result<T, Mistakes> {
        let mut mistakes = self.mistakes.into_inner();
        match read {
            Some(read) if mistakes.is_empty() => Ok(read),
            _ => {
                // The sort is stable: mistakes without a place stay in the order of reading.
                mistakes.sort_by_key(|mistake| mistake.place);
                let untold = mistakes.len().saturating_sub(TOLD);
                mistakes.truncate(TOLD);
                let list = mistakes;
                Err(Mistakes(Told { list, untold }))
            }
        }
    }
}
