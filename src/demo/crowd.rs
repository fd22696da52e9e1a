//! Who the made-up customers are and what they said to offers (R24, R25), and who sat at the desk these days (R29).

use std::collections::BTreeMap;

use super::moments::Moments;
use super::story::PersonRef;
use super::story::Step;
use super::story::Story;
use super::story::Worker;
use crate::desk::shifts::ShiftStep;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::CustomerEdit;
use crate::domain::sex::sex_of_name;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How many days of shifts are in the log.
const DAYS: i64 = 5;

/// What is known of people beside their orders, and the shifts; told last, so that no scene comes out otherwise.
pub(super) fn all(story: &mut Story, m: &Moments) {
    people(story, m);
    shifts(story, m);
}

fn people(story: &mut Story, m: &Moments) {
    let mut known: BTreeMap<usize, Time> = BTreeMap::new();
    for order in &story.orders {
        let first = known.entry(order.person.0).or_insert(order.at);
        *first = (*first).min(order.at);
    }
    let old = m.now - Span::days(3);
    for (person, since) in known.into_iter().filter(|(_, since)| *since < old) {
        let who = &story.people[person];
        let sex = who.sex;
        let is_told = who.company.is_empty() && sex_of_name(&who.name).is_none();
        let by = if person % 2 == 0 {
            Worker::Viewer
        } else {
            Worker::Colleague
        };
        let person = PersonRef(person);
        if is_told && story.make.chance(80) {
            let edit = CustomerEdit {
                sex: Some(sex),
                ..CustomerEdit::default()
            };
            story.serve(since + Span::minutes(50), by, person, Action::Customer(edit));
        }
        if story.make.chance(65) {
            story.serve(since + Span::minutes(55), by, person, Action::Consent(Consent::Given));
            if story.make.chance(15) {
                let no = Action::Consent(Consent::Withdrawn);
                story.serve(m.day_ago(2, 16, 10), by, person, no);
            } else if story.make.chance(20) && since < m.now - Span::days(22) {
                story.serve(m.day_ago(20, 15, 45), by, person, Action::Offered);
            }
        }
    }
}

/// Both were there on the last working days; the colleague has been since this morning. Who looks logs in by their own key.
fn shifts(story: &mut Story, m: &Moments) {
    for ago in 1..=DAYS {
        let noon = m.day_ago(ago, 12, 0);
        let Some((opening, closing)) = m.calendar().working().day_around(noon) else {
            continue;
        };
        if opening > noon || closing >= m.now {
            continue;
        }
        for (by, late) in [(Worker::Viewer, 2), (Worker::Colleague, 11)] {
            let late = Span::minutes(late + ago % 3);
            let lunch = m.day_ago(ago, 13, 0) + late;
            shift(story, by, opening + late, ShiftStep::In);
            if lunch + Span::minutes(35) < closing {
                shift(story, by, lunch, ShiftStep::Pause);
                shift(story, by, lunch + Span::minutes(35), ShiftStep::Resume);
            }
            shift(story, by, closing + late, ShiftStep::Out);
        }
    }
    let Some((opening, _)) = m.calendar().working().day_around(m.now) else {
        return;
    };
    let tea = opening + Span::minutes(75);
    if tea + Span::minutes(20) < m.now {
        shift(story, Worker::Colleague, opening + Span::minutes(3), ShiftStep::In);
        shift(story, Worker::Colleague, tea, ShiftStep::Pause);
        shift(story, Worker::Colleague, tea + Span::minutes(15), ShiftStep::Resume);
    }
}

fn shift(story: &mut Story, by: Worker, at: Time, step: ShiftStep) {
    story.steps.push((at, Step::Shift { by, step }));
}
