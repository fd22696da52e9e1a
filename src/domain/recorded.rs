//! Recorded calls and what a reviewer thought of them (R28).

use std::collections::BTreeMap;

use super::ids::CallId;
use super::ids::CustomerId;
use super::time::Span;
use super::time::Time;

/// A reviewer's mark of a call: 1, bad, to 5, very good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CallMark(u8);

impl CallMark {
    /// Every mark.
    pub const ALL: [CallMark; 5] = [CallMark(1), CallMark(2), CallMark(3), CallMark(4), CallMark(5)];

    /// The mark of that number, if there is one.
    pub fn of(number: i64) -> Option<CallMark> {
        CallMark::ALL.into_iter().find(|mark| mark.number() == number)
    }

    /// Its number.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }
}

/// What a reviewer thought of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallReview {
    /// How good it was; a note alone gives none.
    pub mark: Option<CallMark>,
    /// In words; empty when there are none.
    pub note: String,
    /// Who.
    pub by: String,
    /// When.
    pub at: Time,
}

/// A call that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedCall {
    /// Which.
    pub id: CallId,
    /// With whom.
    pub customer: CustomerId,
    /// When it began.
    pub at: Time,
    /// They called us.
    pub incoming: bool,
    /// When it was over, or the last that was heard of it.
    pub until: Time,
    /// Who of us talked; empty when unknown.
    pub operator: String,
    /// The number.
    pub phone: String,
    /// How long the two talked.
    pub talk: Span,
    /// The name of the recording.
    pub recording: String,
    /// What a reviewer thought of it; none while nobody has heard it.
    pub review: Option<CallReview>,
    /// The points of scripts the operator ticked with the call, as they were ticked.
    pub points: Vec<TickedPoint>,
}

/// Which recorded calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichRecorded {
    /// Those nobody has reviewed.
    Unheard,
    /// Those of a customer.
    Of(CustomerId),
    /// This one.
    One(CallId),
}

/// What a reviewer thinks of a recorded call; what is not given stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedCall {
    /// Which.
    pub call: CallId,
    /// What was thought of it before.
    pub before: Option<CallReview>,
    /// The mark.
    pub mark: Option<CallMark>,
    /// In words.
    pub note: Option<String>,
}

impl ReviewedCall {
    /// With a mark alone.
    pub fn marked(call: CallId, mark: CallMark) -> ReviewedCall {
        ReviewedCall {
            call,
            before: None,
            mark: Some(mark),
            note: None,
        }
    }

    /// With words alone.
    pub fn noted(call: CallId, note: String) -> ReviewedCall {
        ReviewedCall {
            call,
            before: None,
            mark: None,
            note: Some(note),
        }
    }
}

/// A point of a script as it was ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickedPoint {
    /// Of which script.
    pub script: String,
    /// Its place among the points, from 0.
    pub place: i64,
    /// How many points the script had.
    pub points: i64,
    /// Its words.
    pub text: String,
}

impl RecordedCall {
    /// How many points of the scripts were ticked, and how many there were; none where no script was gone through.
    pub fn progress(&self) -> Option<(i64, i64)> {
        let mut all: BTreeMap<&str, i64> = BTreeMap::new();
        for point in &self.points {
            let most = all.entry(&point.script).or_default();
            *most = point.points.max(*most);
        }
        let ticked = i64::try_from(self.points.len()).unwrap_or(i64::MAX);
        let all: i64 = all.values().sum();
        (all > 0).then_some((ticked.min(all), all))
    }

    /// The places of the points that were left out, from 1, where one script was gone through.
    pub fn left_out(&self) -> Vec<i64> {
        let Some(first) = self.points.first() else {
            return Vec::new();
        };
        if self.points.iter().any(|point| point.script != first.script) {
            return Vec::new();
        }
        let is_left = |place: &i64| !self.points.iter().any(|point| point.place + 1 == *place);
        (1..=first.points).filter(is_left).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(script: &str, places: &[i64], points: i64) -> Vec<TickedPoint> {
        let point = |place: &i64| TickedPoint {
            script: script.to_owned(),
            place: *place,
            points,
            text: String::new(),
        };
        places.iter().map(point).collect()
    }

    fn call(points: Vec<TickedPoint>) -> RecordedCall {
        RecordedCall {
            id: CallId(1),
            customer: CustomerId(1),
            at: Time(0),
            incoming: true,
            until: Time(0),
            operator: "anna".to_owned(),
            phone: String::new(),
            talk: Span::ZERO,
            recording: "1.wav".to_owned(),
            review: None,
            points,
        }
    }

    #[test]
    fn what_was_left_out_of_a_script_shows() {
        assert_eq!(
            (call(Vec::new()).progress(), call(Vec::new()).left_out()),
            (None, Vec::new())
        );
        let one = call(ticked("first_contact", &[0, 2], 4));
        assert_eq!((one.progress(), one.left_out()), (Some((2, 4)), vec![2, 4]));
        let two = [ticked("first_contact", &[0, 1], 4), ticked("confirm", &[0], 2)].concat();
        assert_eq!(
            (call(two.clone()).progress(), call(two).left_out()),
            (Some((3, 6)), Vec::new())
        );
        assert_eq!(
            call(ticked("old", &[0], 0)).progress(),
            None,
            "ticked before the points were counted"
        );
    }

    #[test]
    fn a_mark_is_of_1_to_5() {
        assert_eq!(
            [0, 1, 5, 6].map(|number| CallMark::of(number).map(CallMark::number)),
            [None, Some(1), Some(5), None]
        );
    }
}
