//! Meanings and how they look: a theme is a file of `assets/themes` with a section for each meaning.

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use toml::Table;
use toml::Value;

use crate::domain::settings::Theme;
use crate::words::Pressure;

const DARK: &str = include_str!("../../../assets/themes/dark.toml");
const LIGHT: &str = include_str!("../../../assets/themes/light.toml");
const HIGH_CONTRAST: &str = include_str!("../../../assets/themes/high-contrast.toml");
const NONE: &str = include_str!("../../../assets/themes/none.toml");

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Ordinary text.
    Text,
    /// Said in passing.
    Quiet,
    /// A heading.
    Title,
    /// An amount.
    Money,
    /// Little time is left, or the target is missed.
    Soon,
    /// The limit is missed.
    Overdue,
    /// It rings.
    Live,
    /// Somebody else holds it.
    Claimed,
    /// It has left the queue.
    Ghost,
    /// The row under the cursor.
    Cursor,
    /// A key to press.
    Key,
    /// What was done.
    Done,
    /// What should be known.
    Warning,
    /// What was not done.
    Refused,
    /// A frame.
    Frame,
    /// The frame of what the keys act on.
    FocusedFrame,
}

/// How every meaning looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    styles: [Style; Meaning::ALL.len()],
}

impl Meaning {
    /// Every meaning and its section in a theme, in declared order.
    const ALL: [(Meaning, &'static str); 16] = [
        (Meaning::Text, "text"),
        (Meaning::Quiet, "quiet"),
        (Meaning::Title, "title"),
        (Meaning::Money, "money"),
        (Meaning::Soon, "soon"),
        (Meaning::Overdue, "overdue"),
        (Meaning::Live, "live"),
        (Meaning::Claimed, "claimed"),
        (Meaning::Ghost, "ghost"),
        (Meaning::Cursor, "cursor"),
        (Meaning::Key, "key"),
        (Meaning::Done, "done"),
        (Meaning::Warning, "warning"),
        (Meaning::Refused, "refused"),
        (Meaning::Frame, "frame"),
        (Meaning::FocusedFrame, "focused_frame"),
    ];
}

impl Palette {
    /// The palette of a theme.
    pub fn of(theme: Theme) -> Palette {
        let text = match theme {
            Theme::Dark => DARK,
            Theme::Light => LIGHT,
            Theme::HighContrast => HIGH_CONTRAST,
            Theme::None => NONE,
        };
        // The files are built in and tested; a section that cannot be read is ordinary text.
        let table: Table = text.parse().unwrap_or_default();
        Palette {
            styles: Meaning::ALL.map(|(_, name)| table.get(name).and_then(style).unwrap_or_default()),
        }
    }

    /// The palette of a theme, unless `NO_COLOR` is set to anything but nothing: it wins.
    pub fn chosen(theme: Theme, no_color: Option<&str>) -> Palette {
        match no_color {
            Some(value) if !value.is_empty() => Palette::of(Theme::None),
            _ => Palette::of(theme),
        }
    }

    /// How a meaning looks.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.styles[meaning as usize]
    }
}

/// What a clock's pressure means.
pub fn pressure(pressure: Pressure) -> Meaning {
    match pressure {
        Pressure::Calm => Meaning::Text,
        Pressure::Soon | Pressure::Late => Meaning::Soon,
        Pressure::Over => Meaning::Overdue,
    }
}

/// The style a section describes; nothing when anything of it is not understood.
fn style(section: &Value) -> Option<Style> {
    let mut style = Style::new();
    for (key, value) in section.as_table()? {
        let modifier = match key.as_str() {
            "colour" => {
                style = style.fg(value.as_str()?.parse::<Color>().ok()?);
                continue;
            }
            "ground" => {
                style = style.bg(value.as_str()?.parse::<Color>().ok()?);
                continue;
            }
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underlined" => Modifier::UNDERLINED,
            "reversed" => Modifier::REVERSED,
            _ => return None,
        };
        if value.as_bool()? {
            style = style.add_modifier(modifier);
        }
    }
    Some(style)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Theme;

    #[test]
    fn every_theme_says_how_every_meaning_looks_and_nothing_else() {
        for text in [DARK, LIGHT, HIGH_CONTRAST, NONE] {
            let table: Table = text.parse().unwrap();
            let mut names: Vec<&str> = table.keys().map(String::as_str).collect();
            let mut wanted = Meaning::ALL.map(|(_, name)| name).to_vec();
            names.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(names, wanted);
            for (name, section) in &table {
                assert!(style(section).is_some(), "{name} in {text}");
            }
        }
        for (at, (meaning, _)) in Meaning::ALL.into_iter().enumerate() {
            assert_eq!(meaning as usize, at);
        }
    }

    #[test]
    fn no_color_wins_over_any_theme() {
        let none = Palette::of(Theme::None);
        for theme in Theme::ALL {
            assert_eq!(Palette::chosen(*theme, Some("1")), none);
            assert_eq!(Palette::chosen(*theme, Some("")), Palette::of(*theme));
        }
        for (meaning, name) in Meaning::ALL {
            let style = none.style(meaning);
            assert_eq!((style.fg, style.bg), (None, None), "{name}");
        }
    }

    #[test]
    fn what_matters_differs_without_colour_too() {
        for theme in Theme::ALL {
            let palette = Palette::of(*theme);
            let weight = |meaning| palette.style(meaning).add_modifier;
            for meaning in [Meaning::Overdue, Meaning::Cursor, Meaning::Ghost, Meaning::Key] {
                assert_ne!(weight(meaning), weight(Meaning::Text), "{theme:?} {meaning:?}");
            }
        }
    }
}
