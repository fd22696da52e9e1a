//! A form is filled: Tab and the arrows go about, Enter takes a field and at last the form, Esc leaves it.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::result::Performed;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::text::clean;
use crate::text::one_line;
use crate::tui::calls::state::ShownCall;
use crate::tui::card;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::form::Form;
use crate::tui::form::FormKind;
use crate::tui::form::OfferedCustomer;
use crate::tui::form::Spot;
use crate::tui::form::Taken;
use crate::tui::form::Theirs;
use crate::tui::line::edit;
use crate::tui::model::Model;
use crate::tui::model::holder::phones;
use crate::tui::model::mode::Mode;
use crate::tui::model::passing;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;
use crate::tui::update::requests;

/// Opens the form of an order taken by phone. Where the cursor stands says nothing of whom it is for: only who rings, or
/// is talked with, stands there already.
pub fn new_order(model: &mut Model, subject: Option<Subject>, effects: &mut Vec<Effect>) {
    let beside = subject.as_ref().map(|subject| OfferedCustomer {
        id: subject.customer,
        name: clean(&subject.name).into_owned(),
        phone: phones(model, subject).into_iter().next().unwrap_or_default(),
    });
    let is_on_the_line = |known: &OfferedCustomer| {
        let call = model.calls.of(&model.board, known.id);
        matches!(call, Some(ShownCall::Rings(_) | ShownCall::Talk(_)))
    };
    let on_the_line = beside.clone().filter(is_on_the_line);
    open(model, form::new_order(subject, on_the_line, beside));
    complete(model, effects);
}

/// Opens the form of an order's lines.
pub fn lines(model: &mut Model, subject: Subject) {
    of_order(model, subject, form::lines);
}

/// Opens the form of goods that come back.
pub fn goods_return(model: &mut Model, subject: Subject) {
    of_order(model, subject, form::goods_return);
}

/// Opens the form of what becomes of goods that were to come back, where any are awaited.
pub fn return_step(model: &mut Model, subject: Subject) {
    let order = model.current_card().and_then(|card| card.order.as_ref());
    let own = order.filter(|order| Some(order.facts.id) == subject.order);
    if own.is_some_and(|order| order.returns.iter().all(|one| one.back_at.is_some())) {
        model.notice = Some(Notice::Refused(Refusal::ReturnIsBack));
        return;
    }
    of_order(model, subject, form::return_step);
}

/// Opens a form of an order, as its card has it.
fn of_order(model: &mut Model, subject: Subject, make: fn(Subject, &OrderRecord) -> Form) {
    let card = model.current_card().cloned();
    let order = card.as_ref().and_then(|card| card.order.as_ref());
    match order.filter(|order| Some(order.facts.id) == subject.order) {
        Some(order) => open(model, make(subject, order)),
        None => model.notice = Some(Notice::Plain("card-reading")),
    }
}

/// Opens the form of what is sent for goods that come back: for the newest for which nothing was sent.
pub fn exchange(model: &mut Model, subject: Subject) {
    let card = model.current_card().cloned();
    let order = card.as_ref().and_then(|card| card.order.as_ref());
    let Some(order) = order.filter(|order| Some(order.facts.id) == subject.order) else {
        model.notice = Some(Notice::Plain("card-reading"));
        return;
    };
    let Some(of) = order.returns.iter().rfind(|of| of.exchange.is_none()) else {
        model.notice = Some(Notice::Refused(Refusal::ReturnExchanged));
        return;
    };
    let known = OfferedCustomer {
        id: subject.customer,
        name: clean(&subject.name).into_owned(),
        phone: phones(model, &subject).into_iter().next().unwrap_or_default(),
    };
    open(model, form::exchange(subject, known, order, of));
}

/// Opens the form of an order's payment and delivery.
pub fn details(model: &mut Model, subject: Subject) {
    of_order(model, subject, form::details);
}

/// Opens the form of a customer's card.
pub fn customer(model: &mut Model, subject: Subject) {
    let card = model.current_card().cloned();
    match card.filter(|card| card.customer.id == subject.customer) {
        Some(card) => open(model, form::customer(subject, &card.customer)),
        None => model.notice = Some(Notice::Plain("card-reading")),
    }
}

/// A key while a form is filled.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Form(form) = &mut model.mode else { return };
    let leaving = std::mem::take(&mut form.leaving);
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    match key.code {
        _ if key.is_interrupt() => leave(model, leaving),
        KeyCode::Esc if form.offers.on.is_some() => form.offers.on = None,
        KeyCode::Esc => leave(model, leaving),
        KeyCode::Char('s' | 'ы' | 'і') if control => accept(model, now, effects),
        KeyCode::Enter => {
            form.take_offer();
            if !go_on(form) {
                accept(model, now, effects);
            }
        }
        KeyCode::Char('d' | 'в') if control => {
            form.remove_row();
            form.fault = None;
        }
        KeyCode::Char('t' | 'е') if control => take_theirs(model, now, effects),
        KeyCode::Char('y' | 'н') if control => {
            effects.push(Effect::Copy(form.written_out()));
            model.notice = Some(Notice::Plain("form-copied"));
        }
        KeyCode::Tab => step(form, false),
        KeyCode::BackTab => step(form, true),
        KeyCode::Down if form.offers.step(false) => {}
        KeyCode::Up if form.offers.step(true) => {}
        KeyCode::Down => walk(form, false),
        KeyCode::Up => walk(form, true),
        _ => {
            if edit(form, &key) {
                form.fault = None;
            }
        }
    }
    complete(model, effects);
}

/// A text is pasted into the place under the cursor.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let Mode::Form(form) = &mut model.mode else { return };
    form.leaving = false;
    if let Some(input) = form.input_mut() {
        edit::insert(input, text);
        form.fault = None;
        form.tidy();
    }
    complete(model, effects);
}

/// A text was pasted to enter an order from: a phone says for whom it is, anything else is minded in its comment.
pub fn paste_order(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let Mode::Form(form) = &mut model.mode else { return };
    form.begin_with(&one_line(text));
    complete(model, effects);
}

/// The desk answers what the form asked: a refusal is said in the form, anything else is given back.
pub fn answered(
    model: &mut Model,
    token: u64,
    result: Result<Performed, DeskError>,
) -> Option<Result<Performed, DeskError>> {
    let Mode::Form(form) = &mut model.mode else {
        return Some(result);
    };
    if form.sent != Some(token) {
        return Some(result);
    }
    form.sent = None;
    match result {
        Ok(done) => {
            let order = done.order.filter(|_| matches!(form.kind, FormKind::NewOrder { .. }));
            model.mode = Mode::Command;
            if let Some(order) = order {
                card::update::show_order(model, order);
            }
            Some(Ok(done))
        }
        Err(error) => {
            if matches!(&error, DeskError::Refused(refusal) if refusal.is_changed_meanwhile()) {
                form.behind = Behind::Looking;
            }
            form.fault = Some(Notice::of_error(error));
            None
        }
    }
}

fn open(model: &mut Model, form: Form) {
    model.mode = Mode::Form(Box::new(form));
}

/// What was typed is thrown away by a second Esc only.
fn leave(model: &mut Model, leaving: bool) {
    let Mode::Form(form) = &mut model.mode else { return };
    if leaving || !form.is_changed() {
        model.mode = Mode::Command;
    } else {
        form.leaving = true;
    }
}

/// On to the next place; false on the last one.
fn go_on(form: &mut Form) -> bool {
    let places = form.places();
    let at = places.iter().position(|spot| *spot == form.at).unwrap_or(0);
    let is_way_on = match form.at {
        // The blank row is the way on.
        Spot::Row(row, 0) => form.rows.get(row).is_some_and(form::LineRow::is_blank),
        _ => false,
    };
    let is_field = |spot: &&Spot| !is_way_on || matches!(spot, Spot::Field(_));
    let mut after = places.iter().skip(at + 1);
    let next = after.clone().find(is_field).or(after.next());
    if let Some(next) = next {
        form.at = *next;
    }
    next.is_some()
}

/// Takes what a colleague has instead of one's own, or the customer they hold.
fn take_theirs(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let Mode::Form(form) = &mut model.mode else { return };
    match form.offers_theirs() {
        Some(Theirs::Value) => form.take_value(),
        Some(Theirs::Lines) => form.merge_lines(),
        Some(Theirs::Customer) => {
            form.fault = None;
            let of_subject = || form.subject.as_ref().map(|subject| subject.customer);
            let chosen = form.customer().map(|chosen| chosen.id);
            if let Some(customer) = chosen.or_else(of_subject) {
                requests::take(model, customer, TakeOver::Yes, Errand::Take(customer), effects);
                accept(model, now, effects);
            }
        }
        None => {}
    }
}

fn accept(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let settings = model.setup.settings.clone();
    let Mode::Form(form) = &mut model.mode else { return };
    if form.sent.is_some() || form.behind == Behind::Looking {
        return;
    }
    if form.behind == Behind::Seen && model.jump.holds(now) {
        form.fault = Some(Notice::Plain("form-behind"));
        return;
    }
    let taken = match form::taken(form, &settings.shop, now) {
        Ok(taken) => taken,
        Err(fault) => {
            form.at = fault.at;
            form.fault = Some(Notice::Plain(fault.key));
            return;
        }
    };
    form.fault = None;
    let subject = form.subject.clone();
    let sent = match taken {
        Taken::Nothing => {
            model.mode = Mode::Command;
            model.notice = Some(Notice::Plain("form-nothing"));
            return;
        }
        Taken::NewOrder { whose, order } => {
            requests::send(model, Errand::Form, effects, Request::NewOrder { whose, order })
        }
        Taken::Exchange { of, id, order } => {
            requests::send(model, Errand::Form, effects, Request::Exchange { of, id, order })
        }
        Taken::Action { target, action } => {
            if let Some(subject) = &subject {
                requests::hold(model, subject);
                passing::begin(model, subject);
            }
            requests::send(
                model,
                Errand::Form,
                effects,
                Request::Perform {
                    target,
                    action: Box::new(action),
                },
            )
        }
    };
    if let Mode::Form(form) = &mut model.mode {
        form.sent = Some(sent);
    }
}

fn step(form: &mut Form, back: bool) {
    let places = form.places();
    let at = places.iter().position(|spot| *spot == form.at).unwrap_or(0);
    form.at = places[(at + if back { places.len() - 1 } else { 1 }) % places.len()];
}

/// A line up or down; in the rows the column is kept.
fn walk(form: &mut Form, up: bool) {
    let line = |spot| match spot {
        Spot::Row(row, _) => Spot::Row(row, 0),
        field @ Spot::Field(_) => field,
    };
    let mut lines: Vec<Spot> = form.places().into_iter().map(line).collect();
    lines.dedup();
    let at = lines.iter().position(|spot| *spot == line(form.at)).unwrap_or(0);
    let to = if up { at.saturating_sub(1) } else { at + 1 };
    form.at = match (lines.get(to).copied(), form.at) {
        (Some(Spot::Row(row, _)), Spot::Row(_, cell)) => Spot::Row(row, cell),
        (Some(to), _) => to,
        (None, here) => here,
    };
}

fn edit(form: &mut Form, key: &Key) -> bool {
    if let Some(input) = form.input_mut() {
        let meant = edit::edit(input, key);
        form.tidy();
        return meant;
    }
    match key.code {
        KeyCode::Right | KeyCode::Char(' ') => form.choose(false),
        KeyCode::Left => form.choose(true),
        _ => return false,
    }
    true
}

/// Asks the desk for what the place under the cursor may be filled with.
fn complete(model: &mut Model, effects: &mut Vec<Effect>) {
    let token = model.asked.last + 1;
    let Mode::Form(form) = &mut model.mode else { return };
    if let Some(request) = form.complete(&model.setup.tr, token) {
        model.asked.ask(request, effects);
    }
}
