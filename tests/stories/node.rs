//! Packages for Node.js in the target folder, with what a lock file names.

use std::fs;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Installs what stands in the lock file of a folder of the repository, below the target folder, and
/// gives the place of `node_modules`. Fails with what this machine has not.
pub(crate) fn installed(source: &str, home: &str) -> Result<String, String> {
    let home = format!("{ROOT}/target/{home}");
    let modules = format!("{home}/node_modules");
    let file = |name: &str| fs::read_to_string(format!("{ROOT}/{source}/{name}"));
    let lock = file("package-lock.json").expect("the folder has a lock file");
    let package = file("package.json").expect("the folder has a package file");
    // Written last, so that it is there only when all is.
    let done = format!("{home}/installed");
    if fs::read_to_string(&done).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    fs::create_dir_all(&home)
        .and_then(|()| fs::write(format!("{home}/package.json"), package))
        .and_then(|()| fs::write(format!("{home}/package-lock.json"), &lock))
        .map_err(|error| format!("{home}: {error}"))?;
    let mut npm = Command::new("npm");
    npm.args("ci --ignore-scripts --no-fund --no-audit".split(' '));
    let ran = npm.current_dir(&home).output();
    let ran = ran.map_err(|error| format!("npm: {error}"))?;
    if !ran.status.success() {
        let said = String::from_utf8_lossy(&ran.stderr);
        return Err(format!("npm ci: {said}"));
    }
    fs::write(&done, lock).map_err(|error| format!("{done}: {error}"))?;
    Ok(modules)
}
