//! Reads a log whole: one line at a time is one leg, and the legs are joined to calls.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::columns::RecordColumns;
use super::legs;
use super::legs::CallLegs;
use super::log::PastLog;
use super::queue_log;
use super::queue_log::is_queue_log;
use super::records::each_record;
use crate::telephony::asterisk::Directory;

/// Reads a log whole. `zone` is the exchange's, where its ids do not tell the moment.
pub fn read(bytes: &[u8], directory: &Directory, zone: Tz) -> PastLog {
    if is_queue_log(bytes) {
        return queue_log::read(bytes, directory);
    }
    let mut past = PastLog::default();
    let mut columns: Option<RecordColumns> = None;
    let mut calls: HashMap<String, CallLegs> = HashMap::new();
    let mut order: Vec<String> = Vec::new();
    each_record(bytes, |fields, is_whole| {
        if columns.is_none()
            && let Some(named) = RecordColumns::named(&fields)
        {
            columns = Some(named);
            return;
        }
        past.lines += 1;
        let columns = columns.get_or_insert_with(RecordColumns::default);
        let Some(leg) = columns.leg(&fields, zone).filter(|_| is_whole) else {
            past.rejected.push(past.lines);
            return;
        };
        if !calls.contains_key(&leg.link) {
            order.push(leg.link.clone());
        }
        calls.entry(leg.link.clone()).or_default().add(leg);
    });
    let joined = legs::join_locals(&mut calls, &order);
    past.calls = joined.into_iter().filter_map(|call| call.told(directory)).collect();
    past.calls
        .sort_by(|a, b| (a.started_at, &a.id).cmp(&(b.started_at, &b.id)));
    past
}
