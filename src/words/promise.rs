//! The promise of a call as customers read and hear it, made from the hours (R5).

use chrono::Datelike;
use chrono_tz::Tz;

use crate::domain::hours::Hours;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::local_time::local;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;

/// For the shop's site: who orders at another time is called within the first hours of the next opening, `from`–`until`.
pub fn promise_on_site(tr: &Tr, settings: &Settings, from: Time, until: Time) -> String {
    let span = span(tr, settings.regulation.promise_span);
    let [hours, day, from, until] = parts(tr, settings, from, until);
    let args = [
        ("hours", hours.into()),
        ("span", span.into()),
        ("day", day.into()),
        ("from", from.into()),
        ("until", until.into()),
    ];
    tr.with("promise-site", &args)
}

/// For the answering machine: it speaks while the shop is closed.
pub fn promise_on_phone(tr: &Tr, settings: &Settings, from: Time, until: Time) -> String {
    let shop = clean(&settings.shop.name).into_owned();
    let key = if shop.is_empty() {
        "promise-phone_nameless"
    } else {
        "promise-phone"
    };
    let [hours, day, from, until] = parts(tr, settings, from, until);
    let args = [
        ("shop", shop.into()),
        ("hours", hours.into()),
        ("day", day.into()),
        ("from", from.into()),
        ("until", until.into()),
    ];
    tr.with(key, &args)
}

/// The timetable in a line: `every day 9:00–21:00`, `Mon–Fri 9:00–21:00, Sat 10:00–18:00`; closed days are left out.
pub fn hours(tr: &Tr, hours: &Hours) -> String {
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for (day, openings) in hours.week.iter().enumerate() {
        match groups.last_mut() {
            Some((_, last)) if *last + 1 == day && hours.week[*last] == *openings => *last = day,
            _ => groups.push((day, day)),
        }
    }
    groups.retain(|(first, _)| !hours.week[*first].is_empty());
    let name = |day: usize| tr.coded("weekday", &(day + 1).to_string());
    let lines = groups.into_iter().map(|(first, last)| {
        let times = ("hours", openings(&hours.week[first]).into());
        match last - first {
            6 => tr.with("hours-every_day", &[times]),
            0 => tr.with("hours-day", &[("day", name(first).into()), times]),
            _ => tr.with(
                "hours-days",
                &[("first", name(first).into()), ("last", name(last).into()), times],
            ),
        }
    });
    lines.collect::<Vec<_>>().join(", ")
}

fn parts(tr: &Tr, settings: &Settings, from: Time, until: Time) -> [String; 4] {
    let zone = settings.shop.time_zone;
    let clock = |at| spoken_clock(zone, at);
    [
        hours(tr, &settings.hours),
        spoken_day(tr, zone, from),
        clock(from),
        clock(until),
    ]
}

/// A day as it is said to a customer: `on Thursday, 12 March`.
pub fn spoken_day(tr: &Tr, zone: Tz, at: Time) -> String {
    let weekday = local(zone, at).date().weekday().number_from_monday();
    tr.with(
        &format!("promise_day-{weekday}"),
        &[("date", spoken_date(tr, zone, at).into())],
    )
}

/// A date as it is said to a customer: `12 March`.
pub fn spoken_date(tr: &Tr, zone: Tz, at: Time) -> String {
    let date = local(zone, at).date();
    tr.with(
        &format!("promise_month-{}", date.month()),
        &[("day", date.day().into())],
    )
}

/// The time of day as it is said to a customer: `9:00`.
pub fn spoken_clock(zone: Tz, at: Time) -> String {
    local(zone, at).format("%-H:%M").to_string()
}

fn openings(day: &[Opening]) -> String {
    let clock = |time: DayTime| format!("{}:{:02}", time.hour(), time.minute());
    let stretches = day
        .iter()
        .map(|opening| format!("{}–{}", clock(opening.start()), clock(opening.end())));
    stretches.collect::<Vec<_>>().join(", ")
}

fn span(tr: &Tr, span: Span) -> String {
    let hour = Span::hours(1).0;
    if span.0 % hour == 0 {
        tr.with("promise_span-hours", &[("count", (span.0 / hour).into())])
    } else {
        let minutes = span.0 / Span::minutes(1).0;
        tr.with("promise_span-minutes", &[("count", minutes.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::hours::Hours;
    use crate::domain::settings::Settings;
    use crate::domain::time::Span;
    use crate::domain::time::Time;
    use crate::i18n::Lang;
    use crate::i18n::Tr;

    /// Wednesday 11 March 2026, 21:00 in Moscow.
    const EVENING: Time = Time(1_773_252_000_000);

    fn week(days: [&str; 7]) -> Settings {
        let mut settings = Settings::default();
        settings.hours.week = days.map(|day| Hours::parse_day(day).unwrap());
        settings
    }

    #[test]
    fn a_timetable_is_said_in_groups_of_like_days() {
        let work = "09:00-13:00,14:00-21:00";
        for (days, en, ru) in [
            (["09:00-21:00"; 7], "every day 9:00–21:00", "ежедневно 9:00–21:00"),
            (
                [work, work, work, work, work, "10:00-18:00", ""],
                "Mon–Fri 9:00–13:00, 14:00–21:00, Sat 10:00–18:00",
                "пн–пт 9:00–13:00, 14:00–21:00, сб 10:00–18:00",
            ),
            (
                ["", "", "", "", "", "", "00:00-24:00"],
                "Sun 0:00–24:00",
                "вс 0:00–24:00",
            ),
        ] {
            let settings = week(days);
            assert_eq!(hours(&Tr::new(Lang::En), &settings.hours), en);
            assert_eq!(hours(&Tr::new(Lang::Ru), &settings.hours), ru);
        }
    }

    #[test]
    fn the_promise_reads_as_a_person_would_say_it() {
        let mut settings = Settings::default();
        let (from, until) = (EVENING + Span::hours(12), EVENING + Span::hours(14));
        let (en, ru) = (Tr::new(Lang::En), Tr::new(Lang::Ru));
        assert_eq!(
            promise_on_site(&en, &settings, from, until),
            "We are open every day 9:00–21:00. To an order placed at any other time we answer by phone within the first \
             2 hours of the next opening: on Thursday, 12 March, between 9:00 and 11:00."
        );
        assert_eq!(
            promise_on_site(&ru, &settings, from, until),
            "Мы работаем ежедневно 9:00–21:00. Если оформить заказ в другое время, мы позвоним в первые 2 часа работы: \
             в четверг, 12 марта, с 9:00 до 11:00."
        );
        assert_eq!(
            spoken_day(&Tr::new(Lang::Uk), settings.shop.time_zone, from),
            "у четвер, 12 березня"
        );
        settings.shop.name = "Лавка".to_owned();
        assert_eq!(
            promise_on_phone(&ru, &settings, from, until),
            "Здравствуйте! Вы позвонили в магазин «Лавка». Сейчас мы не работаем; часы работы: ежедневно 9:00–21:00. Мы \
             записали ваш номер и перезвоним в четверг, 12 марта, с 9:00 до 11:00. Спасибо за звонок!"
        );
    }

    #[test]
    fn spans_have_their_plurals() {
        for (minutes, en, ru) in [
            (60, "the first hour", "в первый час работы"),
            (120, "the first 2 hours", "в первые 2 часа работы"),
            (300, "the first 5 hours", "в первые 5 часов работы"),
            (90, "the first 90 minutes", "в первые 90 минут работы"),
            (22, "the first 22 minutes", "в первые 22 минуты работы"),
        ] {
            assert_eq!(span(&Tr::new(Lang::En), Span::minutes(minutes)), en);
            assert_eq!(span(&Tr::new(Lang::Ru), Span::minutes(minutes)), ru);
        }
    }
}
