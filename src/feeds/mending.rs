//! One order of a feed that could not be read, taken in alone: as it stands, with another value, or mended by hand.

use std::sync::atomic::AtomicBool;

use serde_json::Value;

use super::hook::table;
use super::reading::FeedSetup;
use super::runner::import;
use super::source::Portion;
use super::source::PortionBody;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::order_feed::FeedReject;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::reject::Reject;
use crate::domain::settings::FeedSetting;
use crate::intake::FileReport;
use crate::intake::ImportError;
use crate::intake::Shape;

/// Why a reject was not taken in.
#[derive(Debug, thiserror::Error)]
pub enum MendError {
    /// How the feed's orders are read is not known; why, in a sentence.
    #[error("{0}")]
    Reading(String),
    /// Nothing could be read of it, or the database failed.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// The text of a reject with another value where it was stopped; none where the place cannot be found for certain.
pub fn with_value(reject: &Reject, value: &str) -> Option<String> {
    if let Ok(mut object) = serde_json::from_str::<Value>(&reject.raw) {
        let place = reject.field.split('.').try_fold(&mut object, |at, step| match at {
            Value::Object(fields) => Some(fields.entry(step).or_insert(Value::Null)),
            Value::Array(all) => all.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })?;
        *place = Value::String(value.to_owned());
        return Some(object.to_string());
    }
    // A cell that keeps to itself, in a row that has that text once.
    let why = serde_json::to_value(&reject.why).ok()?;
    let found = why.get("found")?.as_str().filter(|found| !found.is_empty())?;
    let is_plain = !value.contains([',', ';', '\t', '|', '"', '\n']);
    (is_plain && reject.raw.matches(found).count() == 1).then(|| reject.raw.replacen(found, value, 1))
}

/// Takes `text`, which stands in the place of a reject of `setting`'s feed, into the desk; what it was is settled, and stands
/// as another reject where it cannot be read either.
pub fn mend(
    desk: &mut Desk,
    setup: &FeedSetup,
    setting: &FeedSetting,
    kept: &FeedReject,
    text: &str,
) -> Result<FileReport, MendError> {
    let reading = setup.files.reading(setting).map_err(MendError::Reading)?;
    let shape = match (setting.kind, &reading.shape) {
        (kind, _) if let Some(format) = kind.format() => Shape::Format(format),
        // What was told is kept as rows, with columns of those names.
        (OrderFeedKind::Hook | OrderFeedKind::Tilda | OrderFeedKind::Mail, Shape::Mapping(mapping)) => {
            Shape::Mapping(table(&Value::Null, mapping, desk.now()).0)
        }
        (_, Shape::Told) => kept.format.map_or(Shape::Told, Shape::Format),
        (_, shape) => shape.clone(),
    };
    let text = match &kept.reject.head {
        Some(head) => format!("{head}\n{text}\n"),
        None => text.to_owned(),
    };
    let portion = Portion {
        name: setting.name.clone(),
        body: PortionBody::Text(shape, text.into_bytes()),
        cursor: None,
        more: false,
    };
    let state = desk.feed_state(&setting.name).map_err(ImportError::Desk)?;
    let mut step = FeedStep {
        feed: setting.name.clone(),
        revision: state.revision,
        cursor: None,
        file: None,
        told: None,
        words: Vec::new(),
    };
    let report = import(desk, &reading, &portion, &mut step, &AtomicBool::new(false))?;
    if is_settled(kept, &report) {
        settle(desk, kept).map_err(ImportError::Desk)?;
    }
    Ok(report)
}

/// What was read, or was rejected with other words, is settled; what holds nothing at all says nothing.
fn is_settled(kept: &FeedReject, report: &FileReport) -> bool {
    let again = report.rejected.first.iter().any(|reject| reject.raw == kept.reject.raw);
    report.counts.read > 0 && !again
}

fn settle(desk: &mut Desk, kept: &FeedReject) -> Result<(), DeskError> {
    desk.settle_feed_reject(kept.id).map(drop)
}
