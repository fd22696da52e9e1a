//! The mailbox of a channel of letters, read for what came back: `[channels.NAME.imap]`.

use super::channels::ChannelSetting;
use super::channels::SecretRef;
use super::channels::Security;
use super::keys::keys;
use crate::domain::time::Span;

keys! {
    /// One `[channels.NAME.imap]`. Login, secret and certificate it leaves out are the channel's.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MailboxSetting {
        /// The server letters come to.
        host: Option<String> = None, example Some("imap.lavka.example".to_owned());
        /// Its port; 0: 993, with starttls 143.
        port: i64 = 0;
        /// "tls", "starttls" or, on this machine alone, "none".
        security: Security = Security::Tls;
        /// A certificate of the shop's own authority, a PEM file; unset: the channel's.
        certificate: Option<String> = None, example Some("/etc/ssl/lavka.pem".to_owned());
        /// The login; unset: the channel's.
        user: Option<String> = None, example Some("hello@lavka.example".to_owned());
        /// Its secret; unset: the channel's.
        secret: Option<SecretRef> = None, example Some(SecretRef::Env("IMAP_PASSWORD".to_owned()));
        /// The folder letters come to.
        folder: String = "INBOX".to_owned();
        /// How often it is looked into.
        every: Span = Span::minutes(2);
    }
}

/// What the subject of a letter begins with whose writer wants no offers; its mark follows.
pub const UNSUBSCRIBE: &str = "unsubscribe";

/// How who gets an offer by email says that they want no more (R25).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unsubscribe {
    /// On a page of the shop.
    Page(String),
    /// By a letter to that address, whose mailbox is read.
    Letter(String),
    /// By a link of their own, which the desk itself hears; by such a letter too, where the mailbox is read.
    Link(Option<String>),
}

impl Unsubscribe {
    /// As a letter of that mark says it in `List-Unsubscribe` (RFC 2369), with the link of who gets it; the mark tells who
    /// wrote.
    pub fn header(&self, mark: &str, link: Option<&str>) -> String {
        let letter = |address: &str| format!("<mailto:{address}?subject={UNSUBSCRIBE}%20{mark}>");
        match self {
            Unsubscribe::Page(page) => format!("<{page}>"),
            Unsubscribe::Letter(address) => letter(address),
            Unsubscribe::Link(address) => {
                let link = link.map(|link| format!("<{link}>"));
                let both = link.into_iter().chain(address.as_deref().map(letter));
                both.collect::<Vec<_>>().join(", ")
            }
        }
    }

    /// A program may say it for its reader by the link alone (RFC 8058).
    pub fn is_one_click(&self) -> bool {
        matches!(self, Unsubscribe::Link(_))
    }
}

impl MailboxSetting {
    /// The first key it cannot do without and that neither it nor its channel sets.
    pub fn missing(&self, channel: &ChannelSetting) -> Option<&'static str> {
        let set = [
            ("host", self.host.is_some()),
            ("user", self.user.is_some() || channel.user.is_some()),
            ("secret", self.secret.is_some() || channel.secret.is_some()),
        ];
        set.into_iter().find(|(_, is_set)| !is_set).map(|(name, _)| name)
    }
}
