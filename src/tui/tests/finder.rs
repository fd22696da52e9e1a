//! The command palette, the window's title and the bell.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::with_row;
use crate::domain::action::Action;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::tui::commands::COMMANDS;
use crate::tui::commands::CommandId;
use crate::tui::header::title::title;
use crate::tui::model::mode::Mode;
use crate::tui::palette::matches::LINES;
use crate::tui::palette::matches::Runs;
use crate::tui::palette::state::Finder;

const SIZE: (u16, u16) = (120, 40);

#[test]
fn a_command_is_found_by_its_name_in_either_language_and_layout_and_run() {
    for typed in ["подтвер", "confirm", "gjlndth", "ПОДТВЕР"] {
        let mut console = Console::new(SIZE, five());
        console.type_str(":");
        console.type_str(typed);
        let screen = console.text();
        assert!(screen.contains("▌ с/c        подтвердить · "), "{typed}: {screen}");
        console.press(KeyCode::Enter);
        assert_eq!(console.actions(), [Action::Confirm], "{typed}");
        assert!(matches!(console.model.mode, Mode::Command));
    }
}

#[test]
fn every_command_is_in_the_palette_with_its_key() {
    let console = Console::new(SIZE, five());
    let found = Finder::new(Lang::Ru).found(&console.model);
    let commands = COMMANDS.len() - 1;
    assert_eq!(found.len(), commands + LINES.len(), "all but the palette itself");
    assert!(found.iter().all(|command| !command.keys.is_empty()));
    assert!(found.iter().any(|command| command.keys == "щ/o ц/w"));
}

/// What a console that speaks Russian finds: by the words of both languages.
fn found(typed: &str) -> Vec<Runs> {
    let console = Console::new(SIZE, five());
    let mut finder = Finder::new(Lang::Ru);
    finder.input = typed.into();
    finder
        .found(&console.model)
        .into_iter()
        .map(|found| found.runs)
        .collect()
}

#[test]
fn every_row_of_the_table_is_found_by_its_name_in_both_languages() {
    for command in COMMANDS.iter().filter(|command| command.id != CommandId::Palette) {
        for lang in Lang::ALL.iter().copied() {
            let label = command.label(&Tr::new(lang));
            let runs = Runs::Command(command.id);
            assert!(found(&label).contains(&runs), "{label}");
        }
    }
}

#[test]
fn what_a_manager_would_type_finds_its_command() {
    use CommandId as Id;

    let of = |id| Runs::Command(id);
    let line = |code: &str| {
        let found = LINES.iter().find(|(of, _)| *of == code);
        Runs::Line(found.unwrap().1)
    };
    for (typed, wanted) in [
        ("касса", of(Id::Pay)),
        ("деньги", of(Id::PartPayment)),
        ("долги", of(Id::Today)),
        ("ттн", of(Id::Ship)),
        ("накладная", of(Id::Ship)),
        ("yfrkflyfz", of(Id::Ship)),
        ("склад", of(Id::Products)),
        ("остатки", of(Id::Products)),
        ("каталог", of(Id::Products)),
        ("отчёт", of(Id::Numbers)),
        ("отчет", line("hours")),
        ("выгрузить", line("numbers_csv")),
        ("excel", line("numbers_csv")),
        ("эксель", line("numbers_csv")),
        ("csv", line("refusals_csv")),
        ("сводка", line("sheet")),
        ("перезвонить", of(Id::Schedule)),
        ("перезвон", of(Id::Calendar)),
        ("загрузить", line("import")),
        ("импорт", line("import")),
        ("дубли", of(Id::IsDuplicate)),
        ("объединить", of(Id::Merge)),
        ("журнал", line("journal")),
        ("план", line("plan")),
        ("обещание", line("promise")),
        ("почему", of(Id::Why)),
        ("правила", line("explain")),
        ("настройки", of(Id::Settings)),
        ("yfcnhjqrb", of(Id::Settings)),
        ("каналы", line("channels")),
        ("смс", of(Id::Message)),
        ("возврат", of(Id::Refund)),
        ("рекламация", of(Id::Complaint)),
        ("смена", of(Id::Shift)),
        ("обед", of(Id::Pause)),
        ("адрес", of(Id::EditDetails)),
        ("состав", of(Id::EditLines)),
        ("копия", line("backup")),
        ("cash", of(Id::Pay)),
        ("debts", of(Id::Today)),
        ("waybill", of(Id::Ship)),
        ("stock", of(Id::Products)),
        ("export", line("numbers_csv")),
        ("call back", of(Id::Schedule)),
        ("import", line("import")),
        ("duplicates", of(Id::IsDuplicate)),
        ("audit", line("journal")),
        ("config", of(Id::Settings)),
        ("sms", of(Id::Message)),
        ("двойники", line("duplicates")),
        ("сегмент", line("segments")),
        ("доктор", line("doctor")),
        ("восстановить", line("restore")),
        ("тема", of(Id::Settings)),
        ("язык", of(Id::Settings)),
        ("theme", of(Id::Settings)),
        ("language", of(Id::Settings)),
        ("help", of(Id::Help)),
        ("lunch", of(Id::Pause)),
    ] {
        let found = found(typed);
        assert!(found.contains(&wanted), "{typed}: {found:?}");
    }
}

#[test]
fn an_impossible_one_says_why_and_does_nothing() {
    let mut console = Console::new(SIZE, five());
    console.type_str("Ж");
    console.type_str("прибыл");
    assert!(
        console.text().contains("прибыл · Заказ ещё не подтверждён."),
        "{}",
        console.text()
    );
    console.press(KeyCode::Enter);
    assert_eq!(console.wrote(), []);
    assert!(console.notice().contains("не подтверждён"));
}

#[test]
fn a_rarer_one_is_found_too_and_esc_leaves() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str(":новый заказ");
    console.press(KeyCode::Enter);
    assert!(matches!(console.model.mode, Mode::Form(_)), "{}", console.text());
    let mut console = Console::new(SIZE, Vec::new());
    console.type_str(":жжж");
    assert!(console.text().contains("Такой команды нет"));
    console.press(KeyCode::Enter);
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn an_unshifted_letter_opens_no_palette() {
    let mut console = Console::new(SIZE, five());
    console.type_str("жєЄ");
    assert!(matches!(console.model.mode, Mode::Command));
    console.type_str("Ж");
    assert!(matches!(console.model.mode, Mode::Palette(_)));
}

#[test]
fn the_title_counts_who_cannot_wait() {
    let mut rows = five();
    rows[0] = with_row(rows[0].clone(), |row| row.task.lane = Lane::Missed);
    rows[1] = with_row(rows[1].clone(), |row| row.task.lane = Lane::FollowUp);
    let console = Console::new(SIZE, rows);
    assert_eq!(title(&console.model), "dozvon · 1 ✆ 3 •");
    assert_eq!(title(&Console::new(SIZE, Vec::new()).model), "dozvon");
}

#[test]
fn new_orders_are_told_once_each_and_a_storm_of_them_once_a_minute() {
    let new = |at: usize| with_row(five().remove(at), |row| row.task.lane = Lane::New);
    let mut console = Console::new(SIZE, vec![new(0)]);
    assert_eq!(console.notified, [""; 0], "what was there is no news");
    console.board(vec![new(0), new(1)]);
    assert_eq!(console.notified.len(), 1);
    assert!(console.notified[0].starts_with("1 "), "{:?}", console.notified);
    console.board(vec![new(0), new(1), new(2)]);
    console.board(vec![new(0), new(1), new(2), new(3)]);
    assert_eq!(console.notified.len(), 1, "it told a moment ago");
    console.now = console.now + Span::minutes(1);
    console.board(vec![new(1), new(2), new(3)]);
    assert!(console.notified[1].starts_with("2 "), "{:?}", console.notified);
    console.now = console.now + Span::minutes(5);
    console.board(vec![new(0), new(1), new(2), new(3)]);
    assert_eq!(console.notified.len(), 2, "one that comes back is known");

    let mut settings = crate::domain::settings::Settings::clone(&console.model.setup.settings);
    settings.console.notify = crate::domain::settings::Notify::Off;
    console.model.setup.settings = std::sync::Arc::new(settings);
    console.board(vec![new(4)]);
    assert_eq!(console.notified.len(), 2);
}

#[test]
fn the_bell_rings_at_calls_and_for_the_first_row_but_once_a_minute() {
    let missed = |at: usize| with_row(five().remove(at), |row| row.task.lane = Lane::Missed);
    let mut console = Console::new(SIZE, Vec::new());
    console.board(vec![five().remove(0)]);
    assert_eq!(console.bells, 1, "the queue was empty");
    console.board(vec![missed(0)]);
    assert_eq!(console.bells, 1, "it rang a moment ago");
    console.now = console.now + Span::minutes(1);
    console.board(vec![missed(0), missed(1)]);
    assert_eq!(console.bells, 2);
    console.now = console.now + Span::minutes(1);
    console.board(vec![missed(0), missed(1), five().remove(2)]);
    assert_eq!(console.bells, 2, "a new order beside others is no alarm");
}
