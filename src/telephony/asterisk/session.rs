//! One connection to the manager interface: what is asked, and what is answered.

use std::collections::VecDeque;
use std::fmt::Write;
use std::io;
use std::time::Duration;
use std::time::Instant;

use md5::Digest;
use md5::Md5;
use thiserror::Error;

use super::packet::Packet;
use super::packet::PacketReader;
use crate::net::secret::Secret;
use crate::net::stream::Address;
use crate::net::stream::Stream;
use crate::net::stream::StreamRead;
use crate::text::clean;

/// How long a read waits.
pub(super) const TICK: Duration = Duration::from_millis(250);
/// How often a read may bring nothing before an answer is missed: ten seconds.
const PATIENCE: u32 = 40;
/// So often it is read before what is waited for has come: some seconds of a storm.
const MOST_READS: u32 = 5_000;

/// How to log in.
#[derive(Clone)]
pub struct Account {
    /// Where.
    pub address: Address,
    /// As whom.
    pub user: String,
    /// How the user proves it.
    pub secret: Secret,
    /// The secret itself never travels: only what answers the exchange's question does.
    pub challenged: bool,
}

/// Why a connection does not stand.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// The machine cannot be reached, or the line broke.
    #[error("{0}")]
    Broken(String),
    /// It was ended by the exchange.
    #[error("the exchange closed the connection")]
    Ended,
    /// User, secret or address are not the right ones; the exchange does not say which.
    #[error("login refused: {0}")]
    Refused(String),
    /// It says nothing any more.
    #[error("the exchange does not answer")]
    Silent,
}

impl From<io::Error> for LinkError {
    fn from(error: io::Error) -> LinkError {
        LinkError::Broken(error.to_string())
    }
}

/// An open connection.
pub struct AmiSession {
    stream: Stream,
    reader: PacketReader,
    come: VecDeque<Packet>,
    actions: u64,
    buffer: Vec<u8>,
}

impl AmiSession {
    /// Connects and logs in; what the exchange calls itself.
    pub fn open(account: &Account) -> Result<(AmiSession, String), LinkError> {
        let mut session = AmiSession {
            stream: Stream::connect(&account.address, TICK)?,
            reader: PacketReader::default(),
            come: VecDeque::new(),
            actions: 0,
            buffer: vec![0; 64 * 1024],
        };
        let greeting = session.awaited(|packet| !packet.get("Greeting").is_empty())?;
        let user = [("Username", account.user.as_str())];
        let answer = if account.challenged {
            let challenge = session.ask("Challenge", &[("AuthType", "MD5")])?;
            let key = key(challenge.get("Challenge"), &account.secret);
            session.ask(
                "Login",
                &[[("AuthType", "MD5"), ("Key", &key)].as_slice(), &user].concat(),
            )?
        } else {
            let secret = [("Secret", account.secret.reveal())];
            session.ask("Login", &[user, secret].concat())?
        };
        if !answer.get("Response").eq_ignore_ascii_case("Success") {
            return Err(LinkError::Refused(clean(answer.get("Message")).into_owned()));
        }
        Ok((session, clean(greeting.get("Greeting")).into_owned()))
    }

    /// Asks for an action; its id, by which the answer is known.
    pub fn send(&mut self, action: &str, fields: &[(&str, &str)]) -> Result<String, LinkError> {
        self.actions += 1;
        let id = format!("dozvon-{}", self.actions);
        let mut text = format!("Action: {action}\r\nActionID: {id}\r\n");
        for (key, value) in fields {
            // A line break would begin another line, and with it another action.
            let value: String = value.chars().filter(|letter| !letter.is_control()).collect();
            let _ = write!(text, "{key}: {value}\r\n");
        }
        text.push_str("\r\n");
        self.stream.send(&text)?;
        Ok(id)
    }

    /// Asks, and waits for the answer. What else comes meanwhile is kept for later.
    pub fn ask(&mut self, action: &str, fields: &[(&str, &str)]) -> Result<Packet, LinkError> {
        let id = self.send(action, fields)?;
        self.awaited(|packet| {
            !packet.get("Response").is_empty() && packet.event().is_empty() && packet.get("ActionID") == id
        })
    }

    /// The next message for which `is_it` holds, if it comes in time; others are let go.
    pub fn hear(&mut self, patience: Duration, is_it: impl Fn(&Packet) -> bool) -> Result<Option<Packet>, LinkError> {
        let (began, mut reads) = (Instant::now(), 0);
        while began.elapsed() < patience && reads < MOST_READS {
            while let Some(packet) = self.come.pop_front() {
                if is_it(&packet) {
                    return Ok(Some(packet));
                }
            }
            reads += 1;
            self.read()?;
        }
        Ok(None)
    }

    /// The next message; none when nothing came for a while.
    pub fn next_packet(&mut self) -> Result<Option<Packet>, LinkError> {
        if self.come.is_empty() {
            self.read()?;
        }
        Ok(self.come.pop_front())
    }

    fn read(&mut self) -> Result<bool, LinkError> {
        match self.stream.read(&mut self.buffer)? {
            StreamRead::Bytes(count) => {
                let come = &mut self.come;
                self.reader.read(&self.buffer[..count], |packet| come.push_back(packet));
                Ok(true)
            }
            StreamRead::Nothing => Ok(false),
            StreamRead::End => Err(LinkError::Ended),
        }
    }

    fn awaited(&mut self, is_it: impl Fn(&Packet) -> bool) -> Result<Packet, LinkError> {
        let mut looked = 0;
        let (mut silent, mut reads) = (0, 0);
        loop {
            while looked < self.come.len() {
                if self.come.get(looked).is_some_and(&is_it) {
                    return self.come.remove(looked).ok_or(LinkError::Silent);
                }
                looked += 1;
            }
            silent = if self.read()? { 0 } else { silent + 1 };
            reads += 1;
            // What talks without end and never answers is no exchange.
            if silent > PATIENCE || reads > MOST_READS {
                return Err(LinkError::Silent);
            }
        }
    }
}

/// The answer to a challenge.
fn key(challenge: &str, secret: &Secret) -> String {
    let digest = Md5::digest(format!("{challenge}{}", secret.reveal()));
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_answered_by_the_digest_of_it_and_the_secret() {
        let secret = Secret::new("pbx-secret".to_owned());
        assert_eq!(key("771425719", &secret), "2f39ab3e1a65b928256d0906e490e6a5");
    }
}
