//! Files that are put into a folder.

use std::fs;
use std::fs::File;
use std::path::Path;
use std::time::Duration;
use std::time::SystemTime;

use super::setting_up::Bench;
use super::setting_up::NOON;
use super::setting_up::TestFiles;
#[cfg(unix)]
use crate::domain::order_feed::FeedFault;
use crate::domain::settings::FeedSetting;
use crate::domain::time::Span;
use crate::feeds::FeedFiles;
use crate::feeds::FeedReading;
use crate::feeds::FeedRunner;
use crate::feeds::FeedSetup;
use crate::feeds::PortionTaken;
use crate::intake::ImportError;

pub(super) const TABLE: &str = "№ заказа;Дата;Телефон;Сумма;Товар\n1;11.03.2026 11:58;8 916 765-43-21;1450;Чайник\n";

/// A file that nobody has touched for so long.
pub(super) fn put(folder: &Path, name: &str, text: &str, ago: i64) {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    let at = Duration::from_millis(u64::try_from((NOON - Span::seconds(ago)).0).unwrap());
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(SystemTime::UNIX_EPOCH + at)
        .unwrap();
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_file_is_taken_and_put_away_with_a_report() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "orders.csv", TABLE, 60);
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, &turn.trouble), (1, &None));
    assert_eq!(names(&inbox), ["done", "rejects"]);
    assert_eq!(names(&inbox.join("done")), ["orders.csv", "orders.csv.report.txt"]);
    assert!(
        fs::read_to_string(inbox.join("done/orders.csv.report.txt"))
            .unwrap()
            .contains("created: 1")
    );

    // Again under its own name: it changes nothing, and both stay.
    put(&inbox, "orders.csv", TABLE, 60);
    let turn = bench.turn(NOON + Span::seconds(5));
    assert_eq!((turn.counts.created, turn.counts.unchanged), (0, 0));
    assert_eq!(
        names(&inbox.join("done")),
        [
            "orders-20260311-120005.csv",
            "orders-20260311-120005.csv.report.txt",
            "orders.csv",
            "orders.csv.report.txt"
        ]
    );
    assert!(
        fs::read_to_string(inbox.join("done/orders-20260311-120005.csv.report.txt"))
            .unwrap()
            .contains("Before")
    );
    assert_eq!(bench.orders().len(), 1);
}

#[test]
fn a_name_that_is_taken_gets_the_time_and_a_number_only_behind_it() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    for (total, ago) in [(1, 0), (2, 0), (3, 0), (4, 60)] {
        put(&inbox, "orders.csv", &TABLE.replace("1450", &total.to_string()), 60);
        bench.run(NOON + Span::seconds(ago));
    }
    let names = names(&inbox.join("done"));
    let files: Vec<&String> = names.iter().filter(|name| !name.contains("report")).collect();
    assert_eq!(
        files,
        [
            "orders-20260311-120000-2.csv",
            "orders-20260311-120000.csv",
            "orders-20260311-120100.csv",
            "orders.csv"
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_holds_up_none_behind_it() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "first.csv", TABLE, 90);
    put(&inbox, "second.csv", TABLE, 60);
    fs::set_permissions(inbox.join("first.csv"), fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads it all the same.
    let may_all = File::open(inbox.join("first.csv")).is_ok();
    let turn = bench.turn(NOON);
    assert_eq!(turn.counts.created, 1);
    assert_eq!(turn.trouble.is_some(), !may_all);
    assert!(inbox.join("done/second.csv").exists());
}

#[test]
fn an_older_file_put_in_again_takes_nothing_back() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "monday.csv", TABLE, 60);
    bench.turn(NOON);
    put(&inbox, "tuesday.csv", &TABLE.replace("1450", "1500"), 60);
    bench.turn(NOON + Span::seconds(5));
    put(&inbox, "monday.csv", TABLE, 60);
    bench.turn(NOON + Span::seconds(10));
    assert_eq!(bench.orders(), [("1".to_owned(), 1500)]);
}

#[test]
fn what_is_half_written_is_waited_for() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    for name in ["a.csv.part", "b.csv.tmp", ".hidden.csv", "~c.csv", "d.csv.crdownload"] {
        put(&inbox, name, TABLE, 60);
    }
    put(&inbox, "e.csv", TABLE, 60);
    put(&inbox, "e.csv.lock", "", 60);
    put(&inbox, "empty.csv", "", 60);
    let held = inbox.join("held.csv");
    put(&inbox, "held.csv", TABLE, 60);
    let lock = File::open(&held).unwrap();
    lock.lock().unwrap();
    let mut runner = bench.runner();
    let mut desk = bench.desk(NOON);
    let stop = std::sync::atomic::AtomicBool::new(false);
    assert_eq!(runner.run(&mut desk, &stop).unwrap().counts.created, 0);
    drop(lock);
    assert_eq!(runner.run(&mut desk, &stop).unwrap().counts.created, 1);

    // One just written is looked at twice.
    put(&inbox, "new.csv", &TABLE.replace("\n1;", "\n2;"), 1);
    assert_eq!(runner.run(&mut desk, &stop).unwrap().counts.created, 0);
    put(
        &inbox,
        "new.csv",
        &(TABLE.replace("\n1;", "\n2;") + "3;11.03.2026 11:58;;5;Чашка\n"),
        0,
    );
    let mut later = bench.desk(NOON + Span::seconds(2));
    assert_eq!(runner.run(&mut later, &stop).unwrap().counts.created, 0, "it grew");
    let mut later = bench.desk(NOON + Span::seconds(4));
    assert_eq!(runner.run(&mut later, &stop).unwrap().counts.created, 2);
    assert_eq!(bench.orders().len(), 3);
}

#[test]
fn what_cannot_be_read_goes_to_the_rejects_and_the_rest_comes_in() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "letter.txt", "Здравствуйте, это не заказ", 90);
    put(
        &inbox,
        "orders.csv",
        &(TABLE.to_owned() + "2;32.03.2026;;100;Чашка\n"),
        60,
    );
    let turn = bench.turn(NOON);
    assert_eq!((turn.counts.created, turn.counts.rejected), (1, 1));
    assert_eq!(
        names(&inbox.join("rejects")),
        [
            "letter.txt",
            "letter.txt.report.txt",
            "orders.csv",
            "orders.csv.report.txt"
        ]
    );
    assert_eq!(turn.unread.len(), 1);
    assert!(turn.unread[0].0 == "letter.txt" && turn.is_partly());
    let stands = |bench: &Bench| {
        let desk = bench.desk(NOON);
        let files = desk.unread_feed_files("shop").unwrap();
        let files: Vec<_> = files.into_iter().map(|file| (file.name, file.why.is_empty())).collect();
        (files, desk.feed_rejects("shop").unwrap().1)
    };
    let unread = |name: &str, is_part| (name.to_owned(), is_part);
    assert_eq!(
        stands(&bench),
        (vec![unread("letter.txt", false), unread("orders.csv", true)], 1)
    );

    // What could not be read is read again, and another of its name ends what stood there.
    put(
        &inbox,
        "orders.csv",
        &(TABLE.to_owned() + "2;12.03.2026;;100;Чашка\n"),
        60,
    );
    put(&inbox, "letter.txt", "Здравствуйте, это не заказ", 90);
    let again = bench.turn(NOON + Span::minutes(1));
    assert_eq!((again.counts.created, again.unread.len()), (1, 1));
    assert_eq!(stands(&bench), (vec![unread("letter.txt", false)], 0));
    put(&inbox, "letter.txt", &TABLE.replace("\n1;", "\n3;"), 90);
    assert_eq!(bench.turn(NOON + Span::minutes(2)).counts.created, 1);
    assert_eq!(stands(&bench), (Vec::new(), 0));
}

/// Puts another file in the place of one that was just taken.
struct Replaces(std::path::PathBuf);

impl FeedFiles for Replaces {
    fn reading(&self, setting: &FeedSetting) -> Result<FeedReading, String> {
        TestFiles::default().reading(setting)
    }

    fn unread(&self, name: &str, _: &ImportError) -> String {
        name.to_owned()
    }

    fn report(&self, name: &str, _: &PortionTaken) -> String {
        let text = TABLE.replace("\n1;", "\n2;");
        if fs::read_to_string(self.0.join("orders.csv")).unwrap() != text {
            put(&self.0, "orders.csv", &text, 60);
        }
        name.to_owned()
    }
}

#[test]
fn a_file_that_took_the_place_of_one_that_was_read_is_read_as_well() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "orders.csv", TABLE, 60);
    let setup = FeedSetup {
        files: std::sync::Arc::new(Replaces(inbox.clone())),
        ..bench.setup(crate::clock::Clock::Stopped(NOON))
    };
    let mut runner = FeedRunner::new(setup, bench.setting.clone());
    let turn = runner
        .run(&mut bench.desk(NOON), &std::sync::atomic::AtomicBool::new(false))
        .unwrap();
    assert_eq!((turn.counts.created, turn.trouble), (2, None));
    assert_eq!(bench.orders().len(), 2);
    assert_eq!(names(&inbox), ["done", "rejects"]);
    assert_eq!(names(&inbox.join("done")), ["orders.csv", "orders.csv.report.txt"]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_gone_or_cannot_be_written_is_said() {
    let bench = Bench::of_folder();
    fs::remove_dir(bench.inbox()).unwrap();
    assert_eq!(bench.turn(NOON).trouble.unwrap().fault, FeedFault::Unreadable);
    fs::create_dir(bench.inbox()).unwrap();
    fs::write(bench.inbox().join("done"), "in the way").unwrap();
    assert_eq!(
        bench.run(NOON + Span::minutes(1)).trouble.unwrap().fault,
        FeedFault::Unwritable
    );
}

#[test]
fn a_crash_between_the_commit_and_the_move_changes_nothing() {
    let bench = Bench::of_folder();
    let inbox = bench.inbox();
    put(&inbox, "orders.csv", TABLE, 60);
    bench.turn(NOON);
    // As it lay before it was moved.
    fs::rename(inbox.join("done/orders.csv"), inbox.join("orders.csv")).unwrap();
    let turn = bench.turn(NOON + Span::seconds(5));
    assert_eq!((turn.counts.created, turn.counts.updated), (0, 0));
    assert!(names(&inbox.join("done")).contains(&"orders.csv".to_owned()));
    assert_eq!(bench.orders().len(), 1);
}
