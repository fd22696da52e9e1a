//! A card in few statements: what stands on one row or beside it is read with it, and what a customer has none of is not
//! asked for.

use super::LabelKind;
use super::OrderRow;
use super::Store;
use super::StoreError;
use super::claims;
use super::db::DbRow;
use super::db::prepare;
use super::facts;
use super::facts::OWNER;
use super::facts::PENDING;
use super::facts::owner_from;
use super::products;
use super::products::product;
use super::records::AFTER_ORDER;
use super::records::CUSTOMER;
use super::records::complete;
use super::records::customer_from;
use super::records::order_columns;
use super::records::pending_from;
use super::records::record_from;
use super::returns::has_returns;
use super::returns::returns_of;
use super::sources::SEVERAL;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::claim::ClaimRow;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::product::Product;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// An order whole, with what stands beside it.
#[derive(Clone, Debug)]
pub struct OrderOnCard {
    /// The order.
    pub order: OrderRecord,
    /// Its channel.
    pub channel: String,
    /// Where it came from, and its id there; none for an order of the desk.
    pub source: Option<(String, String)>,
    /// The number of the order it probably repeats.
    pub duplicate_number: Option<String>,
    /// The product of each of its lines, and how much of it older open orders ask for; none where the catalogue does not know
    /// one.
    pub products: Vec<Option<(Product, i64)>>,
    /// The order for whose returned goods this one was sent, and its number.
    pub exchanged_for: Option<(OrderId, String)>,
    /// Points of scripts were gone through for it.
    pub has_ticks: bool,
    /// Orders came from several sources.
    pub has_several_sources: bool,
}

/// A customer whole, with what stands beside them.
#[derive(Clone, Debug)]
pub struct CustomerOnCard {
    /// The customer.
    pub customer: CustomerRecord,
    /// What the rules read of them.
    pub facts: CustomerFacts,
    /// Who holds them.
    pub claim: Option<ClaimRow>,
    /// Their newest orders, newest first.
    pub orders: Vec<OrderRow>,
    /// What else there is of them.
    pub has: CustomerHas,
}

/// What there is of a customer: the rest need not be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // each is asked on its own
pub struct CustomerHas {
    /// Calls.
    pub calls: bool,
    /// Notes.
    pub notes: bool,
    /// Messages.
    pub messages: bool,
    /// Customers who have become one with them.
    pub merged: bool,
    /// A phone or an email that another has too.
    pub shared: bool,
    /// Points of scripts gone through.
    pub ticks: bool,
}

const HAS: &str = "exists (select 1 from calls w where w.customer_id = c.id), \
    exists (select 1 from notes w where w.customer_id = c.id), \
    exists (select 1 from messages w where w.customer_id = c.id), \
    exists (select 1 from customers w where w.merged_into = c.id), \
    exists (select 1 from contacts w join contacts s on s.norm = w.norm and s.kind = w.kind \
      where w.customer_id = c.id and w.bad_at is null and w.voided_by is null \
        and s.customer_id <> c.id and s.bad_at is null and s.voided_by is null), \
    exists (select 1 from ticks w where w.kind = 1 and w.ref = c.id)";

const BESIDE: &str = "(select l.text from labels l where l.id = orders.channel), \
    (select s.source from order_sources s where s.order_id = orders.id order by s.source, s.external_id limit 1), \
    (select s.external_id from order_sources s where s.order_id = orders.id order by s.source, s.external_id limit 1), \
    (select d.number from orders d where d.id = orders.duplicate_of), \
    exists (select 1 from ticks w where w.kind = 2 and w.ref = orders.id), \
    (select x.order_id from returns x where x.exchange_order = orders.id and x.voided_by is null limit 1), \
    (select d.number from returns x join orders d on d.id = x.order_id \
      where x.exchange_order = orders.id and x.voided_by is null limit 1)";

/// A line of an order, its product, and how much of that older open orders ask for.
type LineOnCard = (Line, Option<(Product, i64)>);

impl Store {
    /// One order as a card shows it; `None` when there is none.
    pub fn order_on_card(&self, id: OrderId) -> Result<Option<OrderOnCard>, StoreError> {
        let Some(mut found) = self.order_and_beside(id)? else {
            return Ok(None);
        };
        for (line, product) in self.lines_with_products(id)? {
            found.order.lines.push(line);
            found.products.push(product);
        }
        Ok(Some(found))
    }

    fn order_and_beside(&self, id: OrderId) -> Result<Option<OrderOnCard>, StoreError> {
        let order = order_columns();
        let sql = format!(
            "select {order}, {BESIDE}, {SEVERAL} from orders left join order_texts t on t.order_id = orders.id \
             where id = $1 and voided_by is null"
        );
        let mut select = prepare(&self.conn, &sql)?;
        let mut rows = select.query([id.0])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let has_parcels: bool = row.get(AFTER_ORDER - 1)?;
        let source: (Option<String>, Option<String>) = (row.get(BESIDE_AT + 1)?, row.get(BESIDE_AT + 2)?);
        let mut found = OrderOnCard {
            order: record_from(row)?,
            channel: row.get::<Option<String>>(BESIDE_AT)?.unwrap_or_default(),
            source: source.0.zip(source.1),
            duplicate_number: row.get(BESIDE_AT + 3)?,
            products: Vec::new(),
            exchanged_for: row
                .get::<Option<i64>>(BESIDE_AT + 5)?
                .map(OrderId)
                .zip(row.get::<Option<String>>(BESIDE_AT + 6)?),
            has_ticks: row.get(BESIDE_AT + 4)?,
            has_several_sources: row.get::<Option<bool>>(BESIDE_AT + 7)?.unwrap_or_default(),
        };
        drop(rows);
        if has_returns(&found.order.facts) {
            found.order.returns = returns_of(&self.conn, &[id.0])?.remove(&id).unwrap_or_default();
        }
        if has_parcels {
            found.order.set_parcels(super::parcels::parcels_of(&self.conn, id)?);
        }
        Ok(Some(found))
    }

    fn lines_with_products(&self, order: OrderId) -> Result<Vec<LineOnCard>, StoreError> {
        let sql = format!(
            "select {}, l.sku, l.name, l.parameters, l.quantity_milli, l.price, l.total, \
               (select coalesce(cast(sum(e.quantity_milli) as bigint), 0) from demand d join demand e \
                 on e.product_id = d.product_id and (e.created_at, e.order_id) < (d.created_at, d.order_id) \
                 where d.order_id = l.order_id and d.product_id = g.product_id) \
             from order_lines l left join goods g on g.id = l.goods_id left join products p on p.id = g.product_id \
             where l.order_id = $1 order by l.position, l.id",
            products::COLUMNS
        );
        let mut select = prepare(&self.conn, &sql)?;
        let mut rows = select.query([order.0])?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let is_known = row.get::<Option<i64>>(0)?.is_some();
            let line = Line {
                sku: row.get(8)?,
                name: row.get(9)?,
                parameters: row.get(10)?,
                quantity_milli: row.get(11)?,
                price: row.get(12)?,
                total: row.get(13)?,
            };
            let product = is_known.then(|| Ok::<_, StoreError>((product(row)?, row.get(14)?)));
            lines.push((line, product.transpose()?));
        }
        Ok(lines)
    }

    /// One customer as a card shows them, with at most `orders` of their orders; `None` when there is none.
    pub fn customer_on_card(
        &self,
        id: CustomerId,
        now: Time,
        lapse: Span,
        orders: usize,
    ) -> Result<Option<CustomerOnCard>, StoreError> {
        let Some(mut found) = self.customer_and_beside(id, now, lapse)? else {
            return Ok(None);
        };
        found.orders = self.orders_of(id, orders)?;
        found.facts.set_orders(self.live_among(id, &found.orders, orders)?);
        Ok(Some(found))
    }

    fn customer_and_beside(
        &self,
        id: CustomerId,
        now: Time,
        lapse: Span,
    ) -> Result<Option<CustomerOnCard>, StoreError> {
        let claim = claims::COLUMNS;
        let sql = format!(
            "select {claim}, {CUSTOMER}, {PENDING}, {OWNER}, {HAS} from customers c \
               left join claims k on k.customer_id = c.id \
               left join labels z on z.kind = $2 and z.text = c.time_zone \
               left join labels m on m.kind = $3 and m.text = c.manager \
             where c.id = $4 and c.voided_by is null"
        );
        let (zone, operator) = (LabelKind::Zone as i64, LabelKind::Operator as i64);
        let mut select = prepare(&self.conn, &sql)?;
        let mut rows = select.query((claims::talks_since(now).0, zone, operator, id.0))?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let claim = match row.get::<Option<i64>>(0)? {
            Some(_) => Some(claims::claim_from(row)?).filter(|claim| claim.stands(now, lapse)),
            None => None,
        };
        let (customer, pending) = (customer_from(row, id, CUSTOMER_AT)?, pending_from(row, CUSTOMER_AT)?);
        let mut found = CustomerOnCard {
            customer,
            facts: owner_from(row, OWNER_AT)?,
            claim,
            orders: Vec::new(),
            has: has_from(row, HAS_AT)?,
        };
        drop(rows);
        complete(&self.conn, &mut found.customer, pending)?;
        found.facts.calls.clone_from(&found.customer.calls);
        found.facts.appointments.clone_from(&found.customer.appointments);
        found.facts.cases.clone_from(&found.customer.cases);
        if pending.2 {
            found.facts.undelivered = facts::undelivered_to(&self.conn, &[id.0])?;
        }
        Ok(Some(found))
    }

    /// The customer's live orders, oldest first: asked for again only when some may stand behind the `limit` newest.
    fn live_among(
        &self,
        customer: CustomerId,
        newest: &[OrderRow],
        limit: usize,
    ) -> Result<Vec<OrderFacts>, StoreError> {
        if newest.len() >= limit {
            let live = facts::live_orders(&self.conn, &[customer.0])?.remove(&customer);
            return Ok(live.unwrap_or_default());
        }
        let live = newest.iter().rev().filter(|row| row.facts.live);
        let mut live: Vec<OrderFacts> = live.map(|row| row.facts.clone()).collect();
        super::parcels::fill_in(&self.conn, live.iter_mut())?;
        Ok(live)
    }
}

/// Where the columns begin: `BESIDE` behind those of an order, the others behind a claim's six, a customer's fourteen with
/// the three of `PENDING`, an owner's nine.
const BESIDE_AT: usize = AFTER_ORDER;
const CUSTOMER_AT: usize = 6;
const OWNER_AT: usize = CUSTOMER_AT + 17;
const HAS_AT: usize = OWNER_AT + 9;

fn has_from(row: DbRow<'_>, at: usize) -> Result<CustomerHas, StoreError> {
    Ok(CustomerHas {
        calls: row.get(at)?,
        notes: row.get(at + 1)?,
        messages: row.get(at + 2)?,
        merged: row.get(at + 3)?,
        shared: row.get(at + 4)?,
        ticks: row.get(at + 5)?,
    })
}
