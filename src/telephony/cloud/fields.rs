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

/// How deep fields lie in fields, and how many there are in all, in any word a provider says.
const DEEPEST: usize = 3;
const MOST_FIELDS: usize = 200;
/// No call lasts longer, in seconds.
const LONGEST_CALL: i64 = 86_400;
/// A name of a call, a line or a telephone is no longer, nor that of a recording.
const LONGEST_NAME: usize = 64;
const LONGEST_RECORDING: usize = 256;

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
            flatten(String::new(), 0, &value, &mut fields);
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

fn flatten(name: String, depth: usize, value: &Value, fields: &mut Vec<(String, String)>) {
    if depth > DEEPEST || fields.len() >= MOST_FIELDS {
        return;
    }
    match value {
        Value::Object(parts) => {
            for (key, value) in parts {
                let name = if name.is_empty() {
                    key.clone()
                } else {
                    format!("{name}.{key}")
                };
                flatten(name, depth + 1, value, fields);
            }
        }
        Value::Array(parts) => {
            for value in parts {
                flatten(name.clone(), depth + 1, value, fields);
            }
        }
        Value::String(text) => fields.push((name, text.clone())),
        Value::Null => {}
        other => fields.push((name, other.to_string())),
    }
}

/// A whole number of seconds, as many as a call may last.
pub(super) fn seconds(text: &str) -> Option<Span> {
    text.trim()
        .parse::<i64>()
        .ok()
        .filter(|seconds| (0..=LONGEST_CALL).contains(seconds))
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

/// What of a call is kept, whatever was said of it: nothing that is still to come, no name without end, and no recording
/// but an address of the web or a bare name, for a path would open what lies on the operator's own machine.
pub(super) fn kept(call: LineCall, now: Time) -> LineCall {
    let cut = |name: String| name.chars().take(LONGEST_NAME).collect::<String>();
    let is_kept = |name: &String| {
        name.chars().count() <= LONGEST_RECORDING && (name.starts_with("https://") || !name.contains(['/', '\\', ':']))
    };
    LineCall {
        id: cut(call.id),
        line: cut(call.line),
        extension: call.extension.map(cut),
        transferred_to: call.transferred_to.map(cut),
        started_at: call.started_at.min(now),
        answered_at: call.answered_at.map(|at| at.min(now)),
        ended_at: call.ended_at.map(|at| at.min(now)),
        recording: call.recording.filter(is_kept),
        ..call
    }
}

/// Words for a machine of the exchange that took the call: who called waits for us all the same.
const MACHINE: [&str; 3] = ["vm", "vm success", "voicemail"];
/// Words for a call nobody took, however long the provider counts it.
const BUSY: &str = "busy";
const GAVE_UP: [&str; 3] = ["cancel", "canceled", "cancelled"];
const NOT_PICKED_UP: [&str; 2] = ["no answer", "noanswer"];
const FAILED: [&str; 8] = [
    "failed",
    "congestion",
    "chanunavail",
    "no money",
    "no limit",
    "no day limit",
    "line limit",
    WRONG_NUMBER,
];
const WRONG_NUMBER: &str = "unallocated number";

/// A call that is over, by how long the two talked and the provider's word for what came of it: who talked was there,
/// unless the word says it was a machine, or nobody.
pub(super) fn over(call: &mut LineCall, came: &str, talk: Span, ended: Time) {
    let came = came.trim().to_ascii_lowercase().replace(['-', '_'], " ");
    let came = came.as_str();
    let ended = ended.max(call.started_at);
    call.ended_at = Some(ended);
    let nobody = came == BUSY || GAVE_UP.contains(&came) || NOT_PICKED_UP.contains(&came) || FAILED.contains(&came);
    let is_talk = talk > Span::ZERO && talk <= Span::seconds(LONGEST_CALL);
    if is_talk && !nobody && !MACHINE.contains(&came) {
        call.talk = talk;
        call.answered_at = Some((ended - talk).max(call.started_at));
        if !call.incoming {
            call.outcome = Some(Outcome::Talked);
        }
        return;
    }
    if call.incoming {
        call.unanswered = Some(match came {
            BUSY => Unanswered::Busy,
            _ if GAVE_UP.contains(&came) => Unanswered::HungUp,
            _ if FAILED.contains(&came) => Unanswered::Failed,
            _ => Unanswered::NotPickedUp,
        });
    } else {
        call.outcome = match came {
            BUSY => Some(Outcome::Busy),
            WRONG_NUMBER => Some(Outcome::WrongNumber),
            "" => Some(Outcome::NoAnswer),
            _ if GAVE_UP.contains(&came) || NOT_PICKED_UP.contains(&came) => Some(Outcome::NoAnswer),
            _ if MACHINE.contains(&came) => Some(Outcome::Voicemail),
            _ => None,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEGAN: Time = Time(1_773_219_600_000);

    fn call(incoming: bool) -> LineCall {
        LineCall::begun("1".to_owned(), incoming, "79161234567".to_owned(), BEGAN)
    }

    #[test]
    fn a_talk_is_a_talk_unless_a_machine_or_nobody_had_it() {
        use Outcome::NoAnswer;
        use Outcome::Talked;
        use Unanswered::NotPickedUp;
        let cases = [
            ("answered", 30, None, Some(Talked)),
            ("ANSWER", 30, None, Some(Talked)),
            ("", 30, None, Some(Talked)),
            ("proper", 30, None, Some(Talked)),
            ("answered", 0, Some(NotPickedUp), None),
            ("VM-SUCCESS", 30, Some(NotPickedUp), Some(Outcome::Voicemail)),
            ("voicemail", 30, Some(NotPickedUp), Some(Outcome::Voicemail)),
            ("vm", 0, Some(NotPickedUp), Some(Outcome::Voicemail)),
            ("no answer", 30, Some(NotPickedUp), Some(NoAnswer)),
            ("busy", 5, Some(Unanswered::Busy), Some(Outcome::Busy)),
            ("cancel", 5, Some(Unanswered::HungUp), Some(NoAnswer)),
            ("failed", 5, Some(Unanswered::Failed), None),
            (WRONG_NUMBER, 0, Some(Unanswered::Failed), Some(Outcome::WrongNumber)),
            ("", 0, Some(NotPickedUp), Some(NoAnswer)),
            ("answered", 9_000_000, Some(NotPickedUp), None),
        ];
        for (came, talk, unanswered, outcome) in cases {
            let of = |incoming| {
                let mut call = call(incoming);
                over(&mut call, came, Span::seconds(talk), BEGAN + Span::minutes(1));
                call
            };
            let (taken, made) = (of(true), of(false));
            assert_eq!(taken.answered_at.is_some(), unanswered.is_none(), "{came} {talk}");
            assert_eq!((taken.unanswered, made.outcome), (unanswered, outcome), "{came} {talk}");
        }
    }

    #[test]
    fn what_is_out_of_all_measure_is_let_go() {
        assert_eq!(
            ["86400", "86401", "-1", "9223372036854775807"].map(seconds),
            [Some(Span::days(1)), None, None, None]
        );
        let deep = Fields::of_json(r#"{"a":{"b":{"c":1,"d":{"e":2}}}}"#);
        assert_eq!((deep.get("a.b.c"), deep.get("a.b.d.e")), ("1", ""));
        let many: Vec<String> = (0..1_000).map(|at| format!("\"f{at}\":1")).collect();
        assert_eq!(Fields::of_json(&format!("{{{}}}", many.join(","))).0.len(), MOST_FIELDS);
        let long = "x".repeat(1_000);
        let said = LineCall {
            id: long.clone(),
            line: long.clone(),
            extension: Some(long),
            started_at: BEGAN + Span::days(400),
            ended_at: Some(BEGAN + Span::days(401)),
            ..call(true)
        };
        let said = kept(said, BEGAN);
        let lengths = (said.id.len(), said.line.len(), said.extension.map(|name| name.len()));
        assert_eq!(lengths, (LONGEST_NAME, LONGEST_NAME, Some(LONGEST_NAME)));
        assert_eq!((said.started_at, said.ended_at), (BEGAN, Some(BEGAN)));
    }

    #[test]
    fn a_recording_a_provider_names_is_never_a_path() {
        let recorded = |name: &str| {
            let recording = Some(name.to_owned());
            kept(
                LineCall {
                    recording,
                    ..call(true)
                },
                BEGAN,
            )
            .recording
        };
        for name in ["https://rec.example/1", "1459419771.123-in_1", "MToxMDA="] {
            assert_eq!(recorded(name).as_deref(), Some(name));
        }
        for name in [
            "/etc/passwd",
            r"\\host\share\a.wav",
            r"C:\a.exe",
            "c:a.exe",
            "a/b.wav",
            "http://rec.example/1",
        ] {
            assert_eq!(recorded(name), None, "{name}");
        }
    }
}
