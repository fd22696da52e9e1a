//! The shop's settings are published by one after the other, and everybody is told.

use super::*;
use crate::board::BoardWarning;
use crate::board::warnings;
use crate::desk::published::Published;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::history::Detail;
use crate::domain::history::detail;
use crate::domain::journal::Page;
use crate::domain::publication::NewPublication;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;

fn new(over: Option<i64>, text: &str) -> NewPublication<'_> {
    NewPublication {
        over,
        digest: text,
        keys: "shop.name, recall",
        text,
        fingerprint: text,
    }
}

#[test]
fn a_revision_follows_the_one_its_publisher_saw_and_stands_in_the_history() {
    let mut desk = desk();
    assert_eq!(desk.publish(&new(None, "a")).unwrap(), Published::As(1));
    assert_eq!(desk.publish(&new(Some(1), "b")).unwrap(), Published::As(2));
    // Two publish at once: who comes second is told whose stands there, and nothing of theirs does.
    let Published::Meanwhile(Some(standing)) = desk.publish(&new(Some(1), "c")).unwrap() else {
        panic!("another revision stands");
    };
    assert_eq!((standing.revision, standing.operator.as_str()), (2, "anna"));
    assert_eq!((standing.text.as_str(), standing.at), ("b", NOON));
    assert!(matches!(
        desk.publish(&new(None, "c")).unwrap(),
        Published::Meanwhile(Some(_))
    ));
    let kept = |desk: &Desk, revision| desk.publication(revision).unwrap().map(|one| one.text);
    assert_eq!(kept(&desk, None).as_deref(), Some("b"));
    assert_eq!(kept(&desk, Some(1)).as_deref(), Some("a"));
    assert_eq!(kept(&desk, Some(7)), None);
    let entries = desk.store.journal(Page::All, 10).unwrap();
    let entries: Vec<_> = entries
        .iter()
        .map(|entry| (entry.kind, detail(&entry.changes)))
        .collect();
    let named = || Detail::Number("shop.name, recall".to_owned());
    assert_eq!(
        entries,
        [(ActionKind::Publish, named()), (ActionKind::Publish, named())]
    );
    assert!(
        desk.store.undo_candidate("anna", None).unwrap().is_none(),
        "it is followed by another, never taken back"
    );
}

#[test]
fn only_so_many_revisions_are_kept() {
    let mut desk = desk();
    for number in 0..55 {
        let over = (number > 0).then_some(number);
        assert_eq!(
            desk.publish(&new(over, &number.to_string())).unwrap(),
            Published::As(number + 1)
        );
    }
    let all = desk.publications().unwrap();
    assert_eq!((all.len(), all[0].revision, all[49].revision), (50, 55, 6));
}

#[test]
fn only_an_owner_publishes() {
    let operator = |name: &str, rights| OperatorSetting {
        name: name.to_owned(),
        rights,
        ..OperatorSetting::default()
    };
    let settings = Settings {
        operators: vec![operator("anna", Rights::Senior), operator("vera", Rights::Owner)],
        ..Settings::default()
    };
    let store = Store::in_memory().unwrap();
    let mut desk = Desk::on(store, Arc::new(settings), who("anna"), Clock::Stopped(NOON)).unwrap();
    let refused = desk.publish(&new(None, "a")).unwrap_err();
    let above = |error: &DeskError| matches!(error, DeskError::Refused(Refusal::AboveRights { .. }));
    assert!(above(&refused), "{refused:?}");
    assert_eq!(desk.publications().unwrap(), []);
}

#[test]
fn who_works_by_what_was_before_rests_and_says_so() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 1_000);
    assert!(!desk.settings_differ().unwrap());
    assert_eq!(desk.publish(&new(None, "a")).unwrap(), Published::As(1));
    assert!(desk.settings_differ().unwrap(), "no automatic work by the rules before");
    let warned = warnings::of(&desk.store, &desk.fingerprint, desk.now()).unwrap();
    let said = if desk.store.location().is_server() {
        BoardWarning::Published { since: NOON }
    } else {
        BoardWarning::OtherRules { since: Some(NOON) }
    };
    assert_eq!(warned, [said]);
    // Somebody makes others hold: that is no publication.
    later(&mut desk, Span::minutes(1));
    desk.adopt_settings().unwrap();
    assert!(!desk.settings_differ().unwrap());
    desk.fingerprint = "another".to_owned();
    let warned = warnings::of(&desk.store, &desk.fingerprint, desk.now()).unwrap();
    let since = Some(NOON + Span::minutes(1));
    assert_eq!(warned, [BoardWarning::OtherRules { since }]);
}
