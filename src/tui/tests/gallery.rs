//! Every screen of the made-up shop, by the keys that lead there: for tests that read them all, and as pictures to look at.

use std::fs;
use std::path::Path;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;

use super::pictures::Shop;
use super::pictures::svg::svg;
use crate::domain::order::Stage;
use crate::domain::settings::Theme;
use crate::i18n::Lang;
use crate::tui::commands::Group;
use crate::tui::commands::commands_of;
use crate::tui::theme::Depth;
use crate::tui::theme::Palette;

/// What is opened over the queue, by its keys, beside the pages, and what it is called as a picture.
const OPENED: [(&str, &str); 25] = [
    ("", "queue"),
    ("\n", "card"),
    ("v", "views"),
    (":", "palette"),
    ("?", "help"),
    ("o", "other"),
    ("e", "edit"),
    ("ec", "edit-customer"),
    ("el", "edit-lines"),
    ("l", "outcome"),
    ("x", "cancel"),
    ("s", "schedule"),
    ("z", "skip"),
    ("w", "note"),
    ("m", "messages"),
    ("f", "answers"),
    ("t", "tracking"),
    ("i", "why"),
    ("h", "history"),
    ("on", "new-order"),
    ("vg>", "products-absent"),
    ("vg>>", "products-running-out"),
    ("vg>>>>", "products-dearer"),
    ("vl<", "orders-later"),
    ("vl/2", "orders-narrowed"),
];
/// Names the folder the pictures are drawn into.
const FOLDER: &str = "DOZVON_SCREENS";

/// Every screen of a shop by its name.
pub(super) fn screens(shop: &mut Shop) -> Vec<(String, Buffer)> {
    let pages = commands_of(&[Group::Page]).map(|page| match page.keys[0] {
        KeyCode::Char(letter) => (format!("v{letter}"), page.name.to_owned()),
        other => panic!("{other:?}"),
    });
    shop.press(KeyCode::Home);
    shop.go_to(Stage::New);
    let opened = OPENED.map(|(keys, name)| (keys.to_owned(), name.to_owned()));
    let mut seen = Vec::new();
    for (keys, name) in opened.into_iter().chain(pages) {
        for letter in keys.chars() {
            shop.press(match letter {
                '\n' => KeyCode::Enter,
                '<' => KeyCode::Left,
                '>' => KeyCode::Right,
                letter => KeyCode::Char(letter),
            });
        }
        seen.push((name, shop.console.draw().0));
        for _ in 0..4 {
            shop.press(KeyCode::Esc);
        }
    }
    seen
}

fn text(buffer: &Buffer) -> String {
    let columns = usize::from(buffer.area.width);
    let lines = buffer.content.chunks(columns);
    let line = |cells: &[ratatui::buffer::Cell]| cells.iter().map(ratatui::buffer::Cell::symbol).collect::<String>();
    lines.map(line).collect::<Vec<_>>().join("\n")
}

/// Letters that only one of the languages has.
fn foreign(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "абвгдежзиклмнопрстуфхцчшщьюяыэъёіїєґ",
        Lang::Ru => "іїєґ",
        Lang::Uk => "ыэъё",
    }
}

#[test]
fn no_screen_speaks_two_languages() {
    for lang in Lang::ALL.iter().copied() {
        let mut shop = Shop::open(lang, (120, 40));
        for (name, buffer) in screens(&mut shop) {
            let text = text(&buffer);
            let is_foreign = |line: &&str| line.to_lowercase().contains(|c| foreign(lang).contains(c));
            let mixed: Vec<&str> = text.lines().filter(is_foreign).collect();
            assert!(mixed.is_empty(), "{lang:?} {name}: {mixed:#?}");
        }
    }
}

/// Draws into the folder that is named, or nothing: `DOZVON_SCREENS=/tmp/screens cargo test --lib pictures_of_every_screen`.
#[test]
fn pictures_of_every_screen() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    fs::create_dir_all(&folder).unwrap();
    for lang in Lang::ALL.iter().copied() {
        for size in [(80, 24), (120, 40), (200, 50)] {
            let mut shop = Shop::open(lang, size);
            for (theme, called) in [(Theme::Dark, "dark"), (Theme::Light, "light")] {
                shop.console.model.setup.palette = Palette::of(theme, Depth::True);
                for (name, buffer) in screens(&mut shop) {
                    let (columns, rows) = size;
                    let file = format!("{}-{columns}x{rows}-{called}-{name}.svg", lang.code());
                    fs::write(Path::new(&folder).join(file), svg(&buffer)).unwrap();
                }
            }
        }
    }
}
