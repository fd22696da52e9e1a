//! An open list at the foot of the screen: one more key chooses.
use crate::domain::order_sort::SortColumn;

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
use crate::text::one_line;
use crate::text::width;
use crate::tui::calls;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::commands::RARER;
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
use crate::words;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Pick) -> Position {
    let blocks = blocks(pen, open);
    let items: usize = blocks.iter().map(Vec::len).sum();
    // `1 ф/a`, or a letter alone.
    let is_numbered = |item: &PickLine| item.entry.is_some_and(|entry| entry.digit.is_some());
    let keyed = if blocks.iter().flatten().any(is_numbered) { 7 } else { 4 };
    let widest = blocks
        .iter()
        .flatten()
        .map(|item| width(&item.label))
        .max()
        .unwrap_or(0)
        + 8;
    let inside = usize::from(inside(body).width).max(1);
    let above = above(pen, open, inside);
    // A long list stands in more columns than its words would have: a choice that is not seen is not made.
    let most = usize::from(body.height).saturating_sub(above.len() + 2).max(1);
    let columns = (inside / widest.max(1)).max(items.div_ceil(most)).clamp(1, 3);
    let laid = (columns..=3).map(|columns| lay(&blocks, columns));
    let tallest = |laid: &Vec<Vec<&PickLine>>| laid.iter().map(Vec::len).max().unwrap_or(0);
    let laid = laid
        .min_by_key(|laid| (tallest(laid).saturating_sub(most), laid.len()))
        .unwrap_or_default();
    let (columns, rows) = (laid.len().max(1), tallest(&laid));
    let height = u16::try_from(rows + above.len() + 2)
        .unwrap_or(u16::MAX)
        .min(body.height);
    let area = Rect::new(body.x, body.y + body.height - height, body.width, height);
    let inner = framed(pen, buffer, area, &title(pen, open));
    let shown = u16::try_from(above.len()).unwrap_or(inner.height).min(inner.height);
    draw_lines(buffer, inner, above);
    let list = Rect::new(inner.x, inner.y + shown, inner.width, inner.height - shown);
    let step = u16::try_from(inside / columns).unwrap_or(list.width);
    for (column, items) in (0_u16..).zip(&laid) {
        for (y, item) in (list.y..list.y + list.height).zip(items) {
            let room = usize::from(step).saturating_sub(keyed + 1);
            let line = match item.entry {
                None => pen.line(cut(&item.label, usize::from(step).saturating_sub(1)), Meaning::Title),
                Some(entry) => {
                    let possible = is_possible(pen.model, open.subject.as_ref(), entry.choice);
                    Line::from(vec![
                        pen.span(keys(pen, &entry, keyed), Meaning::Key),
                        pen.span(
                            cut(&item.label, room),
                            if possible { Meaning::Text } else { Meaning::Ghost },
                        ),
                    ])
                }
            };
            let x = list.x + column * step;
            buffer.set_line(x, y, &line, (list.x + list.width).saturating_sub(x).min(step));
        }
    }
    Position::new(list.x, list.y.min(body.y + body.height - 1))
}

/// A line of the list: a choice, or the name of those below it.
struct PickLine {
    entry: Option<Entry>,
    label: String,
}

/// The choices, and where they stand in groups the name over each.
fn blocks(pen: &Pen<'_>, open: &Pick) -> Vec<Vec<PickLine>> {
    let item = |entry: &Entry| PickLine {
        entry: Some(*entry),
        label: label(pen, open, entry),
    };
    let entries = open.kind.entries();
    if !matches!(open.kind, PickKind::Other { .. }) {
        return vec![entries.iter().map(item).collect()];
    }
    let of = |group| move |entry: &&Entry| matches!(entry.choice, Choice::Command(id) if command(id).group == group);
    let groups = RARER.iter().map(|(group, name)| {
        let heading = PickLine {
            entry: None,
            label: pen.tr().text(name),
        };
        let items = entries.iter().filter(of(*group)).map(item);
        std::iter::once(heading).chain(items).collect::<Vec<_>>()
    });
    let rest = entries.iter().filter(|entry| entry.choice == Choice::Rest).map(item);
    groups.filter(|items| items.len() > 1).chain([rest.collect()]).collect()
}

/// The blocks in the given number of columns: one block is parted anywhere, of several each stays whole.
fn lay(blocks: &[Vec<PickLine>], columns: usize) -> Vec<Vec<&PickLine>> {
    let items = blocks.iter().map(Vec::len).sum::<usize>();
    let height = items.div_ceil(columns).max(1);
    if let [block] = blocks {
        return block.chunks(height).map(|items| items.iter().collect()).collect();
    }
    let mut laid: Vec<Vec<&PickLine>> = vec![Vec::new()];
    for block in blocks {
        let is_full = laid
            .last()
            .is_some_and(|last| !last.is_empty() && last.len() + block.len() > height + 2);
        if is_full && laid.len() < columns {
            laid.push(Vec::new());
        }
        if let Some(last) = laid.last_mut() {
            last.extend(block);
        }
    }
    laid
}

/// What the list asks: `№1042 · Елена Иванова · отменить: почему?`
pub fn title(pen: &Pen<'_>, open: &Pick) -> String {
    let tr = pen.tr();
    let asks = match &open.kind {
        PickKind::CallAnyway { .. } => tr.text("pick-call_anyway"),
        PickKind::Outcome(_) => tr.text("pick-outcome"),
        PickKind::MissedWhy => tr.text("pick-missed_why"),
        PickKind::Review(_) => tr.text("pick-review"),
        PickKind::Cancel => tr.text("pick-cancel"),
        PickKind::Returned => tr.text("pick-returned"),
        PickKind::Refused => tr.text("pick-refused"),
        PickKind::Settle => tr.text("pick-settle"),
        PickKind::Parcels(ask) => {
            let what = words::action(tr, parcels::kind_of(ask.step));
            tr.with("pick-parcels", &[("what", what.into())])
        }
        PickKind::Skip => tr.text("pick-skip"),
        PickKind::Other { .. } => tr.text("pick-other"),
        PickKind::Edit => tr.text("pick-edit"),
        PickKind::Views(_) => tr.text("pick-views"),
        PickKind::Shops(_) => tr.text("pick-shops"),
        PickKind::Order | PickKind::ProductOrder => tr.text("pick-order"),
        PickKind::UndoEarlier(hint) => {
            let what = words::done_count(tr, hint.did, hint.count, hint.order_number.as_deref());
            let when = words::moment(tr, pen.zone(), hint.at, pen.now);
            return tr.with("pick-undo_earlier", &[("what", what.into()), ("when", when.into())]);
        }
        PickKind::TakeOver(claim) => {
            let since = words::clock_time(pen.zone(), claim.taken_at);
            let by = clean(&claim.operator);
            tr.with("pick-take_over", &[("by", by.as_ref().into()), ("since", since.into())])
        }
        PickKind::ReleaseAll(messages) => return tr.with("pick-release_all", &[("count", messages.len().into())]),
        PickKind::FeedWord(word) => {
            let word = clean(word);
            return tr.with("pick-feed_word", &[("word", word.as_ref().into())]);
        }
        PickKind::FeedReject(_) => return tr.text("pick-feed_reject"),
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
        PickKind::Outcome(call) if call.said.is_some() || !call.phones.is_empty() => {
            let mut lines = vec![Line::default()];
            for (at, phone) in call.phones.iter().take(3).enumerate() {
                let phone = pen.phone(phone);
                let text = if at == 0 { spaced(&phone) } else { phone };
                lines.push(pen.line(
                    format!("   {text}"),
                    if at == 0 { Meaning::Money } else { Meaning::Quiet },
                ));
            }
            if let Some(said) = call.said {
                let said = pen
                    .tr()
                    .with("pick-line_says", &[("outcome", words::outcome(pen.tr(), said).into())]);
                lines.push(pen.line(format!(" {said}"), Meaning::Title));
            }
            lines.push(Line::default());
            lines
        }
        PickKind::CallAnyway { is_night } => {
            let why = if *is_night { "card-night" } else { "pick-hour_unknown" };
            vec![pen.line(pen.tr().text(why), Meaning::Warning)]
        }
        PickKind::Review(call) => calls::review::above(pen, call, columns),
        PickKind::Merge(merging) => merge::draw::plan(pen, merging, columns),
        PickKind::Pasted(text) => {
            let quoted = words::quoted(pen.tr(), &cut(&one_line(text), columns.saturating_sub(2)));
            vec![pen.line(quoted, Meaning::Text)]
        }
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
            PickKind::CallAnyway { .. } => tr.text("pick-go_call"),
            PickKind::ReleaseAll(_) => tr.text("pick-go_release"),
            _ => tr.text("pick-go_undo"),
        },
        Choice::Agreed => tr.text("pick-agreed"),
        Choice::Outcome(outcome) => words::outcome(tr, outcome),
        Choice::Reason(reason) => words::cancel_reason(tr, reason),
        Choice::Missed(reason) => words::missed_reason(tr, reason),
        Choice::Mark(mark) => tr.coded("mark", &mark.number().to_string()),
        Choice::ReviewNote => tr.text("pick-review_note"),
        Choice::HearAgain => tr.text("pick-hear_again"),
        Choice::Means(means) => tr.coded("stage", means.code()),
        Choice::Settled(outcome) => tr.coded("case", outcome.code()),
        Choice::Skip(reason) => words::skip_reason(tr, reason),
        Choice::Command(id) => command(id).label(tr),
        Choice::View(view) => tr.coded("view", view.code()),
        Choice::RejectValue => tr.text("pick-reject_value"),
        Choice::RejectAgain => tr.text("pick-reject_again"),
        Choice::RejectLeft => tr.text("pick-reject_left"),
        Choice::Shops => tr.text("pick-shop"),
        Choice::Shop(at) => match (&open.kind, at.checked_sub(1)) {
            (PickKind::Shops(shops), Some(at)) => shops.get(at).cloned().unwrap_or_default(),
            _ => tr.text("pick-all_shops"),
        },
        Choice::Columns => tr.text("pick-columns"),
        Choice::By(SortColumn::Total) => tr.text("orders-total_plain"),
        Choice::By(column) => tr.coded("orders", column.code()),
        Choice::ByProduct(column) => tr.coded("products", column.code()),
        Choice::AsTracking => tr.text("pick-as_tracking"),
        Choice::AsSearch => tr.text("pick-as_search"),
        Choice::AsNote => tr.text("pick-as_note"),
        Choice::AsOrder => tr.text("pick-as_order"),
        Choice::Rest => tr.text("pick-rest"),
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

fn keys(pen: &Pen<'_>, entry: &Entry, columns: usize) -> String {
    let letter = commands::written(KeyCode::Char(entry.letter), pen.model.letters);
    let keys = match entry.digit {
        Some(digit) => format!("{digit} {letter}"),
        None => letter,
    };
    crate::text::pad_right(&keys, columns)
}
