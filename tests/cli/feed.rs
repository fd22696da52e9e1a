//! `feed`: set up, listed, tried, run, left alone; on the machine's own clock, as only that may bring orders by itself.

use std::fs;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::SystemTime;

use serde_json::Value;
use serde_json::json;

use crate::support::desk::Output;
use crate::support::desk::TestDesk;
use crate::support::desk::program;

const TABLE: &str = "№ заказа;Дата;Телефон;Сумма;Товар\n1;11.03.2026 11:58;8 916 765-43-21;1450;Чайник\n";

fn command(desk: &TestDesk, arguments: &[&str]) -> Command {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .current_dir(desk.folder())
        .stdin(Stdio::null());
    command
}

fn run(desk: &TestDesk, arguments: &[&str]) -> Output {
    let output = command(desk, arguments).output().unwrap();
    Output {
        command: arguments.join(" "),
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn json(desk: &TestDesk, arguments: &[&str]) -> Value {
    run(desk, &[arguments, &["--json"]].concat()).success().json()
}

/// A file that nobody has touched for long.
fn put(desk: &TestDesk, name: &str, text: &str) {
    let path = desk.path("drop").join(name);
    fs::write(&path, text).unwrap();
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_773_219_600))
        .unwrap();
}

fn desk() -> TestDesk {
    let desk = TestDesk::new().settings("");
    fs::create_dir(desk.path("drop")).unwrap();
    let drop = desk.path_text("drop");
    let added = json(&desk, &["feed", "add", "files", "--kind", "folder", "--address", &drop]);
    assert_eq!((&added["feed"], &added["tested"]), (&json!("files"), &json!(true)));
    desk
}

#[test]
fn a_folder_is_set_up_run_and_left_alone() {
    let desk = desk();
    put(&desk, "one.csv", TABLE);
    let test = json(&desk, &["feed", "test", "files"]);
    assert_eq!((&test["found"], &test["newest"]), (&json!(1), &json!("one.csv")));
    let done = &json(&desk, &["feed", "run", "files", "--once"])[0];
    assert_eq!(
        (&done["created"], &done["rejected"], &done["more"]),
        (&json!(1), &json!(0), &json!(false))
    );

    put(&desk, "two.csv", &(TABLE.to_owned() + "2;32.03.2026;;100;Чашка\n"));
    put(&desk, "three.txt", "no order");
    let partly = run(&desk, &["feed", "run", "--once", "--json"]).code(1).json();
    assert_eq!(
        (&partly[0]["rejected"], &partly[0]["unread_files"][0]["file"]),
        (&json!(1), &json!("three.txt"))
    );
    let listed = &json(&desk, &["feed", "list"])[0];
    assert_eq!((&listed["created"], &listed["rejects"]), (&json!(1), &json!(1)));
    let files = listed["unread_files"].as_array().unwrap();
    let names: Vec<&Value> = files.iter().map(|file| &file["file"]).collect();
    assert!(
        names.contains(&&json!("three.txt")) && names.contains(&&json!("two.csv")),
        "{listed}"
    );
    let said = run(&desk, &["feed", "list", "--lang", "en"]).success().stdout;
    assert!(said.contains("three.txt could not be read"), "{said}");

    assert_eq!(json(&desk, &["feed", "pause", "files"])["changed"], json!(true));
    put(&desk, "four.csv", &TABLE.replace("\n1;", "\n4;"));
    let refused = run(&desk, &["feed", "run", "files", "--once", "--lang", "en"]);
    assert!(
        refused.code != Some(0) && refused.stderr.contains("is left alone"),
        "{refused:?}"
    );
    assert_eq!(
        json(&desk, &["feed", "run", "--once"]),
        json!([]),
        "those to be left alone are"
    );
    assert!(desk.path("drop/four.csv").exists());
    assert_eq!(json(&desk, &["feed", "resume", "files"])["changed"], json!(true));
    assert_eq!(json(&desk, &["feed", "run", "files", "--once"])[0]["created"], json!(1));
    let unknown = run(&desk, &["feed", "run", "fiels", "--once", "--lang", "en"]);
    assert!(
        unknown.code != Some(0) && unknown.stderr.contains("files"),
        "{unknown:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_feed_is_run_on_and_on_and_who_comes_second_has_it_asked() {
    use std::io::BufRead;
    use std::io::BufReader;

    let desk = desk();
    let mut child = command(&desk, &["feed", "run", "files", "--lang", "en"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    assert!(lines.next().unwrap().contains("until it is asked to end"));
    put(&desk, "one.csv", TABLE);
    let line = lines.next().unwrap();
    assert!(line.contains("files: new 1"), "{line}");
    let second = run(&desk, &["feed", "run", "files", "--once", "--lang", "en"]);
    assert!(
        second.code != Some(0) && second.stderr.contains("reads the feeds already"),
        "{second:?}"
    );
    let ended = Command::new("/bin/kill")
        .args(["-TERM", &child.id().to_string()])
        .status();
    assert!(ended.unwrap().success());
    assert!(child.wait().unwrap().success());
    put(&desk, "two.csv", &TABLE.replace("\n1;", "\n2;"));
    let done = &json(&desk, &["feed", "run", "files", "--once"])[0];
    assert_eq!(done["created"], json!(1), "it gave the lease back");
}

#[test]
fn keys_of_two_feeds_lie_in_files_of_their_own_and_a_feed_that_does_not_answer_is_none() {
    let desk = TestDesk::new().settings("");
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let add = |name: &str, path: &str, more: &[&str]| {
        let address = format!("http://127.0.0.1:{port}/{path}");
        let asked = ["feed", "add", name, "--kind", "woocommerce", "--address", &address];
        let keys = ["--key", "ck_one", "--secret", "cs_two", "--lang", "en"];
        run(&desk, &[&asked[..], &keys, more].concat())
    };
    let refused = add("a b", "one", &[]);
    assert!(
        refused.code != Some(0) && refused.stderr.contains("--untested"),
        "{refused:?}"
    );
    assert!(
        !refused.stderr.contains("ck_one") && !refused.stderr.contains("cs_two"),
        "{refused:?}"
    );
    assert_eq!(json(&desk, &["feed", "list"]), json!([]));
    for (name, path) in [("a b", "one"), ("a.b", "two")] {
        let _ = add(name, path, &["--untested"]).success();
    }
    let text = fs::read_to_string(desk.path("config.toml")).unwrap();
    for file in ["a_b.key", "a_b-2.key", "a_b.secret", "a_b-2.secret"] {
        assert!(text.contains(file), "{text}");
    }
    assert!(!text.contains("ck_one"), "{text}");
    let listed = run(&desk, &["feed", "list", "--json"]).success().stdout;
    assert!(!listed.contains("ck_one") && !listed.contains("cs_two"), "{listed}");
}

/// So many times a process that reads is killed, wherever it is.
const KILLS: u32 = 12;
/// What a process may hold at most while it reads, in kB, however many orders come.
#[cfg(target_os = "linux")]
const MOST_HELD: u64 = 400_000;

/// How much it held at most, in kB, of what it said before it ended.
#[cfg(target_os = "linux")]
fn held(child: &mut std::process::Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
        most = peak.map_or(most, |peak: u64| peak.max(most));
        std::thread::yield_now();
    }
    most
}

/// `DOZVON_FEED` says how many orders come.
#[cfg(target_os = "linux")]
#[test]
fn killed_again_and_again_a_feed_neither_skips_nor_doubles_an_order() {
    let count: i64 = std::env::var("DOZVON_FEED").map_or(1_200, |count| count.parse().unwrap());
    let desk = desk();
    for file in 0..6 {
        let orders = (1..=count).filter(|number| number % 6 == file);
        let rows = orders.map(|number| format!("{number};11.03.2026 11:58;8916{number:07};{number};Чайник\n"));
        let text = "№ заказа;Дата;Телефон;Сумма;Товар\n".to_owned() + &rows.collect::<String>();
        put(&desk, &format!("{file}.csv"), &text);
    }
    let file = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
    let mut random = fastrand::Rng::with_seed(11);
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = std::sync::mpsc::channel::<()>();
    let read = || {
        let mut reading = command(&desk, &["feed", "run", "files", "--once", "--json"]);
        reading.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    for _ in 0..KILLS {
        let mut child = read();
        let patience = Duration::from_millis(random.u64(20..u64::try_from(count).unwrap().clamp(400, 3_000)));
        let _ = nobody.recv_timeout(patience);
        child.kill().unwrap();
        child.wait().unwrap();
        // The lease of who died ends within half a minute; nobody waits for that here.
        let _ = file.execute("delete from leases", []);
    }
    let mut last = read();
    let most = held(&mut last);
    assert!(last.wait().unwrap().success());
    assert!(most < MOST_HELD, "{most} kB");
    let sql = "select count(*), count(distinct number), sum(total) from orders";
    let found: (i64, i64, i64) = file
        .query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap();
    assert_eq!(found, (count, count, count * (count + 1) / 2 * 100));
    let whole: String = file.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    let left = fs::read_dir(desk.path("drop")).unwrap().count();
    assert_eq!(left, 2, "done and rejects alone");
    let again = &json(&desk, &["feed", "run", "files", "--once"])[0];
    assert_eq!((&again["created"], &again["updated"]), (&json!(0), &json!(0)));
}

/// What a reader copies out of the documentation is taken as it stands there.
#[test]
fn the_profiles_of_the_documentation_are_read() {
    let docs = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/docs/feeds.md")).unwrap();
    let blocks = docs.split("```toml\n").skip(1);
    let blocks = blocks.map(|block| block.split("```").next().unwrap());
    let profiles: Vec<&str> = blocks.filter(|block| block.starts_with("[columns]")).collect();
    let [hook, mail] = profiles[..] else {
        panic!("{profiles:?}");
    };
    let desk = TestDesk::new();
    fs::create_dir(desk.path("profiles")).unwrap();
    let of_hook = "[[feed]]\nname = \"site\"\nkind = \"hook\"\nprofile = \"site\"\n";
    let of_mail = "[[feed]]\nname = \"letters\"\nkind = \"mail\"\nprofile = \"site\"\naddress = \"imap.lavka.example\"\n\
        user = \"orders\"\nsecret = \"env:ORDERS\"\nsubject = \"order\"\n";
    for (feed, profile) in [(of_hook, hook), (of_mail, mail)] {
        desk.file("config.toml", feed);
        desk.file("profiles/site.toml", profile);
        let _ = run(&desk, &["config", "check"]).success();
        // A slip is told before any order comes.
        desk.file("profiles/site.toml", profile.replace("phone", "fone"));
        let told = run(&desk, &["config", "check"]).code(3);
        assert!(
            told.stderr.contains("site.toml:") && told.stderr.contains("fone"),
            "{told:?}"
        );
    }
}
