//! Two shops of one system, whose ids and numbers are alike.

use super::*;
use crate::desk::Desk;
use crate::domain::incoming::IncomingOrder;
use crate::domain::time::Span;
use crate::store::SourceRow;

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
            let codes: Vec<_> = found.noticed.strangers.iter().map(|reject| reject.why.code()).collect();
            assert_eq!(codes, if is_stopped { vec!["other_order"] } else { vec![] });
        }
        assert_eq!(
            record(&desk, "1").texts.comment.is_empty(),
            is_stopped || version.comment.is_empty()
        );
    }
}
