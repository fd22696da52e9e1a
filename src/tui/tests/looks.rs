//! Every screen is read in every theme: what is drawn, not what a table of colours promises.

use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use ratatui::style::Modifier;

use super::gallery::screens;
use super::pictures::Shop;
use crate::domain::settings::Theme;
use crate::i18n::Lang;
use crate::tui::theme::Depth;
use crate::tui::theme::Palette;
use crate::tui::theme::contrast::contrast;

/// Pieces of rules, bars and columns: seen, not read.
const DRAWN: &str = "─│▄▌▁▂▃▅▆▇█░▒▓";

/// Every screen of a shop in a palette.
fn painted(palette: &Palette, size: (u16, u16)) -> Vec<(String, Buffer)> {
    let mut shop = Shop::open(Lang::Ru, size);
    shop.console.model.setup.palette = palette.clone();
    screens(&mut shop)
}

fn words(buffer: &Buffer) -> impl Iterator<Item = &Cell> {
    let is_word = |cell: &&Cell| !cell.symbol().trim().is_empty() && !DRAWN.contains(cell.symbol());
    buffer.content.iter().filter(is_word)
}

#[test]
fn every_word_on_every_screen_stands_out_from_its_ground() {
    for theme in [Theme::Dark, Theme::Light, Theme::HighContrast] {
        for (depth, size) in [(Depth::True, (120, 40)), (Depth::Indexed, (80, 24))] {
            for (name, buffer) in painted(&Palette::of(theme, depth), size) {
                for cell in words(&buffer) {
                    let reversed = cell.modifier.contains(Modifier::REVERSED);
                    let (ink, ground) = if reversed {
                        (cell.bg, cell.fg)
                    } else {
                        (cell.fg, cell.bg)
                    };
                    let said = || format!("{theme:?} {depth:?} {name}: {:?} {ink:?} on {ground:?}", cell.symbol());
                    assert!(ink != Color::Reset && ground != Color::Reset, "{}", said());
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= 4.5, "{} {ratio:.2}", said());
                }
            }
        }
    }
}

#[test]
fn in_sixteen_colours_no_word_is_grey() {
    for (name, buffer) in painted(&Palette::of(Theme::Dark, Depth::Sixteen), (120, 40)) {
        let grey: String = words(&buffer)
            .filter(|cell| cell.fg == Color::DarkGray)
            .map(Cell::symbol)
            .collect();
        assert_eq!(grey, "", "{name}");
    }
}

#[test]
fn without_colours_none_is_written() {
    for (name, buffer) in painted(&Palette::of(Theme::None, Depth::True), (120, 40)) {
        let coloured = |cell: &&Cell| cell.fg != Color::Reset || cell.bg != Color::Reset;
        assert_eq!(buffer.content.iter().find(coloured), None, "{name}");
    }
}
