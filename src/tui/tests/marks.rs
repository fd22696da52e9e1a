//! Rows are marked, and an action is for all of them.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::pages::orders_page;
use super::pages::queries;
use crate::board::BoardRow;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::desk::result::RefusedOne;
use crate::desk::result::UndoHint;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::SkipReason;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::view::pages::PageSnapshot;

const SIZE: (u16, u16) = (120, 30);

/// The first and the third row marked, the cursor on the fourth.
fn marked() -> Console {
    let mut console = Console::new(SIZE, five());
    console.type_str(" j  ");
    console.press(KeyCode::Up);
    console.type_str(" ");
    console.asked.clear();
    console
}

fn all(console: &mut Console) -> Vec<(Target, Action)> {
    match console.wrote().pop() {
        Some(Request::PerformAll(parts)) => parts,
        other => panic!("{other:?}"),
    }
}

fn orders(parts: &[(Target, Action)]) -> Vec<Target> {
    parts.iter().map(|(target, _)| *target).collect()
}

const TWO: [Target; 2] = [Target::Order(OrderId(101)), Target::Order(OrderId(103))];

fn performed(entry: i64) -> Performed {
    Performed {
        entry: Some(EntryId(entry)),
        kind: ActionKind::Confirm,
        order: None,
        order_number: None,
        customer: CustomerId(1),
        warnings: Vec::new(),
    }
}

#[test]
fn space_marks_and_goes_down_and_again_unmarks() {
    let console = marked();
    assert_eq!(console.on(), "105");
    assert_eq!(
        console.model.marked,
        [RowKey::Customer(CustomerId(101)), RowKey::Customer(CustomerId(103))]
    );
    let screen = console.screen();
    assert!(screen[2].contains("отмечены 2 строки"), "{}", screen[2]);
    let signs: String = (3..8).map(|y| screen[y].chars().next().unwrap()).collect();
    assert_eq!(signs, "◆ ◆ ▌");
    assert!(console.bar().starts_with("Esc снять отметки: 2"), "{}", console.bar());
}

#[test]
fn an_action_is_for_all_that_are_marked_and_then_they_are_no_more() {
    let mut console = marked();
    console.type_str("c");
    let parts = all(&mut console);
    assert_eq!(orders(&parts), TWO);
    assert!(parts.iter().all(|(_, action)| *action == Action::Confirm));
    assert!(console.model.marked.is_empty());
}

#[test]
fn money_comes_by_the_means_of_each_order() {
    let mut rows = five();
    rows[2] = super::harness::with_order(rows[2].clone(), |order| order.terms = Terms::OnDelivery);
    let mut console = Console::new(SIZE, rows);
    console.type_str(" j p");
    let means: Vec<Means> = all(&mut console)
        .into_iter()
        .filter_map(|(_, action)| match action {
            Action::Pay { means, .. } => Some(means),
            _ => None,
        })
        .collect();
    assert_eq!(means, [Means::Card, Means::CashOnDelivery]);
}

#[test]
fn a_reason_an_outcome_a_time_and_a_note_are_for_all_too() {
    let mut console = marked();
    console.type_str("x");
    assert!(console.text().contains("отмечены 2 строки · отменить: почему?"));
    console.type_str("2");
    let reason = Reason::Cheaper;
    assert_eq!(all(&mut console), TWO.map(|target| (target, Action::Cancel { reason })));
    let mut console = marked();
    console.type_str("w");
    console.type_str("ждём");
    console.press(KeyCode::Enter);
    let text = "ждём".to_owned();
    assert_eq!(
        all(&mut console),
        TWO.map(|target| (target, Action::Note { text: text.clone() }))
    );
    let mut console = marked();
    console.type_str("l3");
    assert_eq!(orders(&all(&mut console)), TWO);
    let mut console = marked();
    console.type_str("s");
    console.type_str("15:30");
    console.press(KeyCode::Enter);
    assert_eq!(orders(&all(&mut console)), TWO);
    let mut console = marked();
    console.type_str("z3");
    assert!(
        matches!(&console.wrote()[..], [Request::SkipAll { rows, reason: SkipReason::BetterLater }] if rows.len() == 2)
    );
}

#[test]
fn what_is_about_one_order_is_for_the_row_under_the_cursor() {
    let mut console = marked();
    console.card(card_of(&five()[4]));
    console.type_str("d");
    assert!(console.text().contains("№105"), "{}", console.text());
    console.type_str("2");
    let asked = console.wrote();
    assert!(
        asked.iter().any(
            |request| matches!(request, Request::Perform { target, .. } if *target == Target::Order(OrderId(105)))
        ),
        "{asked:?}"
    );
    assert_eq!(console.model.marked.len(), 2);
}

#[test]
fn a_mode_keeps_the_marked_rows_it_was_opened_for() {
    let mut console = marked();
    console.type_str("x");
    let mut rows = five();
    rows.remove(0);
    console.board(rows);
    assert_eq!(console.model.marked.len(), 1, "who left the queue is marked no longer");
    console.type_str("1");
    assert_eq!(orders(&all(&mut console)), TWO);
}

#[test]
fn esc_clears_the_marks_first() {
    let mut console = marked();
    console.press(KeyCode::Enter);
    console.press(KeyCode::Esc);
    assert!(console.model.marked.is_empty());
    assert!(console.model.page().is_some());
    console.press(KeyCode::Esc);
    assert!(console.model.page().is_none());
}

#[test]
fn what_no_marked_row_allows_is_said_and_not_asked() {
    let mut console = marked();
    console.type_str("r");
    assert_eq!(console.wrote(), []);
    assert!(console.notice().contains("не подтверждён"), "{}", console.notice());
    assert!(matches!(console.model.mode, Mode::Command));
    assert_eq!(console.model.marked.len(), 2);
}

#[test]
fn the_result_says_how_many_were_done_and_why_others_were_not() {
    let mut console = marked();
    console.type_str("c");
    let token = *console.model.asked.waiting.keys().min().unwrap();
    let refused = RefusedOne {
        number: Some("103".to_owned()),
        error: DeskError::Refused(Refusal::Cancelled),
    };
    let all = PerformedAll {
        done: vec![performed(1), performed(2)],
        refused: vec![refused],
    };
    console.answer(token, DeskAnswer::PerformedAll(all));
    let notice = console.notice();
    assert!(
        notice.starts_with("✓ 2 × подтверждён · не сделано: 1 · №103: "),
        "{notice}"
    );
    console.desk(DeskMsg::Hints {
        undo: Some(UndoHint {
            entry: EntryId(2),
            did: ActionKind::Confirm.into(),
            order_number: None,
            mine: true,
            at: NOON,
            count: 2,
        }),
        redo: None,
    });
    assert!(
        console.bar().contains("u вернуть: 2 × подтверждён"),
        "{}",
        console.bar()
    );
}

#[test]
fn another_view_begins_without_marks() {
    let mut console = marked();
    console.type_str("vn");
    assert!(console.model.marked.is_empty());
}

/// All orders with these rows, the first and the third marked and the cursor on the fourth.
fn marked_on_page(size: (u16, u16), rows: &[BoardRow]) -> Console {
    let mut console = Console::new(size, five());
    console.type_str("vl");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(page_of(rows, false));
    console.answer(token, DeskAnswer::Page(page));
    console.type_str(" ");
    console.press(KeyCode::Down);
    console.type_str(" ");
    console.asked.clear();
    console
}

fn page_of(rows: &[BoardRow], below: bool) -> PageSnapshot {
    let mut page = orders_page(101..106, below);
    let listing = page.listing.as_mut().unwrap();
    let facts = rows.iter().filter_map(BoardRow::facts);
    listing.orders = facts.map(|facts| (facts.id, Arc::new(facts))).collect();
    page
}

#[test]
fn on_all_orders_space_marks_rows_and_actions_are_for_them() {
    for size in [(80, 24), SIZE, (200, 50)] {
        let mut console = marked_on_page(size, &five());
        let text = console.text();
        assert!(text.contains("отмечены 2 строки"), "{text}");
        assert_eq!(text.matches('◆').count(), 2, "{text}");
        assert!(console.bar().starts_with("Esc снять отметки: 2"), "{}", console.bar());
        // No card was read yet, and none is needed.
        console.type_str("c");
        let parts = all(&mut console);
        assert_eq!(orders(&parts), TWO);
        assert!(parts.iter().all(|(_, action)| *action == Action::Confirm));
        assert_eq!(console.model.marked_count(), 0);
        assert!(!console.text().contains('◆'));
    }
}

#[test]
fn on_all_orders_money_comes_by_the_means_of_each_marked_order() {
    let mut rows = five();
    rows[2] = super::harness::with_order(rows[2].clone(), |order| order.terms = Terms::OnDelivery);
    let mut console = marked_on_page(SIZE, &rows);
    console.type_str("p");
    let means: Vec<Means> = all(&mut console)
        .into_iter()
        .filter_map(|(_, action)| match action {
            Action::Pay { means, .. } => Some(means),
            _ => None,
        })
        .collect();
    assert_eq!(means, [Means::Card, Means::CashOnDelivery]);
    let mut console = marked_on_page(SIZE, &rows);
    console.type_str("r");
    assert_eq!(console.wrote(), []);
    assert!(console.notice().contains("не подтверждён"), "{}", console.notice());
}

#[test]
fn marks_on_all_orders_stay_while_it_is_read_again_and_go_with_other_rows() {
    let mut console = marked_on_page(SIZE, &five());
    let again = |console: &mut Console, ids: std::ops::Range<i64>, below: bool| {
        console.model.open_sheet_mut().unwrap().asked = None;
        console.tick(1_000);
        let (token, _) = queries(console).pop().unwrap();
        let mut page = page_of(&five(), below);
        page.sections = orders_page(ids, below).sections;
        let page = Arc::new(page);
        console.answer(token, DeskAnswer::Page(page));
    };
    again(&mut console, 102..106, true);
    assert_eq!(
        console.model.marked_count(),
        2,
        "the first may stand above what was read"
    );
    again(&mut console, 102..106, false);
    assert_eq!(console.model.marked_count(), 1, "of a page read whole it is gone");
    console.press(KeyCode::Right);
    assert_eq!(console.model.marked_count(), 0, "another tab begins without marks");
    let mut console = marked_on_page(SIZE, &five());
    console.type_str("vss");
    assert_eq!(console.model.marked_count(), 2, "the same rows in another order");
    console.type_str("/ив");
    assert_eq!(console.model.marked_count(), 0, "what a filter hides is not acted on");
}

#[test]
fn marks_of_the_queue_and_of_all_orders_are_apart() {
    let mut console = marked();
    console.type_str("vl");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(page_of(&five(), false));
    console.answer(token, DeskAnswer::Page(page));
    assert_eq!(console.model.marked_count(), 0);
    console.type_str("  ");
    assert_eq!(console.model.marked_count(), 2);
    console.press(KeyCode::Esc);
    assert_eq!(console.model.marked_count(), 0);
    assert!(console.model.full_page().is_some());
}
