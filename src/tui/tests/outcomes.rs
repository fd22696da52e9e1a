//! What came of a call is said in its own words, and a doubtful tracking number is asked for twice.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use crate::board::Board;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::call::Outcome;
use crate::domain::call::PlacedCall;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::settings::DialBy;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::Task;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;

const SIZE: (u16, u16) = (120, 30);

fn did(kind: ActionKind) -> Performed {
    Performed {
        entry: Some(EntryId(1)),
        kind,
        order: Some(OrderId(101)),
        order_number: Some("101".to_owned()),
        customer: CustomerId(101),
        warnings: Vec::new(),
    }
}

#[test]
fn agreed_stands_first_and_confirms_with_the_talk() {
    let mut console = Console::new(SIZE, five());
    console.type_str("l1");
    let wrote = console.wrote_by_token();
    let Some((token, Request::PerformAll(parts))) = wrote.last() else {
        panic!("{wrote:?}")
    };
    let order = Target::Order(OrderId(101));
    assert!(
        matches!(&parts[..], [(one, Action::LogCall(log)), (other, Action::Confirm)]
        if *one == order && *other == order && log.outcome == Outcome::Talked)
    );
    let all = PerformedAll {
        done: vec![did(ActionKind::Call), did(ActionKind::Confirm)],
        refused: Vec::new(),
    };
    console.answer(*token, DeskAnswer::PerformedAll(all));
    assert_eq!(console.notice(), "✓ №101 · подтверждён");
    // What is confirmed already cannot be agreed once more.
    let mut console = Console::new(SIZE, vec![confirmed(five().remove(0))]);
    console.type_str("la");
    assert!(console.wrote().is_empty());
}

#[test]
fn a_call_in_vain_names_the_next_attempt() {
    let row = five().remove(0);
    let mut console = Console::new(SIZE, five());
    console.type_str("l3");
    assert!(matches!(console.wrote().last(), Some(Request::Perform { .. })));
    console.did(ActionKind::Call, "101");
    let mut card = card_of(&row);
    card.agenda.upcoming = vec![Task {
        kind: TaskKind::RetryCall,
        rule: Rule(7),
        lane: Lane::New,
        order: Some(OrderId(101)),
        since: NOON,
        due: NOON + Span::minutes(40),
        limit: None,
        why: Why::Attempt(2),
    }];
    console.card(card);
    assert_eq!(console.notice(), "✓ №101 · не отвечает; попытка 2 – 12:40");
    console.board(five().into_iter().skip(1).collect());
    assert!(console.text().contains("✓ не отвечает"), "{}", console.text());
}

#[test]
fn a_refused_order_is_said_to_be_cancelled() {
    let mut console = Console::new(SIZE, five());
    console.type_str("lr");
    console.type_str("h");
    console.did(ActionKind::Call, "101");
    assert_eq!(console.notice(), "✓ №101 · отменён");
}

#[test]
fn a_doubtful_number_wants_a_second_enter_and_what_is_none_is_refused() {
    let row = confirmed(five().remove(0));
    for (typed, first, second) in [
        ("80088012345674", true, true),
        ("80088012345670", false, true),
        ("8008801", false, true),
        ("abc", false, false),
    ] {
        let mut console = Console::new(SIZE, vec![row.clone()]);
        console.card(card_of(&row));
        console.type_str("t");
        console.type_str(typed);
        console.press(KeyCode::Enter);
        assert_eq!(
            matches!(console.model.mode, Mode::Command),
            first,
            "{typed}: {}",
            console.text()
        );
        console.press(KeyCode::Enter);
        assert_eq!(
            console.actions().len(),
            usize::from(second),
            "{typed}: {}",
            console.text()
        );
    }
}

#[test]
fn a_broken_file_of_the_shops_own_is_named_and_the_console_is_open() {
    let mut setup = Console::empty(crate::i18n::Lang::Ru, SIZE).model.setup;
    setup.troubles = vec!["keymap.toml:2: `p` is on both confirm and pay.".to_owned()];
    let mut console = Console::empty(crate::i18n::Lang::Ru, SIZE);
    console.model = crate::tui::Model::new(setup, SIZE);
    console.board(five());
    assert!(console.notice().contains("keymap.toml:2"), "{}", console.notice());
    assert!(console.text().contains("Елена Иванова"));
}

#[test]
fn what_changed_nothing_is_not_said_as_what_was_agreed_before() {
    let mut console = Console::new(SIZE, five());
    console.type_str("l1");
    let answer = |console: &mut Console, done: Vec<Performed>| {
        let wrote = console.wrote_by_token();
        let Some((token, Request::PerformAll(_))) = wrote.last() else {
            panic!("{wrote:?}")
        };
        let refused = Vec::new();
        let all = PerformedAll { done, refused };
        console.answer(*token, DeskAnswer::PerformedAll(all));
    };
    answer(&mut console, vec![did(ActionKind::Call), did(ActionKind::Confirm)]);
    console.type_str("jj  c");
    let already = |id| Performed {
        entry: None,
        order: Some(OrderId(id)),
        customer: CustomerId(id),
        ..did(ActionKind::Confirm)
    };
    answer(&mut console, vec![already(103), already(104)]);
    assert_eq!(console.notice(), "уже так: 2");
}

/// A call the operator made, so long after noon over or not.
fn placed(customer: i64, over: Option<i64>, outcome: Option<Outcome>) -> PlacedCall {
    PlacedCall {
        id: CallId(7),
        customer: CustomerId(customer),
        started_at: NOON,
        answered_at: None,
        ended_at: over.map(|seconds| NOON + Span::seconds(seconds)),
        line_outcome: outcome,
    }
}

fn bring(console: &mut Console, call: PlacedCall) {
    let board = Board {
        placed: Some(call),
        seq: console.model.board.seq + 1,
        ..Board::clone(&console.model.board)
    };
    console.desk(DeskMsg::Board(Arc::new(board)));
}

fn with_means() -> Console {
    let mut console = Console::new(SIZE, five());
    Arc::make_mut(&mut console.model.setup.settings).telephony.dial = Some(DialBy::Link);
    console.card(card_of(&five()[0]));
    console
}

fn logged(console: &mut Console) -> (Outcome, Time) {
    match console.actions().pop() {
        Some(Action::LogCall(log)) => (log.outcome, log.at),
        other => panic!("{other:?}"),
    }
}

#[test]
fn dialling_asks_for_the_call_and_its_clock_begins_with_it() {
    let mut console = with_means();
    console.type_str("d");
    let wrote = console.wrote();
    let dialled = |request: &&Request| matches!(request, Request::Dial { number, .. } if number.starts_with('+'));
    assert_eq!(wrote.iter().filter(dialled).count(), 1, "{wrote:?}");
    assert!(console.copied.is_empty());
    console.now = NOON + Span::seconds(40);
    console.type_str("n");
    assert_eq!(logged(&mut console), (Outcome::NoAnswer, NOON));
    // Without means the number is shown and copied.
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str("d");
    assert_eq!(console.copied.len(), 1);
    assert!(
        !console
            .wrote()
            .iter()
            .any(|request| matches!(request, Request::Dial { .. }))
    );
}

#[test]
fn a_call_that_is_over_brings_its_outcome_to_the_list_and_enter_takes_it() {
    let mut console = with_means();
    console.type_str("d");
    bring(&mut console, placed(101, None, None));
    console.wrote();
    console.press(KeyCode::Enter);
    assert!(
        console.wrote().is_empty(),
        "Enter chooses nothing while the line says nothing"
    );
    console.now = NOON + Span::seconds(30);
    bring(&mut console, placed(101, Some(25), Some(Outcome::Busy)));
    assert!(console.text().contains("Линия сообщает: занято"), "{}", console.text());
    console.press(KeyCode::Enter);
    assert_eq!(logged(&mut console), (Outcome::Busy, NOON));
    // The list was closed to work in the card: it opens again when the call ends, once.
    let mut console = with_means();
    console.type_str("d");
    console.press(KeyCode::Esc);
    bring(&mut console, placed(101, None, None));
    assert!(matches!(console.model.mode, Mode::Command));
    let talked = PlacedCall {
        answered_at: Some(NOON),
        ..placed(101, Some(25), None)
    };
    bring(&mut console, talked.clone());
    assert!(matches!(console.model.mode, Mode::Pick(_)));
    console.press(KeyCode::Esc);
    bring(&mut console, talked);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn an_outcome_written_down_in_another_window_closes_the_list_here() {
    let mut console = with_means();
    console.type_str("d");
    bring(&mut console, placed(101, Some(25), Some(Outcome::Busy)));
    let without = Board {
        placed: None,
        as_of: NOON + Span::minutes(1),
        seq: console.model.board.seq + 1,
        ..Board::clone(&console.model.board)
    };
    console.desk(DeskMsg::Board(Arc::new(without)));
    assert!(matches!(console.model.mode, Mode::Command));
    assert_eq!(console.notice(), "Итог этого звонка уже записан.");
    // One that is too old to be written down is another's no more than it was.
    let mut console = with_means();
    console.type_str("d");
    bring(&mut console, placed(101, Some(25), Some(Outcome::Busy)));
    let late = Board {
        placed: None,
        as_of: NOON + Span::minutes(16),
        seq: console.model.board.seq + 1,
        ..Board::clone(&console.model.board)
    };
    console.desk(DeskMsg::Board(Arc::new(late)));
    assert!(matches!(console.model.mode, Mode::Pick(_)));
}

#[test]
fn a_call_that_is_over_disturbs_nothing_that_is_typed() {
    let mut console = with_means();
    console.type_str("wтекст");
    bring(&mut console, placed(101, Some(25), Some(Outcome::NoAnswer)));
    assert!(matches!(console.model.mode, Mode::Line(_)));
    assert!(console.text().contains("Звонок закончен"), "{}", console.text());
    // Of another customer than the one under the cursor it is only said.
    let mut console = with_means();
    bring(&mut console, placed(104, Some(25), Some(Outcome::NoAnswer)));
    assert!(matches!(console.model.mode, Mode::Command));
}
