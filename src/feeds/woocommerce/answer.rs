//! What a shop answers: a list of orders, or why there is none.

use chrono::DateTime;
use chrono::NaiveDateTime;
use serde_json::Value;

use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::net::http::HttpAnswer;
use crate::text::clean;
use crate::text::sha256;

/// How much of what a shop says is kept, characters.
const KEPT: usize = 160;

/// An order as it came, as far as the cursor asks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WooOrder {
    pub(super) id: i64,
    /// The second of its last change, on the shop's clock; when it was placed, where no change is told.
    pub(super) changed: i64,
    /// Of its whole text.
    pub(super) mark: String,
    pub(super) object: Value,
}

/// The orders of a page, and how many things it holds in all; where an answer is none, why.
pub(super) fn orders(answer: &HttpAnswer, now: Time) -> Result<(Vec<WooOrder>, usize), FeedTrouble> {
    if answer.status != 200 {
        return Err(refusal(answer, now));
    }
    if !answer.is_whole {
        return Err(FeedTrouble::new(FeedFault::Slow, ""));
    }
    let parsed: Option<Value> = serde_json::from_str(json(&answer.body)).ok();
    let Some(Value::Array(list)) = parsed else {
        return Err(FeedTrouble::new(FeedFault::NotOrders, said(answer)));
    };
    let received = list.len();
    Ok((list.into_iter().filter_map(listed).collect(), received))
}

/// Notices of the shop's plugins may stand before the list.
fn json(body: &str) -> &str {
    let body = body.trim_start_matches('\u{feff}').trim();
    if body.starts_with('[') {
        return body;
    }
    let list = body.find("[{").or_else(|| body.ends_with("[]").then(|| body.len() - 2));
    list.map_or(body, |at| &body[at..])
}

fn listed(object: Value) -> Option<WooOrder> {
    let id = object.get("id")?;
    let id = id.as_i64().or_else(|| id.as_str()?.parse().ok())?;
    let times = ["date_modified_gmt", "date_created_gmt", "date_modified", "date_created"];
    let changed = times.iter().find_map(|key| second(object.get(*key)?.as_str()?));
    let mark = sha256(object.to_string().as_bytes());
    Some(WooOrder {
        id,
        changed: changed.unwrap_or(0),
        mark: mark.get(..16).unwrap_or_default().to_owned(),
        object,
    })
}

pub(super) fn second(text: &str) -> Option<i64> {
    let naive = || {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
            .ok()
            .map(|at| at.and_utc().timestamp())
    };
    DateTime::parse_from_rfc3339(text)
        .ok()
        .map(|at| at.timestamp())
        .or_else(naive)
}

/// Why an answer is no page of orders.
pub(super) fn refusal(answer: &HttpAnswer, now: Time) -> FeedTrouble {
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

/// The code of the API's own errors, such as `rest_no_route`.
pub(super) fn code(answer: &HttpAnswer) -> String {
    let parsed: Option<Value> = serde_json::from_str(json(&answer.body)).ok();
    let code = parsed.and_then(|parsed| Some(parsed.get("code")?.as_str()?.to_owned()));
    code.unwrap_or_default()
}

/// What an answer holds, notices before it left out.
pub(super) fn value(answer: &HttpAnswer) -> Option<Value> {
    let body = answer.body.trim_start_matches('\u{feff}').trim();
    serde_json::from_str(body).ok().or_else(|| {
        let from = body.find(['{', '['])?;
        serde_json::from_str(&body[from..]).ok()
    })
}

/// In few words: the message of an error, the title of a page, else its number.
pub(super) fn said(answer: &HttpAnswer) -> String {
    let parsed: Option<Value> = serde_json::from_str(&answer.body).ok();
    let message = parsed.and_then(|parsed| Some(parsed.get("message")?.as_str()?.to_owned()));
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

fn short(text: &str) -> String {
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
            (200, vec![], "{}", FeedFault::NotOrders, "HTTP 200", None),
        ] {
            let trouble = orders(&answer(status, &headers, body), now).unwrap_err();
            assert_eq!(
                (trouble.fault, trouble.said.as_str(), trouble.rest),
                (fault, said, rest.map(Span::seconds)),
                "{status}"
            );
        }
    }

    #[test]
    fn a_list_is_read_though_a_plugin_talks_before_it() {
        let body = "\u{feff}<b>Notice</b>: undefined [0] in x.php\n[{\"id\":\"7\",\"date_modified_gmt\":\"2026-03-11T09:00:00\"},{\"no\":1}]";
        let (found, received) = orders(&answer(200, &[], body), Time(0)).unwrap();
        assert_eq!(received, 2);
        assert_eq!(
            found.iter().map(|one| (one.id, one.changed)).collect::<Vec<_>>(),
            [(7, 1_773_219_600)]
        );
        assert_eq!(orders(&answer(200, &[], " [] "), Time(0)), Ok((Vec::new(), 0)));
    }
}
