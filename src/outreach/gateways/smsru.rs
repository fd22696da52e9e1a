//! sms.ru, <https://sms.ru/api/send>: the answer for the number stands inside the answer.

use std::time::Duration;

use serde_json::Value as Json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use super::http::answer;
use super::http::answered;
use super::http::beside;
use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// The usual address.
pub(super) const URL: &str = "https://sms.ru/sms/send";
/// Not for this message alone: the key, money, the account's messages of the day, the service.
const LATER: [i64; 9] = [200, 201, 206, 220, 300, 301, 302, 500, 901];
/// Limits of a number by the minute or the day: of messages, of the same message, of a code again.
const DEFERRED: [i64; 4] = [230, 231, 232, 233];

/// An account.
#[derive(Debug)]
pub(super) struct SmsRu {
    pub(super) url: String,
    pub(super) secret: Secret,
    pub(super) from: Option<String>,
    pub(super) patience: Duration,
}

impl Gateway for SmsRu {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let to = message.to.trim_start_matches('+');
        let mut pairs = vec![
            ("api_id", self.secret.reveal()),
            ("to", to),
            ("msg", &message.text),
            ("json", "1"),
        ];
        if let Some(from) = &self.from {
            pairs.push(("from", from));
        }
        let said = answer(&HttpCall {
            patience: self.patience,
            ..HttpCall::form(self.url.clone(), &pairs)
        });
        match said {
            Ok(said) => understood(&said.body, to),
            Err(outcome) => outcome,
        }
    }

    fn tells(&self) -> bool {
        true
    }

    /// <https://sms.ru/api/status>
    fn report(&mut self, id: &str, _: &str) -> Option<DeliveryReport> {
        let pairs = [("api_id", self.secret.reveal()), ("sms_id", id), ("json", "1")];
        let json = answered(&HttpCall {
            patience: self.patience,
            ..HttpCall::form(beside(&self.url, "status"), &pairs)
        })?;
        let own = json.get("sms")?.get(id)?;
        let text = own.get("status_text").and_then(Json::as_str).unwrap_or_default();
        Some(smsru_state(own.get("status_code")?.as_i64()?, text))
    }
}

/// What a code says of a message's way.
pub fn smsru_state(code: i64, text: &str) -> DeliveryReport {
    match code {
        103 | 110 => DeliveryReport::Delivered,
        104..=108 | 150 => DeliveryReport::Undelivered {
            why: format!("{code} {text}").trim_end().to_owned(),
        },
        _ => DeliveryReport::OnTheWay,
    }
}

fn understood(body: &str, to: &str) -> SendOutcome {
    let unknown = || SendOutcome::Unknown { why: body.to_owned() };
    let Ok(json) = serde_json::from_str::<Json>(body) else {
        return unknown();
    };
    // Of one number the whole may be well and its own not.
    let own = json.get("sms").and_then(|sms| sms.get(to)).unwrap_or(&json);
    let code = own.get("status_code").and_then(Json::as_i64);
    let text = own.get("status_text").and_then(Json::as_str).unwrap_or_default();
    let id = own.get("sms_id").and_then(Json::as_str);
    match code {
        Some(100..=103) if id.is_some() => SendOutcome::Accepted {
            id: id.map(str::to_owned),
        },
        Some(code) if LATER.contains(&code) => SendOutcome::Later {
            why: format!("{code} {text}"),
        },
        Some(code) if DEFERRED.contains(&code) => SendOutcome::Deferred {
            why: format!("{code} {text}"),
        },
        Some(code @ 104..) => SendOutcome::Refused {
            why: format!("{code} {text}"),
        },
        _ => unknown(),
    }
}
