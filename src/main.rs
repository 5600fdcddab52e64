//! The program: reads the command line, runs, tells failures.

use std::process::ExitCode;

use antom_sandbox::cli::{Program, complain, run};
use clap::Parser;

fn main() -> ExitCode {
    match run(Program::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}
