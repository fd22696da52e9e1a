//! `feed`: set up, listed, tried, run, left alone; on the machine's own clock, as only that may bring orders by itself.

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::Mutex;
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

#[test]
fn a_marketplace_is_set_up_by_its_token_and_written_what_it_takes() {
    let desk = TestDesk::new().settings("");
    let add = |name: &str, more: &[&str]| {
        let own = [
            "feed",
            "add",
            name,
            "--address",
            "http://127.0.0.1:9",
            "--key",
            "env:TOKEN",
            "--untested",
            "--lang",
            "en",
        ];
        run(&desk, &[&own[..], more].concat())
    };
    let prom = ["--kind", "prom", "--write", "status"];
    let added = add("prom", &[&prom[..], &["--json"]].concat()).success().json();
    assert_eq!((&added["kind"], &added["tested"]), (&json!("prom"), &json!(false)));
    let text = fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(
        text.contains("status_confirmed = \"received\"") && !text.contains("status_cancelled"),
        "{text}"
    );
    assert!(!text.contains("secret"), "{text}");
    for (kind, part, why) in [
        ("prom", "note", "does not take all that"),
        ("shopify", "status", "does not take all that"),
        ("tilda", "note", "nothing can be written back"),
    ] {
        let refused = add("other", &["--kind", kind, "--write", part]);
        assert!(refused.code == Some(3) && refused.stderr.contains(why), "{refused:?}");
    }
    let listed = &json(&desk, &["feed", "list"])[0];
    assert_eq!(listed["name"], json!("prom"));
}

#[cfg(unix)]
#[test]
fn a_feed_is_run_on_and_on_and_who_comes_second_has_it_asked() {
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
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
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

/// How often a process that reads is killed, wherever it is.
#[cfg(target_os = "linux")]
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
    let database = desk.database();
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
        let _ = database.try_run("delete from leases");
    }
    let mut last = read();
    let most = held(&mut last);
    assert!(last.wait().unwrap().success());
    assert!(most < MOST_HELD, "{most} kB");
    let sql = "select count(*), count(distinct number), sum(total) from orders";
    let expected = [count, count, count * (count + 1) / 2 * 100].map(|figure| figure.to_string());
    assert_eq!(database.rows(sql), [expected]);
    database.assert_whole();
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

/// A shop with one order, as far as reading it and writing its status go.
fn shop(status: &str) -> (String, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let word = Arc::new(Mutex::new(status.to_owned()));
    let (kept, at) = (Arc::clone(&word), address.clone());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let mut request = String::new();
            reader.read_line(&mut request).unwrap();
            let (mut line, mut length) = (String::new(), 0);
            while reader.read_line(&mut line).unwrap() > 2 {
                let told = line.to_ascii_lowercase();
                length = told
                    .strip_prefix("content-length:")
                    .map_or(length, |told| told.trim().parse().unwrap());
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).unwrap();
            let mut word = kept.lock().unwrap();
            if let Ok(sent) = serde_json::from_slice::<Value>(&body) {
                sent["status"].as_str().unwrap().clone_into(&mut word);
            }
            let order = json!({
                "id": 101, "number": "101", "status": *word, "currency": "RUB", "total": "10.00",
                "date_created_gmt": "2026-03-11T08:00:00", "date_modified_gmt": "2026-03-11T09:00:00",
                "payment_method": "bacs", "billing": { "first_name": "Анна", "phone": "+79167654321" },
                "line_items": [{ "id": 1, "name": "Чайник", "quantity": 1, "total": "10.00" }],
                "_links": { "self": [{ "href": format!("{at}/wp-json/wc/v3/orders/101") }] },
            });
            let told = if request.contains("/orders/101") {
                order
            } else if request.contains("/reports/orders/totals") {
                json!([{ "slug": "on-hold", "total": 1 }, { "slug": "processing", "total": 0 }, { "slug": "cancelled", "total": 0 }])
            } else {
                json!([order])
            };
            let told = told.to_string();
            let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-WP-Total: 1\r\nConnection: close\r\n";
            let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n{told}", told.len());
        }
    });
    (address, word)
}

fn of_shop(address: &str, more: &str) -> String {
    format!(
        "[regulation]\nrecall = \"0s\"\n{more}\n[[feed]]\nname = \"shop\"\nkind = \"woocommerce\"\naddress = \"{address}\"\n\
         key = \"file:{{KEY}}\"\nsecret = \"file:{{KEY}}\"\n"
    )
}

/// A desk whose only feed is the shop, with more keys of it.
fn desk_of(address: &str, sections: &str, keys: &str) -> TestDesk {
    let desk = TestDesk::new();
    desk.file("key", "ck_key");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(desk.path("key"), fs::Permissions::from_mode(0o600)).unwrap();
    }
    let key = desk.path_text("key").replace('\\', r"\\");
    let text = of_shop(address, sections).replace("{KEY}", &key) + keys;
    desk.settings(&text)
}

#[test]
fn a_word_of_the_shops_is_explained_and_a_feed_is_read_from_its_beginning_again() {
    let (address, _) = shop("awaiting-tailor");
    let desk = desk_of(&address, "", "");
    let done = &json(&desk, &["feed", "run", "shop", "--once"])[0];
    assert_eq!(
        (&done["created"], &done["unknown_statuses"]),
        (&json!(1), &json!(["awaiting-tailor"]))
    );
    assert_eq!(json(&desk, &["order", "show", "101"])["stage"], "new");
    let listed = &json(&desk, &["feed", "list"])[0];
    assert_eq!(listed["unknown_statuses"][0]["orders"], json!(1));

    let unknown = run(&desk, &["feed", "word", "tailor", "confirmed", "--lang", "en"]);
    assert!(
        unknown.code == Some(2) && unknown.stderr.contains("awaiting-tailor"),
        "{unknown:?}"
    );
    let unmeant = run(&desk, &["feed", "word", "awaiting-tailor", "sewn", "--lang", "en"]);
    assert!(
        unmeant.code == Some(2) && unmeant.stderr.contains("dispatched"),
        "{unmeant:?}"
    );
    let explained = &json(&desk, &["feed", "word", "Awaiting-Tailor", "confirmed"])[0];
    assert_eq!(
        (&explained["means"], &explained["orders"]),
        (&json!("confirmed"), &json!(1))
    );
    assert_eq!(json(&desk, &["order", "show", "101"])["stage"], "confirmed");
    assert_eq!(json(&desk, &["feed", "list"])[0]["unknown_statuses"], json!([]));

    let again = &json(&desk, &["feed", "run", "shop", "--once", "--again"])[0];
    assert_eq!(
        (&again["created"], &again["updated"], &again["unknown_statuses"]),
        (&json!(0), &json!(0), &json!([]))
    );
}

#[test]
fn what_is_to_be_written_to_a_shop_is_asked_for_and_its_words_are_the_shops() {
    let (address, _) = shop("on-hold");
    let add = |more: &[&str]| {
        let desk = TestDesk::new().settings("");
        let asked = ["feed", "add", "shop", "--kind", "woocommerce", "--address", &address];
        let keys = ["--key", "ck_key", "--secret", "cs_secret", "--lang", "en"];
        let said = run(&desk, &[&asked[..], &keys, more].concat());
        (said, fs::read_to_string(desk.path("config.toml")).unwrap())
    };
    let (_, text) = add(&[]);
    assert!(
        text.contains("[[feed]]") && !text.contains("write"),
        "nothing unless it is said: {text}"
    );
    let (said, text) = add(&["--write", "status, tracking"]);
    for key in [
        "write = [\"status\", \"tracking\"]",
        "status_confirmed = \"processing\"",
        "status_dispatched = \"completed\"",
    ] {
        assert!(text.contains(key), "{key}: {text}");
    }
    let told = said.success().stderr;
    assert!(
        told.contains("no status completed") && told.contains("on-hold"),
        "{told}"
    );
    let (refused, text) = add(&["--write", "stock"]);
    assert!(
        refused.code == Some(3) && refused.stderr.contains("stock"),
        "{refused:?}"
    );
    assert_eq!(text, "");

    let keys = "write = [\"status\"]\nstatus_confirmed = \"wc-processing\"\nstatus_dispatched = \"sent-off\"\n";
    let desk = desk_of(&address, "", keys);
    let tested = run(&desk, &["feed", "test", "shop", "--json"]).code(1).json();
    assert_eq!(
        (&tested["ok"], &tested["unknown_words"]),
        (&json!(true), &json!(["sent-off"]))
    );
}

#[test]
fn a_feed_that_the_settings_call_otherwise_goes_on_where_it_was() {
    let (address, word) = shop("on-hold");
    let keys = "write = [\"status\"]\nstatus_confirmed = \"processing\"\n";
    let desk = desk_of(&address, "", keys);
    let _ = json(&desk, &["feed", "run", "shop", "--once"]);
    let _ = json(&desk, &["order", "confirm", "101"]);
    let text = fs::read_to_string(desk.path("config.toml")).unwrap();
    let desk = desk.settings(&text.replace("name = \"shop\"", "name = \"lavka\""));
    let said = run(&desk, &["feed", "list", "--lang", "en"]).success().stderr;
    assert!(
        said.contains("1 thing waits") && said.contains("feed rename shop"),
        "{said}"
    );
    let unknown = run(&desk, &["feed", "rename", "lavka", "lavka", "--lang", "en"]);
    assert!(
        unknown.code == Some(2) && unknown.stderr.contains("shop"),
        "{unknown:?}"
    );
    assert_eq!(json(&desk, &["feed", "rename", "shop", "lavka"])["writes"], 1);
    let listed = &json(&desk, &["feed", "list"])[0];
    assert_eq!(
        (&listed["created"], listed["reached_at"].is_null()),
        (&json!(1), false),
        "{listed}"
    );
    let done = &json(&desk, &["feed", "run", "lavka", "--once"])[0];
    assert_eq!((&done["created"], &done["written"]), (&json!(0), &json!(1)));
    assert_eq!(*word.lock().unwrap(), "processing");

    // What is wanted no more is forgotten, and nothing of it is written.
    let _ = json(&desk, &["order", "cancel", "101", "--reason", "other"]);
    let desk = desk.settings("");
    assert_eq!(json(&desk, &["feed", "forget", "lavka"])["to"], Value::Null);
    assert_eq!(run(&desk, &["feed", "list"]).success().stderr, "");
    assert_eq!(json(&desk, &["feed", "writes"]), json!([]));
    assert_eq!(json(&desk, &["order", "show", "101"])["stage"], "cancelled");
}

#[test]
fn where_a_shop_tells_of_orders_is_said_to_who_may_know_it() {
    let desk = desk_of("http://127.0.0.1:9", "", "");
    let nobody = run(&desk, &["feed", "hook", "shop", "--lang", "en"]);
    assert_eq!(nobody.code, Some(3), "{nobody:?}");
    let outside = "[listen]\naddress = \"127.0.0.1:8787\"\npublic_url = \"https://desk.example\"\n";
    let desk = desk_of("http://127.0.0.1:9", outside, "");
    let told = json(&desk, &["feed", "hook", "shop"]);
    let url = told["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("https://desk.example/orders/shop/"), "{url}");
    assert!(told["secret"].as_str().unwrap().len() >= 16, "{told}");
    assert_eq!(json(&desk, &["feed", "hook", "shop"]), told, "it stays");
    let manager = "[[operator]]\nname = \"anna\"\nrights = \"manager\"\n[[operator]]\nname = \"olga\"\n";
    let desk = desk_of("http://127.0.0.1:9", &format!("{outside}{manager}"), "");
    let refused = run(&desk, &["feed", "hook", "shop", "--operator", "anna", "--lang", "en"]);
    assert!(
        refused.code == Some(5) && !refused.stdout.contains("/orders/"),
        "{refused:?}"
    );
}

#[test]
fn what_is_done_here_is_written_to_the_shop_and_what_is_not_taken_is_listed() {
    let (address, word) = shop("on-hold");
    let keys = "write = [\"status\"]\nstatus_confirmed = \"processing\"\n";
    let desk = desk_of(&address, "", keys);
    let _ = run(&desk, &["config", "check"]).success();
    let done = &json(&desk, &["feed", "run", "shop", "--once"])[0];
    assert_eq!((&done["created"], &done["written"]), (&json!(1), &json!(0)));
    let _ = json(&desk, &["order", "confirm", "101"]);
    let waits = &json(&desk, &["feed", "writes"])[0];
    assert_eq!(
        (&waits["part"], &waits["state"], &waits["order_number"]),
        (&json!("status"), &json!("waiting"), &json!("101"))
    );
    let done = &json(&desk, &["feed", "run", "shop", "--once"])[0];
    assert_eq!((&done["written"], &done["unwritten"]), (&json!(1), &json!(0)));
    assert_eq!(*word.lock().unwrap(), "processing");
    assert_eq!(json(&desk, &["feed", "writes"]), json!([]));
    assert_eq!(json(&desk, &["feed", "writes", "--all"])[0]["state"], "sent");
    let echo = &json(&desk, &["feed", "run", "shop", "--once", "--again"])[0];
    assert_eq!((&echo["updated"], &echo["written"]), (&json!(0), &json!(0)));
    let said = run(&desk, &["feed", "drop", "99", "--lang", "en"]);
    assert!(
        said.code == Some(2) && said.stderr.contains("feed writes --all"),
        "{said:?}"
    );

    for (keys, key) in [
        ("write = [\"status\"]\n", "write"),
        ("status_confirmed = \"processing\"\n", "status_confirmed"),
        (
            "write = [\"status\"]\nstatus_returned = \"refunded\"\n",
            "status_returned",
        ),
        ("write = [\"stock\"]\n", "stock"),
    ] {
        let desk = desk_of(&address, "", keys);
        let told = run(&desk, &["config", "check", "--lang", "en"]).code(3);
        assert!(told.stderr.contains(key), "{told:?}");
    }
}
