//! Finds a scenario: a shipped one by its name, or a file. The only place that reads the disk.

use std::fs;
use std::path::Path;

use super::builtin::BUILT_IN;
use super::file::parse;
use crate::gateway::Playbook;

/// Loads a scenario by the name of a shipped one, or from a file.
///
/// # Errors
/// A sentence: the file cannot be read, or what is wrong in it, with line and column.
pub fn load(name_or_path: &str) -> Result<Playbook, String> {
    if let Some(shipped) = BUILT_IN.iter().find(|shipped| shipped.name == name_or_path) {
        return Ok(named(shipped.name, parse(shipped.text)?));
    }
    let path = Path::new(name_or_path);
    let text = fs::read_to_string(path).map_err(|error| {
        let names: Vec<_> = BUILT_IN.iter().map(|shipped| shipped.name).collect();
        let names = names.join(", ");
        format!("cannot read scenario {name_or_path}: {error}. Shipped scenarios: {names}")
    })?;
    let playbook = parse(&text).map_err(|error| format!("{name_or_path}: {error}"))?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    Ok(named(&name, playbook))
}

fn named(name: &str, playbook: Playbook) -> Playbook {
    Playbook {
        name: name.to_owned(),
        ..playbook
    }
}
