//! What is done with an order that goes in several parcels: with which of them?

use super::state::Choice;
use super::state::ParcelChoice;
use super::state::PickKind;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::ParcelStep;
use crate::domain::order::OrderFacts;
use crate::domain::shipment::Parcel;
use crate::i18n::Tr;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::subject::Subject;
use crate::tui::update::requests;

/// Does it, or asks with which parcel where there are several it may be done with.
pub fn ask(model: &mut Model, subject: &Subject, step: ParcelStep, effects: &mut Vec<Effect>) {
    let facts = subject.facts.clone().filter(|_| subject.marked.is_empty());
    let open = facts.iter().flat_map(|facts| may_be(step, facts));
    let parcels: Vec<(i64, String)> = open
        .map(|parcel| (parcel.position, called(&model.setup.tr, parcel)))
        .collect();
    if parcels.len() < 2 || !requests::allowed(model, subject, kind_of(step)) {
        return requests::perform(model, subject, all(step), effects);
    }
    let kind = PickKind::Parcels(ParcelChoice { step, parcels });
    model.mode = Mode::pick(subject.clone(), kind);
}

/// What was chosen: one of them, or all.
pub(super) fn chosen(
    model: &mut Model,
    subject: &Subject,
    step: ParcelStep,
    choice: Choice,
    effects: &mut Vec<Effect>,
) {
    let action = match choice {
        Choice::Parcel(position) => Action::OfParcel { position, step },
        _ => all(step),
    };
    requests::perform(model, subject, action, effects);
}

/// What a parcel is called in a list: its number, else its place.
pub fn called(tr: &Tr, parcel: &Parcel) -> String {
    let place = || tr.with("parcel-place", &[("place", parcel.position.into())]);
    parcel.number.clone().unwrap_or_else(place)
}

/// Which kind of entry it makes.
pub(super) fn kind_of(step: ParcelStep) -> ActionKind {
    all(step).kind()
}

fn all(step: ParcelStep) -> Action {
    match step {
        ParcelStep::Handed => Action::Handed,
        ParcelStep::Arrived => Action::Arrived,
        ParcelStep::Received => Action::Received,
        ParcelStep::Refused => Action::ParcelRefused,
        ParcelStep::Returned { reason } => Action::Returned { reason },
    }
}

/// The parcels of an order with which it has not been done yet.
fn may_be(step: ParcelStep, order: &OrderFacts) -> impl Iterator<Item = &Parcel> {
    order.parcels.iter().filter(move |parcel| {
        let is_over = parcel.returned_at.is_some();
        match step {
            ParcelStep::Handed => parcel.handed_at.is_none(),
            ParcelStep::Arrived => parcel.arrived_at.or(parcel.received_at).is_none() && !is_over,
            ParcelStep::Received | ParcelStep::Refused => parcel.received_at.is_none() && !is_over,
            ParcelStep::Returned { .. } => !is_over,
        }
    })
}
