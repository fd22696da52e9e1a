//! A channel that is tried, at the foot of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::ChannelTest;
use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;
use crate::text::clean;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::tui::widgets::inside;
use crate::tui::widgets::wrap;
use crate::words;

/// Lines over and under what is said.
const AROUND: usize = 3;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &ChannelTest) -> Position {
    let (said, look) = said(pen, open);
    let lines = wrap(&said, usize::from(inside(body).width).max(1));
    let height = u16::try_from(lines.len() + AROUND)
        .unwrap_or(body.height)
        .min(body.height);
    let area = Rect::new(body.x, body.bottom() - height, body.width, height);
    let name = clean(&open.name).into_owned();
    let title = pen.tr().with("channels-try", &[("name", name.into())]);
    let inner = framed(pen, buffer, area, &title);
    let below = Rect::new(inner.x, inner.y + 1, inner.width, inner.height.saturating_sub(1));
    draw_lines(buffer, below, lines.into_iter().map(|line| pen.line(line, look)));
    field::field(buffer, inner, &open.input)
}

/// What came back, or what is to be typed.
pub fn said(pen: &Pen<'_>, open: &ChannelTest) -> (String, Meaning) {
    let tr = pen.tr();
    if open.sent.is_some() {
        return (tr.text("channels-trying"), Meaning::Quiet);
    }
    match &open.result {
        None => {
            let hint = match open.carries {
                Channel::Sms => "channels-try_sms",
                Channel::Email => "channels-try_email",
            };
            (tr.text(hint), Meaning::Quiet)
        }
        Some(Err(why)) => (words::why(tr, why), Meaning::Refused),
        Some(Ok(outcome)) => {
            let to = clean(open.input.value().trim()).into_owned();
            let args = [("to", to.into()), ("said", words::why(tr, outcome.said()).into())];
            let look = match outcome {
                SendOutcome::Accepted { .. } => Meaning::Done,
                _ => Meaning::Refused,
            };
            (tr.with(&format!("channel_test-{}", outcome.code()), &args), look)
        }
    }
}
