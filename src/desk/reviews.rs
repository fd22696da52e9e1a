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
    use crate::domain::target::Target;
    use crate::domain::time::Span;

    const PHONE: &str = "+79161234567";

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
            place: 1,
            points: 3,
            text: "Greet".to_owned(),
        };
        desk.tick(Target::Customer(customer), &point).unwrap();
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
        assert_eq!(
            (unheard(&desk)[0].progress(), unheard(&desk)[0].left_out()),
            (Some((1, 3)), vec![1, 3])
        );
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
        assert_eq!(anna.points, (3, 3));
    }
}
