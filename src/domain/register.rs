//! Lines of a carrier's register, or pasted ones: tracking numbers, and the orders that wait for them (R17).

use std::collections::HashMap;

use super::carrier::Carrier;
use super::ids::OrderId;
use super::parcel::Check;
use super::parcel::Recognised;
use super::parcel::recognise;
use super::statement::plain;
use super::statement::same_person;

/// A tracking number, and what is said of whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RegisterLine {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// The tracking number as written.
    pub number: String,
    /// The order's number; empty when none is told.
    pub order: String,
    /// The receiver's phone, E.164.
    pub phone: Option<String>,
    /// The receiver's name; empty when none is told.
    pub name: String,
    /// What the receiver pays or the goods are worth, minor units.
    pub sum: Option<i64>,
    /// Who carries it, where the line names them.
    pub carrier: Option<Carrier>,
}

impl RegisterLine {
    /// The number in every form in which it may have been kept.
    pub fn forms(&self, country: &str) -> [String; 2] {
        [None, Some(Carrier::Courier)].map(|hint| recognise(&self.number, country, hint).number)
    }
}

/// An order that a tracking number may be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sendable {
    /// Which.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// Its customer's name.
    pub customer: String,
    /// Those of the register's phones that are its customer's.
    pub phones: Vec<String>,
    /// Who carries it, as far as its delivery tells.
    pub carrier: Option<Carrier>,
    /// What it costs and what of it is still to be paid, minor units.
    pub sums: [i64; 2],
    /// How far it is.
    pub standing: SendStanding,
}

/// How far an order is that a number may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendStanding {
    /// Its terms are not agreed on.
    Unconfirmed,
    /// It is to be paid before it leaves.
    Unpaid,
    /// It waits for its number.
    Waits,
    /// It has one already.
    HasNumber,
}

/// Whose a number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RegisterFit {
    /// The order waits for it, beyond doubt: it is entered without a question.
    Exact(OrderId),
    /// It is probably this order's.
    Doubtful(OrderId, RegisterDoubt),
    /// It may be of any of these.
    Several(Vec<OrderId>),
    /// The order is not confirmed: nothing leaves.
    Unconfirmed(OrderId),
    /// No order waits for it.
    Nothing,
    /// It stands at this order already.
    Taken(OrderId),
}

/// Why a person is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterDoubt {
    /// The number's check digit is wrong.
    CheckDigit,
    /// The number is of no form the carrier's have.
    UnknownNumber,
    /// The order has a number: this would be one more parcel.
    OneMore,
    /// The order is to be paid before it leaves.
    Unpaid,
    /// The order is named, and the receiver is somebody else.
    OtherPerson,
    /// The phone alone tells it, and the order named there is none that waits.
    Phone,
    /// The name alone tells it, with the sum where there is one.
    Name,
    /// Another order has the number.
    Elsewhere,
}

impl RegisterDoubt {
    /// Its name for programs, and of its message.
    pub const fn code(self) -> &'static str {
        match self {
            RegisterDoubt::CheckDigit => "check_digit",
            RegisterDoubt::UnknownNumber => "unknown_number",
            RegisterDoubt::OneMore => "one_more",
            RegisterDoubt::Unpaid => "unpaid",
            RegisterDoubt::OtherPerson => "other_person",
            RegisterDoubt::Phone => "phone",
            RegisterDoubt::Name => "name",
            RegisterDoubt::Elsewhere => "elsewhere",
        }
    }
}

/// A line's number as it is kept, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterMatch {
    /// The number, and who carries it.
    pub number: Recognised,
    /// Whose.
    pub fit: RegisterFit,
}

/// Whose each line's number is, in their order. `known` has the orders at which numbers stand already, `country` is the
/// shop's.
pub fn matches(
    lines: &[RegisterLine],
    orders: &[Sendable],
    known: &[(OrderId, String)],
    country: &str,
) -> Vec<RegisterMatch> {
    let mut matching = Matching::new(orders, known, country);
    lines.iter().map(|line| matching.of(line)).collect()
}

struct Matching<'a> {
    orders: &'a [Sendable],
    known: HashMap<&'a str, Vec<OrderId>>,
    country: &'a str,
    named: HashMap<String, Vec<usize>>,
    of_phone: HashMap<&'a str, Vec<usize>>,
    /// Those that have a number, of before or by an earlier line.
    numbered: Vec<bool>,
}

impl<'a> Matching<'a> {
    fn new(orders: &'a [Sendable], known: &'a [(OrderId, String)], country: &'a str) -> Matching<'a> {
        let mut named: HashMap<String, Vec<usize>> = HashMap::new();
        let mut of_phone: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, order) in orders.iter().enumerate() {
            named.entry(plain(&order.number)).or_default().push(at);
            for phone in &order.phones {
                of_phone.entry(phone).or_default().push(at);
            }
        }
        named.remove("");
        let mut stands: HashMap<&str, Vec<OrderId>> = HashMap::new();
        for (order, number) in known {
            stands.entry(number).or_default().push(*order);
        }
        Matching {
            orders,
            known: stands,
            country,
            named,
            of_phone,
            numbered: orders
                .iter()
                .map(|order| order.standing == SendStanding::HasNumber)
                .collect(),
        }
    }

    fn of(&mut self, line: &RegisterLine) -> RegisterMatch {
        let found = self.whose(line);
        let known = line.forms(self.country);
        let known: Vec<OrderId> = known
            .iter()
            .filter_map(|form| self.known.get(form.as_str()))
            .flatten()
            .copied()
            .collect();
        let hint = match &found {
            FoundOrder::One(at, _) => line.carrier.or(self.orders[*at].carrier),
            FoundOrder::Several(_) | FoundOrder::Nobody => line.carrier,
        };
        let number = recognise(&line.number, self.country, hint);
        let fit = match found {
            FoundOrder::One(at, _) if known.contains(&self.orders[at].order) => {
                RegisterFit::Taken(self.orders[at].order)
            }
            // Nothing else is said of whose it is.
            FoundOrder::Several(_) | FoundOrder::Nobody if !known.is_empty() => RegisterFit::Taken(known[0]),
            FoundOrder::One(at, doubt) => {
                let elsewhere = (!known.is_empty()).then_some(RegisterDoubt::Elsewhere);
                self.fit(at, doubt.or(elsewhere), &number)
            }
            FoundOrder::Several(several) => {
                RegisterFit::Several(several.into_iter().map(|at| self.orders[at].order).collect())
            }
            FoundOrder::Nobody => RegisterFit::Nothing,
        };
        RegisterMatch { number, fit }
    }

    fn fit(&mut self, at: usize, doubt: Option<RegisterDoubt>, number: &Recognised) -> RegisterFit {
        let order = &self.orders[at];
        if order.standing == SendStanding::Unconfirmed {
            return RegisterFit::Unconfirmed(order.order);
        }
        let of_order = match order.standing {
            _ if self.numbered[at] => Some(RegisterDoubt::OneMore),
            SendStanding::Unpaid => Some(RegisterDoubt::Unpaid),
            SendStanding::Unconfirmed | SendStanding::Waits | SendStanding::HasNumber => None,
        };
        let of_number = match number.check {
            Check::Failed => Some(RegisterDoubt::CheckDigit),
            Check::Unknown | Check::Incomplete if number.carrier.is_none_or(Carrier::has_number_forms) => {
                Some(RegisterDoubt::UnknownNumber)
            }
            Check::Ok | Check::None | Check::Unknown | Check::Incomplete => None,
        };
        if let Some(doubt) = doubt.or(of_order).or(of_number) {
            return RegisterFit::Doubtful(order.order, doubt);
        }
        self.numbered[at] = true;
        RegisterFit::Exact(order.order)
    }

    /// Which order a line means, by its number, else its phone, else its name.
    fn whose(&self, line: &RegisterLine) -> FoundOrder {
        let by_phone: &[usize] = line
            .phone
            .as_deref()
            .and_then(|phone| self.of_phone.get(phone))
            .map_or(&[], Vec::as_slice);
        let of_name = |at: &usize| same_person(&line.name, &self.orders[*at].customer);
        let named = self.named.get(&plain(&line.order)).map_or(&[][..], Vec::as_slice);
        if !named.is_empty() {
            let is_theirs = |at: &usize| by_phone.contains(at) || of_name(at);
            let [at] = narrowed(named, is_theirs)[..] else {
                return FoundOrder::Several(narrowed(named, is_theirs));
            };
            let is_told = line.phone.is_some() || !line.name.is_empty();
            let is_other = is_told && !is_theirs(&at);
            return FoundOrder::One(at, is_other.then_some(RegisterDoubt::OtherPerson));
        }
        let waits = |at: &usize| !self.numbered[*at];
        let of_sum = |at: &usize| line.sum.is_some_and(|sum| self.orders[*at].sums.contains(&sum));
        let waiting: Vec<usize> = by_phone.iter().copied().filter(waits).collect();
        if !waiting.is_empty() {
            return match narrowed(&waiting, of_sum)[..] {
                [at] => {
                    let is_sure = waiting.len() == 1 && line.order.is_empty();
                    FoundOrder::One(at, (!is_sure).then_some(RegisterDoubt::Phone))
                }
                ref several => FoundOrder::Several(several.to_vec()),
            };
        }
        let alike: Vec<usize> = (0..self.orders.len()).filter(|at| waits(at) && of_name(at)).collect();
        match narrowed(&alike, of_sum)[..] {
            [] => FoundOrder::Nobody,
            [at] => FoundOrder::One(at, Some(RegisterDoubt::Name)),
            ref several => FoundOrder::Several(several.to_vec()),
        }
    }
}

/// Orders by their places.
enum FoundOrder {
    One(usize, Option<RegisterDoubt>),
    Several(Vec<usize>),
    Nobody,
}

/// Of several those that fit better, where some do.
fn narrowed(found: &[usize], fits: impl Fn(&usize) -> bool) -> Vec<usize> {
    let better: Vec<usize> = found.iter().copied().filter(fits).collect();
    if found.len() > 1 && !better.is_empty() {
        better
    } else {
        found.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: &str = "80088012345674";

    fn order(id: i64, number: &str, customer: &str, phone: &str) -> Sendable {
        Sendable {
            order: OrderId(id),
            number: number.to_owned(),
            customer: customer.to_owned(),
            phones: vec![phone.to_owned()],
            carrier: Some(Carrier::RussianPost),
            sums: [500, 500],
            standing: SendStanding::Waits,
        }
    }

    fn line(number: &str, order: &str, phone: &str, name: &str) -> RegisterLine {
        RegisterLine {
            line: 1,
            number: number.to_owned(),
            order: order.to_owned(),
            phone: (!phone.is_empty()).then(|| phone.to_owned()),
            name: name.to_owned(),
            ..RegisterLine::default()
        }
    }

    fn fits(lines: &[RegisterLine], orders: &[Sendable], known: &[(&str, i64)]) -> Vec<RegisterFit> {
        let known = known
            .iter()
            .map(|(number, order)| (OrderId(*order), (*number).to_owned()));
        let known: Vec<(OrderId, String)> = known.collect();
        let found = matches(lines, orders, &known, "RU").into_iter();
        found.map(|found| found.fit).collect()
    }

    fn shop() -> Vec<Sendable> {
        vec![
            order(1, "1042", "Елена Иванова", "+79160000001"),
            order(2, "1043", "Пётр Полевой", "+79160000002"),
            order(3, "1044", "Нина Ким", "+79160000003"),
            order(4, "1045", "Нина Ким", "+79160000003"),
        ]
    }

    #[test]
    fn a_number_is_its_orders_by_number_then_phone_then_name() {
        use RegisterDoubt as Doubt;
        use RegisterFit::Doubtful;
        use RegisterFit::Exact;
        use RegisterFit::Several;
        let cases = [
            (line(NUMBER, "№ 1042", "", ""), Exact(OrderId(1))),
            (line(NUMBER, "1042", "+79160000001", ""), Exact(OrderId(1))),
            (line(NUMBER, "1042", "+79160000009", "Иванова Е."), Exact(OrderId(1))),
            (
                line(NUMBER, "1042", "+79160000002", "Полевой Пётр"),
                Doubtful(OrderId(1), Doubt::OtherPerson),
            ),
            (line(NUMBER, "", "+79160000002", ""), Exact(OrderId(2))),
            (
                line(NUMBER, "A-7", "+79160000002", ""),
                Doubtful(OrderId(2), Doubt::Phone),
            ),
            (
                line(NUMBER, "", "+79160000003", ""),
                Several(vec![OrderId(3), OrderId(4)]),
            ),
            (line(NUMBER, "", "", "ПОЛЕВОЙ ПЕТР"), Doubtful(OrderId(2), Doubt::Name)),
            (line(NUMBER, "", "", "Сидоров Иван"), RegisterFit::Nothing),
            (
                line("80088012345673", "1042", "", ""),
                Doubtful(OrderId(1), Doubt::CheckDigit),
            ),
            (
                line("12-34", "1042", "", ""),
                Doubtful(OrderId(1), Doubt::UnknownNumber),
            ),
        ];
        for (line, fit) in cases {
            assert_eq!(fits(std::slice::from_ref(&line), &shop(), &[]), [fit], "{line:?}");
        }
        let mut with_sum = line(NUMBER, "", "+79160000003", "");
        with_sum.sum = Some(700);
        let mut orders = shop();
        orders[3].sums = [700, 0];
        assert_eq!(fits(&[with_sum], &orders, &[]), [Doubtful(OrderId(4), Doubt::Phone)]);
    }

    #[test]
    fn what_an_order_has_already_is_taken_and_another_number_is_one_more_parcel() {
        use RegisterFit::Doubtful;
        use RegisterFit::Taken;
        let named = line("8008801 2345674", "1042", "", "");
        let bare = line(NUMBER, "", "", "");
        let other = line("80088012345681", "1042", "", "");
        let mut orders = shop();
        assert_eq!(
            fits(&[named.clone(), other.clone()], &orders, &[]),
            [
                RegisterFit::Exact(OrderId(1)),
                Doubtful(OrderId(1), RegisterDoubt::OneMore)
            ]
        );
        orders[0].standing = SendStanding::HasNumber;
        let known = [(NUMBER, 1)];
        assert_eq!(
            fits(&[named, bare, other], &orders, &known),
            [
                Taken(OrderId(1)),
                Taken(OrderId(1)),
                Doubtful(OrderId(1), RegisterDoubt::OneMore)
            ]
        );
        let of_another = line(NUMBER, "1043", "", "");
        assert_eq!(
            fits(&[of_another], &orders, &known),
            [Doubtful(OrderId(2), RegisterDoubt::Elsewhere)]
        );
    }

    #[test]
    fn what_may_not_leave_is_asked_about_or_left() {
        let mut orders = shop();
        orders[0].standing = SendStanding::Unpaid;
        orders[1].standing = SendStanding::Unconfirmed;
        let lines = [line(NUMBER, "1042", "", ""), line("80088012345681", "1043", "", "")];
        assert_eq!(
            fits(&lines, &orders, &[]),
            [
                RegisterFit::Doubtful(OrderId(1), RegisterDoubt::Unpaid),
                RegisterFit::Unconfirmed(OrderId(2))
            ]
        );
    }
}
