//! A desk that moves: whole, once, and the old place says where it went.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::Arc;

use super::NOON;
use super::new_order;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::desk::moving;
use crate::desk::moving::MoveError;
use crate::desk::moving::MoveStage;
use crate::desk::moving::Moving;
use crate::domain::action::Action;
use crate::domain::health::Health;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::tests::served::is_of_a_server;

fn desk(path: &Path) -> Desk {
    let settings = Arc::new(Settings::default());
    Desk::open(path, settings, who("anna"), Clock::Stopped(NOON)).unwrap()
}

fn begin(from: &Path, to: &Path) -> Result<Moving, MoveError> {
    moving::begin(&from.into(), &to.into(), &Settings::default())
}

#[test]
fn a_desk_moves_whole_and_the_old_place_says_where_it_went() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    let mut anna = desk(&old);
    let ids = ["+79161234501", "+79161234502"].map(|phone| new_order(&mut anna, phone, 1_000));
    anna.perform(Target::Order(ids[0]), &Action::Confirm).unwrap();
    anna.perform(Target::Order(ids[1]), &Action::Confirm).unwrap();
    let before = anna.store.contents().unwrap();
    assert!(
        matches!(begin(&old, &new), Err(MoveError::InUse)),
        "somebody works there"
    );
    drop(anna);

    // The first one ends before the old place is closed.
    let mut seen = Vec::new();
    let mut first = begin(&old, &new).unwrap();
    let rows = first.copy(&mut |progress| seen.push(progress.clone())).unwrap();
    let (contents, moved) = first.both(Store::contents).unwrap();
    assert_eq!((&contents, &moved), (&before, &before));
    let last = seen.last().unwrap();
    assert!(
        last.stage == MoveStage::Proves && seen[0].stage == MoveStage::Copies && (last.done, last.of) == (rows, rows),
        "{last:?}"
    );
    drop(first);
    drop(desk(&old));
    let mut second = begin(&old, &new).unwrap();
    assert_eq!(second.copy(&mut |_| {}).unwrap(), rows);
    second.close().unwrap();

    let settings = Arc::new(Settings::default());
    match Desk::open_existing(&old, settings, who("anna"), Clock::Stopped(NOON)) {
        Err(DeskError::Database { message, hint }) => {
            assert_eq!(hint, DatabaseHint::Moved);
            assert_eq!(message, new.display().to_string());
        }
        other => panic!("{other:?}"),
    }
    let mut anna = desk(&new);
    assert_eq!(anna.store.contents().unwrap(), before);
    let found = anna.examine(false).unwrap();
    assert!(found.iter().all(|one| one.health != Health::Bad), "{found:?}");
    let next = new_order(&mut anna, "+79161234503", 1_000);
    assert!(next.0 > ids[1].0, "ids go on");
}

#[test]
fn where_something_is_already_nothing_moves() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (folder.path().join("old.db"), folder.path().join("new.db"));
    for (path, phone) in [(&old, "+79161234501"), (&new, "+79161234502")] {
        new_order(&mut desk(path), phone, 1_000);
    }
    let mut moving = begin(&old, &new).unwrap();
    assert!(matches!(moving.copy(&mut |_| {}), Err(MoveError::NotEmpty(_))));
    drop(moving);
    for path in [&old, &new] {
        assert_eq!(desk(path).store.contents().unwrap().rows_of("orders"), 1);
    }
}

#[test]
fn a_move_to_a_server_that_was_cut_off_anywhere_begins_again_and_comes_back_as_it_was() {
    let target = Store::in_memory().unwrap();
    if !is_of_a_server(&target) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (old, back) = (folder.path().join("old.db"), folder.path().join("back.db"));
    let mut anna = desk(&old);
    for number in 0..40 {
        let id = new_order(&mut anna, &format!("+791612345{number:02}"), 1_000);
        let note = "a\tb\\c\nд\u{c}".to_owned();
        anna.perform(Target::Order(id), &Action::Note { text: note }).unwrap();
        if number % 3 == 0 {
            anna.perform(Target::Order(id), &Action::Confirm).unwrap();
        }
    }
    let before = anna.store.contents().unwrap();
    drop(anna);
    let to = |path: &Path| moving::begin(&path.into(), target.location(), &Settings::default());
    let mut stages = Vec::new();
    for cut in [1, 20, 70, 120, 200] {
        let mut moving = to(&old).unwrap();
        let mut calls = 0;
        let cut_off = catch_unwind(AssertUnwindSafe(|| {
            moving.copy(&mut |progress| {
                calls += 1;
                assert!(calls < cut, "{:?}", progress.stage);
            })
        }));
        // Its connections end with it, as those of a program that is killed.
        drop(moving);
        let Err(why) = cut_off else { break };
        stages.push(why.downcast_ref::<String>().cloned().unwrap_or_default());
    }
    for stage in ["Copies", "Sorts", "Proves"] {
        assert!(stages.iter().any(|cut| cut == stage), "{stage}: {stages:?}");
    }
    let mut moving = to(&old).unwrap();
    moving.copy(&mut |_| {}).unwrap();
    let (from, there) = moving.both(Store::contents).unwrap();
    assert_eq!((&from, &there), (&before, &before));
    moving.close().unwrap();
    assert!(matches!(to(&old), Err(MoveError::Store(StoreError::Moved { .. }))));

    let mut on_server = Desk::open(target.location(), Arc::default(), who("anna"), Clock::Stopped(NOON)).unwrap();
    let found = on_server.examine(false).unwrap();
    assert!(found.iter().all(|one| one.health != Health::Bad), "{found:?}");
    new_order(&mut on_server, "+79161234599", 1_000);
    drop(on_server);
    let mut moving = moving::begin(target.location(), &back.as_path().into(), &Settings::default()).unwrap();
    moving.copy(&mut |_| {}).unwrap();
    // What a server keeps of its own writes stays there.
    let (before, there) = moving.both(Store::contents).unwrap();
    assert_eq!(before, there);
    moving.close().unwrap();
    let mut anna = desk(&back);
    assert_eq!(anna.store.contents().unwrap(), before);
    assert!(anna.examine(false).unwrap().iter().all(|one| one.health != Health::Bad));
    new_order(&mut anna, "+79161234598", 1_000);
}
