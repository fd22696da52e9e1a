//! Any program on this machine: it gets the message as JSON on its input.

use std::process::Command;
use std::time::Duration;

use serde_json::json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::net::program::ProgramSaid;
use crate::net::program::converse;
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
        command.args(arguments);
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
            "html": message.html_alone(),
            "order": message.order,
            "report": message.report_url,
            "unsubscribe": message.unsubscribe.as_ref().map(|stop| stop.header(&message.mark, message.stop_url.as_deref())),
        });
        match converse(&mut command, &format!("{told}\n"), PATIENCE, SAID) {
            Ok(said) => ended(said),
            Err(why) => SendOutcome::Later {
                why: format!("{program}: {why}"),
            },
        }
    }
}

/// What its end means; a program that took too long was ended, and may have sent it.
fn ended(said: Option<ProgramSaid>) -> SendOutcome {
    let Some(said) = said else {
        return SendOutcome::Unknown {
            why: format!("no end within {} s", PATIENCE.as_secs()),
        };
    };
    let first = |text: &str| clean(text.lines().next().unwrap_or_default()).trim().to_owned();
    let (out, err) = (first(&said.out), first(&said.err));
    match said.code {
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
