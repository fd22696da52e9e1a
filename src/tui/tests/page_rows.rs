//! Rows that leave a page, and what stands under its rows.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::row;
use super::harness::with_row;
use super::pages::order;
use super::pages::orders_page;
use super::pages::queries;
use super::pictures::Shop;
use crate::board::Board;
use crate::board::BoardRow;
use crate::desk::result::Performed;
use crate::domain::action::ActionKind;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::tui::notice::state::Notice;
use crate::view::pages::PageKey;
use crate::view::pages::PageSnapshot;

const WIDE: (u16, u16) = (120, 30);

/// All orders, with these.
fn all_orders(ids: std::ops::Range<i64>) -> Console {
    let mut console = Console::new(WIDE, five());
    console.type_str("vl");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(orders_page(ids, false));
    console.answer(token, DeskAnswer::Page(page));
    console
}

/// The page is read again, as one of these orders.
fn read_again(console: &mut Console, page: PageSnapshot) {
    console.now = console.now + Span::seconds(2);
    console.board(five());
    let (token, _) = queries(console).pop().unwrap();
    let page = Arc::new(page);
    console.answer(token, DeskAnswer::Page(page));
}

#[test]
fn only_what_the_desk_did_to_a_row_that_left_a_page_is_ticked_off() {
    let line_of = |console: &Console| {
        let (_, cursor) = console.draw();
        console.screen()[usize::from(cursor.y)].clone()
    };
    // A colleague moved it on, or nobody did anything here.
    let mut console = all_orders(1..9);
    console.press(KeyCode::Down);
    read_again(&mut console, orders_page(3..9, false));
    assert!(line_of(&console).contains("2 "), "{}", console.text());
    assert!(!console.text().contains('✓'), "{}", console.text());
    // The desk did what was asked on this very row.
    let did = |console: &mut Console, order: i64| {
        let performed = Performed {
            entry: Some(EntryId(1)),
            kind: ActionKind::Confirm,
            order: Some(OrderId(order)),
            order_number: None,
            customer: CustomerId(order),
            warnings: Vec::new(),
        };
        let token = *console.model.asked.waiting.keys().min().unwrap();
        let result = Ok(performed);
        console.answer(token, DeskAnswer::Performed(result));
    };
    let mut console = all_orders(101..109);
    console.card(card_of(&five()[0]));
    console.type_str("c");
    did(&mut console, 101);
    read_again(&mut console, orders_page(102..109, false));
    assert!(line_of(&console).contains("✓"), "{}", console.text());
    // Another list begins with nothing done.
    let mut console = all_orders(101..109);
    console.card(card_of(&five()[0]));
    console.type_str("c");
    did(&mut console, 101);
    console.press(KeyCode::Right);
    read_again(&mut console, orders_page(101..109, false));
    read_again(&mut console, orders_page(102..109, false));
    assert!(!console.text().contains("✓"), "{}", console.text());
    // It was for another row: the cursor has gone on since.
    let mut console = all_orders(101..109);
    console.card(card_of(&five()[0]));
    console.type_str("c");
    console.press(KeyCode::Down);
    did(&mut console, 101);
    let mut gone = orders_page(101..109, false);
    gone.sections[0].rows.remove(1);
    read_again(&mut console, gone);
    assert!(!line_of(&console).contains("✓"), "{}", console.text());
}

#[test]
fn a_row_that_left_a_page_stands_before_the_row_that_was_below_it() {
    let mut console = all_orders(11..19);
    console.press(KeyCode::Down);
    console.press(KeyCode::Down);
    let rows = [1, 2, 3, 4, 11, 12, 14, 15];
    let mut page = orders_page(1..20, false);
    page.sections[0]
        .rows
        .retain(|row| rows.iter().any(|id| row.key == order(*id)));
    read_again(&mut console, page);
    let (_, cursor) = console.draw();
    let y = usize::from(cursor.y);
    let number = |y: usize| console.screen()[y].chars().skip(1).take(3).collect::<String>();
    assert_eq!(
        (number(y - 1), number(y), number(y + 1)),
        ("12 ".to_owned(), "13 ".to_owned(), "14 ".to_owned())
    );
}

#[test]
fn neither_a_note_nor_a_notice_stands_over_the_last_row() {
    for size in [(80, 24), WIDE] {
        let mut console = Console::new(size, five());
        console.type_str("vl");
        let (token, _) = queries(&mut console).pop().unwrap();
        let mut page = orders_page(1..200, false);
        if let Some(listing) = &mut page.listing {
            listing.note = Some(Label::of("orders-newest_read"));
        }
        let page = Arc::new(page);
        console.answer(token, DeskAnswer::Page(page));
        console.press(KeyCode::End);
        let (_, cursor) = console.draw();
        let screen = console.screen();
        assert!(screen[usize::from(cursor.y)].contains("199"), "{}", console.text());
        assert!(
            screen[usize::from(cursor.y) + 1].contains("Город"),
            "{}",
            console.text()
        );
        console.model.notice = Some(Notice::Plain("notice-key_held"));
        console.send(crate::tui::msg::Msg::Resize(60, size.1));
        let (_, cursor) = console.draw();
        let screen = console.screen();
        assert!(screen[usize::from(cursor.y)].contains("199"), "{}", console.text());
        assert!(console.text().contains("нажмите ещё раз"), "{}", console.text());
    }
    // The queue, with more rows than fit.
    let rows: Vec<_> = (1..60).map(|id| row(id, "Елена Иванова", 60)).collect();
    let mut console = Console::new((100, 24), rows);
    console.press(KeyCode::End);
    let failed = Notice::Plain("notice-key_held");
    console.model.notice = Some(failed);
    console.send(crate::tui::msg::Msg::Resize(100, 20));
    let (_, cursor) = console.draw();
    let screen = console.screen();
    assert!(screen[usize::from(cursor.y)].contains(" 59 "), "{}", console.text());
}

#[test]
fn somebody_calls_only_when_somebody_does() {
    let rings = |lane| {
        with_row(row(300, "Роман", 5), |row| {
            row.task.lane = lane;
        })
    };
    let with = |row: BoardRow| [vec![row], five()].concat();
    let partly = |console: &mut Console, rows: Vec<BoardRow>| {
        let board = Board {
            rows: Arc::new(rows),
            as_of: console.now,
            seq: console.model.board.seq + 1,
            complete: false,
            ..Board::default()
        };
        console.desk(DeskMsg::Board(Arc::new(board)));
    };
    let calls = "Звонят. Esc";
    let mut console = Console::new(WIDE, with(rings(Lane::Missed)));
    console.type_str("vt");
    console.bells = 0;
    // The queue is read again from its beginning.
    partly(&mut console, Vec::new());
    partly(&mut console, five());
    console.board(with(rings(Lane::Missed)));
    assert!(!console.text().contains(calls), "{}", console.text());
    assert_eq!(console.bells, 0);
    // The first row of an empty queue is an alarm, and no call.
    console.board(Vec::new());
    console.now = console.now + Span::minutes(2);
    console.board(five());
    assert!(!console.text().contains(calls), "{}", console.text());
    assert_eq!(console.bells, 1);
    console.now = console.now + Span::minutes(2);
    console.board(with(rings(Lane::Ringing)));
    assert!(console.text().contains(calls), "{}", console.text());
    assert_eq!(console.bells, 2);
}

#[test]
fn where_there_is_little_room_a_column_goes_before_names_are_cut() {
    let mut shop = Shop::open(Lang::Ru, (80, 24));
    shop.press(KeyCode::Char('v'));
    shop.press(KeyCode::Char('c'));
    for _ in 0..3 {
        shop.press(KeyCode::PageDown);
    }
    let (buffer, cursor) = shop.console.draw();
    let line = shop.console.screen()[usize::from(cursor.y)].clone();
    assert_eq!(buffer.area.width, 80);
    assert!(!line.contains('…') && line.contains("+7"), "{line}");
}

#[test]
fn enter_on_a_product_shows_the_orders_that_hold_it_and_esc_leads_back() {
    let mut shop = Shop::open(Lang::Ru, (120, 40));
    for key in ['v', 'g'] {
        shop.press(KeyCode::Char(key));
    }
    let first = |shop: &Shop| {
        let row = shop
            .console
            .model
            .open_sheet()
            .and_then(|open| open.selected())
            .unwrap();
        row.cells.clone()
    };
    let Cell::Text(name) = &first(&shop)[0] else { panic!() };
    let name = name.clone();
    shop.press(KeyCode::Enter);
    let open = shop.console.model.open_sheet().unwrap();
    assert_eq!((open.key, &open.query.filter), (PageKey::Orders, &name));
    let listing = open.sheet.as_ref().unwrap().listing.as_ref().unwrap();
    assert!(listing.found > 0 && listing.found < listing.of, "{listing:?}");
    // First what narrowed it, then the page.
    shop.press(KeyCode::Esc);
    shop.press(KeyCode::Esc);
    assert_eq!(first(&shop)[0], Cell::Text(name));
}
