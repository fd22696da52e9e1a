//! What waits of feeds and of what is written back to shops, on the pages that list it.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::five;
use super::pages::WIDE;
use super::pages::answer;
use super::pages::sheet;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::shop_write::ShopWriteTouch;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::Shape;

#[test]
fn what_a_shop_did_not_take_is_tried_again_from_the_outbox() {
    let row = |id, touch| PageRow {
        key: PageRowKey::Id(id),
        cells: vec![Cell::Text("shop".to_owned())],
        act: Act::ShopWrite(id, touch),
    };
    let mut console = Console::new(WIDE, five());
    console.type_str("vo");
    let rows = vec![row(7, ShopWriteTouch::Retry), row(8, ShopWriteTouch::Drop)];
    answer(&mut console, sheet(PageKey::Outbox, Shape::BesideCard, rows));
    for (id, touch, said) in [
        (7, ShopWriteTouch::Retry, "снова запишется"),
        (8, ShopWriteTouch::Drop, "не запишется"),
    ] {
        console.press(KeyCode::Enter);
        let asked = std::mem::take(&mut console.asked).into_iter();
        let asked: Vec<_> = asked
            .filter_map(|request| match request {
                (token, Request::TouchShopWrite { id, touch }) => Some((token, id, touch)),
                _ => None,
            })
            .collect();
        let [(token, of, wanted)] = asked[..] else {
            panic!("{asked:?}");
        };
        assert_eq!((of, wanted), (id, touch));
        let result = Ok(true);
        console.answer(token, DeskAnswer::ShopWriteTouched { touch, result });
        assert!(console.text().contains(said), "{}", console.text());
        console.press(KeyCode::Down);
    }
}

#[test]
fn a_word_of_a_shops_is_explained_where_it_is_listed() {
    let waits = Label::of("feeds-word")
        .with("word", Cell::Text("у 'портного'".to_owned()))
        .with("count", Cell::Count(2));
    let row = PageRow {
        key: PageRowKey::Id(3),
        cells: vec![Label::of("feeds-unknown").into(), Cell::Warning(waits)],
        act: Act::FeedWord,
    };
    let mut console = Console::new(WIDE, five());
    console.type_str("vi");
    answer(&mut console, sheet(PageKey::Feeds, Shape::Whole, vec![row]));
    console.press(KeyCode::Enter);
    let shown = console.text();
    for said in ["что значит статус «у 'портного'»?", "подтверждён", "вернулся"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    console.type_str("2");
    let line = console.asked.iter().find_map(|asked| match asked {
        (_, Request::RunCommand { line, .. }) => Some(line.clone()),
        _ => None,
    });
    let words = shell_words::split(&line.unwrap()).unwrap();
    assert_eq!(words, ["feed", "word", "у 'портного'", "confirmed"]);
    // Nothing is chosen by leaving.
    console.asked.clear();
    console.press(KeyCode::Enter);
    console.press(KeyCode::Esc);
    let is_run = |(_, request): &(u64, Request)| matches!(request, Request::RunCommand { .. });
    assert!(!console.asked.iter().any(is_run));
}

#[test]
fn what_could_not_be_read_is_read_again_mended_or_left_out_where_it_is_listed() {
    let row = PageRow {
        key: PageRowKey::Id(3),
        cells: vec![Cell::Text("заказ 12".to_owned())],
        act: Act::FeedReject(7),
    };
    let mut console = Console::new(WIDE, five());
    console.type_str("vi");
    answer(&mut console, sheet(PageKey::Feeds, Shape::Whole, vec![row]));
    let ran = |console: &mut Console| {
        let asked = std::mem::take(&mut console.asked).into_iter();
        let lines: Vec<String> = asked
            .filter_map(|asked| match asked {
                (_, Request::RunCommand { line, .. }) => Some(line.trim().to_owned()),
                _ => None,
            })
            .collect();
        lines
    };
    for (key, line) in [("2", "feed mend 7"), ("3", "feed mend 7 --drop")] {
        console.press(KeyCode::Enter);
        assert!(console.text().contains("с другим значением"), "{}", console.text());
        console.type_str(key);
        assert_eq!(ran(&mut console), [line]);
        console.press(KeyCode::Esc);
    }
    console.press(KeyCode::Enter);
    console.type_str("1");
    assert_eq!(ran(&mut console), [""; 0], "the value is still to be typed");
    console.type_str("1450");
    console.press(KeyCode::Enter);
    assert_eq!(ran(&mut console), ["feed mend 7 --value 1450"]);
}
