//! Twilio, <https://www.twilio.com/docs/messaging/api/message-resource>.

use serde_json::Value as Json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::http::answer;
use super::http::text_at;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::net::http::HttpCall;
use crate::net::http::basic;
use crate::net::http::encoded;
use crate::net::http::form;
use crate::net::secret::Secret;

/// The usual address.
pub(super) const URL: &str = "https://api.twilio.com";

/// An account.
#[derive(Debug)]
pub(super) struct Twilio {
    pub(super) url: String,
    pub(super) user: String,
    pub(super) secret: Secret,
    pub(super) from: String,
}

impl Gateway for Twilio {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let (base, account) = (self.url.trim_end_matches('/'), encoded(&self.user));
        let said = answer(&HttpCall {
            url: format!("{base}/2010-04-01/Accounts/{account}/Messages.json"),
            body: Some(form(&[
                ("To", &message.to),
                ("From", &self.from),
                ("Body", &message.text),
            ])),
            headers: vec![
                (
                    "Content-Type".to_owned(),
                    "application/x-www-form-urlencoded".to_owned(),
                ),
                ("Authorization".to_owned(), basic(&self.user, self.secret.reveal())),
            ],
        });
        match said {
            Ok(said) => {
                let json: Json = serde_json::from_str(&said.body).unwrap_or_default();
                match text_at(&json, "/sid") {
                    Some(id) => SendOutcome::Accepted { id: Some(id) },
                    None => SendOutcome::Unknown { why: said.body },
                }
            }
            Err(outcome) => outcome,
        }
    }
}
