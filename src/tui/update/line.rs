//! A line is typed: letters are letters, Enter takes it, Esc leaves it.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use tui_input::Input;
use tui_input::InputRequest;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::call::Outcome;
use crate::domain::money::Money;
use crate::domain::parcel;
use crate::domain::time::Time;
use crate::domain::when::BadWhen;
use crate::domain::when::parse_when;
use crate::text::clean;
use crate::tui::effects::Effect;
use crate::tui::form::Behind;
use crate::tui::model::Line;
use crate::tui::model::LineFault;
use crate::tui::model::LineKind;
use crate::tui::model::Mode;
use crate::tui::model::Model;
use crate::tui::model::Subject;
use crate::tui::msg::Key;
use crate::tui::update::ask;
use crate::tui::update::command;
use crate::tui::update::pick;
use crate::view::card::Card;

/// Opens a line for `subject`, with a text in it.
pub fn open(model: &mut Model, subject: Subject, kind: LineKind, text: &str) {
    model.mode = Mode::Line(Line {
        seen_number: seen_number(model, &subject),
        behind: Behind::No,
        subject,
        kind,
        input: Input::new(clean(text).into_owned()),
        fault: None,
    });
}

/// Opens the line of a tracking number again: it was typed before a colleague's was there, which is to be looked at.
pub fn reopen(model: &mut Model, subject: &Subject, typed: &str) {
    open(model, subject.clone(), LineKind::Tracking, typed);
    if let Mode::Line(line) = &mut model.mode {
        line.behind = Behind::Looking;
    }
}

/// A card was read: the number on it is what stands now, for a line that has to know.
pub fn look_again(line: &mut Line, card: &Card) {
    let Some(order) = card
        .order
        .as_ref()
        .filter(|order| Some(order.facts.id) == line.subject.order)
    else {
        return;
    };
    if line.seen_number.is_none() || line.behind == Behind::Looking {
        line.seen_number = Some(order.tracking_number.clone().unwrap_or_default());
    }
    if line.behind == Behind::Looking {
        line.behind = Behind::Seen;
    }
}

/// The tracking number of the order as it is seen, empty when there is none; none where that is not known.
fn seen_number(model: &Model, subject: &Subject) -> Option<String> {
    let order = model.current_card().and_then(|card| card.order.as_ref());
    match order.filter(|order| Some(order.facts.id) == subject.order) {
        Some(order) => Some(order.tracking_number.clone().unwrap_or_default()),
        // The list shows no number, but whether there is one.
        None => subject
            .facts
            .as_ref()
            .filter(|facts| facts.number_at.is_none())
            .map(|_| String::new()),
    }
}

/// A key while a line is typed.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Line(line) = &mut model.mode else { return };
    match key.code {
        KeyCode::Esc => model.mode = Mode::Command,
        KeyCode::Enter => enter(model, now, effects),
        _ => {
            if edit(&mut line.input, &key) {
                touched(line);
            }
        }
    }
}

/// What was said of the text before is said no longer: it is another by now.
pub fn touched(line: &mut Line) {
    line.fault = None;
    if line.behind == Behind::Seen {
        line.behind = Behind::No;
    }
}

/// Edits a text by a key; true when the key meant something to it. The text stays in NFC: some keyboards type й in two.
pub fn edit(input: &mut Input, key: &Key) -> bool {
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let request = match key.code {
        KeyCode::Char(c) if !control && !key.modifiers.contains(KeyModifiers::ALT) => InputRequest::InsertChar(c),
        KeyCode::Char('u' | 'г') => InputRequest::DeleteLine,
        KeyCode::Char('k' | 'л') => InputRequest::DeleteTillEnd,
        KeyCode::Backspace if control => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if control => InputRequest::GoToPrevWord,
        KeyCode::Right if control => InputRequest::GoToNextWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home | KeyCode::Char('a' | 'ф') => InputRequest::GoToStart,
        KeyCode::End | KeyCode::Char('e' | 'у') => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    compose(input);
    true
}

/// Puts a text in at the cursor.
pub fn insert(input: &mut Input, text: &str) {
    let at = input.value().char_indices().nth(input.cursor());
    let at = at.map_or(input.value().len(), |(at, _)| at);
    let (before, after) = input.value().split_at(at);
    let cursor = input.cursor() + text.chars().count();
    *input = Input::new([before, text, after].concat()).with_cursor(cursor);
    compose(input);
}

/// The moment a line means; the past is none.
pub fn when(text: &str, now: Time, model: &Model) -> Result<Time, LineFault> {
    if text.trim().is_empty() {
        return Err(LineFault::Empty);
    }
    let at = parse_when(text, now, model.zone()).map_err(|bad| {
        LineFault::BadWhen(match bad {
            BadWhen::NotUnderstood => "fault-when",
            BadWhen::NoTimeOfDay => "fault-no_time_of_day",
            BadWhen::NoSuchDay => "fault-no_such_day",
        })
    })?;
    if at <= now { Err(LineFault::Past) } else { Ok(at) }
}

/// The amount a line means, in the order's currency, minor units.
pub fn amount(text: &str, line: &Line, model: &Model) -> Result<Money, LineFault> {
    let currency = line
        .subject
        .facts
        .as_ref()
        .map_or(model.currency(), |facts| facts.currency);
    match Money::parse(text, currency) {
        Ok(money) if money.minor > 0 => Ok(money),
        _ if text.trim().is_empty() => Err(LineFault::Empty),
        _ => Err(LineFault::BadAmount),
    }
}

/// The tracking number a line means.
pub fn tracking(line: &Line, model: &Model) -> parcel::Recognised {
    let hint = line.subject.facts.as_ref().and_then(|facts| facts.carrier);
    parcel::recognise(line.input.value(), &model.setup.settings.shop.country, hint)
}

fn enter(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Line(line) = &model.mode else { return };
    let line = line.clone();
    if line.behind == Behind::Looking {
        return;
    }
    match taken(model, &line, now) {
        Ok(Taken::Action(action)) => {
            model.mode = Mode::Command;
            match line.kind {
                LineKind::Tracking => {
                    ask::ship(model, &line.subject, line.input.value().to_owned(), *action, effects);
                }
                _ => ask::perform(model, &line.subject, *action, effects),
            }
        }
        Ok(Taken::Next(kind)) => open(model, line.subject, kind, ""),
        Err(fault) => {
            model.mode = Mode::Line(Line {
                fault: Some(fault),
                ..line
            });
        }
    }
}

/// What Enter makes of a line.
enum Taken {
    Action(Box<Action>),
    Next(LineKind),
}

fn taken(model: &Model, line: &Line, now: Time) -> Result<Taken, LineFault> {
    let text = line.input.value().trim().to_owned();
    if text.is_empty() {
        return Err(LineFault::Empty);
    }
    let action = match line.kind {
        LineKind::Tracking => {
            let recognised = tracking(line, model);
            Action::Ship {
                number: recognised.number,
                carrier: recognised.carrier,
                handed: Handing::WithNumber,
                seen: line.seen_number.clone(),
            }
        }
        LineKind::CallBackAt { called } => Action::LogCall(CallLog {
            call_at: Some(when(&text, now, model)?),
            ..pick::call(Outcome::CallBack, called)
        }),
        LineKind::ScheduleAt => Action::Schedule {
            at: when(&text, now, model)?,
        },
        LineKind::DispatchBy => Action::DispatchBy {
            at: Some(when(&text, now, model)?),
        },

        LineKind::Note => Action::Note { text },
        LineKind::Refund => Action::Refund {
            amount: amount(&text, line, model)?.minor,
        },
        LineKind::PartPayment => Action::Pay {
            amount: Some(amount(&text, line, model)?.minor),
            means: command::usual_means(line.subject.facts.as_deref()),
            note: String::new(),
        },
        LineKind::PutOffUntil => {
            let until = when(&text, now, model)?;
            return Ok(Taken::Next(LineKind::PutOffWhy { until }));
        }
        LineKind::PutOffWhy { until } => Action::PutOff { until, text },
    };
    Ok(Taken::Action(Box::new(action)))
}

fn compose(input: &mut Input) {
    if is_nfc(input.value()) {
        return;
    }
    let before: String = input.value().chars().take(input.cursor()).nfc().collect();
    let whole: String = input.value().nfc().collect();
    let cursor = before.chars().count();
    *input = Input::new(whole).with_cursor(cursor);
}
