//! Recorded calls and what a reviewer thought of them (R28).

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
    /// The points of the scripts the operator went through with the call, as they were shown, and which were left out.
    pub points: Vec<ReviewedPoint>,
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

/// A point of a script the operator went through with the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedPoint {
    /// Of which script.
    pub script: String,
    /// Its place among the points, from 1.
    pub place: i64,
    /// Its words; empty where they are not known any more.
    pub text: String,
    /// Gone through, in this call or before; else left out.
    pub done: bool,
}

impl RecordedCall {
    /// How many points of the scripts were gone through, and how many there were; none where no script was gone through.
    pub fn progress(&self) -> Option<(i64, i64)> {
        let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let done = self.points.iter().filter(|point| point.done).count();
        (!self.points.is_empty()).then(|| (count(done), count(self.points.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_1_to_5() {
        assert_eq!(
            [0, 1, 5, 6].map(|number| CallMark::of(number).map(CallMark::number)),
            [None, Some(1), Some(5), None]
        );
    }
}
