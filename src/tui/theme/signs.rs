//! The signs a font has: the full set, and one that every font has.

use ratatui::symbols::border;

use crate::domain::settings::Glyphs;
use crate::domain::task::Lane;

/// The signs a font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Before the row under the cursor.
    pub cursor: &'static str,
    /// Before a row that has just come.
    pub came: &'static str,
    /// Before a marked row.
    pub mark: &'static str,
    /// More above.
    pub above: &'static str,
    /// The rows stand by it, downwards.
    pub down: &'static str,
    /// The same upwards.
    pub up: &'static str,
    /// Something was done.
    pub tick: &'static str,
    /// Beware.
    pub beware: &'static str,
    /// A call.
    pub call: &'static str,
    /// Times.
    pub times: &'static str,
    /// Held by the operator.
    pub mine: &'static str,
    /// Before a regular whose own manager is there (R9).
    pub regular: &'static str,
    /// Lines of frames.
    pub border: border::Set<'static>,
    /// A line across.
    pub rule: &'static str,
    /// A piece of a bar.
    pub bar: &'static str,
    /// Heights of a small column, from nothing to the whole line.
    pub heights: [&'static str; 9],
    /// Shades from nothing to the most.
    pub shades: [&'static str; 5],
    lanes: [&'static str; Self::LANES],
}

impl Signs {
    /// How many lanes have signs.
    pub const LANES: usize = 6;
    /// Signs of Unicode.
    pub const UNICODE: Signs = Signs {
        cursor: "▌",
        came: "+",
        mark: "◆",
        above: "↑",
        down: "▼",
        up: "▲",
        tick: "✓",
        beware: "▲",
        call: "◉",
        times: "×",
        mine: "●",
        regular: "◇",
        border: border::PLAIN,
        rule: "─",
        bar: "▄",
        heights: [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
        shades: [" ", "░", "▒", "▓", "█"],
        lanes: ["☎", "✆", "↻", "★", "•", "·"],
    };
    /// Signs every font has.
    pub const ASCII: Signs = Signs {
        cursor: ">",
        came: "+",
        mark: "#",
        above: "^",
        down: "v",
        up: "^",
        tick: "+",
        beware: "!",
        call: "@",
        times: "x",
        mine: "*",
        regular: "~",
        border: border::Set {
            top_left: "+",
            top_right: "+",
            bottom_left: "+",
            bottom_right: "+",
            vertical_left: "|",
            vertical_right: "|",
            horizontal_top: "-",
            horizontal_bottom: "-",
        },
        rule: "-",
        bar: "#",
        heights: [" ", ".", ".", ":", ":", "=", "+", "*", "#"],
        shades: [" ", ".", ":", "+", "#"],
        lanes: ["R", "M", "C", "*", "o", "."],
    };

    /// The signs a setting asks for on a terminal whose `TERM` is `term`: the Linux console's font has few.
    pub fn of(glyphs: Glyphs, term: Option<&str>) -> Signs {
        match (glyphs, term) {
            (Glyphs::Ascii, _) | (Glyphs::Auto, Some("linux" | "dumb")) => Signs::ASCII,
            (Glyphs::Auto | Glyphs::Unicode, _) => Signs::UNICODE,
        }
    }

    /// The sign of a lane.
    pub fn lane(&self, lane: Lane) -> &'static str {
        match lane {
            Lane::Ringing => self.lanes[0],
            Lane::Missed => self.lanes[1],
            Lane::Callback => self.lanes[2],
            Lane::NewHigh => self.lanes[3],
            Lane::New => self.lanes[4],
            Lane::FollowUp => self.lanes[5],
        }
    }
}
