//! Programs of the settings, which may never end by themselves.

use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use wait_timeout::ChildExt;

/// Begins a program that hears and says nothing and may go on by itself; else why it failed, when it does so soon.
pub fn begin(line: &[String], fails_within: Duration) -> Result<(), String> {
    let (program, arguments) = line.split_first().ok_or("no command")?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    match child.wait_timeout(fails_within) {
        Ok(Some(status)) if !status.success() => Err(status.to_string()),
        Ok(Some(_)) => Ok(()),
        Ok(None) | Err(_) => {
            // Its end is waited for, or it would stay among the processes.
            thread::spawn(move || child.wait());
            Ok(())
        }
    }
}

/// How it ended; none when it did not in time, and was ended.
pub fn end_within(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    if let Ok(Some(status)) = child.wait_timeout(patience) {
        return Some(status);
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}
