//! What operators type, and that nothing they type can break it.

use chrono::NaiveDateTime;
use chrono_tz::Europe::Berlin;
use chrono_tz::Europe::Kyiv;
use chrono_tz::Europe::Moscow;
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::domain::local_time;
use crate::domain::local_time::Twice;
use crate::domain::time::Span;
use crate::domain::time::Time;

fn at(zone: Tz, shown: &str) -> Time {
    let shown = NaiveDateTime::parse_from_str(shown, "%Y-%m-%d %H:%M").unwrap();
    local_time::moment(zone, shown, Twice::First)
}

/// The clock of `zone` at what was typed, or the reason.
fn read(text: &str, now: &str, zone: Tz) -> String {
    match parse_when(text, at(zone, now), zone) {
        Ok(when) => local_time::local(zone, when).format("%Y-%m-%d %H:%M").to_string(),
        Err(why) => format!("{why:?}"),
    }
}

#[test]
fn moments_are_read_as_people_type_them() {
    // A Wednesday.
    let now = "2026-03-11 12:00";
    for (text, when) in [
        ("2026-03-11T15:30:00+03:00", "2026-03-11 15:30"),
        ("2026-03-11t12:30:00z", "2026-03-11 15:30"),
        ("2026-03-11 15:30", "2026-03-11 15:30"),
        ("2026-03-11T15:30", "2026-03-11 15:30"),
        ("2026-03-11 15:30:20", "2026-03-11 15:30"),
        ("2025-03-11 15:30", "2025-03-11 15:30"),
        ("15:30", "2026-03-11 15:30"),
        ("в 15:30", "2026-03-11 15:30"),
        ("12:00", "2026-03-12 12:00"),
        ("9:05", "2026-03-12 09:05"),
        ("+2h", "2026-03-11 14:00"),
        ("+30m", "2026-03-11 12:30"),
        ("+ 90 мин", "2026-03-11 13:30"),
        ("1h30m", "2026-03-11 13:30"),
        ("2d", "2026-03-13 12:00"),
        ("+2Ч", "2026-03-11 14:00"),
        ("1w", "2026-03-18 12:00"),
        ("через 2 часа", "2026-03-11 14:00"),
        ("Через час", "2026-03-11 13:00"),
        ("через час 15 минут", "2026-03-11 13:15"),
        ("через полчаса", "2026-03-11 12:30"),
        ("через неделю", "2026-03-18 12:00"),
        ("через 2 години", "2026-03-11 14:00"),
        ("за 20 хв.", "2026-03-11 12:20"),
        ("через пів години", "2026-03-11 12:30"),
        ("in 2 hours", "2026-03-11 14:00"),
        ("in an hour", "2026-03-11 13:00"),
        ("in half an hour", "2026-03-11 12:30"),
        ("завтра 10", "2026-03-12 10:00"),
        ("ЗАВТРА 10:30", "2026-03-12 10:30"),
        ("завтра в 10.30", "2026-03-12 10:30"),
        ("10:30 завтра", "2026-03-12 10:30"),
        ("завтра, 10:30", "2026-03-12 10:30"),
        ("tomorrow at 10", "2026-03-12 10:00"),
        ("послезавтра 9", "2026-03-13 09:00"),
        ("сегодня 10:00", "2026-03-11 10:00"),
        ("сьогодні о 18:00", "2026-03-11 18:00"),
        ("пн 12:00", "2026-03-16 12:00"),
        ("mon 12:00", "2026-03-16 12:00"),
        ("в пятницу в 12", "2026-03-13 12:00"),
        ("у п'ятницю о 12:00", "2026-03-13 12:00"),
        ("on Sunday at 12:00", "2026-03-15 12:00"),
        ("ср 12:01", "2026-03-11 12:01"),
        ("ср 12:00", "2026-03-18 12:00"),
        ("25.11 10:30", "2026-11-25 10:30"),
        ("22.11.2026 10:30", "2026-11-22 10:30"),
        ("22.11.26 10:30", "2026-11-22 10:30"),
        ("10.03 10:30", "2026-03-10 10:30"),
        ("05.01 10:00", "2027-01-05 10:00"),
        ("1.4 9", "2026-04-01 09:00"),
    ] {
        assert_eq!(read(text, now, Moscow), when, "{text}");
    }
}

#[test]
fn what_is_no_moment_is_refused_with_the_reason() {
    for (text, why) in [
        ("", "NotUnderstood"),
        ("10", "NotUnderstood"),
        ("когда-нибудь", "NotUnderstood"),
        ("завтра утром", "NotUnderstood"),
        ("25:00", "NotUnderstood"),
        ("24:00", "NotUnderstood"),
        ("завтра 10:60", "NotUnderstood"),
        ("через год", "NotUnderstood"),
        ("час", "NotUnderstood"),
        ("-2h", "NotUnderstood"),
        ("+", "NotUnderstood"),
        ("+2", "NotUnderstood"),
        ("9999999h", "NotUnderstood"),
        ("завтра", "NoTimeOfDay"),
        ("пн", "NoTimeOfDay"),
        ("2026-03-11", "NoTimeOfDay"),
        ("31.02 10:00", "NoSuchDay"),
        ("2026-02-30 10:00", "NoSuchDay"),
        ("2026-13-01 10:00", "NoSuchDay"),
    ] {
        assert_eq!(read(text, "2026-03-11 12:00", Moscow), why, "{text:?}");
    }
}

#[test]
fn moments_follow_the_clock_on_dst_days() {
    for (zone, now, text, when) in [
        (Kyiv, "2026-03-28 12:00", "завтра 3:30", "2026-03-29 04:00"),
        (Kyiv, "2026-03-28 12:00", "1d", "2026-03-29 12:00"),
        (Kyiv, "2026-03-28 12:00", "24h", "2026-03-29 13:00"),
        (Kyiv, "2026-03-29 02:00", "3:30", "2026-03-29 04:00"),
        (Berlin, "2026-10-24 12:00", "+1d", "2026-10-25 12:00"),
        (Berlin, "2026-10-24 12:00", "24h", "2026-10-25 11:00"),
    ] {
        assert_eq!(read(text, now, zone), when, "{zone} {now} {text}");
    }
}

#[test]
fn in_the_hour_lived_twice_the_next_one_is_meant() {
    // 02:40 for the second time: the first 02:50 has passed, the second has not.
    let now = Time(at(Berlin, "2026-10-25 02:40").0 + Span::hours(1).0);
    let next = parse_when("02:50", now, Berlin);
    assert_eq!(next, Ok(now + Span::minutes(10)));
}

proptest! {
    #[test]
    fn no_text_makes_it_fall(text in any::<String>(), now in any::<i64>()) {
        let _ = parse_when(&text, Time(now), Moscow);
    }

    #[test]
    fn nothing_like_a_moment_makes_it_fall(
        text in "(завтра|пн|через|in|\\+|[0-9]{1,6}|[:. \\-tz])(час|h|d|w|[0-9]{1,6}|[:. \\-tz]){0,6}",
        now in -100_000_000_000_000_i64..300_000_000_000_000,
    ) {
        let _ = parse_when(&text, Time(now), Berlin);
    }

    #[test]
    fn a_time_of_day_is_ahead_and_within_a_day(hour in 0..24_u32, minute in 0..60_u32, s in 0_i64..63_072_000) {
        let now = at(Berlin, "2026-01-01 00:00") + Span::seconds(s);
        let next = parse_when(&format!("{hour:02}:{minute:02}"), now, Berlin).unwrap();
        prop_assert!(next > now && next - now <= Span::hours(25));
    }
}
