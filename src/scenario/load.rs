//! Finds a scenario: a shipped one by its name, or a file. The only place that reads the disk.

use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use super::builtin::{BUILT_IN, default_playbook, parse};
use super::file::{parse_journey, parse_rule};
use super::journey::Journey;
use super::mistake::Mistakes;
use super::nearest::nearest;
use crate::gateway::Playbook;

/// What stands in the way of a scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LoadError {
    /// There is no such scenario: a sentence.
    Missing(String),
    /// The file is wrong.
    Wrong {
        /// As it was asked for.
        file: String,
        /// Everything that is wrong with it.
        mistakes: Mistakes,
    },
}

impl fmt::Display for LoadError {
    /// One line for each mistake, `FILE:LINE:COLUMN: …`, as editors and terminals understand it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, mistakes) = match self {
            Self::Missing(text) => return f.write_str(text),
            Self::Wrong { file, mistakes } => (file, mistakes),
        };
        for (index, mistake) in mistakes.list().iter().enumerate() {
            let end = if index > 0 { "\n" } else { "" };
            let told = mistake.told();
            match mistake.place {
                Some(at) => write!(f, "{end}{file}:{}:{}: {told}", at.line, at.column)?,
                None => write!(f, "{end}{file}: {told}")?,
            }
        }
        match mistakes.more() {
            Some(more) => write!(f, "\n{file}: {more}"),
            None => Ok(()),
        }
    }
}

impl Error for LoadError {}

/// A shipped scenario; nothing when none has this name.
#[must_use]
pub fn named(name: &str) -> Option<Playbook> {
    let shipped = BUILT_IN.iter().find(|shipped| shipped.name == name)?;
    if name == "default" {
        return Some(Playbook::clone(&default_playbook()));
    }
    let playbook = parse(shipped.text).ok()?;
    let name = name.to_owned();
    Some(Playbook { name, ..playbook })
}

/// Loads a scenario by the name of a shipped one, or from a file.
///
/// # Errors
/// The file cannot be read, or what is wrong in it.
pub fn load(name_or_path: &str) -> Result<Playbook, LoadError> {
    if let Some(shipped) = named(name_or_path) {
        return Ok(shipped);
    }
    let path = Path::new(name_or_path);
    let text = fs::read_to_string(path).map_err(|error| {
        LoadError::Missing(format!(
            "cannot read scenario {name_or_path}: {error}. {}",
            instead_of(name_or_path)
        ))
    })?;
    let playbook = parse(&text).map_err(|mistakes| LoadError::Wrong {
        file: name_or_path.to_owned(),
        mistakes,
    })?;
    let name = path.file_stem().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    Ok(Playbook { name, ..playbook })
}

/// Loads a scenario together with its steps.
///
/// # Errors
/// As [`load`].
pub fn load_journey(name_or_path: &str) -> Result<(Playbook, Journey), LoadError> {
    let playbook = load(name_or_path)?;
    let journey = parse_journey(&playbook.source).map_err(|mistakes| LoadError::Wrong {
        file: name_or_path.to_owned(),
        mistakes,
    })?;
    Ok((playbook, journey))
}

/// The text of a file with one rule.
///
/// # Errors
/// The file cannot be read, or what is wrong in it.
pub fn load_rule(file: &str) -> Result<String, LoadError> {
    let text = fs::read_to_string(file)
        .map_err(|error| LoadError::Missing(format!("cannot read {file}: {error}")))?;
    match parse_rule(&text) {
        Ok(_) => Ok(text),
        Err(mistakes) => Err(LoadError::Wrong {
            file: file.to_owned(),
            mistakes,
        }),
    }
}

/// What to say instead of a name that no shipped scenario has.
#[must_use]
pub fn instead_of(name: &str) -> String {
    match nearest(name, BUILT_IN.iter().map(|shipped| shipped.name)) {
        Some(name) => format!("Did you mean {name}?"),
        None => "`antom-sandbox scenario list` shows those that are shipped".to_owned(),
    }
}
