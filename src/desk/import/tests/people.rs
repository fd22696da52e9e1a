//! A base of people who have bought nothing yet.

use super::*;
use crate::desk::Desk;
use crate::domain::action::Consent;
use crate::domain::action::CustomerRecord;
use crate::domain::history::Detail;
use crate::domain::incoming::IncomingPerson;
use crate::domain::incoming::ToldConsent;
use crate::domain::journal::Page;
use crate::domain::part::Part;
use crate::domain::sex::Sex;
use crate::view::history;

/// Somebody with the phone and email of an order's customer.
fn person(number: i64, alter: impl FnOnce(&mut IncomingPerson)) -> Item {
    let mut person = IncomingPerson {
        customer: order(number).customer,
        sex: Some(Sex::Female),
        region: "Омск".to_owned(),
        note: "с ярмарки".to_owned(),
        consent: Some(ToldConsent::At(NOON - Span::days(40))),
    };
    alter(&mut person);
    Item::Person(Box::new(person))
}

fn take_in(desk: &mut Desk, mode: ImportMode, items: Vec<Item>) -> [i64; 4] {
    let options = ImportOptions {
        mode,
        ..ImportOptions::default()
    };
    let found = import_with(desk, &file("base.csv"), options, items).counts;
    [found.created, found.updated, found.unchanged, found.rejected]
}

fn card(desk: &Desk, number: i64) -> CustomerRecord {
    let phone = order(number).customer.phone();
    let found = desk.store.customers_by_contact(&phone).unwrap();
    desk.store.customer(found[0]).unwrap().unwrap()
}

#[test]
fn a_person_has_a_card_and_owes_nothing() {
    let mut desk = desk();
    let items = || vec![person(1, |_| {}), person(2, |_| {}), person(1, |_| {})];
    assert_eq!(take_in(&mut desk, ImportMode::DryRun, items()), [2, 0, 1, 0]);
    assert!(desk.store.customers_by_contact("+79160000001").unwrap().is_empty());
    assert_eq!(take_in(&mut desk, ImportMode::Write, items()), [2, 0, 1, 0]);
    assert_eq!(
        take_in(&mut desk, ImportMode::Write, items()),
        [0, 0, 3, 0],
        "twice is once"
    );
    let card = card(&desk, 1);
    assert_eq!(
        (card.name.as_str(), card.region.as_str(), card.note.as_str()),
        ("Покупатель 1", "Омск", "с ярмарки")
    );
    assert_eq!(
        (card.sex, card.offers.consent_at),
        (Some(Sex::Female), Some(NOON - Span::days(40)))
    );
    assert_eq!(card.contacts.len(), 2);
    assert!(queue(&desk).rows.is_empty());
}

#[test]
fn a_dry_run_knows_who_came_in_an_earlier_batch() {
    let mut desk = desk();
    let people = || (1..=250).chain(1..=250).map(|number| person(number, |_| {})).collect();
    assert_eq!(take_in(&mut desk, ImportMode::DryRun, people()), [250, 0, 250, 0]);
    assert_eq!(take_in(&mut desk, ImportMode::Write, people()), [250, 0, 250, 0]);
}

#[test]
fn what_a_card_says_is_never_overwritten() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let of = record(&desk, "1").facts.customer;
    let edit = CustomerEdit {
        note: Some("звонить вечером".to_owned()),
        sex: Some(Sex::Male),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Customer(of), &Action::Customer(edit)).unwrap();
    let other = |person: &mut IncomingPerson| {
        person.customer.name = "покупатель".to_owned();
        person.customer.company = "ООО «Тон»".to_owned();
        person.customer.phones.extend(order(9).customer.phones);
    };
    assert_eq!(
        take_in(&mut desk, ImportMode::Write, vec![person(1, other)]),
        [0, 1, 0, 0]
    );
    let card = card(&desk, 1);
    assert_eq!(card.id, of);
    assert_eq!(
        (card.name.as_str(), card.region.as_str(), card.note.as_str(), card.sex),
        ("Покупатель 1", "Москва", "звонить вечером", Some(Sex::Male))
    );
    assert_eq!(
        (card.company.as_str(), card.contacts.len()),
        ("ООО «Тон»", 3),
        "what it did not say is added"
    );
    assert_eq!(
        take_in(&mut desk, ImportMode::Write, vec![person(1, other)]),
        [0, 0, 1, 0]
    );
}

#[test]
fn only_a_date_or_a_plain_yes_is_a_consent_and_a_withdrawn_one_stays_so() {
    let earlier = NOON - Span::days(3);
    for (told, said, at) in [
        (None, None, None),
        (Some(ToldConsent::Undated), None, Some(NOON)),
        (Some(ToldConsent::At(earlier)), None, Some(earlier)),
        (Some(ToldConsent::At(NOON + Span::days(3))), None, Some(NOON)),
        (Some(ToldConsent::At(earlier)), Some(Consent::Withdrawn), None),
        (Some(ToldConsent::At(earlier)), Some(Consent::Given), Some(NOON)),
        (Some(ToldConsent::Withdrawn(None)), None, None),
    ] {
        let mut desk = desk();
        if let Some(said) = said {
            import(&mut desk, vec![order(1)]);
            let of = record(&desk, "1").facts.customer;
            desk.perform(Target::Customer(of), &Action::Consent(said)).unwrap();
        }
        take_in(
            &mut desk,
            ImportMode::Write,
            vec![person(1, |person| person.consent = told)],
        );
        assert_eq!(card(&desk, 1).offers.consent_at, at, "{told:?} {said:?}");
    }
}

#[test]
fn a_base_that_says_unsubscribed_withdraws_a_consent_for_ever() {
    let earlier = NOON - Span::days(3);
    let mut desk = desk();
    take_in(&mut desk, ImportMode::Write, vec![person(1, |_| {})]);
    let told = |told: ToldConsent| vec![person(1, |person| person.consent = Some(told))];
    let withdrawn = ToldConsent::Withdrawn(Some(earlier));
    assert_eq!(take_in(&mut desk, ImportMode::Write, told(withdrawn)), [0, 1, 0, 0]);
    assert_eq!(card(&desk, 1).offers.consent_off_at, Some(earlier));
    assert_eq!(take_in(&mut desk, ImportMode::Write, told(withdrawn)), [0, 0, 1, 0]);
    assert_eq!(
        take_in(&mut desk, ImportMode::Write, told(ToldConsent::Undated)),
        [0, 0, 1, 0]
    );
    assert_eq!(card(&desk, 1).offers.consent_off_at, Some(earlier));
    let entries = desk.store.journal(Page::All, 10).unwrap();
    let told: Vec<Detail> = entries
        .iter()
        .map(|entry| desk.read(|look| history::detail(look, entry)).unwrap())
        .collect();
    assert_eq!(told, [Detail::OfBase(vec![Part::Consent]), Detail::OfBase(Vec::new())]);
}

#[test]
fn a_plain_no_ends_an_agreement_and_an_empty_cell_does_not() {
    let (before, between, after) = (NOON - Span::days(9), NOON - Span::days(6), NOON - Span::days(3));
    // What the first base said, what the next one says, since when the agreement is over.
    for (first, told, off) in [
        (Some(ToldConsent::At(between)), Some(ToldConsent::No(None)), Some(NOON)),
        (
            Some(ToldConsent::At(between)),
            Some(ToldConsent::No(Some(after))),
            Some(after),
        ),
        (
            Some(ToldConsent::At(between)),
            Some(ToldConsent::No(Some(before))),
            None,
        ),
        (Some(ToldConsent::At(between)), None, None),
        (None, Some(ToldConsent::No(None)), None),
    ] {
        let mut desk = desk();
        let says = |consent: Option<ToldConsent>| vec![person(1, |person| person.consent = consent)];
        take_in(&mut desk, ImportMode::Write, says(first));
        let counts = take_in(&mut desk, ImportMode::Write, says(told));
        let changed = i64::from(off.is_some());
        assert_eq!(counts, [0, changed, 1 - changed, 0], "{first:?} {told:?}");
        assert_eq!(card(&desk, 1).offers.consent_off_at, off, "{first:?} {told:?}");
        assert_eq!(
            take_in(&mut desk, ImportMode::Write, says(told)),
            [0, 0, 1, 0],
            "{first:?} {told:?}"
        );
        let newest = desk.store.journal(Page::All, 1).unwrap().remove(0);
        let line = desk.read(|look| history::detail(look, &newest)).unwrap();
        assert_eq!(
            line == Detail::OfBase(vec![Part::Consent]),
            off.is_some(),
            "{first:?} {told:?}"
        );
    }
    // Who was never asked and said no may agree later.
    let mut desk = desk();
    for consent in [ToldConsent::No(None), ToldConsent::At(after)] {
        take_in(
            &mut desk,
            ImportMode::Write,
            vec![person(1, |person| person.consent = Some(consent))],
        );
    }
    assert_eq!(card(&desk, 1).offers.consent_at, Some(after));
}

#[test]
fn a_no_without_a_date_is_as_old_as_its_file_and_ends_no_word_given_here() {
    let (before, after) = (NOON - Span::days(9), NOON - Span::days(3));
    // Who was agreed with when the no comes, when its file was first seen, whether the agreement is over then.
    for (is_given_here, first_seen, is_over) in [
        (false, None, true),
        (false, Some(before), false),
        (false, Some(after), true),
        (true, None, false),
        (true, Some(before), false),
    ] {
        let mut desk = desk();
        let told = if is_given_here {
            ToldConsent::No(None)
        } else {
            ToldConsent::At(NOON - Span::days(6))
        };
        let says = |consent| vec![person(1, |person| person.consent = Some(consent))];
        take_in(&mut desk, ImportMode::Write, says(told));
        let id = card(&desk, 1).id;
        if is_given_here {
            let agree = Action::Consent(Consent::Given);
            desk.perform(Target::Customer(id), &agree).unwrap();
        }
        let again = |desk: &mut Desk, consent| {
            let options = ImportOptions {
                first_seen,
                ..ImportOptions::default()
            };
            import_with(desk, &file("base.csv"), options, says(consent));
            card(desk, 1).offers.consent_off_at.is_some()
        };
        let found = again(&mut desk, ToldConsent::No(None));
        assert_eq!(found, is_over, "{is_given_here} {first_seen:?}");
        // What says when, or that they unsubscribed, is a word of its own.
        let dated = ToldConsent::No(Some(NOON + Span::days(1)));
        assert!(again(&mut desk, dated), "{is_given_here} {first_seen:?}");
    }
}

#[test]
fn unsubscribed_reaches_every_card_of_the_phone() {
    for is_not_a_customer in [false, true] {
        let mut desk = desk();
        import(&mut desk, vec![order(1)]);
        let of = Target::Customer(record(&desk, "1").facts.customer);
        desk.perform(of, &Action::Consent(Consent::Given)).unwrap();
        if is_not_a_customer {
            desk.perform(of, &Action::NotCustomer).unwrap();
        }
        let told = person(1, |person| {
            person.consent = Some(ToldConsent::Withdrawn(None));
            if !is_not_a_customer {
                "Другая Совсем".clone_into(&mut person.customer.name);
            }
        });
        take_in(&mut desk, ImportMode::Write, vec![told]);
        assert_eq!(card(&desk, 1).offers.consent_off_at, Some(NOON), "{is_not_a_customer}");
    }
}

#[test]
fn one_of_a_family_at_one_phone_agrees_for_nobody_else() {
    let named = |name: &str| {
        vec![person(1, |person| {
            person.customer.name = name.to_owned();
            person.customer.email = format!("{}@x.example", name.len());
        })]
    };
    for (ordered, told, is_one) in [
        ("Иванова Елена", "Иванов Пётр", false),
        ("Иванова Елена", "Елена", true),
        ("Иванова Елена", "ЕЛЕНА ИВАНОВА", true),
        ("", "Иванов Пётр", true),
        ("Иванова Елена", "", true),
    ] {
        let mut desk = desk();
        import(&mut desk, vec![changed(1, |v| v.customer.name = ordered.to_owned())]);
        let found = take_in(&mut desk, ImportMode::Write, named(told));
        assert_eq!(
            found,
            if is_one { [0, 1, 0, 0] } else { [1, 0, 0, 0] },
            "{ordered} {told}"
        );
        assert_eq!(
            take_in(&mut desk, ImportMode::Write, named(told)),
            [0, 0, 1, 0],
            "twice is once"
        );
        let first = card(&desk, 1);
        assert_eq!(first.offers.consent_at.is_some(), is_one, "{ordered} {told}");
        assert_eq!(first.contacts.len(), if is_one { 3 } else { 2 }, "{ordered} {told}");
    }
}

#[test]
fn who_is_no_customer_stays_none() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let of = record(&desk, "1").facts.customer;
    desk.perform(Target::Customer(of), &Action::NotCustomer).unwrap();
    let before = card(&desk, 1);
    assert_eq!(
        take_in(&mut desk, ImportMode::Write, vec![person(1, |_| {})]),
        [0, 0, 1, 0]
    );
    assert_eq!(card(&desk, 1), before);
}
