//! Nova Poshta: its JSON API, `TrackingDocument/getStatusDocuments` (developers.novaposhta.ua), up to 100 numbers a call. It
//! answers without a key too.

use chrono_tz::Tz;
use serde_json::Value;
use serde_json::json;

use super::answer;
use super::answer::sum;
use super::answer::text;
use super::answer::time;
use super::source::CarrierSource;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// Where it is.
pub(super) const HOME: &str = "https://api.novaposhta.ua/v2.0/json/";
/// Its clock.
const ZONE: Tz = Tz::Europe__Kyiv;

/// Its API.
pub(super) struct NovaPoshta {
    pub(super) home: String,
    /// Empty where none is set.
    pub(super) key: Secret,
}

impl CarrierSource for NovaPoshta {
    fn at_once(&self) -> usize {
        100
    }

    fn breath(&self) -> Span {
        Span::seconds(2)
    }

    fn ask(&mut self, numbers: &[String], now: Time) -> Result<Vec<ParcelNews>, FeedTrouble> {
        // One that cannot be a number of its own would spoil the answer of all.
        let is_number = |number: &&String| !number.is_empty() && number.chars().all(|c| c.is_ascii_alphanumeric());
        let documents: Vec<Value> = numbers
            .iter()
            .filter(is_number)
            .map(|number| json!({"DocumentNumber": number, "Phone": ""}))
            .collect();
        if documents.is_empty() {
            return Ok(Vec::new());
        }
        let asked = json!({
            "apiKey": self.key.reveal(),
            "modelName": "TrackingDocument",
            "calledMethod": "getStatusDocuments",
            "methodProperties": {"Documents": documents},
        });
        let call = HttpCall {
            url: self.home.clone(),
            body: Some(asked.to_string()),
            headers: vec![("Content-Type".to_owned(), "application/json".to_owned())],
            ..HttpCall::default()
        };
        let answer = answer::call(&call, &[&self.key])?;
        let answered = answer::json(&answer, now)?;
        if answered["success"] != json!(true) {
            return Err(refused(&answered));
        }
        let Some(data) = answered["data"].as_array() else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, answer::said(&answer.body)));
        };
        let told = |document: &Value| {
            let told = text(document, "Number");
            let number = numbers.iter().find(|number| **number == told)?;
            Some(news(number, document))
        };
        Ok(data.iter().filter_map(told).collect())
    }
}

/// It says in words what it minds.
fn refused(answered: &Value) -> FeedTrouble {
    let errors = answered["errors"].as_array().into_iter().flatten();
    let errors: Vec<&str> = errors.filter_map(Value::as_str).collect();
    let said = errors.join("; ");
    let words = said.to_lowercase();
    let fault = if words.contains("api key") || words.contains("apikey") {
        FeedFault::Unauthorized
    } else if words.contains("many requests") || words.contains("limit") {
        FeedFault::TooMany
    } else {
        FeedFault::Broken
    };
    FeedTrouble::new(fault, answer::said(&said))
}

fn news(number: &str, document: &Value) -> ParcelNews {
    let code = text(document, "StatusCode");
    // Not in its books yet; and what it says when it has lost sight of its own books.
    let is_known = !matches!(code.as_str(), "" | "3" | "80");
    let when = |keys: &[&str]| keys.iter().find_map(|key| time(&text(document, key), ZONE));
    let state = state(&code);
    let at = match state {
        Some(ParcelState::Announced | ParcelState::Withdrawn) => when(&["DateCreated"]),
        Some(ParcelState::Arrived) => when(&["ActualDeliveryDate", "TrackingUpdateDate"]),
        Some(ParcelState::Received) => when(&["RecipientDateTime", "ActualDeliveryDate", "TrackingUpdateDate"]),
        _ => when(&["TrackingUpdateDate", "DateScan", "DateMoving"]),
    };
    let (city, branch) = (text(document, "CityRecipient"), text(document, "WarehouseRecipient"));
    let place = match code.as_str() {
        "4" | "41" => text(document, "CitySender"),
        "6" => city,
        "7" | "8" | "9" | "10" | "11" | "14" | "107" => [city, branch]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        _ => String::new(),
    };
    let is_there = state == Some(ParcelState::Arrived);
    let event = ParcelEvent {
        at: at.unwrap_or_default(),
        said: text(document, "Status"),
        state,
        place,
        code: code.clone(),
    };
    ParcelNews {
        number: number.to_owned(),
        events: Some(event).filter(|_| is_known).into_iter().collect(),
        about: ParcelAbout {
            // The midnight from which storage costs.
            free_until: when(&["DateFirstDayStorage"]).filter(|_| is_there),
            cod: sum(document, "AfterpaymentOnGoodsCost").or_else(|| sum(document, "RedeliverySum")),
            cod_paid: code == "11",
            cost: sum(document, "DocumentCost"),
            ..ParcelAbout::default()
        },
        estimate_at: when(&["ScheduledDeliveryDate"]),
    }
}

/// What its codes mean, as its page of tracking lists them.
fn state(code: &str) -> Option<ParcelState> {
    Some(match code {
        "1" | "12" => ParcelState::Announced,
        "2" => ParcelState::Withdrawn,
        "4" | "41" | "5" | "6" | "101" | "104" | "111" | "112" => ParcelState::OnTheWay,
        "7" | "8" | "14" | "107" => ParcelState::Arrived,
        "9" | "10" | "11" => ParcelState::Received,
        "102" | "103" | "108" => ParcelState::Refused,
        "105" | "106" => ParcelState::Returning,
        _ => return None,
    })
}
