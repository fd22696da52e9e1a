//! What carriers' machines answer, or why that is no answer; and how they write times and sums.

use chrono::DateTime;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::local_time::Twice;
use crate::domain::local_time::moment;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::net::http::HttpError;
use crate::net::secret::Secret;
use crate::text::clean;
use crate::text::entities::without_tags;

/// The longest answer: a hundred parcels of everything a carrier knows of them.
const LONGEST: u64 = 8 * 1024 * 1024;
/// It is not left alone longer than that, whatever it asks for.
const MOST_REST: Span = Span::days(1);
/// How much of what a carrier says is kept, characters.
const KEPT: usize = 160;

/// Asks a carrier; an answer of any status is one. Nothing of `secrets` is in what is said of a failure.
pub(super) fn call(call: &HttpCall, secrets: &[&Secret]) -> Result<HttpAnswer, FeedTrouble> {
    let answer = http::call_for(call, LONGEST).map_err(|why| match why {
        HttpError::NotReached(why) => FeedTrouble::new(FeedFault::Unreached, redacted(&why, secrets)),
        HttpError::Unknown(why) => FeedTrouble::new(FeedFault::Slow, redacted(&why, secrets)),
    })?;
    if !answer.is_whole {
        return Err(FeedTrouble::new(FeedFault::Slow, ""));
    }
    Ok(HttpAnswer {
        body: redacted(&answer.body, secrets),
        ..answer
    })
}

fn redacted(text: &str, secrets: &[&Secret]) -> String {
    secrets
        .iter()
        .fold(text.to_owned(), |text, secret| secret.redact(&text))
}

/// The JSON of an answer that went well.
pub(super) fn json(answer: &HttpAnswer, now: Time) -> Result<Value, FeedTrouble> {
    if answer.status != 200 {
        return Err(refusal(answer, now));
    }
    let body = answer.body.trim_start_matches('\u{feff}');
    serde_json::from_str(body).map_err(|_| FeedTrouble::new(FeedFault::NotOrders, said(&answer.body)))
}

/// Why an answer is none.
pub(super) fn refusal(answer: &HttpAnswer, now: Time) -> FeedTrouble {
    let fault = FeedFault::of_status(answer.status);
    if fault == FeedFault::Moved {
        let to = answer.header("location").unwrap_or_default().split('?').next();
        return FeedTrouble::new(fault, said(to.unwrap_or_default()));
    }
    FeedTrouble {
        fault,
        said: format!("{} {}", answer.status, said(&answer.body)).trim().to_owned(),
        rest: answer.retry_after(now).map(|rest| rest.min(MOST_REST)),
    }
}

/// What was said, as a person may read it: of a page its text.
pub(super) fn said(text: &str) -> String {
    let apart = text.replace('<', " <");
    let plain = without_tags(&apart);
    let words: Vec<&str> = plain.split_whitespace().collect();
    clean(&words.join(" ")).chars().take(KEPT).collect()
}

/// A text of an object: a number as its digits, empty for anything else.
pub(super) fn text(object: &Value, key: &str) -> String {
    match object.get(key) {
        Some(Value::String(text)) => clean(text.trim()).into_owned(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A sum in minor units, whether it is written as a number or as a text; none for nothing and for 0.
pub(super) fn sum(object: &Value, key: &str) -> Option<i64> {
    let written = text(object, key).replace(',', ".");
    let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").get(..2)?.parse().ok()?;
    let minor = whole.checked_mul(100)?.checked_add(part)?;
    (minor > 0).then_some(minor)
}

/// A time as any of the forms writes it: an offset if it has one, else by the clock of `zone`; a day alone is its midnight.
/// None for what is no time, and for those that stand for none, such as `0001-01-01`.
pub(super) fn time(written: &str, zone: Tz) -> Option<Time> {
    const FORMS: [&str; 6] = [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%d-%m-%Y %H:%M:%S",
        "%d.%m.%Y %H:%M:%S",
        "%H:%M %d.%m.%Y",
        "%d.%m.%Y %H:%M",
    ];
    let written = written.trim();
    let exact =
        DateTime::parse_from_rfc3339(written).or_else(|_| DateTime::parse_from_str(written, "%Y-%m-%dT%H:%M:%S%.f%z"));
    let at = if let Ok(exact) = exact {
        Time(exact.timestamp_millis())
    } else {
        let naive = FORMS
            .into_iter()
            .find_map(|form| NaiveDateTime::parse_from_str(written, form).ok());
        let day = || {
            let date = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
                .into_iter()
                .find_map(|form| NaiveDate::parse_from_str(written, form).ok());
            date?.and_hms_opt(0, 0, 0)
        };
        moment(zone, naive.or_else(day)?, Twice::First)
    };
    (at > FIRST).then_some(at)
}

/// 2000: no parcel is older.
const FIRST: Time = Time(946_684_800_000);

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::time::Duration;

    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn who_says_nothing_for_too_long_is_slow() {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let asked = HttpCall {
            url: format!("http://{}", silent.local_addr().unwrap()),
            patience: Duration::from_millis(200),
            ..HttpCall::default()
        };
        assert_eq!(call(&asked, &[]).unwrap_err().fault, FeedFault::Slow);
    }

    #[test]
    fn times_of_every_form_are_moments() {
        let kyiv = Tz::Europe__Kyiv;
        let noon = Time(1_773_219_600_000); // 2026-03-11T09:00:00Z
        for written in [
            "2026-03-11T12:00:00+03:00",
            "2026-03-11T12:00:00.000+03:00",
            "2026-03-11T09:00:00+0000",
            "2026-03-11T09:00:00Z",
            "11-03-2026 11:00:00",
            "11.03.2026 11:00:00",
            "2026-03-11 11:00:00",
            "11:00 11.03.2026",
            "2026-03-11T11:00:00",
        ] {
            assert_eq!(time(written, kyiv), Some(noon), "{written}");
        }
        assert_eq!(time("2026-03-11", kyiv), Some(noon - Span::hours(11)));
        for none in ["", "0001-01-01 00:00:00", "вчера", "0"] {
            assert_eq!(time(none, kyiv), None, "{none}");
        }
    }

    #[test]
    fn sums_are_minor_units_however_they_are_written() {
        let object = serde_json::json!({"a": "96", "b": 45.5, "c": "1200,05", "d": 0, "e": "", "f": null});
        let sums = ["a", "b", "c", "d", "e", "f", "g"].map(|key| sum(&object, key));
        assert_eq!(sums, [Some(9_600), Some(4_550), Some(120_005), None, None, None, None]);
    }

    #[test]
    fn of_a_page_only_its_words_are_said() {
        let page = "<html><head><title>502</title></head>\n<body><h1>Bad \u{1b}[2J gateway</h1></body></html>";
        assert!(said(page).starts_with("502 Bad "), "{}", said(page));
        assert!(!said(page).contains('\u{1b}'));
        assert!(said(&"долго ".repeat(90)).chars().count() <= KEPT);
    }
}
