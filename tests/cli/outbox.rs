//! `outbox`, `work` and `promise`: what leaves by itself.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;
use std::thread;

use serde_json::Value;
use serde_json::json;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::program;

/// Half an hour after the order came.
const LATER: &str = "2026-03-11T09:30:00Z";

fn kinds(messages: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let messages = messages.as_array().unwrap();
    messages
        .iter()
        .map(|message| (text(&message["kind"]), text(&message["state"])))
        .collect()
}

fn one(kind: &str, state: &str) -> Vec<(String, String)> {
    vec![(kind.to_owned(), state.to_owned())]
}

#[test]
fn a_confirmed_order_is_in_the_outbox_until_it_is_recalled() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let mut listed = desk.json(&["outbox"]);
    assert_eq!(listed, desk.json(&["outbox", "list"]));
    let mut shown = desk.json(&["outbox", "show", "1"]);
    let shown = shown.as_object_mut().unwrap();
    assert_eq!(
        shown.remove("body"),
        Some(json!("Заказ № D1 принят: 1 290 ₽, предоплата."))
    );
    assert_eq!(shown.remove("subject"), Some(json!(null)));
    assert_eq!(listed[0].as_object().unwrap(), shown);
    listed[0]["told"]["total"] = json!(null);
    listed[0]["told"]["owed"] = json!(null);
    assert_eq!(
        listed,
        json!([{
            "id": 1,
            "kind": "accepted",
            "rule": "R30",
            "state": "waiting",
            "channel": "sms",
            "to": "+79161234567",
            "order_id": 1,
            "order_number": "D1",
            "others": [],
            "customer_id": 1,
            "customer": "Елена Иванова",
            "made_at": "2026-03-11T09:00:00Z",
            "leaves_at": "2026-03-11T09:00:15Z",
            "expires_at": "2026-03-12T09:00:00Z",
            "sent_at": null,
            "delivered_at": null,
            "recalled_by": null,
            "corrects": null,
            "error": null,
            "told": {"total": null, "owed": null, "terms": "prepaid"},
            "text": "the order as agreed · ₽1,290",
        }])
    );
    let recalled = desk.json(&["outbox", "recall", "1"]);
    assert_eq!(
        (&recalled["changed"], &recalled["message"]["recalled_by"]),
        (&json!(true), &json!("anna"))
    );
    let again = desk.json(&["outbox", "recall", "1"]);
    assert_eq!(again["changed"], false);
    assert_eq!(desk.json(&["outbox"]), json!([]));
    assert_eq!(kinds(&desk.json(&["outbox", "--all"])), one("accepted", "recalled"));
    assert_eq!(desk.run(&["outbox", "recall", "7"]).code, Some(2));
    assert_eq!(desk.run(&["outbox", "correct", "1"]).code, Some(5));
}

#[test]
fn what_was_settled_by_hand_is_in_the_journal_and_taken_back_by_undo() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let stands = |desk: &TestDesk| desk.json(&["outbox", "show", "1"])["state"].clone();
    for (step, state) in [("sent", "sent"), ("recall", "recalled")] {
        assert_eq!(desk.json(&["outbox", step, "1"])["changed"], true);
        assert_eq!(stands(&desk), state);
        let undone = desk.json(&["undo"]);
        assert_eq!(undone["changed"], true, "{undone}");
        assert_eq!(stands(&desk), "waiting");
    }
    desk.json(&["redo"]);
    assert_eq!(stands(&desk), "recalled");
    let journal = desk.json(&["journal"]);
    let kinds: Vec<&str> = journal
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["kind"].as_str())
        .collect();
    let settled = ["redo", "undo", "message_stopped", "undo", "message_sent", "confirm"];
    assert_eq!(kinds[..6], settled);
    let sent = &journal[4];
    assert_eq!(
        (&sent["order_number"], &sent["operator"]),
        (&json!("D1"), &json!("anna"))
    );
    let changed: Vec<&str> = sent["changes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["field"].as_str())
        .collect();
    assert_eq!(changed, ["sent_at", "message_state"]);
    let printed = desk.run(&["journal", "--lang", "ru"]);
    assert!(
        printed.stdout.contains("сообщение отмечено отправленным"),
        "{}",
        printed.stdout
    );
}

#[test]
fn undo_names_what_it_recalled() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    let undone = desk.json(&["undo"]);
    assert_eq!(kinds(&undone["recalled"]), one("accepted", "waiting"));
    assert_eq!(undone["already_sent"], json!([]));
    assert_eq!(desk.json(&["outbox"]), json!([]));
    desk.json(&["redo"]);
    assert_eq!(kinds(&desk.json(&["outbox"])), one("accepted", "waiting"));
}

#[test]
fn work_done_once_says_what_it_did_and_does_it_once() {
    let desk = TestDesk::new();
    given::order(&desk);
    assert_eq!(desk.run(&["work", "--once"]).success().stdout, "Nothing is due.\n");
    let later = desk.at(LATER);
    let did = later.json(&["work", "--once"]);
    assert_eq!(kinds(&did["made"]), one("in_work", "waiting"));
    assert_eq!(
        (&did["rests"], &did["expired"], &did["closed"]),
        (&json!(false), &json!(0), &json!(0))
    );
    assert_eq!(later.json(&["work", "--once"])["made"], json!([]));
    let evening = later.at("2026-03-11T18:00:00Z");
    let did = evening.json(&["work", "--once"]);
    assert_eq!(
        (kinds(&did["made"]), &did["expired"]),
        (one("promise", "waiting"), &json!(1))
    );
    let order = evening.json(&["order", "show", "D1"]);
    assert_eq!(
        order["promised"],
        json!({"from": "2026-03-12T06:00:00Z", "until": "2026-03-12T08:00:00Z"})
    );
}

#[test]
fn several_at_work_tell_each_fact_once() {
    let desk = TestDesk::new();
    for number in 0..20 {
        given::order_of(&desk, "", &format!("891600000{number:02}"), "Чайник;1;1000");
    }
    let desk = desk.at(LATER);
    thread::scope(|scope| {
        for operator in ["anna", "boris", "vera", "gleb"] {
            let desk = &desk;
            scope.spawn(move || desk.run(&["work", "--once", "--operator", operator]).success());
        }
    });
    let all = desk.json(&["outbox", "--all"]);
    assert_eq!(kinds(&all), vec![("in_work".to_owned(), "waiting".to_owned()); 20]);
}

#[test]
fn a_worker_that_is_killed_at_any_moment_leaves_no_fact_untold_and_none_told_twice() {
    let desk = TestDesk::new();
    for number in 0..20 {
        given::order_of(&desk, "", &format!("891600000{number:02}"), "Чайник;1;1000");
    }
    for minute in 30..38 {
        // The lease of the one killed before has ended by then.
        let now = format!("2026-03-11T09:{minute}:0{}Z", minute - 30);
        let mut worker = Command::new(program())
            .args(["--now", &now, "work"])
            .env_clear()
            .envs(desk.environment())
            .current_dir(desk.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It says that it begins; how far it gets until it is killed is chance.
        let said = worker.stderr.take().unwrap();
        let mut line = String::new();
        BufReader::new(said).read_line(&mut line).unwrap();
        worker.kill().unwrap();
        worker.wait().unwrap();
    }
    let desk = desk.at("2026-03-11T09:39:00Z");
    desk.json(&["work", "--once"]);
    let all = desk.json(&["outbox", "--all"]);
    assert_eq!(kinds(&all), vec![("in_work".to_owned(), "waiting".to_owned()); 20]);
}

#[test]
fn work_goes_on_beside_a_text_of_the_shops_own_that_is_broken_and_names_it() {
    let desk = TestDesk::new();
    given::order(&desk);
    desk.json(&["order", "confirm", "D1"]);
    desk.file("config.toml", "[shop]\nname = \"Лавка\"\n");
    std::fs::create_dir_all(desk.path("messages/ru")).unwrap();
    desk.file("messages/ru/accepted.sms.txt", "{{ order.nubmer }}");
    let config = desk.path("config.toml");
    let config = config.to_str().unwrap();
    let _ = desk.run(&["config", "adopt", "--config", config]).success();
    let worked = desk.run(&["work", "--once", "--config", config]);
    assert_eq!(worked.code, Some(0), "{}", worked.stderr);
    assert!(worked.stderr.contains("accepted.sms.txt:1: "), "{}", worked.stderr);
    let shown = desk.run(&["outbox", "show", "1", "--config", config]);
    assert_eq!(shown.code, Some(3), "its own words are not to be had");
}

#[test]
fn other_settings_do_no_work() {
    let desk = TestDesk::new();
    given::order(&desk);
    let desk = desk.settings("[regulation]\nin_work_after = \"10m\"\n").at(LATER);
    let refused = desk.run(&["work", "--once"]);
    assert_eq!(refused.code, Some(5));
    assert!(refused.stderr.contains("config adopt"), "{}", refused.stderr);
}

#[test]
fn the_promise_is_printed_for_site_and_phone_in_both_languages() {
    let desk = TestDesk::new().settings("[shop]\nname = \"Лавка\"\n[hours]\nsat = \"10:00-18:00\"\nsun = \"\"\n");
    let site = desk.run(&["promise"]).success().stdout;
    assert_eq!(
        site,
        "We are open Mon–Fri 9:00–21:00, Sat 10:00–18:00. To an order placed at any other time we answer by phone within \
         the first 2 hours of the next opening: on Thursday, 12 March, between 9:00 and 11:00.\n"
    );
    let saturday_evening = desk.at("2026-03-14T18:00:00Z");
    let phone = saturday_evening
        .run(&["promise", "--for", "phone", "--lang", "ru"])
        .success()
        .stdout;
    assert_eq!(
        phone,
        "Здравствуйте! Вы позвонили в магазин «Лавка». Сейчас мы не работаем; часы работы: пн–пт 9:00–21:00, сб \
         10:00–18:00. Мы записали ваш номер и перезвоним в понедельник, 16 марта, с 9:00 до 11:00. Спасибо за звонок!\n"
    );
    let shape = saturday_evening.json(&["promise"]);
    assert_eq!(
        (&shape["for"], &shape["from"], &shape["until"]),
        (
            &json!("site"),
            &json!("2026-03-16T06:00:00Z"),
            &json!("2026-03-16T08:00:00Z")
        )
    );
}

/// An order to tell of.
#[cfg(unix)]
const NEW: [&str; 6] = ["order", "new", "--phone", "89161234567", "--line", "Чайник;1;1290"];

/// By the machine's own clock: any other makes the file a rehearsal.
#[cfg(unix)]
fn live(desk: &TestDesk, arguments: &[&str]) -> Value {
    let mut command = Command::new(program());
    command
        .args(arguments)
        .arg("--json")
        .env_clear()
        .envs(desk.environment());
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[cfg(unix)]
#[test]
fn work_keeps_the_mornings_sheet_once_a_day_and_none_of_a_rehearsal() {
    use std::os::unix::fs::PermissionsExt;

    let desk = TestDesk::new().settings("[regulation]\nreport_at = \"00:00\"\n");
    live(&desk, &NEW);
    let made = live(&desk, &["work", "--once"])["sheet"].as_str().unwrap().to_owned();
    let again = live(&desk, &["work", "--once"]);
    assert_eq!(again["sheet"], json!(null), "once a day");
    assert!(
        made.starts_with(desk.beside("reports/daily-2").to_str().unwrap()),
        "{made}"
    );
    assert_eq!(std::fs::read_dir(desk.beside("reports")).unwrap().count(), 1);
    let sheet = std::fs::metadata(&made).unwrap();
    assert!(sheet.len() > 0);
    assert_eq!(sheet.permissions().mode() & 0o777, 0o600);

    let rehearsal = TestDesk::new().settings("[regulation]\nreport_at = \"00:00\"\n");
    rehearsal.json(&NEW);
    assert_eq!(rehearsal.json(&["work", "--once"])["sheet"], json!(null));
    assert_eq!(live(&rehearsal, &["work", "--once"])["sheet"], json!(null), "nor later");
    assert!(!rehearsal.beside("reports").exists());
}

#[cfg(unix)]
#[test]
fn the_mornings_sheet_is_mailed_once() {
    let desk = TestDesk::new();
    let mailed = desk.path_text("mailed");
    let desk = desk.settings(&format!(
        "[regulation]\nreport_at = \"00:00\"\n[reports]\nmail_to = \"owner@lavka.example\"\n[channels.mail]\n\
         via = \"command\"\ncarries = \"email\"\ncommand = [\"sh\", \"-c\", \"cat >> {mailed}\"]\n"
    ));
    live(&desk, &NEW);
    live(&desk, &["work", "--once"]);
    live(&desk, &["work", "--once"]);
    let mailed = std::fs::read_to_string(mailed).unwrap();
    let letters: Vec<Value> = mailed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(letters.len(), 1, "{mailed}");
    assert_eq!(
        (&letters[0]["to"], &letters[0]["kind"]),
        (&json!("owner@lavka.example"), &json!("report"))
    );
    let (subject, text) = (
        letters[0]["subject"].as_str().unwrap(),
        letters[0]["text"].as_str().unwrap(),
    );
    assert!(!subject.is_empty() && text.starts_with(subject), "{subject}: {text}");
}

#[cfg(unix)]
#[test]
fn a_sheet_that_was_not_mailed_is_told_of() {
    let desk = TestDesk::new().settings(
        "[regulation]\nreport_at = \"00:00\"\n[reports]\nmail_to = \"owner@lavka.example\"\n[channels.mail]\n\
         via = \"command\"\ncarries = \"email\"\ncommand = [\"sh\", \"-c\", \"echo no such user >&2; exit 1\"]\n",
    );
    live(&desk, &NEW);
    live(&desk, &["work", "--once"]);
    let doctor = live(&desk, &["doctor"]);
    let told = doctor
        .as_array()
        .unwrap()
        .iter()
        .any(|line| line["state"] == "warning" && line["text"].as_str().unwrap().contains("no such user"));
    assert!(told, "{doctor}");
}

#[cfg(unix)]
#[test]
fn why_a_channel_rests_is_told_wherever_one_looks() {
    let desk = TestDesk::new().settings(
        "[regulation]\nrecall = \"0s\"\n[channels.modem]\nvia = \"command\"\ngo = \"auto\"\n\
         command = [\"sh\", \"-c\", \"echo no signal >&2; exit 75\"]\n",
    );
    live(&desk, &NEW);
    live(&desk, &["order", "confirm", "id:1"]);
    live(&desk, &["work", "--once"]);
    let channels = live(&desk, &["channels", "list"]);
    assert_eq!(
        (&channels[0]["ready"], &channels[0]["rests_why"]),
        (&json!(true), &json!("no signal"))
    );
    assert!(channels[0]["rests_since"].is_string());
    let doctor = live(&desk, &["doctor"]);
    let found = doctor
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["check"] == "channels")
        .unwrap();
    assert_eq!(found["state"], "warning");
    for command in [&["channels", "list"][..], &["outbox"], &["doctor"]] {
        let output = Command::new(program())
            .args(command)
            .env_clear()
            .envs(desk.environment())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("no signal"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn the_sheet_is_for_those_the_file_is_for_and_made_by_who_can() {
    use std::os::unix::fs::PermissionsExt;

    let shared = "[regulation]\nreport_at = \"00:00\"\n[files]\nshared = true\n";
    let desk = TestDesk::new().settings(shared);
    live(&desk, &NEW);
    let reports = desk.beside("reports");
    std::fs::create_dir_all(reports.parent().unwrap()).unwrap();
    std::fs::write(&reports, "in the way").unwrap();
    assert_eq!(live(&desk, &["work", "--once"])["sheet"], json!(null));
    std::fs::remove_file(&reports).unwrap();
    // Another process, at once: the first gave up its turn.
    let made = live(&desk, &["work", "--once"])["sheet"].as_str().unwrap().to_owned();
    let mode = |path: &str| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&made), mode(reports.to_str().unwrap())), (0o660, 0o770));
}

#[test]
fn a_message_is_previewed_in_the_customers_language_and_the_operators_wish() {
    let desk = TestDesk::new();
    given::order(&desk);
    let sms = desk.json(&["message", "preview", "D1", "accepted", "--channel", "sms"]);
    assert_eq!(sms["text"], json!("Заказ № D1 принят: 1 290 ₽, предоплата."));
    assert_eq!(sms["segments"], json!({"alphabet": "ucs2", "length": 39, "parts": 1}));
    let letter = desk.json(&["message", "preview", "D1", "accepted", "--lang", "en"]);
    assert_eq!(
        (&letter["channel"], &letter["language"]),
        (&json!("email"), &json!("en"))
    );
    assert_eq!(letter["subject"], json!("Order D1 is confirmed"));
    assert!(letter["html"].as_str().unwrap().starts_with("<!DOCTYPE html>"));
    let failed = desk
        .run(&["--json", "message", "preview", "D1", "tracking"])
        .code(5)
        .error();
    assert_eq!(failed["message"], "The order has no tracking number yet.");
}

#[test]
fn a_message_by_hand_is_put_in_once_and_undo_takes_it_out() {
    let desk =
        TestDesk::new().settings("[channels.modem]\nvia = \"command\"\ncommand = [\"true\"]\nprice = \"4.50\"\n");
    given::order(&desk);
    let send = ["message", "send", "D1", "--text", "Ждём вас до 19:00."];
    let sent = desk.json(&send);
    assert_eq!(
        (&sent["changed"], &sent["message"]["state"]),
        (&json!(true), &json!("waiting"))
    );
    assert_eq!(
        (&sent["message"]["kind"], &sent["message"]["channel"]),
        (&json!("written"), &json!("sms"))
    );
    assert_eq!(sent["message"]["told"], json!({"template": null}));
    let id = sent["message"]["id"].to_string();
    assert_eq!(
        desk.json(&["outbox", "show", &id])["body"],
        json!("Заказ № D1: Ждём вас до 19:00.")
    );
    let again = desk.json(&send);
    assert_eq!((&again["changed"], &again["message"]), (&json!(false), &json!(null)));
    let undone = desk.json(&["undo"]);
    assert_eq!(undone["recalled"][0]["kind"], "written");
    let plain = desk.run(&["message", "send", "D1", "--template", "accepted"]).code(0);
    assert!(plain.stdout.contains("Заказ № D1 принят"), "{}", plain.stdout);
    for (arguments, code, said) in [
        (
            &["--channel", "email", "--text", "Да"][..],
            5,
            "No channel carries emails: the letter will not leave.",
        ),
        (
            &["--template", "tracking"][..],
            5,
            "The order has no tracking number yet.",
        ),
        (&["--text", " "][..], 2, "There is no text."),
    ] {
        let arguments: Vec<&str> = ["--json", "message", "send", "D1"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        let failed = desk.run(&arguments).code(code).error();
        assert_eq!(failed["message"], said);
    }
}

#[test]
fn a_gateway_is_reached_through_the_proxy_of_the_environment() {
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let at = proxy.local_addr().unwrap();
    let asked = thread::spawn(move || {
        let (mut stream, _) = proxy.accept().unwrap();
        let lines = BufReader::new(stream.try_clone().unwrap())
            .lines()
            .map_while(Result::ok);
        let asked: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
        stream.write_all(b"HTTP/1.1 502 No\r\n\r\n").unwrap();
        asked.join("\n")
    });
    let desk = TestDesk::new()
        .settings("[channels.sms]\nvia = \"http\"\nurl = \"https://sms.invalid/send?to={to}\"\n")
        .variable("HTTPS_PROXY", &format!("http://{at}"));
    let tried = desk.run(&["channels", "test", "sms", "--to", "+79161234567"]);
    assert!(!tried.stdout.contains("Принято"), "{}", tried.stdout);
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("CONNECT sms.invalid:443 "), "{asked}");
    assert!(
        !asked.contains("79161234567"),
        "the proxy learns where, and nothing else: {asked}"
    );
}
