//! What each state of a carrier makes of a parcel, and what makes nothing of it.

use super::*;

const DAY: i64 = 86_400_000;

fn at(day: i64) -> Time {
    Time(day * DAY)
}

fn event(day: i64, state: ParcelState) -> ParcelEvent {
    ParcelEvent {
        at: at(day),
        code: state.code().to_owned(),
        state: Some(state),
        ..ParcelEvent::default()
    }
}

/// A parcel handed over on the first day, by hand.
fn sent() -> Parcel {
    Parcel {
        position: 1,
        number: Some("1".to_owned()),
        number_at: Some(at(1)),
        handed_at: Some(at(1)),
        ..Parcel::default()
    }
}

fn followed(parcel: &Parcel, events: &[ParcelEvent], about: &ParcelAbout) -> Parcel {
    let mut after = parcel.clone();
    follow(&mut after, events, about, at(50), |arrived| {
        (arrived + Span::days(7), arrived + Span::days(14))
    });
    after
}

#[test]
fn each_state_changes_what_it_says_and_told_again_nothing() {
    use ParcelState::*;
    // What is told, of days 1, 2, 3…; then arrival, receipt, refusal, end of all storage and loss.
    let cases: [(&[ParcelState], [i64; 5]); 12] = [
        (&[Announced], [0, 0, 0, 0, 0]),
        (&[HandedOver, OnTheWay], [0, 0, 0, 0, 0]),
        (&[HandedOver, OnTheWay, Arrived], [3, 0, 0, 17, 0]),
        (&[HandedOver, Arrived, Received], [2, 3, 0, 16, 0]),
        (&[HandedOver, Arrived, Refused], [2, 0, 3, 16, 0]),
        (&[HandedOver, Arrived, Refused, Returning, Returned], [2, 0, 0, 4, 0]),
        (&[HandedOver, Arrived, Returning], [2, 0, 0, 3, 0]),
        (&[HandedOver, Returning], [0, 0, 0, 2, 0]),
        (&[HandedOver, Lost], [0, 0, 0, 0, 2]),
        (&[HandedOver, Lost, OnTheWay], [0, 0, 0, 0, 0]),
        (&[Withdrawn], [0, 0, 0, 0, 0]),
        (&[Received], [0, 1, 0, 0, 0]),
    ];
    for (states, expected) in cases {
        let mut events: Vec<ParcelEvent> = (1..).zip(states).map(|(day, state)| event(day, *state)).collect();
        let after = followed(&sent(), &events, &ParcelAbout::default());
        let days = |at: Option<Time>| at.map_or(0, |at| at.0 / DAY);
        let told = [
            after.arrived_at,
            after.received_at,
            after.refused_at,
            after.hold_until,
            after.lost_at,
        ];
        assert_eq!(told.map(days), expected, "{states:?}");
        assert_eq!(after.handed_at, Some(at(1)));
        events.reverse();
        assert_eq!(
            followed(&after, &events, &ParcelAbout::default()),
            after,
            "{states:?} again"
        );
    }
}

#[test]
fn what_a_person_said_stands() {
    use ParcelState::*;
    let received = Parcel {
        received_at: Some(at(5)),
        ..sent()
    };
    for state in [OnTheWay, Arrived, Refused, Returning, Lost, Received] {
        let events = [event(9, state)];
        assert_eq!(
            followed(&received, &events, &ParcelAbout::default()),
            received,
            "{state:?}"
        );
    }
    let arrived = Parcel {
        arrived_at: Some(at(4)),
        free_until: Some(at(8)),
        hold_until: Some(at(12)),
        ..sent()
    };
    let events = [event(5, Arrived)];
    assert_eq!(followed(&arrived, &events, &ParcelAbout::default()), arrived);
    let refused = Parcel {
        refused_at: Some(at(6)),
        ..arrived.clone()
    };
    // Received before it was refused, it says; afterwards they changed their mind.
    assert_eq!(
        followed(&refused, &[event(5, Received)], &ParcelAbout::default()),
        refused
    );
    let after = followed(&refused, &[event(7, Received)], &ParcelAbout::default());
    assert_eq!(after.received_at, Some(at(7)));
    // A hand-over entered with the number is older than the carrier's.
    let late = followed(&sent(), &[event(3, HandedOver)], &ParcelAbout::default());
    assert_eq!(late.handed_at, Some(at(1)));
    let unsent = Parcel {
        handed_at: None,
        ..sent()
    };
    let after = followed(
        &unsent,
        &[event(4, OnTheWay), event(3, HandedOver)],
        &ParcelAbout::default(),
    );
    assert_eq!(after.handed_at, Some(at(3)));
}

#[test]
fn storage_is_the_carriers_own_where_it_says_so() {
    let about = ParcelAbout {
        free_until: Some(at(10)),
        ..ParcelAbout::default()
    };
    let events = [event(3, ParcelState::Arrived)];
    let after = followed(&sent(), &events, &about);
    assert_eq!((after.free_until, after.hold_until), (Some(at(10)), Some(at(17))));
    // It is kept for longer since.
    let longer = ParcelAbout {
        free_until: Some(at(20)),
        ..ParcelAbout::default()
    };
    let after = followed(&after, &events, &longer);
    assert_eq!((after.free_until, after.hold_until), (Some(at(20)), Some(at(20))));
    // It went back, and came again.
    let back = followed(
        &after,
        &[events[0].clone(), event(21, ParcelState::Returning)],
        &ParcelAbout::default(),
    );
    let again = [
        events[0].clone(),
        event(21, ParcelState::Returning),
        event(23, ParcelState::Arrived),
    ];
    let after = followed(&back, &again, &ParcelAbout::default());
    assert_eq!((after.arrived_at, after.hold_until), (Some(at(3)), Some(at(37))));
}

#[test]
fn what_settles_a_parcel_stays_the_newest() {
    use ParcelState::*;
    // A number was given to another parcel months later.
    let reset = [event(5, Received), event(3, Arrived), event(200, HandedOver)];
    assert_eq!(newest(&reset).and_then(|newest| newest.state), Some(Received));
    // Two at one moment, and one nobody knows after them.
    let mut unknown = event(4, OnTheWay);
    unknown.state = None;
    let events = [event(3, Arrived), event(3, OnTheWay), unknown.clone()];
    assert_eq!(newest_known(&events).and_then(|newest| newest.state), Some(Arrived));
    assert_eq!(newest(&events), Some(&unknown));
}

#[test]
fn only_what_is_not_known_is_news() {
    use ParcelState::*;
    let known = [event(3, HandedOver), event(4, OnTheWay)];
    let undated = ParcelEvent {
        at: Time(0),
        ..event(0, OnTheWay)
    };
    let (ordered, now) = (at(3), at(9));
    let news = |told: &[ParcelEvent]| unknown_of(told, &known, ordered, now);
    assert_eq!(news(&known), []);
    assert_eq!(news(std::slice::from_ref(&undated)), [], "it is where it was");
    assert_eq!(news(&[event(5, OnTheWay)]), [event(5, OnTheWay)], "it moved");
    let arrived = ParcelEvent {
        at: Time(0),
        ..event(0, Arrived)
    };
    assert_eq!(news(std::slice::from_ref(&arrived)), [event(9, Arrived)]);
    // The number had been another parcel's before this was ordered.
    assert_eq!(
        news(&[event(1, Received), event(5, Arrived), event(5, Arrived)]),
        [event(5, Arrived)]
    );
}
