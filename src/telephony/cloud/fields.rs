//! What a request says, whether it came as a form, as a query or as JSON: names and values.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::call::Outcome;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::Unanswered;
use crate::domain::local_time::Twice;
use crate::domain::local_time::moment;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::listen::WebRequest;

/// Names and values; `a.b` is a field of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(super) fn of(request: &WebRequest) -> Fields {
        let form = request.form();
        if !form.is_empty() {
            return Fields(form);
        }
        let from_json = Fields::of_json(&request.text());
        if from_json.0.is_empty() {
            Fields(request.query())
        } else {
            from_json
        }
    }

    pub(super) fn of_json(text: &str) -> Fields {
        let mut fields = Vec::new();
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            flatten(String::new(), &value, &mut fields);
        }
        Fields(fields)
    }

    /// The value of a name; empty when there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The value of a name in brackets, whatever stands before: `callDetails[billsec]`, `callDetails[0][billsec]`.
    pub(super) fn within(&self, name: &str) -> &str {
        let end = format!("[{name}]");
        let dotted = format!(".{name}");
        let found = self
            .0
            .iter()
            .find(|(known, _)| known == name || known.ends_with(&end) || known.ends_with(&dotted));
        found.map_or("", |(_, value)| value.as_str())
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name).to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn seconds(&self, name: &str) -> Option<Span> {
        seconds(self.get(name))
    }
}

fn flatten(name: String, value: &Value, fields: &mut Vec<(String, String)>) {
    match value {
        Value::Object(parts) => {
            for (key, value) in parts {
                let name = if name.is_empty() {
                    key.clone()
                } else {
                    format!("{name}.{key}")
                };
                flatten(name, value, fields);
            }
        }
        Value::Array(parts) => {
            for value in parts {
                flatten(name.clone(), value, fields);
            }
        }
        Value::String(text) => fields.push((name, text.clone())),
        Value::Null => {}
        other => fields.push((name, other.to_string())),
    }
}

/// A whole number of seconds.
pub(super) fn seconds(text: &str) -> Option<Span> {
    text.trim()
        .parse::<i64>()
        .ok()
        .filter(|seconds| *seconds >= 0)
        .map(Span::seconds)
}

/// Seconds since 1970, or a time of the shop's clock.
pub(super) fn time(text: &str, zone: Tz) -> Option<Time> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<i64>() {
        return (seconds > 1_000_000_000).then(|| Time(seconds.saturating_mul(1_000)));
    }
    let shown = NaiveDateTime::parse_from_str(text.get(..19)?, "%Y-%m-%d %H:%M:%S").ok()?;
    Some(moment(zone, shown, Twice::First))
}

/// A call that is over, by the provider's word for what came of it, and how long the two talked.
pub(super) fn over(call: &mut LineCall, came: &str, talk: Span, ended: Time) {
    let came = came.trim().to_ascii_lowercase().replace(['-', '_'], " ");
    let ended = ended.max(call.started_at);
    call.ended_at = Some(ended);
    let answered = ["answered", "answer", "transfer", "online", "vm success"].contains(&came.as_str());
    if talk > Span::ZERO && (answered || came.is_empty()) {
        call.talk = talk;
        call.answered_at = Some((ended - talk).max(call.started_at));
        if !call.incoming {
            call.outcome = Some(Outcome::Talked);
        }
        return;
    }
    if call.incoming {
        call.unanswered = Some(match came.as_str() {
            "busy" => Unanswered::Busy,
            "cancel" | "canceled" | "cancelled" => Unanswered::HungUp,
            "failed" | "congestion" | "chanunavail" | "no money" | "no limit" | "no day limit" | "line limit" => {
                Unanswered::Failed
            }
            _ => Unanswered::NotPickedUp,
        });
    } else {
        call.outcome = match came.as_str() {
            "busy" => Some(Outcome::Busy),
            "no answer" | "noanswer" | "cancel" | "canceled" | "cancelled" | "" => Some(Outcome::NoAnswer),
            "vm" => Some(Outcome::Voicemail),
            "unallocated number" => Some(Outcome::WrongNumber),
            _ => None,
        };
    }
}
