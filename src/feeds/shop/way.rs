//! How a shop's API is reached, and hears who asks.

use std::time::Duration;

use serde_json::Value;

use super::answer::refusal;
use super::answer::told;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::net::http;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::net::http::HttpError;
use crate::net::secret::Secret;

/// A page of orders takes a shop less than a second, and a poor one no minute.
const PATIENCE: Duration = Duration::from_secs(45);
/// A page of orders with everything plugins add.
const LONGEST: u64 = 64 * 1024 * 1024;
const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// An API that hears who asks in a header.
pub struct ShopWay {
    home: String,
    header: (&'static str, Secret),
    /// What it may say of what it was asked with is left out.
    secrets: Vec<Secret>,
}

impl ShopWay {
    /// Below an address, with that value of the header, which is made of those secrets.
    pub fn new(home: &str, header: (&'static str, String), secrets: Vec<Secret>) -> ShopWay {
        ShopWay {
            home: home.trim().trim_end_matches('/').to_owned(),
            header: (header.0, Secret::new(header.1)),
            secrets,
        }
    }

    /// Asks for what stands at a path.
    pub fn get(&self, path: &str, asked: &[(&str, String)]) -> Result<HttpAnswer, FeedTrouble> {
        let query = form_of(asked);
        let mark = if query.is_empty() { "" } else { "?" };
        self.call(&format!("{path}{mark}{query}"), JSON, None)
    }

    /// Sends JSON there.
    pub fn post(&self, path: &str, body: &Value) -> Result<HttpAnswer, FeedTrouble> {
        self.call(path, JSON, Some(("POST", body.to_string())))
    }

    /// Has what stands there be so.
    pub fn put(&self, path: &str, body: &Value) -> Result<HttpAnswer, FeedTrouble> {
        self.call(path, JSON, Some(("PUT", body.to_string())))
    }

    /// Sends a form there.
    pub fn post_form(&self, path: &str, fields: &[(&str, String)]) -> Result<HttpAnswer, FeedTrouble> {
        self.call(path, FORM, Some(("POST", form_of(fields))))
    }

    /// What an answer holds; where that is nothing to be understood, why.
    pub fn told(&self, answer: &HttpAnswer, now: Time) -> Result<Value, FeedTrouble> {
        told(answer, now).map_err(|trouble| FeedTrouble {
            said: self.redact(&trouble.said),
            ..trouble
        })
    }

    /// Without what nobody may see.
    pub fn redact(&self, text: &str) -> String {
        let secrets = self.secrets.iter().chain([&self.header.1]);
        secrets.fold(text.to_owned(), |text, secret| secret.redact(&text))
    }

    fn call(&self, path: &str, kind: &str, sent: Option<(&'static str, String)>) -> Result<HttpAnswer, FeedTrouble> {
        let (name, secret) = &self.header;
        let headers = [
            ("Accept", JSON),
            // Some answer a question without it in another shape.
            ("Content-Type", kind),
            (name, secret.reveal()),
        ];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = call(format!("{}{path}", self.home), headers.to_vec(), sent);
        answer.map_err(|trouble| FeedTrouble {
            said: self.redact(&trouble.said),
            ..trouble
        })
    }
}

fn form_of(pairs: &[(&str, String)]) -> String {
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    http::form(&pairs)
}

/// Asks a shop, or has it change something by that method; what it says of that may hold a secret.
pub fn call(
    url: String,
    headers: Vec<(String, String)>,
    sent: Option<(&'static str, String)>,
) -> Result<HttpAnswer, FeedTrouble> {
    let (method, body) = sent.unzip();
    let call = HttpCall {
        url,
        headers,
        body,
        method,
        patience: PATIENCE,
    };
    http::call_for(&call, LONGEST).map_err(unanswered)
}

/// A file at another machine, whole and as it came; what is said of why there is none may hold a secret.
pub fn fetch(call: &HttpCall, longest: u64, now: Time) -> Result<Vec<u8>, FeedTrouble> {
    let (answer, bytes) = http::call_for_bytes(call, longest).map_err(unanswered)?;
    match answer.status {
        200 if answer.is_whole => Ok(bytes),
        200 => Err(FeedTrouble::new(FeedFault::Slow, "")),
        _ => Err(refusal(&answer, now)),
    }
}

fn unanswered(why: HttpError) -> FeedTrouble {
    match why {
        HttpError::NotReached(why) => FeedTrouble::new(FeedFault::Unreached, why),
        HttpError::Unknown(why) => FeedTrouble::new(FeedFault::Slow, why),
    }
}
