//! Ukrposhta: its tracking of single numbers, `status-tracking/0.0.1/statuses` (dev.ukrposhta.ua). Of its numbers of events
//! few are known for sure: all others are shown as it words them.

use chrono_tz::Tz;
use serde_json::Value;

use super::answer;
use super::answer::text;
use super::answer::time;
use super::source::CarrierSource;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// Where it is.
pub(super) const HOME: &str = "https://www.ukrposhta.ua/status-tracking/0.0.1";

/// Its tracking.
pub(super) struct Ukrposhta {
    pub(super) home: String,
    pub(super) key: Secret,
}

impl CarrierSource for Ukrposhta {
    fn at_once(&self) -> usize {
        1
    }

    fn breath(&self) -> Span {
        Span::seconds(1)
    }

    fn ask(&mut self, numbers: &[String], now: Time) -> Result<Vec<ParcelNews>, FeedTrouble> {
        let mut all = Vec::with_capacity(numbers.len());
        for number in numbers {
            let call = HttpCall {
                url: format!("{}/statuses?barcode={}", self.home, http::encoded(number)),
                headers: vec![
                    ("Authorization".to_owned(), format!("Bearer {}", self.key.reveal())),
                    ("Accept".to_owned(), "application/json".to_owned()),
                ],
                ..HttpCall::default()
            };
            let answer = answer::call(&call, &[&self.key])?;
            // A number it does not know is not found, in JSON; an address it does not have neither, on a page.
            if answer.status == 404 && serde_json::from_str::<Value>(&answer.body).is_ok() {
                continue;
            }
            let Value::Array(events) = answer::json(&answer, now)? else {
                return Err(FeedTrouble::new(FeedFault::NotOrders, answer::said(&answer.body)));
            };
            all.push(ParcelNews {
                number: number.clone(),
                events: events.iter().filter_map(event).collect(),
                ..ParcelNews::default()
            });
        }
        Ok(all)
    }
}

fn event(event: &Value) -> Option<ParcelEvent> {
    let code = text(event, "event");
    Some(ParcelEvent {
        at: time(&text(event, "date"), Tz::Europe__Kyiv)?,
        said: text(event, "eventName"),
        state: match code.as_str() {
            "10100" => Some(ParcelState::Announced),
            "20700" | "20800" | "21500" => Some(ParcelState::OnTheWay),
            "21700" => Some(ParcelState::Arrived),
            "41000" => Some(ParcelState::Received),
            _ => None,
        },
        place: text(event, "name"),
        code,
    })
}
