//! The one list of commands.

use std::collections::BTreeMap;
use std::collections::HashSet;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;

use super::harness::Console;
use super::harness::five;
use super::harness::with_order;
use super::harness::with_row;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::call::Outcome;
use crate::domain::order::Stage;
use crate::domain::settings::Role;
use crate::domain::target::Target;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::session::request::Request;
use crate::text::Cyrillic;
use crate::text::cyrillic_key;
use crate::tui::commands::COMMANDS;
use crate::tui::commands::Command;
use crate::tui::commands::Group;
use crate::tui::commands::Keymap;
use crate::tui::commands::Letters;
use crate::tui::commands::RARER;
use crate::tui::commands::commands_of;
use crate::tui::commands::entry;
use crate::tui::commands::with_own_keys;
use crate::tui::commands::written;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::tui::pick::state::CallMade;
use crate::tui::pick::state::Choice;
use crate::tui::pick::state::PickKind;

fn command_of(key: &Key) -> Option<&'static Command> {
    Keymap::default().command_of(key)
}

fn key(c: char) -> Key {
    Key::plain(KeyCode::Char(c), Millis(0))
}

#[test]
fn no_key_and_no_command_stands_twice() {
    let keys: Vec<KeyCode> = with_own_keys().flat_map(|command| command.keys).copied().collect();
    let distinct: HashSet<KeyCode> = keys.iter().copied().collect();
    assert_eq!(distinct.len(), keys.len());
    let ids: HashSet<_> = COMMANDS.iter().map(|command| command.id).collect();
    assert_eq!(ids.len(), COMMANDS.len());
    let names: HashSet<_> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(names.len(), COMMANDS.len());
    for command in COMMANDS {
        assert_eq!(entry(command.id).name, command.name);
        assert!(!command.keys.is_empty(), "{}", command.name);
    }
}

#[test]
fn every_command_and_choice_is_worded_in_both_languages() {
    for tr in Lang::ALL.iter().map(|lang| Tr::new(*lang)) {
        let known = |key: String| assert_ne!(tr.text(&key), key);
        for command in COMMANDS {
            let unworded = format!("-{}", command.name);
            for text in [command.label(&tr), command.help(&tr)] {
                assert!(!text.ends_with(&unworded), "{text}");
            }
        }
        for role in Role::ALL {
            known(format!("view-{}", role.code()));
        }
        for waiting in crate::domain::regulation::Waiting::ALL {
            known(format!("waiting-{}", waiting.code()));
        }
    }
}

#[test]
fn the_readme_has_every_key_that_does_something_and_no_other() {
    let readme = include_str!("../../../README.md");
    let keys = readme.split("\n## ").find(|part| part.starts_with("Keys\n")).unwrap();
    let rows = keys.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.flat_map(|row| row.trim_matches('|').split(" | ").step_by(2));
    let told: HashSet<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    let shown = |command: &Command| command.keys.iter().map(|key| written(*key, Letters::Latin));
    let bound: HashSet<String> = with_own_keys().flat_map(shown).collect();
    // Arrows and the keys beside them are what they are everywhere.
    let plain = ["↑", "↓", "←", "→", "PgUp", "PgDn", "Home", "End"];
    let missing: Vec<&String> = bound
        .iter()
        .filter(|key| !told.contains(key.as_str()) && !plain.contains(&key.as_str()))
        .collect();
    assert_eq!(missing, Vec::<&String>::new());
    let unbound: Vec<&&str> = told.iter().filter(|key| !bound.contains(**key)).collect();
    assert_eq!(unbound, Vec::<&&str>::new());
    // Every page stands there with the keys that open it.
    for command in commands_of(&[Group::Page]) {
        let KeyCode::Char(letter) = command.keys[0] else {
            panic!("{}", command.name)
        };
        assert!(keys.contains(&format!("`v` `{letter}` ")), "{}", command.name);
    }
}

#[test]
fn no_capital_is_bound_and_caps_lock_changes_nothing() {
    for command in with_own_keys() {
        for code in command.keys {
            let KeyCode::Char(c) = code else { continue };
            assert!(!c.is_uppercase(), "{c}");
            let capital = c.to_uppercase().next().unwrap();
            assert_eq!(command_of(&key(capital)).map(|found| found.id), Some(command.id));
        }
    }
}

#[test]
fn every_letter_works_on_the_russian_and_ukrainian_layouts() {
    for command in with_own_keys() {
        for code in command.keys {
            let KeyCode::Char(c) = code else { continue };
            let letters = [Cyrillic::Russian, Cyrillic::Ukrainian].map(|layout| cyrillic_key(*c, layout));
            let letters = letters.into_iter().flatten().filter(|_| c.is_ascii_alphabetic());
            for letter in letters.flat_map(|letter| [letter, letter.to_uppercase().next().unwrap()]) {
                assert_eq!(
                    command_of(&key(letter)).map(|found| found.id),
                    Some(command.id),
                    "{letter}"
                );
            }
        }
    }
    for (ukrainian, latin) in [('і', 's'), ('І', 's')] {
        assert_eq!(
            command_of(&key(ukrainian)).unwrap().id,
            command_of(&key(latin)).unwrap().id
        );
    }
    for unbound in "хъїжэєёґХЪЇЭЁҐ".chars() {
        assert!(command_of(&key(unbound)).is_none(), "{unbound}");
    }
}

#[test]
fn a_look_alike_pressed_by_eye_does_nothing_that_cannot_be_taken_back() {
    let alike: BTreeMap<char, char> = "аa вb еe кk мm нh оo рp сc тt уy хx іi"
        .split(' ')
        .map(|pair| (pair.chars().next().unwrap(), pair.chars().nth(1).unwrap()))
        .collect();
    for (cyrillic, meant) in alike {
        let Some(done) = command_of(&key(cyrillic)) else {
            continue;
        };
        let Some(wanted) = command_of(&key(meant)) else {
            continue;
        };
        let harmless = done.kind().is_none_or(ActionKind::is_undoable) || done.id == wanted.id;
        // Taking and undoing have keys of their own that reverse them.
        let reversed = matches!(done.name, "next" | "claim" | "undo" | "redo" | "skip");
        assert!(harmless || reversed, "{cyrillic} for {meant} does {}", done.name);
    }
}

fn several_parcels() -> PickKind {
    PickKind::Parcels(crate::tui::pick::state::ParcelChoice {
        step: crate::domain::action::ParcelStep::Arrived,
        parcels: (1..=5).map(|place| (place, format!("RA{place}"))).collect(),
    })
}

#[test]
fn a_choice_is_on_one_key_and_a_reason_never_on_x() {
    let outcome = PickKind::Outcome(CallMade::default());
    for kind in [
        outcome,
        PickKind::Cancel,
        PickKind::Returned,
        PickKind::Refused,
        PickKind::Skip,
        PickKind::Settle,
        several_parcels(),
        PickKind::Edit,
        PickKind::Other { hidden: Vec::new() },
        PickKind::Views(Vec::new()),
        PickKind::CallAnyway { is_night: true },
        PickKind::Pasted(String::new()),
    ] {
        let entries = kind.entries();
        let keys: Vec<char> = entries
            .iter()
            .flat_map(|entry| entry.digit.into_iter().chain([entry.letter]))
            .collect();
        let distinct: HashSet<char> = keys.iter().copied().collect();
        assert_eq!(distinct.len(), keys.len(), "{kind:?}");
        assert!(!keys.contains(&'x'), "{kind:?}");
        for entry in entries {
            assert_eq!(kind.choice(entry.letter), Some(entry.choice));
        }
    }
}

#[test]
fn after_the_first_cyrillic_key_the_bar_shows_its_letter() {
    let mut console = Console::new((100, 30), five());
    assert!(console.bar().contains("c подтвердить"), "{}", console.bar());
    console.type_str("о");
    assert!(console.bar().contains("с/c подтвердить"), "{}", console.bar());
    assert_eq!(written(KeyCode::Char('p'), Letters::Cyrillic(Cyrillic::Russian)), "з/p");
}

#[test]
fn the_bar_follows_the_layout_whose_own_letter_was_typed() {
    let mut console = Console::new((100, 30), five());
    for (typed, letters) in [("о", "ы/s"), ("і", "і/s"), ("о", "і/s"), ("ы", "ы/s")] {
        console.type_str(typed);
        console.press(KeyCode::Esc);
        assert_eq!(written(KeyCode::Char('s'), console.model.letters), letters, "{typed}");
    }
}

#[test]
fn letting_a_key_go_is_no_key() {
    let event = |kind| {
        let mut event = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::NONE);
        event.kind = kind;
        Msg::of(Event::Key(event), Millis(0))
    };
    assert!(event(KeyEventKind::Press).is_some());
    assert!(event(KeyEventKind::Repeat).is_some());
    assert!(event(KeyEventKind::Release).is_none());
}

#[test]
fn only_q_in_command_mode_leaves() {
    let mut console = Console::new((100, 30), five());
    for _ in 0..5 {
        console.press(KeyCode::Esc);
    }
    assert!(!console.quit);
    console.type_str("w");
    console.type_str("q");
    assert!(!console.quit);
    console.press(KeyCode::Esc);
    console.type_str("й");
    assert!(console.quit);
}

#[test]
fn a_moved_key_is_the_one_that_works_and_the_one_that_is_shown() {
    let mut console = Console::new((100, 60), five());
    console.model.setup.keymap = Keymap::parse("confirm = \";\"").unwrap();
    assert!(console.bar().contains("; подтвердить"), "{}", console.bar());
    console.type_str("c");
    assert_eq!(console.actions(), []);
    console.type_str(";");
    assert_eq!(console.actions(), [Action::Confirm]);
    console.type_str("?");
    let screen = console.screen();
    let line = screen.iter().find(|line| line.contains("покупатель со всем согласен"));
    assert!(line.unwrap().starts_with("    ; "), "{line:?}");
}

/// The letter rows of the three layouts, key by key, as they stand on the keyboard: English, Russian, Ukrainian.
const LAYOUTS: [(&str, &str, &str); 3] = [
    ("qwertyuiop[]", "йцукенгшщзхъ", "йцукенгшщзхї"),
    ("asdfghjkl;'", "фывапролджэ", "фівапролджє"),
    ("zxcvbnm,.", "ячсмитьбю", "ячсмитьбю"),
];

fn by_place() -> Vec<(char, char)> {
    let mut pairs = vec![('`', 'ё'), ('\\', 'ґ')];
    for (english, russian, ukrainian) in LAYOUTS {
        pairs.extend(english.chars().zip(russian.chars()));
        pairs.extend(english.chars().zip(ukrainian.chars()));
    }
    pairs
}

#[test]
fn every_key_of_three_layouts_does_what_its_place_does_in_either_case() {
    let mut bound = HashSet::new();
    for (latin, cyrillic) in by_place() {
        let done = command_of(&key(latin)).map(|command| command.id);
        bound.extend(done);
        assert_eq!(command_of(&key(cyrillic)).map(|command| command.id), done, "{cyrillic}");
        let capital = cyrillic.to_uppercase().next().unwrap();
        // Shift and the key of the colon is the palette, whatever the layout.
        let shifted = match capital {
            'Ж' => Some(entry_named("palette").id),
            _ => done,
        };
        assert_eq!(
            command_of(&key(capital)).map(|command| command.id),
            shifted,
            "{capital}"
        );
    }
    // The table leaves out no letter that does something.
    for command in with_own_keys() {
        let letters = command
            .keys
            .iter()
            .any(|code| matches!(code, KeyCode::Char(c) if c.is_ascii_lowercase()));
        assert!(!letters || bound.contains(&command.id), "{}", command.name);
    }
}

#[test]
fn every_choice_of_every_list_is_on_the_same_key_in_three_layouts() {
    let plan = std::sync::Arc::new(super::merge::plan());
    let lists = [
        PickKind::Outcome(CallMade::default()),
        PickKind::Cancel,
        PickKind::Returned,
        PickKind::Refused,
        PickKind::Skip,
        PickKind::Settle,
        several_parcels(),
        PickKind::Edit,
        PickKind::Other { hidden: Vec::new() },
        PickKind::Edit,
        PickKind::Views(Vec::new()),
        PickKind::CallAnyway { is_night: true },
        PickKind::Pasted(String::new()),
        PickKind::Merge(crate::tui::pick::state::Merging {
            token: 0,
            plan: Some(plan),
        }),
    ];
    for kind in lists {
        for entry in kind.entries() {
            let same = by_place().into_iter().filter(|(latin, _)| *latin == entry.letter);
            // Digits are on the same keys in all of them.
            let digit = Some(entry.letter).filter(char::is_ascii_digit);
            let same: Vec<char> = same.map(|(_, cyrillic)| cyrillic).chain(digit).collect();
            assert!(!same.is_empty(), "{kind:?} {}", entry.letter);
            for cyrillic in same {
                for typed in [cyrillic, cyrillic.to_uppercase().next().unwrap()] {
                    let KeyCode::Char(meant) = crate::tui::commands::latin(&key(typed)) else {
                        panic!("{typed}");
                    };
                    assert_eq!(kind.choice(meant), Some(entry.choice), "{kind:?} {typed}");
                }
            }
        }
    }
}

fn entry_named(name: &str) -> &'static Command {
    COMMANDS.iter().find(|command| command.name == name).unwrap()
}

#[test]
fn no_order_comes_back_by_the_same_key_twice() {
    let rows = vec![with_order(five()[0].clone(), |order| order.stage = Stage::Dispatched)];
    let mut console = Console::new((100, 30), rows);
    console.type_str("b");
    assert!(matches!(console.model.mode, Mode::Pick(_)));
    console.tick(500);
    console.type_str("b");
    assert_eq!(console.wrote(), []);
    assert!(matches!(console.model.mode, Mode::Pick(_)));
}

#[test]
fn what_a_customer_says_is_entered_from_a_row_with_an_order_and_from_one_without() {
    let without_order = with_row(five()[0].clone(), |row| row.order = None);
    for row in [five()[0].clone(), without_order] {
        let target = match row.row.order {
            Some(order) => Target::Order(order),
            None => Target::Customer(row.row.customer),
        };
        let mut console = Console::new((80, 24), vec![row]);
        console.type_str("уцгде посылка");
        console.press(KeyCode::Enter);
        let text = "где посылка".to_owned();
        match console.wrote().pop() {
            Some(Request::Perform { target: at, action }) => {
                assert_eq!((at, *action), (target, Action::Wrote { text }));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_letter_of_the_outcomes_never_does_what_it_does_in_the_list() {
    // What each choice comes to, by the command that does the same in the list.
    let same = |choice: Choice| match choice {
        Choice::Agreed => &["confirm"][..],
        Choice::Outcome(Outcome::CallBack) => &["schedule"],
        Choice::Outcome(Outcome::Refused) => &["cancel"],
        Choice::Outcome(_) => &["outcome", "dial"],
        other => panic!("{other:?}"),
    };
    for entry in (PickKind::Outcome(CallMade::default())).entries() {
        let in_list = command_of(&key(entry.letter)).map(|command| command.name);
        let is_same = in_list.is_some_and(|name| same(entry.choice).contains(&name));
        assert!(!is_same, "{} {:?} {in_list:?}", entry.letter, entry.choice);
        // A letter pressed twice ends in no list, and does nothing that cannot be taken back.
        assert!(entry.letter != 'l' && entry.letter != 'x', "{entry:?}");
    }
}

#[test]
fn what_is_rarer_stands_in_groups_and_what_is_impossible_behind_one_key() {
    for size in [(80, 24), (120, 40)] {
        let mut console = Console::new(size, five());
        console.type_str("o");
        let screen = console.text();
        assert!(
            screen.contains("Заказ") && screen.contains("новый заказ по телефону"),
            "{screen}"
        );
        assert!(
            !screen.contains("сдан перевозчику"),
            "a new order is not handed over: {screen}"
        );
        assert!(!screen.contains("перехватить"), "nobody holds them: {screen}");
        console.type_str("x");
        let screen = console.text();
        assert!(screen.contains("сдан перевозчику"), "{screen}");
        for (_, name) in RARER {
            let name = Tr::new(Lang::Ru).text(name);
            assert!(screen.contains(&name), "{name}: {screen}");
        }
    }
    let mut console = Console::new((100, 30), five());
    console.type_str("oe");
    assert!(matches!(console.model.mode, Mode::Command));
    assert_ne!(console.notice(), "", "the key of what is impossible says why");
}
