//! New letters of a mailbox, a few at a time: their headers, and the whole of those that are asked for.

use std::fmt;
use std::io::ErrorKind;
use std::time::Duration;

use async_imap::Client;
use async_imap::Session;
use async_imap::error::Error;
use async_imap::imap_proto::AttributeValue;
use async_imap::imap_proto::MailboxDatum;
use async_imap::imap_proto::Response;
use async_imap::imap_proto::Status;
use chrono::DateTime;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::rustls::pki_types::ServerName;

use super::folder;
use super::literal::LiteralWatch;
use super::way::Way;
use crate::domain::sending::FolderMark;
use crate::domain::settings::Security;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::secret::Secret;
use crate::net::talk::Talks;
use crate::net::tls;
use crate::text::clean;

/// How many letters are looked at in one reading.
const AT_ONCE: usize = 200;
/// What tells whether a letter is worth reading.
const HEADERS: &str = "From Subject Content-Type Auto-Submitted X-Failed-Recipients Return-Path";
/// How much of a letter is read: what came back has the headers it is about within that.
const READ: usize = 128 * 1024;
/// How many are read whole in one reading.
const WHOLE_AT_ONCE: usize = 50;
/// How much may come in one reading, bytes.
const MOST: usize = 24 * 1024 * 1024;
/// A mailbox that was never read is read from so long ago on.
const BACK: Span = Span::days(7);
/// How much of what is said is kept, characters.
const KEPT: usize = 200;

/// Where letters lie.
#[derive(Clone, Debug)]
pub struct Mailbox {
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is closed.
    pub security: Security,
    /// A certificate of the shop's own authority, a PEM file.
    pub certificate: Option<String>,
    /// The login.
    pub user: String,
    /// Its secret.
    pub secret: Secret,
    /// The folder.
    pub folder: String,
    /// How long a reading may take in all.
    pub patience: Duration,
}

/// A letter in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Its number.
    pub uid: u32,
    /// When it came, by the server's clock.
    pub at: Option<Time>,
    /// Some of its headers.
    pub head: Vec<u8>,
    /// It, as far as it was read; none when its headers were enough.
    pub whole: Option<Vec<u8>>,
}

/// What one reading gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailReading {
    /// The letters, in the order in which they came.
    pub mails: Vec<Mail>,
    /// How far it came.
    pub mark: FolderMark,
    /// There are more.
    pub more: bool,
}

/// Reads what is new since `known`; `wants` says by its headers whether a letter is read whole. Else why it could not be
/// read, fit to be shown.
pub fn read(
    mailbox: &Mailbox,
    known: Option<FolderMark>,
    now: Time,
    wants: impl Fn(&[u8]) -> bool,
) -> Result<MailReading, String> {
    let talks = Talks::new().map_err(|why| why.to_string())?;
    let talk = async {
        let mut session = session(mailbox).await?;
        let reading = news(&mut session, mailbox, known, now, &wants).await?;
        // It is ours already; whether the server says goodbye is its own affair.
        let _ = timeout(Duration::from_secs(2), session.logout()).await;
        Ok(reading)
    };
    let ended = talks.within(mailbox.patience, talk);
    let reading = ended.unwrap_or_else(|| Err(silent(mailbox.patience)));
    reading.map_err(|why| {
        let why = mailbox.secret.redact(&clean(&why.0));
        why.chars().take(KEPT).collect()
    })
}

/// Why it does not go on.
struct Trouble(String);

impl From<Error> for Trouble {
    fn from(why: Error) -> Trouble {
        Trouble(match &why {
            Error::No(said) | Error::Bad(said) => {
                let said = said.split_once("info: Some(\"").map_or(said.as_str(), |(_, said)| said);
                said.trim_end_matches("\")").to_owned()
            }
            Error::Io(why) => understood(why.to_string()),
            why => understood(why.to_string()),
        })
    }
}

impl From<std::io::Error> for Trouble {
    fn from(why: std::io::Error) -> Trouble {
        Trouble(understood(why.to_string()))
    }
}

/// What could not be parsed stands whole in the crate's error: letters of customers, which belong into no error.
fn understood(why: String) -> String {
    if why.contains(" during parsing of ") {
        "its answer cannot be understood".to_owned()
    } else {
        why
    }
}

fn trouble(why: impl fmt::Display) -> Trouble {
    Trouble(why.to_string())
}

fn silent(patience: Duration) -> Trouble {
    Trouble(format!("no answer within {} s", patience.as_secs()))
}

async fn session(mailbox: &Mailbox) -> Result<Session<Way>, Trouble> {
    let stream = TcpStream::connect((mailbox.host.as_str(), mailbox.port)).await?;
    // A command is written in pieces, and each would wait for the other side to have heard the one before.
    stream.set_nodelay(true)?;
    let way = Way {
        stream: Box::new(stream),
        left: MOST,
        literals: LiteralWatch::default(),
    };
    let way = match mailbox.security {
        Security::Tls => closed(way, mailbox).await?,
        Security::StartTls | Security::None => way,
    };
    let mut client = Client::new(way);
    let greeting = client.read_response().await?.ok_or(Error::ConnectionLost)?;
    match greeting.parsed() {
        Response::Data {
            status: Status::Ok | Status::PreAuth,
            ..
        } => {}
        Response::Data { outcome, .. } => {
            return Err(trouble(
                outcome.information.as_deref().unwrap_or("it is not to be talked with"),
            ));
        }
        _ => return Err(trouble("this is no mailbox")),
    }
    if mailbox.security == Security::StartTls {
        client.run_command_and_check_ok("STARTTLS", None).await?;
        // What was said in the open is forgotten with the client that heard it.
        client = Client::new(closed(client.into_inner(), mailbox).await?);
    }
    let login = client.login(&mailbox.user, mailbox.secret.reveal()).await;
    login.map_err(|(why, _)| why.into())
}

async fn closed(way: Way, mailbox: &Mailbox) -> Result<Way, Trouble> {
    let tls = tls::connector(mailbox.certificate.as_deref()).map_err(trouble)?;
    let name = ServerName::try_from(mailbox.host.clone()).map_err(trouble)?;
    let left = way.left;
    Ok(Way {
        stream: Box::new(tls.connect(name, way.stream).await?),
        left,
        literals: LiteralWatch::default(),
    })
}

async fn news(
    session: &mut Session<Way>,
    mailbox: &Mailbox,
    known: Option<FolderMark>,
    now: Time,
    wants: &impl Fn(&[u8]) -> bool,
) -> Result<MailReading, Trouble> {
    let folder = session.examine(folder::encoded(&mailbox.folder)).await?;
    let validity = folder
        .uid_validity
        .ok_or_else(|| trouble("its letters have no numbers"))?;
    // Numbers that went back are another mailbox's, which happens to have the same validity.
    let went_on = |known: &FolderMark| folder.uid_next.is_none_or(|next| next >= known.next);
    let known = known.filter(|known| known.validity == validity && went_on(known));
    let found = match known {
        // Most times nothing came.
        Some(known) if folder.uid_next == Some(known.next) => Vec::new(),
        Some(known) => found(session, &format!("UID {}:*", known.next)).await?,
        None => found(session, &format!("SINCE {}", (now - BACK).utc().format("%d-%b-%Y"))).await?,
    };
    let from = known.map_or(1, |known| known.next);
    let mut new: Vec<u32> = found.into_iter().filter(|uid| *uid >= from).collect();
    new.sort_unstable();
    new.dedup();
    let more = new.len() > AT_ONCE;
    new.truncate(AT_ONCE);
    let after = new.last().map_or(from, |last| last.saturating_add(1));
    let mut reading = MailReading {
        mails: Vec::new(),
        mark: FolderMark {
            validity,
            next: if more {
                after
            } else {
                after.max(folder.uid_next.unwrap_or(after))
            },
        },
        more,
    };
    if new.is_empty() {
        return Ok(reading);
    }
    reading.mails = match heads(session, &new).await {
        Err(Error::No(why) | Error::Bad(why)) => heads_one_by_one(session, &new, why).await?,
        heads => heads?,
    };
    let (mut read, mut stopped) = (0, None);
    let fetching = async {
        for mail in reading.mails.iter_mut().filter(|mail| wants(&mail.head)) {
            stopped = Some(mail.uid);
            if read == WHOLE_AT_ONCE {
                break;
            }
            match whole(session, mail.uid).await {
                Ok(bytes) => mail.whole = Some(bytes),
                // One its server cannot give holds up no other.
                Err(Error::No(_) | Error::Bad(_)) => {}
                // What cannot be understood once cannot be the next time.
                Err(Error::Io(why)) if why.kind() == ErrorKind::Other => {
                    stopped = Some(mail.uid + 1);
                    break;
                }
                Err(why) => return Err(why),
            }
            read += 1;
            stopped = None;
        }
        Ok(())
    };
    // What came by half of the time is enough for once.
    let fetched = timeout(mailbox.patience / 2, fetching).await;
    if let Some(uid) = stopped {
        reading.mails.retain(|mail| mail.uid < uid);
        reading.mark.next = uid;
        reading.more = true;
    }
    match fetched {
        _ if !reading.mails.is_empty() => Ok(reading),
        Ok(Err(why)) => Err(why.into()),
        Err(_) => Err(silent(mailbox.patience / 2)),
        Ok(Ok(())) => Ok(reading),
    }
}

/// The numbers of the letters a search finds.
async fn found(session: &mut Session<Way>, what: &str) -> Result<Vec<u32>, Error> {
    let mut uids = Vec::new();
    ask(session, &format!("UID SEARCH {what}"), |said| {
        if let Response::MailboxData(MailboxDatum::Search(found)) = said {
            uids.extend(found);
        }
    })
    .await?;
    Ok(uids)
}

/// The headers of those the server can give, when it refused all at once for `why`: one it cannot give is passed over, as soon
/// as it gives another.
async fn heads_one_by_one(session: &mut Session<Way>, uids: &[u32], why: String) -> Result<Vec<Mail>, Error> {
    let mut mails = Vec::new();
    let mut given = false;
    for uid in uids {
        match heads(session, &[*uid]).await {
            Ok(found) => {
                given = true;
                mails.extend(found);
            }
            Err(Error::No(_) | Error::Bad(_)) => {}
            Err(why) => return Err(why),
        }
    }
    if given { Ok(mails) } else { Err(Error::No(why)) }
}

/// Some headers of each.
async fn heads(session: &mut Session<Way>, uids: &[u32]) -> Result<Vec<Mail>, Error> {
    let set: Vec<String> = uids.iter().map(u32::to_string).collect();
    let command = format!(
        "UID FETCH {} (UID INTERNALDATE BODY.PEEK[HEADER.FIELDS ({HEADERS})])",
        set.join(",")
    );
    let mut mails = Vec::with_capacity(uids.len());
    ask(session, &command, |said| {
        let Response::Fetch(_, parts) = said else { return };
        if let (Some(uid), Some(head)) = (uid(parts).filter(|uid| uids.contains(uid)), body(parts)) {
            let at = parts.iter().find_map(|part| match part {
                AttributeValue::InternalDate(date) => DateTime::parse_from_str(date, "%d-%b-%Y %H:%M:%S %z").ok(),
                _ => None,
            });
            mails.push(Mail {
                uid,
                at: at.map(|at| Time(at.timestamp_millis())),
                head,
                whole: None,
            });
        }
    })
    .await?;
    mails.sort_unstable_by_key(|mail| mail.uid);
    mails.dedup_by_key(|mail| mail.uid);
    Ok(mails)
}

/// A letter, as far as it is read.
async fn whole(session: &mut Session<Way>, uid: u32) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    ask(
        session,
        &format!("UID FETCH {uid} (UID BODY.PEEK[]<0.{READ}>)"),
        |said| {
            if let Response::Fetch(_, parts) = said
                && self::uid(parts) == Some(uid)
            {
                bytes = body(parts).unwrap_or_default();
            }
        },
    )
    .await?;
    Ok(bytes)
}

fn uid(parts: &[AttributeValue<'_>]) -> Option<u32> {
    parts.iter().find_map(|part| match part {
        AttributeValue::Uid(uid) => Some(*uid),
        _ => None,
    })
}

fn body(parts: &[AttributeValue<'_>]) -> Option<Vec<u8>> {
    parts.iter().find_map(|part| match part {
        AttributeValue::BodySection { data: Some(bytes), .. } => Some(bytes.to_vec()),
        _ => None,
    })
}

/// Asks, and hears the answer to its end; a refusal is an error.
async fn ask(session: &mut Session<Way>, what: &str, mut heard: impl FnMut(&Response<'_>)) -> Result<(), Error> {
    let asked = session.run_command(what).await?;
    while let Some(said) = session.read_response().await? {
        match said.parsed() {
            Response::Done { tag, status, outcome } if *tag == asked => {
                let why = || outcome.information.as_deref().unwrap_or_default().to_owned();
                return match status {
                    Status::Ok => Ok(()),
                    Status::Bad => Err(Error::Bad(why())),
                    _ => Err(Error::No(why())),
                };
            }
            said => heard(said),
        }
    }
    Err(Error::ConnectionLost)
}
