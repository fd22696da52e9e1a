//! What merging a shop's version of an order reads and keeps.

use super::LabelKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::insert::reversed_digits;
use super::order_columns::FACTS;
use super::order_columns::order_from;
use super::order_lines;
use super::records;
use super::source_row::SourceNames;
use super::source_row::SourceRow;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::OF_SHOP;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::order_merge::KnownPayments;
use crate::domain::statement::STATEMENT;
use crate::domain::time::Time;

/// The character behind the one that stands before a shop.
const BEHIND_SHOPS: char = 'A';
/// Fewer digits are no phone of one person.
const PHONE_DIGITS: usize = 7;
/// How many waiting orders are read at first: few shops are behind by more. Then four times as many each time.
const UNTOUCHED_AT_FIRST: i64 = 200;

/// Another order of a customer, as a double is known by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Which.
    pub order: OrderId,
    /// When it was placed.
    pub created_at: Time,
    /// What it costs, minor units.
    pub total: i64,
    /// What is in it.
    pub lines: Vec<Line>,
}

impl Store {
    /// The order a shop knows by that id, if it ever told of it.
    pub fn order_source(&self, source: &str, external_id: &str) -> Result<Option<SourceRow>, StoreError> {
        order_source(&self.conn, source, external_id)
    }

    /// The orders that are known by that id under any of the names of a shop.
    pub fn order_sources(&self, sources: &SourceNames<'_>, external_id: &str) -> Result<Vec<SourceRow>, StoreError> {
        let sql = "select source, order_id, modified_at, hash, shop, asked, replaced from order_sources \
                   where source in ($1, $2, $3) and external_id = $4 order by source, external_id";
        let [first, second, third] = sources;
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((first, second, third, external_id), |row| {
            source_row(row, row.get(0)?, external_id, 1)
        })?;
        rows.collect()
    }

    /// The order a shop calls by that number, unless it has several of them.
    pub fn order_source_by_number(&self, source: &str, number: &str) -> Result<Option<SourceRow>, StoreError> {
        order_source_by_number(&self.conn, source, number)
    }

    /// True when orders are kept under a shop of that system (`woocommerce@lavka.example`).
    pub fn has_shops_of(&self, source: &str) -> Result<bool, StoreError> {
        let (from, until) = shops_of(source);
        let sql = "select exists (select 1 from order_sources where source >= $1 and source < $2)";
        prepare(&self.conn, sql)?.query_row((from, until), |row| row.get(0))
    }

    /// The orders of that number and id that are kept under a shop of the system.
    pub fn order_sources_of_shops(&self, source: &str, number: &str, id: &str) -> Result<Vec<SourceRow>, StoreError> {
        let (from, until) = shops_of(source);
        let mut select = prepare(
            &self.conn,
            "select s.source from orders o join order_sources s on s.order_id = o.id \
             where o.number_key = $1 and o.voided_by is null and s.source >= $2 and s.source < $3 \
             and s.external_id = $4 order by s.source",
        )?;
        let shops = select.query_map((records::number_key(number), from, until, id), |row| {
            row.get::<String>(0)
        })?;
        let mut found = Vec::new();
        for shop in shops.collect::<Result<Vec<_>, _>>()? {
            found.extend(order_source(&self.conn, &shop, id)?);
        }
        Ok(found)
    }

    /// The money of an order as merging needs it.
    pub fn known_payments(&self, order: OrderId) -> Result<KnownPayments, StoreError> {
        known_payments(&self.conn, order)
    }
}

impl Tx<'_> {
    /// Keeps what the shop said of an order.
    pub fn put_source(&self, row: &SourceRow) -> Result<(), StoreError> {
        self.read_once.borrow_mut().ahead.forget_source(&row.external_id);
        prepare(
            &self.conn,
            "insert into order_sources (source, external_id, order_id, modified_at, hash, shop, asked, replaced) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (source, external_id) do update set \
               modified_at = excluded.modified_at, hash = excluded.hash, shop = excluded.shop, \
               asked = excluded.asked, replaced = excluded.replaced",
        )?
        .later((
            &row.source,
            &row.external_id,
            row.order.0,
            row.modified_at,
            &row.hash,
            &row.shop,
            &row.asked,
            &row.replaced,
        ))?;
        Ok(())
    }

    /// Gives an order that was kept under its system alone to the shop it is of.
    pub fn rename_source(&self, alone: &str, own: &str, external_id: &str) -> Result<(), StoreError> {
        self.read_once.borrow_mut().ahead.forget_source(external_id);
        prepare(
            &self.conn,
            "update order_sources set source = $1 where source = $2 and external_id = $3",
        )?
        .later((own, alone, external_id))?;
        let shop = self.label(LabelKind::Source, own)?;
        prepare(
            &self.conn,
            "update orders set shop = $1 where id in (\
               select order_id from order_sources where source = $2 and external_id = $3)",
        )?
        .later((shop.0, own, external_id))?;
        Ok(())
    }

    /// Forgets the shop's versions of orders placed before `before` that owe nothing any more, some at a time; how many.
    pub fn forget_versions(&self, before: Time) -> Result<usize, StoreError> {
        let forgotten = prepare(
            &self.conn,
            "update order_sources set shop = null, asked = null where order_id in (\
               select s.order_id from order_sources s join orders o on o.id = s.order_id \
               where s.shop is not null and o.live = 0 and o.created_at < $1 \
               order by s.order_id, s.source, s.external_id limit 200)",
        )?
        .execute([before.0])?;
        Ok(forgotten)
    }

    /// Whose phone, not understood, is written with these digits; the oldest customer.
    pub fn customer_by_raw_phone(&self, raw: &str) -> Result<Option<CustomerId>, StoreError> {
        let Some(reversed) = reversed_digits(raw).filter(|digits| digits.len() >= PHONE_DIGITS) else {
            return Ok(None);
        };
        let mut select = prepare(
            &self.conn,
            "select customer_id from contacts where kind = 1 and reversed = $1 and norm is null \
             and voided_by is null order by customer_id limit 1",
        )?;
        let found = select.query_row([reversed], |row| row.get(0).map(CustomerId));
        found.optional()
    }

    /// Fills in what is not known of a customer yet: name, company, tax id, region.
    pub fn fill_customer(&self, id: CustomerId, known: [&str; 4]) -> Result<(), StoreError> {
        self.read_once.borrow_mut().ahead.forget_card(id);
        let [name, company, tax_id, region] = known;
        prepare(
            &self.conn,
            "update customers set name = case when name = '' then $1 else name end, \
               company = case when company = '' then $2 else company end, \
               tax_id = case when tax_id = '' then $3 else tax_id end, \
               region = case when region = '' then $4 else region end \
             where id = $5 and (name = '' or company = '' or tax_id = '' or region = '')",
        )?
        .later((name, company, tax_id, region, id.0))?;
        Ok(())
    }

    /// Takes the mark *not a customer* off (R27).
    pub fn is_customer_again(&self, id: CustomerId) -> Result<(), StoreError> {
        self.read_once.borrow_mut().ahead.forget_card(id);
        prepare(&self.conn, "update customers set not_customer = 0 where id = $1")?.later([id.0])?;
        Ok(())
    }

    /// Keeps the region or city an order goes to, as the shop names it now.
    pub fn set_delivery_region(&self, order: OrderId, region: &str) -> Result<(), StoreError> {
        self.read_once.borrow_mut().order = None;
        prepare(&self.conn, "update order_texts set region = $1 where order_id = $2")?.later((region, order.0))?;
        Ok(())
    }

    /// A customer's other orders placed between two moments and not called off; one whose payment failed (flag 4) is tried again
    /// with the next.
    pub fn neighbours(&self, customer: CustomerId, from: Time, until: Time) -> Result<Vec<Neighbour>, StoreError> {
        let mut select = prepare(
            &self.conn,
            "select id, created_at, total from orders where customer_id = $1 and created_at >= $2 \
             and created_at <= $3 and cancelled_at is null and voided_by is null \
             and not (stage = 1 and flags & 4 <> 0 and paid = 0) order by created_at, id limit 20",
        )?;
        let mut rows = select.query((customer.0, from.0, until.0))?;
        let mut neighbours = Vec::new();
        while let Some(row) = rows.next()? {
            let order = OrderId(row.get(0)?);
            neighbours.push(Neighbour {
                order,
                created_at: Time(row.get(1)?),
                total: row.get(2)?,
                lines: order_lines::lines(&self.conn, order)?,
            });
        }
        Ok(neighbours)
    }

    /// The new orders nobody has called yet, those of the newest customers first, until `goes_on` has seen enough of them.
    pub fn untouched_orders(&self, mut goes_on: impl FnMut(&OrderFacts) -> bool) -> Result<(), StoreError> {
        let sql = format!(
            "select {FACTS}, 1 from orders where live = 1 and stage = 1 and (customer_id, id) < ($1, $2) \
             and contacted_at is null and tried_at is null order by customer_id desc, id desc limit $3"
        );
        let mut select = prepare(&self.conn, &sql)?;
        let (mut before, mut most) = ((i64::MAX, i64::MAX), UNTOUCHED_AT_FIRST);
        loop {
            let mut rows = select.query((before.0, before.1, most))?;
            let mut read = 0;
            while let Some(row) = rows.next()? {
                let order = order_from(row)?;
                if !goes_on(&order) {
                    return Ok(());
                }
                before = (order.customer.0, order.id.0);
                read += 1;
            }
            if read < most {
                return Ok(());
            }
            most *= 4;
        }
    }
}

/// The sources of a system's shops stand between these two.
fn shops_of(source: &str) -> (String, String) {
    (format!("{source}{OF_SHOP}"), format!("{source}{BEHIND_SHOPS}"))
}

fn order_source(conn: &Conn, source: &str, external_id: &str) -> Result<Option<SourceRow>, StoreError> {
    let mut select = prepare(
        conn,
        "select order_id, modified_at, hash, shop, asked, replaced from order_sources \
         where source = $1 and external_id = $2",
    )?;
    let row = select.query_row((source, external_id), |row| {
        source_row(row, source.to_owned(), external_id, 0)
    });
    row.optional()
}

/// A row of where an order came from; what it is kept under stands before the column at `first`.
pub(super) fn source_row(
    row: DbRow<'_>,
    source: String,
    external_id: &str,
    first: usize,
) -> Result<SourceRow, StoreError> {
    Ok(SourceRow {
        source,
        external_id: external_id.to_owned(),
        order: OrderId(row.get(first)?),
        modified_at: row.get(first + 1)?,
        hash: row.get(first + 2)?,
        shop: row.get(first + 3)?,
        asked: row.get(first + 4)?,
        replaced: row.get(first + 5)?,
    })
}

fn order_source_by_number(conn: &Conn, source: &str, number: &str) -> Result<Option<SourceRow>, StoreError> {
    let mut select = prepare(
        conn,
        "select s.external_id from orders o join order_sources s on s.order_id = o.id \
         where o.number_key = $1 and o.voided_by is null and s.source = $2 order by s.external_id limit 2",
    )?;
    let ids = select.query_map((records::number_key(number), source), |row| row.get::<String>(0))?;
    match ids.collect::<Result<Vec<_>, _>>()?.as_slice() {
        [id] => order_source(conn, source, id),
        _ => Ok(None),
    }
}

fn known_payments(conn: &Conn, order: OrderId) -> Result<KnownPayments, StoreError> {
    let mut select = prepare(
        conn,
        "select amount, reference, voided_by is not null from payments where order_id = $1 order by id",
    )?;
    let mut rows = select.query([order.0])?;
    let mut known = KnownPayments::default();
    while let Some(row) = rows.next()? {
        let (amount, reference): (_, Option<String>) = (row.get(0)?, row.get(1)?);
        // What an operator took from a statement is theirs, as if it was typed.
        let reference = reference.filter(|reference| !reference.starts_with(STATEMENT));
        if row.get(2)? {
            known.take_back(amount, reference);
        } else {
            known.count(amount, reference);
        }
    }
    Ok(known)
}
