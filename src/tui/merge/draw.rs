//! Who may be the same person, and what merging the two comes to.
//!
//! ```text
//! возможно, это же: №1021 · Иван Петров, тот же телефон (o j)
//! ```

use ratatui::text::Line;

use crate::text::cut;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::commands::CommandId;
use crate::tui::model::Model;
use crate::tui::pick::state::Merging;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::view::same_person::Alike;
use crate::words;

/// How many are named on a card.
const SHOWN: usize = 2;

/// Those who may be the same person as the card's, and who they were before.
pub fn lines<'t>(pen: &Pen<'_>, card: &Card, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let mut lines = Vec::new();
    let was = card.merged.iter().map(|was| was.name.as_str());
    let was: Vec<&str> = was
        .filter(|name| !name.is_empty() && *name != card.customer.name)
        .collect();
    if !was.is_empty() {
        let text = tr.with("card-merged", &[("names", was.join(", ").into())]);
        lines.push(pen.line(cut(&text, columns), Meaning::Quiet));
    }
    for alike in card.alike.iter().take(SHOWN) {
        let args = [("who", who(pen, alike).into()), ("keys", keys(pen.model).into())];
        let text = wrap(&tr.with("card-alike", &args), columns).into_iter();
        lines.extend(text.map(|line| pen.line(line, Meaning::Soon)));
    }
    lines
}

/// Another customer and what they have in common: `№1021 · Иван Петров, тот же телефон`.
pub fn who(pen: &Pen<'_>, alike: &Alike) -> String {
    let tr = pen.tr();
    let number = alike
        .number
        .as_ref()
        .map(|number| tr.with("card-number", &[("number", number.as_str().into())]));
    let name = if alike.name.is_empty() {
        tr.text("card-nameless")
    } else {
        alike.name.clone()
    };
    let who: Vec<String> = number.into_iter().chain([name]).collect();
    let by = alike.shared.first().map(|shared| words::same_contact(tr, shared.kind));
    format!("{}, {}", who.join(" · "), by.unwrap_or_default())
}

/// What a plan comes to, line by line.
pub fn plan<'t>(pen: &Pen<'_>, merging: &Merging, columns: usize) -> Vec<Line<'t>> {
    let Some(plan) = &merging.plan else {
        return vec![pen.line(pen.tr().text("card-reading"), Meaning::Quiet)];
    };
    let pairs = words::merge_plan(pen.tr(), pen.zone(), pen.now, plan);
    let widest = pairs.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let mut lines: Vec<Line<'t>> = pairs
        .iter()
        .map(|(name, value)| {
            let value = cut(value, columns.saturating_sub(widest + 2));
            Line::from(vec![
                pen.span(pad_right(name, widest + 2), Meaning::Quiet),
                pen.span(value, Meaning::Text),
            ])
        })
        .collect();
    lines.push(Line::default());
    lines
}

/// The keys that lead there, as they are pressed: `o j`; a no-break space keeps them on one line.
fn keys(model: &Model) -> String {
    let keys = model.setup.keymap.written(CommandId::Merge, model.letters);
    keys.replace(' ', "\u{a0}")
}
