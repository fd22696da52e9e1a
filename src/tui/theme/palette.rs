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
const SIXTEEN: &str = include_str!("../../../assets/themes/sixteen.toml");
const NONE: &str = include_str!("../../../assets/themes/none.toml");

/// What a piece of the screen means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Ordinary text.
    Text,
    /// Said in passing: labels, the usual, what is closed.
    Quiet,
    /// Over a group.
    Heading,
    /// A name, the title of what the keys act on.
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
    /// A key to press, a mark.
    Key,
    /// What was done.
    Done,
    /// What should be known.
    Warning,
    /// What was not done.
    Refused,
    /// A bar.
    Data,
    /// A bar of another series.
    DataOther,
    /// A rule.
    Frame,
    /// The rule at what the keys act on.
    FocusedFrame,
    /// The ground of lists.
    Canvas,
    /// The ground of the card.
    Panel,
    /// The ground of the first and the last row, and of what is asked.
    Bar,
    /// The ground of what is amiss.
    Banner,
    /// The row of the talk.
    Talk,
}

/// How every meaning looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    styles: [Style; Meaning::ALL.len()],
}

impl Meaning {
    /// Every meaning and its section in a theme, in declared order.
    const ALL: [(Meaning, &'static str); 24] = [
        (Meaning::Text, "text"),
        (Meaning::Quiet, "quiet"),
        (Meaning::Heading, "heading"),
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
        (Meaning::Data, "data"),
        (Meaning::DataOther, "data_other"),
        (Meaning::Frame, "frame"),
        (Meaning::FocusedFrame, "focused_frame"),
        (Meaning::Canvas, "canvas"),
        (Meaning::Panel, "panel"),
        (Meaning::Bar, "bar"),
        (Meaning::Banner, "banner"),
        (Meaning::Talk, "talk"),
    ];
}

/// How many colours a terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// All of them.
    True,
    /// The 256.
    Indexed,
    /// Its own sixteen.
    Sixteen,
}

impl Depth {
    /// What a terminal says of itself by `COLORTERM` and `TERM`.
    pub fn of(colorterm: Option<&str>, term: Option<&str>) -> Depth {
        match (colorterm, term) {
            (Some("truecolor" | "24bit"), _) => Depth::True,
            (_, Some(term)) if term.ends_with("-direct") => Depth::True,
            (_, Some(term)) if term.contains("256color") || term.contains("kitty") || term.contains("alacritty") => {
                Depth::Indexed
            }
            _ => Depth::Sixteen,
        }
    }
}

impl Palette {
    /// The palette of a theme on a terminal with that many colours.
    pub fn of(theme: Theme, depth: Depth) -> Palette {
        let text = match (theme, depth) {
            (Theme::None, _) => NONE,
            (_, Depth::Sixteen) => SIXTEEN,
            (Theme::Dark, _) => DARK,
            (Theme::Light, _) => LIGHT,
            (Theme::HighContrast, _) => HIGH_CONTRAST,
        };
        // The files are built in and tested; a section that cannot be read is ordinary text.
        let table: Table = text.parse().unwrap_or_default();
        let style = |(_, name)| table.get(name).and_then(|section| style(section, depth));
        Palette {
            styles: Meaning::ALL.map(|meaning| style(meaning).unwrap_or_default()),
        }
    }

    /// The palette of a theme, unless `NO_COLOR` is set to anything but nothing: it wins.
    pub fn chosen(theme: Theme, depth: Depth, no_color: Option<&str>) -> Palette {
        match no_color {
            Some(value) if !value.is_empty() => Palette::of(Theme::None, depth),
            _ => Palette::of(theme, depth),
        }
    }

    /// True when no ground parts what stands side by side: a line must.
    pub fn is_flat(&self) -> bool {
        self.style(Meaning::Canvas).bg == self.style(Meaning::Panel).bg
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
fn style(section: &Value, depth: Depth) -> Option<Style> {
    let mut style = Style::new();
    for (key, value) in section.as_table()? {
        let modifier = match key.as_str() {
            "colour" => {
                style = style.fg(colour(value.as_str()?, depth)?);
                continue;
            }
            "ground" => {
                style = style.bg(colour(value.as_str()?, depth)?);
                continue;
            }
            "bold" => Modifier::BOLD,
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

/// A colour as a theme writes it, `#rrggbb 233` or a name, as the terminal shows it.
fn colour(text: &str, depth: Depth) -> Option<Color> {
    let mut both = text.split(' ');
    let (whole, indexed) = (both.next()?, both.next());
    let chosen = match (depth, indexed) {
        (Depth::Indexed, Some(indexed)) => indexed,
        _ => whole,
    };
    chosen.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Theme;
    use crate::tui::theme::contrast::contrast;

    const DEPTHS: [Depth; 3] = [Depth::True, Depth::Indexed, Depth::Sixteen];

    #[test]
    fn every_theme_says_how_every_meaning_looks_and_nothing_else() {
        for text in [DARK, LIGHT, HIGH_CONTRAST, SIXTEEN, NONE] {
            let table: Table = text.parse().unwrap();
            let mut names: Vec<&str> = table.keys().map(String::as_str).collect();
            let mut wanted = Meaning::ALL.map(|(_, name)| name).to_vec();
            names.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(names, wanted);
            for (name, section) in &table {
                for depth in DEPTHS {
                    assert!(style(section, depth).is_some(), "{name} in {text}");
                }
            }
        }
        for (at, (meaning, _)) in Meaning::ALL.into_iter().enumerate() {
            assert_eq!(meaning as usize, at);
        }
    }

    #[test]
    fn no_color_wins_over_any_theme() {
        for depth in DEPTHS {
            let none = Palette::of(Theme::None, depth);
            for theme in Theme::ALL {
                assert_eq!(Palette::chosen(*theme, depth, Some("1")), none);
                assert_eq!(Palette::chosen(*theme, depth, Some("")), Palette::of(*theme, depth));
            }
            for (meaning, name) in Meaning::ALL {
                let style = none.style(meaning);
                assert_eq!((style.fg, style.bg), (None, None), "{name}");
            }
        }
    }

    #[test]
    fn what_matters_differs_without_colour_too() {
        for (theme, depth) in themes() {
            let palette = Palette::of(theme, depth);
            let weight = |meaning| palette.style(meaning).add_modifier;
            for meaning in [Meaning::Overdue, Meaning::Key, Meaning::Live, Meaning::Title] {
                assert_ne!(weight(meaning), weight(Meaning::Text), "{theme:?} {meaning:?}");
            }
            let ground = |meaning| (palette.style(meaning).bg, weight(meaning));
            assert_ne!(ground(Meaning::Cursor), ground(Meaning::Canvas), "{theme:?}");
        }
    }

    #[test]
    fn a_terminal_is_taken_at_its_word() {
        for (colorterm, term, depth) in [
            (Some("truecolor"), Some("xterm-256color"), Depth::True),
            (Some("24bit"), None, Depth::True),
            (None, Some("xterm-256color"), Depth::Indexed),
            (None, Some("xterm-kitty"), Depth::Indexed),
            (None, Some("linux"), Depth::Sixteen),
            (None, None, Depth::Sixteen),
        ] {
            assert_eq!(Depth::of(colorterm, term), depth, "{colorterm:?} {term:?}");
        }
    }

    /// Words are read on every ground they stand on, bars are seen, one series beside the other.
    #[test]
    fn words_and_bars_stand_out_from_their_grounds() {
        use Meaning as M;

        let words = [
            M::Text,
            M::Quiet,
            M::Heading,
            M::Title,
            M::Money,
            M::Soon,
            M::Overdue,
            M::Claimed,
            M::Ghost,
            M::Key,
            M::Done,
            M::Warning,
            M::Refused,
        ];
        for theme in [Theme::Dark, Theme::Light, Theme::HighContrast] {
            for depth in [Depth::True, Depth::Indexed] {
                let palette = Palette::of(theme, depth);
                let ink = |meaning| palette.style(meaning).fg.unwrap();
                let ground = |meaning| palette.style(meaning).bg.unwrap();
                let mut pairs = Vec::new();
                for at in [M::Canvas, M::Panel, M::Bar] {
                    pairs.extend(words.iter().map(|word| (*word, at, ink(*word), ground(at), 4.5)));
                    pairs.extend([M::Data, M::DataOther].map(|bar| (bar, at, ink(bar), ground(at), 3.0)));
                }
                for word in words {
                    let own = palette.style(M::Cursor).fg;
                    let muted = ink(word) == ink(M::Quiet);
                    let ink = own.unwrap_or(if muted { ink(M::Text) } else { ink(word) });
                    pairs.push((word, M::Cursor, ink, ground(M::Cursor), 4.5));
                }
                let banner = [M::Text, M::Title, M::Key, M::Warning];
                pairs.extend(banner.map(|word| (word, M::Banner, ink(word), ground(M::Banner), 4.5)));
                pairs.extend([M::Live, M::Talk].map(|row| (row, row, ink(row), ground(row), 4.5)));
                pairs.push((M::Data, M::DataOther, ink(M::Data), ink(M::DataOther), 1.5));
                for (word, at, ink, ground, least) in pairs {
                    let ratio = contrast(ink, ground);
                    assert!(ratio >= least, "{theme:?} {depth:?} {word:?} on {at:?}: {ratio:.2}");
                }
            }
        }
    }

    fn themes() -> Vec<(Theme, Depth)> {
        let all = Theme::ALL.iter();
        all.flat_map(|theme| DEPTHS.map(|depth| (*theme, depth))).collect()
    }
}
