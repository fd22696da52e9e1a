//! The line of keys at the bottom.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::text::Span;

use super::available;
use crate::domain::action::ActionKind;
use crate::domain::message::Channel;
use crate::domain::message::MessageAct;
use crate::domain::task::TaskKind;
use crate::text::cut;
use crate::tui::calls::state::ShownCall;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::form::Spot;
use crate::tui::form::Theirs;
use crate::tui::message;
use crate::tui::model::mode::Mode;
use crate::tui::page;
use crate::tui::page::geometry;
use crate::tui::pick::state::PickKind;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::write::state::Writing;
use crate::tui::write::state::WrittenTo;
use crate::words;

/// The width from which what goes back is named in full, columns.
const ROOMY: usize = 100;

/// A key and what it does.
type Hint = (String, String);

/// Draws it. What goes back and where all keys are stand at the right end and are never left out.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let (left, right) = hints(pen, usize::from(area.width));
    let right: Vec<Line<'_>> = right.iter().map(|hint| line(pen, hint)).collect();
    let gap = 2;
    let mut end = area.x + area.width;
    for hint in right.iter().rev() {
        let columns = u16::try_from(hint.width()).unwrap_or(area.width);
        let Some(x) = end.checked_sub(columns + gap).filter(|x| *x >= area.x) else {
            break;
        };
        buffer.set_line(x + gap - 1, area.y, hint, columns);
        end = x;
    }
    let mut x = area.x + 1;
    for hint in &left {
        let hint = line(pen, hint);
        let columns = u16::try_from(hint.width()).unwrap_or(area.width);
        if x + columns + 1 > end {
            break;
        }
        buffer.set_line(x, area.y, &hint, columns);
        x += columns + gap;
    }
}

fn line<'a>(pen: &Pen<'_>, (key, label): &'a Hint) -> Line<'a> {
    Line::from(vec![
        pen.span(key.as_str(), Meaning::Key),
        Span::raw(" "),
        pen.span(label.as_str(), Meaning::Text),
    ])
}

fn hints(pen: &Pen<'_>, columns: usize) -> (Vec<Hint>, Vec<Hint>) {
    let tr = pen.tr();
    let esc = |key: &str| (written(pen, KeyCode::Esc), tr.text(key));
    let enter = |key: &str| (written(pen, KeyCode::Enter), tr.text(key));
    match &pen.model.mode {
        Mode::Command => (commands(pen), always(pen, columns)),
        Mode::Pick(_) => (vec![esc("bar-leave")], Vec::new()),
        Mode::Line(open) => {
            let over = open
                .is_claimed
                .then(|| ("Ctrl-T".to_owned(), tr.text("bar-take_over_save")));
            let hints = [Some(enter("bar-accept")), over, Some(esc("bar-leave"))];
            (hints.into_iter().flatten().collect(), Vec::new())
        }
        Mode::Setting(_) => {
            let usual = ("Tab".to_owned(), tr.text("bar-usual"));
            (vec![enter("bar-accept"), usual, esc("bar-leave")], Vec::new())
        }
        Mode::Answers(open) => {
            let arrows = ("↑↓".to_owned(), tr.text("bar-choose"));
            let send = open
                .card
                .is_some()
                .then(|| ("Ctrl-S".to_owned(), tr.text("bar-message_send")));
            let hints = [enter("bar-message_copy")].into_iter().chain(send);
            (hints.chain([arrows, esc("bar-leave")]).collect(), Vec::new())
        }
        Mode::Palette(_) => {
            let arrows = ("↑↓".to_owned(), tr.text("bar-choose"));
            (vec![enter("bar-accept"), arrows, esc("bar-leave")], Vec::new())
        }
        Mode::Form(open) => {
            let is_chosen = open.offers.on.is_some();
            let mut hints = vec![
                enter(if is_chosen { "bar-accept" } else { "bar-on" }),
                ("Ctrl-S".to_owned(), tr.text("bar-save")),
            ];
            if matches!(open.at, Spot::Row(..)) {
                hints.push(("Ctrl-D".to_owned(), tr.text("bar-remove_row")));
            } else if open.input().is_none() {
                hints.push(("← →".to_owned(), tr.text("bar-choose")));
            }
            if !open.offers.found.is_empty() {
                hints.insert(1, ("↑↓".to_owned(), tr.text("bar-choose")));
            }
            if let Some(theirs) = open.offers_theirs() {
                let key = match theirs {
                    Theirs::Customer => "bar-take_over_save",
                    Theirs::Value => "bar-theirs",
                    Theirs::Lines => "bar-merge_lines",
                };
                hints.insert(1, ("Ctrl-T".to_owned(), tr.text(key)));
            }
            if open.leaving || open.fault.is_some() {
                hints.insert(1, ("Ctrl-Y".to_owned(), tr.text("bar-copy_typed")));
            }
            hints.push(esc("bar-leave"));
            (hints, Vec::new())
        }
        Mode::Search(_) => {
            let arrows = ("↑↓".to_owned(), tr.text("bar-choose"));
            (vec![enter("bar-open"), arrows, esc("bar-leave")], Vec::new())
        }
        Mode::Filter(_) => (vec![enter("bar-accept"), esc("bar-no_filter")], Vec::new()),
        Mode::Message(open) => {
            let keys = message::draw::keys(pen, open).into_iter();
            let keys = keys.map(|(letter, what)| (written(pen, KeyCode::Char(letter)), what));
            let arrows = ("↑↓".to_owned(), tr.text("bar-scroll"));
            let hints = keys.chain([enter("bar-open"), arrows]).collect();
            let undo = undo(pen, columns).filter(|_| message::draw::undoes(pen.model));
            (hints, undo.into_iter().chain([esc("bar-leave")]).collect())
        }
        Mode::Channel(_) => (vec![enter("bar-try"), esc("bar-leave")], Vec::new()),
        Mode::Write(open) => (write_keys(pen, open), vec![esc("bar-leave")]),
        Mode::Shell(open) => {
            let copies = || ("Ctrl-Y".to_owned(), tr.text("bar-copy"));
            let scrolls = || ("↑↓".to_owned(), tr.text("bar-scroll"));
            let read = (!open.lines().is_empty()).then(|| [scrolls(), copies()]);
            let runs = open.running.is_none().then(|| enter("bar-run"));
            (
                runs.into_iter().chain(read.into_iter().flatten()).collect(),
                vec![esc("bar-leave")],
            )
        }
        Mode::Help(_) => {
            let arrows = ("↑↓".to_owned(), tr.text("bar-scroll"));
            (vec![arrows, esc("bar-leave")], Vec::new())
        }
    }
}

/// The keys of a message that is written.
fn write_keys(pen: &Pen<'_>, open: &Writing) -> Vec<Hint> {
    let tr = pen.tr();
    let hint = |key: &str, what: &str| (key.to_owned(), tr.text(what));
    let ways = open.drafts().map_or(0, |drafts| drafts.ways.len());
    if let WrittenTo::Segment { preview, .. } = &open.to {
        let typed = hint("Ctrl-S", "bar-offer_look");
        return match preview {
            Some(preview) => {
                let leaves = (!preview.plan.to.is_empty()).then(|| hint("Ctrl-S", "bar-message_send"));
                leaves.into_iter().chain([hint("Enter", "bar-message_edit")]).collect()
            }
            None if open.editor().is_some_and(|editor| editor.channel == Channel::Email) => {
                let in_subject = open.editor().is_some_and(|editor| editor.in_subject);
                vec![typed, hint("Tab", if in_subject { "bar-text" } else { "bar-subject" })]
            }
            None => vec![typed],
        };
    }
    let Some(editor) = open.editor() else {
        let other = (ways > 1).then(|| hint("←→", "bar-way"));
        let keys = [hint("Enter", "bar-message_edit"), hint("Ctrl-S", "bar-message_send")];
        let last = [hint("Ctrl-Y", "bar-message_copy"), hint("↑↓", "bar-choose")];
        return keys.into_iter().chain(other).chain(last).collect();
    };
    let done = match open.to {
        WrittenTo::Waiting(_) => "bar-save",
        WrittenTo::Customer { .. } | WrittenTo::Segment { .. } => "bar-message_send",
    };
    let subject = (editor.channel == Channel::Email).then(|| {
        let what = if editor.in_subject { "bar-text" } else { "bar-subject" };
        hint("Tab", what)
    });
    let other = (ways > 1).then(|| hint("Ctrl-T", "bar-way"));
    let keys = [hint("Ctrl-S", done)].into_iter().chain(subject).chain(other);
    keys.chain([hint("Ctrl-Y", "bar-message_copy")]).collect()
}

fn commands(pen: &Pen<'_>) -> Vec<Hint> {
    let shown = available::commands(pen.model);
    let marked = pen.model.marked_count();
    let unmark = (marked > 0).then(|| {
        let label = pen.tr().with("bar-unmark", &[("count", marked.into())]);
        (written(pen, KeyCode::Esc), label)
    });
    let subject = pen.model.subject();
    let task = subject.as_ref().and_then(|subject| available::task(pen.model, subject));
    let taken = subject
        .as_ref()
        .is_some_and(|subject| available::is_taken(pen.model, subject));
    let call = pen.model.on_call().filter(|_| pen.model.pages.is_empty());
    let rings = call.is_some_and(|on| matches!(pen.model.calls.of(&pen.model.board, on), Some(ShownCall::Rings(_))));
    // On a list that is narrowed the key of the search does that.
    let is_elsewhere = |id| id == CommandId::Search && page::listing::is_narrowable(pen.model);
    let shown = shown.iter().filter(|command| !is_elsewhere(command.id));
    let hints = shown.map(|command| {
        let key = written(pen, pen.model.setup.keymap.shown(command.id));
        // A key is called by what it is for here.
        let name = match (command.id, task) {
            (CommandId::Dial, _) if rings => "answer",
            (CommandId::Other, _) if call.is_some() => "new_order",
            (CommandId::Open, _) if page::update::is_channel(pen.model) => "try",
            (CommandId::Open, _) if geometry::opens_over(pen.model) => "enter",
            (CommandId::Note, _) if page::update::writes(pen.model).is_some() => "write",
            (CommandId::Message, _) if page::update::offered(pen.model).is_some() => "offer",
            (CommandId::Message, _) => page::update::message_act(pen.model).map_or(command.name, act_code),
            (CommandId::Claim, _) if taken => "take_over",
            (CommandId::Edit, Some(TaskKind::FindContact)) => "new_phone",
            (CommandId::Other, Some(TaskKind::RefundDue)) => {
                let key = pen.model.setup.keymap.written(CommandId::Refund, pen.model.letters);
                return (key, pen.tr().coded("bar", "refund"));
            }
            _ => command.name,
        };
        (key, pen.tr().coded("bar", name))
    });
    let listing = page::listing::is_on_top(pen.model).then(|| {
        let key = |id| written(pen, pen.model.setup.keymap.shown(id));
        let order = format!("{} {}", key(CommandId::Views), written(pen, KeyCode::Char('s')));
        let beside = if page::listing::columns(pen.model) == PickKind::Order {
            "stage"
        } else {
            "tab"
        };
        [
            ("←→".to_owned(), pen.tr().coded("bar", beside)),
            (key(CommandId::Search), pen.tr().coded("bar", "filter")),
            (order, pen.tr().coded("bar", "sort")),
        ]
    });
    let narrows = !page::listing::is_on_top(pen.model) && page::listing::is_narrowable(pen.model);
    let narrow = narrows.then(|| {
        let key = written(pen, pen.model.setup.keymap.shown(CommandId::Search));
        (key, pen.tr().coded("bar", "filter"))
    });
    let period = page::listing::has_periods(pen.model).then(|| ("←→".to_owned(), pen.tr().coded("bar", "period")));
    unmark
        .into_iter()
        .chain(period)
        .chain(narrow)
        .chain(listing.into_iter().flatten())
        .chain(hints)
        .collect()
}

/// The code of what a message's key does.
fn act_code(act: MessageAct) -> &'static str {
    match act {
        MessageAct::Release => "message_send",
        MessageAct::Recall => "message_recall",
        MessageAct::Retry => "message_retry",
        MessageAct::Correct => "message_correct",
    }
}

/// What undo would take back here.
fn undo(pen: &Pen<'_>, columns: usize) -> Option<Hint> {
    let tr = pen.tr();
    // What was done elsewhere is taken back too, but nobody at this screen waits for it.
    let undo = pen.model.undo.as_ref().filter(|hint| hint.mine).map(|hint| {
        // Where there is little room the line above tells the number.
        let number = hint.order_number.as_deref().filter(|_| columns >= ROOMY);
        let what = words::done_count(tr, hint.did, hint.count, number);
        let label = tr.with("bar-undo_what", &[("what", cut(&what, (columns / 5).max(12)).into())]);
        (written(pen, pen.model.setup.keymap.shown(CommandId::Undo)), label)
    });
    let skipped = pen.model.asked.skipped.len();
    if skipped > 0 {
        let what = words::done_count(tr, ActionKind::Skip, skipped, None);
        let label = tr.with("bar-undo_what", &[("what", what.into())]);
        Some((written(pen, pen.model.setup.keymap.shown(CommandId::Undo)), label))
    } else {
        undo
    }
}

fn always(pen: &Pen<'_>, columns: usize) -> Vec<Hint> {
    let tr = pen.tr();
    let help = commands::entry(CommandId::Help);
    let help = (
        written(pen, pen.model.setup.keymap.shown(CommandId::Help)),
        tr.coded("bar", help.name),
    );
    undo(pen, columns).into_iter().chain([help]).collect()
}

fn written(pen: &Pen<'_>, code: KeyCode) -> String {
    commands::written(code, pen.model.letters)
}
