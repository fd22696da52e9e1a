//! The page of products: its tabs, its columns, its filter.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::five;
use super::pages::queries;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductTab;
use crate::session::answer::DeskAnswer;
use crate::view::pages::Act;
use crate::view::pages::ListTab;
use crate::view::pages::LongList;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::PageTab;
use crate::view::pages::Section;

/// A page of two products, stood by what open orders ask for.
fn products(console: &Console) -> PageSnapshot {
    let row = |id, name: &str, wanted| PageRow {
        key: PageRowKey::Id(id),
        cells: vec![Cell::Text(name.to_owned()), Cell::Quantity(wanted)],
        act: Act::Orders,
    };
    let tabs = ProductTab::ALL.map(|tab| PageTab {
        tab: ListTab::Product(tab),
        count: Some(1_200),
        sum: None,
    });
    let listing = LongList {
        tabs: tabs.to_vec(),
        columns: vec![
            Cell::Column(Label::of("products-name"), None),
            Cell::Column(Label::of("products-wanted"), Some(true)),
        ],
        gives_up: Vec::new(),
        found: 2,
        is_all: true,
        of: 2,
        sum: None,
        above: false,
        below: false,
        note: None,
        orders: std::collections::HashMap::new(),
    };
    PageSnapshot {
        sections: vec![Section {
            title: None,
            rows: vec![row(1, "Чайник", 1_500), row(2, "Заварник", 12_000)],
            empty: None,
        }],
        listing: Some(listing),
        ..PageSnapshot::blank(PageKey::Products, console.now)
    }
}

#[test]
fn products_have_tabs_a_filter_and_columns_to_stand_by() {
    for (size, tabs) in [
        ((80, 24), "Все 1\u{a0}200  Нет в наличии"),
        ((160, 40), "Все    Нет в наличии"),
    ] {
        let mut console = Console::new(size, five());
        console.type_str("vg");
        let (token, query) = queries(&mut console).pop().unwrap();
        assert_eq!(query.products.tab, ProductTab::All);
        let page = Arc::new(products(&console));
        console.answer(token, DeskAnswer::Page(page));
        assert!(console.text().contains(tabs), "{}", console.text());
        let lines = console.screen();
        let ends = ["просят ▼", "1,5", "12"].map(|cell| {
            let line = lines.iter().find(|line| line.trim_end().ends_with(cell)).unwrap();
            line.trim_end().chars().count()
        });
        assert!(ends.iter().all(|end| *end == ends[1] || *end == ends[0]), "{lines:#?}");
        console.press(KeyCode::Right);
        assert_eq!(queries(&mut console).pop().unwrap().1.products.tab, ProductTab::Absent);
        console.press(KeyCode::Left);
        console.press(KeyCode::Left);
        assert_eq!(queries(&mut console).pop().unwrap().1.products.tab, ProductTab::New);
        console.type_str("/чай");
        assert_eq!(queries(&mut console).pop().unwrap().1.filter, "чай");
        console.press(KeyCode::Enter);
        console.type_str("vsp");
        let sort = queries(&mut console).pop().unwrap().1.products.sort;
        assert_eq!((sort.column, sort.reversed), (Some(ProductColumn::Price), false));
        console.type_str("vsp");
        assert!(queries(&mut console).pop().unwrap().1.products.sort.reversed);
    }
}
