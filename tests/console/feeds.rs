//! The page of feeds: what a folder brought, and a feed left alone by one key and asked again by another.

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

#[test]
fn the_page_of_feeds_tells_how_they_fare_and_pauses_and_asks_them() {
    let desk = given::shop();
    let folder = desk.path("drop");
    std::fs::create_dir(&folder).unwrap();
    let settings = format!(
        "[[feed]]\nname = \"files\"\nkind = \"folder\"\naddress = {:?}\n",
        folder.to_str().unwrap()
    );
    let desk = desk.settings(&settings);
    let mut pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.press("v");
    pty.wait_for("Orders' feeds");
    pty.press("i");
    for shown in ["files", "folder · ", "leave alone"] {
        pty.wait_for(shown);
    }
    let listed = |desk: &TestDesk| desk.json(&["feed", "list"])[0].clone();
    assert!(listed(&desk)["paused"] == false, "{}", listed(&desk));
    // The last row of a feed is its pause.
    pty.press(key::END);
    pty.press_after_a_look(key::ENTER);
    pty.wait_for("The feed is left alone.");
    pty.wait_for("go on");
    assert!(listed(&desk)["paused"] == true, "{}", listed(&desk));
    pty.press_after_a_look(key::ENTER);
    pty.wait_for("The feed is asked again.");
    assert!(listed(&desk)["paused"] == false, "{}", listed(&desk));
}

#[test]
fn keys_that_are_typed_are_not_shown() {
    let desk = TestDesk::new().settings("");
    let asked = [
        "feed",
        "add",
        "shop",
        "--kind",
        "woocommerce",
        "--untested",
        "--lang",
        "en",
    ];
    let address = ["--address", "http://127.0.0.1:1/shop"];
    let mut pty = Pty::run(&desk, &[&asked[..], &address].concat(), 120, 24);
    pty.wait_for("The consumer key");
    pty.press("ck_typed\r");
    pty.wait_for("The consumer secret");
    pty.press("cs_typed\r");
    pty.wait_for("What is written back to the shop");
    pty.press("status\r");
    for word in ["confirmed here", "handed over", "a cancelled one"] {
        pty.wait_for(word);
        pty.press(if word == "handed over" { "none\r" } else { "\r" });
    }
    pty.wait_for("is set up");
    let screen = pty.screen();
    assert!(!screen.contains("_typed"), "{screen}");
    pty.wait_for_end();
    let listed = desk.json(&["feed", "list"]);
    assert_eq!(listed[0]["name"], "shop", "{listed}");
    let text = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(
        text.contains("status_confirmed = \"processing\"") && !text.contains("status_dispatched"),
        "{text}"
    );
    let folder = std::fs::read_dir(desk.folder())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let secrets = folder.into_iter().find(|path| path.ends_with("secrets")).unwrap();
    assert_eq!(std::fs::read_to_string(secrets.join("shop.key")).unwrap(), "ck_typed\n");
}
