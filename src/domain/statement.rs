//! Lines of a bank's statement or of a carrier's payout register, and the orders they pay (R12).

use std::collections::HashMap;

use chrono::NaiveDate;

use super::ids::OrderId;
use super::money::Currency;
use super::money::Money;
use super::order::Means;
use crate::text::fold;

/// What marks a payment as taken from a statement, before the line's own key.
pub const STATEMENT: &str = "statement:";
/// What of a line is remembered with its payment, in characters.
const NOTE: usize = 500;
/// A number as short as this is an order's only where a word says so: days, months and flats look alike.
const SHORT: usize = 4;
/// How many words may stand between the word that announces a number and the number: `за заказ интернет-магазина № 12`.
const ANNOUNCED_WITHIN: usize = 3;
/// What announces the number of an order, by its beginning.
const ANNOUNCES: [&str; 14] = [
    "№",
    "#",
    "заказ",
    "зак",
    "замовлення",
    "счет",
    "счёт",
    "сч",
    "рахунок",
    "order",
    "invoice",
    "inv",
    "n",
    "no",
];

/// Money that came, as a bank or a carrier tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// Where it stands in the file, from 1.
    pub line: u64,
    /// What it is known by, the same in every file that tells of it.
    pub key: String,
    /// The day it is of.
    pub day: Option<NaiveDate>,
    /// What was paid, minor units, positive.
    pub amount: i64,
    /// What of it never came: the carrier or the bank kept it for its service. Minor units.
    pub withheld: i64,
    /// Of the amount.
    pub currency: Currency,
    /// Who paid; empty in a register.
    pub payer: String,
    /// What for, as the payer wrote it.
    pub purpose: String,
    /// The number of an order or of a parcel, where it stands in a column of its own.
    pub number: String,
    /// How it came: to the account, or by a carrier who took it on delivery.
    pub means: Means,
}

impl StatementLine {
    /// What is remembered with the payment: the day, who paid and what for.
    pub fn note(&self) -> String {
        let day = self.day.map(|day| day.format("%d.%m.%Y").to_string());
        let withheld = Some(self.withheld).filter(|withheld| *withheld > 0);
        let withheld = withheld.map(|kept| format!("−{}", Money::new(kept, self.currency).text()));
        let parts = [
            day.as_deref().unwrap_or_default(),
            &self.payer,
            &self.purpose,
            &self.number,
            withheld.as_deref().unwrap_or_default(),
        ];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join(" · ").chars().take(NOTE).collect()
    }
}

/// An order that is still to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// Which.
    pub order: OrderId,
    /// Its number.
    pub number: String,
    /// The tracking numbers of its parcels.
    pub tracking: Vec<String>,
    /// Its customer.
    pub customer: String,
    /// Minor units.
    pub owed: i64,
    /// Of what is owed.
    pub currency: Currency,
}

/// What a line pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It names the order and pays what is owed: it is taken without a question.
    Exact(OrderId),
    /// It names the order, and the sum is another.
    OtherSum(OrderId),
    /// It names no order, and the sum and the payer's name are those of one.
    NameAndSum(OrderId),
    /// It may be for any of these.
    Several(Vec<OrderId>),
    /// Nothing that is owed fits.
    Nothing,
}

/// What each line pays, in their order: what one pays the next does not pay again.
pub fn fits(lines: &[StatementLine], mut owing: Vec<Owing>) -> Vec<Fit> {
    let mut named: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, order) in owing.iter().enumerate() {
        for number in order.tracking.iter().chain([&order.number]) {
            named.entry(plain(number)).or_default().push(at);
        }
    }
    named.remove("");
    lines.iter().map(|line| fit(line, &named, &mut owing)).collect()
}

fn fit(line: &StatementLine, named: &HashMap<String, Vec<usize>>, owing: &mut [Owing]) -> Fit {
    let in_money = |at: &usize| owing[*at].currency == line.currency;
    let mut by_number: Vec<usize> = numbers(line)
        .iter()
        .filter_map(|number| named.get(number))
        .flatten()
        .copied()
        .filter(in_money)
        .collect();
    by_number.sort_unstable();
    by_number.dedup();
    let pays = |at: &usize| owing[*at].owed == line.amount;
    if let [at] = by_number[..] {
        let order = owing[at].order;
        if !pays(&at) {
            return Fit::OtherSum(order);
        }
        owing[at].owed = 0;
        return Fit::Exact(order);
    }
    if !by_number.is_empty() {
        return Fit::Several(by_number.iter().map(|at| owing[*at].order).collect());
    }
    let by_name = |at: &usize| same_person(&line.payer, &owing[*at].customer);
    let alike: Vec<usize> = (0..owing.len())
        .filter(|at| in_money(at) && pays(at) && by_name(at))
        .collect();
    match alike[..] {
        [] => Fit::Nothing,
        [at] => Fit::NameAndSum(owing[at].order),
        _ => Fit::Several(alike.iter().map(|at| owing[*at].order).collect()),
    }
}

/// The numbers a line may name an order or a parcel by.
pub fn numbers(line: &StatementLine) -> Vec<String> {
    let mut found = Vec::from_iter(Some(plain(&line.number)).filter(|number| !number.is_empty()));
    let spaced = line.purpose.replace('№', " № ").replace('#', " # ");
    let words: Vec<String> = fold(&spaced)
        .split(|c: char| c.is_whitespace() || ",;:()\"«»".contains(c))
        .map(|word| word.trim_matches(['.', '-', '/', '\'']).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        if !word.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let before = &words[at.saturating_sub(ANNOUNCED_WITHIN)..at];
        let is_announced = before.iter().rev().any(|word| announces(word));
        let is_date = word.matches(['.', '/']).count() > 1;
        if is_announced || word.chars().count() > SHORT && !is_date {
            found.push(plain(word));
        }
    }
    found
}

fn announces(word: &str) -> bool {
    ANNOUNCES.iter().any(|known| match known.chars().count() {
        0..=3 => word == *known,
        _ => word.starts_with(known),
    })
}

/// A number for comparing: in capitals, without spaces and what announces it.
pub(super) fn plain(number: &str) -> String {
    let kept = number.chars().filter(|c| !c.is_whitespace() && !"#№".contains(*c));
    kept.flat_map(char::to_uppercase).collect()
}

/// Two of the names agree, or one and the first letter of another: `ИВАНОВА ЕЛЕНА ПЕТРОВНА`, `Иванова Е. П.`.
pub(super) fn same_person(payer: &str, customer: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let name = fold(name);
        let words = name
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (payer, customer) = (words(payer), words(customer));
    let is_name = |word: &&String| word.chars().count() > 2;
    let same: Vec<&String> = payer
        .iter()
        .filter(is_name)
        .filter(|word| customer.contains(word))
        .collect();
    let initial = |one: &String, of: &String| one.chars().count() == 1 && of.starts_with(one.as_str());
    match same[..] {
        [] => false,
        [only] => {
            let mut pairs = payer.iter().flat_map(|one| customer.iter().map(move |of| (one, of)));
            pairs.any(|(one, of)| of != only && one != only && (initial(one, of) || initial(of, one)))
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amount: i64, payer: &str, purpose: &str) -> StatementLine {
        StatementLine {
            line: 1,
            key: String::new(),
            day: None,
            amount,
            withheld: 0,
            currency: Currency::RUB,
            payer: payer.to_owned(),
            purpose: purpose.to_owned(),
            number: String::new(),
            means: Means::BankAccount,
        }
    }

    fn owing(order: i64, number: &str, customer: &str, owed: i64) -> Owing {
        Owing {
            order: OrderId(order),
            number: number.to_owned(),
            tracking: Vec::new(),
            customer: customer.to_owned(),
            owed,
            currency: Currency::RUB,
        }
    }

    #[test]
    fn an_order_is_named_in_many_ways_and_not_by_a_date_or_a_flat() {
        for (purpose, named) in [
            ("Оплата заказа №12 от 03.11.2026", true),
            ("оплата по счету 12", true),
            ("Заказ интернет-магазина N 12, НДС не облагается", true),
            ("За товар, ул. Мира, 12", false),
            ("Оплата 12.11.2026", false),
            ("order #12", true),
        ] {
            let found = numbers(&line(1, "", purpose)).contains(&"12".to_owned());
            assert_eq!(found, named, "{purpose}");
        }
        assert!(numbers(&line(1, "", "перевод 100412")).contains(&"100412".to_owned()));
        assert!(numbers(&line(1, "", "ТТН 20 4500, RA644000001RU")).contains(&"RA644000001RU".to_owned()));
    }

    #[test]
    fn what_names_the_order_and_pays_it_is_exact_and_pays_it_once() {
        let orders = || {
            vec![
                owing(1, "1176", "Елена Иванова", 500),
                owing(2, "1180", "Пётр Полевой", 500),
            ]
        };
        let lines = [
            line(500, "", "заказ 1176"),
            line(500, "", "заказ 1176"),
            line(400, "", "заказ 1180"),
            line(500, "ПОЛЕВОЙ П. И.", "перевод"),
            line(500, "Сидоров Иван", "перевод"),
            line(500, "", "заказы 1176 и 1180"),
        ];
        assert_eq!(
            fits(&lines, orders()),
            [
                Fit::Exact(OrderId(1)),
                Fit::OtherSum(OrderId(1)),
                Fit::OtherSum(OrderId(2)),
                Fit::NameAndSum(OrderId(2)),
                Fit::Nothing,
                Fit::Several(vec![OrderId(1), OrderId(2)]),
            ]
        );
        let mut of_parcel = line(500, "", "");
        of_parcel.number = "20 4500 1234 5678".to_owned();
        let mut orders = orders();
        orders[1].tracking = vec!["20450012345678".to_owned()];
        assert_eq!(fits(&[of_parcel.clone()], orders.clone()), [Fit::Exact(OrderId(2))]);
        of_parcel.currency = Currency::parse("UAH").unwrap();
        assert_eq!(fits(&[of_parcel], orders), [Fit::Nothing], "other money");
    }

    #[test]
    fn a_person_is_known_by_two_names_or_a_name_and_an_initial() {
        for (payer, customer, same) in [
            ("ИВАНОВА ЕЛЕНА ПЕТРОВНА", "Елена Иванова", true),
            ("Иванова Е.П.", "Елена Иванова", true),
            ("Иванова С.П.", "Елена Иванова", false),
            ("ИВАНОВА", "Елена Иванова", false),
            ("ООО «Ромашка плюс»", "Ромашка Плюс", true),
            ("", "", false),
        ] {
            assert_eq!(same_person(payer, customer), same, "{payer}");
        }
    }
}
