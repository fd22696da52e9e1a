//! The newcomer's tour follows what was done, and gets in nobody's way.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::five;
use super::harness::held;
use super::harness::with_order;
use crate::desk::error::DeskError;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::order::Stage;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::session::answer::DeskAnswer;
use crate::tui::tour::state::Tour;

const SIZE: (u16, u16) = (80, 24);

fn touring() -> Console {
    let mut console = Console::new(SIZE, five());
    console.model.tour = Some(Tour::Next);
    console
}

fn line(console: &Console) -> String {
    console.screen()[1].trim().to_owned()
}

fn undone(console: &mut Console) {
    let token = *console.model.asked.waiting.keys().max().unwrap();
    let result = Ok(Undone {
        entry: EntryId(8),
        of: EntryId(7),
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
    console.answer(token, DeskAnswer::Undone(result));
}

#[test]
fn it_leads_from_key_to_key_by_what_was_done() {
    let mut console = touring();
    assert!(
        line(&console).starts_with("1 из 3   n взять первого"),
        "{}",
        line(&console)
    );
    assert!(line(&console).ends_with("Esc без обхода"), "{}", line(&console));
    console.type_str("n");
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "анна");
    console.did(ActionKind::Take, "101");
    console.board(rows.clone());
    assert!(
        line(&console).starts_with("2 из 3   c подтвердить заказ"),
        "{}",
        line(&console)
    );
    console.type_str("c");
    assert!(
        line(&console).starts_with("2 из 3"),
        "nothing is done before the desk says so"
    );
    console.did(ActionKind::Confirm, "101");
    assert!(line(&console).starts_with("3 из 3   u вернуть"), "{}", line(&console));
    console.type_str("m");
    console.press(KeyCode::Esc);
    console.board(five());
    console.model.undo = Some(crate::desk::result::UndoHint {
        entry: EntryId(7),
        did: ActionKind::Confirm.into(),
        order_number: Some("101".to_owned()),
        mine: true,
        at: super::harness::NOON,
        count: 1,
    });
    console.type_str("u");
    undone(&mut console);
    assert!(line(&console).starts_with("? все клавиши"), "{}", line(&console));
    console.type_str("j");
    assert_eq!(line(&console), "", "read once, it goes");
}

#[test]
fn an_order_that_cannot_be_confirmed_is_not_spoken_of_as_if_it_could() {
    let mut console = touring();
    console.model.tour = Some(Tour::Confirm);
    let mut rows = five();
    rows[0] = with_order(rows[0].clone(), |order| order.stage = Stage::Cancelled);
    console.board(rows);
    assert!(
        line(&console).starts_with("2 из 3   Здесь нет заказа"),
        "{}",
        line(&console)
    );
    console.type_str("j");
    assert!(
        line(&console).starts_with("2 из 3   c подтвердить"),
        "{}",
        line(&console)
    );
    // A colleague was faster.
    console.type_str("c");
    console.refused(DeskError::Refused(Refusal::ChangedMeanwhile));
    assert!(line(&console).starts_with("2 из 3"), "{}", line(&console));
}

#[test]
fn who_confirms_at_once_is_led_to_the_undo_and_another_undo_ends_nothing() {
    let mut console = touring();
    console.type_str("c");
    console.did(ActionKind::Confirm, "101");
    assert!(line(&console).starts_with("3 из 3"), "{}", line(&console));
    console.model.tour = Some(Tour::Confirm);
    console.type_str("c");
    console.wrote();
    undone(&mut console);
    assert!(line(&console).starts_with("2 из 3"), "{}", line(&console));
}

#[test]
fn esc_leaves_it_once_nothing_else_is_open() {
    let mut console = touring();
    for opens in ["v", "?", ":"] {
        console.type_str(opens);
        console.press(KeyCode::Esc);
        assert!(line(&console).starts_with("1 из 3"), "{opens}: {}", line(&console));
    }
    console.press(KeyCode::Enter);
    assert!(
        !line(&console).contains("Esc"),
        "Esc closes the card: {}",
        line(&console)
    );
    console.press(KeyCode::Esc);
    assert!(line(&console).ends_with("Esc без обхода"), "{}", line(&console));
    console.press(KeyCode::Esc);
    assert_eq!(line(&console), "");
    assert_eq!(console.model.tour, None);
}

#[test]
fn its_sentences_fit_into_the_narrowest_screen_with_the_way_out() {
    for lang in Lang::ALL.iter().copied() {
        for (tour, ends) in [
            (Tour::Next, "tour-next"),
            (Tour::Confirm, "tour-confirm"),
            (Tour::Undo, "tour-undo"),
            (Tour::Over, "tour-over"),
        ] {
            let mut console = Console::empty(lang, SIZE);
            console.board(five());
            console.model.tour = Some(tour);
            let tr = Tr::new(lang);
            assert!(line(&console).contains(&tr.text(ends)), "{}", line(&console));
            if tour != Tour::Over {
                assert!(line(&console).ends_with(&tr.text("tour-leave")), "{}", line(&console));
            }
        }
        let mut console = Console::empty(lang, SIZE);
        console.model.tour = Some(Tour::Confirm);
        let says = Tr::new(lang).text("tour-elsewhere");
        assert!(line(&console).contains(&says), "{}", line(&console));
    }
}
