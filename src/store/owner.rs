//! What a customer means for their orders, and what an order that comes means for them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::LabelKind;
use super::StoreError;
use super::Tx;
use super::db::args_from;
use super::db::prepare;
use super::facts::STAGES;
use super::lists::marks;
use super::lists::parts;
use super::owner_row::OwnerCard;
use super::owner_row::OwnerRow;
use super::owner_row::owner_from;
use crate::domain::action::ContactRecord;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::parcel::is_locker;
use crate::domain::projection::Owner;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::own;
use crate::domain::projection::project;
use crate::domain::zone;

/// A customer's own row, where their newest order goes, and what they received and kept: a row for each currency of it.
fn owner_sql(count: usize) -> String {
    let ids = marks(3, count);
    format!(
        "select c.id, c.name, c.company, c.fold, c.tax_id <> '', c.b2b, c.not_customer, c.manager, m.id, c.time_zone, z.id, \
          c.region, t.region, t.address, c.sex_guess, k.first_at, n.created_at, \
          exists (select 1 from orders w where w.customer_id = c.id and w.live = 1 and w.stage in ({STAGES})), \
          exists (select 1 from calls w where w.customer_id = c.id), \
          exists (select 1 from appointments w where w.customer_id = c.id), \
          (select count(*) from cases w where w.customer_id = c.id and w.settled_at is null and w.voided_by is null), \
          c.received_count, c.bought_total, c.bought_currency, c.last_bought_at, \
          coalesce(k.kept, 0), coalesce(k.total, 0), k.currency, k.last_at \
        from customers c \
          left join labels m on m.kind = $1 and m.text = c.manager \
          left join labels z on z.kind = $2 and z.text = c.time_zone \
          left join orders n on n.id = (select o.id from orders o \
            where o.customer_id = c.id and o.voided_by is null order by o.created_at desc, o.id desc limit 1) \
          left join order_texts t on t.order_id = n.id \
          left join (\
            select o.customer_id, o.currency, count(*) as kept, cast(sum(o.total - o.sent_back) as bigint) as total, \
              max(o.received_at) as last_at, min(o.received_at) as first_at from orders o \
            where o.customer_id in ({ids}) and o.received_at is not null and o.returned_at is null \
              and o.voided_by is null and (o.sent_back_at is null or o.sent_back < o.total) \
            group by o.customer_id, o.currency) k on k.customer_id = c.id \
        where c.id in ({ids})"
    )
}

impl Tx<'_> {
    pub(super) fn owner_rows(&self, ids: &[CustomerId]) -> Result<Vec<OwnerRow>, StoreError> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let kinds = [LabelKind::Operator as i64, LabelKind::Zone as i64];
        let mut found: BTreeMap<CustomerId, OwnerRow> = BTreeMap::new();
        for part in parts(&ids) {
            let mut select = prepare(&self.conn, &owner_sql(part.len()))?;
            let mut rows = select.query(args_from(kinds.iter().chain(&part)))?;
            while let Some(row) = rows.next()? {
                let row = owner_from(row)?;
                match found.entry(row.id) {
                    Entry::Vacant(place) => drop(place.insert(row)),
                    Entry::Occupied(mut of_another_currency) => of_another_currency.get_mut().add(&row),
                }
            }
        }
        Ok(found.into_values().collect())
    }

    /// What a customer means for their orders.
    pub(super) fn owner(&self, card: &OwnerCard<'_>) -> Result<Owner, StoreError> {
        let manager = match card.manager {
            (Some(_), Some(id)) => Some(id),
            (Some(name), None) => Some(self.label(LabelKind::Operator, name)?),
            (None, _) => None,
        };
        Ok(Owner {
            zone: self.zone_of(card)?,
            manager,
            marks: card.marks,
            first_received_at: card.first_received_at,
            kept: card.kept,
        })
    }

    /// Fills the projections of an order that has no row yet, as far as its customer's card and its own payments tell.
    /// `goes_to` are the words for its delivery and its address.
    pub fn foresee(
        &self,
        order: &mut OrderFacts,
        card: &OwnerCard<'_>,
        payments: &[PaymentFact],
        goes_to: [&str; 2],
    ) -> Result<(), StoreError> {
        own(order, &self.owner(card)?);
        project(order, payments, &[]);
        let is_to_locker = is_locker(&goes_to.join(" "));
        order.marks = order.marks.with_if(is_to_locker, CustomerFlags::LOCKER);
        Ok(())
    }

    /// Likewise for an order of a customer whose row was [read ahead](Tx::read_ahead), where nothing else follows from it: no other
    /// order of theirs is live, nobody called and no call is agreed. What they bought stands on their card with it then.
    ///
    /// False where it is to be recomputed with their other rows. `goes_to` are its region, its address and the words for its
    /// delivery; `contacts` are all of theirs.
    pub fn foresee_all(
        &self,
        order: &mut OrderFacts,
        contacts: &[ContactRecord],
        payments: &[PaymentFact],
        [region, address, delivery]: [&str; 3],
    ) -> Result<bool, StoreError> {
        let row = self.read_once.borrow_mut().ahead.owners.remove(&order.customer);
        let Some(row) = row.filter(|OwnerRow { has, .. }| !has.live_orders && !has.calls && !has.appointments) else {
            return Ok(false);
        };
        let Some(bought) = row.bought[1].with(order) else {
            return Ok(false);
        };
        let mut card = row.card(contacts);
        if row.newest_at.is_none_or(|newest| newest <= order.created_at) {
            card.places = [region, address, card.places[2]];
        }
        let times = [card.first_received_at, order.kept_since()];
        card.first_received_at = times.into_iter().flatten().min();
        card.kept = bought.count;
        self.foresee(order, &card, payments, [delivery, address])?;
        if bought != row.bought[0] {
            prepare(
                &self.conn,
                "update customers set received_count = $1, bought_total = $2, bought_currency = $3, last_bought_at = $4 \
                 where id = $5",
            )?
            .later((bought.count, bought.total, &bought.currency, bought.last_at, row.id.0))?;
        }
        Ok(true)
    }

    /// The zone on the customer's card, else (R36) that of where their newest order goes, by the region it names or its
    /// address, else that of their region.
    fn zone_of(&self, card: &OwnerCard<'_>) -> Result<Option<LabelId>, StoreError> {
        let name = match card.zone {
            (Some(_), Some(id)) => return Ok(Some(id)),
            (Some(name), None) => Some(name),
            (None, _) => card
                .places
                .into_iter()
                .find_map(zone::of_place)
                .map(chrono_tz::Tz::name),
        };
        name.map(|name| self.label(LabelKind::Zone, name)).transpose()
    }
}
