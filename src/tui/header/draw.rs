//! The line at the top: whose desk, when, how many wait in each lane, how well it goes, what is amiss, who sits here.

use std::collections::HashSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::board::BoardRow;
use crate::domain::ids::CustomerId;
use crate::domain::money::Money;
use crate::domain::task::Lane;
use crate::text::clean;
use crate::text::cut;
use crate::text::width;
use crate::tui::page::walk::Begun;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::words;

/// A part of the line, and how soon it is left out: 0 stays longest.
type Piece<'a> = (u8, Vec<Span<'a>>);

/// What is amiss is cut rather than left out.
const AMISS: u8 = 1;
/// How many columns of it say what it is about.
const LEAST: usize = 16;
/// What is measured, and all before it, is not left out for the sake of words.
const MEASURED: u8 = 4;
/// A larger sum at risk is rounded.
const ROUNDED: i64 = 10_000;
/// How many lanes are about calls.
const CALLS: usize = 3;
/// Columns between two parts.
const GAP: usize = 3;

/// Draws it; what does not fit is left out, the least needed first.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let operator = format!(" {} ", operator(pen));
    let right = u16::try_from(width(&operator)).unwrap_or(area.width).min(area.width);
    let end = area.x + area.width - right;
    let pieces = fitting(
        best(pen, usize::from(area.width - right)),
        usize::from(area.width - right),
    );
    let mut x = area.x;
    for (at, (_, spans)) in pieces.iter().enumerate() {
        x = (x + if at == 0 { 0 } else { 3 }).min(end);
        for span in spans {
            x = buffer.set_span(x, area.y, span, end - x).0;
        }
    }
    buffer.set_stringn(end, area.y, operator, usize::from(right), pen.style(Meaning::Title));
}

/// Who sits here, and whether they are away.
fn operator(pen: &Pen<'_>) -> String {
    let (tr, model) = (pen.tr(), pen.model);
    let name = cut(&clean(&model.setup.operator), 16);
    let state = match model.my_shift() {
        Some(shift) => shift.paused_since().map(|since| {
            let since = words::clock_time(pen.zone(), since);
            tr.with("header-paused", &[("since", since.into())])
        }),
        None => model.was_on_shift.then(|| tr.text("header-off_shift")),
    };
    state.map_or(name.clone(), |state| format!("{name} · {state}"))
}

/// Who else is there.
fn colleagues<'a>(pen: &Pen<'a>) -> Option<Piece<'a>> {
    let names: Vec<String> = pen
        .model
        .colleagues()
        .map(|shift| cut(&clean(&shift.operator), 16))
        .collect();
    if names.is_empty() {
        return None;
    }
    let text = pen.tr().with("header-with", &[("names", names.join(", ").into())]);
    Some((6, vec![pen.span(text, Meaning::Quiet)]))
}

/// Whom the operator holds; alone, nobody needs to be told (R8).
fn held<'a>(pen: &Pen<'a>) -> Option<Piece<'a>> {
    let (board, operator) = (&pen.model.board, &pen.model.setup.operator);
    let is_mine = |row: &&BoardRow| row.claim.as_ref().is_some_and(|claim| claim.operator == *operator);
    let held: HashSet<CustomerId> = board.rows.iter().filter(is_mine).map(|row| row.row.customer).collect();
    let is_told = !board.alone && !held.is_empty();
    let text = is_told.then(|| pen.tr().with("header-held", &[("count", held.len().into())]))?;
    Some((4, vec![pen.span(format!("{} {text}", pen.signs().mine), Meaning::Text)]))
}

/// With as many lanes named as there is room for beside what is measured.
fn best<'a>(pen: &Pen<'a>, room: usize) -> Vec<Piece<'a>> {
    let fits = |pieces: &Vec<Piece<'_>>| {
        let needed = pieces.iter().filter(|(rank, _)| *rank <= MEASURED);
        needed.map(|(_, spans)| widths(spans) + GAP).sum::<usize>() <= room + GAP
    };
    let tries = [Lane::ALL.len(), CALLS].into_iter().map(|named| pieces(pen, named));
    tries.into_iter().find(fits).unwrap_or_else(|| pieces(pen, 0))
}

/// `named`: how many lanes have words.
fn pieces<'a>(pen: &Pen<'a>, named: usize) -> Vec<Piece<'a>> {
    let (tr, board) = (pen.tr(), &pen.model.board);
    let clock = words::weekday_date(tr, pen.zone(), pen.now, pen.now);
    let title = vec![pen.span(" dozvon", Meaning::Title), pen.span(shop(pen), Meaning::Text)];
    let mut pieces = vec![
        (0, title),
        (2, vec![pen.span(clock, Meaning::Text)]),
        (0, lanes(pen, named)),
    ];
    if let Some(walk) = walk(pen) {
        pieces.insert(1, (0, vec![pen.span(walk, Meaning::Key)]));
    }
    let (made, in_time) = board.contacted_today;
    if made > 0 {
        let share = tr.with("header-in_time", &[("percent", (in_time * 100 / made).into())]);
        pieces.push((3, vec![pen.span(share, Meaning::Text)]));
    }
    if board.at_risk > 0 {
        let sum = Money::new(board.at_risk, pen.model.currency());
        let money = match sum.whole().minor / 10_i64.pow(sum.currency.digits()) {
            0..ROUNDED => sum.whole().short_text(),
            _ => format!("{}\u{a0}{}", words::rounded(tr, sum), sum.currency.sign()),
        };
        let risk = tr.with("header-at_risk", &[("money", money.into())]);
        pieces.push((4, vec![pen.span(risk, Meaning::Money)]));
    }
    pieces.extend(held(pen));
    pieces.extend(colleagues(pen));
    let (waiting, failed) = (board.outbox.waiting, board.outbox.failed);
    if waiting > 0 {
        let text = tr.with("header-outbox", &[("count", waiting.into())]);
        pieces.push((5, vec![pen.span(text, Meaning::Text)]));
    }
    if failed > 0 {
        let text = tr.with("header-outbox_failed", &[("count", failed.into())]);
        pieces.push((AMISS, vec![pen.span(text, Meaning::Warning)]));
    }
    for warning in &board.warnings {
        let said = match warning.since() {
            Some(since) => {
                let since = words::moment(tr, pen.zone(), since, pen.now);
                tr.with(&format!("{}-since", warning.key()), &[("since", since.into())])
            }
            None => tr.text(warning.key()),
        };
        let text = format!("{} {said}", pen.signs().beware);
        pieces.push((AMISS, vec![pen.span(text, Meaning::Warning)]));
    }
    if pen.model.loaded && !board.complete {
        pieces.push((5, vec![pen.span(tr.text("header-loading"), Meaning::Quiet)]));
    }
    pieces
}

fn shop(pen: &Pen<'_>) -> String {
    let name = clean(&pen.model.setup.settings.shop.name);
    if name.is_empty() {
        String::new()
    } else {
        format!(" · {}", cut(&name, 24))
    }
}

/// `walk: unpaid, 3 of 17`; nothing through a list of nobody.
fn walk(pen: &Pen<'_>) -> Option<String> {
    let walk = pen.model.walk.as_ref()?;
    if walk.begun != Begun::Yes || walk.steps.is_empty() {
        return None;
    }
    let (tr, list) = (pen.tr(), pen.tr().coded("page", walk.page.code()));
    let (at, count) = (walk.at.into(), walk.steps.len().into());
    Some(tr.with("header-walk", &[("list", list.into()), ("at", at), ("count", count)]))
}

/// How many rows each lane has: the first lanes in words, the others by their signs.
fn lanes<'a>(pen: &Pen<'a>, named: usize) -> Vec<Span<'a>> {
    let mut spans: Vec<Span<'a>> = Vec::new();
    for (at, (lane, count)) in Lane::ALL.iter().zip(pen.model.lanes).enumerate() {
        let meaning = match (lane, count) {
            (_, 0) => Meaning::Quiet,
            (Lane::Ringing, _) => Meaning::Live,
            _ if at < named => Meaning::Title,
            _ => Meaning::Text,
        };
        let gap = match at {
            0 => "",
            at if at < named => " · ",
            at if at == named => "   ",
            _ => " ",
        };
        spans.push(pen.span(gap, Meaning::Quiet));
        if at < named {
            let noun = pen
                .tr()
                .with(&format!("header-{}", lane.code()), &[("count", count.into())]);
            spans.push(pen.span(count.to_string(), meaning));
            spans.push(pen.span(format!(" {noun}"), Meaning::Quiet));
        } else {
            spans.push(pen.span(format!("{}{count}", pen.signs().lane(*lane)), meaning));
        }
    }
    spans
}

/// Those that fit into so many columns, the most needed first; they stay in their order.
fn fitting(mut pieces: Vec<Piece<'_>>, room: usize) -> Vec<Piece<'_>> {
    let all: usize = pieces.iter().map(|(_, spans)| widths(spans) + GAP).sum();
    if all > room + GAP {
        // Whose desk it is everybody here knows.
        for (_, spans) in pieces.iter_mut().take(1) {
            spans.truncate(1);
        }
    }
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|&at| pieces[at].0);
    let (mut kept, mut left) = (vec![false; pieces.len()], room + GAP);
    for at in order {
        let (rank, spans) = &mut pieces[at];
        let mut needed = widths(spans) + GAP;
        if let ([span], true) = (&mut spans[..], *rank == AMISS && needed > left && left >= LEAST + GAP) {
            *span = Span::styled(cut(&span.content, left - GAP), span.style);
            needed = left;
        }
        if needed <= left {
            left -= needed;
            kept[at] = true;
        }
    }
    let mut kept = kept.into_iter();
    pieces.retain(|_| kept.next().unwrap_or(false));
    pieces
}

fn widths(spans: &[Span<'_>]) -> usize {
    spans.iter().map(|span| width(&span.content)).sum()
}
