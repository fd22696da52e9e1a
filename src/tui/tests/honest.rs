//! What the card, the list and the bar say of wrong numbers, of money that goes back and of a colleague's customer.

use std::time::Duration;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use super::harness::with_order;
use super::harness::with_row;
use crate::board::BoardRow;
use crate::domain::action::ActionKind;
use crate::domain::call::Outcome;
use crate::domain::history::Detail;
use crate::domain::history::Happened;
use crate::domain::history::TimelineItem;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::regulation::Waiting;
use crate::domain::target::RowKey;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::tui::update::rest;
use crate::view::card::Card;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);

/// A console on one row and its card.
fn on(size: (u16, u16), row: BoardRow, change: impl FnOnce(&mut Card)) -> Console {
    let mut card = card_of(&row);
    change(&mut card);
    let mut console = Console::new(size, vec![row]);
    console.card(card);
    console
}

#[test]
fn what_is_not_written_at_once_is_said_to_be_under_way() {
    let mut console = on(WIDE, first(), |_| {});
    console.press(KeyCode::Char('p'));
    console.tick(500);
    let said = "Ещё не записано";
    assert!(!console.text().contains(said), "{}", console.text());
    console.now = NOON + Span(200);
    let rest = rest(&console.model, console.now).unwrap();
    assert_eq!(
        rest,
        Duration::from_millis(100),
        "the screen is drawn again when it has to say so"
    );
    console.now = NOON + Span(300);
    console.tick(100);
    assert!(console.notice().starts_with(said), "{}", console.text());
    console.did(ActionKind::Pay, "101");
    assert!(console.notice().starts_with("✓ №101"), "{}", console.notice());
}

fn first() -> BoardRow {
    five().remove(0)
}

/// Their only number is wrong.
fn unreachable() -> BoardRow {
    with_row(first(), |row| {
        row.task.kind = TaskKind::FindContact;
        row.task.lane = Lane::FollowUp;
        row.task.rule = Rule(7);
    })
}

fn wrong(card: &mut Card) {
    card.customer.contacts[0].bad_at = Some(NOON);
    let phone = card.customer.contacts[0].raw.clone();
    let what = Happened::Call {
        incoming: false,
        outcome: Some(Outcome::WrongNumber),
        missed: false,
        missed_reason: None,
        phone,
    };
    card.timeline.insert(0, item(what));
}

fn item(what: Happened) -> TimelineItem {
    TimelineItem {
        at: NOON,
        operator: "анна".to_owned(),
        order_number: Some("101".to_owned()),
        what,
    }
}

fn entry(kind: ActionKind, detail: Detail) -> TimelineItem {
    item(Happened::Entry {
        id: EntryId(1),
        kind,
        undone: false,
        detail,
    })
}

/// Cancelled, with money in hand.
fn to_refund() -> BoardRow {
    let row = with_row(first(), |row| {
        row.key = RowKey::Order(OrderId(101));
        row.task.kind = TaskKind::RefundDue;
        row.task.lane = Lane::FollowUp;
        row.task.rule = Rule(12);
    });
    with_order(row, |order| {
        order.stage = Stage::Cancelled;
        order.cancelled_at = Some(NOON);
        order.reason = Some(Reason::Cheaper);
        order.total = 50_000;
        order.paid = 15_000;
        order.last_paid_at = Some(NOON);
    })
}

#[test]
fn a_wrong_number_is_shown_as_wrong_and_a_new_one_is_offered() {
    for size in [NARROW, WIDE] {
        let mut console = on(size, unreachable(), wrong);
        let said = "+7\u{a0}916\u{a0}123-45-67 · не тот номер".replace('\u{a0}', " ");
        let screen = console.text().replace('\u{a0}', " ");
        assert!(screen.contains(&said), "{screen}");
        assert!(console.bar().contains("e новый телефон"), "{}", console.bar());
        assert!(!console.bar().contains("d звонить"), "{}", console.bar());
        console.type_str("h");
        let history = console.text().replace('\u{a0}', " ");
        assert!(history.contains("не тот номер · +7 916 123-45-67"), "{history}");
        console.press(KeyCode::Esc);
        console.type_str("ec");
        let form = console.text().replace('\u{a0}', " ");
        assert!(form.contains(&said), "{form}");
        console.type_str("8 916 765-43-21");
        let form = console.text().replace('\u{a0}', " ");
        assert!(
            form.contains("+7 916 765-43-21"),
            "the new phone is typed at once: {form}"
        );
    }
}

#[test]
fn money_that_goes_back_is_no_debt_and_its_key_is_shown() {
    for size in [NARROW, WIDE] {
        let console = on(size, to_refund(), |_| {});
        let screen = console.text().replace('\u{a0}', " ");
        // The row, its reason on the card, and the order's money.
        assert!(screen.matches("вернуть 150 ₽").count() >= 2, "{screen}");
        assert!(screen.contains("R12 · вернуть 150 ₽"), "{screen}");
        assert!(!screen.contains("осталось 350"), "{screen}");
        assert!(console.bar().starts_with("o r деньги возвращены"), "{}", console.bar());
    }
}

#[test]
fn the_history_says_what_it_was_about() {
    let console = on(WIDE, first(), |card| {
        let note = Detail::Text("вечером".to_owned());
        card.timeline = vec![
            entry(ActionKind::Undo, Detail::Of(ActionKind::Note, Box::new(note.clone()))),
            entry(ActionKind::Redo, Detail::Of(ActionKind::Note, Box::new(note))),
            entry(ActionKind::Refund, Detail::Amount(-290_100, None)),
            entry(ActionKind::Pay, Detail::PartOf(15_000, None)),
            entry(ActionKind::Take, Detail::From("борис".to_owned())),
            entry(
                ActionKind::Import,
                Detail::Changed(vec![crate::domain::part::Part::Address]),
            ),
            entry(ActionKind::Import, Detail::Changed(Vec::new())),
            item(Happened::Ordered {
                channel: "marketplace".to_owned(),
            }),
        ];
    });
    let mut console = console;
    console.type_str("h");
    let screen = console.text().replace('\u{a0}', " ");
    for said in [
        "возвращено: заметка записана: «вечером» · анна",
        "повторено: заметка записана: «вечером» · анна",
        "деньги возвращены: 2 901 ₽ · анна",
        "оплачен частично: 150 ₽ · анна",
        "перехвачен; вёл: борис · анна",
        "магазин изменил заказ: адрес · анна",
        "магазин изменил заказ · анна",
        "заказ · маркетплейс",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
}

#[test]
fn the_bar_offers_to_take_over_whom_a_colleague_holds() {
    let console = on(WIDE, held(first(), "борис"), |_| {});
    let bar = console.bar();
    assert!(bar.starts_with("g перехватить"), "{bar}");
    assert!(!bar.contains("c подтвердить") && !bar.contains("d звонить"), "{bar}");
    let console = on(WIDE, held(first(), "анна"), |_| {});
    assert!(console.bar().contains("c подтвердить"), "{}", console.bar());
}

#[test]
fn an_order_whose_call_is_due_with_another_order_says_so() {
    let row = first();
    let mut other = card_of(&row);
    other.waiting = Some(Waiting::Call);
    if let Some(order) = &mut other.order {
        order.facts.id = OrderId(900);
    }
    let mut console = Console::new(WIDE, vec![row]);
    console.card(other);
    let screen = console.text();
    assert!(screen.contains("Звонок ждёт при №101: R4 · новый"), "{screen}");
    assert!(!screen.contains("Ждёт времени следующего звонка"), "{screen}");
}

#[test]
fn a_call_asked_for_at_night_says_when_it_will_be_made_and_another_year_is_told() {
    let mut console = on(NARROW, first(), |_| {});
    console.type_str("s");
    console.type_str("завтра 3:00");
    let screen = console.text();
    assert!(
        screen.contains("чт 12 мар 03:00 – не время звонков (R36), встанет на чт 12 мар 09:00"),
        "{screen}"
    );
    let mut console = on(WIDE, first(), |_| {});
    console.type_str("s");
    console.type_str("05.01 12:00");
    assert!(console.text().contains("вт 5 янв 2027 12:00"), "{}", console.text());
}
