//! Several calls at once give what each gives alone.

use proptest::prelude::*;

use super::exchange::Listener;
use super::kinds::KINDS;
use super::kinds::script;
use super::script::Gives;
use crate::domain::line_call::LineCall;

/// Calls in the terms of the scripts.
pub(super) fn given(calls: &[LineCall]) -> Vec<Gives> {
    let each = |call: &LineCall| Gives {
        phone: call.phone.clone(),
        extension: call.extension.clone(),
        transferred_to: call.transferred_to.clone(),
        ended: match (call.incoming, call.answered_at) {
            (true, Some(_)) => "answered",
            (true, None) => call.unanswered.map_or("", |why| why.reason(true, true).code()),
            (false, _) => call.outcome.map_or("", |outcome| outcome.code()),
        },
    };
    calls.iter().map(each).collect()
}

proptest! {
    #[test]
    fn interleaved_calls_do_not_mix(
        kinds in prop::collection::vec(0..KINDS, 1..7),
        order in prop::collection::vec(0usize..1_000, 250),
    ) {
        let scripts: Vec<_> = kinds.iter().enumerate().map(|(n, kind)| script(*kind, n)).collect();
        let mut rest: Vec<_> = scripts.iter().map(|script| script.messages.iter()).collect();
        let mut text = String::new();
        for choice in order.iter().cycle() {
            rest.retain(|messages| messages.len() > 0);
            let Some(which) = choice.checked_rem(rest.len()) else { break };
            text.extend(rest[which].next().map(String::as_str));
        }
        let listener = Listener::hears_all(text.as_bytes());
        let mut calls = given(&listener.calls());
        let mut expected: Vec<Gives> = scripts.into_iter().filter_map(|script| script.gives).collect();
        let by_phone = |a: &Gives, b: &Gives| a.phone.cmp(&b.phone);
        calls.sort_by(by_phone);
        expected.sort_by(by_phone);
        prop_assert_eq!(calls, expected);
        prop_assert_eq!(listener.assembler.size(), (0, 0));
    }

    #[test]
    fn lost_messages_end_no_program_and_a_look_at_all_channels_forgets_them(
        kinds in prop::collection::vec(0..KINDS, 1..5),
        lost in prop::collection::vec(any::<bool>(), 120),
    ) {
        let messages = kinds.iter().enumerate().flat_map(|(n, kind)| script(*kind, n).messages);
        let text: String = messages.zip(lost.iter().cycle()).filter(|(_, lost)| !**lost).map(|(message, _)| message).collect();
        let mut listener = Listener::hears_all(text.as_bytes());
        listener.loses_everything();
        prop_assert_eq!(listener.assembler.size(), (0, 0));
        let calls = listener.calls();
        let mut ids: Vec<_> = calls.iter().map(|call| &call.id).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), calls.len(), "a call ended twice");
    }
}
