//! How well one colour is read on another.

use ratatui::style::Color;

/// By WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
pub(crate) fn contrast(one: Color, other: Color) -> f64 {
    let (one, other) = (brightness(one), brightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn brightness(colour: Color) -> f64 {
    let part = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 {
            share / 12.92
        } else {
            ((share + 0.055) / 1.055).powf(2.4)
        }
    };
    let (red, green, blue) = rgb(colour);
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

/// The 240 fixed colours of the 256 as xterm has them.
fn rgb(colour: Color) -> (u8, u8, u8) {
    match colour {
        Color::Rgb(red, green, blue) => (red, green, blue),
        Color::Indexed(grey @ 232..) => {
            let level = 8 + 10 * (grey - 232);
            (level, level, level)
        }
        Color::Indexed(cube @ 16..) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
            let at = cube - 16;
            (level(at / 36), level(at / 6 % 6), level(at % 6))
        }
        other => panic!("{other:?}"),
    }
}
