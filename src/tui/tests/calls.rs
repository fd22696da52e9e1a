//! A call comes up by itself, and gives the list back.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use super::harness::row;
use super::harness::with_row;
use crate::board::Board;
use crate::board::BoardRow;
use crate::board::Talk;
use crate::desk::result::UndoHint;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::form::FormKind;
use crate::tui::model::mode::Mode;

const WIDE: (u16, u16) = (120, 40);
const SIZES: [(u16, u16); 2] = [(80, 24), WIDE];

fn ringing(id: i64, name: &str, seconds: i64) -> BoardRow {
    with_row(row(id, name, seconds), |row| {
        row.task.lane = Lane::Ringing;
        row.task.kind = TaskKind::Answer;
        row.order = None;
        row.task.order = None;
    })
}

/// A console on its third row, when these begin to ring; the hand has had its time.
fn rung(size: (u16, u16), calls: &[BoardRow]) -> Console {
    let mut console = Console::new(size, five());
    console.type_str("jj");
    bring(&mut console, calls);
    console.now = console.now + Span::seconds(1);
    console
}

fn bring(console: &mut Console, calls: &[BoardRow]) {
    let rows = calls.iter().cloned().chain(five()).collect();
    console.board(rows);
}

fn talks(console: &mut Console, customer: Option<i64>, rows: Vec<BoardRow>) {
    let talk = customer.map(|id| Talk {
        customer: CustomerId(id),
        since: console.now,
        text: row(id, "Роман Шевчук", 0).text,
    });
    let board = Board {
        rows: Arc::new(rows),
        as_of: console.now,
        seq: console.model.board.seq + 1,
        complete: true,
        talk,
        ..Board::default()
    };
    console.desk(DeskMsg::Board(Arc::new(board)));
}

#[test]
fn while_only_calls_ring_nobody_else_waits() {
    let mut console = Console::new(WIDE, Vec::new());
    console.board(vec![ringing(900, "Диана", 3)]);
    let text = console.text();
    assert!(text.contains("Никто не ждёт."), "{text}");
    assert!(!text.contains("Здесь пусто"), "{text}");
}

fn customer(console: &Console) -> Option<i64> {
    console.model.calls.on.map(|customer| customer.0)
}

#[test]
fn a_call_brings_its_card_up_and_the_list_keeps_its_place() {
    for size in SIZES {
        let mut console = rung(size, &[ringing(300, "Роман Шевчук", 27)]);
        assert_eq!(console.on(), "103", "the list stands still");
        assert_eq!(console.model.wanted_card(), Some(CardKey::Customer(CustomerId(300))));
        let strip = console.screen()[1].clone();
        assert!(strip.contains("◉ Звонит 0:28   Роман Шевчук"), "{strip}");
        assert!(strip.contains("d ответить"), "{strip}");
        assert!(
            !console.screen()[2..].join("\n").contains("Роман"),
            "{}",
            console.text()
        );
        console.press(KeyCode::Down);
        assert_eq!(customer(&console), None);
        assert_eq!(
            (console.on().as_str(), console.model.wanted_card()),
            ("103", Some(CardKey::Order(OrderId(103))))
        );
        console.type_str("kkk");
        assert_eq!(customer(&console), Some(300), "it is the first row of the list");
    }
}

#[test]
fn nothing_of_the_list_moves_when_a_call_comes_and_goes() {
    let mut console = Console::new(WIDE, five());
    let before = console.screen()[2..12].to_vec();
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    let during: Vec<String> = console.screen()[2..12]
        .iter()
        .map(|line| line.replace('▌', " "))
        .collect();
    bring(&mut console, &[]);
    let left = |lines: &[String]| {
        lines
            .iter()
            .map(|line| line.chars().take(60).collect())
            .collect::<Vec<String>>()
    };
    assert_eq!(
        left(&during),
        left(&before)
            .iter()
            .map(|line| line.replace('▌', " "))
            .collect::<Vec<_>>()
    );
    assert_eq!(console.screen()[2..12], before);
}

#[test]
fn a_key_that_was_under_way_does_nothing_to_the_caller() {
    let mut console = Console::new(WIDE, five());
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    console.wrote();
    console.type_on("c");
    assert!(console.wrote().is_empty());
    assert!(console.notice().contains("нажмите ещё раз"), "{}", console.notice());
    console.press_after(KeyCode::Enter, 100);
    assert!(console.wrote().is_empty() && console.model.pages.is_empty());
    console.now = console.now + Span::seconds(1);
    console.type_on("d");
    assert!(matches!(&console.wrote()[..], [Request::Answer(CustomerId(300))]));
}

#[test]
fn a_call_answered_by_mistake_is_let_go_of() {
    let mut console = Console::new(WIDE, five());
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    console.now = console.now + Span::seconds(1);
    console.type_on("d");
    console.wrote();
    console.desk(DeskMsg::Hints {
        undo: Some(UndoHint {
            entry: EntryId(7),
            did: ActionKind::Answer.into(),
            order_number: None,
            mine: true,
            at: NOON,
            count: 1,
        }),
        redo: None,
    });
    console.type_on("u");
    let [(token, Request::Undo(_))] = console.wrote_by_token()[..] else {
        panic!("{:?}", console.wrote())
    };
    let result = Ok(Undone {
        entry: EntryId(8),
        of: EntryId(7),
        did: ActionKind::Answer.into(),
        order: None,
        order_number: None,
        customer: CustomerId(300),
        count: 1,
        all: vec![EntryId(7)],
        warnings: Vec::new(),
        recalled: Vec::new(),
        already_sent: Vec::new(),
    });
    console.answer(token, DeskAnswer::Undone(result));
    assert_eq!(console.notice(), "Возвращено: на звонок отвечено");
    assert_eq!(customer(&console), None);
    assert!(matches!(console.wrote()[..], [Request::Release(CustomerId(300))]));
}

#[test]
fn what_is_typed_keeps_the_keyboard_and_one_key_goes_there_and_back() {
    for (open, text) in [("w", "перезвонить"), ("o", ""), ("l", "")] {
        let mut console = Console::new(WIDE, five());
        console.type_str(open);
        console.type_str(text);
        let mode = format!("{:?}", console.model.mode);
        bring(&mut console, &[ringing(300, "Роман", 1)]);
        assert_eq!(customer(&console), None, "{open}");
        assert!(console.screen()[1].contains("F2 к звонку"), "{}", console.text());
        console.press(KeyCode::F(2));
        assert_eq!(customer(&console), Some(300));
        assert!(matches!(console.model.mode, Mode::Command));
        console.press(KeyCode::Esc);
        assert_eq!(format!("{:?}", console.model.mode), mode, "{open}");
    }
}

#[test]
fn several_calls_stand_in_one_row_and_the_cursor_stays_on_its_own() {
    let first = ringing(300, "Роман", 27);
    let mut console = rung(WIDE, std::slice::from_ref(&first));
    bring(&mut console, &[ringing(301, "Диана", 2), first]);
    assert_eq!(customer(&console), Some(300));
    assert!(console.screen()[1].contains("Звонят 2"), "{}", console.screen()[1]);
    console.press(KeyCode::Right);
    assert_eq!(customer(&console), Some(301));
    console.press(KeyCode::Left);
    assert_eq!(customer(&console), Some(300));
}

#[test]
fn when_it_is_over_the_list_is_back_and_it_is_said_how() {
    let call = ringing(300, "Роман Шевчук", 27);
    let missed = with_row(call.clone(), |row| row.task.lane = Lane::Missed);
    for (rows, said) in [
        (vec![missed], "звонок пропущен"),
        (vec![held(row(300, "Роман Шевчук", 1), "олег")], "отвечает олег"),
        (Vec::new(), "звонок окончен"),
    ] {
        let mut console = rung(WIDE, std::slice::from_ref(&call));
        bring(&mut console, &rows);
        assert_eq!((customer(&console), console.on().as_str()), (None, "103"));
        assert!(console.notice().contains(said), "{said}: {}", console.notice());
        assert!(console.notice().contains("Роман Шевчук"), "{}", console.notice());
    }
}

#[test]
fn a_card_that_is_read_stays_when_the_caller_gives_up() {
    let mut console = rung((80, 24), &[ringing(300, "Роман Шевчук", 27)]);
    console.press(KeyCode::Enter);
    bring(&mut console, &[]);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Customer(CustomerId(300))));
}

#[test]
fn the_answered_call_shows_the_work_until_its_outcome_is_logged() {
    let mut console = rung(WIDE, &[ringing(300, "Роман Шевчук", 27)]);
    console.wrote();
    console.type_str("d");
    assert!(matches!(&console.wrote()[..], [Request::Answer(_)]));
    let work = row(300, "Роман Шевчук", 9);
    talks(&mut console, Some(300), vec![work.clone()]);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(300))));
    console.card(card_of(&work));
    assert!(
        console.screen()[1].contains("Разговор 0:00   Роман Шевчук"),
        "{}",
        console.screen()[1]
    );
    assert!(!console.text().contains("✓"), "no ghost: {}", console.text());
    // Another call is announced beside the talk, and the talk stays.
    talks(&mut console, Some(300), vec![ringing(301, "Диана", 2), work.clone()]);
    assert_eq!(customer(&console), Some(300));
    assert!(console.screen()[1].contains("звонит Диана"), "{}", console.screen()[1]);
    assert!(console.screen()[1].contains("←→"), "{}", console.screen()[1]);
    talks(&mut console, Some(300), vec![work.clone()]);
    // The exchange says that it is over: what was said is still to be written down.
    talks(&mut console, None, vec![work.clone()]);
    assert!(
        console.screen()[1].contains("Разговор окончен"),
        "{}",
        console.screen()[1]
    );
    console.type_str("lt");
    assert!(matches!(&console.wrote()[..], [Request::Perform { .. }]));
    let mut console_done = console;
    let token = *console_done.model.asked.waiting.keys().max().unwrap();
    console_done.answer(
        token,
        DeskAnswer::Performed(Ok(crate::desk::result::Performed {
            entry: Some(EntryId(1)),
            kind: ActionKind::Call,
            order: None,
            order_number: None,
            customer: CustomerId(300),
            warnings: Vec::new(),
        })),
    );
    assert_eq!(customer(&console_done), None);
    assert_eq!(console_done.screen()[1], "");
}

#[test]
fn one_key_starts_an_order_for_an_unknown_caller() {
    let mut console = rung(WIDE, &[ringing(300, "", 3)]);
    assert!(
        console.screen()[1].contains("+7 916 123-45-67"),
        "{}",
        console.screen()[1]
    );
    assert!(console.screen()[1].contains("новый номер"), "{}", console.screen()[1]);
    console.type_str("щ");
    let Mode::Form(form) = &console.model.mode else {
        panic!("{}", console.text())
    };
    assert!(matches!(form.kind, FormKind::NewOrder { .. }));
    assert_eq!(
        form.subject.as_ref().map(|subject| subject.customer),
        Some(CustomerId(300))
    );
}

#[test]
fn next_reaches_the_call_and_goes_on_from_it() {
    let mut console = rung(WIDE, &[ringing(300, "Роман", 3)]);
    console.press(KeyCode::Down);
    console.wrote();
    console.type_str("n");
    assert!(matches!(
        &console.wrote()[..],
        [Request::Take {
            customer: CustomerId(300),
            ..
        }]
    ));
    console.did(ActionKind::Take, "");
    assert_eq!(customer(&console), Some(300));
    console.type_str("n");
    assert!(matches!(
        &console.wrote()[..],
        [Request::Take {
            customer: CustomerId(101),
            ..
        }]
    ));
}

#[test]
fn a_regulars_own_manager_is_named_to_others() {
    let mut call = ringing(300, "Роман", 3);
    call.has_own_manager = true;
    Arc::make_mut(&mut call.text).manager = Some("борис".to_owned());
    let console = rung(WIDE, &[call]);
    assert!(
        console.screen()[1].contains("менеджер борис"),
        "{}",
        console.screen()[1]
    );
}

#[test]
fn while_no_channel_is_set_up_a_banner_says_that_nothing_leaves_and_a_call_stands_over_it() {
    let says = "Сообщения не уходят";
    let waits = |console: &mut Console, rows: Vec<BoardRow>| {
        let mut board = Board {
            rows: Arc::new(rows),
            as_of: console.now,
            seq: console.model.board.seq + 1,
            complete: true,
            ..Board::default()
        };
        board.outbox.waiting = 6;
        console.desk(DeskMsg::Board(Arc::new(board)));
    };
    for size in SIZES {
        let mut console = Console::new(size, five());
        assert!(!console.screen()[1].contains(says), "nothing waits");
        waits(&mut console, five());
        let row = console.screen()[1].clone();
        assert!(
            row.contains(says) && row.contains("6 ждут") && row.contains("v o тексты"),
            "{row}"
        );
        waits(&mut console, [vec![ringing(300, "Роман", 2)], five()].concat());
        assert!(!console.screen()[1].contains(says), "{}", console.screen()[1]);
        let mut console = Console::new(size, five());
        let settings = Arc::make_mut(&mut console.model.setup.settings);
        settings.channel_list = vec![("sms".to_owned(), crate::domain::settings::ChannelSetting::default())];
        waits(&mut console, five());
        assert!(!console.screen()[1].contains(says), "{}", console.screen()[1]);
    }
}

#[test]
fn what_is_typed_in_one_go_with_a_key_that_was_held_back_does_nothing_either() {
    let mut console = Console::new(WIDE, five());
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    console.wrote();
    for letter in "cpgcpgcpgcpg".chars() {
        console.type_on(&letter.to_string());
        console.now = console.now + Span(120);
    }
    assert!(console.wrote().is_empty(), "long after the call came, and still one go");
    console.now = console.now + Span(300);
    console.type_on("d");
    assert!(matches!(&console.wrote()[..], [Request::Answer(_)]));
}

#[test]
fn keys_under_way_do_nothing_to_a_row_that_came_under_the_cursor_by_itself() {
    // The call is over, the list is back; and a search's hit was taken away by the undo of its order.
    let mut console = rung(WIDE, &[ringing(300, "Роман", 1)]);
    console.wrote();
    bring(&mut console, &[]);
    console.type_on("c");
    assert!(console.wrote().is_empty());
    // The row under the cursor is about another order of the customer by now.
    let mut console = Console::new(WIDE, five());
    let mut rows = five();
    rows[0] = with_row(rows[0].clone(), |row| row.order = Some(OrderId(900)));
    console.board(rows);
    console.type_on("c");
    assert!(console.wrote().is_empty());
    console.now = console.now + Span::seconds(1);
    console.type_on("c");
    assert_eq!(console.wrote().len(), 1);
}

#[test]
fn until_next_has_arrived_no_key_reaches_the_row_it_leaves() {
    let mut console = Console::new(WIDE, five());
    console.type_str("jj");
    console.wrote();
    console.type_str("n");
    console.type_on("c");
    assert!(matches!(&console.wrote()[..], [Request::Take { .. }]));
    console.did(ActionKind::Take, "");
    assert_eq!(console.on(), "101");
    console.type_on("c");
    assert_eq!(console.actions().len(), 1, "where it was sent a key works at once");
}

/// A half-typed note on the third row, left for a call.
fn note_left() -> Console {
    let mut console = Console::new(WIDE, five());
    console.type_str("jjwперезвонить");
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    console.press(KeyCode::F(2));
    console.now = console.now + Span::seconds(1);
    assert_eq!(customer(&console), Some(300));
    console
}

#[track_caller]
fn note_is_back(console: &Console) {
    let Mode::Line(line) = &console.model.mode else {
        panic!("{}", console.text())
    };
    assert_eq!(line.input.value(), "перезвонить");
    assert_eq!(line.subject.order, Some(OrderId(103)));
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(103))));
}

#[test]
fn text_left_for_a_call_comes_back_whichever_way_the_call_is_left() {
    for key in [KeyCode::Esc, KeyCode::Down, KeyCode::Char('n'), KeyCode::Char('q')] {
        let mut console = note_left();
        console.wrote();
        console.press(key);
        note_is_back(&console);
        assert!(!console.quit && console.wrote().is_empty(), "{key:?}");
    }
    let mut console = note_left();
    super::forms::control(&mut console, 'c');
    note_is_back(&console);
    assert!(!console.quit);
    // The call is over while its card, a page or a list is open.
    for (open, close) in [
        (vec![KeyCode::Enter], 2),
        (vec![KeyCode::Char('v'), KeyCode::Char('t')], 1),
        (vec![KeyCode::Char('l')], 1),
    ] {
        let mut console = note_left();
        for key in &open {
            console.press(*key);
        }
        bring(&mut console, &[]);
        console.now = console.now + Span::seconds(1);
        for _ in 0..close {
            console.press(KeyCode::Esc);
        }
        note_is_back(&console);
    }
    // Something else was looked for meanwhile.
    let mut console = note_left();
    console.type_str("/102");
    let Some((token, Request::Search(text))) = console.asked.last().cloned() else {
        panic!("{:?}", console.asked)
    };
    let row = five()[1].clone();
    let hit = crate::view::search::Hit {
        placed: None,
        shop: String::new(),
        key: super::harness::key_of(&row),
        customer: row.row.customer,
        order: row.row.order,
        number: "102".to_owned(),
        name: String::new(),
        phone: String::new(),
        stage: None,
    };
    let hits = vec![hit];
    console.answer(token, DeskAnswer::Found { text, hits });
    console.press(KeyCode::Enter);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(102))));
    console.press(KeyCode::Esc);
    assert_eq!(customer(&console), Some(300), "back at the call");
    console.press(KeyCode::Esc);
    note_is_back(&console);
}

#[test]
fn on_a_page_opened_during_a_call_the_keys_are_for_its_own_row() {
    let mut console = rung(WIDE, &[ringing(300, "Роман", 1)]);
    console.type_str("vt");
    assert_eq!(console.model.wanted_card(), None);
    console.press(KeyCode::Esc);
    assert_eq!(console.model.wanted_card(), Some(CardKey::Customer(CustomerId(300))));
}

#[test]
fn next_from_a_call_stays_where_it_went() {
    let mut console = Console::new(WIDE, five());
    let found = CardKey::Order(OrderId(900));
    console.model.card.pinned = Some(found);
    bring(&mut console, &[ringing(300, "Роман", 1)]);
    assert_eq!(customer(&console), Some(300));
    console.type_str("n");
    console.did(ActionKind::Take, "");
    assert_eq!(console.model.wanted_card(), Some(CardKey::Order(OrderId(101))));
    let subject = console.model.subject().unwrap();
    assert_eq!(
        subject.order,
        Some(OrderId(101)),
        "what was found before is left for good"
    );
}
