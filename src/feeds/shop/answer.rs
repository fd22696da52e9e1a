//! What a shop answers, or why that is none.

use chrono::DateTime;
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;
use crate::text::clean;

/// How much of what a shop says is kept, characters.
const KEPT: usize = 160;

/// What a good answer holds; where it is none, why.
pub fn told(answer: &HttpAnswer, now: Time) -> Result<Value, FeedTrouble> {
    if !(200..300).contains(&answer.status) {
        return Err(refusal(answer, now));
    }
    if !answer.is_whole {
        return Err(FeedTrouble::new(FeedFault::Slow, ""));
    }
    value(answer).ok_or_else(|| FeedTrouble::new(FeedFault::NotOrders, said(answer)))
}

/// The second of a shop's clock at which it has answered, where it tells that.
pub fn there(answer: &HttpAnswer) -> Option<i64> {
    let date = DateTime::parse_from_rfc2822(answer.header("date")?).ok()?;
    Some(date.timestamp() + 1)
}

/// A time as APIs write it; one without an offset is UTC.
pub fn second(text: &str) -> Option<i64> {
    let naive = |form| NaiveDateTime::parse_from_str(text, form).ok();
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.timestamp())
        .or_else(|| {
            let at = naive("%Y-%m-%dT%H:%M:%S%.f").or_else(|| naive("%Y-%m-%d %H:%M:%S%.f"))?;
            Some(at.and_utc().timestamp())
        })
}

/// Why an answer is no page of orders.
pub fn refusal(answer: &HttpAnswer, now: Time) -> FeedTrouble {
    let fault = FeedFault::of_status(answer.status);
    if fault == FeedFault::Moved {
        // What it was asked with may stand there again.
        let to = answer.header("location").unwrap_or_default().split('?').next();
        return FeedTrouble::new(fault, short(to.unwrap_or_default()));
    }
    FeedTrouble {
        fault,
        said: said(answer),
        rest: answer.retry_after(now),
    }
}

/// What an answer holds, notices of plugins before it left out, which may have brackets of their own.
pub fn value(answer: &HttpAnswer) -> Option<Value> {
    let body = answer.body.trim_start_matches('\u{feff}').trim();
    let begins = [
        Some(0),
        body.find("[{"),
        body.find(['{', '[']),
        body.ends_with("[]").then(|| body.len() - 2),
    ];
    let mut begins = begins.into_iter().flatten();
    begins.find_map(|from| serde_json::from_str(&body[from..]).ok())
}

/// The text that stands at a pointer of what was answered; empty where there is none.
pub fn text_at(told: &Value, pointer: &str) -> String {
    told.pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// In few words: the message of an error, the title of a page, else its number.
pub fn said(answer: &HttpAnswer) -> String {
    let parsed: Option<Value> = serde_json::from_str(&answer.body).ok();
    let message = parsed.and_then(|parsed| {
        let told = ["message", "error", "errorMsg", "errors"];
        told.iter().find_map(|key| match parsed.get(*key)? {
            Value::Array(errors) => Some(errors.first()?.get("message")?.as_str()?.to_owned()),
            said => Some(said.as_str()?.to_owned()),
        })
    });
    let title = || {
        let lower = answer.body.to_ascii_lowercase();
        let from = lower.find("<title")?;
        let from = from + lower[from..].find('>')? + 1;
        let end = from + lower[from..].find("</title")?;
        Some(answer.body.get(from..end)?.to_owned())
    };
    let said = message.or_else(title).unwrap_or_default();
    match short(&said) {
        said if said.is_empty() => format!("HTTP {}", answer.status),
        said => format!("HTTP {}: {said}", answer.status),
    }
}

/// As much of it as is kept, in one line.
pub fn short(text: &str) -> String {
    let text = clean(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(KEPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Span;

    fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpAnswer {
        let headers = headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        HttpAnswer {
            status,
            body: body.to_owned(),
            is_whole: true,
            headers: headers.collect(),
        }
    }

    #[test]
    fn what_is_no_list_says_why_and_for_how_long() {
        let now = Time(1_773_219_600_000);
        let html = "<!DOCTYPE html><html><head><title>Maintenance\n</title></head></html>";
        let json = r#"{"code":"woocommerce_rest_cannot_view","message":"Sorry, you cannot list resources."}"#;
        let date = ("date", "Sat, 28 Nov 2026 22:02:58 GMT");
        for (status, headers, body, fault, said, rest) in [
            (
                503,
                vec![("retry-after", "600")],
                html,
                FeedFault::Closed,
                "HTTP 503: Maintenance",
                Some(600),
            ),
            (
                429,
                vec![date, ("retry-after", "Sat, 28 Nov 2026 22:03:58 GMT")],
                "",
                FeedFault::TooMany,
                "HTTP 429",
                Some(60),
            ),
            (
                401,
                vec![],
                json,
                FeedFault::Unauthorized,
                "HTTP 401: Sorry, you cannot list resources.",
                None,
            ),
            (
                301,
                vec![("location", "https://b.example/wp-json?consumer_secret=cs_1")],
                "",
                FeedFault::Moved,
                "https://b.example/wp-json",
                None,
            ),
            (500, vec![], "<p>x", FeedFault::Broken, "HTTP 500", None),
            (200, vec![], html, FeedFault::NotOrders, "HTTP 200: Maintenance", None),
            (200, vec![], "", FeedFault::NotOrders, "HTTP 200", None),
        ] {
            let trouble = told(&answer(status, &headers, body), now).unwrap_err();
            assert_eq!(
                (trouble.fault, trouble.said.as_str(), trouble.rest),
                (fault, said, rest.map(Span::seconds)),
                "{status}"
            );
        }
    }
}
