//! Any SMS gateway with an address on the web, described in the settings.

use std::time::Duration;

use serde_json::Value as Json;

use super::gateway::Gateway;
use super::gateway::Outgoing;
use crate::domain::message::Channel;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::SendOutcome;
use crate::net::http::FORM;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::net::http::HttpError;
use crate::net::http::call;
use crate::net::http::encoded;
use crate::net::secret::Secret;
use crate::text::clean;

/// The gateway.
#[derive(Debug)]
pub(super) struct AnyGateway {
    pub(super) url: String,
    pub(super) body: Option<String>,
    pub(super) headers: Vec<String>,
    pub(super) accepted: Option<String>,
    pub(super) id_at: Option<String>,
    pub(super) from: Option<String>,
    pub(super) secret: Option<Secret>,
    pub(super) reports: ReportsAt,
    pub(super) patience: Duration,
}

/// How it is asked whether a message has arrived.
#[derive(Debug)]
pub(super) struct ReportsAt {
    pub(super) url: Option<String>,
    pub(super) delivered: Option<String>,
    pub(super) undelivered: Option<String>,
}

/// What stands for the places of a template.
type PlaceValues<'a> = [(&'static str, &'a str)];

/// How a value stands among the others.
#[derive(Clone, Copy)]
enum ValueForm {
    Encoded,
    Quoted,
    Bare,
}

impl Gateway for AnyGateway {
    fn tells(&self) -> bool {
        self.reports.url.is_some()
    }

    fn report(&mut self, id: &str, to: &str) -> Option<DeliveryReport> {
        let values = [
            ("{to}", to),
            ("{digits}", to.trim_start_matches('+')),
            ("{gateway}", id),
            ("{secret}", self.revealed()),
        ];
        let said = answer(&HttpCall {
            url: filled(self.reports.url.as_ref()?, &values, ValueForm::Encoded),
            body: None,
            headers: self.headers(&values),
            patience: self.patience,
            ..HttpCall::default()
        });
        let said = said.ok()?.body;
        let (delivered, undelivered) = (&self.reports.delivered, &self.reports.undelivered);
        Some(http_state(&said, delivered.as_deref(), undelivered.as_deref()))
    }

    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        let values = [
            ("{to}", message.to.as_str()),
            ("{digits}", message.to.trim_start_matches('+')),
            ("{text}", &message.text),
            ("{id}", &message.mark),
            ("{from}", self.from.as_deref().unwrap_or_default()),
            ("{secret}", self.revealed()),
            ("{report}", message.report_url.as_deref().unwrap_or_default()),
        ];
        let is_json = self
            .body
            .as_ref()
            .is_some_and(|body| body.trim_start().starts_with('{'));
        let mut headers = self.headers(&values);
        let standing = if is_json { ValueForm::Quoted } else { ValueForm::Encoded };
        if self.body.is_some() {
            let kind = if is_json { "application/json" } else { FORM };
            headers.push(("Content-Type".to_owned(), format!("{kind}; charset=utf-8")));
        }
        let answer = answer(&HttpCall {
            url: filled(&self.url, &values, ValueForm::Encoded),
            body: self.body.as_ref().map(|body| filled(body, &values, standing)),
            headers,
            patience: self.patience,
            ..HttpCall::default()
        });
        let answer = match answer {
            Ok(answer) => answer,
            Err(outcome) => return outcome,
        };
        let is_accepted = self
            .accepted
            .as_ref()
            .is_none_or(|holds| answer.body.contains(holds.as_str()));
        if !is_accepted {
            let why = answer.body;
            // What was not heard to its end may have held it.
            return if answer.is_whole {
                SendOutcome::Refused { why }
            } else {
                SendOutcome::Unknown { why }
            };
        }
        let json: Json = serde_json::from_str(&answer.body).unwrap_or_default();
        let id = self.id_at.as_ref().and_then(|at| text_at(&json, at));
        SendOutcome::Accepted { id }
    }
}

impl AnyGateway {
    fn revealed(&self) -> &str {
        self.secret.as_ref().map(Secret::reveal).unwrap_or_default()
    }

    fn headers(&self, values: &PlaceValues<'_>) -> Vec<(String, String)> {
        let headers = self.headers.iter().filter_map(|line| line.split_once(':'));
        headers
            .map(|(name, value)| (name.trim().to_owned(), filled(value.trim(), values, ValueForm::Bare)))
            .collect()
    }
}

/// What a gateway's words say of a message's way, by what they hold when it has arrived and when it never will.
pub fn http_state(said: &str, delivered: Option<&str>, undelivered: Option<&str>) -> DeliveryReport {
    let holds = |what: Option<&str>| what.is_some_and(|what| said.contains(what));
    // First what did not arrive: "undelivered" holds "delivered" as well.
    if holds(undelivered) {
        DeliveryReport::Undelivered { why: said.to_owned() }
    } else if holds(delivered) {
        DeliveryReport::Delivered
    } else {
        DeliveryReport::OnTheWay
    }
}

/// One walk over the template, so that a value that looks like a place is not filled again.
fn filled(template: &str, values: &PlaceValues<'_>, standing: ValueForm) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (put, taken) = match values.iter().find(|(place, _)| rest.starts_with(place)) {
            Some((place, value)) => (written(value, standing), place.len()),
            None => ("{".to_owned(), 1),
        };
        out.push_str(&put);
        rest = &rest[taken..];
    }
    out + rest
}

fn written(value: &str, standing: ValueForm) -> String {
    match standing {
        ValueForm::Encoded => encoded(value),
        ValueForm::Bare => clean(value).into_owned(),
        ValueForm::Quoted => {
            let quoted = Json::from(value).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        }
    }
}

/// The answer of a gateway that is reached and in order; else what that means for the message.
pub(super) fn answer(call_of: &HttpCall) -> Result<HttpAnswer, SendOutcome> {
    let answer = call(call_of).map_err(|error| match error {
        HttpError::NotReached(why) => SendOutcome::Later { why },
        HttpError::Unknown(why) => SendOutcome::Unknown { why },
    })?;
    let why = || format!("{}: {}", answer.status, answer.body);
    match answer.status {
        200..=299 => Ok(answer),
        401 | 403 | 408 | 425 | 429 | 503 => Err(SendOutcome::Later { why: why() }),
        300..=499 => Err(SendOutcome::Refused { why: why() }),
        _ => Err(SendOutcome::Unknown { why: why() }),
    }
}

/// What a gateway that is reached and in order answers as JSON.
pub(super) fn answered(call_of: &HttpCall) -> Option<Json> {
    serde_json::from_str(&answer(call_of).ok()?.body).ok()
}

/// The address beside another: its last part replaced.
pub(super) fn beside(url: &str, last: &str) -> String {
    match url.rsplit_once('/') {
        Some((before, _)) => format!("{before}/{last}"),
        None => last.to_owned(),
    }
}

/// The text or number at a place of a JSON answer (RFC 6901).
pub(super) fn text_at(json: &Json, at: &str) -> Option<String> {
    match json.pointer(at)? {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
