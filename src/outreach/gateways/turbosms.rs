//! turbosms.ua, <https://turbosms.ua/ua/api.html>: the answer for the number stands inside the answer.

use std::time::Duration;

use serde_json::Value as Json;
use serde_json::json;

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
pub(super) const URL: &str = "https://api.turbosms.ua/message/send.json";
/// Not for this message alone: the token, money, a sender that is not paid for.
const LATER: [i64; 6] = [103, 105, 106, 203, 301, 401];
/// The same message within a minute and a half; it could not be handed on.
const DEFERRED: [i64; 2] = [427, 503];
/// What became of it could not be put into words.
const UNKNOWN: [i64; 3] = [500, 501, 999];

/// An account.
#[derive(Debug)]
pub(super) struct TurboSms {
    pub(super) url: String,
    pub(super) secret: Secret,
    pub(super) from: String,
    pub(super) patience: Duration,
}

impl Gateway for TurboSms {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let told = json!({
            "recipients": [message.to.trim_start_matches('+')],
            "sms": {"sender": self.from, "text": message.text},
        });
        match answer(&self.call(self.url.clone(), &told)) {
            Ok(said) => understood(&said.body),
            Err(outcome) => outcome,
        }
    }

    fn tells(&self) -> bool {
        true
    }

    /// <https://turbosms.ua/ua/api.html>, `message/status`
    fn report(&mut self, id: &str, _: &str) -> Option<DeliveryReport> {
        let json = answered(&self.call(beside(&self.url, "status.json"), &json!({"messages": [id]})))?;
        let own = json.pointer("/response_result/0")?;
        let status = own.get("status")?.as_str()?;
        Some(match status {
            "Delivered" | "Read" => DeliveryReport::Delivered,
            "Expired" | "Undelivered" | "Rejected" | "Failed" | "Cancelled" => DeliveryReport::Undelivered {
                why: match own.get("rejected_status").and_then(Json::as_str) {
                    Some(more) if !more.is_empty() => format!("{status}: {more}"),
                    _ => status.to_owned(),
                },
            },
            _ => DeliveryReport::OnTheWay,
        })
    }
}

impl TurboSms {
    fn call(&self, url: String, told: &Json) -> HttpCall {
        HttpCall {
            url,
            body: Some(told.to_string()),
            headers: vec![
                ("Content-Type".to_owned(), "application/json".to_owned()),
                ("Authorization".to_owned(), format!("Bearer {}", self.secret.reveal())),
            ],
            patience: self.patience,
            ..HttpCall::default()
        }
    }
}

fn understood(body: &str) -> SendOutcome {
    let json: Json = serde_json::from_str(body).unwrap_or_default();
    let why = body.to_owned();
    if let Some(id) = text_at(&json, "/response_result/0/message_id") {
        return SendOutcome::Accepted { id: Some(id) };
    }
    let code = |at: &str| json.pointer(at).and_then(Json::as_i64);
    match code("/response_result/0/response_code").or_else(|| code("/response_code")) {
        Some(code) if LATER.contains(&code) => SendOutcome::Later { why },
        Some(code) if DEFERRED.contains(&code) => SendOutcome::Deferred { why },
        Some(code) if UNKNOWN.contains(&code) => SendOutcome::Unknown { why },
        Some(1..) => SendOutcome::Refused { why },
        _ => SendOutcome::Unknown { why },
    }
}
