//! What is said to a customer from their row: standard answers, and what they were told.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::five;
use super::pictures::Shop;
use crate::board::BoardRow;
use crate::domain::action::Action;
use crate::domain::message::MessageState;
use crate::domain::order::Stage;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::outreach::answers::StandardAnswers;
use crate::tui::answer::source::AnswerSource;
use crate::tui::answer::source::Answers;
use crate::tui::answer::source::FoundAnswer;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::msg::Msg;
use crate::view::card::Card;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::view::pages::PageKey;

/// The answers the program brings.
struct Brought(StandardAnswers, crate::domain::settings::Settings);

impl AnswerSource for Brought {
    fn search(&self, typed: &str, _: Option<&Card>) -> Vec<FoundAnswer> {
        let found = self.0.search(typed).into_iter();
        let found = found.map(|answer| FoundAnswer {
            name: answer.name.clone(),
            title: answer.title.clone(),
        });
        found.collect()
    }

    fn text(&self, name: &str, card: Option<&Card>, now: Time) -> Result<String, String> {
        let answer = self.0.named(name).unwrap();
        let tr = Tr::new(Lang::Ru);
        let filled = match card {
            Some(card) => answer.filled(card, &self.1, &tr, now),
            None => answer.to_anybody(&self.1, &tr),
        };
        filled.map_err(|(_, why)| why)
    }
}

fn shop(size: (u16, u16)) -> Shop {
    let mut shop = Shop::open(Lang::Ru, size);
    let settings = shop.console.model.setup.settings.as_ref().clone();
    shop.console.model.setup.answers = Answers::of(Brought(StandardAnswers::brought(Lang::Ru), settings));
    shop
}

#[test]
fn an_answer_is_found_by_a_few_letters_filled_for_the_order_and_copied() {
    for size in [(80, 24), (120, 40)] {
        let mut shop = shop(size);
        let number = shop.console.on();
        shop.press(KeyCode::Char('f'));
        let screen = shop.console.text();
        assert!(
            screen.contains("Стандартные ответы") && screen.contains(&format!("№{number}")),
            "{screen}"
        );
        for letter in "bpvtybnm".chars() {
            // "изменить", in the other layout.
            shop.press(KeyCode::Char(letter));
        }
        let Mode::Answers(open) = &shop.console.model.mode else {
            panic!("{}", shop.console.text())
        };
        assert_eq!(open.chosen().map(|found| found.name.as_str()), Some("change_order"));
        let card = open.card.clone().unwrap();
        let answers = shop.console.model.setup.answers.clone();
        let text = answers.text("change_order", Some(&card), shop.console.now).unwrap();
        let first = text.split_whitespace().next().unwrap();
        assert!(shop.console.text().contains(first), "{}", shop.console.text());
        assert!(!text.contains("{{"), "{text}");
        shop.press(KeyCode::Enter);
        assert_eq!(shop.console.copied, [text.trim_end()]);
        assert!(matches!(shop.console.model.mode, Mode::Command));
        assert!(shop.console.notice().contains("в буфере"), "{}", shop.console.notice());
    }
}

#[test]
fn a_paste_is_looked_for_among_the_answers_and_nothing_found_says_so() {
    let mut shop = shop((120, 40));
    shop.press(KeyCode::Char('f'));
    shop.console.send(Msg::Paste("zzzzzz".to_owned()));
    assert!(
        shop.console.text().contains("Ответа с такими словами нет"),
        "{}",
        shop.console.text()
    );
    shop.press(KeyCode::Enter);
    assert!(shop.console.copied.is_empty());
    shop.press(KeyCode::Esc);
    assert!(matches!(shop.console.model.mode, Mode::Command));
}

#[test]
fn one_key_on_a_row_shows_what_the_customer_was_told_and_lets_it_leave_or_recalls_it() {
    let mut shop = shop((120, 40));
    let rows = shop.console.model.board.rows.iter();
    let order = rows.filter_map(BoardRow::facts).find(|order| order.stage == Stage::New);
    let order = order.unwrap().clone();
    shop.desk.perform(Target::Order(order.id), &Action::Confirm).unwrap();
    while shop
        .console
        .model
        .list
        .selected(&shop.console.model.board)
        .map(|row| row.row.customer)
        != Some(order.customer)
    {
        shop.press(KeyCode::Char('j'));
    }
    shop.press(KeyCode::Char('m'));
    let key = PageKey::Messages(order.customer, Some(order.id));
    assert_eq!(shop.console.model.page(), Some(Page::Full(key)));
    let screen = shop.console.text();
    assert!(screen.contains("Сообщения покупателю"), "{screen}");
    assert!(shop.console.bar().contains("m отозвать"), "{}", shop.console.bar());
    shop.press(KeyCode::Char('m'));
    let all = shop.desk.read(|look| outbox::outbox(look, Messages::All, 50)).unwrap();
    let his = all.iter().find(|message| message.customer == order.customer).unwrap();
    assert_eq!(his.state, MessageState::Recalled);
    shop.press(KeyCode::Esc);
    assert!(shop.console.model.pages.is_empty(), "back at their row");
    assert_eq!(
        shop.console.model.subject().map(|subject| subject.customer),
        Some(order.customer)
    );
}

#[test]
fn before_the_card_is_read_no_answer_is_offered_unfilled() {
    let mut console = Console::new((120, 40), five());
    console.type_str("f");
    assert!(matches!(console.model.mode, Mode::Command), "{}", console.text());
    assert_eq!(console.notice(), "Читаю…");
}
