//! A Python with packages: the one that the caller names, or one of our own in the target folder.

use std::path::Path;
use std::process::{Command, Output};

use crate::process::setting;

/// What a Python has to have.
pub(crate) struct Needs {
    /// Where our own is made, below the target folder. Tests run side by side: each has its own.
    pub(crate) folder: &'static str,
    /// The requirements file with pinned versions, below the repository.
    pub(crate) requirements: &'static str,
    /// A statement that fails when something is missing.
    pub(crate) check: &'static str,
}

/// The command of a Python that has all this. Fails with what this machine has not.
pub(crate) fn python_with(needs: &Needs) -> Result<String, String> {
    let Needs { folder, check, .. } = needs;
    if let Some(python) = setting("ANTOM_SANDBOX_TEST_PYTHON") {
        run(&python, &["-c", check])?;
        return Ok(python);
    }
    let root = env!("CARGO_MANIFEST_DIR");
    let home = format!("{root}/target/{folder}");
    let python = format!("{home}/bin/python");
    if Path::new(&python).exists() && run(&python, &["-c", check]).is_ok() {
        return Ok(python);
    }
    run("python3", &["-m", "venv", &home])?;
    let requirements = format!("{root}/{}", needs.requirements);
    let install = "-m pip install --quiet --disable-pip-version-check --require-virtualenv -r";
    let mut words: Vec<&str> = install.split(' ').collect();
    words.push(&requirements);
    run(&python, &words)?;
    Ok(python)
}

fn run(program: &str, words: &[&str]) -> Result<(), String> {
    let ran = Command::new(program).args(words).output();
    let ran = ran.map_err(|error| format!("{program}: {error}"))?;
    if ran.status.success() {
        return Ok(());
    }
    let words = words.join(" ");
    Err(format!("{program} {words}: {}", complaint(&ran)))
}

/// What a program printed on standard error.
pub(crate) fn complaint(ran: &Output) -> String {
    String::from_utf8_lossy(&ran.stderr).into_owned()
}
