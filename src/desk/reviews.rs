//! What a reviewer thinks of recorded calls (R28).

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::ids::CallId;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::ReviewedCall;
use crate::domain::rights::Rights;

impl Desk {
    /// Keeps a mark, a note or both of a recorded call; what is not given stays. It is a senior's, and who holds the
    /// customer holds it on.
    pub fn review_call(
        &mut self,
        call: CallId,
        mark: Option<CallMark>,
        note: Option<String>,
    ) -> Result<Performed, DeskError> {
        self.needs(Rights::Senior)?;
        let write = DeskTx::begin(self)?;
        let recorded = write.tx.recorded_call(call)?.ok_or(DeskError::NotFound)?;
        let customer = write.tx.customer(recorded.customer)?.ok_or(DeskError::NotFound)?;
        let action = Action::ReviewCall(Box::new(ReviewedCall {
            call,
            before: recorded.review,
            mark,
            note,
        }));
        write.finish(&action, None, &customer, Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;
    use crate::desk::tests::later;
    use crate::desk::undo::UndoChoice;
    use crate::domain::line_call::LineCall;
    use crate::domain::recorded::RecordedCall;
    use crate::domain::recorded::WhichRecorded;
    use crate::domain::script_point::ScriptPoint;
    use crate::domain::script_point::ShownPoint;
    use crate::domain::target::Target;
    use crate::domain::time::Span;

    const PHONE: &str = "+79161234567";

    /// Three points, of which each talk of [`talked`] goes through one.
    fn script() -> Vec<ShownPoint> {
        let point = |(step, text): (i64, &str)| ShownPoint {
            step,
            text: text.to_owned(),
        };
        [(1, "Greet"), (3, "Say the total"), (5, "All right?")]
            .map(point)
            .to_vec()
    }

    /// A talk of two minutes, recorded unless it has no name.
    fn talked(desk: &mut Desk, id: &str, recording: Option<&str>) -> CallId {
        let mut call = LineCall::begun(id.to_owned(), true, PHONE.to_owned(), desk.now());
        call.answered_at = Some(desk.now());
        call.extension = Some("101".to_owned());
        desk.line_call("asterisk", &call).unwrap();
        let customer = desk.store.customers_by_contact(PHONE).unwrap()[0];
        let point = ScriptPoint {
            script: "first_contact".to_owned(),
            step: i64::try_from(id.len()).unwrap(),
        };
        desk.tick(Target::Customer(customer), &point, &script()).unwrap();
        later(desk, Span::minutes(2));
        call.ended_at = Some(desk.now());
        call.recording = recording.map(str::to_owned);
        desk.line_call("asterisk", &call).unwrap();
        later(desk, Span::hours(1));
        let newest = desk.store.recorded_calls(WhichRecorded::Of(customer), 1).unwrap().pop();
        newest.map_or(CallId(0), |call| call.id)
    }

    fn desk_with_a_telephone() -> Desk {
        let mut desk = desk();
        let mut settings = crate::domain::settings::Settings::clone(&desk.settings);
        settings.operators = vec![crate::domain::settings::OperatorSetting {
            name: "anna".to_owned(),
            rights: Rights::Owner,
            extension: Some("101".to_owned()),
            ..Default::default()
        }];
        desk.settings = std::sync::Arc::new(settings);
        desk.adopt_settings().unwrap();
        desk.reread_rules().unwrap();
        desk
    }

    fn unheard(desk: &Desk) -> Vec<RecordedCall> {
        desk.store.recorded_calls(WhichRecorded::Unheard, 10).unwrap()
    }

    #[test]
    fn a_recorded_call_is_unheard_until_it_is_reviewed_and_again_when_that_is_taken_back() {
        let mut desk = desk_with_a_telephone();
        talked(&mut desk, "1", None);
        let first = talked(&mut desk, "1.1", Some("1.wav"));
        let second = talked(&mut desk, "1.1.1", Some("2.wav"));
        assert_eq!(
            unheard(&desk).iter().map(|call| call.id).collect::<Vec<_>>(),
            [second, first]
        );
        // What the talks before went through is not left out of the second.
        let left = |desk: &Desk, call: usize| {
            let points = unheard(desk)[call].points.clone().into_iter();
            let left = points.filter(|point| !point.done);
            left.map(|point| (point.place, point.text)).collect::<Vec<_>>()
        };
        assert_eq!(
            [0, 1].map(|call| unheard(&desk)[call].progress()),
            [Some((3, 3)), Some((2, 3))]
        );
        assert_eq!(left(&desk, 1), [(3, "All right?".to_owned())]);
        desk.review_call(first, CallMark::of(4), None).unwrap();
        desk.review_call(first, None, Some("too fast".to_owned())).unwrap();
        let again = desk.review_call(first, CallMark::of(4), None).unwrap();
        assert_eq!(again.entry, None, "said twice");
        assert_eq!(unheard(&desk).len(), 1);
        let review = |desk: &Desk| {
            let calls = desk.store.recorded_calls(WhichRecorded::One(first), 1).unwrap();
            calls[0]
                .review
                .clone()
                .map(|review| (review.mark, review.note, review.by))
        };
        assert_eq!(
            review(&desk),
            Some((CallMark::of(4), "too fast".to_owned(), "anna".to_owned()))
        );
        desk.undo(UndoChoice::Mine).unwrap();
        assert_eq!(review(&desk), Some((CallMark::of(4), String::new(), "anna".to_owned())));
        desk.undo(UndoChoice::Mine).unwrap();
        assert_eq!((review(&desk), unheard(&desk).len()), (None, 2));
    }

    #[test]
    fn what_was_left_out_stays_told_when_the_script_changes_afterwards() {
        let mut desk = desk_with_a_telephone();
        let call = talked(&mut desk, "1", Some("1.wav"));
        let customer = Target::Customer(unheard(&desk)[0].customer);
        let point = |step| ScriptPoint {
            script: "first_contact".to_owned(),
            step,
        };
        let mut changed = script();
        changed.remove(2);
        changed[1].step = 33;
        changed[1].text = "Say the total twice".to_owned();
        desk.tick(customer, &point(33), &changed).unwrap();
        let left = |desk: &Desk| {
            let calls = desk.store.recorded_calls(WhichRecorded::One(call), 1).unwrap();
            let left = calls[0].points.iter().filter(|point| !point.done);
            left.map(|point| point.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(left(&desk), ["Say the total", "All right?"]);
        desk.untick(customer, &point(1)).unwrap();
        assert_eq!(left(&desk), [""; 0], "nothing was gone through after all");
    }

    #[test]
    fn reviews_are_a_seniors_and_of_recorded_calls() {
        let mut desk = desk_with_a_telephone();
        talked(&mut desk, "1", None);
        let refused = desk.review_call(CallId(1), CallMark::of(1), None);
        assert!(matches!(refused, Err(DeskError::NotFound)), "{refused:?}");
        let mut settings = crate::domain::settings::Settings::clone(&desk.settings);
        settings.operators[0].rights = Rights::Manager;
        desk.settings = std::sync::Arc::new(settings);
        let refused = desk.review_call(CallId(1), CallMark::of(1), None);
        assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
    }

    #[test]
    fn each_operators_marks_and_scripts_are_summed() {
        let mut desk = desk_with_a_telephone();
        let from = desk.now();
        for (id, mark) in [("1", 5), ("1.1", 4)] {
            let call = talked(&mut desk, id, Some("1.wav"));
            desk.review_call(call, CallMark::of(mark), None).unwrap();
        }
        talked(&mut desk, "1.1.1", Some("3.wav"));
        let all = desk.store.reviews_within(from, desk.now()).unwrap();
        let anna = &all["anna"];
        assert_eq!((anna.recorded, anna.reviewed, anna.marked), (3, 2, (2, 9)));
        // One script of the customer's, ticked in three talks.
        assert_eq!((anna.points, anna.left_out.len()), ((3, 3), 0));
        let until_second = desk.now() - Span::minutes(63);
        let anna = &desk.store.reviews_within(from, until_second).unwrap()["anna"];
        assert_eq!(
            (anna.points, &anna.left_out),
            ((2, 3), &[("All right?".to_owned(), 1)].into())
        );
    }
}
