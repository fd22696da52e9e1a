//! Runs the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    dozvon::cli::run_process()
}
