//! What carriers tell of parcels: which are to be asked about, and what is known of each.

use std::collections::HashSet;

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::parcel_news::FollowedParcel;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelState;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Nobody looks for a parcel whose number is older: no carrier keeps one for so long.
const FOLLOWED_FOR: Span = Span::days(120);
/// How much of what became of a parcel is kept.
const EVENTS_KEPT: i64 = 40;
/// The parcels that a carrier (`$1`) is asked about: of orders under way, sent since `$2`, and not at their end.
const FOLLOWED: &str = "from orders o join parcels p on p.order_id = o.id \
    left join parcel_news n on n.order_id = p.order_id and n.position = p.position and n.number = p.tracking_number \
    where o.live = 1 and o.stage in (2, 3, 4, 5) and coalesce(p.carrier, o.carrier) = $1 \
      and p.tracking_number is not null and p.received_at is null and p.returned_at is null and p.reopened_at is null \
      and coalesce(p.number_at, p.handed_at, o.created_at) > $2 and coalesce(n.ended, 0) = 0";

/// And the returns that it (`$1`) is asked about, on their way to the shop since `$2`.
const FOLLOWED_BACK: &str = "from returns r join orders o on o.id = r.order_id \
    left join parcel_news n on n.order_id = r.order_id and n.position = -r.id and n.number = r.tracking_number \
    where r.back_at is null and r.voided_by is null and coalesce(r.carrier, o.carrier) = $1 \
      and r.number_at > $2 and coalesce(n.ended, 0) = 0";

impl Store {
    /// The numbers a carrier is to be asked about that were not heard of since `heard_by`, the longest unheard first.
    pub fn numbers_to_ask(
        &self,
        carrier: Carrier,
        now: Time,
        heard_by: Time,
        limit: usize,
    ) -> Result<Vec<String>, StoreError> {
        const UNHEARD: &str = "and (coalesce(n.heard_at, 0) <= $3 or n.heard_at > $4)";
        let since = (now - FOLLOWED_FOR).0;
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let args = (carrier.int(), since, heard_by.0, (now + CLOCKS_APART).0, most);
        let mut found: Vec<(i64, String)> = Vec::new();
        for sql in [
            format!(
                "select p.tracking_number, min(coalesce(n.heard_at, 0)) as heard {FOLLOWED} {UNHEARD} \
                 group by p.tracking_number order by heard, p.tracking_number limit $5"
            ),
            format!(
                "select r.tracking_number, min(coalesce(n.heard_at, 0)) as heard {FOLLOWED_BACK} {UNHEARD} \
                 group by r.tracking_number order by heard, r.tracking_number limit $5"
            ),
        ] {
            let mut select = prepare(&self.conn, &sql)?;
            let rows = select.query_map(args, |row| Ok((row.get(1)?, row.get(0)?)))?;
            for row in rows {
                found.push(row?);
            }
        }
        found.sort();
        let mut known = HashSet::new();
        let mut numbers: Vec<String> = found.into_iter().map(|(_, number)| number).collect();
        numbers.retain(|number| known.insert(number.clone()));
        numbers.truncate(limit);
        Ok(numbers)
    }

    /// How many numbers a carrier is asked about.
    pub fn numbers_followed(&self, carrier: Carrier, now: Time) -> Result<i64, StoreError> {
        let args = (carrier.int(), (now - FOLLOWED_FOR).0);
        let mut count = 0;
        for sql in [
            format!("select count(distinct p.tracking_number) {FOLLOWED}"),
            format!("select count(distinct r.tracking_number) {FOLLOWED_BACK}"),
        ] {
            count += prepare(&self.conn, &sql)?.query_row(args, |row| row.get::<i64>(0))?;
        }
        Ok(count)
    }

    /// The orders, and their parcels' places, that a carrier's number is of; a return has a place of its own.
    pub fn parcels_of_number(&self, carrier: Carrier, number: &str) -> Result<Vec<(OrderId, i64)>, StoreError> {
        let sql = "select p.order_id, p.position from parcels p join orders o on o.id = p.order_id \
             where p.tracking_number = $1 and coalesce(p.carrier, o.carrier) = $2 and p.reopened_at is null \
               and o.voided_by is null \
             union all select r.order_id, -r.id from returns r join orders o on o.id = r.order_id \
             where r.tracking_number = $1 and coalesce(r.carrier, o.carrier) = $2 and r.voided_by is null \
             order by 1, 2 limit 20";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((number, carrier.int()), |row| Ok((OrderId(row.get(0)?), row.get(1)?)))?;
        rows.collect::<Result<_, _>>()
    }

    /// What carriers told of the parcels of an order, by their places.
    pub fn followed_parcels(&self, order: OrderId) -> Result<Vec<FollowedParcel>, StoreError> {
        let sql = "select position, number, heard_at, free_until, hold_until, pickup_code, cod, cod_paid, cost \
             from parcel_news where order_id = $1 order by position";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map([order.0], |row| {
            let time = |at: usize| row.get::<Option<i64>>(at).map(|at| at.map(Time));
            Ok(FollowedParcel {
                position: row.get(0)?,
                number: row.get(1)?,
                heard_at: time(2)?.filter(|at| *at > Time(0)),
                about: ParcelAbout {
                    free_until: time(3)?,
                    hold_until: time(4)?,
                    pickup_code: row.get(5)?,
                    cod: row.get(6)?,
                    cod_paid: row.get::<i64>(7)? != 0,
                    cost: row.get(8)?,
                },
                events: Vec::new(),
            })
        })?;
        let mut found: Vec<FollowedParcel> = rows.collect::<Result<_, StoreError>>()?;
        if found.is_empty() {
            return Ok(found);
        }
        let sql = "select position, at, code, state, said, place from parcel_events where order_id = $1 \
             order by position, at, code";
        let mut select = prepare(&self.conn, sql)?;
        let mut rows = select.query([order.0])?;
        while let Some(row) = rows.next()? {
            let position: i64 = row.get(0)?;
            let event = ParcelEvent {
                at: Time(row.get(1)?),
                code: row.get(2)?,
                state: row.get::<Option<i64>>(3)?.and_then(ParcelState::from_int),
                said: row.get(4)?,
                place: row.get(5)?,
            };
            if let Some(parcel) = found.iter_mut().find(|parcel| parcel.position == position) {
                parcel.events.push(event);
            }
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// A carrier answered about a parcel: what was told of another number it had is forgotten.
    pub fn heard_of_parcel(&self, order: OrderId, position: i64, number: &str) -> Result<(), StoreError> {
        let told = "select number from parcel_news where order_id = $1 and position = $2";
        let told: Option<String> = prepare(&self.conn, told)?
            .query_row((order.0, position), |row| row.get(0))
            .optional()?;
        if told.is_some_and(|told| told != number) {
            for table in ["parcel_events", "parcel_news"] {
                let sql = format!("delete from {table} where order_id = $1 and position = $2");
                prepare(&self.conn, &sql)?.later((order.0, position))?;
            }
        }
        let sql = "insert into parcel_news (order_id, position, number, heard_at) values ($1, $2, $3, $4) \
             on conflict (order_id, position) do update set heard_at = excluded.heard_at";
        prepare(&self.conn, sql)?.later((order.0, position, number, self.now().0))?;
        Ok(())
    }

    /// A parcel is to be asked about again.
    pub fn forget_parcel_heard(&self, order: OrderId, position: i64) -> Result<(), StoreError> {
        let sql = "update parcel_news set heard_at = 0 where order_id = $1 and position = $2";
        prepare(&self.conn, sql)?.later((order.0, position))?;
        Ok(())
    }

    /// What became of a parcel that was heard of, and what else is known of it.
    pub fn keep_parcel_news(
        &self,
        order: OrderId,
        parcel: &FollowedParcel,
        unknown: &[ParcelEvent],
    ) -> Result<(), StoreError> {
        let sql = "insert into parcel_events (order_id, position, at, code, state, said, place) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (order_id, position, at, code) do nothing";
        for event in unknown {
            prepare(&self.conn, sql)?.later(vals![
                order.0,
                parcel.position,
                event.at.0,
                event.code.as_str(),
                event.state.map(ParcelState::int),
                event.said.as_str(),
                event.place.as_str(),
            ])?;
        }
        let sql = "delete from parcel_events where order_id = $1 and position = $2 and at < (select k.at from \
             parcel_events k where k.order_id = $1 and k.position = $2 order by k.at desc, k.code limit 1 offset $3)";
        prepare(&self.conn, sql)?.later((order.0, parcel.position, EVENTS_KEPT - 1))?;
        let about = &parcel.about;
        let ended = parcel
            .newest()
            .is_some_and(|newest| newest.state.is_some_and(ParcelState::is_end));
        let sql = "update parcel_news set ended = $1, free_until = $2, hold_until = $3, pickup_code = $4, cod = $5, \
             cod_paid = $6, cost = $7 where order_id = $8 and position = $9";
        prepare(&self.conn, sql)?.later(vals![
            i64::from(ended),
            about.free_until.map(|at| at.0),
            about.hold_until.map(|at| at.0),
            about.pickup_code.as_deref(),
            about.cod,
            i64::from(about.cod_paid),
            about.cost,
            order.0,
            parcel.position,
        ])?;
        Ok(())
    }
}
