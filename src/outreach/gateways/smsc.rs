//! smsc.ru, <https://smsc.ru/api/http/>: errors come with status 200.

use std::time::Duration;

use serde_json::Value as Json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::http::answer;
use super::http::answered;
use super::http::beside;
use super::http::text_at;
use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// The usual address.
pub(super) const URL: &str = "https://smsc.ru/sys/send.php";
/// The login, money, a blocked address, too many at once.
const LATER: [i64; 4] = [2, 3, 4, 9];

/// An account.
#[derive(Debug)]
pub(super) struct Smsc {
    pub(super) url: String,
    pub(super) user: String,
    pub(super) secret: Secret,
    pub(super) from: Option<String>,
    pub(super) patience: Duration,
}

impl Gateway for Smsc {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let mut pairs = vec![
            ("login", self.user.as_str()),
            ("psw", self.secret.reveal()),
            ("phones", &message.to),
            ("mes", &message.text),
            ("charset", "utf-8"),
            ("fmt", "3"),
        ];
        if let Some(from) = &self.from {
            pairs.push(("sender", from));
        }
        let said = answer(&HttpCall {
            patience: self.patience,
            ..HttpCall::form(self.url.clone(), &pairs)
        });
        match said {
            Ok(said) => understood(&said.body),
            Err(outcome) => outcome,
        }
    }

    fn tells(&self) -> bool {
        true
    }

    /// <https://smsc.ru/api/http/status_messages/check_status/>
    fn report(&mut self, id: &str, to: &str) -> Option<DeliveryReport> {
        let pairs = [
            ("login", self.user.as_str()),
            ("psw", self.secret.reveal()),
            ("phone", to),
            ("id", id),
            ("charset", "utf-8"),
            ("fmt", "3"),
        ];
        let json = answered(&HttpCall {
            patience: self.patience,
            ..HttpCall::form(beside(&self.url, "status.php"), &pairs)
        })?;
        let error = json.get("err").and_then(Json::as_i64);
        Some(smsc_state(json.get("status")?.as_i64()?, error))
    }
}

/// What a status says of a message's way, with the error beside it.
pub fn smsc_state(status: i64, error: Option<i64>) -> DeliveryReport {
    match status {
        1 | 2 | 4 => DeliveryReport::Delivered,
        3 | 20..=25 => DeliveryReport::Undelivered {
            why: match error {
                Some(error) if error != 0 => format!("status {status}, error {error}"),
                _ => format!("status {status}"),
            },
        },
        _ => DeliveryReport::OnTheWay,
    }
}

fn understood(body: &str) -> SendOutcome {
    let json: Json = serde_json::from_str(body).unwrap_or_default();
    let why = body.to_owned();
    match json.get("error_code").and_then(Json::as_i64) {
        Some(code) if LATER.contains(&code) => SendOutcome::Later { why },
        Some(_) => SendOutcome::Refused { why },
        None => match text_at(&json, "/id") {
            Some(id) => SendOutcome::Accepted { id: Some(id) },
            None => SendOutcome::Unknown { why },
        },
    }
}
