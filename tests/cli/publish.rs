//! `config publish`: one owner after the other, and what every machine takes from there.

use serde_json::json;

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_server;

const SHOP: &str = "[shop]\nname = \"Лавка\"\n[regulation]\nfirst_contact_limit = \"45m\"\n\
    [channels.sms]\nvia = \"smsru\"\nsecret = \"env:SMS_KEY\"\n\
    [[operator]]\nname = \"anna\"\n[[operator]]\nname = \"vera\"\n[[operator]]\nname = \"oleg\"\nrights = \"manager\"\n\
    [console]\ntheme = \"light\"\n";

#[test]
fn what_an_owner_publishes_holds_on_every_machine_and_nobody_covers_what_they_have_not_seen() {
    of_a_server!("a file has nowhere to publish to");
    let desk = TestDesk::new().settings(SHOP).variable("SMS_KEY", "s3cret");
    desk.file("statuses.toml", "[prom]\n\"Чекає\" = \"new\"\n");
    std::fs::create_dir_all(desk.path("messages/ru")).unwrap();
    desk.file("messages/ru/paid.sms.txt", "Заказ {{ order.number }} оплачен.\n");
    let none = desk.run(&["config", "published", "--json"]).code(2).error();
    assert_eq!(none["kind"], "not_found");

    let first = desk.json(&["config", "publish"]);
    assert_eq!((&first["changed"], &first["revision"]), (&json!(true), &json!(1)));
    let again = desk.run(&["config", "publish"]).success();
    assert_eq!(
        again.stdout,
        "Revision 1 holds the same already: nothing was published.\n"
    );
    let printed = desk.run(&["config", "published"]).success().stdout;
    let expected = "# revision 1, anna, 2026-03-11T09:00:00Z\n[shop]\nname = \"Лавка\"\n\n[regulation]\nfirst_contact_limit = \"45m\"\n\n\
        [channels.sms]\nvia = \"smsru\"\nsecret = \"elsewhere\"\n\n[[operator]]\nname = \"anna\"\n\n[[operator]]\nname = \"vera\"\n\n\
        [[operator]]\nname = \"oleg\"\nrights = \"manager\"\n\n[statuses.prom]\n\"Чекає\" = \"new\"\n\n[texts]\n\
        \"messages/ru/paid.sms.txt\" = \"Заказ {{ order.number }} оплачен.\\n\"\n";
    let one_line = |text: &str| text.replace("\"\"\"\n", "\"").replace("\n\"\"\"", "\\n\"");
    assert_eq!(one_line(printed.trim_end()), expected.trim_end());

    // Another machine has nothing but its own.
    let own = desk.file("oleg.toml", "[console]\noperator = \"oleg\"\n");
    let explained = desk.json(&["config", "explain", "first_contact_limit", "--config", &own]);
    let setting = &explained["settings"][0];
    assert_eq!(
        (&setting["value"], &setting["source"]),
        (&json!("\"45m\""), &json!("published"))
    );
    let refused = desk
        .run(&["config", "publish", "--config", &own, "--operator", "oleg"])
        .code(5);
    assert!(refused.stderr.contains("rights of an owner"), "{}", refused.stderr);
    let checked = desk.json(&["config", "check", "--config", &own]);
    assert_eq!(checked["published"], 1);

    // Vera changes what she had printed; over Anna's only by its number, and Anna hears of hers.
    let hers = desk.file("vera.toml", printed.replace("45m", "30m"));
    let publish = |arguments: &[&str]| desk.run(&[&["config", "publish"][..], arguments].concat());
    let over = publish(&["--from", &hers, "--operator", "vera"]).code(5);
    assert_eq!(
        over.stderr,
        "error: anna published revision 1 12:00: shop.name and so on. It was not published over.\n\
         hint: Look at it with dozvon config published; over it all the same: dozvon config publish --over 1\n"
            .replace("shop.name and so on", first_names(&desk).as_str())
    );
    let told = publish(&["--from", &hers, "--operator", "vera", "--over", "1"]).success();
    let said = "Revision 2 is published; every console takes it. Changed: regulation.first_contact_limit\n";
    assert_eq!(told.stdout, said);
    for stale in [&[][..], &["--over", "1"]] {
        let stale = publish(stale).code(5).stderr;
        assert!(
            stale.contains("vera published revision 2 12:00: regulation.first_contact_limit."),
            "{stale}"
        );
    }
    // Her file knows of no secret of this machine's, and its own goes on saying where it is.
    let checked = desk.json(&["config", "check"]);
    assert_eq!(checked["unheard"], json!(["first_contact_limit"]));
    let back = publish(&["--revision", "1", "--over", "2", "--json"]).success();
    assert!(back.stdout.contains("\"revision\":3"), "{}", back.stdout);
    let history = desk.json(&["config", "published", "--history"]);
    let who: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["operator"].as_str().unwrap())
        .collect();
    assert_eq!(who, ["anna", "vera", "anna"]);

    let journal = desk.json(&["journal"]);
    assert_eq!(journal[1]["kind"], "publish");
    let text = journal[1]["text"].as_str().unwrap();
    assert_eq!(
        text,
        "the shop's settings were published · regulation.first_contact_limit"
    );
    let refused = desk.run(&["undo"]).code(5);
    assert!(!refused.stderr.is_empty());
    let all = desk.run(&["config", "published", "--json"]).success().stdout;
    assert!(!all.contains("SMS_KEY") && !all.contains("s3cret"), "{all}");
}

fn first_names(desk: &TestDesk) -> String {
    let history = desk.json(&["config", "published", "--history"]);
    history[0]["keys"].as_str().unwrap().to_owned()
}

#[test]
fn what_would_lock_everybody_out_or_tell_a_password_is_not_published() {
    of_a_server!("a file has nowhere to publish to");
    for (settings, told) in [
        ("[console]\ntheme = \"light\"\n", "says nothing of the shop"),
        (
            "[[operator]]\nname = \"anna\"\n[[operator]]\nname = \"vera\"\nrights = \"senior\"\n",
            "",
        ),
        (
            "[channels.sms]\nvia = \"http\"\nurl = \"https://anna:s3cret@sms.example/send\"\n",
            "channels.sms.url holds a password",
        ),
    ] {
        let desk = TestDesk::new().settings(settings);
        let published = desk.run(&["config", "publish"]);
        if told.is_empty() {
            let _ = published.success();
            let without = desk.file("without.toml", "[[operator]]\nname = \"anna\"\nrights = \"senior\"\n");
            let error = desk.run(&["config", "publish", "--from", &without]).code(5).stderr;
            assert!(
                error.contains("rights of an owner: nobody could publish again"),
                "{error}"
            );
            continue;
        }
        assert!(published.stderr.contains(told), "{}", published.stderr);
        assert!(!published.stderr.contains("s3cret"), "{}", published.stderr);
    }
    let desk = TestDesk::new().settings("[shop]\nname = \"a\"\n");
    std::fs::create_dir_all(desk.path("scripts/en")).unwrap();
    desk.file("scripts/en/first.md", "# {{ order.nubmer }}\n");
    let error = desk.run(&["config", "publish"]).code(3).stderr;
    assert!(error.contains("scripts/en/first.md"), "{error}");
}
