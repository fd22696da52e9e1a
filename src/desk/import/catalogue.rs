//! The shop's catalogue: taken in some rows at a time, held against open orders, checked for what is offered in vain.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::order::Stage;
use crate::domain::product::CatalogueRow;
use crate::domain::product::OtherKey;
use crate::domain::time::Time;
use crate::store::Came;
use crate::store::LiveCursor;
use crate::store::StoreError;
use crate::store::Tx;

/// How many rows one transaction takes: a key pressed meanwhile waits for no more.
const BATCH: usize = 200;
const STEP: i64 = 500;
/// So few products may go at once, whatever part of the catalogue they are.
const SPARED: i64 = 20;

/// What became of a catalogue's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CatalogueCounts {
    /// Products not known before.
    pub created: i64,
    /// Products of which something changed.
    pub updated: i64,
    /// Products that were known so.
    pub unchanged: i64,
    /// Products the file does not name, offered no more.
    pub withdrawn: i64,
    /// Products the file does not name, offered still: they would be most of the catalogue.
    pub spared: i64,
}

/// What a catalogue's silence about a product means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// Nothing: the file is a part.
    Stay,
    /// The file is whole: the product is offered no more.
    Withdraw,
}

/// Rows of a catalogue that comes by itself.
#[derive(Clone, Copy, Debug)]
pub struct CataloguePart<'a> {
    /// The feed, as the settings call it.
    pub feed: &'a str,
    /// As they came.
    pub rows: &'a [CatalogueRow],
    /// Where more of it comes, nothing.
    pub end: Option<CatalogueEnd>,
}

/// What of a catalogue ends with some rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogueEnd {
    /// What changed: the others stand as they are.
    OfChanges,
    /// All of it, read since then: what it did not name is offered no more, unless that were most of what is offered, for it
    /// may have been cut off.
    OfAll(Time),
}

fn shared_code(row: &CatalogueRow) -> Option<&str> {
    match &row.other_key {
        OtherKey::SharedCode(code) => Some(code),
        OtherKey::None | OtherKey::Id(_) => None,
    }
}

impl Desk {
    /// Takes the rows of a catalogue in, then marks open orders by the stock of now (R11).
    pub fn import_catalogue(&mut self, rows: &[CatalogueRow], unnamed: Unnamed) -> Result<CatalogueCounts, DeskError> {
        let begun = self.now();
        let mut counts = self.put_rows(rows, "")?;
        if unnamed == Unnamed::Withdraw && !rows.is_empty() {
            counts.withdrawn = count(self.batch(|tx| tx.withdraw_all_unseen(begun))?);
        }
        self.meet_orders()?;
        Ok(counts)
    }

    /// Likewise of one that comes by itself, the orders once its end has come.
    pub fn import_catalogue_part(&mut self, part: &CataloguePart<'_>) -> Result<CatalogueCounts, DeskError> {
        let mut counts = self.put_rows(part.rows, part.feed)?;
        let Some(end) = part.end else { return Ok(counts) };
        if let CatalogueEnd::OfAll(begun) = end {
            let (offered, unseen) = self.batch(|tx| tx.offered_unseen(begun, part.feed))?;
            if unseen > 0 && (unseen == offered || (unseen > SPARED && unseen * 2 > offered)) {
                counts.spared = unseen;
            } else {
                counts.withdrawn = count(self.batch(|tx| tx.withdraw_unseen(begun, part.feed))?);
            }
        }
        self.meet_orders()?;
        Ok(counts)
    }

    fn put_rows(&mut self, rows: &[CatalogueRow], feed: &str) -> Result<CatalogueCounts, DeskError> {
        let begun = self.now();
        let mut counts = CatalogueCounts::default();
        let mut left = rows;
        while !left.is_empty() {
            let taken = self.batch(|tx| {
                let part = left.iter().take(BATCH);
                for (row, taken) in part.zip(1..) {
                    match tx.put_product(row, feed)? {
                        Came::Created => counts.created += 1,
                        Came::Updated => counts.updated += 1,
                        Came::Unchanged => counts.unchanged += 1,
                    }
                    if tx.is_long() {
                        return Ok(taken);
                    }
                }
                Ok(BATCH)
            })?;
            left = left.get(taken..).unwrap_or_default();
            self.store.give_way();
        }
        let shared: BTreeSet<&str> = rows.iter().filter_map(shared_code).collect();
        let shared: Vec<&str> = shared.into_iter().collect();
        for part in shared.chunks(BATCH) {
            self.batch(|tx| part.iter().try_for_each(|code| tx.retire_code(code, begun)))?;
            self.store.give_way();
        }
        Ok(counts)
    }

    /// Orders and their goods meet the catalogue as it is now.
    fn meet_orders(&mut self) -> Result<(), DeskError> {
        self.link_goods()?;
        self.share_stock()
    }

    /// Goods meet the products of their names again.
    fn link_goods(&mut self) -> Result<(), DeskError> {
        let mut after = 0;
        while let Some(last) = self.batch(|tx| tx.link_goods(after, STEP))? {
            after = last;
            self.store.give_way();
        }
        Ok(())
    }

    /// Open orders say again whether their goods are there. What has left the shop is never looked at.
    fn share_stock(&mut self) -> Result<(), DeskError> {
        for stage in Stage::AWAITING_GOODS {
            let mut after = LiveCursor::default();
            while let Some(last) = self.batch(|tx| tx.ask_for_goods(stage, after, STEP))? {
                after = last;
                self.store.give_way();
            }
        }
        let mut after = 0;
        while let Some(last) = self.batch(|tx| tx.share_stock(after, STEP))? {
            after = last;
            self.store.give_way();
        }
        Ok(())
    }

    fn batch<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>) -> Result<T, DeskError> {
        let write = DeskTx::begin(self)?;
        let came = work(&write.tx)?;
        write.tx.commit()?;
        Ok(came)
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
