//! Command mode: a letter does something.

use crossterm::event::KeyCode;

use super::requests;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::ParcelStep;
use crate::domain::action::Refusal;
use crate::domain::time::Time;
use crate::tui::calls;
use crate::tui::card::update::open;
use crate::tui::card::update::show;
use crate::tui::commands::CommandId;
use crate::tui::commands::Group;
use crate::tui::commands::entry;
use crate::tui::effect::Effect;
use crate::tui::line;
use crate::tui::line::meaning::usual_means;
use crate::tui::line::state::LineKind;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::palette::state::Finder;
use crate::tui::pick::parcels;
use crate::tui::pick::state::Pick;
use crate::tui::pick::state::PickKind;
use crate::tui::queue;
use crate::tui::queue::list::Item;
use crate::tui::queue::list::Step;
use crate::tui::queue::shown::shows;
use crate::tui::queue::update::claim;
use crate::tui::queue::update::dial;
use crate::tui::queue::update::pick;
use crate::tui::screen;
use crate::tui::script;
use crate::tui::search;
use crate::tui::subject::Subject;

/// A key in command mode.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    if let KeyCode::Char(digit @ '0'..='9') = key.code {
        search::update::open(model, &digit.to_string(), effects);
        return;
    }
    let Some(command) = model.setup.keymap.command_of(&key) else {
        return;
    };
    run(model, command.id, now, effects);
}

/// Does what a command is for.
pub fn run(model: &mut Model, id: CommandId, now: Time, effects: &mut Vec<Effect>) {
    model.notice = None;
    if id != CommandId::Message {
        model.message_key = None;
    }
    if entry(id).group != Group::Looking {
        // Until NEXT has arrived, a key would still reach the row it leaves.
        if queue::update::is_on_its_way(model) || is_held_back(model, now) {
            return;
        }
    }
    if calls::update::command(model, id, effects) {
        return;
    }
    if looks(model, id, now, effects) {
        return;
    }
    match id {
        CommandId::Next => return page::update::next_or_queue(model, effects),
        CommandId::Undo => return undo(model, effects),
        CommandId::Redo => return redo(model, effects),
        CommandId::Message => return page::update::message(model, now, effects),
        _ => {}
    }
    let Some(subject) = model.subject() else {
        if id == CommandId::Other {
            // An order taken by phone needs no row.
            let kind = PickKind::Other;
            model.mode = Mode::Pick(Pick { subject: None, kind });
        } else {
            model.notice = Some(Notice::Refused(Refusal::NoOrder));
        }
        return;
    };
    acts(model, id, subject, effects);
}

/// Whether a key was meant for what stood there before; says so.
pub(super) fn is_held_back(model: &mut Model, now: Time) -> bool {
    let is_held = model.jump.holds(now);
    if is_held {
        model.notice = Some(Notice::Plain("notice-key_held"));
    }
    is_held
}

/// The commands that change nothing; true when it was one.
fn looks(model: &mut Model, id: CommandId, now: Time, effects: &mut Vec<Effect>) -> bool {
    match id {
        CommandId::Mark if model.in_script() => script::update::tick(model, effects),
        CommandId::Mark => mark(model, now),
        CommandId::Down => walk(model, Step::Down, now),
        CommandId::Up => walk(model, Step::Up, now),
        CommandId::PageDown => walk(model, Step::PageDown, now),
        CommandId::PageUp => walk(model, Step::PageUp, now),
        CommandId::First => walk(model, Step::First, now),
        CommandId::Last => walk(model, Step::Last, now),
        CommandId::Open => match model.page() {
            Some(Page::Full(_)) => page::update::enter(model, effects),
            _ => open(model, effects),
        },
        CommandId::Focus => script::update::turn(model),
        // There is nothing beside but where a page says so.
        CommandId::Left | CommandId::Right if page::listing::is_on_top(model) => {
            page::listing::turn(model, id == CommandId::Right);
        }
        CommandId::Left | CommandId::Right => {}
        CommandId::History => show(model, Page::History),
        CommandId::Why => show(model, Page::Why),
        CommandId::Views => {
            let kind = PickKind::Views;
            model.mode = Mode::Pick(Pick { subject: None, kind });
        }
        CommandId::Search if page::listing::is_narrowable(model) => page::listing::open_filter(model),
        CommandId::Search => search::update::open(model, "", effects),
        CommandId::Palette => open_palette(model),
        CommandId::Help => model.mode = Mode::Help(0),
        CommandId::Back => back(model),
        CommandId::Quit => effects.push(Effect::Quit),
        _ => return false,
    }
    true
}

fn acts(model: &mut Model, id: CommandId, subject: Subject, effects: &mut Vec<Effect>) {
    match id {
        CommandId::Confirm => requests::perform(model, &subject, Action::Confirm, effects),
        CommandId::Arrived => parcels::ask(model, &subject, ParcelStep::Arrived, effects),
        CommandId::Received => parcels::ask(model, &subject, ParcelStep::Received, effects),
        CommandId::Pay => {
            let action = Action::Pay {
                amount: None,
                means: usual_means(subject.facts.as_deref()),
                note: String::new(),
            };
            requests::perform(model, &subject, action, effects);
        }
        CommandId::Claim => claim(model, &subject.alone(), effects),
        CommandId::Dial => {
            let subject = subject.alone();
            let night = model
                .current_card()
                .is_some_and(|card| card.customer.id == subject.customer && !card.clock.callable);
            if night {
                pick(model, subject, PickKind::CallAnyway);
            } else {
                dial(model, subject, effects);
            }
        }
        CommandId::Outcome => {
            let phones = Vec::new();
            pick(model, subject, PickKind::Outcome { phones });
        }
        CommandId::Cancel => pick_if(model, subject, ActionKind::Cancel, PickKind::Cancel),
        CommandId::Returned => pick_if(model, subject, ActionKind::Returned, PickKind::Returned),
        CommandId::Skip => {
            if subject.row.is_some() {
                pick(model, subject, PickKind::Skip);
            } else {
                model.notice = Some(Notice::Plain("notice-no_row"));
            }
        }
        CommandId::Edit => pick(model, subject, PickKind::Edit),
        CommandId::Other => pick(model, subject, PickKind::Other),
        CommandId::Ship if requests::allowed(model, &subject.clone().alone(), ActionKind::Ship) => {
            line::update::open(model, subject.alone(), LineKind::Tracking, "");
        }
        CommandId::Schedule => line::update::open(model, subject, LineKind::ScheduleAt, ""),
        CommandId::Note => line::update::open(model, subject, LineKind::Note, ""),
        _ => {}
    }
}

fn pick_if(model: &mut Model, subject: Subject, action: ActionKind, kind: PickKind) {
    if requests::allowed(model, &subject, action) {
        pick(model, subject, kind);
    }
}

fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.undo.clone() {
        None => model.notice = Some(Notice::Refused(Refusal::NothingToUndo)),
        Some(hint) if hint.mine => requests::undo(model, UndoChoice::Mine, effects),
        Some(hint) => {
            let kind = PickKind::UndoForeign(hint);
            model.mode = Mode::Pick(Pick { subject: None, kind });
        }
    }
}

fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.redo.is_some() {
        requests::redo(model, effects);
    } else {
        model.notice = Some(Notice::Refused(Refusal::NothingToRedo));
    }
}

/// Marks the row under the cursor, or unmarks it, and goes on to the next.
fn mark(model: &mut Model, now: Time) {
    if !model.pages.is_empty() || model.focus != Focus::List || model.card.pinned.is_some() {
        model.notice = Some(Notice::Plain("notice-no_mark"));
        return;
    }
    let Some(Item::Row(at)) = model.list.items.get(model.list.cursor) else {
        return;
    };
    let Some(key) = model.board.rows.get(*at).map(|row| row.row.key) else {
        return;
    };
    match model.marked.iter().position(|marked| *marked == key) {
        Some(at) => {
            model.marked.remove(at);
        }
        None => model.marked.push(key),
    }
    walk(model, Step::Down, now);
}

fn back(model: &mut Model) {
    if !model.marked.is_empty() {
        model.marked.clear();
        return;
    }
    model.card.scroll = 0;
    let within = matches!(model.page(), Some(Page::Full(_)) | None);
    if within && (model.focus == Focus::Card || model.card.pinned.is_some()) {
        model.card.pinned = None;
        model.focus = Focus::List;
        return;
    }
    if page::listing::is_narrowable(model) && page::listing::clear_filter(model) {
        return;
    }
    let left = model.pages.pop();
    page::update::left(model, left);
}

/// Moves the cursor, or scrolls what is read.
pub fn walk(model: &mut Model, step: Step, now: Time) {
    if model.in_script() {
        return script::update::step(model, step);
    }
    if matches!(model.page(), Some(Page::Full(_))) && model.focus == Focus::List {
        return page::update::step(model, step);
    }
    if !model.pages.is_empty() || model.focus == Focus::Card {
        let page = usize::from(model.size.1).saturating_sub(6).max(1);
        let most = screen::scroll_most(model, now);
        let scroll = model.card.scroll;
        let to = match step {
            Step::Up => scroll.saturating_sub(1),
            Step::Down => scroll + 1,
            Step::PageUp => scroll.saturating_sub(page),
            Step::PageDown => scroll + page,
            Step::First => 0,
            Step::Last => most,
        };
        model.card.scroll = to.min(most);
        return;
    }
    let was_pinned = model.card.pinned.take().is_some();
    if was_pinned && model.calls.on.is_some() {
        return;
    }
    let board = model.board.clone();
    let (view, operator) = (model.view, model.setup.operator.clone());
    model.list.step(step, &board, |row| shows(view, row, &operator));
}

/// Opens the command palette.
fn open_palette(model: &mut Model) {
    model.mode = Mode::Palette(Finder::new(model.setup.tr.lang()));
}
