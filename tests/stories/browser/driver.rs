//! One chromedriver process, on a port that was free.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use crate::process::{Killed, skip};

/// Where Debian has them.
const CHROMEDRIVER: &str = "/usr/bin/chromedriver";
pub(super) const CHROMIUM: &str = "/usr/bin/chromium";

const ATTEMPTS: usize = 10;

pub(super) struct Driver {
    pub(super) url: String,
    _child: Killed,
    // A closed pipe would be a reason to complain.
    _stdout: BufReader<ChildStdout>,
}

impl Driver {
    /// `None`, and a loud word, where there is no browser.
    pub(super) fn start() -> Option<Self> {
        for program in [CHROMEDRIVER, CHROMIUM] {
            if !Path::new(program).exists() {
                skip(&format!(
                    "no {program}; install chromium and chromium-driver"
                ));
                return None;
            }
        }
        // It binds a port of IPv4 first, and gives up when another program has that of IPv6.
        let driver = (0..ATTEMPTS).find_map(|_| Self::try_start());
        Some(driver.expect("chromedriver tells its port"))
    }

    /// `None` if the program ends without having found a port.
    fn try_start() -> Option<Self> {
        let mut child = Command::new(CHROMEDRIVER)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map(Killed)
            .expect("chromedriver starts");
        let mut stdout = BufReader::new(child.0.stdout.take().expect("it has a pipe"));
        let lines = stdout.by_ref().lines().map_while(Result::ok);
        let port = lines.filter_map(|line| {
            let port = line
                .strip_suffix('.')?
                .split_once("successfully on port ")?;
            port.1.parse::<u16>().ok()
        });
        let port = { port }.next()?;
        Some(Self {
            url: format!("http://127.0.0.1:{port}"),
            _child: child,
            _stdout: stdout,
        })
    }
}
