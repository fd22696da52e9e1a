//! What carriers tell of parcels, and why one does not.

use chrono_tz::Tz;

use super::carrier;
use super::date_short;
use super::known;
use super::moment;
use super::refusal::Explanation;
use crate::domain::action::OrderRecord;
use crate::domain::order_feed::FeedFault;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;

/// Why a carrier does not answer, and what to do.
pub fn carrier_trouble(tr: &Tr, fault: FeedFault, said: &str) -> Explanation {
    let said = Some(known(tr, &clean(said))).filter(|said| !said.is_empty());
    let args = [
        ("fault", fault.code().into()),
        ("said", said.unwrap_or_else(|| "–".to_owned()).into()),
    ];
    Explanation {
        message: tr.with("carrier-fault", &args),
        hint: tr.with("carrier-fault_hint", &args),
    }
}

/// What became of a parcel: `ждёт получателя · Тверь, Московская 5 · 12 мар 14:05`. What nobody knows the meaning of stands
/// in the carrier's own words, with its code.
pub fn parcel_event(tr: &Tr, zone: Tz, event: &ParcelEvent, now: Time) -> String {
    let said = clean(&event.said).into_owned();
    let code = clean(&event.code).into_owned();
    let what = match event.state {
        Some(state) => tr.coded("parcel_state", state.code()),
        None if said.is_empty() => code,
        None => format!("{said} ({code})"),
    };
    let when = moment(tr, zone, event.at, now);
    let parts = [what, clean(&event.place).into_owned(), when];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// What the carrier told last of a parcel of the order, with how long it waits and for what code it is given out; none
/// where nothing was told of the number it has now.
pub fn parcel_news(tr: &Tr, zone: Tz, order: &OrderRecord, told: &FollowedParcel, now: Time) -> Option<String> {
    if let Some(back) = order.returns.iter().find(|one| one.position() == told.position) {
        let newest = told.newest().filter(|_| back.number.as_deref() == Some(&told.number))?;
        let number = clean(&told.number).into_owned();
        return Some(format!("{number}: {}", parcel_event(tr, zone, newest, now)));
    }
    let is_it = |number: &Option<String>| number.as_deref() == Some(&told.number);
    let parcel = order
        .parcels
        .iter()
        .find(|parcel| parcel.position == told.position && is_it(&parcel.number))?;
    let newest = told.newest()?;
    let who = parcel.carrier.or(order.facts.carrier);
    let who = who.map(|who| carrier(tr, who)).filter(|_| order.parcels.len() == 1);
    let who = who.unwrap_or_else(|| clean(&told.number).into_owned());
    let mut parts = vec![format!("{who}: {}", parcel_event(tr, zone, newest, now))];
    if newest.state == Some(ParcelState::Arrived) {
        // Storage that ends at midnight ends with the day before.
        parts.extend(parcel.free_until.map(|until| {
            let until = date_short(tr, zone, until - Span(1), now);
            tr.with("card-free_until", &[("date", until.into())])
        }));
        parts.extend(
            told.about
                .pickup_code
                .as_ref()
                .map(|code| tr.with("card-pickup_code", &[("code", clean(code).into())])),
        );
    }
    Some(parts.join(" · "))
}
