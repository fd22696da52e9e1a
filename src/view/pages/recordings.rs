//! Recorded calls (R28): those nobody has heard, and those of one customer.

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::WhichRecorded;
use crate::store::StoreError;
use crate::store::look::Look;

/// More are not listed: who hears a hundred finds the next hundred there.
const MOST: i64 = 100;

/// Those nobody has reviewed, newest first.
pub(super) fn unheard(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    page(look, PageKey::Recordings, WhichRecorded::Unheard)
}

/// Those of a customer, newest first.
pub(super) fn of_customer(look: &Look<'_>, customer: CustomerId) -> Result<PageSnapshot, StoreError> {
    page(look, PageKey::RecordingsOf(customer), WhichRecorded::Of(customer))
}

fn page(look: &Look<'_>, key: PageKey, which: WhichRecorded) -> Result<PageSnapshot, StoreError> {
    let calls = look.store.recorded_calls(which, MOST)?;
    let whose: Vec<_> = calls.iter().map(|call| (call.customer, None)).collect();
    let texts = look.store.row_texts(&whose)?;
    let row = |call: &RecordedCall| {
        let name = texts.get(&(call.customer, None)).map(|text| text.customer.clone());
        let review = call.review.as_ref();
        PageRow {
            key: PageRowKey::Call(call.id, call.customer),
            cells: vec![
                Cell::At(call.at),
                Label::of(if call.incoming {
                    "recordings-in"
                } else {
                    "recordings-out"
                })
                .into(),
                Cell::Text(name.unwrap_or_default()),
                Cell::Phone(call.phone.clone()),
                Cell::Text(call.operator.clone()),
                Cell::Span(call.talk),
                Cell::of(call.progress(), |(ticked, all)| {
                    Label::of("recordings-points")
                        .with("ticked", Cell::Count(ticked))
                        .with("all", Cell::Count(all))
                        .into()
                }),
                Cell::of(review.and_then(|review| review.mark), |mark| {
                    Label::of("recordings-mark")
                        .with("mark", Cell::Count(mark.number()))
                        .into()
                }),
                Cell::Text(review.map(|review| review.note.clone()).unwrap_or_default()),
            ],
            act: Act::Recording(call.id),
        }
    };
    Ok(PageSnapshot {
        listing: None,
        days: None,
        key,
        as_of: look.now,
        shape: Shape::BesideCard,
        sections: vec![Section {
            title: None,
            rows: calls.iter().map(row).collect(),
            empty: Some(Label::of("recordings-none")),
        }],
    })
}
