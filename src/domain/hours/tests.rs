//! Timetables, DST days, far customers, and what holds for any timetable.

use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::WeekdaySet;
use chrono_tz::Asia::Vladivostok;
use chrono_tz::Europe::Berlin;
use chrono_tz::Europe::Kyiv;
use chrono_tz::Europe::Moscow;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::BadHours;
use super::Hours;
use super::Opening;
use super::calendar::Calendar;
use crate::domain::local_time;
use crate::domain::local_time::DayTime;
use crate::domain::local_time::Twice;
use crate::domain::time::Span;
use crate::domain::time::Time;

#[test]
fn a_day_is_read_with_its_breaks() {
    for (text, read) in [
        ("09:00-21:00", "09:00-21:00"),
        (" 9:00 – 18:00 ", "09:00-18:00"),
        ("09:00-13:00, 14:00-18:00", "09:00-13:00 14:00-18:00"),
        ("00:00-24:00", "00:00-24:00"),
        ("9-21", "09:00-21:00"),
        ("10-13.30, 14.15-24", "10:00-13:30 14:15-24:00"),
        ("", ""),
    ] {
        let day: Vec<String> = Hours::parse_day(text).unwrap().iter().map(Opening::to_string).collect();
        assert_eq!(day.join(" "), read, "{text:?}");
    }
}

#[test]
fn a_day_that_makes_no_sense_is_refused_with_the_reason() {
    let part = |text: &str| text.to_owned();
    for (text, why) in [
        ("9-25", BadHours::NotAnInterval(part("9-25"))),
        ("9-21:5", BadHours::NotAnInterval(part("9-21:5"))),
        ("09:00", BadHours::NotAnInterval(part("09:00"))),
        ("09:00-21:00,", BadHours::NotAnInterval(part(""))),
        ("09:00-25:00", BadHours::NotAnInterval(part("09:00-25:00"))),
        ("22:00-02:00", BadHours::PastMidnight(part("22:00-02:00"))),
        ("09:00-09:00", BadHours::Empty(part("09:00-09:00"))),
        ("09:00-13:00,12:00-18:00", BadHours::Overlap(part("12:00-18:00"))),
        ("14:00-18:00,09:00-13:00", BadHours::Overlap(part("09:00-13:00"))),
    ] {
        assert_eq!(Hours::parse_day(text), Err(why), "{text:?}");
    }
}

fn at(zone: Tz, shown: &str) -> Time {
    let shown = NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M").unwrap();
    local_time::moment(zone, shown, Twice::First)
}

fn window(text: &str) -> Opening {
    Opening::parse(text).unwrap()
}

fn every_day(text: &str) -> Hours {
    Hours {
        week: std::array::from_fn(|_| Hours::parse_day(text).unwrap()),
        ..Hours::default()
    }
}

fn calendar(hours: &Hours, shop: Tz, customer: Tz) -> Calendar {
    Calendar::new(
        hours,
        shop,
        customer,
        window("08:00-21:00"),
        at(shop, "2026-03-11 12:00"),
    )
}

/// The shop's clock at that moment.
fn shown(calendar: &Calendar, at: Time) -> String {
    if at == Time::FAR {
        return "never".to_owned();
    }
    calendar.local(at).format("%Y-%m-%d %H:%M").to_string()
}

#[test]
fn working_time_runs_on_at_the_next_opening() {
    let mut hours = every_day("09:00-13:00,14:00-21:00");
    hours.holidays.insert(NaiveDate::from_ymd_opt(2026, 3, 12).unwrap());
    let calendar = calendar(&hours, Moscow, Moscow);
    for (from, span, until) in [
        ("2026-03-11 10:00", Span::ZERO, "2026-03-11 10:00"),
        ("2026-03-11 10:00", Span::hours(1), "2026-03-11 11:00"),
        ("2026-03-11 12:30", Span::minutes(30), "2026-03-11 13:00"),
        ("2026-03-11 12:30", Span::hours(1), "2026-03-11 14:30"),
        ("2026-03-11 13:20", Span::ZERO, "2026-03-11 14:00"),
        ("2026-03-11 20:30", Span::hours(1), "2026-03-13 09:30"),
        ("2026-03-11 21:00", Span::ZERO, "2026-03-13 09:00"),
        ("2026-03-12 15:00", Span::minutes(3), "2026-03-13 09:03"),
        ("2026-03-11 09:00", Span::hours(-1), "2026-03-11 09:00"),
        ("2026-03-11 09:00", Span::days(400), "never"),
    ] {
        let found = calendar.working().add(at(Moscow, from), span);
        assert_eq!(shown(&calendar, found), until, "{from} + {span:?}");
    }
}

#[test]
fn an_opening_knows_its_closing_and_the_day_its_last() {
    let mut hours = every_day("09:00-13:00,14:00-21:00");
    hours.week[3].clear();
    let calendar = calendar(&hours, Moscow, Moscow);
    let open = calendar.working();
    let show = |at: Option<Time>| at.map_or_else(|| "none".to_owned(), |at| shown(&calendar, at));
    // 2026-03-12 is a Thursday.
    for (now, closing, day_closing, day_opening) in [
        ("2026-03-11 08:59", "none", "2026-03-11 21:00", "2026-03-13 09:00"),
        (
            "2026-03-11 09:00",
            "2026-03-11 13:00",
            "2026-03-11 21:00",
            "2026-03-13 09:00",
        ),
        ("2026-03-11 13:00", "none", "2026-03-11 21:00", "2026-03-13 09:00"),
        ("2026-03-11 22:00", "none", "2026-03-11 21:00", "2026-03-13 09:00"),
        ("2026-03-12 10:00", "none", "none", "2026-03-13 09:00"),
    ] {
        let now_at = at(Moscow, now);
        assert_eq!(show(open.closing(now_at)), closing, "closing, {now}");
        assert_eq!(show(open.day_closing(now_at)), day_closing, "day closing, {now}");
        assert_eq!(
            shown(&calendar, open.day_opening_after(now_at)),
            day_opening,
            "day opening, {now}"
        );
    }
}

#[test]
fn open_time_follows_the_clock_on_dst_days() {
    for (zone, hours, day, open) in [
        (Kyiv, "00:00-24:00", "2026-03-29", Span::hours(23)),
        (Kyiv, "00:00-24:00", "2026-10-25", Span::hours(25)),
        (Kyiv, "09:00-21:00", "2026-03-29", Span::hours(12)),
        (Kyiv, "03:00-04:00", "2026-03-29", Span::ZERO),
        (Kyiv, "03:30-05:00", "2026-03-29", Span::hours(1)),
        (Berlin, "02:00-03:00", "2026-10-25", Span::hours(2)),
        (Berlin, "00:00-02:30,02:40-09:00", "2026-10-25", Span::hours(10)),
        (Berlin, "00:00-24:00", "2026-10-25", Span::hours(25)),
    ] {
        let calendar = calendar(&every_day(hours), zone, zone);
        let midnight = at(zone, &format!("{day} 00:00"));
        let found = calendar.working().between(midnight, calendar.end_of_day(midnight));
        assert_eq!(found, open, "{zone} {hours} {day}");
    }
}

#[test]
fn a_customer_is_called_only_when_both_are_awake() {
    // Vladivostok is seven hours ahead: 9:00-14:00 in Moscow is 16:00-21:00 there.
    let calendar = calendar(&Hours::default(), Moscow, Vladivostok);
    let callable = calendar.callable();
    for (from, next) in [
        ("2026-03-11 08:00", "2026-03-11 09:00"),
        ("2026-03-11 10:00", "2026-03-11 10:00"),
        ("2026-03-11 13:59", "2026-03-11 13:59"),
        ("2026-03-11 14:00", "2026-03-12 09:00"),
        ("2026-03-11 20:00", "2026-03-12 09:00"),
    ] {
        assert_eq!(shown(&calendar, callable.next_open(at(Moscow, from))), next, "{from}");
    }
    let noon = at(Moscow, "2026-03-11 12:00");
    assert_eq!(callable.closing(noon), Some(at(Moscow, "2026-03-11 14:00")));
    assert_eq!(shown(&calendar, callable.add(noon, Span::hours(3))), "2026-03-12 10:00");
    assert!(calendar.working().is_open(at(Moscow, "2026-03-11 20:00")));
    assert_eq!(calendar.customer_local(noon).to_string(), "2026-03-11 19:00:00");
}

#[test]
fn a_customer_sleeps_by_his_own_clock_whether_the_shop_is_open_or_not() {
    let calendar = calendar(&Hours::default(), Moscow, Vladivostok);
    for (now, asleep_until, changes) in [
        ("2026-03-11 00:59", Some("2026-03-11 01:00"), "2026-03-11 01:00"),
        ("2026-03-11 01:00", None, "2026-03-11 14:00"),
        ("2026-03-11 13:59", None, "2026-03-11 14:00"),
        ("2026-03-11 14:00", Some("2026-03-12 01:00"), "2026-03-12 01:00"),
    ] {
        let now = at(Moscow, now);
        assert_eq!(
            calendar.asleep_until(now),
            asleep_until.map(|at_| at(Moscow, at_)),
            "{now}"
        );
        assert_eq!(calendar.sleep_changes(now), at(Moscow, changes), "{now}");
    }
}

#[test]
fn the_customers_window_keeps_his_clock_on_dst_days() {
    let all_day = every_day("00:00-24:00");
    let calendar = calendar(&all_day, Moscow, Berlin);
    for (day, opens, closes) in [
        ("2026-03-28", "2026-03-28 10:00", "2026-03-28 23:00"),
        ("2026-03-29", "2026-03-29 09:00", "2026-03-29 22:00"),
        ("2026-10-25", "2026-10-25 10:00", "2026-10-25 23:00"),
    ] {
        let opening = calendar.callable().next_open(at(Moscow, &format!("{day} 01:00")));
        assert_eq!(shown(&calendar, opening), opens);
        assert_eq!(calendar.callable().closing(opening), Some(at(Moscow, closes)));
    }
}

#[test]
fn a_shop_open_round_the_clock_closes_at_midnight_and_is_never_shut() {
    let calendar = calendar(&every_day("00:00-24:00"), Moscow, Moscow);
    let open = calendar.working();
    let midnight = at(Moscow, "2026-03-12 00:00");
    assert!(open.is_open(midnight));
    assert_eq!(open.closing(at(Moscow, "2026-03-11 23:00")), Some(midnight));
    assert_eq!(
        open.add(at(Moscow, "2026-03-11 23:00"), Span::hours(2)),
        at(Moscow, "2026-03-12 01:00")
    );
}

#[test]
fn days_are_the_shops_and_stand_on_its_clock() {
    let mut hours = Hours::default();
    hours.holidays.insert(NaiveDate::from_ymd_opt(2026, 3, 30).unwrap());
    let calendar = calendar(&hours, Kyiv, Kyiv);
    let friday = at(Kyiv, "2026-03-27 23:30");
    assert_eq!(shown(&calendar, calendar.day_at(friday, 3, 10, 0)), "2026-03-30 10:00");
    assert_eq!(shown(&calendar, calendar.day_at(friday, -1, 10, 0)), "2026-03-26 10:00");
    assert_eq!(shown(&calendar, calendar.day_at(friday, 2, 3, 30)), "2026-03-29 04:00");
    assert_eq!(
        shown(&calendar, calendar.next_business_day_at(friday, 10, 0)),
        "2026-03-31 10:00"
    );
    assert_eq!(
        shown(&calendar, calendar.business_day_at(friday, 4, 10, 0)),
        "2026-04-03 10:00"
    );
    assert_eq!(
        shown(&calendar, calendar.business_day_at(friday, 0, 10, 0)),
        "2026-03-27 10:00"
    );
    assert_eq!(shown(&calendar, calendar.end_of_day(friday)), "2026-03-28 00:00");
    assert_eq!(calendar.day_at(friday, i64::MAX, 10, 0), Time::FAR);
}

#[test]
fn a_shop_that_never_opens_answers_never() {
    let hours = Hours {
        business_days: WeekdaySet::EMPTY,
        ..every_day("")
    };
    let calendar = calendar(&hours, Moscow, Moscow);
    let now = at(Moscow, "2026-03-11 12:00");
    assert_eq!(calendar.working().next_open(now), Time::FAR);
    assert_eq!(calendar.working().add(now, Span::hours(1)), Time::FAR);
    assert_eq!(calendar.working().day_closing(now), None);
    assert_eq!(
        shown(&calendar, calendar.business_day_at(now, 2, 10, 0)),
        "2026-03-13 10:00"
    );
}

fn timetables() -> impl Strategy<Value = Calendar> {
    let day = prop::sample::select(vec![
        "",
        "09:00-21:00",
        "09:00-13:00,14:00-18:00",
        "00:00-24:00",
        "01:30-03:10",
    ]);
    let zone = || prop::sample::select(vec![Moscow, Kyiv, Berlin, Vladivostok, chrono_tz::America::New_York]);
    (prop::array::uniform7(day), zone(), zone()).prop_map(|(week, shop, customer)| {
        let hours = Hours {
            week: week.map(|day| Hours::parse_day(day).unwrap()),
            ..Hours::default()
        };
        calendar(&hours, shop, customer)
    })
}

/// Within 200 days of the calendars' anchor, to the second.
fn moments() -> impl Strategy<Value = Time> {
    (-200 * 86_400_i64..200 * 86_400).prop_map(|s| at(Moscow, "2026-03-11 12:00") + Span::seconds(s))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_added_has_passed(calendar in timetables(), from in moments(), span in 1_i64..200_000_000) {
        for open in [calendar.working(), calendar.callable()] {
            let until = open.add(from, Span(span));
            prop_assert!(until >= from);
            if until != Time::FAR {
                prop_assert_eq!(open.between(from, until), Span(span));
                prop_assert!(open.is_open(Time(until.0 - 1)));
            }
        }
    }

    #[test]
    fn open_time_adds_up(calendar in timetables(), a in moments(), b in moments(), c in moments()) {
        for open in [calendar.working(), calendar.callable()] {
            prop_assert_eq!(Span(open.between(a, b).0 + open.between(b, c).0), open.between(a, c));
        }
    }

    #[test]
    fn the_next_open_moment_is_open(calendar in timetables(), at in moments()) {
        for open in [calendar.working(), calendar.callable()] {
            let next = open.next_open(at);
            prop_assert!(next >= at);
            prop_assert_eq!(open.next_open(next), next);
            prop_assert!(next == Time::FAR || open.is_open(next));
            prop_assert_eq!(open.between(at, next), Span::ZERO);
            prop_assert_eq!(open.is_open(at), open.closing(at).is_some());
        }
    }

    #[test]
    fn whenever_he_is_callable_the_shop_is_open(calendar in timetables(), at in moments()) {
        if calendar.callable().is_open(at) {
            prop_assert!(calendar.working().is_open(at));
            let his = calendar.customer_local(at).format("%H:%M").to_string();
            prop_assert!(("08:00".."21:00").contains(&his.as_str()), "{}", his);
        }
    }
}

#[test]
fn days_are_counted_as_the_clock_on_the_wall_counts_them() {
    for zone in [
        Kyiv,
        Moscow,
        chrono_tz::America::Sao_Paulo,
        chrono_tz::America::Havana,
        chrono_tz::Africa::Casablanca,
    ] {
        let anchor = at(zone, "2018-06-15 12:00");
        let calendar = Calendar::new(&Hours::default(), zone, zone, Opening::CALLABLE, anchor);
        for hours in -24 * 420..24 * 420 {
            let from = anchor + Span::hours(hours) + Span::minutes(hours % 60);
            let date = local_time::local(zone, from).date();
            for (days, hour) in [(0, 0), (0, 24), (1, 10), (-1, 0), (3, 2), (44, 11)] {
                let day = date + chrono::TimeDelta::days(days);
                let shown = DayTime::new(hour, 0).on(day);
                let expected = local_time::moment(zone, shown, Twice::First);
                assert_eq!(
                    calendar.day_at(from, days, hour, 0),
                    expected,
                    "{zone} {from} {days} {hour}"
                );
            }
        }
    }
}
