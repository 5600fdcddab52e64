//! The program: reads the command line, runs, tells failures.

use std::process::ExitCode;

use antom_sandbox::cli::{complain, parse, run};

fn main() -> ExitCode {
    match run(parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}
