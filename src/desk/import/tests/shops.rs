//! Two shops of one system, whose ids and numbers are alike.

use super::*;
use crate::board::builder::BoardBuilder;
use crate::desk::Desk;
use crate::desk::tests::card_of;
use crate::desk::tests::new_order;
use crate::domain::incoming::IncomingOrder;
use crate::domain::message::MessageBody;
use crate::domain::order::Terms;
use crate::domain::settings::SourceSetting;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::store::SourceRow;
use crate::text::fnv1a;

fn of_shop(number: i64, shop: &str, alter: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    changed(number, |v| {
        v.shop = shop.to_owned();
        alter(v);
    })
}

fn kept(desk: &Desk, source: &str) -> Option<SourceRow> {
    desk.store.order_source(source, "1").unwrap()
}

#[test]
fn orders_of_two_hosts_never_mix() {
    let mut desk = desk();
    let theirs = |minutes: i64, comment: &str| {
        of_shop(1, "b.example", |v| {
            v.created_at = NOON - Span::days(3);
            v.modified_at = Some(NOON + Span::minutes(minutes));
            v.customer = order(77).customer;
            v.comment = comment.to_owned();
        })
    };
    let ours = of_shop(1, "a.example", |_| {});
    assert_eq!(import(&mut desk, vec![ours.clone(), theirs(0, "")]), counts(2, 0, 0, 0));
    assert_eq!(import(&mut desk, vec![ours, theirs(1, "после 18")]), counts(0, 1, 1, 0));
    let ids = ["shop@a.example", "shop@b.example"].map(|source| kept(&desk, source).map(|row| row.order));
    assert!(ids[0].is_some() && ids[1].is_some() && ids[0] != ids[1], "{ids:?}");
}

#[test]
fn an_order_kept_under_its_system_alone_goes_to_the_first_shop_that_has_it() {
    for (shop, source, number, minutes, is_taken) in [
        ("a.example", "shop", "1", 0, true),
        ("", "mine", "1", 0, true),
        ("a.example", "mine", "1", 0, true),
        ("a.example", "shop", "2", 0, false),
        ("a.example", "shop", "1", 90, false),
    ] {
        let mut desk = desk();
        import(&mut desk, vec![order(1)]);
        let first = kept(&desk, "shop").unwrap().order;
        let version = changed(1, |v| {
            (v.shop, v.source, v.number) = (shop.to_owned(), source.to_owned(), number.to_owned());
            v.created_at = v.created_at - Span::minutes(minutes);
        });
        let found = import(&mut desk, vec![version.clone()]);
        let own = kept(&desk, &version.kept_source()).unwrap().order;
        assert_eq!(own == first, is_taken, "{shop} {source} {number} {minutes}");
        assert_eq!(kept(&desk, "shop").is_none(), is_taken);
        assert_eq!(found.created, i64::from(!is_taken));
        assert_eq!(import(&mut desk, vec![version]), counts(0, 0, 1, 0), "once is enough");
    }
}

#[test]
fn an_order_of_another_key_or_customer_is_not_the_one_kept_under_the_system_alone() {
    let keyed = |key: &str| {
        changed(1, |v| {
            v.key = key.to_owned();
        })
    };
    for (first, second, customer, is_taken) in [
        ("k1", "k1", 77, true),
        ("k1", "k2", 1, false),
        ("", "k2", 1, true),
        ("k1", "", 77, false),
        ("", "", 77, false),
    ] {
        let mut desk = desk();
        import(&mut desk, vec![keyed(first)]);
        let mut version = keyed(second);
        "mine".clone_into(&mut version.source);
        version.customer = order(customer).customer;
        let found = import(&mut desk, vec![version]);
        assert_eq!(found.created, i64::from(!is_taken), "{first} {second} {customer}");
        assert_eq!(kept(&desk, "shop").is_none(), is_taken);
    }
}

#[test]
fn an_id_that_comes_back_with_another_order_stops_it() {
    let keyed = |key: &str, alter: fn(&mut IncomingOrder)| {
        changed(1, |v| {
            v.key = key.to_owned();
            v.modified_at = Some(NOON + Span::minutes(1));
            alter(v);
        })
    };
    let nothing: fn(&mut IncomingOrder) = |v| v.comment = "после 18".to_owned();
    let day: fn(&mut IncomingOrder) = |v| v.created_at = NOON - Span::days(9);
    let customer: fn(&mut IncomingOrder) = |v| v.customer = order(77).customer;
    let day_and_customer: fn(&mut IncomingOrder) = |v| {
        v.created_at = NOON - Span::days(9);
        v.customer = order(77).customer;
    };
    for (key, alter, is_stopped) in [
        ("k1", nothing, false),
        ("k2", nothing, true),
        ("k1", day_and_customer, false),
        ("", nothing, false),
        ("", day, false),
        ("", customer, false),
        ("", day_and_customer, true),
    ] {
        let mut desk = desk();
        import(&mut desk, vec![keyed("k1", |_| {})]);
        let version = keyed(key, alter);
        let mode = |mode| ImportOptions {
            mode,
            ..ImportOptions::default()
        };
        for mode in [mode(ImportMode::DryRun), mode(ImportMode::Write)] {
            let found = import_with(&mut desk, &file("x.json"), mode, as_items(vec![version.clone()]));
            assert_eq!(
                found.counts.rejected,
                i64::from(is_stopped),
                "{key} {:?}",
                version.customer
            );
            let codes: Vec<_> = found.noticed.refused.iter().map(|reject| reject.why.code()).collect();
            assert_eq!(codes, if is_stopped { vec!["other_order"] } else { vec![] });
        }
        assert_eq!(
            record(&desk, "1").texts.comment.is_empty(),
            is_stopped || version.comment.is_empty()
        );
    }
}

/// A desk of two shops: one is named in the settings and has requisites of its own.
fn two_shops() -> Desk {
    let mut settings = Settings::default();
    "IBAN 1".clone_into(&mut settings.shop.requisites);
    settings.sources = vec![SourceSetting {
        name: "Чай".to_owned(),
        shop: Some("a.example".to_owned()),
        requisites: Some("IBAN 2".to_owned()),
        ..SourceSetting::default()
    }];
    let (store, who) = (Store::in_memory().unwrap(), crate::desk::tests::who("anna"));
    Desk::on(store, Arc::new(settings), who, Clock::Stopped(NOON)).unwrap()
}

#[test]
fn rows_and_cards_name_the_shop_once_there_are_several() {
    let mut desk = two_shops();
    let mut builder = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", NOON).unwrap();
    builder.load(&desk.store, NOON).unwrap();
    let mut named = |desk: &Desk| {
        builder.follow(&desk.store, NOON).unwrap();
        let board = builder.board(&desk.store, NOON).unwrap();
        let mut rows: Vec<_> = board.rows.iter().map(|row| row.text.shop.clone()).collect();
        rows.sort();
        let cards = board.rows.iter().filter_map(|row| row.row.order);
        let mut cards: Vec<_> = cards.map(|order| card_of(desk, CardKey::Order(order)).shop).collect();
        cards.sort();
        assert_eq!(rows, cards);
        rows
    };
    import(&mut desk, vec![of_shop(1, "a.example", |_| {})]);
    assert_eq!(named(&desk), [""]);
    import(&mut desk, vec![of_shop(2, "b.example", |_| {})]);
    assert_eq!(named(&desk), ["b.example", "Чай"]);
    new_order(&mut desk, "+79160000077", 10_000);
    assert_eq!(named(&desk), ["", "b.example", "Чай"]);
}

#[test]
fn an_acceptance_names_the_requisites_of_its_own_shop() {
    let mut desk = two_shops();
    let prepaid = |number, shop: &str| of_shop(number, shop, |v| v.terms = Some(Terms::Prepaid));
    import(&mut desk, vec![prepaid(1, "a.example"), prepaid(2, "b.example")]);
    let told = |desk: &mut Desk, number: &str| {
        let facts = record(desk, number).facts;
        desk.perform(Target::Order(facts.id), &Action::Confirm).unwrap();
        let messages = desk.store.messages_of(facts.customer, 10).unwrap();
        messages.into_iter().find_map(|message| match message.told {
            MessageBody::Accepted { requisites, .. } => requisites,
            _ => None,
        })
    };
    let mark = |text: &str| Some(format!("{:016x}", fnv1a(text)));
    assert_eq!(told(&mut desk, "1"), mark("IBAN 2"));
    assert_eq!(told(&mut desk, "2"), mark("IBAN 1"));
}

#[test]
fn a_file_that_does_not_say_its_shop_is_of_the_shop_whose_order_it_tells() {
    let later = |shop: &str, alter: fn(&mut IncomingOrder)| {
        of_shop(1, shop, |v| {
            v.modified_at = Some(NOON + Span::minutes(1));
            v.comment = "после 18".to_owned();
            alter(v);
        })
    };
    let keyed: fn(&mut IncomingOrder) = |v| v.key = "k1".to_owned();
    let nothing: fn(&mut IncomingOrder) = |_| {};
    for (kept, alter, is_new) in [
        (vec![of_shop(1, "a.example", nothing)], nothing, false),
        (vec![of_shop(1, "a.example", keyed)], keyed, false),
        (
            vec![of_shop(1, "a.example", keyed)],
            (|v| v.key = "k2".to_owned()) as fn(&mut IncomingOrder),
            true,
        ),
        (
            vec![of_shop(1, "a.example", nothing)],
            |v| v.number = "2".to_owned(),
            true,
        ),
        (
            vec![of_shop(1, "a.example", nothing)],
            |v| v.external_id = "2".to_owned(),
            true,
        ),
        (
            vec![of_shop(1, "a.example", nothing)],
            |v| v.created_at = NOON - Span::days(3),
            true,
        ),
        (
            vec![of_shop(1, "a.example", nothing)],
            |v| v.source = "other".to_owned(),
            true,
        ),
        // Which of the two it is of nobody can say.
        (
            vec![of_shop(1, "a.example", nothing), of_shop(1, "b.example", nothing)],
            nothing,
            true,
        ),
    ] {
        let mut desk = desk();
        import(&mut desk, kept);
        let version = later("", alter);
        let found = import(&mut desk, vec![version.clone(), version]);
        let expected = if is_new { counts(1, 0, 1, 0) } else { counts(0, 1, 1, 0) };
        assert_eq!(found, expected);
        if !is_new {
            assert_eq!(record(&desk, "1").texts.comment, "после 18");
            let shops_own = later("a.example", alter);
            assert_eq!(
                import(&mut desk, vec![shops_own]).created,
                0,
                "and its shop's next one is still it"
            );
        }
    }
}
