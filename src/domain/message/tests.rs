//! What each kind of message is, and what corrects what.

use super::*;
use crate::domain::carrier::Carrier;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::time::Time;

#[test]
fn a_kind_has_one_name_in_the_file_and_in_json() {
    for kind in MessageKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
    }
    let told = MessageBody::InWork { will_call: true };
    let json = serde_json::to_string(&told).unwrap();
    assert_eq!(json, r#"{"told":"in_work","will_call":true}"#);
    assert_eq!(serde_json::from_str::<MessageBody>(&json).unwrap(), told);
}

#[test]
fn only_another_fact_in_the_place_of_one_told_is_a_correction() {
    let tracking = |number: &str| MessageBody::Tracking {
        number: number.to_owned(),
        carrier: None,
    };
    let dispatched = |at: i64, number: &str| MessageBody::Dispatched {
        at: Time(at),
        number: number.to_owned(),
        carrier: None,
        estimate: None,
    };
    let carried = |carrier| MessageBody::Tracking {
        number: "A".to_owned(),
        carrier,
    };
    let paid = |by: Option<i64>| MessageBody::Paid {
        total: Money::new(1_000, Currency::RUB),
        dispatch_by: by.map(Time),
        estimate: None,
    };
    let (post, cdek) = (Some(Carrier::RussianPost), Some(Carrier::Cdek));
    for (told, now, corrects) in [
        (carried(cdek), carried(post), true),
        (carried(cdek), carried(cdek), false),
        (carried(None), carried(post), false),
        (paid(Some(1)), paid(Some(2)), true),
        (paid(Some(1)), paid(Some(1)), false),
        (paid(Some(1)), paid(None), false),
        (tracking("A"), tracking("B"), true),
        (tracking("A"), dispatched(1, "A"), false),
        (tracking("A"), dispatched(1, "B"), true),
        (dispatched(1, ""), dispatched(1, "A"), false),
        (dispatched(1, "A"), dispatched(2, "A"), true),
        (MessageBody::Quality, MessageBody::Courtesy, false),
    ] {
        assert_eq!(now.corrects(&told), corrects, "{told:?} → {now:?}");
    }
}
