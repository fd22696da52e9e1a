//! Programs of the settings, which may never end by themselves.

use std::io;
use std::io::Read;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::sync::mpsc::channel;
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

/// What a program said, and how it ended.
pub struct ProgramSaid {
    /// None where a signal ended it.
    pub code: Option<i32>,
    /// On its standard output.
    pub out: String,
    /// On its standard error.
    pub err: String,
}

/// Begins a program, hands it a text and waits for its end, which it may take `patience` for with each of its voices and
/// then with nothing to say; none where it took longer, and was ended. Of each voice `longest` bytes are kept.
pub fn converse(
    command: &mut Command,
    told: &str,
    patience: Duration,
    longest: u64,
) -> io::Result<Option<ProgramSaid>> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let input = child.stdin.take().map(|mut input| {
        let told = told.to_owned();
        thread::spawn(move || input.write_all(told.as_bytes()))
    });
    let said = [
        child.stdout.take().map(|out| spoken(Box::new(out), longest)),
        child.stderr.take().map(|out| spoken(Box::new(out), longest)),
    ];
    let (end, ended) = channel();
    let [out, err] = said.map(|said| {
        let end = end.clone();
        thread::spawn(move || {
            let text = said.and_then(|said| said.join().ok()).unwrap_or_default();
            let _ = end.send(());
            text
        })
    });
    drop(end);
    // Both of its voices end when it does.
    let in_time = (0..2).all(|_| ended.recv_timeout(patience).is_ok());
    let left = if in_time { patience } else { Duration::ZERO };
    let Some(status) = end_within(&mut child, left) else {
        return Ok(None);
    };
    drop(input);
    Ok(Some(ProgramSaid {
        code: status.code(),
        out: out.join().unwrap_or_default(),
        err: err.join().unwrap_or_default(),
    }))
}

fn spoken(mut from: Box<dyn Read + Send>, longest: u64) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut text = Vec::new();
        let _ = from.by_ref().take(longest).read_to_end(&mut text);
        // The rest is heard too, or it could not end.
        let _ = io::copy(&mut from, &mut io::sink());
        String::from_utf8_lossy(&text).into_owned()
    })
}
