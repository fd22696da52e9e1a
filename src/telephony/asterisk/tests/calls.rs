//! Each made-up call alone, and what is told while it goes on.

use super::exchange::Listener;
use super::kinds::KINDS;
use super::kinds::script;
use super::mixed::given;
use crate::domain::line_call::LineNews;
use crate::domain::line_call::LineStep;
use crate::domain::line_call::MemberNews;
use crate::domain::line_call::MemberStep;
use crate::domain::time::Span;

#[test]
fn one_call_is_one_whatever_its_legs() {
    for kind in 0..KINDS {
        let script = script(kind, 7);
        let listener = Listener::hears_all(script.messages.concat().as_bytes());
        assert_eq!(
            given(&listener.calls()),
            script.gives.into_iter().collect::<Vec<_>>(),
            "kind {kind}"
        );
        assert_eq!(listener.assembler.size(), (0, 0), "kind {kind} leaves something behind");
    }
}

#[test]
fn a_call_is_told_as_it_rings_is_answered_sent_on_and_ends() {
    let steps = |kind| {
        let listener = Listener::hears_all(script(kind, 1).messages.concat().as_bytes());
        let step = |word: &LineNews| match word {
            LineNews::Call(step, call) => Some((*step, call.id.clone())),
            LineNews::Member(_) | LineNews::Members(_) => None,
        };
        let told: Vec<_> = listener.news.iter().filter_map(step).collect();
        assert!(told.iter().all(|(_, id)| *id == told[0].1), "one call goes by one id");
        told.into_iter().map(|(step, _)| step).collect::<Vec<_>>()
    };
    assert_eq!(steps(0), [LineStep::Rings, LineStep::Answered, LineStep::Ended]);
    assert_eq!(steps(1), [LineStep::Rings, LineStep::Ended]);
    assert_eq!(
        steps(5),
        [
            LineStep::Rings,
            LineStep::Answered,
            LineStep::Transferred,
            LineStep::Ended
        ]
    );
    assert_eq!(steps(7), [LineStep::Rings, LineStep::Ended]);
}

#[test]
fn waiting_talk_and_hold_are_measured() {
    let listener = Listener::hears_all(script(0, 1).messages.concat().as_bytes());
    let call = &listener.calls()[0];
    // A message every tenth of a second; the talk ends when the caller asks to hang up.
    assert_eq!(call.answered_at.unwrap() - call.started_at, Span(1_400));
    assert_eq!((call.talk, call.hold), (Span(300), Span(100)));
    assert_eq!(call.ended_at.unwrap() - call.answered_at.unwrap(), Span(300));
}

#[test]
fn a_call_that_ended_while_nobody_listened_is_missed_for_a_reason_nobody_knows() {
    let messages = script(1, 1).messages;
    let mut listener = Listener::hears_all(messages[..4].concat().as_bytes());
    listener.loses_everything();
    let call = &listener.calls()[0];
    assert_eq!((call.answered_at, call.unanswered), (None, None));
    // One that was answered before has simply ended.
    let messages = script(0, 2).messages;
    let mut listener = Listener::hears_all(messages[..15].concat().as_bytes());
    listener.loses_everything();
    let call = &listener.calls()[0];
    assert!(call.answered_at.is_some() && call.ended_at.is_some());
    assert_eq!(listener.assembler.size(), (0, 0));
}

#[test]
fn a_list_of_channels_ends_no_call_that_began_while_it_was_read() {
    let mut listener = Listener::new();
    let (first, second) = (script(0, 1).messages.concat(), script(0, 2).messages);
    listener.hears_text("Response: Success\r\nMessage: Channels will follow\r\n\r\n");
    listener.hears_text(&second[..15].concat());
    listener.hears_text(&first);
    listener.hears_text("Event: CoreShowChannelsComplete\r\n\r\n");
    listener.hears_text(&second[15..].concat());
    assert_eq!(listener.calls().len(), 2);
    assert!(
        listener
            .calls()
            .iter()
            .all(|call| call.extension.as_deref() == Some("102"))
    );
}

#[test]
fn a_hidden_number_is_none_and_a_late_one_is_waited_for() {
    for hidden in ["<unknown>", "anonymous", "", "Unknown"] {
        let text = script(1, 1)
            .messages
            .concat()
            .replace(&super::script::customer(1), hidden);
        assert_eq!(Listener::hears_all(text.as_bytes()).calls()[0].phone, "", "{hidden:?}");
    }
    let mut messages = script(1, 1).messages;
    messages[0] = messages[0].replace(&super::script::customer(1), "");
    messages.insert(
        1,
        "Event: NewCallerid\r\nUniqueid: 1800000000.10\r\nCallerIDNum: 00380671110001\r\n\r\n".to_owned(),
    );
    let listener = Listener::hears_all(messages.concat().as_bytes());
    let LineNews::Call(LineStep::Rings, call) = &listener.news[0] else {
        panic!("{:?}", listener.news)
    };
    assert_eq!(call.phone, "+380671110001");
}

#[test]
fn the_first_queue_opens_a_shift_and_the_last_closes_it() {
    let event = |name: &str, queue: &str, more: &str| {
        format!("Event: {name}\r\nQueue: {queue}\r\nInterface: PJSIP/103\r\n{more}\r\n")
    };
    let text = [
        event("QueueMemberAdded", "sales", ""),
        event("QueueMemberAdded", "help", ""),
        event("QueueMemberPause", "sales", "Paused: 1\r\n"),
        event("QueueMemberPause", "help", "Paused: 1\r\n"),
        event("QueueMemberPause", "sales", "Paused: 0\r\n"),
        event("QueueMemberPause", "help", "Paused: 0\r\n"),
        event("QueueMemberRemoved", "sales", ""),
        event("QueueMemberRemoved", "help", ""),
        event("QueueMemberRemoved", "help", ""),
        // As Asterisk 11 names them; a static member neither logs in nor out.
        "Event: QueueMemberAdded\r\nQueue: sales\r\nLocation: SIP/104\r\n\r\n".to_owned(),
    ];
    let listener = Listener::hears_all(text.concat().as_bytes());
    let said = listener.news.iter().map(|word| match word {
        LineNews::Member(member) => (member.extension.as_str(), member.step),
        LineNews::Call(..) | LineNews::Members(_) => panic!("{word:?}"),
    });
    let expected = [
        ("103", MemberStep::In),
        ("103", MemberStep::Pauses),
        ("103", MemberStep::Resumes),
        ("103", MemberStep::Out),
        ("104", MemberStep::In),
    ];
    assert_eq!(said.collect::<Vec<_>>(), expected);
}

#[test]
fn a_list_of_members_finds_who_came_and_went_while_nobody_listened() {
    let event = |name: &str, extension: &str, more: &str| {
        format!("Event: {name}\r\nQueue: sales\r\nInterface: PJSIP/{extension}\r\n{more}\r\n")
    };
    let list = |lines: &[String]| {
        let begin = "Response: Success\r\nMessage: Queue status will follow\r\n\r\n";
        [begin, &lines.concat(), "Event: QueueStatusComplete\r\n\r\n"].concat()
    };
    let mut listener = Listener::new();
    listener.hears_text(&event("QueueMemberAdded", "101", ""));
    listener.hears_text(&event("QueueMemberAdded", "102", ""));
    listener.news.clear();
    listener.hears_text(&list(&[
        event("QueueMember", "102", "Membership: dynamic\r\nPaused: 1\r\n"),
        event("QueueMember", "103", "Membership: dynamic\r\nPaused: 0\r\n"),
        // A static member neither logs in nor out.
        event("QueueMember", "105", "Membership: static\r\nPaused: 0\r\n"),
        // Logged out while the list is read, after its line.
        event("QueueMemberRemoved", "103", ""),
        event("QueueMemberAdded", "104", ""),
    ]));
    let member = |extension: &str, step| {
        let extension = extension.to_owned();
        LineNews::Member(MemberNews { extension, step })
    };
    let expected = [
        member("104", MemberStep::In),
        LineNews::Members(vec!["102".to_owned(), "104".to_owned()]),
        member("102", MemberStep::Pauses),
    ];
    assert_eq!(listener.news, expected);
    listener.news.clear();
    listener.hears_text(&list(&[event(
        "QueueMember",
        "102",
        "Membership: dynamic\r\nPaused: 0\r\n",
    )]));
    let expected = [
        LineNews::Members(vec!["102".to_owned()]),
        member("102", MemberStep::Resumes),
    ];
    assert_eq!(listener.news, expected);
}

#[test]
fn a_storm_is_followed_and_leaves_nothing_behind() {
    let mut listener = Listener::new();
    let calls: Vec<_> = (0..400).map(|n| script(n, n).messages).collect();
    // All at once: the first message of each, the second of each.
    let longest = calls.iter().map(Vec::len).max().unwrap();
    for index in 0..longest {
        let text: String = calls
            .iter()
            .filter_map(|messages| messages.get(index))
            .map(String::as_str)
            .collect();
        listener.hears_text(&text);
    }
    let expected = (0..400).filter(|n| script(*n, *n).gives.is_some()).count();
    assert_eq!((listener.calls().len(), listener.assembler.size()), (expected, (0, 0)));
}
