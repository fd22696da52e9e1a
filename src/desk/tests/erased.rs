//! What comes back of somebody who was erased: nothing.

use super::NOON;
use super::desk;
use super::later;
use crate::desk::Desk;
use crate::domain::action::CallEvent;
use crate::domain::call::CallEventKind;
use crate::domain::time::Span;

const PHONE: &str = "+79161234567";

fn says(desk: &mut Desk, kind: CallEventKind, external_id: &str) {
    let event = CallEvent {
        kind,
        phone: PHONE.to_owned(),
        at: desk.now(),
        origin: "hook".to_owned(),
        external_id: Some(external_id.to_owned()),
        line: String::new(),
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    desk.call_event(event).unwrap();
}

#[test]
fn what_the_line_says_again_of_an_erased_call_brings_no_phone_back() {
    for (id, comes_back) in [("c-1", false), ("call-79161234567-1", true)] {
        let mut desk = desk();
        says(&mut desk, CallEventKind::Incoming, id);
        let caller = desk.store.customers_by_contact(PHONE).unwrap()[0];
        let tx = desk.store.write(NOON).unwrap();
        tx.erase_person(caller).unwrap();
        tx.commit().unwrap();
        assert!(desk.store.customers_by_contact(PHONE).unwrap().is_empty());
        later(&mut desk, Span::minutes(1));
        says(&mut desk, CallEventKind::Missed, id);
        let known = desk.store.customers_by_contact(PHONE).unwrap();
        // An id that is made of the phone is not kept: the call is a new one then.
        assert_eq!(!known.is_empty(), comes_back, "{id}");
    }
}
