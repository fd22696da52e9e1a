//! Moments on a wall clock, as short as they can be and still be understood.

use chrono::Datelike;
use chrono::Days;
use chrono::NaiveDate;
use chrono_tz::Tz;

use crate::domain::local_time::local;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Tr;

/// The time of day: `09:05`.
pub fn clock_time(zone: Tz, at: Time) -> String {
    local(zone, at).format("%H:%M").to_string()
}

/// A date without its year when that is the current one: `14 Feb`, `14 Feb 2025`.
pub fn date_short(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    let date = local(zone, at).date();
    let text = day_and_month(tr, date);
    if date.year() == local(zone, now).date().year() {
        text
    } else {
        format!("{text} {}", date.year())
    }
}

/// A clock that went ahead so far, or back.
pub fn clock_jumped(tr: &Tr, by: Span) -> String {
    let key = if by.0 < 0 {
        "clock-went_back"
    } else {
        "clock-went_ahead"
    };
    tr.with(key, &[("span", tr.span_short(by).into())])
}

/// A moment near `now`: `11:58` today, `tomorrow 10:00`, else the date and the time.
pub fn moment(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    let (date, today) = (local(zone, at).date(), local(zone, now).date());
    let clock = clock_time(zone, at);
    if date == today {
        clock
    } else if Some(date) == today.checked_add_days(Days::new(1)) {
        format!("{} {clock}", tr.text("day-tomorrow"))
    } else if Some(date) == today.checked_sub_days(Days::new(1)) {
        format!("{} {clock}", tr.text("day-yesterday"))
    } else {
        format!("{} {clock}", date_short(tr, zone, at, now))
    }
}

/// The weekday, the date and the time: `Wed 11 Mar 12:00`; of another year than now's with the year.
pub fn weekday_date(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    let date = local(zone, at).date();
    let weekday = tr.coded("weekday", &date.weekday().number_from_monday().to_string());
    format!("{weekday} {} {}", date_short(tr, zone, at, now), clock_time(zone, at))
}

/// A day: `tomorrow, Thu 12 Mar`, `Fri 13 Mar`.
pub fn day(tr: &Tr, zone: Tz, at: Time, now: Time) -> String {
    let (date, today) = (local(zone, at).date(), local(zone, now).date());
    let weekday = tr.coded("weekday", &date.weekday().number_from_monday().to_string());
    let said = format!("{weekday} {}", date_short(tr, zone, at, now));
    match date.signed_duration_since(today).num_days() {
        0 => format!("{}, {said}", tr.text("day-today")),
        1 => format!("{}, {said}", tr.text("day-tomorrow")),
        -1 => format!("{}, {said}", tr.text("day-yesterday")),
        _ => said,
    }
}

fn day_and_month(tr: &Tr, date: NaiveDate) -> String {
    tr.with(&format!("day-{}", date.month()), &[("day", date.day().into())])
}
