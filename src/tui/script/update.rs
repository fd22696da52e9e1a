//! The script beside the card: its points are walked and ticked.

use std::sync::Arc;

use crate::domain::script_point::ScriptPoint;
use crate::domain::script_point::ShownPoint;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::scripts::Step;
use crate::scripts::StepKind;
use crate::session::request::Request;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Page;
use crate::tui::page::geometry;
use crate::tui::queue::list::Step as Move;
use crate::view::card::Card;

/// Fills the script for a card that came; the cursor goes to the first open point of another one.
pub fn adopt(model: &mut Model, card: Option<&Card>, now: Time) {
    let setup = &model.setup;
    let script = card.and_then(|card| setup.scripts.kept().script(card, &setup.settings, &setup.tr, now));
    let of = |card: &Card| (card.customer.id, card.order.as_ref().map(|order| order.facts.id));
    let same = card.map(of) == model.card.card().map(|card| of(card))
        && script.as_ref().map(|script| &script.name) == model.card.script.as_ref().map(|script| &script.name);
    model.card.script = script.map(Arc::new);
    if !same {
        let ticked = card.map(|card| card.ticks.as_slice()).unwrap_or_default();
        let open = points(model).iter().position(|point| !is_ticked(model, ticked, point));
        model.card.point = open.unwrap_or(0);
    }
    if model.card.script.is_none() && model.focus == Focus::Script {
        model.focus = Focus::Card;
    }
}

/// Fills the script of the card in view by texts that were changed.
pub fn fill_again(model: &mut Model, now: Time) {
    let card = model.card.shown.as_ref().and_then(|shown| shown.card.clone());
    adopt(model, card.as_deref(), now);
    // It may have fewer points now.
    model.card.point = model.card.point.min(points(model).len().saturating_sub(1));
}

/// Tab: the list, the card, the script, and back to the list.
pub fn turn(model: &mut Model) {
    let script = model.current_script().is_some();
    let over = matches!(
        model.page(),
        Some(Page::Card | Page::History | Page::Why | Page::PayCode)
    );
    if model.page() == Some(Page::Script) {
        model.pages.pop();
    } else if over || !geometry::shows_card(model) {
        if script {
            model.pages.push(Page::Script);
        }
    } else {
        model.focus = match model.focus {
            Focus::List => Focus::Card,
            Focus::Card if script => Focus::Script,
            Focus::Card | Focus::Script => Focus::List,
        };
    }
}

/// Moves the cursor over the points.
pub fn step(model: &mut Model, step: Move) {
    let last = points(model).len().saturating_sub(1);
    let at = model.card.point;
    model.card.point = match step {
        Move::Up => at.saturating_sub(1),
        Move::Down => at + 1,
        Move::PageUp | Move::First => 0,
        Move::PageDown | Move::Last => last,
    }
    .min(last);
}

/// Ticks the point under the cursor and goes on to the next, or opens it again.
pub fn tick(model: &mut Model, effects: &mut Vec<Effect>) {
    let (Some(card), Some(script)) = (model.current_card().cloned(), model.current_script().cloned()) else {
        return;
    };
    let Some(point) = points(model).get(model.card.point).cloned() else {
        return;
    };
    let undone = is_ticked(model, &card.ticks, &point);
    let target = match &card.order {
        Some(order) => Target::Order(order.facts.id),
        None => Target::Customer(card.customer.id),
    };
    let tick = ScriptPoint {
        script: script.name.clone(),
        step: point.key,
    };
    let shown = |point: Step| ShownPoint {
        step: point.key,
        text: point.text,
    };
    let shown = points(model).into_iter().map(shown).collect();
    model.asked.ask(
        Request::Tick {
            target,
            tick,
            shown,
            undone,
        },
        effects,
    );
    if !undone {
        step(model, Move::Down);
    }
}

fn points(model: &Model) -> Vec<Step> {
    let steps = model.card.script.iter().flat_map(|script| script.steps.iter());
    steps.filter(|step| step.kind == StepKind::Point).cloned().collect()
}

fn is_ticked(model: &Model, ticks: &[ScriptPoint], point: &Step) -> bool {
    let name = model.card.script.as_ref().map(|script| script.name.as_str());
    ticks
        .iter()
        .any(|tick| Some(tick.script.as_str()) == name && tick.step == point.key)
}
