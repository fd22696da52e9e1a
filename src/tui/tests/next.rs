//! NEXT goes by a board that knows what was answered: an older one still has the rows that are done.

use super::harness::Console;
use super::harness::five;
use super::harness::held;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;

const SIZE: (u16, u16) = (120, 40);

/// A console whose board stands at place 1 of the change feed, while the desk has written up to place 2.
fn behind() -> Console {
    let mut console = Console::new(SIZE, five());
    console.type_str("c");
    console.desk(DeskMsg::Written(2));
    console.did(ActionKind::Confirm, "101");
    console.wrote();
    console
}

#[test]
fn after_an_action_next_waits_for_the_board_that_knows_of_it() {
    let mut console = behind();
    console.type_str("n");
    assert_eq!(console.wrote(), [], "the board still has the row that is done");
    console.board(five().split_off(1));
    let asked = console.wrote();
    let [Request::Take { customer, .. }] = asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(customer, CustomerId(102));
}

#[test]
fn next_goes_to_its_row_once_the_board_knows_of_the_claim() {
    let mut console = Console::new(SIZE, five());
    console.type_str("jjn");
    console.desk(DeskMsg::Written(2));
    console.did(ActionKind::Take, "101");
    assert_eq!(console.on(), "103", "nothing says yet that the row is still there");
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    console.board(rows);
    assert_eq!(console.on(), "101");
    assert!(console.notice().starts_with("Дальше: R4"), "{}", console.notice());
}

#[test]
fn a_row_finished_before_it_was_claimed_is_given_back_for_the_one_after_it() {
    let mut console = Console::new(SIZE, five());
    console.type_str("jjn");
    console.wrote();
    console.desk(DeskMsg::Written(2));
    console.did(ActionKind::Take, "101");
    console.board(five().split_off(1));
    let asked = console.wrote();
    let [
        Request::Release { customer: given, .. },
        Request::Take { customer: taken, .. },
    ] = asked[..]
    else {
        panic!("{asked:?}")
    };
    assert_eq!((given, taken), (CustomerId(101), CustomerId(102)));
    assert_eq!(console.on(), "103", "no key acts on a row nobody chose");
    console.did(ActionKind::Release, "");
    assert_eq!(
        console.notice(),
        "",
        "that it was held for a moment is not worth a word"
    );
    console.did(ActionKind::Take, "102");
    assert_eq!(console.on(), "102");
}

#[test]
fn a_paste_that_begins_with_next_goes_nowhere() {
    let mut console = behind();
    console.burst("next");
    console.tick(100);
    console.board(five().split_off(1));
    assert_eq!(console.wrote(), []);
}
