//! Letters by Debian's postfix, read again by its dovecot, where `.ci/run` has started both:
//! `HOST|SMTP|SMTPS|IMAP|IMAPS|CERTIFICATE`. They know `customer` and `shop`; what goes to `gone` comes back.

use std::time::Duration;
use std::time::Instant;

use super::*;
use crate::domain::sending::MailNews;
use crate::net::imap::Mail;
use crate::net::imap::Mailbox;
use crate::net::imap::read;
use crate::net::secret::Secret;

struct Servers {
    host: String,
    /// Of STARTTLS, and of TLS from the beginning.
    smtp: [u16; 2],
    imap: [u16; 2],
    certificate: String,
}

const WAYS: [Security; 2] = [Security::StartTls, Security::Tls];

fn servers() -> Option<Servers> {
    let said = std::env::var("DOZVON_TEST_MAIL").ok()?;
    let [host, smtp, smtps, imap, imaps, certificate] = said.split('|').collect::<Vec<_>>()[..] else {
        panic!("{said}")
    };
    let port = |text: &str| text.parse().unwrap();
    Some(Servers {
        host: host.to_owned(),
        smtp: [port(smtp), port(smtps)],
        imap: [port(imap), port(imaps)],
        certificate: certificate.to_owned(),
    })
}

impl Servers {
    fn by(&self, way: usize) -> ChannelSetting {
        ChannelSetting {
            via: Via::Smtp,
            host: Some(self.host.clone()),
            port: i64::from(self.smtp[way]),
            security: WAYS[way],
            certificate: Some(self.certificate.clone()),
            from: Some(format!("Лавка <shop@{}>", self.host)),
            ..ChannelSetting::default()
        }
    }

    fn mailbox(&self, way: usize, user: &str) -> Mailbox {
        Mailbox {
            host: self.host.clone(),
            port: self.imap[way],
            security: WAYS[way],
            certificate: Some(self.certificate.clone()),
            user: user.to_owned(),
            secret: Secret::new("s3cret".to_owned()),
            folder: "INBOX".to_owned(),
            patience: Duration::from_secs(20),
        }
    }

    fn to(&self, name: &str) -> Outgoing {
        Outgoing {
            to: format!("{name}@{}", self.host),
            mark: format!("7.{:016x}", fastrand::u64(..)),
            ..letter()
        }
    }

    /// The letters there that hold it: one comes a moment after it was accepted.
    fn waits(&self, way: usize, user: &str, what: &str) -> Vec<Mail> {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let now = crate::clock::Clock::System.now();
            let reading = read(&self.mailbox(way, user), None, now, |_| true).unwrap();
            let holds = |mail: &Mail| {
                let whole = mail.whole.clone().unwrap_or_default();
                String::from_utf8_lossy(&whole).contains(what)
            };
            let found: Vec<Mail> = reading.mails.into_iter().filter(holds).collect();
            if !found.is_empty() {
                return found;
            }
            assert!(Instant::now() < deadline, "it never came");
            thread::yield_now();
        }
    }
}

#[test]
fn a_letter_by_real_servers_comes_once_and_who_is_not_there_is_refused() {
    let Some(servers) = servers() else { return };
    for way in [0, 1] {
        let setting = servers.by(way);
        let outgoing = servers.to("customer");
        let (outcome, why) = word(&send(&setting, &outgoing));
        assert_eq!(outcome, "accepted", "{why}");
        let came = servers.waits(way, "customer", &outgoing.mark);
        assert_eq!(came.len(), 1);
        assert_eq!(word(&send(&setting, &servers.to("nobody"))).0, "refused");
        let unknown = ChannelSetting {
            certificate: None,
            ..setting.clone()
        };
        let (outcome, why) = word(&send(&unknown, &servers.to("customer")));
        assert_eq!(outcome, "later", "nobody vouches for it: {why}");
        let in_the_open = ChannelSetting {
            security: Security::None,
            ..setting
        };
        assert_ne!(word(&send(&in_the_open, &servers.to("customer"))).0, "accepted");
        let of_nobody = Mailbox {
            certificate: None,
            ..servers.mailbox(way, "customer")
        };
        let now = crate::clock::Clock::System.now();
        assert!(read(&of_nobody, None, now, |_| true).is_err());
        let wrong = Mailbox {
            secret: Secret::new("wr0ng".to_owned()),
            ..servers.mailbox(way, "customer")
        };
        let why = read(&wrong, None, now, |_| true).unwrap_err();
        assert!(!why.contains("wr0ng"), "{why}");
    }
}

#[test]
fn a_letter_that_comes_back_by_real_servers_is_known_by_its_mark() {
    let Some(servers) = servers() else { return };
    for way in [0, 1] {
        let outgoing = servers.to("gone");
        let (outcome, why) = word(&send(&servers.by(way), &outgoing));
        assert_eq!(outcome, "accepted", "{why}");
        let came = servers.waits(way, "shop", &outgoing.mark);
        assert_eq!(came.len(), 1);
        assert!(crate::outreach::mailbox::is_report(&came[0].head));
        match crate::outreach::mailbox::report(came[0].whole.as_deref().unwrap()) {
            Some(MailNews::Undelivered { mark, why }) => {
                assert_eq!(mark, outgoing.mark);
                assert!(!why.is_empty());
            }
            other => panic!("{other:?}"),
        }
    }
}
