//! The rulebook for one file: its settings, and the zones its customers live in.

use std::sync::Arc;

use chrono_tz::Tz;

use super::high_total as high;
use super::meta;
use crate::domain::ids::LabelId;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::LabelKind;
use crate::store::Store;
use crate::store::StoreError;

/// How far a calendar reaches from the day it is laid out around.
const REACH: Span = Span::days(380);

/// The rules as they stand at `now`; a zone name this program does not know counts as the shop's own zone.
pub(crate) fn rulebook(store: &Store, settings: &Arc<Settings>, now: Time) -> Result<Arc<Rulebook>, StoreError> {
    store.ask_ahead(|| {
        let asked = (zones(store), sources(store, settings));
        drop((asked, high::kept(store), meta::ran(store)));
    });
    let zones = zones(store)?;
    let high = high::usual_high(store, settings, now)?;
    let rules = Rulebook::new(Arc::clone(settings), high, zones, sources(store, settings)?, now);
    let last_ran = meta::last_ran(store, today(&rules, now))?;
    Ok(Arc::new(rules.having_run(last_ran)))
}

/// The same rules with calendars that reach back to `from`.
pub(crate) fn reaching(rules: &Arc<Rulebook>, store: &Store, from: Time) -> Result<Arc<Rulebook>, StoreError> {
    if rules.anchor() - from < REACH {
        return Ok(Arc::clone(rules));
    }
    rulebook(store, rules.settings(), from + REACH)
}

/// Makes `rules` those of `now`: a day may have passed, somebody come from a zone that was not known, or another high
/// total have been computed.
pub(crate) fn refresh(
    rules: &mut Arc<Rulebook>,
    store: &Store,
    settings: &Arc<Settings>,
    now: Time,
) -> Result<(), StoreError> {
    if now - rules.anchor() > Span::days(1)
        || zones(store)?.len() + sources(store, settings)?.len() != rules.label_count()
        || high::is_another(store, settings, rules.high_total(), now)?
        || meta::last_ran(store, today(rules, now))? != rules.last_ran()
    {
        *rules = rulebook(store, settings, now)?;
    }
    Ok(())
}

fn today(rules: &Rulebook, now: Time) -> Time {
    rules.calendar(None).day_at(now, 0, 0, 0)
}

fn zones(store: &Store) -> Result<Vec<(LabelId, Tz)>, StoreError> {
    let labels = store.labels(LabelKind::Zone)?;
    let zone = |(id, name): (LabelId, String)| name.parse::<Tz>().ok().map(|tz| (id, tz));
    Ok(labels.into_iter().filter_map(zone).collect())
}

/// Of shops whose hours may be their own; nothing where none are.
fn sources(store: &Store, settings: &Settings) -> Result<Vec<(LabelId, String)>, StoreError> {
    if settings.sources.iter().all(|source| source.hours.is_empty()) {
        return Ok(Vec::new());
    }
    store.labels(LabelKind::Source)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::tests::desk;
    use crate::desk::tests::new_order;
    use crate::domain::action::Action;
    use crate::domain::action::CustomerEdit;
    use crate::domain::regulation::rulebook::Rulebook;
    use crate::domain::target::Target;

    #[test]
    fn who_comes_from_a_zone_not_known_before_is_told_the_time_by_his_own_clock() {
        let mut desk = desk();
        let id = new_order(&mut desk, "+79161234567", 129_000);
        let edit = CustomerEdit {
            time_zone: Some("Asia/Vladivostok".to_owned()),
            ..CustomerEdit::default()
        };
        desk.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
        let now = desk.now();
        let zone = desk.store.order_facts(id).unwrap().unwrap().zone;
        let hour = |rules: &Rulebook| rules.calendar(zone).customer_local(now).to_string();
        let mut rules = Arc::clone(&desk.rules);
        assert_eq!(hour(&rules), "2026-03-11 12:00:00");
        refresh(&mut rules, &desk.store, &desk.settings, now).unwrap();
        assert_eq!(hour(&rules), "2026-03-11 19:00:00");
        let known = Arc::clone(&rules);
        refresh(&mut rules, &desk.store, &desk.settings, now).unwrap();
        assert!(Arc::ptr_eq(&known, &rules), "nothing is read again without need");
    }

    #[test]
    fn a_high_total_somebody_updated_meanwhile_is_taken_over() {
        let mut desk = desk();
        for _ in 0..20 {
            new_order(&mut desk, "+79161234567", 129_000);
        }
        let now = desk.now();
        let mut rules = Arc::clone(&desk.rules);
        assert_eq!(rules.high_total(), None);
        assert!(desk.update_high_total().unwrap());
        refresh(&mut rules, &desk.store, &desk.settings, now).unwrap();
        assert_eq!(rules.high_total(), Some(129_000));
        let known = Arc::clone(&rules);
        refresh(&mut rules, &desk.store, &desk.settings, now).unwrap();
        assert!(Arc::ptr_eq(&known, &rules), "nothing is read again without need");
    }
}
