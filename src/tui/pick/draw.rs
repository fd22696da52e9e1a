//! An open list at the foot of the screen: one more key chooses.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::parcels;
use super::state::Choice;
use super::state::Entry;
use super::state::MergeChoice;
use super::state::Pick;
use super::state::PickKind;
use crate::text::clean;
use crate::text::cut;
use crate::text::width;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::commands::entry as command;
use crate::tui::merge;
use crate::tui::model::Model;
use crate::tui::subject::Subject;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;
use crate::tui::widgets::inside;
use crate::tui::widgets::subject_words::subject_words;
use crate::view::pages::SortColumn;
use crate::words;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Pick) -> Position {
    let entries = open.kind.entries();
    let labels: Vec<String> = entries.iter().map(|entry| label(pen, open, entry)).collect();
    let widest = labels.iter().map(|label| width(label)).max().unwrap_or(0) + 8;
    let inside = usize::from(inside(body).width).max(1);
    let above = above(pen, open, inside);
    // A long list stands in more columns than its words would have: a choice that is not seen is not made.
    let most = usize::from(body.height).saturating_sub(above.len() + 2).max(1);
    let columns = (inside / widest.max(1)).max(entries.len().div_ceil(most)).clamp(1, 3);
    let rows = entries.len().div_ceil(columns);
    let height = u16::try_from(rows + above.len() + 2)
        .unwrap_or(u16::MAX)
        .min(body.height);
    let area = Rect::new(body.x, body.y + body.height - height, body.width, height);
    let inner = framed(pen, buffer, area, &title(pen, open));
    let shown = u16::try_from(above.len()).unwrap_or(inner.height).min(inner.height);
    draw_lines(buffer, inner, above);
    let list = Rect::new(inner.x, inner.y + shown, inner.width, inner.height - shown);
    let step = u16::try_from(inside / columns).unwrap_or(list.width);
    for (at, (entry, label)) in entries.iter().zip(&labels).enumerate() {
        let (column, row) = (at / rows, at % rows);
        let (Ok(column), Ok(row)) = (u16::try_from(column), u16::try_from(row)) else {
            continue;
        };
        if row >= list.height {
            continue;
        }
        let possible = is_possible(pen.model, open.subject.as_ref(), entry.choice);
        let line = Line::from(vec![
            pen.span(keys(pen, entry), Meaning::Key),
            pen.span(
                cut(label, usize::from(step).saturating_sub(8)),
                if possible { Meaning::Text } else { Meaning::Ghost },
            ),
        ]);
        let x = list.x + column * step;
        buffer.set_line(
            x,
            list.y + row,
            &line,
            (list.x + list.width).saturating_sub(x).min(step),
        );
    }
    Position::new(list.x, list.y.min(body.y + body.height - 1))
}

/// What the list asks: `№1042 · Елена Иванова · отменить: почему?`
pub fn title(pen: &Pen<'_>, open: &Pick) -> String {
    let tr = pen.tr();
    let asks = match &open.kind {
        PickKind::CallAnyway => tr.text("pick-call_anyway"),
        PickKind::Outcome { .. } => tr.text("pick-outcome"),
        PickKind::Cancel => tr.text("pick-cancel"),
        PickKind::Returned => tr.text("pick-returned"),
        PickKind::Refused => tr.text("pick-refused"),
        PickKind::Settle => tr.text("pick-settle"),
        PickKind::Parcels(ask) => {
            let what = words::action(tr, parcels::kind_of(ask.step));
            tr.with("pick-parcels", &[("what", what.into())])
        }
        PickKind::Skip => tr.text("pick-skip"),
        PickKind::Other => tr.text("pick-other"),
        PickKind::Edit => tr.text("pick-edit"),
        PickKind::Views => tr.text("pick-views"),
        PickKind::Order => tr.text("pick-order"),
        PickKind::UndoForeign(hint) => {
            let what = words::done_count(tr, hint.kind, hint.count, hint.order_number.as_deref());
            return tr.with("pick-undo_foreign", &[("what", what.into())]);
        }
        PickKind::TakeOver(claim) => {
            let since = words::clock_time(pen.zone(), claim.taken_at);
            let by = clean(&claim.operator);
            tr.with("pick-take_over", &[("by", by.as_ref().into()), ("since", since.into())])
        }
        PickKind::Pasted(_) => return tr.text("pick-pasted"),
        PickKind::MergeWith(_) => tr.text("pick-merge_with"),
        PickKind::Merge(_) => return tr.text("pick-merge"),
    };
    match &open.subject {
        Some(subject) => format!("{} · {asks}", subject_words(pen, subject)),
        None => asks,
    }
}

/// What stands over the choices: the numbers to dial, a pasted text.
fn above<'t>(pen: &Pen<'_>, open: &Pick, columns: usize) -> Vec<Line<'t>> {
    match &open.kind {
        PickKind::Outcome { phones, .. } if !phones.is_empty() => {
            let mut lines = vec![Line::default()];
            for (at, phone) in phones.iter().take(3).enumerate() {
                let phone = pen.phone(phone);
                let text = if at == 0 { spaced(&phone) } else { phone };
                lines.push(pen.line(
                    format!("   {text}"),
                    if at == 0 { Meaning::Money } else { Meaning::Quiet },
                ));
            }
            lines.push(Line::default());
            lines
        }
        PickKind::CallAnyway => vec![pen.line(pen.tr().text("card-night"), Meaning::Warning)],
        PickKind::Merge(merging) => merge::draw::plan(pen, merging, columns),
        PickKind::Pasted(text) => vec![pen.line(words::quoted(pen.tr(), &cut(text, 60)), Meaning::Text)],
        _ => Vec::new(),
    }
}

/// A number that can be read from an arm's length: a space between its characters.
fn spaced(phone: &str) -> String {
    phone
        .chars()
        .flat_map(|c| [c, ' '])
        .collect::<String>()
        .trim_end()
        .to_owned()
}

/// What a choice is called.
pub fn label(pen: &Pen<'_>, open: &Pick, entry: &Entry) -> String {
    let tr = pen.tr();
    match entry.choice {
        Choice::GoOn => match open.kind {
            PickKind::CallAnyway => tr.text("pick-go_call"),
            _ => tr.text("pick-go_undo"),
        },
        Choice::Agreed => tr.text("pick-agreed"),
        Choice::Outcome(outcome) => words::outcome(tr, outcome),
        Choice::Reason(reason) => words::cancel_reason(tr, reason),
        Choice::Settled(outcome) => tr.coded("case", outcome.code()),
        Choice::Skip(reason) => words::skip_reason(tr, reason),
        Choice::Command(id) => command(id).label(tr),
        Choice::View(view) => tr.coded("view", view.code()),
        Choice::Columns => tr.text("pick-columns"),
        Choice::By(SortColumn::Total) => tr.text("orders-total_plain"),
        Choice::By(column) => tr.coded("orders", column.code()),
        Choice::AsTracking => tr.text("pick-as_tracking"),
        Choice::AsSearch => tr.text("pick-as_search"),
        Choice::With(at) => match &open.kind {
            PickKind::MergeWith(alike) => alike
                .get(at)
                .map(|alike| merge::draw::who(pen, alike))
                .unwrap_or_default(),
            _ => String::new(),
        },
        Choice::Parcel(place) => match &open.kind {
            PickKind::Parcels(ask) => {
                let found = ask.parcels.iter().find(|(other, _)| *other == place);
                found.map(|(_, called)| clean(called).into_owned()).unwrap_or_default()
            }
            _ => String::new(),
        },
        Choice::AllParcels => tr.text("pick-all_parcels"),
        Choice::Merge(MergeChoice::Merge) => tr.text("pick-go_merge"),
        Choice::Merge(MergeChoice::Swap) => tr.text("pick-merge_swap"),
        Choice::Merge(MergeChoice::Apart) => tr.text("pick-keep_apart"),
    }
}

/// Whether it may be chosen now; what is said of something the customer waits for needs that to be there.
fn is_possible(model: &Model, subject: Option<&Subject>, choice: Choice) -> bool {
    let id = match choice {
        Choice::Command(id) => id,
        Choice::Agreed => CommandId::Confirm,
        _ => return true,
    };
    let awaited = |subject: &Subject| id.awaits().is_none_or(|task| model.board.owes(subject.customer, task));
    command(id).is_possible(subject) && subject.is_none_or(awaited)
}

fn keys(pen: &Pen<'_>, entry: &Entry) -> String {
    let letter = commands::written(KeyCode::Char(entry.letter), pen.model.letters);
    let keys = match entry.digit {
        Some(digit) => format!("{digit} {letter}"),
        None => letter,
    };
    crate::text::pad_right(&keys, 7)
}
