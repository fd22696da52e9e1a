//! Recorded calls are heard and reviewed (R28).

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::pages::queries;
use crate::domain::action::Action;
use crate::domain::cell::Cell;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::CallReview;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::TickedPoint;
use crate::domain::time::Span;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::Section;
use crate::view::pages::Shape;

const WIDE: (u16, u16) = (120, 30);
const IVAN: CustomerId = CustomerId(101);

fn recorded() -> RecordedCall {
    let point = |place, text: &str| TickedPoint {
        script: "first_contact".to_owned(),
        place,
        points: 4,
        text: text.to_owned(),
    };
    RecordedCall {
        id: CallId(7),
        customer: IVAN,
        at: NOON - Span::hours(1),
        incoming: true,
        until: NOON - Span::minutes(58),
        operator: "борис".to_owned(),
        phone: "+79161234567".to_owned(),
        talk: Span::minutes(2),
        recording: "in-7.wav".to_owned(),
        review: None,
        points: vec![point(0, "Поздороваться"), point(2, "Назвать \u{1b}срок")],
    }
}

/// The list of those nobody has heard, the cursor on the only one.
fn on_list() -> Console {
    let mut console = Console::new(WIDE, five());
    console.type_str("vh");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(PageSnapshot {
        listing: None,
        days: None,
        key: PageKey::Recordings,
        as_of: NOON,
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: None,
            rows: vec![PageRow {
                key: PageRowKey::Call(CallId(7), IVAN),
                cells: vec![Cell::At(NOON - Span::hours(1)), Cell::Text("борис".to_owned())],
                act: Act::Recording(CallId(7)),
            }],
            empty: None,
        }],
    });
    console.desk(DeskMsg::Page { token, page });
    console.card(card_of(&five()[0]));
    console
}

/// Enter, and the desk's answer.
fn heard(console: &mut Console, call: Option<RecordedCall>) -> Vec<Request> {
    console.press(KeyCode::Enter);
    let asked = console.wrote().into_iter().find_map(|request| match request {
        Request::Recorded { token, call: CallId(7) } => Some(token),
        _ => None,
    });
    let (token, call) = (asked.unwrap(), call.map(Box::new));
    console.desk(DeskMsg::Recorded { token, call });
    console.wrote()
}

#[test]
fn a_recording_plays_and_its_marks_are_asked_with_the_script_as_it_was_ticked() {
    let mut console = on_list();
    let asked = heard(&mut console, Some(recorded()));
    let plays = |request: &Request| matches!(request, Request::Hear { recording, .. } if recording == "in-7.wav");
    assert!(asked.iter().any(plays), "{asked:?}");
    let shown = console.text();
    for text in [
        "отмечено 2 из 4",
        "1. Поздороваться",
        "3. Назвать",
        "Пропущены пункты: 2, 4",
        "хорошо",
    ] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    console.type_str("4");
    match &console.actions()[..] {
        [Action::ReviewCall(review)] => {
            assert_eq!(
                (review.call, review.mark, &review.note),
                (CallId(7), CallMark::of(4), &None)
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn a_note_begins_with_what_was_said_before_and_hearing_again_keeps_the_list() {
    let mut console = on_list();
    let review = CallReview {
        mark: CallMark::of(2),
        note: "спешит".to_owned(),
        by: "ольга".to_owned(),
        at: NOON,
    };
    heard(
        &mut console,
        Some(RecordedCall {
            review: Some(review),
            ..recorded()
        }),
    );
    assert!(console.text().contains("2 · ольга"), "{}", console.text());
    console.type_str("h");
    let again = console.wrote();
    assert!(matches!(again[..], [Request::Hear { .. }]), "{again:?}");
    console.type_str("n");
    console.type_str(" очень");
    console.press(KeyCode::Enter);
    match &console.actions()[..] {
        [Action::ReviewCall(review)] => assert_eq!(review.note.as_deref(), Some("спешит очень")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_heard_is_said() {
    let mut console = on_list();
    assert_eq!(heard(&mut console, None), []);
    assert_eq!(console.notice(), "Этой записи больше нет.");
    let mut console = on_list();
    heard(&mut console, Some(recorded()));
    console.press(KeyCode::Esc);
    let result = Err("mpv: не найден".to_owned());
    console.desk(DeskMsg::Heard { token: 0, result });
    assert!(console.notice().contains("mpv"), "{}", console.notice());
}

#[test]
fn the_card_leads_to_the_recordings_of_its_customer() {
    let mut console = Console::new(WIDE, five());
    console.card(card_of(&five()[0]));
    console.type_str("eh");
    assert_eq!(console.model.full_page(), Some(PageKey::RecordingsOf(IVAN)));
    console.press(KeyCode::Esc);
    assert_eq!(console.model.full_page(), None);
}
