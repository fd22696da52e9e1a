//! The script beside the card is walked and ticked.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use crate::domain::script_point::ScriptPoint;
use crate::domain::target::Target;
use crate::session::request::Request;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);

fn console(size: (u16, u16)) -> Console {
    let rows = five();
    let mut console = Console::new(size, rows.clone());
    console.card(card_of(&rows[0]));
    console
}

/// The ticks asked for since the last look: the script, whether it is opened again.
fn ticks(console: &mut Console) -> Vec<(Target, ScriptPoint, bool)> {
    let asked = std::mem::take(&mut console.asked).into_iter();
    let tick = |(_, request)| match request {
        Request::Tick {
            target, tick, undone, ..
        } => Some((target, tick, undone)),
        _ => None,
    };
    asked.filter_map(tick).collect()
}

#[test]
fn it_stands_under_the_card_where_there_is_room() {
    let console = console(WIDE);
    let card: Vec<String> = console.screen()[21..38]
        .iter()
        .map(|line| line.chars().skip(67).collect())
        .collect();
    insta::assert_snapshot!(card.join("\n"), @r"
    Первый звонок 0/8
    «Здравствуйте, Елена Иванова! Это Лавка. Вы
    оформили заказ № 101. Вам удобно говорить?»
    [ ] Кофеварка, чёрная × 1,5: то ли это, размер,
        цвет, комплект
    [ ] Сумма 1 010 ₽: повторить вслух
    [ ] Оплата: Картой; реквизиты придут сообщением
    [ ] Доставка: Почта России, Москва, Тверская 1
    [ ] Ответить на пожелание: домофон не работает
    [ ] Имя, телефон и почта верны
    [ ] Назвать срок отправки и доставки
    [ ] Подтвердить: всё верно?
    «Спасибо! Номер посылки пришлём, как только
    отправим.»
    Ничего не допродавать при первом разговоре.
    ");
    let low = self::console((120, 24));
    assert!(!low.text().contains("Первый звонок"), "{}", low.text());
}

#[test]
fn tab_goes_from_the_list_to_the_card_to_the_script_and_back() {
    let mut console = console(WIDE);
    console.press(KeyCode::Tab);
    console.type_str(" ");
    assert!(ticks(&mut console).is_empty(), "the card has no points");
    console.press(KeyCode::Tab);
    console.type_str(" ");
    assert_eq!(ticks(&mut console).len(), 1);
    console.press(KeyCode::Tab);
    console.type_str("j");
    assert_eq!(console.on(), "102");
}

#[test]
fn space_ticks_the_point_and_goes_on_and_opens_a_ticked_one_again() {
    let mut console = console(WIDE);
    console.press(KeyCode::Tab);
    console.press(KeyCode::Tab);
    console.type_str(" ");
    console.type_str(" ");
    let asked = ticks(&mut console);
    assert_eq!(asked.len(), 2);
    assert_ne!(asked[0].1, asked[1].1, "each point once");
    assert!(matches!(asked[0].0, Target::Order(_)));
    let mut card = card_of(&five()[0]);
    card.ticks = asked.iter().map(|(_, tick, _)| tick.clone()).collect();
    console.card(card);
    assert!(console.text().contains("2/"), "{}", console.text());
    console.press(KeyCode::Home);
    console.type_str(" ");
    assert!(matches!(ticks(&mut console)[..], [(_, _, true)]));
}

#[test]
fn in_a_small_window_tab_shows_it_alone() {
    let mut console = console(NARROW);
    assert!(!console.text().contains("[ ]"));
    console.press(KeyCode::Tab);
    insta::assert_snapshot!(console.text(), @r"
    12:00   0 звонят  0 пропущено  0 перезвонить  0 дорогих  5 новых  0 дел   анна

     Первый звонок 0/8
     «Здравствуйте, Елена Иванова! Это Лавка. Вы оформили заказ № 101. Вам удобно
     говорить?»
     [ ] Кофеварка, чёрная × 1,5: то ли это, размер, цвет, комплект
     [ ] Сумма 1 010 ₽: повторить вслух
     [ ] Оплата: Картой; реквизиты придут сообщением
     [ ] Доставка: Почта России, Москва, Тверская 1
     [ ] Ответить на пожелание: домофон не работает
     [ ] Имя, телефон и почта верны
     [ ] Назвать срок отправки и доставки
     [ ] Подтвердить: всё верно?
     «Спасибо! Номер посылки пришлём, как только отправим.»
     Ничего не допродавать при первом разговоре.








    Esc назад  Space отметить  d звонить  l итог  c подтвердить      ? все клавиши
    ");
    console.type_str(" ");
    assert_eq!(ticks(&mut console).len(), 1);
    console.press(KeyCode::Tab);
    assert!(!console.text().contains("[ ]"));
    console.press(KeyCode::Tab);
    console.press(KeyCode::Esc);
    assert!(!console.text().contains("[ ]"));
}
