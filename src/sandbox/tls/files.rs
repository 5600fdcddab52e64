//! The files under the home folder: whole or not there, secrets for their owner only.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::keys::random_seed;
use super::TlsError;

/// Whoever makes files holds this alone: two sandboxes that start at once on one home folder
/// would otherwise make an authority each.
pub(super) struct MakingAlone {
    _lock: Option<File>,
}

/// Waits until nobody else makes files here.
pub(super) fn make_alone(folder: &Path) -> Result<MakingAlone, TlsError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(|error| failed(&path, error))?;
    match file.lock() {
        Ok(()) => Ok(MakingAlone { _lock: Some(file) }),
        // Some network folders know no locks; there the files are at least whole.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(MakingAlone { _lock: None }),
        Err(error) => Err(failed(&path, error)),
    }
}

/// The folder of the files, made if it is missing.
pub(super) fn folder(home: &Path) -> Result<PathBuf, TlsError> {
    let folder = home.join("tls");
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    Ok(folder)
}

/// The text of a file; `None` when there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<String>, TlsError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, error)),
    }
}

pub(super) fn write(path: &Path, text: &str) -> Result<(), TlsError> {
    save(path, text, false)
}

/// Writes a file that only its owner may read.
pub(super) fn write_secret(path: &Path, text: &str) -> Result<(), TlsError> {
    save(path, text, true)
}

/// Writes beside the place and then moves there: whoever reads meanwhile sees whole files only.
fn save(path: &Path, text: &str, secret: bool) -> Result<(), TlsError> {
    let beside = path.with_extension(format!("{:x}.new", random_seed()));
    let attempt = || {
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        if secret {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        #[cfg(not(unix))]
        let _ = secret;
        options.open(&beside)?.write_all(text.as_bytes())?;
        fs::rename(&beside, path)
    };
    attempt().map_err(|error| failed(path, error))
}

fn failed(path: &Path, error: io::Error) -> TlsError {
    TlsError::File {
        path: path.to_owned(),
        error,
    }
}
