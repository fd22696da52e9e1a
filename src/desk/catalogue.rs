//! The shop's catalogue: taken in some rows at a time, held against open orders, checked for what is offered in vain.

use crate::desk::outcome::DeskError;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::action::OrderRecord;
use crate::domain::ids::ProductId;
use crate::domain::order::Stage;
use crate::domain::product::CatalogueRow;
pub use crate::domain::product::Demand;
use crate::domain::product::LineStock;
use crate::domain::product::Product;
use crate::domain::product::line_stock;
use crate::domain::regulation::Rulebook;
use crate::store::Came;
use crate::store::LiveCursor;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Tx;

/// How many rows one transaction takes: a key pressed meanwhile waits for no more.
const BATCH: usize = 200;
const STEP: i64 = 500;

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
}

/// What a catalogue's silence about a product means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// Nothing: the file is a part.
    Stay,
    /// The file is whole: the product is offered no more.
    Withdraw,
}

impl Desk {
    /// Takes the rows of a catalogue in, then marks open orders by the stock of now (R11).
    pub fn import_catalogue(&mut self, rows: &[CatalogueRow], unnamed: Unnamed) -> Result<CatalogueCounts, DeskError> {
        let begun = self.now();
        let mut counts = CatalogueCounts::default();
        for part in rows.chunks(BATCH) {
            self.batch(|tx| {
                for row in part {
                    match tx.put_product(row)? {
                        Came::Created => counts.created += 1,
                        Came::Updated => counts.updated += 1,
                        Came::Unchanged => counts.unchanged += 1,
                    }
                }
                Ok(())
            })?;
            self.store.give_way();
        }
        if unnamed == Unnamed::Withdraw && !rows.is_empty() {
            let withdrawn = self.batch(|tx| tx.withdraw_unseen(begun))?;
            counts.withdrawn = i64::try_from(withdrawn).unwrap_or(i64::MAX);
        }
        self.link_goods()?;
        self.mark_stock()?;
        Ok(counts)
    }

    /// The whole catalogue, by name.
    pub fn catalogue(&self) -> Result<Vec<Product>, DeskError> {
        let products = self.store.products()?;
        Ok(products.into_iter().map(|(_, product)| product).collect())
    }

    /// What the shop still offers and has none of, and what open orders ask of it (R11).
    pub fn check_stock(&self) -> Result<Vec<(Product, Demand)>, DeskError> {
        let _one_look = self.store.snapshot()?;
        let demand = self.store.demand()?;
        let of = |id: ProductId| demand.get(&id).copied().unwrap_or_default();
        let products = self.store.offered_in_vain()?.into_iter();
        let mut checked: Vec<_> = products.map(|(id, product)| (product, of(id))).collect();
        checked.sort_by_key(|(_, demand)| std::cmp::Reverse(demand.orders));
        Ok(checked)
    }

    /// Goods meet the products of their names anew.
    fn link_goods(&mut self) -> Result<(), DeskError> {
        let mut after = 0;
        while let Some(last) = self.batch(|tx| tx.link_goods(after, STEP))? {
            after = last;
            self.store.give_way();
        }
        Ok(())
    }

    /// Open orders say anew whether their goods are there. What has left the shop is never looked at.
    fn mark_stock(&mut self) -> Result<(), DeskError> {
        for stage in Stage::AWAITING_GOODS {
            let mut after = LiveCursor::default();
            while let Some(last) = self.batch(|tx| tx.mark_stock(stage, after, STEP))? {
                after = last;
                self.store.give_way();
            }
        }
        Ok(())
    }

    fn batch<T>(&mut self, work: impl FnOnce(&Tx<'_>) -> Result<T, StoreError>) -> Result<T, DeskError> {
        let write = Write::begin(self)?;
        let came = work(&write.tx)?;
        write.tx.commit()?;
        Ok(came)
    }
}

/// What the catalogue says of each line of an order; nothing more once the goods have left.
pub(super) fn of_lines(store: &Store, rules: &Rulebook, order: &OrderRecord) -> Result<Vec<LineStock>, StoreError> {
    if !Stage::AWAITING_GOODS.contains(&order.facts.stage) {
        return Ok(vec![LineStock::default(); order.lines.len()]);
    }
    let products = store.products_of(order.facts.id)?;
    let over = rules.regulation().price_rise_over;
    let lines = order.lines.iter().enumerate();
    let found = lines.map(|(at, line)| {
        let product = products.get(at).and_then(Option::as_ref);
        line_stock(line, order.facts.currency, product, over)
    });
    Ok(found.collect())
}
