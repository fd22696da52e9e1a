//! Recorded calls are heard and reviewed (R28).

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::pages::queries;
use super::pictures::Shop;
use super::pictures::are_kept;
use crate::clock::Clock;
use crate::desk::tests::queue;
use crate::domain::action::Action;
use crate::domain::action::ContactKind;
use crate::domain::cell::Cell;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::line_call::LineCall;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::CallReview;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::ReviewedPoint;
use crate::domain::script_point::ScriptPoint;
use crate::domain::script_point::ShownPoint;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::view::card;
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
    let point = |place, text: &str| ReviewedPoint {
        script: "first_contact".to_owned(),
        place,
        text: text.to_owned(),
        done: place % 2 == 1,
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
        points: vec![
            point(1, "Поздороваться"),
            point(2, "Сумма"),
            point(3, "Назвать \u{1b}срок"),
            point(4, "Всё верно?"),
        ],
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
    console.answer(token, DeskAnswer::Page(page));
    console.card(card_of(&five()[0]));
    console
}

/// Enter, and the desk's answer.
fn heard(console: &mut Console, call: Option<RecordedCall>) -> Vec<Request> {
    console.press(KeyCode::Enter);
    let asked = console.wrote_by_token().into_iter().find_map(|asked| match asked {
        (token, Request::Recorded(CallId(7))) => Some(token),
        _ => None,
    });
    let (token, call) = (asked.unwrap(), call.map(Box::new));
    console.answer(token, DeskAnswer::Recorded(call));
    console.wrote()
}

#[test]
fn a_recording_plays_and_its_marks_are_asked_with_the_script_as_it_was_ticked() {
    let mut console = on_list();
    let asked = heard(&mut console, Some(recorded()));
    let plays = |request: &Request| matches!(request, Request::Hear(recording) if recording == "in-7.wav");
    assert!(asked.iter().any(plays), "{asked:?}");
    let shown = console.text();
    for text in [
        "пройдено 2 из 4",
        "[x] 1. Поздороваться",
        "[ ] 2. Сумма",
        "[x] 3. Назвать",
        "[ ] 4. Всё верно?",
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
    assert!(matches!(again[..], [Request::Hear(_)]), "{again:?}");
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
    console.answer(0, DeskAnswer::Heard(result));
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

/// The made-up shop after a morning of recorded talks, whose scripts were gone through in part.
fn after_talks(lang: Lang) -> Shop {
    let mut shop = Shop::with(lang, (120, 36), |settings| {
        for (operator, extension) in settings.operators.iter_mut().zip(["101", "102", "103"]) {
            operator.extension = Some(extension.to_owned());
        }
    });
    shop.desk.adopt_settings().unwrap();
    shop.desk.reread_rules().unwrap();
    let rows = shop.console.model.board.rows.iter();
    let mut customers: Vec<CustomerId> = rows.filter_map(|row| row.facts().map(|order| order.customer)).collect();
    customers.dedup();
    let points: [&str; 4] = match lang {
        Lang::Ru => [
            "Поздороваться",
            "Назвать сумму",
            "Сказать, когда придёт",
            "Спросить, всё ли верно",
        ],
        Lang::Uk => [
            "Привітатися",
            "Назвати суму",
            "Сказати, коли прийде",
            "Запитати, чи все правильно",
        ],
        Lang::En => [
            "Greet them",
            "Say the total aloud",
            "Say when it arrives",
            "Ask whether all is right",
        ],
    };
    for (at, customer) in customers.into_iter().take(9).enumerate() {
        let card = shop
            .desk
            .read(|look| card::card(look, CardKey::Customer(customer)))
            .unwrap()
            .unwrap();
        let phone = card
            .customer
            .contacts
            .iter()
            .find(|contact| contact.kind == ContactKind::Phone);
        let Some(phone) = phone.and_then(|phone| phone.norm.clone()) else {
            continue;
        };
        let began = NOON - Span::minutes(12 * (i64::try_from(at).unwrap() + 1));
        let extension = ["101", "102", "103"][at % 3];
        let mut call = LineCall::begun(format!("{at}.1"), at % 2 == 0, phone, began);
        call.answered_at = Some(began + Span::seconds(8));
        call.extension = Some(extension.to_owned());
        shop.desk.clock = Clock::Stopped(began);
        shop.desk.line_call("asterisk", &call).unwrap();
        let shown = |(step, text): (i64, &&str)| ShownPoint {
            step,
            text: (*text).to_owned(),
        };
        let shown: Vec<ShownPoint> = (0..).zip(&points).map(shown).collect();
        for place in (0..4).filter(|place| *place != i64::try_from(at % 4).unwrap()) {
            let point = ScriptPoint {
                script: "first_contact".to_owned(),
                step: place,
            };
            shop.desk.clock = Clock::Stopped(began + Span::seconds(20 + place));
            shop.desk.tick(Target::Customer(customer), &point, &shown).unwrap();
        }
        let ended = began + Span::seconds(95 + 40 * i64::try_from(at).unwrap());
        (call.ended_at, call.recording) = (Some(ended), Some(format!("{at}.wav")));
        shop.desk.clock = Clock::Stopped(ended);
        shop.desk.line_call("asterisk", &call).unwrap();
    }
    shop.desk.clock = Clock::Stopped(NOON);
    let board = Arc::new(queue(&shop.desk));
    shop.console.desk(DeskMsg::Board(board));
    shop.answer();
    shop
}

#[test]
fn the_pictures_of_calls_and_reviews_show_what_is_drawn() {
    let mut stale = Vec::new();
    for lang in Lang::ALL.iter().copied() {
        let code = lang.code();
        let mut shop = after_talks(lang);
        shop.console.type_str("vf");
        shop.answer();
        for _ in 0..3 {
            shop.press(KeyCode::PageDown);
        }
        let screen = shop.console.text();
        let weekday = if lang == Lang::En { "Wed" } else { "ср" };
        assert!(
            screen.lines().any(|line| line.trim_start().starts_with(weekday)),
            "the whole heat map: {screen}"
        );
        stale.extend(shop.kept(&format!("calls-{code}.svg")));
        shop.press(KeyCode::Esc);
        shop.console.type_str("vh");
        shop.answer();
        assert!(shop.console.text().contains("[x] 3/4"), "{}", shop.console.text());
        stale.extend(shop.kept(&format!("recordings-{code}.svg")));
        shop.press(KeyCode::Enter);
        let screen = shop.console.text();
        assert!(
            screen.contains("2."),
            "what was ticked stands beside the marks: {screen}"
        );
        stale.extend(shop.kept(&format!("review-{code}.svg")));
    }
    are_kept(&stale);
}
