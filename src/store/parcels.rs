//! The parcels of orders, and what of an order follows from them: written together, so that the index of open work always
//! holds what the rules read.

use std::collections::HashMap;

use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::lists::add_rows;
use super::lists::each_in;
use crate::domain::carrier::Carrier;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::field_changes::put;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Line;
use crate::domain::order::OrderFacts;
use crate::domain::parcels::furthest_behind;
use crate::domain::parcels::project;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;

const COLUMNS: &str = "order_id, position, tracking_number, carrier, number_at, estimate_at, handed_at, arrived_at, \
    free_until, hold_until, received_at, returned_at, refused_at, contents, reopened_at, lost_at";

impl Tx<'_> {
    /// Puts other parcels to an order, by compare-and-set.
    pub(super) fn replace_parcels(
        &self,
        order: OrderId,
        before: &[Parcel],
        after: &[Parcel],
    ) -> Result<(), StoreError> {
        if parcels_of(&self.conn, order)? != before {
            return Err(StoreError::Stale);
        }
        self.write_parcels(order, after)?;
        self.project_parcels(order, after)
    }

    fn write_parcels(&self, order: OrderId, parcels: &[Parcel]) -> Result<(), StoreError> {
        prepare(&self.conn, "delete from parcels where order_id = $1")?.later([order.0])?;
        self.insert_parcels(order, parcels)
    }

    /// Adds parcels to an order; what of it follows from them is the caller's.
    pub(super) fn insert_parcels(&self, order: OrderId, parcels: &[Parcel]) -> Result<(), StoreError> {
        let time = |at: Option<Time>| at.map(|at| at.0).into();
        let rows = parcels.iter().map(|parcel| {
            let contents = (!parcel.contents.is_empty()).then(|| serde_json::to_string(&parcel.contents));
            [
                order.0.into(),
                parcel.position.into(),
                parcel.number.as_deref().into(),
                parcel.carrier.map(Carrier::int).into(),
                time(parcel.number_at),
                time(parcel.estimate_at),
                time(parcel.handed_at),
                time(parcel.arrived_at),
                time(parcel.free_until),
                time(parcel.hold_until),
                time(parcel.received_at),
                time(parcel.returned_at),
                time(parcel.refused_at),
                contents.and_then(Result::ok).into(),
                time(parcel.reopened_at),
                time(parcel.lost_at),
            ]
        });
        add_rows(&self.conn, &format!("parcels ({COLUMNS})"), rows)
    }

    /// The numbers of other customers' orders that have a parcel of that tracking number: orders of one customer may go in
    /// one shipment.
    pub fn others_with_number(&self, number: &str, customer: CustomerId) -> Result<Vec<String>, StoreError> {
        let sql = "select distinct o.number from parcels p join orders o on o.id = p.order_id \
             where p.tracking_number = $1 and o.customer_id <> $2 and o.voided_by is null order by o.number limit 5";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((number, customer.0), |row| row.get(0))?;
        rows.collect::<Result<_, _>>()
    }

    /// Sets a column of an order as entries of the journal tell it that were made before parcels were rows: that of its
    /// first parcel.
    pub(super) fn set_of_first_parcel(
        &self,
        order: OrderId,
        field: Field,
        before: &Value,
        after: &Value,
    ) -> Result<(), StoreError> {
        let mut parcels = parcels_of(&self.conn, order)?;
        let is_order = prepare(&self.conn, "select id from orders where id = $1")?
            .query_row([order.0], |row| row.get::<i64>(0))
            .optional()?
            .is_some();
        if !is_order {
            return Err(StoreError::Stale);
        }
        if parcels.is_empty() {
            parcels.push(Parcel {
                position: 1,
                ..Parcel::default()
            });
        }
        let Some(first) = parcels.first_mut() else {
            return Err(StoreError::Stale);
        };
        if put(first, field, after) != *before {
            return Err(StoreError::Stale);
        }
        parcels.retain(|parcel| !parcel.is_blank());
        self.write_parcels(order, &parcels)?;
        self.project_parcels(order, &parcels)
    }

    /// Writes again what of an order follows from its parcels, as after a change of its lines.
    pub(super) fn project_order(&self, order: OrderId) -> Result<(), StoreError> {
        let parcels = parcels_of(&self.conn, order)?;
        if parcels.is_empty() {
            return Ok(());
        }
        self.project_parcels(order, &parcels)
    }

    /// Writes again what of every order of a customer follows from its parcels.
    pub(super) fn project_all(&self, customer: CustomerId) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, "select id from orders where customer_id = $1 order by id")?;
        let ids: Vec<i64> = select
            .query_map([customer.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let found = parcels_of_several(&self.conn, &ids)?;
        for id in ids.into_iter().map(OrderId) {
            self.project_parcels(id, found.get(&id).map(Vec::as_slice).unwrap_or_default())?;
        }
        Ok(())
    }

    fn project_parcels(&self, order: OrderId, parcels: &[Parcel]) -> Result<(), StoreError> {
        let lines = if parcels.iter().any(|parcel| !parcel.contents.is_empty()) {
            super::order_lines::lines(&self.conn, order)?
        } else {
            Vec::new()
        };
        self.write_projected(order, parcels, &lines)
    }

    fn write_projected(&self, order: OrderId, parcels: &[Parcel], lines: &[Line]) -> Result<(), StoreError> {
        let mut facts = OrderFacts::new(order, CustomerId(0), Currency::RUB, 0, Time(0));
        project(&mut facts, parcels, lines);
        let time = |at: Option<Time>| at.map(|at| at.0);
        prepare(
            &self.conn,
            "update orders set tracking_number = $1, number_at = $2, handed_at = $3, arrived_at = $4, free_until = $5, \
               hold_until = $6, received_at = $7, returned_at = $8, parcel_refused_at = $9, marks = (marks & ~cast($10 as bigint)) | $11, \
               rev = rev + 1 where id = $12",
        )?
        .later(vals![
            furthest_behind(parcels).and_then(|parcel| parcel.number.as_deref()),
            time(facts.number_at),
            time(facts.handed_at),
            time(facts.arrived_at),
            time(facts.free_until),
            time(facts.hold_until),
            time(facts.received_at),
            time(facts.returned_at),
            time(facts.parcel_refused_at),
            CustomerFlags::OF_PARCELS.0,
            facts.marks.0,
            order.0,
        ])?;
        Ok(())
    }
}

/// The parcels of one order, by their places.
pub(super) fn parcels_of(conn: &Conn, order: OrderId) -> Result<Vec<Parcel>, StoreError> {
    Ok(parcels_of_several(conn, &[order.0])?.remove(&order).unwrap_or_default())
}

/// The parcels of several orders, by their places.
pub(super) fn parcels_of_several(conn: &Conn, orders: &[i64]) -> Result<HashMap<OrderId, Vec<Parcel>>, StoreError> {
    let mut found: HashMap<OrderId, Vec<Parcel>> = HashMap::new();
    let sql = format!("select {COLUMNS} from parcels where order_id in ({{ids}}) order by order_id, position");
    each_in(conn, &sql, orders, |row| {
        found.entry(OrderId(row.get(0)?)).or_default().push(parcel_from(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// Gives the orders whose parcels the rules read what is known of each.
pub(super) fn fill_in<'o>(conn: &Conn, orders: impl Iterator<Item = &'o mut OrderFacts>) -> Result<(), StoreError> {
    let mut read: Vec<&mut OrderFacts> = orders.filter(|order| order.marks.reads_parcels()).collect();
    if read.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = read.iter().map(|order| order.id.0).collect();
    let found = parcels_of_several(conn, &ids)?;
    for order in &mut read {
        order.set_parcels(found.get(&order.id).map(Vec::as_slice).unwrap_or_default());
    }
    Ok(())
}

fn parcel_from(row: DbRow<'_>) -> Result<Parcel, StoreError> {
    let time = |index: usize| -> Result<Option<Time>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(Time)) };
    let contents: Option<String> = row.get(13)?;
    Ok(Parcel {
        position: row.get(1)?,
        number: row.get(2)?,
        carrier: row.get::<Option<i64>>(3)?.and_then(Carrier::from_int),
        number_at: time(4)?,
        estimate_at: time(5)?,
        handed_at: time(6)?,
        arrived_at: time(7)?,
        free_until: time(8)?,
        hold_until: time(9)?,
        received_at: time(10)?,
        returned_at: time(11)?,
        refused_at: time(12)?,
        contents: contents
            .and_then(|contents| serde_json::from_str(&contents).ok())
            .unwrap_or_default(),
        reopened_at: time(14)?,
        lost_at: time(15)?,
    })
}
