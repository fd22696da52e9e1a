//! NEXT: the first row nobody holds, by a board that knows what was answered (an older one still has what is done).

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::five;
use super::harness::held;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::ids::CustomerId;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Page;

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
    let [Request::Release(given), Request::Take { customer: taken, .. }] = asked[..] else {
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

#[test]
fn next_claims_the_first_row_nobody_holds_and_says_why_it_is_first() {
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "борис");
    let mut console = Console::new(SIZE, rows);
    console.press(KeyCode::End);
    console.type_str("n");
    let asked = console.wrote();
    assert!(
        matches!(
            asked[..],
            [Request::Take {
                customer: CustomerId(102),
                over: TakeOver::No
            }]
        ),
        "{asked:?}"
    );
    console.did(ActionKind::Take, "102");
    assert_eq!(console.on(), "102");
    assert_eq!(console.notice(), "Дальше: R4 · новый · 1:40 до 3 мин");
}

#[test]
fn next_passes_over_a_row_that_a_colleague_took_first() {
    let mut console = Console::new(SIZE, five());
    console.type_str("n");
    console.wrote();
    console.refused(DeskError::Refused(Refusal::Claimed {
        by: "борис".to_owned(),
        since: NOON,
    }));
    let asked = console.wrote();
    assert!(
        matches!(
            asked[..],
            [Request::Take {
                customer: CustomerId(102),
                ..
            }]
        ),
        "{asked:?}"
    );
}

#[test]
fn on_a_narrow_screen_next_opens_the_card() {
    let mut console = Console::new((80, 24), five());
    console.type_str("n");
    console.did(ActionKind::Take, "101");
    assert_eq!(console.model.page(), Some(Page::Card));
    console.press(KeyCode::Esc);
    assert_eq!(console.model.page(), None);
}

#[test]
fn next_is_called_still_first_only_when_it_was_held_before() {
    let mut console = Console::new(SIZE, five());
    console.type_str("n");
    // The board may tell of the claim before the desk answers.
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    console.board(rows);
    console.did(ActionKind::Take, "101");
    assert!(console.notice().starts_with("Дальше: R4"), "{}", console.notice());
    console.type_str("n");
    console.did(ActionKind::Take, "101");
    assert!(console.notice().starts_with("Всё ещё первый"), "{}", console.notice());
}
