//! Any program on this machine: it gets the message as JSON on its input.

use std::io::Read;
use std::io::Write;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use serde_json::json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::net::program::end_within;
use crate::net::secret::Secret;
use crate::text::clean;

/// How long it may go on with each of its two voices, and then with nothing to say: less, all in all, than a try may take.
const PATIENCE: Duration = Duration::from_secs(50);
/// Ends with this to be asked again later (`EX_TEMPFAIL` of sysexits.h).
const LATER: i32 = 75;
/// How much of what it says is kept, bytes.
const SAID: u64 = 2_000;

/// The program.
#[derive(Debug)]
pub(super) struct Program {
    /// It and its arguments.
    pub(super) line: Vec<String>,
    pub(super) from: Option<String>,
    pub(super) secret: Option<Secret>,
}

impl Gateway for Program {
    fn send(&mut self, channel: Channel, message: &Outgoing) -> SendOutcome {
        let Some((program, arguments)) = self.line.split_first() else {
            return SendOutcome::Later {
                why: "no command is set".to_owned(),
            };
        };
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(secret) = &self.secret {
            command.env("DOZVON_SECRET", secret.reveal());
        }
        let told = json!({
            "id": message.mark,
            "kind": message.kind,
            "channel": channel.code(),
            "to": message.to,
            "from": self.from,
            "name": message.name,
            "subject": message.subject,
            "text": message.text,
            "html": message.html,
            "order": message.order,
            "report": message.report_url,
            "unsubscribe": message.unsubscribe.as_ref().map(|stop| stop.header(&message.mark, message.stop_url.as_deref())),
        });
        match command.spawn() {
            Ok(child) => wait(child, &format!("{told}\n")),
            Err(why) => SendOutcome::Later {
                why: format!("{program}: {why}"),
            },
        }
    }
}

/// Hands the message over and waits for the end; a program that takes too long is ended, and may have sent it.
fn wait(mut child: Child, told: &str) -> SendOutcome {
    let input = child.stdin.take().map(|mut input| {
        let told = told.to_owned();
        thread::spawn(move || input.write_all(told.as_bytes()))
    });
    let said = [
        child.stdout.take().map(|out| spoken(Box::new(out))),
        child.stderr.take().map(|out| spoken(Box::new(out))),
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
    let in_time = (0..2).all(|_| ended.recv_timeout(PATIENCE).is_ok());
    let left = if in_time { PATIENCE } else { Duration::ZERO };
    let Some(status) = end_within(&mut child, left) else {
        return SendOutcome::Unknown {
            why: format!("no end within {} s", PATIENCE.as_secs()),
        };
    };
    drop(input);
    let first = |text: String| clean(text.lines().next().unwrap_or_default()).trim().to_owned();
    let (out, err) = (
        first(out.join().unwrap_or_default()),
        first(err.join().unwrap_or_default()),
    );
    match status.code() {
        Some(0) => SendOutcome::Accepted {
            id: Some(out).filter(|id| !id.is_empty()),
        },
        Some(LATER) => SendOutcome::Later { why: err },
        Some(code) => SendOutcome::Refused {
            why: format!("{err} ({code})"),
        },
        None => SendOutcome::Unknown { why: err },
    }
}

fn spoken(mut from: Box<dyn Read + Send>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut text = Vec::new();
        let _ = from.by_ref().take(SAID).read_to_end(&mut text);
        // The rest is heard too, or it could not end.
        let _ = std::io::copy(&mut from, &mut std::io::sink());
        String::from_utf8_lossy(&text).into_owned()
    })
}
