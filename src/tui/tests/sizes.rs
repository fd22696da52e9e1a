//! Every size of terminal.

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use crate::i18n::Lang;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Msg;
use crate::tui::widgets::Pen;

#[test]
fn no_size_panics_and_keys_stay_alive() {
    let mut console = Console::new((120, 40), five());
    console.card(card_of(&five()[0]));
    let openings = ["", "x", "w", "/", "?", "d", "o"];
    for width in (1..=200).step_by(7).chain([59, 60, 79, 80, 99, 100, 101]) {
        for height in (1..=60).step_by(3).chain([14, 15, 16, 24]) {
            console.send(Msg::Resize(width, height));
            console.draw();
        }
    }
    for opening in openings {
        console.type_str(opening);
        for width in (1..=130).step_by(23) {
            for height in (1..=30).step_by(2) {
                console.send(Msg::Resize(width, height));
                console.draw();
            }
        }
        console.press(crossterm::event::KeyCode::Esc);
    }
    console.send(Msg::Resize(40, 5));
    console.type_str("j");
    assert_eq!(console.on(), "102");
    assert!(console.screen()[0].contains("102 Игорь Попов"), "{}", console.text());
}

#[test]
fn pages_fit_every_size() {
    for page in ["h", "i", "\r"] {
        let mut console = Console::new((120, 40), five());
        console.card(card_of(&five()[0]));
        match page {
            "\r" => console.press(crossterm::event::KeyCode::Enter),
            letter => console.type_str(letter),
        }
        for width in (1..=200).step_by(11) {
            for height in (1..=60).step_by(3) {
                console.send(Msg::Resize(width, height));
                console.draw();
            }
        }
    }
}

#[test]
fn every_choice_of_a_list_is_seen_where_the_console_is_enough() {
    for lang in Lang::ALL.iter().copied() {
        for opening in ["o", "x", "v", "l", "z"] {
            let mut console = Console::empty(lang, (80, 24));
            console.board(five());
            console.type_str(opening);
            let Mode::Pick(pick) = &console.model.mode else {
                panic!("{opening} opens a list")
            };
            let pen = Pen {
                model: &console.model,
                now: console.now,
            };
            for entry in pick.kind.entries() {
                let label = crate::tui::pick::draw::label(&pen, pick, &entry);
                assert!(
                    console.text().contains(&label),
                    "{opening}: {label}\n{}",
                    console.text()
                );
            }
        }
    }
}
