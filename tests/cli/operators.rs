//! Who works, where the settings list several operators and nobody says which.

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;

const TWO: &str = "[[operator]]\nname = \"anna\"\n[[operator]]\nname = \"boris\"\n[[segment]]\nname = \"all\"\n";

fn unsaid() -> TestDesk {
    let desk = TestDesk::new().settings(TWO);
    given::order(&desk);
    desk.without("DOZVON_OPERATOR")
}

#[test]
fn who_only_looks_need_not_say_who_he_is() {
    let desk = unsaid();
    for looking in [
        &["queue"][..],
        &["plan"],
        &["next", "--peek"],
        &["journal"],
        &["search", "4567"],
        &["order", "show", "D1"],
        &["order", "script", "D1"],
        &["customer", "show", "+79161234567"],
        &["config", "explain", "R4"],
        &["report", "daily"],
        &["report", "numbers"],
        &["outbox", "list"],
        &["shift", "list"],
        &["catalogue", "list"],
        &["catalogue", "check"],
        &["customer", "segments"],
        &["customer", "segment", "all"],
        &["customer", "due"],
        &["customer", "duplicates"],
    ] {
        let _ = desk.run(looking).success();
    }
}

#[test]
fn who_works_must_say_it() {
    for login in ["", "root"] {
        let desk = unsaid().variable("USER", login);
        let refused = desk.run(&["order", "confirm", "D1", "--json"]).code(2);
        assert_eq!(refused.error()["message"], "Nobody has said who works.");
        assert_eq!(
            refused.error()["hint"],
            "Name one of the settings with --operator: anna, boris."
        );
        let _ = desk.run(&["order", "confirm", "D1", "--operator", "boris"]).success();
    }
}

#[test]
fn a_name_the_settings_do_not_know_is_said_to_be_unknown() {
    let desk = unsaid();
    for command in [&["queue"][..], &["order", "confirm", "D1"]] {
        let refused = desk.run(&[command, &["--operator", "vera", "--json"]].concat()).code(2);
        assert_eq!(refused.error()["message"], "No operator is called “vera”.");
    }
}

#[test]
fn a_copy_is_put_back_by_who_may() {
    of_a_file!("a server is copied by its own means");
    let settings = "[[operator]]\nname = \"anna\"\nrights = \"manager\"\n[[operator]]\nname = \"vera\"\n";
    let desk = TestDesk::new().settings(settings);
    given::order(&desk);
    let copy = desk.json(&["backup"])["path"].as_str().unwrap().to_owned();
    let refused = desk.run(&["restore", &copy, "--json"]).code(5).error();
    assert_eq!(refused["hint"], "Ask vera.");
    let _ = desk.run(&["restore", &copy, "--operator", "vera"]).success();
}

#[test]
fn what_is_above_ones_rights_is_refused_with_who_may() {
    let settings = "[[operator]]\nname = \"anna\"\nrights = \"manager\"\n[[operator]]\nname = \"boris\"\nrights = \"senior\"\n\
                    [[operator]]\nname = \"vera\"\n";
    let desk = TestDesk::new().settings(settings);
    given::order_of(&desk, "Елена Иванова", "89161234567", "Чай;1;100");
    given::order_of(&desk, "Елена Иванова", "89161234568", "Чай;1;100");
    let cases: [(&[&str], &str, &[&str]); 4] = [
        (&["report", "numbers"], "Ask boris, vera.", &["boris", "vera"]),
        (
            &["customer", "merge", "id:1", "id:2"],
            "Ask boris, vera.",
            &["boris", "vera"],
        ),
        (
            &["customer", "erase", "id:1", "--reason", "x", "--yes"],
            "Ask boris, vera.",
            &["boris", "vera"],
        ),
        (&["config", "adopt"], "Ask vera.", &["vera"]),
    ];
    for (command, hint, may) in cases {
        for operator in ["anna", "boris", "vera"] {
            if may.contains(&operator) {
                continue;
            }
            let refused = desk
                .run(&[command, &["--operator", operator, "--json"]].concat())
                .code(5)
                .error();
            assert_eq!(
                (&refused["kind"], &refused["hint"]),
                (&"refused".into(), &hint.into()),
                "{command:?}"
            );
        }
        for operator in may {
            let _ = desk.run(&[command, &["--operator", operator]].concat()).success();
        }
    }
    // Where nobody has less, everybody may what they could before.
    let desk = desk.settings("[[operator]]\nname = \"anna\"\n");
    let _ = desk.run(&["report", "numbers"]).success();
}
