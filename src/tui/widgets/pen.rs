//! What every pane needs for drawing: words, looks, the moment.

use std::borrow::Cow;
use std::sync::Arc;

use chrono_tz::Tz;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::text::Span;

use crate::domain::country::Country;
use crate::domain::local_time::local;
use crate::domain::phone;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::scripts::Script;
use crate::text::clean;
use crate::tui::model::Model;
use crate::tui::theme;
use crate::tui::theme::Meaning;
use crate::tui::theme::Signs;
use crate::view::card::Card;
use crate::words::Audience;
use crate::words::Pressure;

/// Draws for one frame.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// What is drawn.
    pub model: &'a Model,
    /// When.
    pub now: Time,
}

impl<'a> Pen<'a> {
    /// The messages.
    pub fn tr(&self) -> &'a Tr {
        &self.model.setup.tr
    }

    /// The signs.
    pub fn signs(&self) -> &'a Signs {
        &self.model.setup.signs
    }

    /// True while the shop is open: only then is anything overdue red.
    pub fn is_open(&self) -> bool {
        let hours = &self.model.setup.settings.hours;
        hours.is_open(local(self.zone(), self.now))
    }

    /// How a clock looks.
    pub fn pressure(&self, pressure: Pressure) -> Meaning {
        match theme::pressure(pressure) {
            Meaning::Overdue if !self.is_open() => Meaning::Soon,
            meaning => meaning,
        }
    }

    /// The card in view.
    pub fn card(&self) -> Option<&'a Arc<Card>> {
        self.model.card_in_view(self.now)
    }

    /// The script beside it.
    pub fn script(&self) -> Option<&'a Arc<Script>> {
        self.model.script_in_view(self.now)
    }

    /// The shop's zone.
    pub fn zone(&self) -> Tz {
        self.model.zone()
    }

    /// Whom words are for.
    pub fn audience(&self) -> Audience<'a> {
        Audience {
            tr: self.tr(),
            zone: self.zone(),
            now: self.now,
        }
    }

    /// How a meaning looks.
    pub fn style(&self, meaning: Meaning) -> Style {
        self.model.setup.palette.style(meaning)
    }

    /// Makes a row the one under the cursor: what is muted is read there too, and on a reversed row there is no colour.
    pub fn select(&self, buffer: &mut Buffer, area: Rect) {
        let look = self.style(Meaning::Cursor);
        let (muted, text) = (self.style(Meaning::Quiet).fg, self.style(Meaning::Text).fg);
        let reversed = look.add_modifier.contains(Modifier::REVERSED);
        for at in area.intersection(buffer.area).positions() {
            let cell = &mut buffer[at];
            if reversed {
                cell.fg = Color::Reset;
            } else if Some(cell.fg) == muted {
                cell.fg = text.unwrap_or(cell.fg);
            }
        }
        buffer.set_style(area, look);
    }

    /// A piece of text.
    pub fn span<'t>(&self, text: impl Into<Cow<'t, str>>, meaning: Meaning) -> Span<'t> {
        Span::styled(text, self.style(meaning))
    }

    /// A phone as people read it, `+7 916 123-45-67`; one that cannot be understood as it was written.
    pub fn phone(&self, raw: &str) -> String {
        if is_e164(raw) {
            return phone::pretty(raw);
        }
        let country = Country::parse(&self.model.setup.settings.shop.country).unwrap_or(Country::RU);
        let parsed = phone::parse(raw, country).phone();
        parsed.map_or_else(|| clean(raw).into_owned(), |phone| phone.pretty())
    }

    /// A line of one meaning.
    pub fn line<'t>(&self, text: impl Into<Cow<'t, str>>, meaning: Meaning) -> Line<'t> {
        Line::from(self.span(text, meaning))
    }
}

/// As the desk keeps what it understood: nothing is left to be read in it.
fn is_e164(raw: &str) -> bool {
    let digits = raw.strip_prefix('+').unwrap_or_default();
    digits.len() >= 8 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Draws lines into an area from its top; those that do not fit are left out.
pub fn draw_lines<'t>(buffer: &mut Buffer, area: Rect, lines: impl IntoIterator<Item = Line<'t>>) {
    for (y, line) in (area.y..area.y + area.height).zip(lines) {
        buffer.set_line(area.x, y, &line, area.width);
    }
}
