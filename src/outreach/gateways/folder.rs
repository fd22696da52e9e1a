//! A folder that gets what would leave: `[channels] live = false`.

use std::path::PathBuf;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::letter::letter;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;

/// The folder, and who sends.
#[derive(Clone, Debug)]
pub struct OutgoingFolder {
    /// Where the files go.
    pub path: PathBuf,
    /// Who may read them.
    pub readers: Readers,
    /// Who sends the letters.
    pub from: Option<String>,
}

impl Gateway for OutgoingFolder {
    fn check(&self, channel: Channel, message: &Outgoing) -> Result<(), String> {
        self.written(channel, message).map(|_| ())
    }

    fn send(&mut self, channel: Channel, message: &Outgoing) -> SendOutcome {
        let (ending, text) = match self.written(channel, message) {
            Ok(written) => written,
            Err(why) => return SendOutcome::Refused { why },
        };
        let name: String = message
            .mark
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || ".-".contains(*c))
            .collect();
        let path = self.path.join(format!("{name}.{ending}"));
        match write_private(&path, &text, Existing::Replace, self.readers) {
            Ok(()) => SendOutcome::Accepted { id: None },
            Err(why) => SendOutcome::Later {
                why: format!("{}: {why}", path.display()),
            },
        }
    }
}

impl OutgoingFolder {
    /// The ending of its file, and what stands in it.
    fn written(&self, channel: Channel, message: &Outgoing) -> Result<(&'static str, String), String> {
        match channel {
            Channel::Sms => Ok(("txt", format!("To: {}\n\n{}\n", message.to, message.text))),
            Channel::Email => {
                let from = self.from.as_deref().unwrap_or("shop@localhost");
                let letter = letter(message, from, None)?;
                Ok(("eml", String::from_utf8_lossy(&letter.formatted()).into_owned()))
            }
        }
    }
}
