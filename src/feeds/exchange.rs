//! The exchange of a shop with 1C, by CommerceML 2, in the place of 1C: 1C-Bitrix and all that speak as it does.
//!
//! Source: *Порядок обмена заказами* of 1C's standard (<https://v8.1c.ru/tekhnologii/obmen-dannymi-i-integratsiya/standarty-i-formaty/standarty-commerceml/>)
//! and 1C-Bitrix's description (<https://dev.1c-bitrix.ru/learning/course/index.php?COURSE_ID=42&CHAPTER_ID=1158>). `checkauth` is
//! answered by `success` and the name and value of a cookie, which goes with each question behind it, as do the pairs on the
//! lines below; `init`, by what the shop can do; `query`, by the orders that changed since `success` was said last. That is
//! said once they are in the desk: what comes twice changes nothing, and nothing is lost with a machine that goes off.

use std::time::Duration;

use super::shop::fetch;
use super::shop::short;
use super::source::FeedAsk;
use super::source::FeedSource;
use super::source::FeedTried;
use super::source::Portion;
use super::source::PortionBody;
use super::source::PortionTaken;
use crate::domain::incoming::Format;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::intake::Shape;
use crate::net::http::HttpCall;
use crate::net::http::basic;
use crate::net::http::form;
use crate::net::secret::Secret;
use crate::text::sha256;

/// Shops write their orders out at once, and some are slow at that.
const PATIENCE: Duration = Duration::from_secs(120);
/// All orders of a shop that never had an exchange.
const LONGEST: u64 = 256 * 1024 * 1024;
/// Begins an order, whatever the file is encoded in that is used for it.
const DOCUMENTS: [&[u8]; 2] = [
    "<Документ>".as_bytes(),
    // The same in windows-1251.
    b"<\xc4\xee\xea\xf3\xec\xe5\xed\xf2>",
];

/// A shop's exchange.
pub struct ExchangeFeed {
    address: String,
    key: Secret,
    secret: Secret,
    /// Of the last questions, until the shop is told that they were answered well.
    session: Option<ExchangeSession>,
}

/// What goes with every question behind the first.
#[derive(Clone, Debug, Default)]
struct ExchangeSession {
    cookie: String,
    pairs: Vec<(String, String)>,
}

impl ExchangeFeed {
    /// At the address that 1C would have, by a login and a password.
    pub fn new(address: &str, key: Secret, secret: Secret) -> ExchangeFeed {
        ExchangeFeed {
            address: address.split('?').next().unwrap_or_default().to_owned(),
            key,
            secret,
            session: None,
        }
    }

    /// What a step of the exchange is answered.
    fn ask(&self, mode: &str, session: Option<&ExchangeSession>, now: Time) -> Result<Vec<u8>, FeedTrouble> {
        let mut pairs = vec![("type", "sale"), ("mode", mode)];
        let mut headers = vec![(
            "Authorization".to_owned(),
            basic(self.key.reveal(), self.secret.reveal()),
        )];
        if let Some(session) = session {
            pairs.extend(
                session
                    .pairs
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_str())),
            );
            headers.push(("Cookie".to_owned(), session.cookie.clone()));
        }
        let call = HttpCall {
            url: format!("{}?{}", self.address, form(&pairs)),
            headers,
            patience: PATIENCE,
            ..HttpCall::default()
        };
        fetch(&call, LONGEST, now).map_err(|trouble| FeedTrouble {
            said: self.redact(if trouble.said.is_empty() { mode } else { &trouble.said }),
            ..trouble
        })
    }

    /// The lines of an answer that begins well.
    fn agreed(&self, mode: &str, answer: &[u8]) -> Result<Vec<String>, FeedTrouble> {
        let text = String::from_utf8_lossy(answer);
        let lines = text.trim_start_matches('\u{feff}').lines();
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        match lines.first().map(String::as_str) {
            Some("success") => Ok(lines),
            Some("failure") => Err(FeedTrouble::new(
                FeedFault::Unauthorized,
                self.redact(&short(&lines[1..].join(" "))),
            )),
            _ => Err(FeedTrouble::new(FeedFault::NotOrders, mode)),
        }
    }

    fn orders(&mut self, now: Time) -> Result<Vec<u8>, FeedTrouble> {
        let lines = self.agreed("checkauth", &self.ask("checkauth", None, now)?)?;
        let [_, name, value, more @ ..] = lines.as_slice() else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, "checkauth"));
        };
        let pairs = more.iter().filter_map(|line| line.split_once('='));
        let session = ExchangeSession {
            cookie: format!("{name}={value}"),
            pairs: pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        };
        self.ask("init", Some(&session), now)?;
        let orders = self.ask("query", Some(&session), now)?;
        let is_xml = orders.trim_ascii_start().starts_with(b"<") || orders.starts_with("\u{feff}<".as_bytes());
        if !is_xml {
            let said = String::from_utf8_lossy(&orders);
            return Err(FeedTrouble::new(FeedFault::NotOrders, self.redact(&short(&said))));
        }
        self.session = Some(session);
        Ok(orders)
    }

    /// The shop need not tell of them again.
    fn succeed(&mut self, now: Time) -> Result<(), FeedTrouble> {
        if let Some(session) = self.session.take() {
            self.ask("success", Some(&session), now)?;
        }
        Ok(())
    }

    fn redact(&self, text: &str) -> String {
        self.key.redact(&self.secret.redact(text))
    }
}

impl FeedSource for ExchangeFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let bytes = self.orders(ask.now)?;
        let Some(first) = first_document(&bytes) else {
            return Ok(None);
        };
        // A shop that goes on telling of the same says only when in another place.
        let digest = sha256(&bytes[first..]);
        if ask.cursor == Some(digest.as_str()) {
            self.succeed(ask.now)?;
            return Ok(None);
        }
        Ok(Some(Portion {
            name: Format::CommerceMl.code().to_owned(),
            body: PortionBody::Text(Shape::Format(Format::CommerceMl), bytes),
            cursor: Some(digest),
            more: false,
        }))
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let bytes = self.orders(ask.now)?;
        self.session = None;
        let found: usize = DOCUMENTS.iter().map(|document| places(&bytes, document).count()).sum();
        Ok(FeedTried {
            found: i64::try_from(found).unwrap_or(i64::MAX),
            newest: None,
            words: None,
        })
    }

    fn put_away(&mut self, _: &Portion, _: &PortionTaken) -> Result<(), FeedTrouble> {
        self.succeed(Time(0))
    }
}

fn first_document(bytes: &[u8]) -> Option<usize> {
    let firsts = DOCUMENTS.iter().filter_map(|document| places(bytes, document).next());
    firsts.min()
}

fn places<'a>(bytes: &'a [u8], document: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let windows = bytes.windows(document.len()).enumerate();
    windows.filter(move |(_, window)| *window == document).map(|(at, _)| at)
}
