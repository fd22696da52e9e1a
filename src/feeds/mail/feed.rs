//! A mailbox: what came since is kept, together with how far it was read, and taken in from there.

use std::time::Duration;

use regex::Regex;

use super::letter::KeptLetter;
use super::letter::heading;
use super::letter::is_of_no_person;
use super::patterns::compiled;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::sending::FolderMark;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::Security;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;
use crate::net::imap::Mailbox;
use crate::net::imap::read;
use crate::net::secret::Secret;

/// How long a reading may take: the lease is renewed meanwhile.
const PATIENCE: Duration = Duration::from_secs(40);

/// A mailbox, and by what its letters of orders are known.
pub struct MailFeed {
    name: String,
    mailbox: Mailbox,
    from: Option<Regex>,
    subject: Option<Regex>,
}

impl MailFeed {
    pub fn new(setting: &FeedSetting, secret: Secret) -> Result<MailFeed, FeedTrouble> {
        let pattern = |pattern: &Option<String>| {
            let made = pattern
                .as_deref()
                .map(|pattern| compiled(&format!("(?i){pattern}")))
                .transpose();
            made.map_err(|why| FeedTrouble::new(FeedFault::Profile, why))
        };
        let address = setting.address.clone().unwrap_or_default();
        let named = address
            .rsplit_once(':')
            .and_then(|(host, port)| Some((host, port.parse().ok()?)));
        let usual = match setting.security {
            Security::Tls => 993,
            Security::StartTls | Security::None => 143,
        };
        let (host, port) = named.unwrap_or((address.as_str(), usual));
        Ok(MailFeed {
            name: setting.name.clone(),
            mailbox: Mailbox {
                host: host.to_owned(),
                port,
                security: setting.security,
                certificate: None,
                user: setting.user.clone().unwrap_or_default(),
                secret,
                folder: setting.folder.clone(),
                patience: PATIENCE,
            },
            from: pattern(&setting.from)?,
            subject: pattern(&setting.subject)?,
        })
    }

    /// Whether a letter of such headers tells of an order.
    fn is_order(&self, head: &[u8]) -> bool {
        let Some((from, subject)) = heading(head) else {
            return false;
        };
        let fits = |pattern: &Option<Regex>, text: &str| pattern.as_ref().is_none_or(|pattern| pattern.is_match(text));
        fits(&self.from, &from) && fits(&self.subject, &subject)
    }

    fn letters(
        &self,
        ask: &FeedAsk<'_>,
        known: Option<FolderMark>,
    ) -> Result<(Vec<KeptLetter>, FolderMark, bool), FeedTrouble> {
        let reading = read(&self.mailbox, known, ask.now, |head| {
            self.is_order(head) || !is_of_no_person(head)
        });
        let reading = reading.map_err(|why| FeedTrouble::new(FeedFault::Mailbox, why))?;
        let letters = reading.mails.iter().filter_map(|mail| {
            let whole = mail.whole.as_deref()?;
            let is_order = self.is_order(&mail.head);
            (is_order || !is_of_no_person(whole)).then(|| KeptLetter::of(whole, is_order))?
        });
        Ok((letters.collect(), reading.mark, reading.more))
    }
}

impl FeedSource for MailFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let portion = |body, cursor, more| Portion {
            name: self.name.clone(),
            body,
            cursor,
            more,
        };
        if let Some(kept) = (ask.inbox)() {
            return Ok(Some(portion(PortionBody::Letter(kept), None, true)));
        }
        let known = ask.cursor.and_then(mark);
        let (letters, reached, more) = self.letters(ask, known)?;
        if letters.is_empty() && known == Some(reached) {
            return Ok(None);
        }
        let cursor = format!("{}:{}", reached.validity, reached.next);
        let more = more || !letters.is_empty();
        Ok(Some(portion(PortionBody::Letters(letters), Some(cursor), more)))
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        let (letters, ..) = self.letters(ask, None)?;
        let orders: Vec<&KeptLetter> = letters.iter().filter(|letter| letter.is_order).collect();
        Ok(FeedTried {
            found: i64::try_from(orders.len()).unwrap_or(i64::MAX),
            newest: orders.last().map(|letter| letter.subject.clone()),
            words: None,
        })
    }
}

fn mark(cursor: &str) -> Option<FolderMark> {
    let (validity, next) = cursor.split_once(':')?;
    Some(FolderMark {
        validity: validity.parse().ok()?,
        next: next.parse().ok()?,
    })
}
