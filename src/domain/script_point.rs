//! Points of a script: which there were, which were gone through (R28, R34).

use std::collections::BTreeMap;

use super::time::Time;

/// A point of a script that was gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptPoint {
    /// The script.
    pub script: String,
    /// Its point, by its wording.
    pub step: i64,
}

/// One of the points of a script as it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPoint {
    /// Which, by its wording; the same words at two places are one point, gone through at both.
    pub step: i64,
    /// Its words; empty where they are not known any more.
    pub text: String,
}

/// A tick: who went through which point of which list of points, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptTick {
    /// By whom.
    pub operator: String,
    /// When.
    pub at: Time,
    /// The list that was shown.
    pub list: i64,
    /// The point, by its wording.
    pub step: i64,
}

/// The lists of points that were shown, each in its order.
pub type ShownLists = BTreeMap<i64, Vec<ShownPoint>>;

/// How `operator` went through a script of one customer or order from `from` through `until`: its points as they were shown
/// last in that time, and whether each was gone through, then or before. A point that was reworded while they talked, as
/// when a total changes, stays gone through at its place. None where nothing of it was ticked in that time.
pub fn gone_through<'a>(
    lists: &'a ShownLists,
    ticks: &[ScriptTick],
    operator: &str,
    (from, until): (Time, Time),
) -> Option<Vec<(&'a ShownPoint, bool)>> {
    let is_within = |tick: &&ScriptTick| tick.operator == operator && from <= tick.at && tick.at <= until;
    let within: Vec<&ScriptTick> = ticks.iter().filter(is_within).collect();
    let shown = lists.get(&within.iter().map(|tick| tick.list).max()?)?;
    let by_words = |point: &ShownPoint| ticks.iter().any(|tick| tick.at <= until && tick.step == point.step);
    let by_place = |place: usize| {
        within.iter().any(|tick| {
            let then = lists.get(&tick.list).filter(|then| then.len() == shown.len());
            then.is_some_and(|then| then[place].step == tick.step)
        })
    };
    let points = shown.iter().enumerate();
    Some(
        points
            .map(|(place, point)| (point, by_words(point) || by_place(place)))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(of: &[(i64, &[i64])]) -> ShownLists {
        let shown = |step: &i64| ShownPoint {
            step: *step,
            text: format!("point {step}"),
        };
        of.iter()
            .map(|(list, steps)| (*list, steps.iter().map(shown).collect()))
            .collect()
    }

    fn tick(at: i64, list: i64, step: i64) -> ScriptTick {
        ScriptTick {
            operator: "anna".to_owned(),
            at: Time(at),
            list,
            step,
        }
    }

    /// The steps gone through and those left out from 100 through 200.
    fn talk(lists: &ShownLists, ticks: &[ScriptTick]) -> Option<(Vec<i64>, Vec<i64>)> {
        let points = gone_through(lists, ticks, "anna", (Time(100), Time(200)))?;
        let (done, left): (Vec<_>, Vec<_>) = points.into_iter().partition(|(_, done)| *done);
        let steps = |points: Vec<(&ShownPoint, bool)>| points.into_iter().map(|(point, _)| point.step).collect();
        Some((steps(done), steps(left)))
    }

    #[test]
    fn what_was_left_out_is_told_by_the_list_that_was_shown() {
        let one = lists(&[(1, &[11, 12, 13, 14])]);
        assert_eq!(
            talk(&one, &[tick(110, 1, 11), tick(120, 1, 13)]),
            Some((vec![11, 13], vec![12, 14]))
        );
        assert_eq!(
            talk(&one, &[tick(99, 1, 11), tick(201, 1, 12)]),
            None,
            "none in that time"
        );
        // What was gone through in an earlier talk is not left out; what is ticked hours later was.
        let ticks = [tick(10, 1, 11), tick(110, 1, 12), tick(900, 1, 13)];
        assert_eq!(talk(&one, &ticks), Some((vec![11, 12], vec![13, 14])));
        let others = ScriptTick {
            operator: "oleg".to_owned(),
            ..tick(110, 1, 11)
        };
        assert_eq!(talk(&one, &[others]), None);
    }

    #[test]
    fn words_at_two_places_are_gone_through_at_both() {
        let one = lists(&[(1, &[11, 12, 11])]);
        assert_eq!(talk(&one, &[tick(110, 1, 11)]), Some((vec![11, 11], vec![12])));
    }

    #[test]
    fn a_point_worded_anew_while_they_talk_stays_gone_through() {
        let two = lists(&[(1, &[11, 12, 13]), (2, &[11, 92, 13])]);
        let ticks = [tick(110, 1, 12), tick(120, 2, 13)];
        assert_eq!(talk(&two, &ticks), Some((vec![92, 13], vec![11])));
        // Reworded after an earlier talk, it is to be gone through again, as the screen shows it.
        let ticks = [tick(10, 1, 12), tick(120, 2, 13)];
        assert_eq!(talk(&two, &ticks), Some((vec![13], vec![11, 92])));
    }

    #[test]
    fn a_point_more_in_the_script_moves_no_other() {
        let two = lists(&[(1, &[11, 12]), (2, &[90, 11, 12])]);
        let ticks = [tick(110, 1, 11), tick(120, 2, 12)];
        assert_eq!(talk(&two, &ticks), Some((vec![11, 12], vec![90])));
    }
}
