//! What a customer's row says of their orders.

use super::db::DbRow;
use super::error::StoreError;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::b2b::B2b;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::time::Time;

/// What a customer's own row says, and what stands beside it.
#[derive(Debug)]
pub(super) struct OwnerRow {
    pub(super) id: CustomerId,
    pub(super) name: String,
    pub(super) company: String,
    pub(super) fold: String,
    has_company: bool,
    b2b: Option<B2b>,
    not_customer: bool,
    /// Their manager, and its label when there is one.
    manager: (Option<String>, Option<LabelId>),
    /// Their zone, likewise.
    zone: (Option<String>, Option<LabelId>),
    /// The region and the address their newest order goes to, and their own region.
    places: [String; 3],
    pub(super) sex_guess: Option<i64>,
    pub(super) first_received_at: Option<Time>,
    /// When their newest order was placed.
    pub(super) newest_at: Option<Time>,
    pub(super) has: OwnerHas,
    pub(super) open_cases: i64,
    /// As it is kept, and as it is.
    pub(super) bought: [BoughtSums; 2],
}

/// What of theirs may change with another order of theirs.
#[derive(Debug)]
pub(super) struct OwnerHas {
    pub(super) live_orders: bool,
    pub(super) calls: bool,
    pub(super) appointments: bool,
}

/// What a customer received and kept: how many orders, what they cost in the currency of the last, that, and when the last
/// came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BoughtSums {
    pub(super) count: i64,
    pub(super) total: i64,
    pub(super) currency: Option<String>,
    pub(super) last_at: Option<i64>,
}

impl BoughtSums {
    /// With an order that is newer here than all of them; none where they have to be added up from the rows, as it came last in
    /// another currency.
    pub(super) fn with(&self, order: &OrderFacts) -> Option<BoughtSums> {
        let Some(Time(received_at)) = order.kept_since() else {
            return Some(self.clone());
        };
        let is_last = self.last_at.is_none_or(|last| last <= received_at);
        let is_alike = self.currency.as_deref().is_none_or(|of| of == order.currency.code());
        if is_last && !is_alike {
            return None;
        }
        Some(BoughtSums {
            count: self.count + 1,
            total: self.total + if is_alike { order.total - order.sent_back } else { 0 },
            currency: self.currency.clone().or_else(|| Some(order.currency.code().to_owned())),
            last_at: self.last_at.max(Some(received_at)),
        })
    }
}

impl OwnerRow {
    /// What they bought in another currency, too; it is that they bought in last which is summed up.
    pub(super) fn add(&mut self, other: &OwnerRow) {
        let times = [self.first_received_at, other.first_received_at];
        self.first_received_at = times.into_iter().flatten().min();
        let (ours, theirs) = (&self.bought[1], &other.bought[1]);
        let count = ours.count + theirs.count;
        let last = [ours, theirs]
            .into_iter()
            .max_by_key(|sums| (sums.last_at, &sums.currency));
        self.bought[1] = BoughtSums {
            count,
            ..last.cloned().unwrap_or_default()
        };
    }

    /// What it tells of their orders.
    pub(super) fn card(&self, contacts: &[ContactRecord]) -> OwnerCard<'_> {
        let is_good = |contact: &ContactRecord| {
            let is_number = contact.norm.as_deref().is_some_and(|norm| !norm.is_empty());
            contact.kind == ContactKind::Phone && is_number && contact.bad_at.is_none()
        };
        let has_phone = contacts.iter().any(is_good);
        OwnerCard {
            marks: CustomerFlags::of_card(self.b2b, self.has_company, self.not_customer, has_phone),
            manager: (self.manager.0.as_deref(), self.manager.1),
            zone: (self.zone.0.as_deref(), self.zone.1),
            places: self.places.each_ref().map(String::as_str),
            first_received_at: self.first_received_at,
            kept: self.bought[1].count,
        }
    }
}

/// What a customer's card tells of them, as far as it matters for their orders.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnerCard<'a> {
    /// Company or private, not a customer, no phone.
    pub marks: CustomerFlags,
    /// Their manager, and its label where it is known.
    pub manager: (Option<&'a str>, Option<LabelId>),
    /// Their zone, likewise.
    pub zone: (Option<&'a str>, Option<LabelId>),
    /// The region and the address the newest order goes to, and where they live.
    pub places: [&'a str; 3],
    /// When they received the first of the orders they kept.
    pub first_received_at: Option<Time>,
    /// How many orders they received and kept.
    pub kept: i64,
}

/// Reads a row of the statement that asks for it, in its order.
pub(super) fn owner_from(row: DbRow<'_>) -> Result<OwnerRow, StoreError> {
    let text =
        |index: usize| -> Result<String, StoreError> { Ok(row.get::<Option<String>>(index)?.unwrap_or_default()) };
    let label =
        |index: usize| -> Result<Option<LabelId>, StoreError> { Ok(row.get::<Option<i64>>(index)?.map(LabelId)) };
    let bought = |from: usize| -> Result<BoughtSums, StoreError> {
        Ok(BoughtSums {
            count: row.get(from)?,
            total: row.get(from + 1)?,
            currency: row.get(from + 2)?,
            last_at: row.get(from + 3)?,
        })
    };
    let company: String = row.get(2)?;
    Ok(OwnerRow {
        id: CustomerId(row.get(0)?),
        name: row.get(1)?,
        has_company: !company.is_empty() || row.get(4)?,
        company,
        fold: row.get(3)?,
        b2b: row.get::<Option<i64>>(5)?.and_then(B2b::from_int),
        not_customer: row.get::<i64>(6)? != 0,
        manager: (row.get(7)?, label(8)?),
        zone: (row.get(9)?, label(10)?),
        places: [text(12)?, text(13)?, text(11)?],
        sex_guess: row.get(14)?,
        first_received_at: row.get::<Option<i64>>(15)?.map(Time),
        newest_at: row.get::<Option<i64>>(16)?.map(Time),
        has: OwnerHas {
            live_orders: row.get(17)?,
            calls: row.get(18)?,
            appointments: row.get(19)?,
        },
        open_cases: row.get(20)?,
        bought: [bought(21)?, bought(25)?],
    })
}
