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
/// Who else is there, and all before it, is not left out for the date or the program's name.
const BESIDE: u8 = 5;
/// What is measured, and all before it, is not left out for the sake of the names.
const MEASURED: u8 = 4;
/// Nor is when it is and what is amiss, however narrow the screen.
const NEEDED: u8 = 2;
/// A larger sum at risk is rounded.
const ROUNDED: i64 = 10_000;
/// Columns between two parts.
const GAP: usize = 3;

/// How the line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HeaderStart {
    Shop,
    Program,
    Time,
}

/// A line that takes less room than the one before: what everybody here knows goes first, then the names of the lanes
/// that nobody waits in on the telephone.
#[derive(Clone, Copy, Debug)]
struct HeaderLook {
    opens: HeaderStart,
    has_date: bool,
    gap: &'static str,
    /// How many lanes are named; the others are one number.
    named: usize,
}

const LOOKS: [HeaderLook; 8] = [
    look(HeaderStart::Shop, true, " · ", Lane::ALL.len()),
    look(HeaderStart::Program, true, " · ", Lane::ALL.len()),
    look(HeaderStart::Program, false, " · ", Lane::ALL.len()),
    look(HeaderStart::Program, false, "  ", Lane::ALL.len()),
    look(HeaderStart::Time, false, "  ", Lane::ALL.len()),
    look(HeaderStart::Time, false, "  ", 5),
    look(HeaderStart::Time, false, "  ", 4),
    look(HeaderStart::Time, false, "  ", 3),
];

/// Where no names fit there are signs.
const SIGNS: HeaderLook = look(HeaderStart::Program, true, " ", 0);

const fn look(opens: HeaderStart, has_date: bool, gap: &'static str, named: usize) -> HeaderLook {
    HeaderLook {
        opens,
        has_date,
        gap,
        named,
    }
}

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
    Some((BESIDE, vec![pen.span(text, Meaning::Quiet)]))
}

/// Whom the operator holds; alone, nobody needs to be told (R8).
fn held<'a>(pen: &Pen<'a>) -> Option<Piece<'a>> {
    let (board, operator) = (&pen.model.board, &pen.model.setup.operator);
    let is_mine = |row: &&BoardRow| row.claim.as_ref().is_some_and(|claim| claim.operator == *operator);
    let held: HashSet<CustomerId> = board.rows.iter().filter(is_mine).map(|row| row.row.customer).collect();
    let is_told = !board.alone && !held.is_empty();
    let text = is_told.then(|| pen.tr().with("header-held", &[("count", held.len().into())]))?;
    Some((
        BESIDE,
        vec![pen.span(format!("{} {text}", pen.signs().mine), Meaning::Text)],
    ))
}

/// With as much in words as there is room for, beside what is measured where that fits too.
fn best<'a>(pen: &Pen<'a>, room: usize) -> Vec<Piece<'a>> {
    let fits = |pieces: &Vec<Piece<'_>>, most: u8| {
        let needed = pieces.iter().filter(|(rank, _)| *rank <= most);
        needed.map(|(_, spans)| widths(spans) + GAP).sum::<usize>() <= room + GAP
    };
    let made: Vec<Vec<Piece<'_>>> = LOOKS.iter().map(|look| pieces(pen, *look)).collect();
    let is_named = |at: &usize| LOOKS[*at].named == Lane::ALL.len();
    let whole = made.iter().position(|pieces| fits(pieces, BESIDE)).filter(is_named);
    let fitting = (NEEDED..=MEASURED).rev();
    let mut fitting = fitting.filter_map(|most| made.iter().position(|pieces| fits(pieces, most)));
    match whole.or_else(|| fitting.next()) {
        Some(at) => made.into_iter().nth(at).unwrap_or_default(),
        None => pieces(pen, SIGNS),
    }
}

fn pieces<'a>(pen: &Pen<'a>, look: HeaderLook) -> Vec<Piece<'a>> {
    let (tr, board) = (pen.tr(), &pen.model.board);
    let clock = if look.has_date {
        words::weekday_date(tr, pen.zone(), pen.now, pen.now)
    } else {
        words::clock_time(pen.zone(), pen.now)
    };
    let mut pieces = match look.opens {
        HeaderStart::Shop => vec![(
            0,
            vec![pen.span(" dozvon", Meaning::Title), pen.span(shop(pen), Meaning::Text)],
        )],
        HeaderStart::Program => vec![(0, vec![pen.span(" dozvon", Meaning::Title)])],
        HeaderStart::Time => Vec::new(),
    };
    if let Some(walk) = walk(pen) {
        let walk = if pieces.is_empty() { format!(" {walk}") } else { walk };
        pieces.push((0, vec![pen.span(walk, Meaning::Key)]));
    }
    let clock = if pieces.is_empty() { format!(" {clock}") } else { clock };
    pieces.push((2, vec![pen.span(clock, Meaning::Text)]));
    pieces.push((0, lanes(pen, look)));
    let (made, in_time) = board.contacted_today;
    if made > 0 {
        let share = tr.with("header-in_time", &[("percent", (in_time * 100 / made).into())]);
        pieces.push((3, vec![pen.span(share, Meaning::Text)]));
    }
    if board.at_risk > 0 {
        let sum = Money::new(board.at_risk, pen.model.currency());
        let money = match sum.whole().minor / 10_i64.pow(sum.currency.digits()) {
            0..ROUNDED => words::sum(tr, sum.whole()),
            _ => words::rounded_sum(tr, sum),
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

/// How many rows each lane has: the first lanes in words, the others as one number; or all of them by their signs.
fn lanes<'a>(pen: &Pen<'a>, look: HeaderLook) -> Vec<Span<'a>> {
    let mut spans: Vec<Span<'a>> = Vec::new();
    let counted = Lane::ALL.iter().zip(pen.model.lanes);
    let shown = if look.named == 0 { Lane::ALL.len() } else { look.named };
    for (at, (lane, count)) in counted.clone().take(shown).enumerate() {
        let meaning = match (lane, count) {
            (_, 0) => Meaning::Quiet,
            (Lane::Ringing, _) => Meaning::Live,
            _ if look.named > 0 => Meaning::Title,
            _ => Meaning::Text,
        };
        spans.push(pen.span(if at == 0 { "" } else { look.gap }, Meaning::Quiet));
        if look.named > 0 {
            let noun = pen
                .tr()
                .with(&format!("header-{}", lane.code()), &[("count", count.into())]);
            spans.push(pen.span(count.to_string(), meaning));
            spans.push(pen.span(format!(" {noun}"), Meaning::Quiet));
        } else {
            spans.push(pen.span(format!("{}{count}", pen.signs().lane(*lane)), meaning));
        }
    }
    if shown < Lane::ALL.len() {
        let rest: usize = counted.skip(shown).map(|(_, count)| count).sum();
        let rest = pen.tr().with("header-rest", &[("count", rest.into())]);
        spans.push(pen.span(format!("{}{rest}", look.gap), Meaning::Quiet));
    }
    spans
}

/// Those that fit into the columns, the most needed first; they stay in their order.
fn fitting(mut pieces: Vec<Piece<'_>>, room: usize) -> Vec<Piece<'_>> {
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
