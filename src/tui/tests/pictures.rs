//! The screen as a picture.

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use crate::tui::svg::svg;

#[test]
fn a_picture_holds_the_screens_text_and_colours() {
    let mut console = Console::new((100, 15), five());
    console.card(card_of(&five()[0]));
    let (buffer, _) = console.draw();
    let picture = svg(&buffer);
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    assert!(picture.contains("Елена\u{a0}Иванова"), "{picture}");
    assert!(picture.contains("#56b6c2"), "keys are coloured");
    assert!(!picture.contains("» <") && picture.matches("<text").count() == picture.matches("</text>").count());
    assert_eq!(picture, svg(&console.draw().0));
}
