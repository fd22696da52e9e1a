//! `telephony add`: what rings and what dials, written into the settings.

use crate::support::desk::TestDesk;

#[test]
fn a_telephone_is_connected_without_an_exchange() {
    let desk = TestDesk::new();
    let shape = desk.json(&["telephony", "add", "--dial=link"]);
    assert_eq!(
        (&shape["changed"], &shape["reached"]),
        (&true.into(), &serde_json::Value::Null)
    );
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(file.contains("[telephony]\ndial = \"link\"  # "), "{file}");
}

#[test]
fn an_exchange_that_is_not_there_yet_is_set_up_all_the_same_and_its_secret_kept_apart() {
    let desk = TestDesk::new();
    let said = [
        "telephony",
        "add",
        "--host=127.0.0.1:1",
        "--user=desk",
        "--secret=s3cr3t",
        "--dial=asterisk",
    ];
    let shape = desk.json(&said);
    assert_eq!(
        (&shape["changed"], &shape["reached"]),
        (&true.into(), &false.into()),
        "{shape}"
    );
    let file = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(!file.contains("s3cr3t") && file.contains("secret = \"file:"), "{file}");
    assert!(
        file.contains("dial = \"asterisk\"") && file.contains("user = \"desk\""),
        "{file}"
    );
    let secret = std::fs::read_to_string(desk.path("secrets/asterisk.secret")).unwrap();
    assert_eq!(secret, "s3cr3t\n");
    let _ = desk.run(&["config", "check"]).success();
}

#[test]
fn what_cannot_be_dialled_by_leaves_all_unwritten() {
    let desk = TestDesk::new();
    for dial in ["asterisk", "smoke"] {
        let refused = desk.run(&["telephony", "add", "--dial", dial, "--json"]);
        assert_eq!(refused.code, Some(3), "{}", refused.stderr);
        assert_eq!(std::fs::read_to_string(desk.path("config.toml")).unwrap(), "");
    }
}
