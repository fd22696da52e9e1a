//! Command mode: a letter does something.

use crossterm::event::KeyCode;

use crate::desk::claims::TakeOver;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::claim::Claim;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::tui::asked::Errand;
use crate::tui::effects::Effect;
use crate::tui::keymap::CommandId;
use crate::tui::list::Item;
use crate::tui::list::Step;
use crate::tui::model::Focus;
use crate::tui::model::LineKind;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Page;
use crate::tui::model::Subject;
use crate::tui::model::shows;
use crate::tui::msg::Key;
use crate::tui::notice::Notice;
use crate::tui::pick::Pick;
use crate::tui::pick::PickKind;
use crate::tui::screens;
use crate::tui::screens::layout;
use crate::tui::update::ask;
use crate::tui::update::finder;
use crate::tui::update::form;
use crate::tui::update::line;
use crate::tui::update::page;
use crate::tui::update::script;
use crate::tui::update::search;

/// A key in command mode.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    if let KeyCode::Char(digit @ '0'..='9') = key.code {
        search::open(model, &digit.to_string(), effects);
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
    if looks(model, id, now, effects) {
        return;
    }
    match id {
        CommandId::Next => return page::next_or_queue(model, effects),
        CommandId::Undo => return undo(model, effects),
        CommandId::Redo => return redo(model, effects),
        CommandId::Message => return page::message(model, effects),
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

/// Claims the best row that no colleague holds and goes there; `passed` rows were found taken on the way.
pub fn next(model: &mut Model, passed: usize, effects: &mut Vec<Effect>) {
    let operator = &model.setup.operator;
    let mut free = model
        .board
        .offers(operator)
        .filter(|row| shows(model.view, row, operator));
    let found = free.nth(passed).cloned();
    drop(free);
    let Some(row) = found else {
        model.notice = Some(Notice::Plain("notice-next_none"));
        return;
    };
    let (key, customer) = (row.row.key, row.row.customer);
    let selected = model.list.selected(&model.board).map(|row| row.row.key);
    let errand = Errand::Next {
        key,
        customer,
        passed,
        again: row.claim.is_some() && selected == Some(key) && model.pages.is_empty(),
    };
    ask::take(model, customer, TakeOver::No, errand, effects);
}

/// Shows the number to dial and the list of what may come of it.
pub fn dial(model: &mut Model, subject: Subject, effects: &mut Vec<Effect>) {
    let phones = phones(model, &subject);
    if phones.is_empty() {
        model.notice = Some(Notice::Plain("notice-no_phone"));
        return;
    }
    claim_quietly(model, &subject, effects);
    let kind = PickKind::Outcome { phones };
    let subject = Some(subject);
    model.mode = Mode::Pick(Pick { subject, kind });
}

/// Opens the card of an order, wherever it stands in the queue.
pub fn show_order(model: &mut Model, order: OrderId) {
    model.card.pinned = Some(CardKey::Order(order));
    model.card.scroll = 0;
    model.pages.clear();
    if layout::shows_card(model.size) {
        model.focus = Focus::List;
    } else {
        model.pages.push(Page::Card);
    }
}

/// The commands that change nothing; true when it was one.
fn looks(model: &mut Model, id: CommandId, now: Time, effects: &mut Vec<Effect>) -> bool {
    match id {
        CommandId::Mark if model.in_script() => script::tick(model, effects),
        CommandId::Mark => mark(model, now),
        CommandId::Down => walk(model, Step::Down, now),
        CommandId::Up => walk(model, Step::Up, now),
        CommandId::PageDown => walk(model, Step::PageDown, now),
        CommandId::PageUp => walk(model, Step::PageUp, now),
        CommandId::First => walk(model, Step::First, now),
        CommandId::Last => walk(model, Step::Last, now),
        CommandId::Open => match model.page() {
            Some(Page::Full(_)) => page::enter(model, effects),
            _ => open(model, effects),
        },
        CommandId::Focus => script::turn(model),
        CommandId::History => show(model, Page::History),
        CommandId::Why => show(model, Page::Why),
        CommandId::Views => {
            let kind = PickKind::Views;
            model.mode = Mode::Pick(Pick { subject: None, kind });
        }
        CommandId::Search => search::open(model, "", effects),
        CommandId::Palette => finder::open(model),
        CommandId::Help => model.mode = Mode::Help(0),
        CommandId::Back => back(model),
        CommandId::Quit => effects.push(Effect::Quit),
        _ => return false,
    }
    true
}

fn acts(model: &mut Model, id: CommandId, subject: Subject, effects: &mut Vec<Effect>) {
    match id {
        CommandId::Confirm => ask::perform(model, &subject, Action::Confirm, effects),
        CommandId::Arrived => ask::perform(model, &subject, Action::Arrived, effects),
        CommandId::Received => ask::perform(model, &subject, Action::Received, effects),
        CommandId::Pay => {
            let action = Action::Pay {
                amount: None,
                means: usual_means(subject.facts.as_deref()),
                note: String::new(),
            };
            ask::perform(model, &subject, action, effects);
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
        CommandId::Edit if subject.order.is_some() => pick(model, subject.alone(), PickKind::Edit),
        CommandId::Edit => form::customer(model, subject.alone()),
        CommandId::Other => pick(model, subject, PickKind::Other),
        CommandId::Ship if ask::allowed(model, &subject.clone().alone(), ActionKind::Ship) => {
            line::open(model, subject.alone(), LineKind::Tracking, "");
        }
        CommandId::Schedule => line::open(model, subject, LineKind::ScheduleAt, ""),
        CommandId::Note => line::open(model, subject, LineKind::Note, ""),
        _ => {}
    }
}

/// By what means money for such an order usually comes.
pub fn usual_means(order: Option<&OrderFacts>) -> Means {
    match order.map(|facts| facts.terms) {
        Some(Terms::OnDelivery) => Means::CashOnDelivery,
        _ => Means::Card,
    }
}

fn pick(model: &mut Model, subject: Subject, kind: PickKind) {
    let subject = Some(subject);
    model.mode = Mode::Pick(Pick { subject, kind });
}

fn pick_if(model: &mut Model, subject: Subject, action: ActionKind, kind: PickKind) {
    if ask::allowed(model, &subject, action) {
        pick(model, subject, kind);
    }
}

fn undo(model: &mut Model, effects: &mut Vec<Effect>) {
    match model.undo.clone() {
        None => model.notice = Some(Notice::Refused(Refusal::NothingToUndo)),
        Some(hint) if hint.mine => ask::undo(model, UndoChoice::Mine, effects),
        Some(hint) => {
            let kind = PickKind::UndoForeign(hint);
            model.mode = Mode::Pick(Pick { subject: None, kind });
        }
    }
}

fn redo(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.redo.is_some() {
        ask::redo(model, effects);
    } else {
        model.notice = Some(Notice::Refused(Refusal::NothingToRedo));
    }
}

fn claim(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    match holder(model, subject) {
        Some(claim) if claim.operator == model.setup.operator => ask::release(model, subject.customer, effects),
        // A colleague's customer is taken by another key than a free one.
        Some(claim) => pick(model, subject.clone(), PickKind::TakeOver(claim)),
        None => {
            let errand = Errand::Take(subject.customer);
            ask::take(model, subject.customer, TakeOver::No, errand, effects);
        }
    }
}

/// Claims the customer unless he is held already; a colleague's claim is only said when it stands in the way.
fn claim_quietly(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    if holder(model, subject).is_some_and(|claim| claim.operator == model.setup.operator) {
        return;
    }
    let errand = Errand::TakeQuietly(subject.customer);
    ask::take(model, subject.customer, TakeOver::No, errand, effects);
}

/// Who holds the customer an action would be for.
pub fn holder(model: &Model, subject: &Subject) -> Option<Claim> {
    let rows = model.board.rows.iter();
    let on_board = rows
        .filter(|row| row.row.customer == subject.customer)
        .find_map(|row| row.claim.as_ref());
    let on_card = || {
        let card = model.current_card().filter(|card| card.customer.id == subject.customer);
        card.and_then(|card| card.claim.as_ref())
    };
    on_board.or_else(on_card).cloned()
}

/// The card of what is acted on over the whole screen, its customer claimed when he is free.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(subject) = model.subject() else { return };
    if model.page() != Some(Page::Card) {
        show(model, Page::Card);
    }
    if holder(model, &subject).is_none() {
        claim_quietly(model, &subject, effects);
    }
}

fn show(model: &mut Model, page: Page) {
    if model.wanted_card().is_some() && model.page() != Some(page) {
        model.pages.push(page);
        model.card.scroll = 0;
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
    let left = model.pages.pop();
    page::left(model, left);
}

/// Moves the cursor, or scrolls what is read.
pub fn walk(model: &mut Model, step: Step, now: Time) {
    if model.in_script() {
        return script::step(model, step);
    }
    if matches!(model.page(), Some(Page::Full(_))) && model.focus == Focus::List {
        return page::step(model, step);
    }
    if !model.pages.is_empty() || model.focus == Focus::Card {
        let page = usize::from(model.size.1).saturating_sub(6).max(1);
        let most = screens::scroll_most(model, now);
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
    model.card.pinned = None;
    let board = model.board.clone();
    let (view, operator) = (model.view, model.setup.operator.clone());
    model.list.step(step, &board, |row| shows(view, row, &operator));
}

/// The numbers worth dialling, the best first.
pub fn phones(model: &Model, subject: &Subject) -> Vec<String> {
    use crate::domain::action::ContactKind;
    if let Some(card) = model.current_card().filter(|card| card.customer.id == subject.customer) {
        let good = card
            .customer
            .contacts
            .iter()
            .filter(|contact| contact.kind == ContactKind::Phone && contact.bad_at.is_none());
        return good.map(|contact| contact.raw.clone()).collect();
    }
    let row = model.list.selected(&model.board);
    row.filter(|row| Some(row.row.key) == subject.row && !row.text.phone.is_empty())
        .map(|row| vec![row.text.phone.clone()])
        .unwrap_or_default()
}

/// Leaves the row for now.
pub fn skip(
    model: &mut Model,
    subject: &Subject,
    reason: crate::domain::action::SkipReason,
    effects: &mut Vec<Effect>,
) {
    if !subject.marked.is_empty() {
        model.marked.clear();
        let rows = subject.marked.iter().map(|row| row.row).collect();
        ask::send(model, Errand::Skip, effects, |token| Request::SkipAll {
            token,
            rows,
            reason,
        });
        return;
    }
    let Some(row) = subject.row else { return };
    ask::send(model, Errand::Skip, effects, |token| Request::Skip {
        token,
        row,
        reason,
    });
}
