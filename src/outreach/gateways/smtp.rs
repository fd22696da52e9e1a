//! Email by SMTP (RFC 5321): whatever fails before the letter itself is handed over, the server knows nothing of it.

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::io;
use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::client::Certificate;
use lettre::transport::smtp::client::TlsParameters;
use lettre::transport::smtp::commands::Data;
use lettre::transport::smtp::commands::Mail;
use lettre::transport::smtp::commands::Rcpt;
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::letter::letter;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::Security;
use crate::net::secret::Secret;
use crate::net::talk::Talks;

/// How many letters go over one connection.
const LETTERS: usize = 50;
/// How long a letter may take in all, however slowly its server talks: less than a message may be on its way, or another
/// process would hold it meanwhile.
const WHOLE: Duration = Duration::from_secs(120);
/// The server closes: no letter is taken now.
const CLOSES: u16 = 421;
/// How long who failed may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);

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
    /// How long one word of the server may take.
    pub(super) patience: Duration,
    /// Where it is talked with.
    pub(super) talks: Option<Talks>,
    /// Open since the last letter, and how many went over it.
    pub(super) open: Option<(AsyncSmtpConnection, usize)>,
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
        let talks = match self.talks.take().map_or_else(Talks::new, Ok) {
            Ok(talks) => talks,
            Err(why) => return SendOutcome::Later { why: why.to_string() },
        };
        let is_handed_over = Cell::new(false);
        let outcome = talks.within(WHOLE, self.hand_over(&letter, &is_handed_over));
        self.talks = Some(talks);
        outcome.unwrap_or_else(|| {
            let why = format!("no end within {} s", WHOLE.as_secs());
            if is_handed_over.get() {
                SendOutcome::Unknown { why }
            } else {
                SendOutcome::Later { why }
            }
        })
    }
}

impl Smtp {
    /// Says all words of a letter; `is_handed_over` from the moment on at which the server may have it.
    async fn hand_over(&mut self, letter: &Message, is_handed_over: &Cell<bool>) -> SendOutcome {
        let (mut connection, letters) = match self.connected().await {
            Ok(connection) => connection,
            Err(why) => return SendOutcome::Later { why },
        };
        let envelope = letter.envelope();
        // A no to the sender is about the account and would meet every letter.
        let begins = Mail::new(envelope.from().cloned(), Vec::new());
        if let Err(why) = self.word(connection.command(begins)).await {
            self.abort(connection).await;
            return SendOutcome::Later { why: why.text() };
        }
        let mut announced = Ok(());
        for to in envelope.to() {
            if announced.is_ok() {
                let to = Rcpt::new(to.clone(), Vec::new());
                announced = self.word(connection.command(to)).await.map(|_| ());
            }
        }
        if announced.is_ok() {
            announced = self.word(connection.command(Data)).await.map(|_| ());
        }
        if let Err(why) = announced {
            self.abort(connection).await;
            return why.refusal();
        }
        is_handed_over.set(true);
        match self.word(connection.message(&letter.formatted())).await {
            Ok(answer) => {
                if letters + 1 < LETTERS {
                    self.open = Some((connection, letters + 1));
                } else {
                    // It was taken: a server slow to say goodbye makes nothing else of that.
                    self.abort(connection).await;
                }
                SendOutcome::Accepted {
                    id: answer.first_line().map(str::to_owned),
                }
            }
            Err(Failed::Said(error)) if error.is_permanent() || error.is_transient() => {
                self.abort(connection).await;
                Failed::Said(error).refusal()
            }
            // The letter was handed over and the answer did not come: it may be on its way.
            Err(why) => {
                self.abort(connection).await;
                SendOutcome::Unknown { why: why.text() }
            }
        }
    }

    /// One word and its answer, in time.
    async fn word<T>(&self, word: impl Future<Output = Result<T, Error>>) -> Result<T, Failed> {
        match timeout(self.patience, word).await {
            Ok(answer) => answer.map_err(Failed::Said),
            Err(_) => Err(Failed::Silent(self.patience)),
        }
    }

    async fn abort(&self, mut connection: AsyncSmtpConnection) {
        let _ = timeout(GOODBYE.min(self.patience), connection.abort()).await;
    }

    fn letter(&self, message: &Outgoing) -> Result<Message, String> {
        letter(message, &self.from, self.reply_to.as_deref())
    }

    async fn connected(&mut self) -> Result<(AsyncSmtpConnection, usize), String> {
        if let Some((mut connection, letters)) = self.open.take()
            && timeout(self.patience, connection.test_connected()).await == Ok(true)
        {
            return Ok((connection, letters));
        }
        let tls = self.tls()?;
        let hello = ClientId::default();
        let at_once = tls.clone().filter(|_| self.security == Security::Tls);
        let server = (self.host.as_str(), self.port);
        let opening = AsyncSmtpConnection::connect_tokio1(server, Some(self.patience), &hello, at_once, None);
        let mut connection = self.word(opening).await.map_err(Failed::text)?;
        if let (Some(tls), Security::StartTls) = (tls, self.security) {
            let closing = connection.starttls(tls, &hello);
            self.word(closing).await.map_err(Failed::text)?;
        }
        if let (Some(user), Some(secret)) = (&self.user, &self.secret) {
            let who = Credentials::new(user.clone(), secret.reveal().to_owned());
            let ways = [Mechanism::Plain, Mechanism::Login];
            let naming = connection.auth(&ways, &who);
            self.word(naming).await.map_err(|why| match why {
                Failed::Said(error) if error.is_permanent() => {
                    format!("login or password is not accepted: {}", Failed::Said(error).text())
                }
                why => why.text(),
            })?;
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

/// Why a word was not answered as it should have been.
enum Failed {
    /// The server said something else, or hung up.
    Said(Error),
    /// It said nothing for so long.
    Silent(Duration),
}

impl Failed {
    /// The server said no to this letter, or fell silent before it had it. Only a 421 is about more than this letter
    /// (RFC 5321, 3.8).
    fn refusal(self) -> SendOutcome {
        let code = match &self {
            Failed::Said(error) => error.status().map(u16::from),
            Failed::Silent(_) => None,
        };
        let why = self.text();
        match code {
            Some(500..) => SendOutcome::Refused { why },
            Some(code @ 400..) if code != CLOSES => SendOutcome::Deferred { why },
            _ => SendOutcome::Later { why },
        }
    }

    fn text(self) -> String {
        use std::error::Error as _;
        let error = match self {
            Failed::Silent(patience) => return format!("no answer within {} s", patience.as_secs()),
            Failed::Said(error) => error,
        };
        let mut source = error.source();
        while let Some(why) = source {
            if why
                .downcast_ref::<io::Error>()
                .is_some_and(|why| why.kind() == io::ErrorKind::ConnectionRefused)
            {
                return "the connection is refused".to_owned();
            }
            source = why.source();
        }
        if let (Some(code), Some(said)) = (error.status(), error.source()) {
            return format!("{code} {said}");
        }
        let text = error.to_string();
        match error.source().map(ToString::to_string) {
            Some(source) if !text.contains(&source) => format!("{text}: {source}"),
            _ => text,
        }
    }
}
