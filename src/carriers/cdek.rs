//! CDEK: its REST API v2 (apidoc.cdek.ru): a token by OAuth 2, then each number by itself.

use chrono_tz::Tz;
use serde_json::Value;

use super::answer;
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
use crate::net::http;
use crate::net::http::HttpAnswer;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;

/// Where it is.
pub(super) const HOME: &str = "https://api.cdek.ru";
/// Days it names are those of its own clock.
const ZONE: Tz = Tz::Europe__Moscow;
/// A token is asked for again a little before it ends.
const BEFORE_END: Span = Span::minutes(1);

/// Its API.
pub(super) struct Cdek {
    pub(super) home: String,
    pub(super) login: String,
    pub(super) password: Secret,
    /// With when it ends.
    pub(super) token: Option<(Secret, Time)>,
}

impl CarrierSource for Cdek {
    fn at_once(&self) -> usize {
        1
    }

    fn breath(&self) -> Span {
        Span::seconds(1)
    }

    fn ask(&mut self, numbers: &[String], now: Time) -> Result<Vec<ParcelNews>, FeedTrouble> {
        let mut all = Vec::with_capacity(numbers.len());
        for number in numbers {
            let mut answer = self.order(number, now)?;
            // A token may be taken back before its time.
            if answer.status == 401 {
                self.token = None;
                answer = self.order(number, now)?;
            }
            if !is_unknown(&answer) {
                let told = answer::json(&answer, now)?;
                let Some(entity) = told.get("entity").filter(|entity| entity.is_object()) else {
                    return Err(FeedTrouble::new(FeedFault::NotOrders, answer::said(&answer.body)));
                };
                all.push(news(number, entity));
            }
        }
        Ok(all)
    }
}

impl Cdek {
    fn order(&mut self, number: &str, now: Time) -> Result<HttpAnswer, FeedTrouble> {
        let token = self.token(now)?;
        let call = HttpCall {
            url: format!("{}/v2/orders?cdek_number={}", self.home, http::encoded(number)),
            headers: vec![("Authorization".to_owned(), format!("Bearer {}", token.reveal()))],
            ..HttpCall::default()
        };
        answer::call(&call, &[&self.password, &token])
    }

    fn token(&mut self, now: Time) -> Result<Secret, FeedTrouble> {
        if let Some((token, until)) = &self.token
            && now < *until
        {
            return Ok(token.clone());
        }
        let pairs = [
            ("grant_type", "client_credentials"),
            ("client_id", &self.login),
            ("client_secret", self.password.reveal()),
        ];
        let call = HttpCall::form(format!("{}/v2/oauth/token", self.home), &pairs);
        let answer = answer::call(&call, &[&self.password])?;
        let is_refused = answer.status == 400 && answer.body.contains("invalid_client");
        let told = answer::json(&answer, now).map_err(|trouble| FeedTrouble {
            fault: if is_refused {
                FeedFault::Unauthorized
            } else {
                trouble.fault
            },
            ..trouble
        })?;
        let token = Secret::new(text(&told, "access_token"));
        if token.reveal().is_empty() {
            return Err(FeedTrouble::new(FeedFault::NotOrders, ""));
        }
        let lasts = Span::seconds(told["expires_in"].as_i64().unwrap_or(3_600));
        self.token = Some((token.clone(), now + lasts - BEFORE_END));
        Ok(token)
    }
}

/// It has no such order: registered a moment ago, or typed wrong.
fn is_unknown(answer: &HttpAnswer) -> bool {
    let told: Option<Value> = serde_json::from_str(&answer.body).ok();
    let requests = told.as_ref().and_then(|told| told["requests"].as_array());
    let errors = requests
        .into_iter()
        .flatten()
        .filter_map(|request| request["errors"].as_array());
    let mut codes = errors.flatten().map(|error| text(error, "code"));
    codes.any(|code| code.ends_with("not_found"))
}

fn news(number: &str, entity: &Value) -> ParcelNews {
    let statuses = entity["statuses"].as_array().into_iter().flatten();
    let sum = |value: &Value| value.as_f64().filter(|sum| *sum > 0.0 && *sum < 1e12);
    let items = entity["packages"].as_array().into_iter().flatten();
    let items = items.flat_map(|package| package["items"].as_array().into_iter().flatten());
    let goods = items.filter_map(|item| Some(sum(&item["payment"]["value"])? * item["amount"].as_f64().unwrap_or(1.0)));
    let cod = goods.sum::<f64>() + sum(&entity["delivery_recipient_cost"]["value"]).unwrap_or(0.0);
    ParcelNews {
        number: number.to_owned(),
        events: statuses.filter_map(event).collect(),
        about: ParcelAbout {
            free_until: time(&text(entity, "keep_free_until"), ZONE),
            cod: minor(cod),
            cod_paid: entity["transacted_payment"] == Value::Bool(true),
            cost: sum(&entity["delivery_detail"]["total_sum"]).and_then(minor),
            ..ParcelAbout::default()
        },
        estimate_at: time(&text(entity, "planned_delivery_date"), ZONE),
    }
}

#[allow(clippy::cast_possible_truncation)] // below 1e14
fn minor(sum: f64) -> Option<i64> {
    let minor = (sum * 100.0).round() as i64;
    (minor > 0).then_some(minor)
}

/// A status; none of one that was taken back.
pub(super) fn event(status: &Value) -> Option<ParcelEvent> {
    if status["deleted"] == Value::Bool(true) {
        return None;
    }
    let code = text(status, "code");
    let reason = text(status, "reason_code");
    let state = state(&code, &reason);
    Some(ParcelEvent {
        at: time(&text(status, "date_time"), ZONE)?,
        code: if reason.is_empty() {
            code
        } else {
            format!("{code} {reason}")
        },
        said: text(status, "name"),
        state,
        place: text(status, "city"),
    })
}

/// What its statuses mean, by its own table: of many it has two spellings, and what is returned to a warehouse there does
/// not go back to who sent it. Of what was not given out the reason tells why.
fn state(code: &str, reason: &str) -> Option<ParcelState> {
    Some(match code {
        "CREATED" | "ACCEPTED" => ParcelState::Announced,
        "REMOVED" | "INVALID" => ParcelState::Withdrawn,
        "RECEIVED_AT_SHIPMENT_WAREHOUSE" => ParcelState::HandedOver,
        "READY_TO_SHIP_AT_SENDING_OFFICE"
        | "READY_FOR_SHIPMENT_IN_SENDER_CITY"
        | "READY_FOR_SHIPMENT_IN_TRANSIT_CITY"
        | "READY_TO_SHIP_IN_TRANSIT_OFFICE"
        | "RETURNED_TO_SENDER_CITY_WAREHOUSE"
        | "RETURNED_TO_TRANSIT_WAREHOUSE"
        | "RETURNED_TO_RECIPIENT_CITY_WAREHOUSE"
        | "PASSED_TO_CARRIER_AT_SENDING_OFFICE"
        | "PASSED_TO_CARRIER_AT_TRANSIT_OFFICE"
        | "PASSED_TO_TRANSIT_CARRIER"
        | "TAKEN_BY_TRANSPORTER_FROM_SENDER_CITY"
        | "TAKEN_BY_TRANSPORTER_FROM_TRANSIT_CITY"
        | "SEND_TO_TRANSIT_OFFICE"
        | "SENT_TO_TRANSIT_CITY"
        | "SENT_TO_SENDER_CITY"
        | "SENT_TO_RECIPIENT_CITY"
        | "SHIPPED_TO_DESTINATION"
        | "MET_AT_TRANSIT_OFFICE"
        | "MET_AT_SENDING_OFFICE"
        | "MET_AT_RECIPIENT_OFFICE"
        | "ACCEPTED_IN_TRANSIT_CITY"
        | "ACCEPTED_IN_SENDER_CITY"
        | "ACCEPTED_IN_RECIPIENT_CITY"
        | "ACCEPTED_AT_TRANSIT_WAREHOUSE"
        | "ACCEPTED_AT_RECIPIENT_CITY_WAREHOUSE"
        | "ENTERED_TO_OFFICE_TRANSIT_WAREHOUSE"
        | "ENTERED_TO_DELIVERY_WAREHOUSE"
        | "ENTERED_TO_WAREHOUSE_ON_DEMAND"
        | "IN_CUSTOMS_INTERNATIONAL"
        | "IN_CUSTOMS_LOCAL"
        | "CUSTOMS_COMPLETE"
        | "TAKEN_BY_COURIER" => ParcelState::OnTheWay,
        "ACCEPTED_AT_PICK_UP_POINT" | "POSTOMAT_POSTED" => ParcelState::Arrived,
        "DELIVERED" | "POSTOMAT_RECEIVED" => ParcelState::Received,
        "NOT_DELIVERED" => match reason {
            "11" | "12" | "13" | "14" | "15" | "16" | "17" | "18" | "19" | "21" | "22" => ParcelState::Refused,
            "26" => ParcelState::Lost,
            _ => ParcelState::Returning,
        },
        "POSTOMAT_SEIZED" => ParcelState::Returning,
        _ => return None,
    })
}
