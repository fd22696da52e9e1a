//! Any program on this machine: it gets the numbers as JSON on its input, and answers so on its output.

use std::process::Command;
use std::time::Duration;

use chrono_tz::Tz;
use serde_json::Value;
use serde_json::json;

use super::answer;
use super::answer::sum;
use super::answer::text;
use super::answer::time;
use super::source::CarrierSource;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::program::converse;

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// Ends with this to be asked again later (`EX_TEMPFAIL` of sysexits.h).
const LATER: i32 = 75;
/// The longest answer, bytes.
const LONGEST: u64 = 8 * 1024 * 1024;

/// The program.
pub(super) struct CarrierProgram {
    pub(super) carrier: Carrier,
    /// It and its arguments.
    pub(super) line: Vec<String>,
    /// The clock of times without an offset.
    pub(super) zone: Tz,
}

impl CarrierSource for CarrierProgram {
    fn at_once(&self) -> usize {
        100
    }

    fn breath(&self) -> Span {
        Span::seconds(2)
    }

    fn ask(&mut self, numbers: &[String], _: Time) -> Result<Vec<ParcelNews>, FeedTrouble> {
        let (program, arguments) = self
            .line
            .split_first()
            .ok_or(FeedTrouble::new(FeedFault::Unreached, ""))?;
        let asked = json!({"carrier": self.carrier.code(), "numbers": numbers});
        let mut command = Command::new(program);
        let said = converse(command.args(arguments), &format!("{asked}\n"), PATIENCE, LONGEST)
            .map_err(|why| FeedTrouble::new(FeedFault::Unreached, format!("{program}: {why}")))?;
        let said = said.ok_or_else(|| FeedTrouble::new(FeedFault::Slow, program.as_str()))?;
        match said.code {
            Some(0) => {}
            Some(LATER) => return Err(FeedTrouble::new(FeedFault::Closed, answer::said(&said.err))),
            _ => return Err(FeedTrouble::new(FeedFault::Broken, answer::said(&said.err))),
        }
        let told: Option<Value> = serde_json::from_str(&said.out).ok();
        let parcels = told.as_ref().and_then(|told| told["parcels"].as_array());
        let Some(parcels) = parcels else {
            return Err(FeedTrouble::new(FeedFault::NotOrders, answer::said(&said.out)));
        };
        let news = |parcel: &Value| {
            let told = text(parcel, "number");
            let number = numbers.iter().find(|number| **number == told)?;
            Some(self.news(number, parcel))
        };
        Ok(parcels.iter().filter_map(news).collect())
    }
}

impl CarrierProgram {
    fn news(&self, number: &str, parcel: &Value) -> ParcelNews {
        let when = |key| time(&text(parcel, key), self.zone);
        let events = parcel["events"].as_array().into_iter().flatten();
        let event = |event: &Value| {
            let word = text(event, "state");
            let code = text(event, "code");
            ParcelEvent {
                at: time(&text(event, "at"), self.zone).unwrap_or_default(),
                said: text(event, "text"),
                state: ParcelState::parse(&word),
                place: text(event, "place"),
                code: if code.is_empty() { word } else { code },
            }
        };
        ParcelNews {
            number: number.to_owned(),
            events: events.map(event).filter(|event| !event.code.is_empty()).collect(),
            about: ParcelAbout {
                free_until: when("free_until"),
                hold_until: when("hold_until"),
                pickup_code: Some(text(parcel, "pickup_code")).filter(|code| !code.is_empty()),
                cod: sum(parcel, "cod"),
                cod_paid: parcel["cod_paid"] == Value::Bool(true),
                cost: sum(parcel, "cost"),
            },
            estimate_at: when("estimate"),
        }
    }
}
