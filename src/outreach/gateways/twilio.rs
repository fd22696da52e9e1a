//! Twilio, <https://www.twilio.com/docs/messaging/api/message-resource>.

use std::time::Duration;

use serde_json::Value as Json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::http::answer;
use super::http::answered;
use super::http::text_at;
use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::net::http::HttpCall;
use crate::net::http::basic;
use crate::net::http::encoded;
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
    pub(super) patience: Duration,
}

impl Gateway for Twilio {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let mut pairs = vec![
            ("To", message.to.as_str()),
            ("From", &self.from),
            ("Body", &message.text),
        ];
        pairs.extend(message.report_url.as_deref().map(|url| ("StatusCallback", url)));
        let mut call = HttpCall::form(self.address("Messages.json"), &pairs);
        let account = basic(&self.user, self.secret.reveal());
        call.headers.push(("Authorization".to_owned(), account));
        call.patience = self.patience;
        let said = answer(&call);
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

    fn tells(&self) -> bool {
        true
    }

    /// <https://www.twilio.com/docs/messaging/api/message-resource>, `status`
    fn report(&mut self, id: &str, _: &str) -> Option<DeliveryReport> {
        let json = answered(&HttpCall {
            url: self.address(&format!("Messages/{}.json", encoded(id))),
            body: None,
            headers: vec![("Authorization".to_owned(), basic(&self.user, self.secret.reveal()))],
            patience: self.patience,
            ..HttpCall::default()
        })?;
        let status = json.get("status")?.as_str()?;
        let more = ["/error_code", "/error_message"].map(|at| text_at(&json, at).unwrap_or_default());
        Some(twilio_state(status, &more.join(" ")))
    }
}

/// What a status says of a message's way, with what is said of its error.
pub fn twilio_state(status: &str, error: &str) -> DeliveryReport {
    match status {
        "delivered" | "read" => DeliveryReport::Delivered,
        "undelivered" | "failed" | "canceled" => DeliveryReport::Undelivered {
            why: format!("{status} {error}").trim_end().to_owned(),
        },
        _ => DeliveryReport::OnTheWay,
    }
}

impl Twilio {
    fn address(&self, of: &str) -> String {
        let (base, account) = (self.url.trim_end_matches('/'), encoded(&self.user));
        format!("{base}/2010-04-01/Accounts/{account}/{of}")
    }
}
