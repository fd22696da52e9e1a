//! Orders whose shop tells of several parcels.

use super::*;
use crate::domain::incoming::IncomingParcel;
use crate::domain::shipment::Packed;

/// An order of two lines.
fn two(change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    changed(1, |v| {
        let mut other = v.lines[0].clone();
        other.sku = "S2".to_owned();
        v.lines.push(other);
        v.total = 20_000;
        v.terms = Some(crate::domain::order::Terms::OnDelivery);
        change(v);
    })
}

/// A later version of it.
fn later(minutes: i64, change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    two(|v| {
        v.modified_at = Some(NOON + Span::minutes(minutes));
        change(v);
    })
}

fn parcel(number: &str, contents: &[&str]) -> IncomingParcel {
    let lines = two(|_| ()).lines;
    let packed = contents.iter().map(|sku| {
        let line = lines.iter().find(|line| line.sku == *sku).unwrap();
        Packed::all_of(line)
    });
    IncomingParcel {
        number: number.to_owned(),
        carrier: None,
        contents: packed.collect(),
    }
}

fn numbers(desk: &Desk) -> Vec<String> {
    let parcels = record(desk, "1").parcels.into_iter();
    parcels.map(|parcel| parcel.number.unwrap_or_default()).collect()
}

fn stage(desk: &Desk) -> Stage {
    record(desk, "1").facts.stage
}

#[test]
fn a_shops_parcels_are_the_orders_however_they_come() {
    let told = |v: &mut IncomingOrder, numbers: &[&str]| {
        v.tracking_number = numbers.first().map(|number| (*number).to_owned());
        v.set_parcels(numbers.iter().map(|number| parcel(number, &[])));
    };
    // The numbers of its versions one after the other; those of the order's parcels in the end.
    let table: [(&[&[&str]], &[&str]); 5] = [
        (&[&["RA1", "RA2"]], &["RA1", "RA2"]),
        (&[&[], &["RA1"], &["RA1", "RA2"]], &["RA1", "RA2"]),
        (&[&["RA1"], &["RA9"]], &["RA9"]),
        (&[&["RA1", "RA2"], &["RA1", "RA3"]], &["RA1", "RA3"]),
        (&[&["RA1", "RA2"], &["RA1", "RA2"]], &["RA1", "RA2"]),
    ];
    for (versions, expected) in table {
        let mut desk = desk();
        for (minute, version) in (0..).zip(versions) {
            import(&mut desk, vec![later(minute, |v| told(v, version))]);
        }
        assert_eq!(
            (numbers(&desk), stage(&desk)),
            (expected.iter().map(|n| (*n).to_owned()).collect(), Stage::Dispatched)
        );
        let received = later(60, |v| {
            told(v, versions[versions.len() - 1]);
            v.status = ShopStatus::Received;
        });
        import(&mut desk, vec![received]);
        assert_eq!(stage(&desk), Stage::Received, "{versions:?}");
        let parcels = record(&desk, "1").parcels;
        assert!(parcels.iter().all(|parcel| parcel.received_at.is_some()), "{parcels:?}");
    }
}

#[test]
fn what_the_shop_sent_in_part_leaves_the_rest_to_be_sent() {
    let partly = |v: &mut IncomingOrder| v.set_parcels([parcel("RA1", &["S1"])]);
    let whole = |v: &mut IncomingOrder| v.set_parcels([parcel("RA1", &["S1"]), parcel("RA2", &["S2"])]);
    let mut desk = desk();
    import(&mut desk, vec![later(0, partly)]);
    assert_eq!((numbers(&desk), stage(&desk)), (vec!["RA1".to_owned()], Stage::Ready));
    import(&mut desk, vec![later(5, whole)]);
    assert_eq!(stage(&desk), Stage::Dispatched);

    // It comes first when it is known already.
    let mut other = super::desk();
    import(&mut other, vec![two(|_| ())]);
    import(&mut other, vec![later(5, partly)]);
    assert_eq!((numbers(&other), stage(&other)), (vec!["RA1".to_owned()], Stage::Ready));
}

#[test]
fn a_number_that_was_entered_here_stands_and_a_parcel_added_here_stays() {
    use crate::domain::action::Shipping;
    use crate::domain::action::WhichParcel;
    let ship = |number: &str, which| {
        Action::Ship(Shipping {
            number: number.to_owned(),
            which,
            ..Shipping::default()
        })
    };
    let mut desk = desk();
    import(&mut desk, vec![two(|_| ())]);
    let id = record(&desk, "1").facts.id;
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    desk.perform(Target::Order(id), &ship("OURS", WhichParcel::Only))
        .unwrap();
    let theirs = |v: &mut IncomingOrder| v.tracking_number = Some("RA1".to_owned());
    import(&mut desk, vec![later(5, theirs)]);
    assert_eq!(numbers(&desk), ["OURS"]);

    let mut desk = super::desk();
    import(&mut desk, vec![later(0, theirs)]);
    let id = record(&desk, "1").facts.id;
    desk.perform(Target::Order(id), &ship("OURS", WhichParcel::Another))
        .unwrap();
    let mended = |v: &mut IncomingOrder| v.tracking_number = Some("RA2".to_owned());
    import(&mut desk, vec![later(5, mended)]);
    assert_eq!(numbers(&desk), ["RA2", "OURS"]);
}

#[test]
fn what_the_shop_calls_sent_has_left_whole_whatever_its_parcels_hold() {
    for (status, expected) in [
        (ShopStatus::Dispatched, Stage::Dispatched),
        (ShopStatus::Arrived, Stage::Arrived),
        (ShopStatus::Received, Stage::Received),
        (ShopStatus::Confirmed, Stage::Ready),
    ] {
        let mut desk = desk();
        let partly = |v: &mut IncomingOrder| {
            v.status = status;
            v.set_parcels([parcel("RA1", &["S1"])]);
        };
        import(&mut desk, vec![later(0, partly)]);
        assert_eq!(stage(&desk), expected, "{status:?}");
        assert_eq!(numbers(&desk)[0], "RA1");
    }
}

#[test]
fn what_was_sent_in_part_long_before_the_first_import_is_history() {
    let sent = |days: i64| {
        two(|v| {
            v.status = ShopStatus::Confirmed;
            v.created_at = NOON - Span::days(days);
            v.modified_at = Some(v.created_at);
            v.set_parcels([parcel("RA1", &["S1"])]);
        })
    };
    for (days, is_history) in [(400, true), (2, false)] {
        let mut desk = desk();
        import(&mut desk, vec![sent(days)]);
        let flags = record(&desk, "1").facts.flags;
        assert_eq!(flags.has(Flags::HISTORY), is_history, "{days}");
    }
}

#[test]
fn a_waybill_in_the_place_of_a_finished_parcels_is_one_more_parcel() {
    let mut desk = desk();
    let told = |v: &mut IncomingOrder, numbers: &[&str]| {
        v.tracking_number = numbers.first().map(|number| (*number).to_owned());
        v.set_parcels(numbers.iter().map(|number| parcel(number, &[])));
    };
    import(&mut desk, vec![later(0, |v| told(v, &["RA1", "RA2"]))]);
    let id = record(&desk, "1").facts.id;
    let step = crate::domain::action::ParcelStep::Returned {
        reason: crate::domain::order::Reason::NotCollected,
    };
    desk.perform(Target::Order(id), &Action::OfParcel { position: 1, step })
        .unwrap();
    import(&mut desk, vec![later(5, |v| told(v, &["RA3", "RA2"]))]);
    assert_eq!(numbers(&desk), ["RA1", "RA2", "RA3"]);
    assert_eq!(record(&desk, "1").parcels[2].returned_at, None);
}

#[test]
fn a_return_the_shop_tells_of_takes_only_what_was_sent_and_asks_about_the_rest() {
    let mut desk = desk();
    import(&mut desk, vec![later(0, |v| v.set_parcels([parcel("RA1", &["S1"])]))]);
    let returned = later(5, |v| {
        v.set_parcels([parcel("RA1", &["S1"])]);
        v.status = ShopStatus::Returned;
    });
    import(&mut desk, vec![returned]);
    let order = record(&desk, "1");
    assert_eq!(order.parcels.len(), 1);
    assert!(order.parcels[0].returned_at.is_some());
    assert_eq!(order.facts.stage, Stage::Ready);
    assert!(
        order.facts.shop_cancelled_at.is_some(),
        "the operator is asked about what never left"
    );
}
