//! The desk says something.

use std::sync::Arc;

use super::published;
use super::requests;
use crate::board::Board;
use crate::desk::error::DeskError;
use crate::desk::outbox::recall::MessageStep;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::history::Deed;
use crate::domain::order_feed::FeedTouch;
use crate::domain::settings::Notify;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::text::width;
use crate::tui::calls;
use crate::tui::card;
use crate::tui::channel;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::header::title;
use crate::tui::line;
use crate::tui::merge;
use crate::tui::message;
use crate::tui::model::Model;
use crate::tui::model::heard::Heard;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::model::pending::NextStep;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::pick::state::PickKind;
use crate::tui::queue;
use crate::tui::queue::shown::shows;
use crate::tui::script;
use crate::tui::search;
use crate::tui::setting;
use crate::tui::shell;
use crate::tui::subject::Behind;
use crate::tui::tour;
use crate::tui::update::burst;
use crate::tui::update::shift;
use crate::tui::write;
use crate::view::card::Card;

/// A bell that rings more often is switched off.
const BETWEEN_BELLS: Span = Span::minutes(1);

/// Brings what the desk says into the model.
pub fn told(model: &mut Model, msg: DeskMsg, now: Time, effects: &mut Vec<Effect>) {
    match msg {
        DeskMsg::Board(board) => adopt(model, board, now, effects),
        DeskMsg::Answer(token, answer) => answered(model, token, answer, now, effects),
        DeskMsg::CardsBeside(cards) => model.card.keep(cards),
        DeskMsg::LoggedIn(done) => shift::logged_in(model, *done),
        DeskMsg::TextsChanged { troubles } => {
            script::update::fill_again(model, now);
            if let Mode::Answers(open) = &mut model.mode {
                open.look_again(&model.setup.answers);
            }
            if let Some(first) = troubles.into_iter().next() {
                model.notice = Some(Notice::Trouble(first));
            }
        }
        DeskMsg::Written(seq) => model.asked.seq = seq,
        DeskMsg::Hints { undo, redo } => {
            model.undo = undo;
            model.redo = redo;
        }
        DeskMsg::ClockJumped(by) => model.notice = Some(Notice::ClockJumped(by)),
        DeskMsg::Broken(what) => {
            model.broken = Some(what);
            effects.push(Effect::Quit);
        }
    }
}

/// Brings what came of a request into the model.
fn answered(model: &mut Model, token: u64, answer: DeskAnswer, now: Time, effects: &mut Vec<Effect>) {
    match answer {
        DeskAnswer::Card(read) => {
            if token == model.card.token {
                look_again(model, read.card.as_deref(), now);
                card::update::adopt(model, read, now);
            }
        }
        DeskAnswer::Found { text, hits } => {
            if let Mode::Form(form) = &mut model.mode {
                return form.found_customers(token, &hits);
            }
            let Mode::Search(search) = &mut model.mode else { return };
            if token != search.token {
                return;
            }
            search.hits = hits;
            search.answered = Some(text);
            search.cursor = 0;
            if search.opens_first && !search.hits.is_empty() {
                search::update::enter(model);
            }
        }
        DeskAnswer::Goods(found) => {
            if let Mode::Form(form) = &mut model.mode {
                form.found_goods(token, found);
            }
        }
        DeskAnswer::Page(page) => page::update::answered(model, token, &page, now, effects),
        DeskAnswer::Performed(result) => performed(model, token, result, effects),
        DeskAnswer::PerformedAll(all) => {
            write::update::offered(model, token);
            performed_all(model, token, all, effects);
        }
        DeskAnswer::Going { done, of } => {
            write::update::offered(model, token);
            model.asked.going = Some((token, done, of));
        }
        DeskAnswer::OfferPreview(result) => write::update::previewed(model, token, result),
        DeskAnswer::Undone(result) => undone(model, token, result, effects),
        DeskAnswer::Unskipped(result) => {
            model.notice = Some(match result {
                Ok(0) => Notice::Refused(Refusal::NothingToUndo),
                Ok(_) => Notice::Plain("notice-unskipped"),
                Err(error) => Notice::of_error(error),
            });
        }
        DeskAnswer::Shift(result) => shift::shifted(model, result),
        DeskAnswer::Ticked(result) => {
            model.card.stale = true;
            if let Err(error) = result {
                model.notice = Some(Notice::of_error(error));
            }
        }
        DeskAnswer::MergePlan(result) => merge::update::planned(model, token, result),
        DeskAnswer::SettingSet(result) => setting::update::answered(model, token, result, effects),
        DeskAnswer::MessageText(message) => message::update::answered(model, token, message),
        DeskAnswer::ReleasedAll(result) => {
            model.notice = Some(result.map_or_else(Notice::of_error, Notice::Released));
        }
        DeskAnswer::FeedTouched { touch, result } => {
            model.notice = Some(match (result, touch) {
                (Err(error), _) => Notice::of_error(error),
                (Ok(()), FeedTouch::Ask) => Notice::Plain("notice-feed_asked"),
                (Ok(()), FeedTouch::Pause) => Notice::Plain("notice-feed_paused"),
                (Ok(()), FeedTouch::Resume) => Notice::Plain("notice-feed_resumed"),
                (Ok(()), FeedTouch::Again) => Notice::Plain("notice-feed_again"),
            });
        }
        DeskAnswer::ShopWriteTouched { touch, result } => {
            model.notice = Some(match (result, touch) {
                (Err(error), _) => Notice::of_error(error),
                (Ok(false), _) => Notice::Plain("notice-shop_write_gone"),
                (Ok(true), ShopWriteTouch::Retry) => Notice::Plain("notice-shop_write_again"),
                (Ok(true), ShopWriteTouch::Drop) => Notice::Plain("notice-shop_write_dropped"),
            });
        }
        DeskAnswer::ChannelTried(result) => channel::update::tried(model, token, result),
        DeskAnswer::CommandRan(result) => shell::update::ran(model, token, result),
        DeskAnswer::Dialled(result) | DeskAnswer::Heard(result) => {
            if let Err(why) = result {
                model.notice = Some(Notice::Trouble(why));
            }
        }
        DeskAnswer::Recorded(call) => calls::review::answered(model, token, call, effects),
        DeskAnswer::Drafts(drafts) => write::update::read(model, token, drafts),
        DeskAnswer::Message(result) => {
            let Some(result) = write::update::worded(model, token, result) else {
                return;
            };
            message::update::ask(model, effects);
            model.card.stale = true;
            model.notice = Some(result.map_or_else(Notice::of_error, |step| Notice::Plain(message_said(step))));
        }
        // A claim that could not be kept shows on the board.
        DeskAnswer::Renewed(_) => {}
    }
}

/// A mode that was opened before somebody else's change sees what stands by now. A key under way was meant for what stood
/// there before: nothing is saved over a change that came up under the hand.
fn look_again(model: &mut Model, card: Option<&Card>, now: Time) {
    match (&mut model.mode, card) {
        (Mode::Form(form), Some(card)) if form.behind == Behind::Looking || form.is_behind(card) => {
            form.look_again(card);
            model.jump.row(now);
        }
        (Mode::Line(line), Some(card)) => line::update::look_again(line, card),
        // Nothing stands there any more; saving will say so.
        (Mode::Form(form), None) => form.behind = Behind::No,
        (Mode::Line(line), None) => line.behind = Behind::No,
        _ => {}
    }
}

fn message_said(step: MessageStep) -> &'static str {
    match step {
        MessageStep::Released => "notice-message_released",
        MessageStep::Retried => "notice-message_retried",
        MessageStep::StandsOtherwise => "notice-message_otherwise",
        MessageStep::Recalled => "notice-message_recalled",
        MessageStep::SentByHand => "notice-message_sent",
        MessageStep::Worded => "notice-message_worded",
        MessageStep::Dismissed => "notice-message_dismissed",
        MessageStep::NotWaiting => "notice-message_over",
        MessageStep::Corrected => "notice-message_corrected",
        MessageStep::CorrectedBefore => "notice-message_corrected_before",
    }
}

/// New orders are told where the terminal does that, a storm of them once a minute.
fn tell_new_orders(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let rested = model.notified.is_none_or(|at| now - at >= BETWEEN_BELLS);
    if model.untold == 0 || !rested {
        return;
    }
    let count = i64::try_from(std::mem::take(&mut model.untold)).unwrap_or(i64::MAX);
    if model.setup.settings.console.notify != Notify::Off {
        model.notified = Some(now);
        let told = model
            .setup
            .tr
            .with("notification-new_orders", &[("count", count.into())]);
        effects.push(Effect::Notify(told));
    }
}

fn adopt(model: &mut Model, board: Arc<Board>, now: Time, effects: &mut Vec<Effect>) {
    let rested = model.rung.is_none_or(|at| now - at >= BETWEEN_BELLS);
    let before = model.heard.clone();
    // A board that is read again after a break begins with a part of it: what was there before is nothing new.
    if board.complete {
        model.heard = Some(Heard::of(&board, before.as_ref()));
    }
    let (rings, alarms) = match (&before, &model.heard) {
        (Some(before), Some(now)) => (now.rings_again(before), now.alarms(before)),
        _ => (false, false),
    };
    if model.setup.settings.console.bell && rested && alarms {
        model.rung = Some(now);
        effects.push(Effect::Bell);
    }
    if let (Some(before), Some(heard)) = (&before, &model.heard) {
        model.untold += heard.new_orders(before);
    }
    tell_new_orders(model, now, effects);
    if model.full_page().is_some() && rings {
        model.notice = Some(Notice::Plain("notice-call_waits"));
    }
    model.lanes = title::count(&board);
    let numbers = board.rows.iter().map(|row| width(&row.text.number));
    model.numbers = numbers.max().unwrap_or(0);
    let old = std::mem::replace(&mut model.board, board);
    let (view, operator) = (model.view.clone(), model.setup.operator.as_str());
    model
        .list
        .adopt(&old, &model.board, |row| shows(&view, row, operator), operator);
    calls::update::adopt(model, &old);
    if model.loaded {
        calls::placed::adopt(model, &old);
    }
    let on_board = |key: &RowKey| model.board.rows.iter().any(|row| row.row.key == *key);
    model.marked.retain(on_board);
    if old.seq != model.board.seq {
        model.card.stale = true;
        message::update::ask(model, effects);
    }
    model.loaded = true;
    shift::adopt(model);
    queue::update::go_on(model, effects);
    published::adopt(model, effects);
}

fn performed(model: &mut Model, token: u64, result: Result<Performed, DeskError>, effects: &mut Vec<Effect>) {
    let Some(waiting) = model.asked.answered(token) else {
        return;
    };
    model.card.stale = true;
    let result = match waiting.errand {
        Errand::Form => form::update::answered(model, token, result),
        Errand::Letter => write::update::answered(model, token, result, effects),
        _ => Some(result),
    };
    let Some(result) = result else { return };
    let mut performed = match result {
        Ok(performed) => performed,
        Err(error) => return refused(model, &waiting.errand, error, effects),
    };
    let said = waiting.errand.clone();
    let mut waiting = waiting;
    if matches!(said, Errand::Refuse | Errand::Attempt(_)) {
        waiting.errand = Errand::Perform;
    }
    if said == Errand::Refuse {
        performed.kind = ActionKind::Cancel;
    }
    let changed = performed.entry.is_some() || !is_action(&waiting.errand);
    if waiting.take_back {
        if changed {
            burst::take_back(model, &waiting.errand, effects);
        }
        return;
    }
    if changed {
        if acts(&waiting.errand) {
            model.asked.skipped = skipped(&waiting.errand);
        }
        model.asked.changed = Some((token, waiting.errand.clone()));
        if performed.entry.is_some() {
            tour::update::done(model, performed.kind);
        }
    }
    if performed.kind == ActionKind::Call && model.calls.on == Some(performed.customer) {
        calls::update::leave(model);
    }
    if is_action(&waiting.errand) {
        let did = match said {
            Errand::Attempt(outcome) => Deed::Called(outcome),
            _ => performed.kind.into(),
        };
        model.list.done(performed.customer, did);
    }
    if performed.entry.is_some()
        && let Some(sheet) = model.open_sheet_mut()
    {
        sheet.done(performed.order, performed.customer, performed.kind);
    }
    match waiting.errand {
        Errand::TakeQuietly(_) | Errand::ReleaseQuietly | Errand::Answer => {}
        Errand::Next { claimed, .. } => {
            model.asked.next = Some(NextStep::Arrive(claimed));
            queue::update::go_on(model, effects);
        }
        Errand::Walk { at, .. } => page::update::arrive(model, at),
        _ => {
            model.notice = Some(match said {
                Errand::Attempt(outcome) if performed.entry.is_some() => Notice::Attempted {
                    outcome,
                    customer: performed.customer,
                    number: performed.order_number,
                    warnings: performed.warnings,
                },
                _ => Notice::of_performed(performed),
            });
        }
    }
}

/// Whether it was an action that may have changed nothing.
fn is_action(errand: &Errand) -> bool {
    matches!(
        errand,
        Errand::Perform | Errand::Line(_) | Errand::Form | Errand::Letter
    )
}

/// Whether it was more than a claim, which leaves what `u` would take back as it is.
fn acts(errand: &Errand) -> bool {
    match errand {
        Errand::Take(_)
        | Errand::TakeQuietly(_)
        | Errand::Next { .. }
        | Errand::Walk { .. }
        | Errand::Answer
        | Errand::Release(_)
        | Errand::ReleaseQuietly => false,
        Errand::Perform
        | Errand::Line(_)
        | Errand::Refuse
        | Errand::Attempt(_)
        | Errand::Agreed
        | Errand::PerformAll
        | Errand::Form
        | Errand::Letter
        | Errand::Undo
        | Errand::Redo
        | Errand::Skip(_) => true,
    }
}

/// The rows a request left for now.
fn skipped(errand: &Errand) -> Vec<RowKey> {
    match errand {
        Errand::Skip(rows) => rows.clone(),
        _ => Vec::new(),
    }
}

fn performed_all(model: &mut Model, token: u64, all: PerformedAll, effects: &mut Vec<Effect>) {
    let Some(waiting) = model.asked.answered(token) else {
        return;
    };
    model.card.stale = true;
    let changed = all.done.iter().any(|done| done.entry.is_some());
    if all.done.iter().any(|done| done.kind == ActionKind::Offered) {
        page::update::read_again(model);
    }
    if waiting.take_back {
        if changed {
            burst::take_back(model, &waiting.errand, effects);
        }
        return;
    }
    let is_agreed = changed && waiting.errand == Errand::Agreed;
    if changed {
        model.asked.skipped = skipped(&waiting.errand);
        model.asked.changed = Some((token, waiting.errand));
        for done in all.done.iter().filter(|done| done.entry.is_some()) {
            tour::update::done(model, done.kind);
        }
    }
    if let Some(last) = all.done.last().filter(|_| is_agreed && all.refused.is_empty()) {
        if model.calls.on == Some(last.customer) {
            calls::update::leave(model);
        }
        model.list.done(last.customer, ActionKind::Confirm);
        if let Some(sheet) = model.open_sheet_mut() {
            sheet.done(last.order, last.customer, ActionKind::Confirm);
        }
        model.notice = Some(Notice::of_performed(last.clone()));
        return;
    }
    if let Some(sheet) = model.open_sheet_mut() {
        for done in all.done.iter().filter(|done| done.entry.is_some()) {
            sheet.done(done.order, done.customer, done.kind);
        }
    }
    model.notice = Some(Notice::of_performed_all(all));
}

fn undone(model: &mut Model, token: u64, result: Result<Undone, DeskError>, effects: &mut Vec<Effect>) {
    let Some(waiting) = model.asked.answered(token) else {
        return;
    };
    model.card.stale = true;
    let undone = match result {
        Ok(undone) => undone,
        Err(error) => return refused(model, &waiting.errand, error, effects),
    };
    if undone.did == ActionKind::Offered || undone.did.kind().is_of_outbox() {
        page::update::read_again(model);
        message::update::ask(model, effects);
    }
    if waiting.take_back {
        burst::take_back(model, &waiting.errand, effects);
        return;
    }
    model.asked.skipped.clear();
    if waiting.errand == Errand::Undo {
        tour::update::undone(model);
        requests::release_passing(model, undone.customer, effects);
        if undone.did == ActionKind::Answer {
            // It rings again for everyone.
            requests::release_quietly(model, undone.customer, effects);
            if model.calls.on == Some(undone.customer) {
                calls::update::leave(model);
            }
        }
    }
    if let Some(sheet) = model.open_sheet_mut() {
        sheet.did = None;
    }
    let did = match waiting.errand {
        Errand::Redo => undone.did,
        _ => ActionKind::Undo.into(),
    };
    if undone.did == ActionKind::NewOrder && did == ActionKind::Undo {
        // Its card shows nothing any more.
        model.card.pinned = None;
    }
    let selected = model.list.selected(&model.board).and_then(|row| row.row.order);
    if selected.is_some() && selected == undone.order {
        model.list.hold(&model.board);
        model.list.done(undone.customer, did);
    }
    let notice = match waiting.errand {
        Errand::Redo => Notice::of_redone(undone),
        _ => Notice::of_undone(undone),
    };
    // What a paste began is taken back in passing; the question about the text says enough.
    if !matches!(&model.mode, Mode::Pick(pick) if matches!(pick.kind, PickKind::Pasted(_))) {
        model.notice = Some(notice);
    }
    model.asked.changed = Some((token, waiting.errand));
}

fn refused(model: &mut Model, errand: &Errand, error: DeskError, effects: &mut Vec<Effect>) {
    if let (Errand::Next { claimed, passed }, DeskError::Refused(Refusal::Claimed { .. })) = (errand, &error) {
        let passed = passed.iter().copied().chain([claimed.customer]).collect();
        return queue::update::next(model, passed, effects);
    }
    if let (Errand::Walk { at, .. }, DeskError::Refused(Refusal::Claimed { .. })) = (errand, &error) {
        return page::update::next(model, at + 1, effects);
    }
    if let Errand::TakeQuietly(customer) = errand {
        let about = |pick: &crate::tui::pick::state::Pick| {
            pick.subject
                .as_ref()
                .is_some_and(|subject| subject.customer == *customer)
        };
        if matches!(&model.mode, Mode::Pick(pick) if about(pick) && matches!(pick.kind, PickKind::Outcome(_))) {
            model.mode = Mode::Command;
        }
    }
    if let Errand::Line(typed) = errand {
        line::update::reopen(model, typed, &error);
    }
    model.notice = Some(Notice::of_error(error));
}
