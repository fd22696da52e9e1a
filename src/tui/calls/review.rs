//! A recording is heard and reviewed (R28): it plays, and the list of marks opens with the script as it was ticked.

use ratatui::text::Line;

use crate::domain::ids::CallId;
use crate::domain::recorded::RecordedCall;
use crate::session::request::Request;
use crate::text::clean;
use crate::text::cut;
use crate::text::one_line;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::PickKind;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;

/// How many points are shown.
const MOST_POINTS: usize = 8;

/// Asks for the call under the cursor.
pub fn open(model: &mut Model, call: CallId, effects: &mut Vec<Effect>) {
    model.asked.recording = model.asked.ask(Request::Recorded(call), effects);
}

/// It was read: it plays, and is asked about.
pub fn answered(model: &mut Model, token: u64, call: Option<Box<RecordedCall>>, effects: &mut Vec<Effect>) {
    if token != model.asked.recording || !matches!(model.mode, Mode::Command) {
        return;
    }
    let Some(call) = call else {
        model.notice = Some(Notice::Plain("notice-recording_gone"));
        return;
    };
    play(model, &call, effects);
    let subject = model.subject().filter(|subject| subject.customer == call.customer);
    if let Some(subject) = subject {
        model.mode = Mode::pick(subject.alone(), PickKind::Review(call));
    }
}

/// Plays it.
pub fn play(model: &mut Model, call: &RecordedCall, effects: &mut Vec<Effect>) {
    model.notice = None;
    model.asked.ask(Request::Hear(call.recording.clone()), effects);
}

/// What is known of it, over the marks: who talked, the points gone through and those left out, the review so far.
pub fn above<'t>(pen: &Pen<'_>, call: &RecordedCall, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let line = |text: String, meaning| pen.line(format!(" {}", cut(&text, columns.saturating_sub(2))), meaning);
    let mut lines = Vec::new();
    match call.progress() {
        Some((ticked, all)) => {
            let of = [("ticked", ticked.into()), ("all", all.into())];
            lines.push(line(tr.with("review-script", &of), Meaning::Title));
            // Those left out are what the reviewer looks for: where there is no room for all points, they alone are shown.
            let is_short = call.points.len() <= MOST_POINTS;
            let shown = call.points.iter().filter(|point| is_short || !point.done);
            lines.extend(shown.take(MOST_POINTS).map(|point| {
                let (mark, meaning) = if point.done {
                    ("[x]", Meaning::Text)
                } else {
                    ("[ ]", Meaning::Warning)
                };
                line(format!("{mark} {}. {}", point.place, one_line(&point.text)), meaning)
            }));
        }
        None => lines.push(line(tr.text("review-no_script"), Meaning::Quiet)),
    }
    if let Some(review) = &call.review {
        let mark = review
            .mark
            .map_or_else(|| "–".to_owned(), |mark| mark.number().to_string());
        let by = clean(&review.by).into_owned();
        let said = tr.with("review-so_far", &[("mark", mark.into()), ("by", by.into())]);
        lines.push(line(said, Meaning::Title));
        if !review.note.is_empty() {
            lines.push(line(crate::words::quoted(tr, &one_line(&review.note)), Meaning::Text));
        }
    }
    lines.push(Line::default());
    lines
}
