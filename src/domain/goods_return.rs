//! Goods that come back after receipt: which, why, in what condition, and what the customer gets for them (R12).

use super::carrier::Carrier;
use super::coded::coded;
use super::ids::OrderId;
use super::money::Money;
use super::order::Line;
use super::order::OrderFacts;
use super::parcel_news::FollowedParcel;
use super::shipment::Packed;
use super::time::Time;

coded! {
    /// Why goods come back.
    pub enum ReturnReason {
        /// Size, colour or model does not suit.
        DoesNotFit = 1 "does_not_fit",
        /// It does not work.
        Faulty = 2 "faulty",
        /// Damaged on the way.
        Damaged = 3 "damaged",
        /// Not what was ordered.
        WrongGoods = 4 "wrong_goods",
        /// Not as the shop describes it.
        NotAsDescribed = 5 "not_as_described",
        /// Changed their mind.
        ChangedMind = 6 "changed_mind",
        /// Anything else.
        Other = 7 "other",
    }
}

coded! {
    /// In what condition goods came back.
    pub enum Condition {
        /// To be sold again as it is.
        AsNew = 1 "as_new",
        /// The packaging was opened.
        Opened = 2 "opened",
        /// It was used.
        Used = 3 "used",
        /// It is damaged.
        Damaged = 4 "damaged",
        /// Not to be sold any more.
        Useless = 5 "useless",
    }
}

coded! {
    /// What the customer gets for goods they send back.
    pub enum Instead {
        /// Their money.
        Refund = 1 "refund",
        /// Other goods.
        Exchange = 2 "exchange",
    }
}

/// A return: agreed, on its way, back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodsReturn {
    /// Its row.
    pub id: i64,
    /// When it was agreed.
    pub made_at: Time,
    /// Why.
    pub reason: ReturnReason,
    /// In what condition the goods came; none while nobody has said.
    pub condition: Option<Condition>,
    /// What the customer gets.
    pub instead: Instead,
    /// What comes back.
    pub contents: Vec<Packed>,
    /// What it is worth to the customer, minor units of the order's currency.
    pub amount: i64,
    /// Who carries it back; the order's own carrier when nobody has said.
    pub carrier: Option<Carrier>,
    /// Its tracking number.
    pub number: Option<String>,
    /// The number was entered.
    pub number_at: Option<Time>,
    /// The shop has the goods again.
    pub back_at: Option<Time>,
    /// The order of what was sent instead, and its number.
    pub exchange: Option<(OrderId, String)>,
}

/// What is agreed of goods that come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReturn {
    /// What comes back.
    pub contents: Vec<Packed>,
    /// What it is worth to the customer, minor units; none: what they paid for it.
    pub amount: Option<i64>,
    /// Why.
    pub reason: ReturnReason,
    /// In what condition; none while nobody has seen it.
    pub condition: Option<Condition>,
    /// What the customer gets.
    pub instead: Instead,
    /// The tracking number; empty while there is none.
    pub number: String,
    /// Who carries it back.
    pub carrier: Option<Carrier>,
    /// Whether the shop has the goods already.
    pub arrival: WhereGoods,
}

/// Where goods are that come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhereGoods {
    /// They are still to come.
    Awaited,
    /// The shop has them.
    Here,
}

/// What becomes of a return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnStep {
    /// It is on its way.
    Sent {
        /// The tracking number.
        number: String,
        /// Who carries it.
        carrier: Option<Carrier>,
    },
    /// The shop has the goods.
    Back {
        /// In what condition; none leaves what was said.
        condition: Option<Condition>,
    },
    /// The customer keeps the goods.
    Dropped,
}

impl GoodsReturn {
    /// The place its parcel has among those its order's carriers tell of: no parcel to the customer has it.
    pub fn position(&self) -> i64 {
        position_of(self.id)
    }

    /// What its carrier tells of its parcel.
    pub fn told<'f>(&self, followed: &'f [FollowedParcel]) -> Option<&'f FollowedParcel> {
        let is_it =
            |told: &&FollowedParcel| told.position == self.position() && self.number.as_deref() == Some(&told.number);
        followed.iter().find(is_it)
    }
}

/// The place of the parcel of that return among those its order's carriers tell of.
pub fn position_of(id: i64) -> i64 {
    -id
}

/// How much of a line may still be sent back, in thousandths.
pub fn left_of(line: &Line, lines: &[Line], returns: &[GoodsReturn]) -> i64 {
    let is_same = |packed: &Packed| packed.is_of(line);
    let bought = lines.iter().map(Packed::all_of).filter(is_same);
    let back = returns
        .iter()
        .flat_map(|one| &one.contents)
        .filter(|packed| is_same(packed));
    bought.map(|packed| packed.quantity_milli).sum::<i64>() - back.map(|packed| packed.quantity_milli).sum::<i64>()
}

/// What the customer paid for these goods, minor units: their share of the lines, and of a discount on all of them; what
/// delivery costs does not come back with goods.
pub fn worth(contents: &[Packed], lines: &[Line], total: i64) -> i64 {
    let of_line = |packed: &Packed| {
        let line = lines.iter().find(|line| packed.is_of(line))?;
        let part = i128::from(line.total) * i128::from(packed.quantity_milli);
        Some(part / i128::from(line.quantity_milli.max(1)))
    };
    let goods: i128 = contents.iter().filter_map(of_line).sum();
    let sum: i128 = lines.iter().map(|line| i128::from(line.total)).sum();
    let goods = if sum > i128::from(total) {
        goods * i128::from(total) / sum
    } else {
        goods
    };
    i64::try_from(goods).unwrap_or(Money::MOST)
}

/// How much of each line came back, in thousandths, in the lines' order.
pub fn back_of_each(lines: &[Line], returns: &[GoodsReturn]) -> Vec<i64> {
    let mut back: Vec<Packed> = returns
        .iter()
        .filter(|one| one.back_at.is_some())
        .flat_map(|one| one.contents.iter().cloned())
        .collect();
    let mut of_line = |line: &Line| {
        let mut taken = 0;
        for packed in back.iter_mut().filter(|packed| packed.is_of(line)) {
            let part = packed.quantity_milli.min(line.quantity_milli - taken);
            packed.quantity_milli -= part;
            taken += part;
        }
        taken
    };
    lines.iter().map(&mut of_line).collect()
}

impl OrderFacts {
    /// What the customer is still to be given for goods that came back, minor units (R12). Who took a parcel on delivery has
    /// paid for it, though the carrier still has the money.
    pub fn to_give_back(&self) -> i64 {
        if self.sent_back_at.is_none() {
            return 0;
        }
        (self.handed_in() - (self.total - self.sent_back)).max(0)
    }

    /// What may be given back at most, minor units.
    pub fn refundable(&self) -> i64 {
        if self.sent_back_at.is_some() {
            self.handed_in()
        } else {
            self.paid
        }
    }

    /// What the customer has paid and not got back.
    fn handed_in(&self) -> i64 {
        if self.took_on_delivery() {
            self.paid.max(self.total - self.refunded)
        } else {
            self.paid
        }
    }

    /// All that was bought came back after receipt.
    pub fn is_all_back(&self) -> bool {
        self.sent_back_at.is_some() && self.sent_back >= self.total
    }

    /// When the customer received it, unless it came back.
    pub fn kept_since(&self) -> Option<Time> {
        self.received_at
            .filter(|_| self.returned_at.is_none() && !self.is_all_back())
    }

    fn took_on_delivery(&self) -> bool {
        self.terms == super::order::Terms::OnDelivery && self.received_at.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, pieces: i64, total: i64) -> Line {
        Line {
            sku: String::new(),
            name: name.to_owned(),
            parameters: String::new(),
            quantity_milli: pieces * 1_000,
            price: total / pieces,
            total,
        }
    }

    fn packed(name: &str, milli: i64) -> Packed {
        Packed {
            sku: String::new(),
            name: name.to_owned(),
            parameters: String::new(),
            quantity_milli: milli,
        }
    }

    fn back(contents: Vec<Packed>, back_at: Option<Time>) -> GoodsReturn {
        GoodsReturn {
            id: 7,
            made_at: Time(1),
            reason: ReturnReason::DoesNotFit,
            condition: None,
            instead: Instead::Refund,
            contents,
            amount: 0,
            carrier: None,
            number: None,
            number_at: None,
            back_at,
            exchange: None,
        }
    }

    #[test]
    fn goods_are_worth_what_was_paid_for_them() {
        let lines = [line("Kettle", 2, 900), line("Filter", 3, 100)];
        let one = [packed("Kettle", 1_000), packed("Filter", 1_500)];
        // Without delivery (the total is above the lines), with a discount on all of it, without a price.
        let worth = [1_300, 1_000, 500, 0].map(|total| worth(&one, &lines, total));
        assert_eq!(worth, [500, 500, 250, 0]);
    }

    #[test]
    fn what_came_back_is_taken_off_the_lines_once() {
        let lines = [line("Kettle", 1, 900), line("Kettle", 2, 900), line("Filter", 3, 100)];
        let returns = [
            back(vec![packed("Kettle", 2_000)], Some(Time(5))),
            back(vec![packed("Filter", 1_000)], None),
        ];
        assert_eq!(
            back_of_each(&lines, &returns),
            [1_000, 1_000, 0],
            "what is awaited is not back"
        );
        let left: Vec<i64> = lines.iter().map(|line| left_of(line, &lines, &returns)).collect();
        assert_eq!(left, [1_000, 1_000, 2_000], "and cannot be sent back once more");
    }
}
