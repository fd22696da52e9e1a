//! What each key asks of the desk, and what the modes ask first.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::confirmed;
use super::harness::five;
use super::harness::held;
use super::harness::key_of;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::result::UndoHint;
use crate::desk::result::Undone;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallLog;
use crate::domain::action::RefundOwing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::action::SkipReason;
use crate::domain::action::Warning;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::settings::DialBy;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::view::search::Hit;

const SIZE: (u16, u16) = (100, 30);

fn ready() -> Console {
    Console::new(SIZE, vec![confirmed(five().remove(0))])
}

#[test]
fn keys_that_act_at_once_ask_for_their_action() {
    let mut console = Console::new(SIZE, five());
    console.type_str("c");
    assert_eq!(console.actions(), [Action::Confirm]);
    console.type_str("p");
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    assert_eq!(console.actions(), [pay]);
}

#[test]
fn an_impossible_key_says_why_and_asks_nothing() {
    let mut console = Console::new(SIZE, five());
    console.type_str("r");
    assert_eq!(console.wrote(), []);
    assert_eq!(console.notice(), "Заказ ещё не подтверждён. Сначала подтвердите его.");
    console.type_str("t");
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn a_cancel_is_x_and_a_reason_and_never_x_twice() {
    let mut console = Console::new(SIZE, five());
    console.type_str("xx");
    assert_eq!(console.wrote(), []);
    assert!(console.text().contains("отменить: почему?"), "{}", console.text());
    console.press(KeyCode::Enter);
    assert_eq!(console.wrote(), []);
    console.type_str("2");
    assert_eq!(
        console.actions(),
        [Action::Cancel {
            reason: Reason::Cheaper
        }]
    );
}

#[test]
fn a_mode_keeps_the_order_it_was_opened_for() {
    let mut console = Console::new(SIZE, five());
    console.type_str("x");
    let mut rows = five();
    rows.remove(0);
    console.board(rows);
    console.type_str("р");
    let asked = console.wrote();
    assert!(
        matches!(&asked[..], [Request::Perform { target, .. }]
            if *target == crate::domain::target::Target::Order(OrderId(101))),
        "{asked:?}"
    );
}

#[test]
fn a_call_ends_in_an_outcome_by_digit_or_letter() {
    for (key, outcome) in [
        ("2", Outcome::Talked),
        ("n", Outcome::NoAnswer),
        ("т", Outcome::NoAnswer),
    ] {
        let mut console = Console::new(SIZE, five());
        console.type_str("l");
        console.type_str(key);
        let log = CallLog {
            outcome,
            at: NOON,
            phone: None,
            reason: None,
            call_at: None,
        };
        assert_eq!(console.actions(), [Action::LogCall(log)]);
    }
}

#[test]
fn who_asks_to_be_called_later_is_asked_when() {
    let mut console = Console::new(SIZE, five());
    console.type_str("l8");
    console.type_str("15:30");
    assert!(console.text().contains("ср 11 мар 15:30"), "{}", console.text());
    console.press(KeyCode::Enter);
    let at = NOON + Span::minutes(210);
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::LogCall(log)]
            if log.call_at == Some(at) && log.outcome == Outcome::CallBack),
        "{actions:?}"
    );
}

#[test]
fn a_refusal_of_an_unconfirmed_order_asks_why() {
    let mut console = Console::new(SIZE, five());
    console.type_str("l9");
    assert_eq!(console.wrote(), []);
    console.type_str("1");
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::LogCall(log)]
            if log.outcome == Outcome::Refused && log.reason == Some(Reason::ChangedMind)),
        "{actions:?}"
    );
}

#[test]
fn dialling_shows_the_number_claims_and_leads_to_the_outcome() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str("d");
    assert!(
        console.text().contains("+ 7   9 1 6   1 2 3 - 4 5 - 6 7"),
        "{}",
        console.text()
    );
    let asked = console.wrote();
    assert!(
        matches!(&asked[..], [Request::Take { over: TakeOver::No, .. }]),
        "{asked:?}"
    );
    console.type_str("2");
    assert!(matches!(console.actions()[..], [Action::LogCall(_)]));
}

#[test]
fn dialling_asks_first_while_nobody_knows_what_time_it_is_there() {
    let mut console = Console::new(SIZE, five());
    Arc::make_mut(&mut console.model.setup.settings).telephony.dial = Some(DialBy::Link);
    let mut anyway = |is_read: bool, keys: &str| {
        if is_read {
            console.card(card_of(&five()[0]));
        } else {
            console.model.card.shown = None;
        }
        console.type_str(keys);
        let dialled = console.wrote().into_iter().find_map(|request| match request {
            Request::Dial { anyway, .. } => Some(anyway),
            _ => None,
        });
        console.press(KeyCode::Esc);
        dialled
    };
    assert_eq!(anyway(false, "d"), None);
    assert_eq!(anyway(false, "dy"), Some(true));
    assert_eq!(anyway(true, "d"), Some(false));
}

#[test]
fn dialling_at_night_asks_first_and_a_colleagues_claim_stops_it() {
    let mut console = Console::new(SIZE, five());
    let mut card = card_of(&five()[0]);
    card.clock.callable = false;
    console.card(card);
    console.type_str("d");
    assert!(console.text().contains("всё равно звонить?"), "{}", console.text());
    assert_eq!(console.wrote(), []);
    console.type_str("1");
    assert!(matches!(&console.wrote()[..], [Request::Take { .. }]));
    console.refused(DeskError::Refused(Refusal::Claimed {
        by: "борис".to_owned(),
        since: NOON,
    }));
    assert!(matches!(console.model.mode, Mode::Command));
    assert!(console.notice().contains("борис"));
}

#[test]
fn a_tracking_number_is_recognised_as_it_is_typed_and_enter_takes_it() {
    let mut console = ready();
    console.type_str("t8008");
    assert!(console.text().contains("номер неполный"), "{}", console.text());
    console.type_str("8012345674");
    assert!(console.text().contains("Почта России"), "{}", console.text());
    console.press(KeyCode::Enter);
    let actions = console.actions();
    assert!(
        matches!(&actions[..], [Action::Ship(ship)] if *ship == Shipping { number: "80088012345674".to_owned(),
            carrier: Some(Carrier::RussianPost), seen: Some(String::new()), ..Shipping::default() }),
        "{actions:?}"
    );
}

#[test]
fn a_failed_check_warns() {
    let mut console = ready();
    console.type_str("t80088012345670");
    assert!(console.text().contains("Контрольная цифра"), "{}", console.text());
}

#[test]
fn a_time_not_understood_or_past_is_said_and_kept() {
    let mut console = Console::new(SIZE, five());
    console.type_str("ы");
    console.type_str("когда-нибудь");
    console.press(KeyCode::Enter);
    assert!(console.text().contains("Это не время"), "{}", console.text());
    assert_eq!(console.wrote(), []);
    console.send(crate::tui::msg::Msg::Key(crate::tui::msg::Key {
        code: KeyCode::Char('u'),
        modifiers: crossterm::event::KeyModifiers::CONTROL,
        at: crate::tui::msg::Millis(1_000_000),
    }));
    console.type_str("2026-03-11 11:00");
    console.press(KeyCode::Enter);
    assert!(console.text().contains("уже прошло"), "{}", console.text());
}

#[test]
fn letters_of_a_note_are_letters() {
    let mut console = Console::new(SIZE, five());
    console.type_str("w");
    console.type_str("Ждёт, qxc 1");
    console.press(KeyCode::Enter);
    assert_eq!(
        console.actions(),
        [Action::Note {
            text: "Ждёт, qxc 1".to_owned()
        }]
    );
}

#[test]
fn skipping_asks_why_and_names_the_row() {
    let mut console = Console::new(SIZE, five());
    console.type_str("z3");
    let asked = console.wrote();
    assert!(
        matches!(
            asked[..],
            [Request::Skip {
                row: RowKey::Customer(CustomerId(101)),
                reason: SkipReason::BetterLater
            }]
        ),
        "{asked:?}"
    );
}

#[test]
fn rarer_actions_have_a_list_of_their_own() {
    let row = super::harness::with_order(five().remove(0), |order| {
        order.paid = 500;
        order.stage = Stage::Cancelled;
    });
    let mut console = Console::new(SIZE, vec![row]);
    console.type_str("or5,00");
    console.press(KeyCode::Enter);
    let owing = RefundOwing::CostsLess;
    assert_eq!(console.actions(), [Action::Refund { amount: 500, owing }]);
    console.type_str("oe");
    assert_eq!(console.actions(), [Action::Reopen]);
    console.type_str("oc");
    assert_eq!(console.actions(), []);
    assert!(console.notice().contains("отменён"), "{}", console.notice());
    console.type_str("ot");
    assert!(matches!(
        &console.wrote()[..],
        [Request::Take {
            over: TakeOver::Yes,
            ..
        }]
    ));
}

#[test]
fn what_was_taken_back_is_not_called_done() {
    let mut console = Console::new(SIZE, five());
    console.type_str("c");
    console.did(ActionKind::Confirm, "101");
    console.board(five().split_off(1));
    assert!(console.text().contains("✓ подтверждён"));
    let hint = UndoHint {
        entry: EntryId(1),
        did: ActionKind::Confirm.into(),
        order_number: Some("101".to_owned()),
        mine: true,
        at: NOON,
        count: 1,
    };
    console.desk(DeskMsg::Hints {
        undo: Some(hint),
        redo: None,
    });
    console.wrote();
    console.type_str("u");
    let [(token, Request::Undo(_))] = console.wrote_by_token()[..] else {
        panic!("nothing asked")
    };
    let result = Ok(Undone {
        entry: EntryId(2),
        of: EntryId(1),
        did: ActionKind::Confirm.into(),
        order: Some(OrderId(101)),
        order_number: Some("101".to_owned()),
        customer: CustomerId(101),
        count: 1,
        all: vec![EntryId(7)],
        warnings: Vec::new(),
        recalled: Vec::new(),
        already_sent: Vec::new(),
    });
    // A skip before it is no longer the last thing that was done.
    console.model.asked.skipped = vec![five()[1].row.key];
    console.answer(token, DeskAnswer::Undone(result));
    assert!(!console.text().contains("✓ подтверждён"), "{}", console.text());
    assert!(console.model.asked.skipped.is_empty());
}

#[test]
fn undo_takes_back_what_was_done_here_and_says_what_was_done_elsewhere() {
    let mut console = Console::new(SIZE, five());
    let hint = |mine| UndoHint {
        entry: EntryId(7),
        did: ActionKind::Confirm.into(),
        order_number: Some("1041".to_owned()),
        mine,
        at: NOON,
        count: 1,
    };
    console.type_str("u");
    assert!(console.notice().contains("нечего возвращать"), "{}", console.notice());
    console.desk(DeskMsg::Hints {
        undo: Some(hint(true)),
        redo: None,
    });
    assert!(
        console.bar().contains("u вернуть: №1041 · подтверждён"),
        "{}",
        console.bar()
    );
    console.type_str("u");
    assert!(matches!(console.wrote()[..], [Request::Undo(UndoChoice::Mine)]));
    let token = *console.model.asked.waiting.keys().min().unwrap();
    let result = Ok(Undone {
        entry: EntryId(8),
        of: EntryId(7),
        did: ActionKind::Confirm.into(),
        order: Some(OrderId(101)),
        order_number: Some("1041".to_owned()),
        customer: CustomerId(101),
        count: 1,
        all: vec![EntryId(7)],
        warnings: vec![Warning::MessagesRecalled(vec![MessageKind::Accepted])],
        recalled: Vec::new(),
        already_sent: Vec::new(),
    });
    console.answer(token, DeskAnswer::Undone(result));
    // What did not leave in time is no warning.
    assert_eq!(
        console.notice(),
        "Возвращено: №1041 · подтверждён. Отозвано 1 сообщение, которое ещё не ушло: подтверждение заказа."
    );
    console.desk(DeskMsg::Hints {
        undo: Some(hint(false)),
        redo: None,
    });
    console.type_str("uyuu");
    assert_eq!(console.wrote(), []);
    assert!(
        console
            .notice()
            .starts_with("В этом окне ещё ничего не сделано. В другом, "),
        "{}",
        console.notice()
    );
    assert!(
        console.notice().ends_with("№1041 · подтверждён. Вернуть: F8"),
        "{}",
        console.notice()
    );
    console.press(KeyCode::F(8));
    console.press(KeyCode::F(8));
    console.press(KeyCode::Enter);
    assert_eq!(console.wrote(), []);
    assert!(
        console.text().contains("в другом окне: №1041 · подтверждён. Вернуть?"),
        "{}",
        console.text()
    );
    // Another window goes on meanwhile: what was asked about is meant.
    console.desk(DeskMsg::Hints {
        undo: Some(UndoHint {
            entry: EntryId(9),
            ..hint(false)
        }),
        redo: None,
    });
    console.type_str("y");
    assert!(matches!(
        console.wrote()[..],
        [Request::Undo(UndoChoice::Seen(EntryId(7)))]
    ));
}

#[test]
fn g_takes_and_lets_go() {
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    let mut console = Console::new(SIZE, rows);
    console.type_str("g");
    assert!(
        console
            .wrote()
            .iter()
            .any(|request| matches!(request, Request::Release(_)))
    );
    console.type_str("jg");
    assert!(
        console
            .wrote()
            .iter()
            .any(|request| matches!(request, Request::Take { .. }))
    );
}

#[test]
fn a_claim_is_kept_alive_once_a_minute_while_keys_are_pressed() {
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    let mut console = Console::new(SIZE, rows);
    for _ in 0..5 {
        console.press(KeyCode::Esc);
    }
    assert!(matches!(console.wrote()[..], [Request::Renew(_)]));
    console.now = console.now + Span::minutes(1);
    console.press(KeyCode::Esc);
    assert!(matches!(console.wrote()[..], [Request::Renew(_)]));
}

#[test]
fn a_search_asks_at_every_letter_and_the_newest_answer_counts() {
    let mut console = Console::new(SIZE, five());
    console.asked.clear();
    console.type_str("1");
    console.type_str("05");
    let texts: Vec<String> = console
        .asked
        .iter()
        .filter_map(|asked| match asked {
            (_, Request::Search(text)) => Some(text.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(texts, ["1", "10", "105"]);
    let hit = |id: i64| Hit {
        placed: None,
        shop: String::new(),
        key: key_of(&super::harness::row(id, "", 1)),
        customer: CustomerId(id),
        order: Some(OrderId(id)),
        number: id.to_string(),
        name: "Вера Титова".to_owned(),
        phone: "+7 916".to_owned(),
        stage: Some(Stage::New),
    };
    let newest = match &console.model.mode {
        Mode::Search(search) => search.token,
        _ => 0,
    };
    let found = |token, id| {
        DeskMsg::Answer(
            token,
            DeskAnswer::Found {
                text: "105".to_owned(),
                hits: vec![hit(id)],
            },
        )
    };
    console.desk(found(newest - 1, 101));
    assert!(!console.text().contains("Вера Титова"));
    console.desk(found(newest, 105));
    assert!(console.text().contains("Вера Титова"));
    console.press(KeyCode::Enter);
    assert!(matches!(console.model.mode, Mode::Command));
    assert_eq!(console.on(), "105");
}

#[test]
fn a_hit_outside_the_queue_opens_its_card_alone() {
    let mut console = Console::new(SIZE, five());
    console.type_str("/");
    console.type_str("ива");
    let other = super::harness::row(977, "Иван Старый", 1);
    let token = match &console.model.mode {
        Mode::Search(search) => search.token,
        _ => 0,
    };
    console.press(KeyCode::Enter);
    console.answer(
        token,
        DeskAnswer::Found {
            text: "ива".to_owned(),
            hits: vec![Hit {
                placed: None,
                shop: String::new(),
                key: key_of(&other),
                customer: CustomerId(977),
                order: Some(OrderId(977)),
                number: "977".to_owned(),
                name: "Иван Старый".to_owned(),
                phone: String::new(),
                stage: Some(Stage::Received),
            }],
        },
    );
    assert!(
        matches!(console.model.mode, Mode::Command),
        "Enter came before the answer"
    );
    console.card(card_of(&other));
    assert!(console.text().contains("№977 · Иван Старый"), "{}", console.text());
    console.type_str("c");
    assert_eq!(console.actions(), [Action::Confirm]);
    console.press(KeyCode::Esc);
    assert_eq!(console.model.card.pinned, None);
}

#[test]
fn a_broken_desk_says_so_and_ends() {
    let mut console = Console::new((140, 30), five());
    console.desk(DeskMsg::Broken("disk I/O error".to_owned()));
    assert!(console.quit);
    assert!(console.notice().contains("disk I/O error"));
}

#[test]
fn a_new_ringing_call_rings_the_bell_once() {
    let ringing = super::harness::with_row(five().remove(0), |row| {
        row.task.lane = crate::domain::task::Lane::Ringing;
    });
    let mut console = Console::new(SIZE, Vec::new());
    console.board(vec![ringing.clone()]);
    console.board(vec![ringing]);
    assert_eq!(console.bells, 1);
}
