//! The pages of figures: their periods, what is read first, and the orders behind a row.

use crossterm::event::KeyCode;

use super::pictures::Shop;
use super::pictures::are_kept;
use crate::i18n::Lang;
use crate::tui::model::mode::Page;
use crate::tui::theme::Meaning;
use crate::view::figures::PeriodChoice;
use crate::view::pages::PageKey;

fn chosen(shop: &Shop) -> PeriodChoice {
    shop.console.model.open_sheet().unwrap().query.period
}

#[test]
fn a_period_is_chosen_on_the_page_and_held_against_the_one_before() {
    for (letter, key) in [('r', PageKey::Numbers), ('f', PageKey::Calls)] {
        let mut shop = Shop::open(Lang::En, (120, 40));
        shop.press(KeyCode::Char('v'));
        shop.press(KeyCode::Char(letter));
        assert_eq!(shop.console.model.full_page(), Some(key));
        assert_eq!(chosen(&shop), PeriodChoice::Month);
        let month = shop.console.text();
        shop.press(KeyCode::Left);
        assert_eq!(chosen(&shop), PeriodChoice::Week);
        assert_ne!(shop.console.text(), month);
        assert!(shop.console.text().contains("←→ period"), "{}", shop.console.text());
        // Another page has none: the arrows do there what they did.
        shop.press(KeyCode::Esc);
        shop.press(KeyCode::Right);
        assert!(shop.console.model.open_sheet().is_none());
    }
}

#[test]
fn what_is_read_first_stands_in_tiles_with_its_turn_coloured() {
    for (lang, size, says) in [
        (
            Lang::Ru,
            (80, 24),
            ["Звонок в срок", "Первый звонок", "Поговорили", "Подтвердили"],
        ),
        (
            Lang::En,
            (120, 40),
            ["Called in time", "First call", "Talked", "Confirmed"],
        ),
    ] {
        let mut shop = Shop::open(lang, size);
        shop.press(KeyCode::Char('v'));
        shop.press(KeyCode::Char('r'));
        let text = shop.console.text();
        assert!(says.iter().all(|said| text.contains(said)), "{text}");
        assert!(!text.contains('…'), "{text}");
        let (buffer, _) = shop.console.draw();
        let good = shop.console.model.setup.palette.style(Meaning::Done).fg;
        let more = buffer.content.iter().filter(|cell| Some(cell.fg) == good).count();
        assert!(more > 5, "more than before is said in its colour");
    }
}

#[test]
fn enter_on_a_figure_lists_the_orders_it_counts() {
    let mut shop = Shop::open(Lang::En, (120, 40));
    shop.press(KeyCode::Char('v'));
    shop.press(KeyCode::Char('r'));
    shop.press(KeyCode::Enter);
    assert!(matches!(shop.console.model.full_page(), Some(PageKey::Behind(..))));
    let (placed, text) = (
        shop.console.model.open_sheet().unwrap().lines().len(),
        shop.console.text(),
    );
    assert!(text.contains("Numbers · orders"), "{text}");
    shop.press(KeyCode::Esc);
    shop.press(KeyCode::Down);
    shop.press(KeyCode::Enter);
    let confirmed = shop.console.model.open_sheet().unwrap().lines().len();
    assert!(confirmed > 0 && confirmed < placed, "{confirmed} of {placed}");
}

#[test]
fn who_owes_what_stands_beside_the_card_of_the_order_under_the_cursor() {
    let mut stale = Vec::new();
    for (lang, name) in [(Lang::Ru, "money-ru.svg"), (Lang::En, "money-en.svg")] {
        for size in [(80, 24), (120, 40)] {
            let mut shop = Shop::open(lang, size);
            shop.press(KeyCode::Char('v'));
            shop.press(KeyCode::Char('y'));
            let open = shop.console.model.open_sheet().unwrap();
            let titles = open
                .sheet
                .iter()
                .flat_map(|sheet| &sheet.sections)
                .filter_map(|section| section.title.as_ref());
            let titles: Vec<&str> = titles.map(|title| title.key).collect();
            assert!(titles.iter().any(|key| key.starts_with("owed-customers")), "{titles:?}");
            assert!(titles.iter().any(|key| key.starts_with("owed-carriers")), "{titles:?}");
            if size.0 == 120 {
                stale.extend(shop.kept(name));
            }
            shop.press(KeyCode::Enter);
            assert_eq!(shop.console.model.page(), Some(Page::Card));
        }
    }
    are_kept(&stale);
}
