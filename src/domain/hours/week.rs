//! The opening hours of a week.

use std::collections::BTreeSet;
use std::fmt;

use chrono::Datelike;
use chrono::NaiveDate;
use chrono::NaiveDateTime;
use chrono::NaiveTime;
use chrono::Timelike;
use chrono::Weekday;
use chrono::WeekdaySet;

use crate::domain::local_time::DayTime;

/// The shop's timetable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    /// What is open on each weekday, Monday first, in order and without overlaps; an empty day is closed.
    pub week: [Vec<Opening>; 7],
    /// Dates on which the shop is closed whatever the weekday; never business days.
    pub holidays: BTreeSet<NaiveDate>,
    /// The weekdays that count for rules written in business days.
    pub business_days: WeekdaySet,
}

/// One stretch of a day: from `start` until, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Opening {
    start: DayTime,
    end: DayTime,
}

/// Why opening hours were not understood.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadHours {
    /// No `from-to`, or one side is no time of day.
    #[error("`{0}` is not an interval: write 09:00-21:00")]
    NotAnInterval(String),
    /// It would end before it begins.
    #[error("`{0}` runs past midnight: end it at 24:00 and give the rest to the next day")]
    PastMidnight(String),
    /// It begins and ends at the same time.
    #[error("`{0}` is empty: leave the day out with \"\" when the shop is closed, 00:00-24:00 is open all day")]
    Empty(String),
    /// Two stretches of one day share time, or stand in the wrong order.
    #[error("`{0}` begins before the stretch in front of it ends")]
    Overlap(String),
}

impl Default for Hours {
    /// 9:00–21:00 every day, no holidays, Monday to Friday business days.
    fn default() -> Hours {
        Hours {
            week: std::array::from_fn(|_| vec![Opening::WORKING]),
            holidays: BTreeSet::new(),
            business_days: WeekdaySet::from_array([
                Weekday::Mon,
                Weekday::Tue,
                Weekday::Wed,
                Weekday::Thu,
                Weekday::Fri,
            ]),
        }
    }
}

impl Hours {
    /// Reads one day: `09:00-21:00`, several stretches by comma for a lunch break, nothing for a closed day.
    pub fn parse_day(text: &str) -> Result<Vec<Opening>, BadHours> {
        let mut day: Vec<Opening> = Vec::new();
        if text.trim().is_empty() {
            return Ok(day);
        }
        for part in text.split(',') {
            let opening = Opening::parse(part)?;
            if day.last().is_some_and(|before| before.end > opening.start) {
                return Err(BadHours::Overlap(part.trim().to_owned()));
            }
            day.push(opening);
        }
        Ok(day)
    }

    /// What is open on that date; empty on a holiday.
    pub fn on(&self, date: NaiveDate) -> &[Opening] {
        if self.holidays.contains(&date) {
            return &[];
        }
        &self.week[date.weekday().num_days_from_monday() as usize]
    }

    /// True when the shop is open at that time on its clock.
    pub fn is_open(&self, at: NaiveDateTime) -> bool {
        let minutes = at.hour() * 60 + at.minute();
        let minute = u16::try_from(minutes).unwrap_or(0);
        let now = DayTime::new(minute / 60, minute % 60);
        let mut openings = self.on(at.date()).iter();
        openings.any(|opening| (opening.start..opening.end).contains(&now))
    }

    /// True when the date counts for a rule written in business days.
    pub fn is_business_day(&self, date: NaiveDate) -> bool {
        self.business_days.contains(date.weekday()) && !self.holidays.contains(&date)
    }
}

impl Opening {
    /// 8:00–21:00: when people may be called unless set otherwise (R36).
    pub const CALLABLE: Opening = Opening {
        start: DayTime::new(8, 0),
        end: DayTime::new(21, 0),
    };

    /// 9:00–20:00: when messages of rules counted in days leave.
    pub const DAYTIME: Opening = Opening {
        start: DayTime::new(9, 0),
        end: DayTime::new(20, 0),
    };

    /// 9:00–21:00: when a shop is open unless set otherwise.
    pub const WORKING: Opening = Opening {
        start: DayTime::new(9, 0),
        end: DayTime::new(21, 0),
    };

    /// Reads `09:00-21:00`, with a hyphen or a dash, `9-21` and `9.30-21` as well; the end may be `24:00`.
    pub fn parse(text: &str) -> Result<Opening, BadHours> {
        let shown = || text.trim().to_owned();
        let ends = text.split_once(['-', '–', '—']);
        let (start, end) = ends.ok_or_else(|| BadHours::NotAnInterval(shown()))?;
        let read = |side: &str| {
            let side = side.trim().replace('.', ":");
            let time = if side.contains(':') { side } else { side + ":00" };
            DayTime::parse(&time).map_err(|_| BadHours::NotAnInterval(shown()))
        };
        let (start, end) = (read(start)?, read(end)?);
        match start.cmp(&end) {
            std::cmp::Ordering::Less => Ok(Opening { start, end }),
            std::cmp::Ordering::Equal => Err(BadHours::Empty(shown())),
            std::cmp::Ordering::Greater => Err(BadHours::PastMidnight(shown())),
        }
    }

    /// True when the time of day lies in the stretch.
    pub fn contains(self, time: NaiveTime) -> bool {
        let minute = u16::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0);
        (self.start.minutes()..self.end.minutes()).contains(&minute)
    }

    /// When it opens.
    pub fn start(self) -> DayTime {
        self.start
    }

    /// When it closes.
    pub fn end(self) -> DayTime {
        self.end
    }
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}
