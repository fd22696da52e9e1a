//! Orders of several people that carry one email: a manager typed the shop's own for all who order by phone.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::desk::Desk;
use crate::domain::incoming::IncomingOrder;

const EMAIL: &str = "shop@mail.example";

/// An order of one of some people, with the shop's own email.
fn of(number: i64, person: usize, is_phone_told: bool) -> IncomingOrder {
    changed(number, |v| {
        v.customer = order(7_000_000 + i64::try_from(person).unwrap()).customer;
        v.customer.email = EMAIL.to_owned();
        if !is_phone_told {
            v.customer.phones.clear();
        }
    })
}

/// The orders of each card, whatever the cards are numbered.
fn cards(desk: &Desk, numbers: impl Iterator<Item = usize>) -> BTreeSet<BTreeSet<usize>> {
    let numbers: Vec<usize> = numbers.collect();
    let customer = |number: &usize| record(desk, &number.to_string()).facts.customer;
    let of = |card| {
        numbers
            .iter()
            .copied()
            .filter(|number| customer(number) == card)
            .collect()
    };
    numbers.iter().map(|number| of(customer(number))).collect()
}

#[test]
fn an_email_alone_joins_nobody_with_another_phone_and_another_name() {
    let named = |number: i64, name: &str, phone: Option<i64>| {
        changed(number, |v| {
            v.customer.name = name.to_owned();
            v.customer.email = EMAIL.to_owned();
            v.customer.phones = phone.map(|phone| order(phone).customer.phones).unwrap_or_default();
        })
    };
    for (first, second, is_one) in [
        (named(1, "Анна Ким", Some(1)), named(2, "Пётр", Some(2)), false),
        (named(1, "Анна Ким", Some(1)), named(2, "Ким Анна", Some(2)), true),
        (named(1, "Анна Ким", Some(1)), named(2, "Пётр", Some(1)), true),
        (named(1, "Анна Ким", Some(1)), named(2, "Анна Ким", None), true),
        (named(1, "Анна Ким", Some(1)), named(2, "", None), false),
        (named(1, "", None), named(2, "Анна Ким", Some(1)), false),
        (named(1, "", None), named(2, "", None), true),
        (named(1, "Анна Ким", Some(1)), named(2, "Пётр", None), false),
        (named(1, "Анна Ким", None), named(2, "", Some(1)), true),
    ] {
        let mut desk = desk();
        import(&mut desk, vec![first.clone(), second.clone()]);
        let found = cards(&desk, 1..=2).len() == 1;
        assert_eq!(found, is_one, "{:?} {:?}", first.customer, second.customer);
        for told in [&first, &second] {
            let texts = record(&desk, &told.number).texts;
            assert_eq!(
                (texts.customer_name, texts.customer_phone),
                (told.customer.name.clone(), told.customer.phone())
            );
        }
    }
}

#[test]
fn the_last_of_many_who_share_an_email_is_found_by_name() {
    let mut desk = desk();
    let told: Vec<IncomingOrder> = (1..=30)
        .map(|number| of(number, usize::try_from(number).unwrap(), true))
        .collect();
    import(&mut desk, told);
    let customer = |desk: &Desk, number: &str| record(desk, number).facts.customer;
    let last = customer(&desk, "30");
    let mut nameless_phone = of(31, 30, false);
    nameless_phone.customer.phones.clear();
    import(&mut desk, vec![nameless_phone]);
    assert_eq!(customer(&desk, "31"), last);
}

#[test]
fn an_order_shows_whom_it_names_where_its_card_names_another() {
    let mut desk = desk();
    let theirs = changed(2, |v| {
        v.customer = order(1).customer;
        v.customer.name = "Пётр Ким".to_owned();
    });
    import(&mut desk, vec![order(1), theirs]);
    let recipient = |number: &str| {
        let record = record(&desk, number);
        let card = desk.store.customer(record.facts.customer).unwrap().unwrap();
        record.texts.recipient(&card)
    };
    assert_eq!((recipient("1"), recipient("2")), (None, Some("Пётр Ким".to_owned())));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn orders_of_one_email_hang_on_the_same_cards_in_whatever_order_they_come(
        people in prop::collection::vec((0..3_usize, any::<bool>()), 5),
        order in Just((0..5_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let told: Vec<IncomingOrder> = people
            .iter()
            .enumerate()
            .map(|(at, (person, is_phone_told))| of(i64::try_from(at).unwrap(), *person, *is_phone_told))
            .collect();
        let mut one_after_another = desk();
        import(&mut one_after_another, told.clone());
        let mut shuffled = desk();
        for at in &order {
            import(&mut shuffled, vec![told[*at].clone()]);
        }
        prop_assert_eq!(cards(&one_after_another, 0..5), cards(&shuffled, 0..5));
        let persons: BTreeSet<usize> = people.iter().map(|(person, _)| *person).collect();
        prop_assert_eq!(cards(&shuffled, 0..5).len(), persons.len());
        for order in &told {
            let texts = record(&shuffled, &order.number).texts;
            prop_assert_eq!((texts.customer_name, texts.customer_phone), (order.customer.name.clone(), order.customer.phone()));
        }
    }
}

/// Every order of a number of them.
fn permutations(of: usize) -> Vec<Vec<usize>> {
    if of == 0 {
        return vec![Vec::new()];
    }
    let shorter = permutations(of - 1);
    let longer = |one: &Vec<usize>| {
        let one = one.clone();
        (0..of).map(move |at| {
            let mut longer = one.clone();
            longer.insert(at, of - 1);
            longer
        })
    };
    shorter.iter().flat_map(longer).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2))]

    #[test]
    fn orders_that_tell_an_email_alone_hang_on_the_same_cards_in_all_120_orders_of_five(
        // A person with a phone or without, or nobody at all.
        people in prop::collection::vec(prop::option::of((0..2_usize, any::<bool>())), 4),
    ) {
        let told: Vec<IncomingOrder> = std::iter::once(None)
            .chain(people)
            .zip(0..)
            .map(|(person, number)| {
                let (of_whom, is_phone_told) = person.unwrap_or_default();
                let mut told = of(number, of_whom, is_phone_told);
                told.total = 1_000 * (number + 1);
                if person.is_none() {
                    told.customer.name.clear();
                }
                told
            })
            .collect();
        let mut first = None;
        for rows in permutations(5) {
            let mut desk = desk();
            import(&mut desk, rows.iter().map(|at| told[*at].clone()).collect());
            let found: Vec<_> = told
                .iter()
                .map(|told| {
                    let record = record(&desk, &told.number);
                    (record.texts.customer_name, record.texts.customer_phone, record.facts.total)
                })
                .collect();
            let result = (cards(&desk, 0..5), found);
            let first = first.get_or_insert_with(|| result.clone());
            prop_assert_eq!(&*first, &result, "{:?}", rows);
        }
    }
}
