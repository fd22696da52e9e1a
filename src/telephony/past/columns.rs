//! Which field of a record of a call stands where. Asterisk's own file has no heading: 18 fields, or 17 without the last,
//! or 21 with the ids of the whole call; a table of a database comes with names.

use chrono::NaiveDateTime;
use chrono_tz::Tz;

use crate::domain::local_time::Twice;
use crate::domain::local_time::moment;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// No leg lasts longer, in seconds: a channel that hung for weeks is ended by hand.
const LONGEST: i64 = 30 * 86_400;

/// One record: one leg of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Leg {
    /// What the whole call goes by.
    pub(super) link: String,
    pub(super) id: String,
    pub(super) source: String,
    pub(super) destination: String,
    pub(super) channel: String,
    pub(super) to: String,
    pub(super) application: String,
    pub(super) data: String,
    pub(super) began: Time,
    pub(super) answered: Option<Time>,
    pub(super) ended: Time,
    pub(super) billed: i64,
    pub(super) disposition: String,
    pub(super) recording: String,
}

const SOURCE: usize = 0;
const DESTINATION: usize = 1;
const CHANNEL: usize = 2;
const TO: usize = 3;
const APPLICATION: usize = 4;
const DATA: usize = 5;
const BEGAN: usize = 6;
const ANSWERED: usize = 7;
const ENDED: usize = 8;
const DURATION: usize = 9;
const BILLED: usize = 10;
const DISPOSITION: usize = 11;
const ID: usize = 12;
const LINK: usize = 13;
const RECORDING: usize = 14;
const FIELDS: usize = 15;

/// The names a heading has for them, and their places without one.
const KNOWN: [(&[&str], Option<usize>); FIELDS] = [
    (&["src"], Some(1)),
    (&["dst"], Some(2)),
    (&["channel"], Some(5)),
    (&["dstchannel"], Some(6)),
    (&["lastapp"], Some(7)),
    (&["lastdata"], Some(8)),
    (&["start", "calldate"], Some(9)),
    (&["answer"], Some(10)),
    (&["end"], Some(11)),
    (&["duration"], Some(12)),
    (&["billsec"], Some(13)),
    (&["disposition"], Some(14)),
    (&["uniqueid"], Some(16)),
    (&["linkedid"], None),
    (&["recordingfile"], None),
];
/// The id of the whole call is one of those after the known ones, in either order.
const AFTER: std::ops::Range<usize> = 18..20;

/// Where the fields stand.
#[derive(Clone, Debug)]
pub(super) struct RecordColumns([Option<usize>; FIELDS]);

impl Default for RecordColumns {
    fn default() -> RecordColumns {
        RecordColumns(KNOWN.map(|(_, place)| place))
    }
}

impl RecordColumns {
    /// By the names of a heading; none where the line is none.
    pub(super) fn named(fields: &[String]) -> Option<RecordColumns> {
        let place = |names: &[&str]| {
            let is_it = |field: &String| names.iter().any(|name| field.eq_ignore_ascii_case(name));
            fields.iter().position(is_it)
        };
        let columns = KNOWN.map(|(names, _)| place(names));
        let is_heading = columns[DISPOSITION].is_some() && columns[BEGAN].is_some();
        is_heading.then_some(RecordColumns(columns))
    }

    /// A record; none where it is none, or broken off.
    pub(super) fn leg(&self, fields: &[String], zone: Tz) -> Option<Leg> {
        let field = |which: usize| {
            let at = self.0[which]?;
            fields.get(at).map(String::as_str)
        };
        let text = |which: usize| field(which).unwrap_or_default().to_owned();
        let id = text(ID);
        let shown = NaiveDateTime::parse_from_str(field(BEGAN)?, "%Y-%m-%d %H:%M:%S").ok()?;
        let disposition = text(DISPOSITION).to_ascii_uppercase();
        if disposition.is_empty()
            || !disposition
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic() || byte == b' ')
        {
            return None;
        }
        let clock = ExchangeClock::of(&id, shown, zone);
        let time = |which: usize| {
            let shown = NaiveDateTime::parse_from_str(field(which)?, "%Y-%m-%d %H:%M:%S").ok()?;
            Some(clock.moment(shown))
        };
        let seconds = |which: usize| {
            field(which)
                .and_then(|text| text.parse::<i64>().ok())
                .unwrap_or(0)
                .clamp(0, LONGEST)
        };
        let began = clock.moment(shown);
        let ended = time(ENDED).unwrap_or(began + Span::seconds(seconds(DURATION)));
        let billed = seconds(BILLED);
        let has_answer = self.0[ANSWERED].is_some();
        let answered = if has_answer {
            time(ANSWERED)
        } else {
            (billed > 0).then_some(ended - Span::seconds(billed))
        };
        let link = field(LINK).map(str::to_owned).or_else(|| {
            let after = AFTER.filter_map(|at| fields.get(at));
            let mut ids = after
                .filter(|_| self.0[LINK].is_none() && has_answer)
                .filter(|text| is_id(text));
            ids.next().cloned()
        });
        let link = link.filter(|link| !link.is_empty()).unwrap_or_else(|| id.clone());
        // Without any id a record is a call of its own, known by what it says.
        let link = if link.is_empty() {
            format!("{shown}/{}/{}/{}", text(SOURCE), text(DESTINATION), text(CHANNEL))
        } else {
            link
        };
        Some(Leg {
            link,
            id,
            source: text(SOURCE),
            destination: text(DESTINATION),
            channel: text(CHANNEL),
            to: text(TO),
            application: text(APPLICATION),
            data: text(DATA),
            began,
            answered,
            ended: ended.max(began),
            billed,
            disposition,
            recording: text(RECORDING),
        })
    }
}

/// `1795901117.0`, with a name of the exchange before it or not.
fn is_id(text: &str) -> bool {
    seconds_of(text).is_some()
}

fn seconds_of(id: &str) -> Option<i64> {
    let (seconds, count) = id.rsplit('-').next()?.split_once('.')?;
    let is_count = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    (seconds.len() >= 9 && is_count).then(|| seconds.parse().ok())?
}

/// What the exchange's clock shows: its ids tell the moment to the second, whatever its zone.
enum ExchangeClock {
    Ahead(Span),
    In(Tz),
}

impl ExchangeClock {
    fn of(id: &str, shown: NaiveDateTime, zone: Tz) -> ExchangeClock {
        const QUARTER: i64 = 15 * 60;
        let Some(seconds) = seconds_of(id) else {
            return ExchangeClock::In(zone);
        };
        // A leg may begin some minutes after the call's id was given out.
        let ahead = (shown.and_utc().timestamp() - seconds).div_euclid(QUARTER) * QUARTER;
        if ahead.abs() > 15 * 3_600 {
            return ExchangeClock::In(zone);
        }
        ExchangeClock::Ahead(Span::seconds(ahead))
    }

    fn moment(&self, shown: NaiveDateTime) -> Time {
        match self {
            ExchangeClock::Ahead(ahead) => Time(shown.and_utc().timestamp_millis()) - *ahead,
            ExchangeClock::In(zone) => moment(*zone, shown, Twice::First),
        }
    }
}
