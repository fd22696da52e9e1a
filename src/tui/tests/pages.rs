//! Full-screen pages and the walk through one.

use std::collections::HashMap;
use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use super::harness::row;
use super::harness::with_row;
use super::pictures::Shop;
use crate::board::BoardRow;
use crate::desk::error::DeskError;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::tui::commands::Group;
use crate::tui::commands::commands_of;
use crate::view::figures::lists::TodayList;
use crate::view::pages::Act;
use crate::view::pages::ListTab;
use crate::view::pages::LongList;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::PageStretch;
use crate::view::pages::PageTab;
use crate::view::pages::Section;
use crate::view::pages::Shape;

pub(super) const WIDE: (u16, u16) = (120, 30);
const NARROW: (u16, u16) = (80, 24);
const UNPAID: PageKey = PageKey::TodayList(TodayList::Unpaid);

/// A line that starts a walk through those who did not pay.
fn today() -> PageSnapshot {
    let line = PageRow {
        key: PageRowKey::Line("unpaid"),
        cells: vec![Label::of("today-unpaid").into(), Cell::Count(3)],
        act: Act::Walk(UNPAID),
    };
    sheet(PageKey::Today, Shape::Whole, vec![line])
}

/// Orders 101 and so on as a list to walk through.
fn list(orders: &[i64]) -> PageSnapshot {
    let rows = orders.iter().map(|id| PageRow {
        key: PageRowKey::Order(OrderId(*id), CustomerId(*id)),
        cells: vec![
            Cell::Number(id.to_string()),
            Cell::Text(format!("Покупатель {id}")),
            Cell::Money(Money::new(id * 100_000, Currency::RUB)),
        ],
        act: Act::Card,
    });
    sheet(UNPAID, Shape::BesideCard, rows.collect())
}

pub(super) fn sheet(key: PageKey, shape: Shape, rows: Vec<PageRow>) -> PageSnapshot {
    let empty = Some(Label::of("page-nobody"));
    PageSnapshot {
        shape,
        sections: vec![Section {
            title: None,
            rows,
            empty,
        }],
        ..PageSnapshot::blank(key, super::harness::NOON)
    }
}

/// Answers the newest request for a page; fails when none waits.
pub(super) fn answer(console: &mut Console, sheet: PageSnapshot) {
    let token = asked(console).pop().expect("a page was asked for").0;
    let page = Arc::new(sheet);
    console.answer(token, DeskAnswer::Page(page));
}

/// The pages asked for since the last look.
fn asked(console: &mut Console) -> Vec<(u64, PageKey)> {
    let pages = std::mem::take(&mut console.asked).into_iter();
    pages
        .filter_map(|request| match request {
            (token, Request::Page { key, .. }) => Some((token, key)),
            _ => None,
        })
        .collect()
}

fn on(console: &Console) -> Option<PageRowKey> {
    let open = console.model.open_sheet()?;
    open.selected().map(|row| row.key)
}

pub(super) fn order(id: i64) -> PageRowKey {
    PageRowKey::Order(OrderId(id), CustomerId(id))
}

/// A console on the list of those who did not pay, opened from Today.
fn on_list(size: (u16, u16), board: Vec<BoardRow>, orders: &[i64]) -> Console {
    let mut console = Console::new(size, board);
    console.type_str("vt");
    answer(&mut console, today());
    console.press(KeyCode::Enter);
    answer(&mut console, list(orders));
    console
}

#[test]
fn a_page_opens_from_the_views_and_from_the_palette_and_esc_goes_back() {
    for keys in [&["v", "t"][..], &["ме"], &[":", "сегодня", "\n"], &[":", "today", "\n"]] {
        let mut console = Console::new(WIDE, five());
        for key in keys {
            if *key == "\n" {
                console.press(KeyCode::Enter);
            } else {
                console.type_str(key);
            }
        }
        assert!(console.text().contains("Сегодня"), "{keys:?}: {}", console.text());
        answer(&mut console, today());
        assert!(console.text().contains("заказали и не оплатили: позвонить"));
        console.press(KeyCode::Esc);
        assert!(console.text().contains("Новые 5"), "{keys:?}");
    }
}

#[test]
fn the_numbers_are_a_seniors_and_a_manager_is_told_whose() {
    let of = |name: &str, rights| OperatorSetting {
        name: name.to_owned(),
        rights,
        ..OperatorSetting::default()
    };
    for (rights, opens) in [(Rights::Manager, false), (Rights::Senior, true)] {
        let mut console = Console::new(WIDE, five());
        let here = console.model.setup.operator.clone();
        let mut settings = Settings::clone(&console.model.setup.settings);
        settings.operators = vec![of(&here, rights), of("ольга", Rights::Owner)];
        console.model.setup.settings = Arc::new(settings);
        console.type_str("vr");
        assert_eq!(console.model.full_page() == Some(PageKey::Numbers), opens, "{rights:?}");
        assert_eq!(console.text().contains("ольга"), !opens, "{}", console.text());
    }
}

#[test]
fn the_help_lists_every_page_with_its_keys() {
    let mut console = Console::new((120, 80), five());
    console.type_str("?");
    for page in commands_of(&[Group::Page]) {
        let name = page.label(&console.model.setup.tr);
        assert!(console.text().contains(&name), "{name}");
    }
    assert!(console.text().contains("м/v е/t"), "{}", console.text());
}

#[test]
fn a_list_shows_the_card_of_its_row_and_the_keys_work_on_it() {
    let mut console = on_list(WIDE, five(), &[101, 102]);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(101))));
    console.card(card_of(&five()[0]));
    assert!(console.text().contains("Елена Иванова"), "{}", console.text());
    console.asked.clear();
    console.type_str("c");
    let perform = console.wrote();
    assert!(
        matches!(
            &perform[..],
            [Request::Perform {
                target: crate::domain::target::Target::Order(OrderId(101)),
                ..
            }]
        ),
        "{perform:?}"
    );
    console.press(KeyCode::Down);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(102))));
}

#[test]
fn a_page_is_read_again_when_something_was_written_at_most_once_a_second() {
    let mut console = Console::new(WIDE, five());
    console.type_str("vt");
    answer(&mut console, today());
    console.now = console.now + Span::seconds(5);
    console.tick(5_000);
    assert_eq!(asked(&mut console), [], "nothing was written");
    console.board(five());
    assert_eq!(asked(&mut console).len(), 1);
    console.board(five());
    assert_eq!(asked(&mut console), [], "it was asked for a moment ago");
    console.now = console.now + Span::seconds(1);
    console.tick(1_000);
    assert_eq!(asked(&mut console).len(), 1, "and is not forgotten");
}

#[test]
fn a_row_that_leaves_the_list_stays_under_the_cursor_until_it_moves() {
    let mut console = on_list(WIDE, five(), &[101, 102, 103]);
    console.press(KeyCode::Down);
    console.now = console.now + Span::seconds(2);
    console.board(five());
    answer(&mut console, list(&[101, 103]));
    assert_eq!(on(&console), Some(order(102)));
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(102))));
    assert!(console.text().contains("Покупатель 102"), "{}", console.text());
    console.press(KeyCode::Down);
    assert_eq!(on(&console), Some(order(103)));
    assert!(!console.text().contains("Покупатель 102"));
}

#[test]
fn next_walks_the_list_to_its_end_and_then_the_queue() {
    let mut console = on_list(WIDE, five(), &[201, 202]);
    assert!(
        console.text().contains("обзвон: не оплатили, 0 из 2"),
        "{}",
        console.text()
    );
    console.type_str("n");
    assert!(matches!(
        console.wrote()[..],
        [Request::Take {
            customer: CustomerId(201),
            ..
        }]
    ));
    console.did(ActionKind::Take, "201");
    assert_eq!(on(&console), Some(order(201)));
    console.type_str("n");
    console.did(ActionKind::Take, "202");
    assert_eq!(on(&console), Some(order(202)));
    assert!(
        console.text().contains("обзвон: не оплатили, 2 из 2"),
        "{}",
        console.text()
    );
    console.wrote();
    console.type_str("n");
    assert!(
        console.notice().contains("Обзвон списка закончен"),
        "{}",
        console.notice()
    );
    assert_eq!(console.wrote(), []);
    console.type_str("n");
    assert!(matches!(
        console.wrote()[..],
        [Request::Take {
            customer: CustomerId(101),
            ..
        }]
    ));
}

#[test]
fn who_works_on_repeat_sales_goes_on_from_calls_to_goods_that_are_due() {
    let mut console = Console::new(WIDE, five());
    console.model.view.role = Role::Repeat;
    console.type_str("n");
    assert_eq!(console.model.full_page(), Some(PageKey::Customers));
    assert!(console.notice().contains("кому пора повторить"), "{}", console.notice());
    assert_eq!(console.wrote(), [], "nobody is claimed by it");

    let mut console = Console::new(WIDE, five());
    console.type_str("n");
    assert_eq!(
        console.model.full_page(),
        None,
        "in other views the queue is all there is"
    );
}

#[test]
fn next_on_the_line_itself_goes_to_the_first_of_its_list() {
    let mut console = Console::new(NARROW, five());
    console.type_str("vt");
    answer(&mut console, today());
    console.type_str("n");
    answer(&mut console, list(&[201]));
    console.did(ActionKind::Take, "201");
    assert_eq!(
        console.model.page(),
        Some(crate::tui::model::mode::Page::Card),
        "there is no room beside the list"
    );
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(201))));
    assert!(
        console.text().contains("обзвон: не оплатили, 1 из 1"),
        "{}",
        console.text()
    );
}

#[test]
fn whom_a_colleague_holds_who_was_skipped_or_has_left_the_list_is_passed_over() {
    let skipped = with_row(row(202, "Пропущен", 60), |row| {
        row.skipped_until = Some(super::harness::NOON + Span::minutes(5));
    });
    let board = vec![held(row(201, "Занят", 50), "борис"), skipped];
    let mut console = on_list(WIDE, board.clone(), &[201, 202, 203, 204, 205]);
    console.now = console.now + Span::seconds(2);
    console.board(board);
    answer(&mut console, list(&[201, 202, 204, 205]));
    console.type_str("n");
    assert!(matches!(
        console.wrote()[..],
        [Request::Take {
            customer: CustomerId(204),
            ..
        }]
    ));
    console.refused(DeskError::Refused(Refusal::Claimed {
        by: "борис".to_owned(),
        since: console.now,
    }));
    assert!(matches!(
        console.wrote()[..],
        [Request::Take {
            customer: CustomerId(205),
            ..
        }]
    ));
}

#[test]
fn esc_leaves_the_walk_and_a_search_does_not() {
    let mut console = on_list(WIDE, five(), &[201, 202]);
    console.type_str("/");
    console.press(KeyCode::Esc);
    assert!(console.model.walk.is_some());
    console.press(KeyCode::Esc);
    assert!(console.model.walk.is_none());
    assert!(console.text().contains("Сегодня"), "one level up: {}", console.text());
}

#[test]
fn a_call_during_a_walk_is_announced() {
    let mut console = on_list(WIDE, five(), &[201]);
    let ringing = with_row(row(301, "Звонит", 2), |row| row.task.lane = Lane::Ringing);
    console.board(vec![ringing]);
    assert_eq!(console.bells, 1);
    assert!(console.notice().contains("Звонят"), "{}", console.notice());
}

#[test]
fn enter_takes_up_the_walk_where_it_stands() {
    let mut console = on_list(WIDE, five(), &[201, 202, 203]);
    console.press(KeyCode::Down);
    console.card(card_of(&row(202, "Второй", 60)));
    console.press(KeyCode::Enter);
    console.wrote();
    console.type_str("n");
    assert!(matches!(
        console.wrote()[..],
        [Request::Take {
            customer: CustomerId(203),
            ..
        }]
    ));
}

#[test]
fn an_empty_list_says_so_and_a_tiny_terminal_shows_the_row() {
    let mut console = on_list(NARROW, five(), &[]);
    assert!(console.text().contains("Никого."), "{}", console.text());
    console.type_str("n");
    assert!(console.notice().contains("Обзвон списка закончен"));
    let console = on_list((50, 10), five(), &[201]);
    assert!(console.text().contains("201 Покупатель 201"), "{}", console.text());
}

#[test]
fn every_page_is_worded_in_both_languages_and_fits_every_size() {
    for (lang, size) in [(Lang::En, WIDE), (Lang::Ru, NARROW), (Lang::Ru, WIDE)] {
        for command in commands_of(&[Group::Page]) {
            let page = command.name;
            let mut shop = Shop::open(lang, size);
            shop.press(KeyCode::Char('v'));
            shop.press(command.keys[0]);
            // From the top to the bottom, so that every line is drawn.
            for _ in 0..8 {
                let screen = shop.console.text();
                for key in [
                    "today-",
                    "page-",
                    "numbers-",
                    "leak-",
                    "weekday-",
                    "reason-",
                    "owed",
                    "money_line",
                ] {
                    assert!(!screen.contains(key), "{lang:?} {page:?}: {screen}");
                }
                shop.press(KeyCode::PageDown);
            }
            shop.press(KeyCode::Home);
            let rows = shop.console.model.open_sheet().map(|open| open.lines().len());
            assert!(rows.is_some(), "{lang:?} {page:?}");
        }
    }
}

#[test]
fn the_cursor_passes_over_headings_and_going_up_shows_them() {
    let line = |key, cell| PageRow {
        key: PageRowKey::Line(key),
        cells: vec![cell],
        act: Act::None,
    };
    let heading = line("heading", Cell::Head(Label::of("today-calls")));
    let rows = ["a", "b", "c", "d"].map(|key| line(key, Cell::Text(key.to_owned())));
    let mut console = Console::new(WIDE, five());
    console.type_str("vt");
    let rows = [vec![heading], rows.to_vec()].concat();
    answer(&mut console, sheet(PageKey::Today, Shape::Whole, rows));
    assert_eq!(on(&console), Some(PageRowKey::Line("a")));
    console.press(KeyCode::Up);
    assert_eq!(on(&console), Some(PageRowKey::Line("a")));
    console.press(KeyCode::End);
    console.press(KeyCode::Home);
    assert_eq!(on(&console), Some(PageRowKey::Line("a")));
    assert_eq!(console.model.open_sheet().map(|open| open.scroll), Some(0));
}

/// The questions of the page of orders since the last look.
pub(super) fn queries(console: &mut Console) -> Vec<(u64, PageQuery)> {
    let asked = std::mem::take(&mut console.asked).into_iter();
    asked
        .filter_map(|request| match request {
            (token, Request::Page { query, .. }) => Some((token, query)),
            _ => None,
        })
        .collect()
}

pub(super) fn orders_page(ids: std::ops::Range<i64>, below: bool) -> PageSnapshot {
    let rows = ids.map(|id| PageRow {
        key: order(id),
        cells: vec![Cell::Number(id.to_string()), Cell::Text("Елена Иванова".to_owned())],
        act: Act::Card,
    });
    let tabs = OrderTab::ALL.map(|tab| PageTab {
        tab: ListTab::Order(tab),
        count: Some(12),
        sum: None,
    });
    PageSnapshot {
        listing: Some(LongList {
            tabs: tabs.to_vec(),
            columns: vec![
                Cell::Column(Label::of("orders-number"), None),
                Cell::Column(Label::of("orders-customer"), None),
            ],
            gives_up: Vec::new(),
            is_all: true,
            found: 12,
            of: 12,
            sum: None,
            above: false,
            below,
            note: None,
            orders: HashMap::new(),
        }),
        ..sheet(PageKey::Orders, Shape::Whole, rows.collect())
    }
}

#[test]
fn all_orders_have_tabs_a_filter_and_columns_to_stand_by() {
    for (size, tabs) in [((80, 24), "Все 12  Новые 12"), (WIDE, "Все  Новые  Думают")] {
        let mut console = Console::new(size, five());
        console.type_str("vl");
        let (token, query) = queries(&mut console).pop().unwrap();
        assert_eq!(query, PageQuery::default());
        let page = Arc::new(orders_page(1..4, false));
        console.answer(token, DeskAnswer::Page(page));
        assert!(console.text().contains(tabs), "{}", console.text());
        assert_eq!(on(&console), Some(order(1)));
        console.press(KeyCode::Right);
        assert_eq!(queries(&mut console).pop().unwrap().1.tab, OrderTab::New);
        console.press(KeyCode::Left);
        console.press(KeyCode::Left);
        assert_eq!(queries(&mut console).pop().unwrap().1.tab, OrderTab::Later);
        console.press(KeyCode::Right);
        console.type_str("/Ка");
        assert_eq!(queries(&mut console).pop().unwrap().1.filter, "Ка");
        assert!(console.text().contains("/ Ка"), "{}", console.text());
        console.press(KeyCode::Enter);
        console.press(KeyCode::Esc);
        assert_eq!(queries(&mut console).pop().unwrap().1.filter, "");
        console.type_str("vss");
        assert_eq!(queries(&mut console).pop().unwrap().1.sort.column, SortColumn::Total);
        console.type_str("vss");
        assert!(queries(&mut console).pop().unwrap().1.sort.reversed);
        console.press(KeyCode::Esc);
        assert!(console.model.pages.is_empty());
    }
}

#[test]
fn near_the_end_of_a_stretch_the_next_is_read_and_the_cursor_stays_on_its_line() {
    let mut console = Console::new(WIDE, five());
    console.type_str("vl");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(orders_page(1..241, true));
    console.answer(token, DeskAnswer::Page(page));
    for _ in 0..12 {
        console.press(KeyCode::PageDown);
    }
    let asked = queries(&mut console);
    let (token, query) = asked.last().unwrap();
    let PageStretch::From(first) = query.stretch else {
        panic!("{query:?}")
    };
    let (before, line) = (on(&console), console.draw().1.y);
    let page = Arc::new(orders_page(first.0..first.0 + 240, true));
    console.answer(*token, DeskAnswer::Page(page));
    assert_eq!((on(&console), console.draw().1.y), (before, line));
    console.press(KeyCode::End);
    assert_eq!(queries(&mut console).pop().unwrap().1.stretch, PageStretch::Last);
}

#[test]
fn messages_over_what_was_found_and_marked_give_both_back() {
    for size in [NARROW, WIDE] {
        let mut console = Console::new(size, five());
        console.type_str("  ");
        let marked = console.model.marked.clone();
        assert_eq!(marked.len(), 2);
        let found = row(900, "Роман Шевчук", 9);
        console.model.card.pinned = Some(super::harness::key_of(&found));
        console.tick(20);
        console.card(card_of(&found));
        console.type_str("m");
        let page = Some(PageKey::Messages(CustomerId(900), Some(OrderId(900))));
        assert_eq!(console.model.full_page(), page);
        // A call is gone to and left meanwhile, and one of the rows is done by a colleague.
        let ringing = with_row(row(300, "Диана", 2), |row| row.task.lane = Lane::Ringing);
        console.board([vec![ringing], five().split_off(1)].concat());
        console.press(KeyCode::F(2));
        console.press(KeyCode::Esc);
        assert_eq!(console.model.full_page(), page);
        console.press(KeyCode::Esc);
        assert_eq!(console.model.subject().unwrap().order, Some(OrderId(900)), "{size:?}");
        assert_eq!(console.model.marked, marked[1..]);
    }
}
