//! `feed writes`, `feed retry` and `feed drop`: what is written back to the shops.

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::desk::error::DeskError;
use crate::domain::cell::Cell;
use crate::domain::rights::Rights;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::shop_write::ShopWriteWhy;
use crate::text::clean;
use crate::words;
use crate::words::Audience;

/// What waits, failed or is held, or all of any state.
pub fn list(context: &Context, all: bool, limit: u32) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let writes = context.told(desk.shop_writes(all, i64::from(limit)))?;
    let audience = Audience {
        tr: &context.tr,
        zone: context.zone(),
        now: context.now(),
    };
    let why = |write: &ShopWrite| write.why_label().map(|label| words::label(audience, &label));
    let shapes: Vec<_> = writes
        .iter()
        .map(|write| {
            object! {
                id: write.id,
                feed: &write.feed,
                order_id: write.order.0,
                order_number: &write.order_number,
                part: write.part.code(),
                text: words::label(audience, &write.label()),
                state: write.state.code(),
                leaves_at: stamp(write.leaves_at),
                sent_at: write.sent_at.map(stamp),
                tries: write.tries,
                why: write.why.map(ShopWriteWhy::code),
                said: &write.said,
                message: why(write),
            }
        })
        .collect();
    let cells = |write: &ShopWrite| {
        vec![
            write.id.to_string(),
            words::cell(audience, &Cell::Message(write.state, write.leaves_at)),
            clean(&write.order_number).into_owned(),
            clean(&write.feed).into_owned(),
            words::label(audience, &write.label()),
            why(write).unwrap_or_default(),
        ]
    };
    Ok(context.reply(&shapes, || {
        if writes.is_empty() {
            return context.tr.text("feed-no_writes");
        }
        let rows = writes.iter().map(cells);
        table(&[0], rows)
    }))
}

/// Has one tried again, or not written.
pub fn touch(context: &Context, id: i64, touch: ShopWriteTouch) -> Result<Reply, Failure> {
    context.needs(Rights::Senior)?;
    let tr = &context.tr;
    let mut desk = context.desk()?;
    let changed = match desk.touch_shop_write(id, touch) {
        Err(DeskError::NotFound) => {
            let args = [("value", id.into())];
            let hint = tr.text("feed-no_write-hint");
            return Err(Failure::new(Kind::NotFound, tr.with("feed-no_write", &args), hint));
        }
        done => context.told(done)?,
    };
    let shape = object! { id, changed };
    let key = match (changed, touch) {
        (false, _) => "feed-write_unchanged",
        (true, ShopWriteTouch::Retry) => "feed-write_again",
        (true, ShopWriteTouch::Drop) => "feed-write_dropped",
    };
    Ok(context.reply(&shape, || tr.text(key)))
}
