//! What was changed since somebody looked is not written over.

use super::at;
use super::customer;
use super::line;
use super::on;
use super::record;
use super::run;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::action::CustomerRecord;
use crate::domain::action::Handing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::order::Stage;
use crate::domain::shipment::Parcel;

#[test]
fn lines_are_written_only_over_those_that_were_seen() {
    // What stands is one line of 1 000.
    let new = (vec![line(700)], 650);
    let table = [
        (None, true, "nobody looked"),
        (Some((vec![line(1_000)], 1_000)), true, "as it was seen"),
        (Some((vec![line(900)], 1_000)), false, "other lines"),
        (Some((Vec::new(), 1_000)), false, "a line more"),
        (Some((vec![line(1_000)], 900)), false, "another total"),
    ];
    for (seen, taken, why) in table {
        let (lines, total) = new.clone();
        let done = on(
            Stage::New,
            &Action::Lines {
                lines,
                total: Some(total),
                seen,
            },
        );
        assert_eq!(done.is_ok(), taken, "{why}");
        assert!(taken || done == Err(Refusal::ChangedMeanwhile), "{why}");
    }
    let same = Action::Lines {
        lines: vec![line(1_000)],
        total: Some(1_000),
        seen: Some((vec![line(900)], 900)),
    };
    assert_eq!(on(Stage::New, &same), Ok(Vec::new()), "a colleague wrote the same");
}

#[test]
fn a_card_is_written_only_over_what_was_seen() {
    let now = customer();
    let seen = |seen: &str| {
        Some(Box::new(CustomerRecord {
            note: seen.to_owned(),
            ..customer()
        }))
    };
    let edit = |note: &str, seen| CustomerEdit {
        note: Some(note.to_owned()),
        seen,
        ..CustomerEdit::default()
    };
    let other_field = CustomerEdit {
        name: Some("Анна Ли".to_owned()),
        seen: seen("was"),
        ..CustomerEdit::default()
    };
    let table = [
        (edit("new", None), true, "nobody looked"),
        (edit("new", seen(&now.note)), true, "as it was seen"),
        (edit("new", seen("was")), false, "another note by now"),
        (edit(&now.note, seen("was")), true, "a colleague wrote the same"),
        (other_field, true, "the note is not touched"),
    ];
    for (edit, taken, why) in table {
        let done = on(Stage::New, &Action::Customer(edit));
        assert!(
            if taken {
                done.is_ok()
            } else {
                done == Err(Refusal::ChangedMeanwhile)
            },
            "{why}"
        );
    }
}

#[test]
fn a_tracking_number_is_written_only_over_the_one_that_was_seen() {
    let number = |number: &str| Some(number.to_owned());
    let seen = number;
    let table = [
        (None, number("A"), true, "nobody looked"),
        (seen(""), None, true, "there was none and is none"),
        (seen(""), number("A"), false, "a colleague was faster"),
        (seen("A"), number("A"), true, "as it was seen"),
        (seen("A"), number("C"), false, "another by now"),
        (seen("A"), None, false, "taken back by now"),
        (seen(""), number("B"), true, "a colleague wrote the same"),
    ];
    for (seen, stands, taken, why) in table {
        let mut order = record(at(Stage::Ready));
        order.parcels = Vec::from_iter(Parcel::only(&order.facts, stands.as_deref()));
        order.tracking_number = stands;
        let ship = Action::Ship(Shipping {
            number: "B".to_owned(),
            carrier: None,
            handed: Handing::Later,
            seen,
            ..Shipping::default()
        });
        let done = run(&ship, &order, &customer());
        assert!(
            if taken {
                done.is_ok()
            } else {
                done == Err(Refusal::ChangedMeanwhile)
            },
            "{why}"
        );
    }
}
