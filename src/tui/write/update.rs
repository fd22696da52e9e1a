//! A message is written: a text is chosen and seen, its words are changed, Ctrl-S sends it, Esc goes one step back.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;
use ratatui::crossterm::event::KeyModifiers;

use super::draw;
use super::state::Writing;
use super::state::WrittenTo;
use crate::desk::error::DeskError;
use crate::desk::outbox::recall::MessageStep;
use crate::desk::result::Performed;
use crate::domain::action::Refusal;
use crate::domain::message::Channel;
use crate::domain::message::OwnMessage;
use crate::domain::settings::NoOfferWay;
use crate::domain::target::CardKey;
use crate::session::answer::ShownMessage;
use crate::session::request::Request;
use crate::text::clean;
use crate::text::clean_lines;
use crate::tui::commands::letters;
use crate::tui::effect::Effect;
use crate::tui::line::edit;
use crate::tui::message::state::OpenMessage;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::update::requests;
use crate::view::drafts::Drafts;
use crate::view::drafts::usual;
use crate::view::offers::OfferPreview;

/// Begins a message to the customer of a card: its text is chosen first.
pub fn open(model: &mut Model, key: CardKey, effects: &mut Vec<Effect>) {
    model.mode = Mode::Write(Box::new(Writing::to_customer(key, None)));
    ask(model, effects);
}

/// Begins one with the words of a standard answer.
pub fn open_with(model: &mut Model, key: CardKey, answer: String, effects: &mut Vec<Effect>) {
    model.mode = Mode::Write(Box::new(Writing::to_customer(key, Some(answer))));
    ask(model, effects);
}

/// Words a message of the outbox that waits by hand.
pub fn open_again(model: &mut Model, shown: Box<ShownMessage>) {
    model.mode = Mode::Write(Box::new(Writing::waiting(shown)));
}

/// Begins an offer to a segment of the settings, with those words.
pub fn open_offer(model: &mut Model, at: usize, begun: &str) {
    let settings = &model.setup.settings;
    let Some(segment) = settings.segments.get(at) else {
        return;
    };
    match settings.offer_channels() {
        Ok(channels) => {
            // A letter has all there is to type.
            let channel = if channels.contains(&Channel::Email) {
                Channel::Email
            } else {
                Channel::Sms
            };
            let name = clean(&segment.name).into_owned();
            model.mode = Mode::Write(Box::new(Writing::offer(at, name, channel, begun)));
        }
        Err(why) => model.notice = Some(Notice::Plain(no_way(why))),
    }
}

/// Why offers leave by nothing.
fn no_way(why: NoOfferWay) -> &'static str {
    match why {
        NoOfferWay::Never => "no_offer_way-never",
        NoOfferWay::NoChannel => "no_offer_way-no_channel",
        NoOfferWay::NoUnsubscribe => "no_offer_way-no_unsubscribe",
    }
}

/// How an offer would read was found out.
pub fn previewed(model: &mut Model, token: u64, result: Option<Result<Arc<OfferPreview>, NoOfferWay>>) {
    let Mode::Write(open) = &mut model.mode else { return };
    if open.sent != Some(token) {
        return;
    }
    open.sent = None;
    let WrittenTo::Segment { preview, .. } = &mut open.to else {
        return;
    };
    match result {
        Some(Ok(found)) => *preview = Some(found),
        Some(Err(why)) => open.fault = Some(Notice::Plain(no_way(why))),
        None => open.fault = Some(Notice::of_error(DeskError::NotFound)),
    }
}

/// An offer was made to all, to some or to nobody: either way it is over.
pub fn offered(model: &mut Model, token: u64) {
    if let Mode::Write(open) = &model.mode
        && open.sent == Some(token)
    {
        model.mode = Mode::Command;
    }
}

/// Reads what the message can be made of.
fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Write(open) = &mut model.mode else { return };
    let WrittenTo::Customer { key, answer, .. } = &open.to else {
        return;
    };
    let (key, text) = (*key, answer.clone().unwrap_or_default());
    open.token = model.asked.ask(Request::Drafts { key, text }, effects);
}

/// What it can be made of was read.
pub fn read(model: &mut Model, token: u64, found: Option<Arc<Drafts>>) {
    let Mode::Write(open) = &mut model.mode else { return };
    if open.token != token {
        return;
    }
    let Some(found) = found else {
        model.mode = Mode::Command;
        model.notice = Some(Notice::of_error(DeskError::NotFound));
        return;
    };
    let is_first = open.drafts().is_none();
    if is_first {
        let usual = usual(&found.ways).map(|way| way.channel);
        let at = found.ways.iter().position(|way| Some(way.channel) == usual);
        open.way = at.unwrap_or_default();
    }
    let is_same = |other: &Drafts| {
        let channels = |drafts: &Drafts| drafts.ways.iter().map(|way| way.channel).collect::<Vec<_>>();
        channels(other) == channels(&found)
    };
    // What is typed stands for the ways there were.
    if !is_first && !open.editors.is_empty() && !open.drafts().is_some_and(|drafts| is_same(drafts)) {
        return;
    }
    let WrittenTo::Customer { answer, drafts, .. } = &mut open.to else {
        return;
    };
    open.text = open.text.min(found.texts.len().saturating_sub(1));
    let begins = is_first && answer.is_some();
    *drafts = Some(found);
    if begins {
        open.begin();
    }
}

/// A key while a message is written.
pub fn key(model: &mut Model, key: Key, effects: &mut Vec<Effect>) {
    let columns = draw::columns(model.size);
    let Mode::Write(open) = &mut model.mode else { return };
    let open = open.as_mut();
    let leaving = std::mem::take(&mut open.leaving);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        _ if key.is_interrupt() => return leave(model, leaving),
        KeyCode::Esc => return leave(model, leaving),
        KeyCode::Char('s' | 'ы' | 'і') if control => return send(model, effects),
        KeyCode::Char('y' | 'н') if control => return copy(model, effects),
        KeyCode::Char('t' | 'е') if control => return turn(open, true),
        _ if open.sent.is_some() => return,
        _ => {}
    }
    if open.preview().is_some() {
        if key.code == KeyCode::Enter {
            open.look_away();
        }
        return;
    }
    if open.editor().is_none() {
        return choose(open, key);
    }
    let is_letter = open.editor().is_some_and(|editor| editor.channel == Channel::Email);
    let Some(editor) = open.editor_mut() else { return };
    let is_taken = match key.code {
        KeyCode::Tab | KeyCode::BackTab => {
            editor.in_subject = is_letter && !editor.in_subject;
            false
        }
        KeyCode::Enter | KeyCode::Down if editor.in_subject => {
            editor.in_subject = false;
            false
        }
        _ if editor.in_subject => edit::edit(&mut editor.subject, &key),
        KeyCode::Up if is_letter && editor.text.place(columns).0 == 0 => {
            editor.in_subject = true;
            false
        }
        _ => editor.text.key(&key, columns),
    };
    if is_taken {
        open.fault = None;
    }
}

/// A text is pasted.
pub fn paste(model: &mut Model, text: &str) {
    let Mode::Write(open) = &mut model.mode else { return };
    if open.sent.is_some() {
        return;
    }
    open.leaving = false;
    if open.preview().is_some() {
        return;
    }
    let Some(editor) = open.editor_mut() else { return };
    if editor.in_subject {
        edit::insert(&mut editor.subject, &clean(text.trim()));
    } else {
        editor.text.insert(&clean_lines(text));
    }
    open.fault = None;
}

/// A key while its text is chosen.
fn choose(open: &mut Writing, key: Key) {
    let last = open.drafts().map_or(0, |drafts| drafts.texts.len().saturating_sub(1));
    open.fault = None;
    open.text = match (key.code, letters::letter(&key)) {
        (KeyCode::Down, _) | (_, Some('j')) => (open.text + 1).min(last),
        (KeyCode::Up, _) | (_, Some('k')) => open.text.saturating_sub(1),
        (KeyCode::PageDown, _) => (open.text + 10).min(last),
        (KeyCode::PageUp, _) => open.text.saturating_sub(10),
        (KeyCode::Home, _) => 0,
        (KeyCode::End, _) => last,
        (KeyCode::Left, _) => return turn(open, false),
        (KeyCode::Right, _) => return turn(open, true),
        (KeyCode::Enter, _) => return open.begin(),
        _ => return,
    };
}

/// The way beside; each has its own words.
fn turn(open: &mut Writing, forward: bool) {
    let of = open.drafts().map_or(0, |drafts| drafts.ways.len());
    if of > 1 && open.sent.is_none() {
        open.way = (open.way + if forward { 1 } else { of - 1 }) % of;
        open.fault = None;
    }
}

/// One step back; what was typed is thrown away by a second Esc only.
fn leave(model: &mut Model, leaving: bool) {
    let Mode::Write(open) = &mut model.mode else { return };
    if open.sent.is_some() {
        return;
    }
    if open.preview().is_some() {
        return open.look_away();
    }
    if open.is_changed() && !leaving {
        open.leaving = true;
        return;
    }
    match &open.to {
        WrittenTo::Customer { answer: None, .. } if !open.editors.is_empty() => {
            open.editors.clear();
            open.fault = None;
        }
        WrittenTo::Waiting(shown) => model.mode = Mode::Message(OpenMessage::again(shown.clone())),
        WrittenTo::Customer { .. } | WrittenTo::Segment { .. } => model.mode = Mode::Command,
    }
}

fn copy(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Write(open) = &model.mode else { return };
    let text = clean_lines(open.words().text.trim_end()).into_owned();
    if text.trim().is_empty() {
        model.notice = Some(Notice::Plain("notice-nothing_to_copy"));
        return;
    }
    effects.push(Effect::Copy(text));
    model.notice = Some(Notice::Plain("notice-message_copied"));
}

/// Puts it into the outbox, unless it could not leave.
fn send(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Write(open) = &mut model.mode else { return };
    if open.sent.is_some() {
        return;
    }
    let words = open.words();
    let is_bare = open.editors.is_empty() && open.draft().is_none_or(|draft| draft.name.is_empty());
    if words.text.trim().is_empty() || is_bare {
        open.fault = Some(Notice::Refused(Refusal::EmptyText));
        return;
    }
    let token = match &open.to {
        // First it is seen, then it leaves.
        WrittenTo::Segment { at, preview: None, .. } => {
            let segment = *at;
            let (subject, text) = (words.subject, words.text.trim().to_owned());
            model
                .asked
                .ask(Request::OfferPreview { segment, subject, text }, effects)
        }
        WrittenTo::Segment {
            preview: Some(preview), ..
        } => {
            if preview.plan.to.is_empty() {
                return;
            }
            let preview = Arc::clone(preview);
            requests::send(model, Errand::Letter, effects, Request::Offer(preview))
        }
        WrittenTo::Waiting(shown) => {
            let seen = Box::new(shown.row.clone());
            model.asked.ask(Request::Word { seen, words }, effects)
        }
        WrittenTo::Customer { drafts, .. } => {
            let Some(drafts) = drafts else { return };
            let refusal = match open.chosen_way() {
                None => Some(Refusal::NotByHand),
                Some(way) if way.address.is_none() => Some(Refusal::NoAddress(way.channel)),
                Some(way) if way.via.is_none() => Some(Refusal::NoChannel(way.channel)),
                Some(_) => None,
            };
            if let Some(refusal) = refusal {
                open.fault = Some(Notice::Refused(refusal));
                return;
            }
            let Some(way) = open.chosen_way() else { return };
            let message = OwnMessage {
                of: open.draft().map(|draft| draft.name.clone()).unwrap_or_default(),
                channel: way.channel,
                address: way.address.clone().unwrap_or_default(),
                words,
                seen: drafts.stage,
            };
            let (target, customer) = (drafts.target, drafts.customer);
            if model
                .list
                .selected(&model.board)
                .is_some_and(|row| row.row.customer == customer)
            {
                model.list.hold(&model.board);
            }
            requests::send(
                model,
                Errand::Letter,
                effects,
                Request::Write {
                    target,
                    message: Box::new(message),
                },
            )
        }
    };
    model.notice = None;
    if let Mode::Write(open) = &mut model.mode {
        open.sent = Some(token);
        open.fault = None;
    }
}

/// The desk took a message, or refused it: then its words stay, and what stands by now is read.
pub fn answered(
    model: &mut Model,
    token: u64,
    result: Result<Performed, DeskError>,
    effects: &mut Vec<Effect>,
) -> Option<Result<Performed, DeskError>> {
    let Mode::Write(open) = &mut model.mode else {
        return Some(result);
    };
    if open.sent != Some(token) {
        return Some(result);
    }
    open.sent = None;
    match result {
        Ok(done) => {
            model.mode = Mode::Command;
            Some(Ok(done))
        }
        Err(error) => {
            open.fault = Some(Notice::of_error(error));
            ask(model, effects);
            None
        }
    }
}

/// The desk took the words of a message that waits, or refused them: then they stay.
pub fn worded(
    model: &mut Model,
    token: u64,
    result: Result<MessageStep, DeskError>,
) -> Option<Result<MessageStep, DeskError>> {
    let Mode::Write(open) = &mut model.mode else {
        return Some(result);
    };
    if open.sent != Some(token) {
        return Some(result);
    }
    open.sent = None;
    match (result, &open.to) {
        (Ok(step), WrittenTo::Waiting(shown)) => {
            model.mode = Mode::Message(OpenMessage::again(shown.clone()));
            Some(Ok(step))
        }
        (Ok(step), WrittenTo::Customer { .. } | WrittenTo::Segment { .. }) => Some(Ok(step)),
        (Err(error), _) => {
            open.fault = Some(Notice::of_error(error));
            None
        }
    }
}
