//! Email by SMTP (RFC 5321): whatever fails before the letter itself is handed over, the server knows nothing of it.

use std::fmt;
use std::fs;
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::Certificate;
use lettre::transport::smtp::client::SmtpConnection;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::commands::Data;
use lettre::transport::smtp::commands::Mail;
use lettre::transport::smtp::commands::Rcpt;
use lettre::transport::smtp::extension::ClientId;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::letter::letter;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::Security;
use crate::net::secret::Secret;

/// How many letters go over one connection.
const LETTERS: usize = 50;

/// One account.
pub(super) struct Smtp {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) security: Security,
    /// A certificate of the shop's own authority.
    pub(super) certificate: Option<String>,
    pub(super) user: Option<String>,
    pub(super) secret: Option<Secret>,
    pub(super) from: String,
    pub(super) reply_to: Option<String>,
    /// Where who wants no offers writes, or says so.
    pub(super) unsubscribe: Option<String>,
    /// How long one word of the server may take.
    pub(super) patience: Duration,
    /// Open since the last letter, and how many went over it.
    pub(super) open: Option<(SmtpConnection, usize)>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

impl Gateway for Smtp {
    fn check(&self, _: Channel, message: &Outgoing) -> Result<(), String> {
        self.letter(message).map(|_| ())
    }

    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let letter = match self.letter(message) {
            Ok(letter) => letter,
            Err(why) => return SendOutcome::Refused { why },
        };
        let (mut connection, letters) = match self.connected() {
            Ok(connection) => connection,
            Err(why) => return SendOutcome::Later { why },
        };
        let envelope = letter.envelope();
        // A no to the sender is about the account and would meet every letter.
        if let Err(error) = connection.command(Mail::new(envelope.from().cloned(), Vec::new())) {
            connection.abort();
            return SendOutcome::Later {
                why: Smtp::said(&error),
            };
        }
        let announced = envelope
            .to()
            .iter()
            .try_for_each(|to| connection.command(Rcpt::new(to.clone(), Vec::new())).map(|_| ()))
            .and_then(|()| connection.command(Data));
        if let Err(error) = announced {
            connection.abort();
            return Smtp::refused(&error);
        }
        match connection.message(&letter.formatted()) {
            Ok(answer) => {
                if letters + 1 < LETTERS {
                    self.open = Some((connection, letters + 1));
                } else {
                    let _ = connection.quit();
                }
                SendOutcome::Accepted {
                    id: answer.first_line().map(str::to_owned),
                }
            }
            Err(error) if error.is_permanent() || error.is_transient() => {
                connection.abort();
                Smtp::refused(&error)
            }
            // The letter was handed over and the answer did not come: it may be on its way.
            Err(error) => {
                connection.abort();
                SendOutcome::Unknown {
                    why: Smtp::said(&error),
                }
            }
        }
    }
}

impl Smtp {
    fn letter(&self, message: &Outgoing) -> Result<Message, String> {
        let (reply_to, unsubscribe) = (self.reply_to.as_deref(), self.unsubscribe.as_deref());
        letter(message, &self.from, reply_to, unsubscribe)
    }

    /// The server said no, or fell silent before it had the letter.
    fn refused(error: &Error) -> SendOutcome {
        let why = Smtp::said(error);
        if error.is_permanent() {
            SendOutcome::Refused { why }
        } else {
            SendOutcome::Later { why }
        }
    }

    fn said(error: &Error) -> String {
        use std::error::Error as _;
        let mut text = error.to_string();
        if let Some(source) = error.source() {
            let source = source.to_string();
            if !text.contains(&source) {
                text = format!("{text}: {source}");
            }
        }
        text
    }

    fn connected(&mut self) -> Result<(SmtpConnection, usize), String> {
        if let Some((mut connection, letters)) = self.open.take()
            && connection.test_connected()
        {
            return Ok((connection, letters));
        }
        let tls = self.tls()?;
        let hello = ClientId::default();
        let at_once = tls.as_ref().filter(|_| self.security == Security::Tls);
        let mut connection = SmtpConnection::connect(
            (self.host.as_str(), self.port),
            Some(self.patience),
            &hello,
            at_once,
            None,
        )
        .map_err(|error| Smtp::said(&error))?;
        if let (Some(tls), Security::StartTls) = (&tls, self.security) {
            connection.starttls(tls, &hello).map_err(|error| Smtp::said(&error))?;
        }
        if let (Some(user), Some(secret)) = (&self.user, &self.secret) {
            let who = Credentials::new(user.clone(), secret.reveal().to_owned());
            let ways = [Mechanism::Plain, Mechanism::Login];
            connection.auth(&ways, &who).map_err(|error| Smtp::said(&error))?;
        }
        Ok((connection, 0))
    }

    fn tls(&self) -> Result<Option<TlsParameters>, String> {
        if self.security == Security::None {
            return Ok(None);
        }
        let mut tls = TlsParameters::builder(self.host.clone());
        if let Some(path) = &self.certificate {
            let pem = fs::read(path).map_err(|why| format!("{path}: {why}"))?;
            tls = tls.add_root_certificate(Certificate::from_pem(&pem).map_err(|why| format!("{path}: {why}"))?);
        }
        tls.build_rustls().map(Some).map_err(|why| why.to_string())
    }
}
