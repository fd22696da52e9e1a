//! The first minute: from an empty folder to the first order that is confirmed.

use std::process::Command;

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;
use crate::support::pty::Pty;
use crate::support::pty::key;

#[test]
fn a_newcomer_comes_from_an_empty_folder_to_the_first_confirmed_order() {
    of_a_file!("a server is there, or the desk is not");
    let desk = TestDesk::new()
        .live()
        .without_database()
        .variable("LANG", "uk_UA.UTF-8")
        .variable("DOZVON_OPERATOR", "олена");
    let date = Command::new("date").args(["-u", "+%F %u"]).output().unwrap().stdout;
    let date = String::from_utf8(date).unwrap();
    let (today, weekday) = date.trim().split_once(' ').unwrap();
    // The shop rests on a day of the weekend that is not today's.
    let (saturday, sunday, closed) = match weekday {
        "7" => ("-", "", "sat = \"\""),
        _ => ("", "-", "sun = \"\""),
    };
    let table = format!("номер;дата;имя;телефон;сумма;статус\n7;{today};Оксана Ткач;067 123 45 67;890;новый\n");
    let file = desk.file("мої замовлення.csv", table);
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Тут поки порожньо");
    // The wizard has the terminal to itself, and every Enter takes what is offered.
    pty.press("2");
    pty.wait_for("Назва магазину");
    let zone = desk.zone_at_noon();
    for answer in ["Чайник", "", zone.as_str(), "", "", saturday, sunday, "067 000 00 01"] {
        pty.press(answer);
        pty.press(key::ENTER);
    }
    pty.wait_for("Enter — повернутися");
    pty.press(key::ENTER);
    pty.wait_for("Тут поки порожньо");
    pty.wait_for("Чайник");
    let settings = std::fs::read_to_string(desk.path("config.toml")).unwrap();
    assert!(
        settings.contains("country = \"UA\"") && settings.contains(closed),
        "{settings}"
    );
    // A file is dropped: it is shown, and taken in by Enter.
    pty.paste(&format!("'{file}'"));
    pty.wait_for("Enter — зробити");
    assert_eq!(
        desk.json(&["search", "Ткач"]).as_array().unwrap().len(),
        0,
        "only looked at"
    );
    pty.press(key::ENTER);
    pty.wait_until("it is taken in", |screen| !screen.contents().contains("dry-run"));
    pty.press(key::ESC);
    pty.wait_for("Оксана Ткач");
    pty.press_after_a_look("c");
    pty.wait_until("the order is confirmed", |_| {
        desk.run(&["order", "show", "7", "--json"]).code == Some(0)
            && desk.json(&["order", "show", "7"])["stage"] == "confirmed"
    });
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_given_back();
}

/// A made-up shop is looked at from the greeting, and leaving it leads back.
#[test]
fn the_made_up_shop_leads_back_to_the_greeting() {
    let desk = TestDesk::new().live();
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Nothing here yet");
    pty.press("7");
    pty.wait_for("n takes who comes first");
    pty.press("q");
    pty.wait_for("Nothing here yet");
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
}
