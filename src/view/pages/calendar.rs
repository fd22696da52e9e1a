//! The calls agreed on, by day and hour.

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::local_time::local;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::plan;
use crate::view::plan::PlanTexts;

/// More are not shown.
const MOST: usize = 500;

/// A section for each day that has calls, those whose time has passed first.
pub(super) fn page(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let zone = look.rules.settings().shop.time_zone;
    let mut texts = PlanTexts::default();
    let (mut sections, mut day): (Vec<Section>, _) = (Vec::new(), None);
    let mut seen = std::collections::HashSet::new();
    for agreed in plan::agreed(look)?.into_iter().take(MOST) {
        let at = local(zone, agreed.at);
        if day != Some(at.date()) {
            day = Some(at.date());
            sections.push(Section {
                title: Some(Label::of("later-day").with("day", Cell::Day(agreed.at))),
                rows: Vec::new(),
                empty: None,
            });
        }
        let key = match agreed.order {
            Some(order) => PageRowKey::Order(order, agreed.customer),
            None => PageRowKey::Customer(agreed.customer),
        };
        if !seen.insert(key) {
            continue;
        }
        let words = plan::plan_text(look, &mut texts, agreed.customer, agreed.order)?;
        let clock = at.format("%H:%M").to_string();
        let row = PageRow {
            key,
            cells: vec![
                if agreed.at < look.now {
                    Cell::Late(clock)
                } else {
                    Cell::Clock(clock)
                },
                Cell::Number(words.number.clone()),
                Cell::Text(clean(&words.customer).into_owned()),
                Cell::Phone(words.phone.clone()),
                Cell::Agreed(agreed.kind),
            ],
            act: Act::Card,
        };
        if let Some(section) = sections.last_mut() {
            section.rows.push(row);
        }
    }
    if sections.is_empty() {
        sections.push(Section::nothing(Label::of("calendar-nothing")));
    }
    Ok(PageSnapshot {
        shape: Shape::BesideCard,
        sections,
        ..PageSnapshot::blank(PageKey::Calendar, look.now)
    })
}
