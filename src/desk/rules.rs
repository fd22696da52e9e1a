//! The rulebook for one file: its settings, and the zones its customers live in.

use std::sync::Arc;

use chrono_tz::Tz;

use crate::desk::high;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::store::LabelKind;
use crate::store::Store;
use crate::store::StoreError;

/// The rules as they stand at `now`; a zone name this program does not know counts as the shop's own zone.
pub(super) fn rulebook(store: &Store, settings: &Arc<Settings>, now: Time) -> Result<Arc<Rulebook>, StoreError> {
    let zones = store.labels(LabelKind::Zone)?;
    let zones = zones
        .into_iter()
        .filter_map(|(id, name)| name.parse::<Tz>().ok().map(|tz| (id, tz)));
    let high = high::usual_high(store, settings, now)?;
    Ok(Arc::new(Rulebook::new(Arc::clone(settings), high, zones, now)))
}
