//! The program, run as a process of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A running server; ends when dropped.
pub(crate) struct Server {
    process: Child,
    /// Where the gateway listens, without its scheme.
    pub(crate) http: String,
    /// Where the admin API listens, without its scheme.
    pub(crate) admin: String,
    pub(crate) ready_after: Duration,
}

impl Server {
    pub(crate) fn start(home: &Path, flags: &[&str]) -> Self {
        let ready: PathBuf = home.join("ready.json");
        let _ = fs::remove_file(&ready);
        let started = Instant::now();
        let process = Command::new(env!("CARGO_BIN_EXE_antom-sandbox"))
            .args([
                "--http",
                "127.0.0.1:0",
                "--https",
                "127.0.0.1:0",
                "--admin",
                "127.0.0.1:0",
            ])
            .arg("--home")
            .arg(home)
            .arg("--ready-file")
            .arg(&ready)
            .args(flags)
            .env("ANTOM_SANDBOX_LOG_LEVEL", "error")
            .stdout(Stdio::null())
            .spawn()
            .expect("the program starts");
        let text = loop {
            match fs::read_to_string(&ready) {
                Ok(text) => break text,
                Err(error) if started.elapsed() > Duration::from_secs(10) => {
                    panic!("not ready in 10 s: {error}")
                }
                Err(_) => thread::sleep(Duration::from_micros(50)),
            }
        };
        let ready_after = started.elapsed();
        let addresses: serde_json::Value =
            serde_json::from_str(&text).expect("the ready file is JSON");
        let address = |name: &str| {
            let url = addresses[name].as_str().expect("an address");
            url.trim_start_matches("http://").to_owned()
        };
        Self {
            process,
            http: address("http"),
            admin: address("admin"),
            ready_after,
        }
    }

    pub(crate) fn resident_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.expect("a Linux machine tells a process's memory");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kib.expect("a number of KiB") / 1024.0
    }

    pub(crate) fn busy_seconds(&self) -> f64 {
        let threads = fs::read_dir(format!("/proc/{}/task", self.process.id()));
        let threads = threads.expect("a Linux machine lists a process's threads");
        threads
            .flatten()
            .map(|thread| busy_seconds(&thread.path()))
            .sum()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// How long a thread has run on a processor; what other programs did meanwhile does not count.
pub(crate) fn busy_seconds(thread: &Path) -> f64 {
    let text = fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
    let nanos = text
        .split(' ')
        .next()
        .and_then(|field| field.parse::<f64>().ok());
    // A thread may have ended since it was listed.
    nanos.unwrap_or_default() / 1e9
}
