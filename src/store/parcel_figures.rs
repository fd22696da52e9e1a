//! Parcels as they are counted: those that left of the orders placed in a period.

use super::Store;
use super::StoreError;
use super::db::DbRow;
use super::db::prepare;
use crate::domain::carrier::Carrier;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::order::Flags;
use crate::domain::order::Stage;
use crate::domain::time::Time;

/// A parcel as it is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelFigures {
    /// Who carries it.
    pub carrier: Option<Carrier>,
    /// The region or city it goes to, as the shop names it; empty when unknown.
    pub region: String,
    /// The shop its order is of.
    pub shop: Option<LabelId>,
    /// The currency of its cost, by its code.
    pub currency: String,
    /// When it left.
    pub handed_at: Time,
    /// At the pickup point.
    pub arrived_at: Option<Time>,
    /// With the customer.
    pub received_at: Option<Time>,
    /// Came back.
    pub returned_at: Option<Time>,
    /// Its carrier does not know where it is.
    pub lost_at: Option<Time>,
    /// When it should arrive.
    pub estimate_at: Option<Time>,
    /// What carrying it costs, minor units, where its carrier tells.
    pub cost: Option<i64>,
}

const SENT: &str = "select coalesce(p.carrier, o.carrier), coalesce(t.region, ''), o.shop, o.currency, p.handed_at, \
    p.arrived_at, p.received_at, p.returned_at, p.lost_at, coalesce(p.estimate_at, o.estimate_at), n.cost \
    from orders o join parcels p on p.order_id = o.id \
    left join order_texts t on t.order_id = o.id \
    left join parcel_news n on n.order_id = p.order_id and n.position = p.position and n.number = p.tracking_number \
    where o.created_at >= $1 and o.created_at < $2 and o.voided_by is null and p.handed_at is not null";

impl Store {
    /// Gives each parcel that left of the orders placed from `from` until `until`.
    pub fn parcels_sent(&self, from: Time, until: Time, mut each: impl FnMut(ParcelFigures)) -> Result<(), StoreError> {
        let mut select = prepare(&self.conn, SENT)?;
        let mut rows = select.query((from.0, until.0))?;
        while let Some(row) = rows.next()? {
            each(figures_from(row)?);
        }
        Ok(())
    }
}

impl Store {
    /// The orders placed since `$2` that came back and of which nobody said that they are in stock again; not those that
    /// had when the desk first saw them.
    pub fn returned_and_not_in_stock(&self, since: Time) -> Result<Vec<OrderId>, StoreError> {
        let kept = Flags::IN_STOCK_AGAIN.with(Flags::HISTORY);
        let sql =
            "select id from orders where stage = $1 and created_at >= $2 and voided_by is null and flags & $3 = 0";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((Stage::Returned.int(), since.0, kept.0), |row| row.get(0).map(OrderId))?;
        rows.collect::<Result<_, _>>()
    }
}

fn figures_from(row: DbRow<'_>) -> Result<ParcelFigures, StoreError> {
    let time = |at: usize| Ok::<_, StoreError>(row.get::<Option<i64>>(at)?.map(Time));
    Ok(ParcelFigures {
        carrier: row.get::<Option<i64>>(0)?.and_then(Carrier::from_int),
        region: row.get(1)?,
        shop: row.get::<Option<i64>>(2)?.map(LabelId),
        currency: row.get(3)?,
        handed_at: Time(row.get(4)?),
        arrived_at: time(5)?,
        received_at: time(6)?,
        returned_at: time(7)?,
        lost_at: time(8)?,
        estimate_at: time(9)?,
        cost: row.get(10)?,
    })
}
