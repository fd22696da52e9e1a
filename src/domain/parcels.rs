//! What of an order follows from its parcels: it speaks of the one furthest behind, so that the rules read one row (R18,
//! R21).

use std::cmp::Reverse;

use super::order::CustomerFlags;
use super::order::Line;
use super::order::OrderFacts;
use super::projection::stage;
use super::shipment::Packed;
use super::shipment::Parcel;
use super::time::Time;

impl Packed {
    /// A whole line.
    pub fn all_of(line: &Line) -> Packed {
        Packed {
            sku: line.sku.clone(),
            name: line.name.clone(),
            parameters: line.parameters.clone(),
            quantity_milli: line.quantity_milli,
        }
    }

    /// True for goods of that line.
    pub fn is_of(&self, line: &Line) -> bool {
        let same_goods = (&self.name, &self.parameters) == (&line.name, &line.parameters);
        self.sku == line.sku && (same_goods || !self.sku.is_empty())
    }
}

impl Parcel {
    /// The only parcel of an order of these facts; none when nothing of a parcel is known.
    pub fn only(facts: &OrderFacts, number: Option<&str>) -> Option<Parcel> {
        let parcel = Parcel {
            position: 1,
            number: number.map(str::to_owned),
            number_at: facts.number_at,
            handed_at: facts.handed_at,
            arrived_at: facts.arrived_at,
            free_until: facts.free_until,
            hold_until: facts.hold_until,
            received_at: facts.received_at,
            returned_at: facts.returned_at,
            refused_at: facts.parcel_refused_at,
            lost_at: facts.parcel_lost_at,
            ..Parcel::default()
        };
        (!parcel.is_blank()).then_some(parcel)
    }

    /// Puts the dates of the parcel to its order.
    fn put_dates_on(&self, order: &mut OrderFacts) {
        order.number_at = self.number_at;
        order.handed_at = self.handed_at;
        order.arrived_at = self.arrived_at;
        order.free_until = self.free_until;
        order.hold_until = self.hold_until;
        order.received_at = self.received_at;
        order.returned_at = self.returned_at;
        order.parcel_refused_at = self.refused_at;
        order.parcel_lost_at = self.lost_at.filter(|_| !self.is_finished());
    }

    /// How far it has come; the least of several is furthest behind. Of those that wait the one whose storage ends first.
    fn progress(&self) -> (u8, Reverse<Option<Time>>, Option<Time>) {
        let at = match (self.received_at, self.arrived_at, self.handed_at) {
            (Some(received), ..) => return (4, Reverse(Some(received)), None),
            (None, Some(_), _) => return (3, Reverse(None), self.free_until),
            (None, None, handed) => handed,
        };
        match (at, self.number_at) {
            (Some(_), _) => (2, Reverse(at), None),
            (None, Some(_)) => (1, Reverse(self.number_at), None),
            (None, None) => (0, Reverse(None), None),
        }
    }
}

/// The parcel that the order itself speaks of: of those that did not come back the one furthest behind, else the one that
/// came back last.
pub fn furthest_behind(parcels: &[Parcel]) -> Option<&Parcel> {
    let under_way = parcels.iter().filter(|parcel| parcel.returned_at.is_none());
    let behind = under_way.min_by_key(|parcel| parcel.progress());
    behind.or_else(|| current(parcels).max_by_key(|parcel| parcel.returned_at))
}

/// The parcels that something of the order follows from: not those before a reopening.
pub fn current(parcels: &[Parcel]) -> impl Iterator<Item = &Parcel> {
    parcels.iter().filter(|parcel| !parcel.is_over())
}

/// True when some of `lines` is in no parcel yet (R18). A parcel of which nothing was said holds all the rest.
pub fn is_something_left(parcels: &[Parcel], lines: &[Line]) -> bool {
    if current(parcels).any(|parcel| parcel.contents.is_empty()) {
        return false;
    }
    let packed = |line: &Line| -> i64 {
        let contents = current(parcels).flat_map(|parcel| &parcel.contents);
        contents
            .filter(|packed| packed.is_of(line))
            .map(|packed| packed.quantity_milli)
            .sum()
    };
    lines.iter().any(|line| {
        let asked: i64 = lines
            .iter()
            .filter(|other| Packed::all_of(other).is_of(line))
            .map(|other| other.quantity_milli)
            .sum();
        packed(line) < asked
    })
}

/// The place of one more parcel.
pub fn next_position(parcels: &[Parcel]) -> i64 {
    parcels.iter().map(|parcel| parcel.position).max().unwrap_or(0) + 1
}

impl OrderFacts {
    /// Puts to it what the rules read of its parcels themselves.
    pub fn set_parcels(&mut self, parcels: &[Parcel]) {
        if self.marks.has(CustomerFlags::IN_PARTS) {
            self.parcels = current(parcels).cloned().collect();
        }
        if self.marks.has(CustomerFlags::LOST) {
            self.parcel_lost_at = furthest_behind(parcels).and_then(|parcel| parcel.lost_at);
        }
    }
}

/// Fills in what of an order follows from its parcels; `lines` matter only where contents are known.
pub fn project(order: &mut OrderFacts, parcels: &[Parcel], lines: &[Line]) {
    let none = Parcel::default();
    furthest_behind(parcels).unwrap_or(&none).put_dates_on(order);
    if current(parcels).all(|parcel| parcel.received_at.is_some()) {
        order.received_at = current(parcels).filter_map(|parcel| parcel.received_at).max();
    }
    let count = current(parcels).count();
    let is_left = count > 0 && is_something_left(parcels, lines);
    if is_left {
        // What has not left is further behind than any parcel.
        let number_at = order.number_at;
        none.put_dates_on(order);
        order.number_at = number_at;
    }
    let is_sent = |parcel: &Parcel| parcel.handed_at.is_some() && parcel.returned_at.is_none();
    let is_partly_sent = order.handed_at.is_none() && parcels.iter().any(is_sent);
    order.marks = order
        .marks
        .with_if(count > 1 || is_left, CustomerFlags::IN_PARTS)
        .with_if(is_partly_sent, CustomerFlags::PARTLY_SENT)
        .with_if(order.parcel_lost_at.is_some(), CustomerFlags::LOST);
}

/// The order as each of its several parcels alone would have it, in their order.
pub fn apart(order: &OrderFacts) -> impl Iterator<Item = (&Parcel, OrderFacts)> {
    order.parcels.iter().map(|parcel| (parcel, alone(order, parcel)))
}

/// The order as it were, had it that parcel alone.
pub fn alone(order: &OrderFacts, parcel: &Parcel) -> OrderFacts {
    let mut alone = OrderFacts {
        parcels: Vec::new(),
        ..order.clone()
    };
    let in_parts = CustomerFlags::IN_PARTS
        .with(CustomerFlags::PARTLY_SENT)
        .with(CustomerFlags::LOST);
    alone.marks = alone.marks.with_if(false, in_parts);
    alone.carrier = parcel.carrier.or(order.carrier);
    alone.estimate_at = parcel.estimate_at.or(order.estimate_at);
    parcel.put_dates_on(&mut alone);
    alone.stage = stage(&alone);
    alone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CustomerId;
    use crate::domain::ids::OrderId;
    use crate::domain::money::Currency;

    fn order() -> OrderFacts {
        OrderFacts::new(OrderId(1), CustomerId(1), Currency::RUB, 1_000, Time(1))
    }

    fn at(at: i64) -> Option<Time> {
        (at > 0).then_some(Time(at))
    }

    /// Number, hand-over, arrival, end of free storage, receipt, return; 0 for none.
    fn parcel(position: i64, dates: [i64; 6]) -> Parcel {
        let [number, handed, arrived, free, received, returned] = dates;
        Parcel {
            position,
            number: at(number).map(|_| format!("RA{position}")),
            number_at: at(number),
            handed_at: at(handed),
            arrived_at: at(arrived),
            free_until: at(free),
            received_at: at(received),
            returned_at: at(returned),
            ..Parcel::default()
        }
    }

    #[test]
    fn an_order_speaks_of_the_parcel_furthest_behind() {
        // Two parcels; which of them the order speaks of; its hand-over, arrival, receipt and return.
        let cases = [
            ([[2, 2, 0, 0, 0, 0], [3, 0, 0, 0, 0, 0]], 2, [0, 0, 0, 0]),
            ([[2, 2, 0, 0, 0, 0], [3, 3, 0, 0, 0, 0]], 2, [3, 0, 0, 0]),
            ([[2, 2, 5, 9, 0, 0], [3, 3, 0, 0, 0, 0]], 2, [3, 0, 0, 0]),
            ([[2, 2, 5, 9, 0, 0], [3, 3, 6, 8, 0, 0]], 2, [3, 6, 0, 0]),
            ([[2, 2, 5, 9, 7, 0], [3, 3, 6, 8, 0, 0]], 2, [3, 6, 0, 0]),
            ([[2, 2, 5, 9, 8, 0], [3, 3, 6, 8, 7, 0]], 1, [2, 5, 8, 0]),
            ([[2, 2, 5, 9, 8, 0], [3, 3, 6, 8, 0, 9]], 1, [2, 5, 8, 0]),
            ([[2, 2, 5, 9, 0, 8], [3, 3, 6, 8, 0, 9]], 2, [3, 6, 0, 9]),
            ([[0, 2, 0, 0, 0, 0], [3, 3, 0, 0, 0, 0]], 2, [3, 0, 0, 0]),
        ];
        for ([one, other], behind, expected) in cases {
            let parcels = [parcel(1, one), parcel(2, other)];
            let mut o = order();
            project(&mut o, &parcels, &[]);
            assert_eq!(
                furthest_behind(&parcels).map(|parcel| parcel.position),
                Some(behind),
                "{one:?} {other:?}"
            );
            let got = [o.handed_at, o.arrived_at, o.received_at, o.returned_at];
            assert_eq!(got, expected.map(at), "{one:?} {other:?}");
            assert!(o.marks.has(CustomerFlags::IN_PARTS));
            assert_eq!(
                o.marks.has(CustomerFlags::PARTLY_SENT),
                expected[0] == 0,
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn one_parcel_is_the_order_and_none_leaves_no_trace() {
        let mut o = order();
        let only = parcel(1, [2, 2, 5, 9, 0, 0]);
        project(&mut o, std::slice::from_ref(&only), &[]);
        assert_eq!(Parcel::only(&o, only.number.as_deref()), Some(only));
        assert_eq!(o.marks, CustomerFlags::default());
        project(&mut o, &[], &[]);
        assert_eq!(o, order());
        assert_eq!(Parcel::only(&o, None), None);
    }

    #[test]
    fn lines_in_no_parcel_keep_the_order_from_being_sent() {
        let line = |sku: &str, quantity_milli| Line {
            sku: sku.to_owned(),
            name: format!("Товар {sku}"),
            parameters: String::new(),
            quantity_milli,
            price: 100,
            total: 100,
        };
        let lines = [line("A", 2_000), line("B", 1_000)];
        let with = |position, packed: &[(&str, i64)]| Parcel {
            contents: packed
                .iter()
                .map(|(sku, count)| Packed::all_of(&line(sku, *count)))
                .collect(),
            ..parcel(position, [2, 2, 0, 0, 0, 0])
        };
        let cases = [
            (vec![with(1, &[])], false),
            (vec![with(1, &[("A", 2_000)])], true),
            (vec![with(1, &[("A", 1_000)]), with(2, &[("B", 1_000)])], true),
            (vec![with(1, &[("A", 2_000)]), with(2, &[("B", 1_000)])], false),
            (vec![with(1, &[("A", 1_000)]), with(2, &[])], false),
        ];
        for (parcels, is_left) in cases {
            let mut o = order();
            project(&mut o, &parcels, &lines);
            assert_eq!(o.handed_at.is_none(), is_left, "{parcels:?}");
            assert_eq!(o.marks.has(CustomerFlags::PARTLY_SENT), is_left, "{parcels:?}");
            assert_eq!(o.number_at, Some(Time(2)));
        }
    }
}
