//! The parcels of an order, and what the order says of them.

use super::NOW;
use super::apply;
use super::store;
use crate::domain::change::Change;
use crate::domain::ids::CustomerId;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;

#[test]
fn what_an_order_says_of_its_parcels_is_looked_after() {
    let (mut store, _, order) = store();
    let parcel = |position, handed_at: Option<Time>| Parcel {
        position,
        number: Some(format!("RA1000000{position}")),
        number_at: Some(NOW),
        handed_at,
        ..Parcel::default()
    };
    let change = Change::Parcels {
        order: order.0,
        before: Vec::new(),
        after: vec![parcel(1, Some(NOW)), parcel(2, None)],
    };
    apply(&mut store, &change);
    let facts = |store: &Store| store.customer_facts(CustomerId(1)).unwrap().unwrap().orders.remove(0);
    let kept = facts(&store);
    assert_eq!((kept.handed_at, kept.number_at), (None, Some(NOW)));
    assert_eq!(kept.parcels.len(), 2);
    let record = store.order(order).unwrap().unwrap();
    assert_eq!(
        (record.tracking_number.as_deref(), record.parcels.len()),
        (Some("RA10000002"), 2)
    );
    for number in ["ra10000001", "RA10000002"] {
        assert_eq!(store.search(&[number.to_owned()]).unwrap().len(), 1, "{number}");
    }
    // Who saw another state of them changes nothing.
    let tx = store.write(NOW).unwrap();
    assert!(matches!(tx.apply(&change), Err(StoreError::Stale)));
    drop(tx);

    store.conn.batch("update orders set handed_at = 5, marks = 0").unwrap();
    assert_eq!(store.wrong_projections(NOW, true).unwrap(), 1);
    assert_eq!(facts(&store), kept);
    assert_eq!(store.wrong_projections(NOW, false).unwrap(), 0);
}
