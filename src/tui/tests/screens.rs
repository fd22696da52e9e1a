//! What stands on the screen, and how it looks.

use std::sync::Arc;

use crossterm::event::KeyCode;
use ratatui::style::Color;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use super::harness::held;
use super::harness::row;
use super::harness::with_row;
use crate::board::Board;
use crate::board::BoardWarning;
use crate::domain::money::Currency;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::session::answer::DeskMsg;
use crate::text::width;
use crate::tui::notice::state::Notice;
use crate::tui::theme::Depth;
use crate::tui::theme::Meaning;
use crate::tui::theme::Palette;
use crate::tui::theme::Signs;
use crate::tui::update::rest;

#[test]
fn the_desk_at_110_columns() {
    let mut rows = five();
    rows[1] = with_row(rows[1].clone(), |row| row.attempts = 2);
    let mut console = Console::new((110, 15), rows.clone());
    console.card(card_of(&rows[0]));
    insta::assert_snapshot!(console.text(), @r"
     dozvon · Лавка   ср 11 мар 12:00   0 звонят · 0 пропущено · 0 перезвонить · 0 дорогих · 5 новых · 0 дел анна

     Новые 5 ──────────── сумма, ₽ что сделать ───────────── время   №101 · Елена Иванова · новый покупатель
    ▌•  101 Елена Иванова    1 010 новый             осталось 2:20   +7 916 123-45-67   Москва, там 12:00
     •  102 Игорь Попов      1 020 новый ×2          осталось 1:40   • R4 · новый · 2:20 до 3 мин
     •  103 Ольга Смирнова   1 030 новый             осталось 1:00   ───────────────────────────────────────────
     •  104 Пётр Ким         1 040 новый             осталось 0:20   Кофеварка, чёрная              1,5  1 010
     •  105 Вера Титова      1 050 новый                 ждёт 3:20   Итого                               1 010 ₽
                                                                     новый · предоплата · не оплачен
                                                                     Почта России · Москва, Тверская 1
                                                                     «домофон не работает»
                                                                     ───────────────────────────────────────────
                                                                     11:59         заказ · сайт

     d звонить  l итог  c подтвердить  x отменить  s назначить  z пропустить  w заметка  n дальше   ? все клавиши
    ");
}

#[test]
fn a_number_has_the_columns_it_needs_and_of_one_too_long_the_end_is_seen() {
    for (number, columns, shown) in [
        ("1000959", 110, "• 1000959 Елена"),
        ("123456789", 110, "• …456789 Елена"),
        ("123456789", 80, "• 123456789 Елена"),
    ] {
        let mut rows = five();
        let text = Arc::make_mut(&mut rows[0].text);
        number.clone_into(&mut text.number);
        let console = Console::new((columns, 15), rows);
        assert!(console.text().contains(shown), "{}", console.text());
        assert!(console.text().contains(" 102 Игорь"), "{}", console.text());
    }
}

#[test]
fn what_is_said_is_read_to_its_end_over_the_short_card() {
    let mut console = Console::new((60, 15), five());
    console.card(card_of(&five()[0]));
    console.model.notice = Some(Notice::Plain("notice-nobody_alike"));
    let screen = console.screen();
    assert_eq!(
        screen[12].trim(),
        "Ни с кем нет общих телефонов и почты. Чтобы объединить,"
    );
    assert_eq!(screen[13].trim(), "отметьте обе строки.");
    assert!(
        screen[10].contains("Елена") && !console.text().contains("Кофеварка"),
        "{screen:#?}"
    );
    // Nor does it cover what is being typed.
    console.press(KeyCode::Char('w'));
    console.model.notice = Some(Notice::Plain("notice-nobody_alike"));
    assert!(console.screen()[12].trim().is_empty(), "{}", console.text());
}

#[test]
fn a_sum_in_another_currency_than_the_headings_has_its_sign() {
    let mut rows = five();
    rows[1] = with_row(rows[1].clone(), |row| {
        row.currency = Some(Currency::parse("GBP").unwrap());
    });
    for size in [(80, 24), (120, 40)] {
        let screen = Console::new(size, rows.clone()).screen();
        let of = |number: &str| screen.iter().find(|line| line.contains(number)).unwrap().clone();
        assert!(of(" 102 ").contains("1\u{a0}020\u{a0}£"), "{}", of(" 102 "));
        assert!(!of(" 103 ").contains('₽'), "{}", of(" 103 "));
    }
}

#[test]
fn the_desk_at_80_columns() {
    let mut console = Console::new((80, 15), five());
    console.card(card_of(&five()[0]));
    insta::assert_snapshot!(console.text(), @r"
     12:00   0 звонят  0 пропущено  0 перезвонить  0 дорогих  5 новых  0 дел   анна

     Новые 5 ──────────────── сумма, ₽ что сделать ────────────────────────── время
    ▌•  101 Елена Иванова        1 010 новый                          осталось 2:20
     •  102 Игорь Попов          1 020 новый                          осталось 1:40
     •  103 Ольга Смирнова       1 030 новый                          осталось 1:00
     •  104 Пётр Ким             1 040 новый                          осталось 0:20
     •  105 Вера Титова          1 050 новый                              ждёт 3:20


     №101 · Елена Иванова · новый покупатель   +7 916 123-45-67   Москва, там 12:00
     • R4 · новый · 2:20 до 3 мин
     1 010 ₽ · предоплата · не оплачен · Кофеварка

     d звонить  l итог  c подтвердить  x отменить  s назначить        ? все клавиши
    ");
}

#[test]
fn the_header_counts_and_measures() {
    let mut console = Console::new((200, 20), Vec::new());
    let board = Board {
        rows: Arc::new(five()),
        contacted_today: (8, 7),
        at_risk: 431_050,
        complete: true,
        seq: 5,
        warnings: vec![BoardWarning::ClockBehind { last: NOON }],
        ..Board::default()
    };
    console.desk(DeskMsg::Board(Arc::new(board)));
    let header = console.screen()[0].clone();
    for part in [
        "dozvon · Лавка",
        "ср 11 мар 12:00",
        "0 звонят · 0 пропущено · 0 перезвонить · 0 дорогих · 5 новых · 0 дел",
        "в срок 87 %",
        "под риском 4\u{a0}310\u{a0}₽",
        "▲ часы отстают",
        "анна",
    ] {
        assert!(header.contains(part), "{part}: {header}");
    }
}

#[test]
fn columns_stand_in_line_whatever_the_letters() {
    let mut rows = five();
    rows[1].text = Arc::new(crate::domain::queue::row_text::RowText {
        customer: "茶壺屋 株式会社 東京".to_owned(),
        ..rows[1].text.as_ref().clone()
    });
    let console = Console::new((80, 20), rows);
    let screen = console.screen();
    let ends: Vec<usize> = (3..8).map(|line| width(screen[line].trim_end())).collect();
    assert_eq!(ends, [79; 5], "{}", console.text());
}

#[test]
fn pressure_is_a_sign_and_a_colour_and_without_colours_a_sign() {
    let late = row(1, "Поздний", 400);
    let over = row(2, "Пропавший", 4_000);
    let mut console = Console::new((100, 20), vec![row(3, "Свежий", 1), late, over]);
    let (buffer, cursor) = console.draw();
    assert_eq!((cursor.x, cursor.y), (0, 3));
    let ink = |meaning| console.model.setup.palette.style(meaning).fg.unwrap();
    let cell = |column: u16, line: u16| buffer.cell((column, line)).unwrap().clone();
    // The last column of the timers.
    assert!(console.screen()[4][..].contains("ждёт 6:40"), "{}", console.text());
    assert_eq!(cell(58, 4).fg, ink(Meaning::Soon));
    assert!(console.screen()[5].contains("просрочено 6:40"), "{}", console.text());
    assert_eq!(cell(58, 5).fg, ink(Meaning::Overdue));
    assert_ne!(cell(10, 3).bg, cell(10, 4).bg);
    console.model.setup.palette = Palette::of(crate::domain::settings::Theme::None, Depth::True);
    let (buffer, _) = console.draw();
    assert!(
        buffer
            .content()
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
    );
    assert!(console.text().contains("просрочено 6:40"));
}

#[test]
fn a_colleagues_row_is_muted_and_names_him() {
    let rows = vec![row(1, "Анна", 1), held(row(2, "Борис", 2), "олег")];
    let console = Console::new((100, 20), rows);
    let (buffer, _) = console.draw();
    assert!(console.screen()[4].contains("олег: новый"), "{}", console.text());
    let muted = console.model.setup.palette.style(Meaning::Claimed).fg.unwrap();
    assert_eq!(buffer.cell((12, 4)).unwrap().fg, muted);
}

#[test]
fn a_row_without_an_order_shows_its_whole_phone() {
    let unknown = with_row(row(2, "", 2), |row| row.order = None);
    let console = Console::new((100, 20), vec![row(1, "Анна", 1), unknown]);
    assert!(console.screen()[4].contains("+7 916 123-45-67"), "{}", console.text());
}

#[test]
fn plain_signs_are_all_ascii_but_for_words() {
    let mut console = Console::empty(Lang::En, (100, 24));
    console.model.setup.signs = Signs::ASCII;
    console.model.setup.operator = "ann".to_owned();
    Arc::make_mut(&mut console.model.setup.settings).shop.name = "Shop".to_owned();
    console.board(vec![row(1, "Ann", 1), row(2, "Bob", 200)]);
    let stray: String = console
        .text()
        .chars()
        .filter(|c| !c.is_ascii() && !"·…\u{a0}".contains(*c))
        .collect();
    assert_eq!(stray.replace("сайт", "").replace('₽', ""), "", "{}", console.text());
}

#[test]
fn who_sleeps_is_called_so_and_does_not_press() {
    for (lang, words, until) in [(Lang::Ru, "ночь · ", "до 15:20"), (Lang::En, "night · ", "by 15:20")] {
        for size in [(80, 24), (100, 24), (120, 40)] {
            let mut console = Console::empty(lang, size);
            console.model.setup.signs = Signs::ASCII;
            let late = row(1, "Ann", 9_000);
            let wakes = console.now + Span::minutes(200);
            let sleeps = with_row(late.clone(), |row| row.asleep_until = Some(wakes));
            let awake = with_row(late.clone(), |row| row.asleep_until = Some(console.now));
            let unknown = with_row(late, |row| row.asleep_until = Some(Time::FAR));
            console.board(vec![sleeps]);
            let line = console.screen()[3].clone();
            assert!(line.contains(words) && line.contains(until), "{line}");
            console.board(vec![unknown]);
            let line = console.screen()[3].clone();
            assert!(line.contains(words) && !line.contains(until), "{line}");
            console.board(vec![awake]);
            let line = console.screen()[3].clone();
            assert!(
                !line.contains(words) && (line.contains("просрочено") || line.contains("overdue")),
                "{line}"
            );
        }
    }
}

#[test]
fn an_empty_queue_says_what_to_do() {
    let mut console = Console::empty(Lang::En, (100, 24));
    assert!(console.text().contains("Reading the file"));
    console.board(Vec::new());
    assert!(console.text().contains("dozvon import"), "{}", console.text());
    let board = Board {
        next_due: Some(NOON + Span::days(1) - Span::hours(2)),
        waiting: 2,
        seq: 9,
        complete: true,
        ..Board::default()
    };
    console.desk(DeskMsg::Board(Arc::new(board)));
    for part in ["Next is due: tomorrow 10:00.", "Waiting for their hour: 2."] {
        assert!(console.text().contains(part), "{part}: {}", console.text());
    }
}

#[test]
fn views_show_their_rows() {
    let mut console = Console::new((100, 24), five());
    console.type_str("vm");
    assert!(console.text().contains("Очередь · мои"), "{}", console.text());
    assert!(console.text().contains("Здесь пусто"));
    console.type_str("va");
    assert_eq!(console.on(), "101");
}

#[test]
fn why_names_rule_settings_and_times() {
    let mut console = Console::new((100, 24), five());
    console.card(card_of(&five()[0]));
    console.type_str("i");
    let text = console.text();
    for part in ["R4 · новый", "first_contact_target = 3m", "предел 12:59"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    console.press(KeyCode::Esc);
    assert!(console.model.pages.is_empty());
}

#[test]
fn help_lists_every_key_and_scrolls() {
    let mut console = Console::new((100, 50), five());
    console.type_str("?");
    assert!(console.text().contains("з/p"), "{}", console.text());
    console.model.size = (100, 20);
    console.press(KeyCode::End);
    assert!(console.text().contains("в работе"), "{}", console.text());
    console.press(KeyCode::Esc);
    assert!(!console.text().contains("Все клавиши"));
}

#[test]
fn nothing_ticks_faster_than_what_is_seen_changes() {
    let seconds = Console::new((100, 24), vec![row(1, "Анна", 1)]);
    assert_eq!(rest(&seconds.model, NOON + Span(400)).unwrap().as_millis(), 600);
    let minutes = Console::new((100, 24), vec![row(1, "Анна", 1_200)]);
    assert_eq!(rest(&minutes.model, NOON + Span(400)).unwrap().as_millis(), 59_600);
}

#[test]
fn the_card_shows_who_what_and_how_much() {
    let mut console = Console::new((120, 30), five());
    console.card(card_of(&five()[0]));
    let text = console.text();
    for part in [
        "№101 · Елена Иванова · новый покупатель",
        "+7 916 123-45-67   Москва, там 12:00",
        "• R4 · новый · 2:20 до 3 мин",
        "Кофеварка, чёрная",
        "1,5",
        "1\u{a0}010\u{a0}₽",
        "новый · предоплата · не оплачен",
        "«домофон не работает»",
        "заказ · сайт",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn help_breaks_long_lines_and_cuts_none() {
    let mut console = Console::new((80, 60), five());
    console.type_str("?");
    let text = console.text();
    for word in ["исправить", "прочее", "пункт"] {
        assert!(text.contains(word), "{word}\n{text}");
    }
}

#[test]
fn a_narrow_header_leaves_out_the_shops_name_before_what_is_measured() {
    let mut console = Console::new((80, 20), Vec::new());
    let mut board = Board {
        rows: Arc::new(five()),
        contacted_today: (8, 7),
        at_risk: 431_050,
        complete: true,
        ..Board::default()
    };
    (board.outbox.waiting, board.outbox.failed) = (3, 2);
    console.desk(DeskMsg::Board(Arc::new(board)));
    let header = console.screen()[0].clone();
    for part in ["12:00", "0 перезвонить  ещё 5", "не доставлено 2", "анна"] {
        assert!(header.contains(part), "{part}: {header}");
    }
    assert!(!header.contains("Лавка"), "{header}");
}

#[test]
fn what_is_amiss_is_cut_where_there_is_no_room_and_never_left_out() {
    for (warning, said) in [
        (
            BoardWarning::OtherRules { since: None },
            "▲ в базе другие правила: config adopt",
        ),
        (
            BoardWarning::OtherRules { since: Some(NOON) },
            "▲ другие правила с 12:00: config adopt",
        ),
        (
            BoardWarning::Published { since: NOON },
            "▲ новые настройки магазина с 12:00",
        ),
        (BoardWarning::ClockBehind { last: NOON }, "▲ часы отстают"),
        (BoardWarning::Rehearsal { since: None }, "▲ репетиция"),
        (BoardWarning::WorkFails { since: NOON }, "▲ само не делается с 12:00"),
        (BoardWarning::CutOff { since: NOON }, "▲ нет связи с базой с 12:00"),
        (BoardWarning::SyncedFolder, "▲ "),
    ] {
        let mut console = Console::new((80, 24), five());
        let board = Board {
            rows: console.model.board.rows.clone(),
            contacted_today: (10, 8),
            at_risk: 431_050,
            complete: true,
            warnings: vec![warning],
            ..Board::default()
        };
        console.desk(DeskMsg::Board(Arc::new(board)));
        let header = console.screen()[0].clone();
        for part in [said, "•5 ·0", "анна"] {
            assert!(header.contains(part), "{part}: {header}");
        }
    }
}

#[test]
fn a_clock_that_was_set_is_said_in_words() {
    for (by, said) in [
        (Span::hours(3), "Часы ушли вперёд на 3 ч"),
        (Span(-Span::days(1).0), "Часы ушли назад на"),
    ] {
        let mut console = Console::new((100, 20), five());
        console.desk(DeskMsg::ClockJumped(by));
        assert!(console.text().contains(said), "{}", console.text());
    }
}

/// A busy day's counts at the usual widths.
#[test]
fn the_counts_are_named_as_long_as_they_fit_and_the_least_pressing_are_added_up_first() {
    for (columns, lang, shown) in [
        (
            80,
            Lang::Ru,
            " 12:00   1 звонит  3 пропущено  8 перезвонить  ещё 57   в срок 55 %",
        ),
        (
            80,
            Lang::En,
            " 12:00   1 rings  3 missed  8 to call back  4 high  53 more   on time 55%",
        ),
        (
            120,
            Lang::Ru,
            "1 звонит  3 пропущено  8 перезвонить  4 дорогих  16 новых  37 дел   в срок 55 %",
        ),
        (
            120,
            Lang::En,
            "1 rings  3 missed  8 to call back  4 high  16 new  37 follow-ups   on time 55%",
        ),
        (
            160,
            Lang::Ru,
            "1 звонит · 3 пропущено · 8 перезвонить · 4 дорогих · 16 новых · 37 дел   в срок 55 %",
        ),
        (200, Lang::Ru, "ср 11 мар 12:00   1 звонит · 3 пропущено"),
    ] {
        let mut console = Console::empty(lang, (columns, 24));
        let board = Board {
            contacted_today: (20, 11),
            at_risk: 10_200_000,
            complete: true,
            ..Board::default()
        };
        console.desk(DeskMsg::Board(Arc::new(board)));
        console.model.lanes = [1, 3, 8, 4, 16, 37];
        let header = console.screen()[0].clone();
        assert!(header.contains(shown), "{columns} {header}");
        assert_eq!(header.contains("102"), columns > 100, "{columns} {header}");
    }
}
