//! The code an order is paid by, for a customer at the counter.

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::style::Color;

use super::pictures::Shop;
use crate::domain::order::Stage;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_link::PayLink;
use crate::domain::settings::Settings;
use crate::i18n::Lang;
use crate::text::qr::tests::seen;
use crate::tui::model::mode::Page;

const WHITE: Color = Color::Indexed(231);
const BLACK: Color = Color::Indexed(16);

fn russian(settings: &mut Settings) {
    let shop = &mut settings.shop;
    shop.payee = Some("ИП Иванова Е. П.".to_owned());
    shop.account = BankAccount::parse("40802810000000000001");
    shop.bank = Some("АО «Банк»".to_owned());
    shop.bic = Some("044525974".to_owned());
    shop.pay_link = PayLink::parse("https://pay.example/?order={{ order.number }}&sum={{ sum }}");
}

/// What a reader of codes sees on the screen, two points of light a cell, one above the other.
fn on_screen(buffer: &Buffer) -> Option<String> {
    const SCALE: usize = 4;
    let area = buffer.area;
    let (columns, rows) = (usize::from(area.width), usize::from(area.height) * 2);
    let dark = |x: usize, y: usize| {
        let (x, y) = (x / SCALE, y / SCALE);
        let cell = &buffer.content[y / 2 * columns + x];
        let is_of_code = [cell.fg, cell.bg].iter().all(|color| [WHITE, BLACK].contains(color));
        let color = if y % 2 == 0 { cell.fg } else { cell.bg };
        // Around the code the theme's own ground is dark.
        !is_of_code || color == BLACK
    };
    seen(columns * SCALE, rows * SCALE, dark)
}

fn opened(size: (u16, u16), set: fn(&mut Settings)) -> Shop {
    let mut shop = Shop::with(Lang::Ru, size, set);
    shop.go_to(Stage::Confirmed);
    shop.press(KeyCode::Char('o'));
    shop.press(KeyCode::Char('0'));
    assert_eq!(
        shop.console.model.page(),
        Some(Page::PayCode),
        "{}",
        shop.console.text()
    );
    shop
}

#[test]
fn a_bank_reads_from_the_screen_what_is_to_be_paid_and_esc_goes_back() {
    let mut shop = opened((120, 48), russian);
    let card = shop.console.model.current_card().unwrap().clone();
    let order = card.order.as_ref().unwrap();
    let text = on_screen(&shop.console.draw().0).expect("a code is seen");
    assert!(
        text.starts_with("ST00012|Name=ИП Иванова Е. П.|PersonalAcc=40802810000000000001|"),
        "{text}"
    );
    let sum = format!("|Sum={}|Purpose=Оплата заказа № {}", order.facts.owed(), order.number);
    assert!(text.contains(&sum), "{text}");
    let screen = shop.console.text();
    let link = format!("https://pay.example/?order={}&sum=", order.number);
    assert!(screen.contains(&link), "{screen}");
    // Drawn again and again it stays the same one.
    let modules = |shop: &Shop| {
        shop.console
            .model
            .card
            .code
            .as_ref()
            .and_then(|(_, code)| code.as_ref().map(std::ptr::from_ref))
    };
    let first = modules(&shop);
    assert!(first.is_some());
    for _ in 0..3 {
        shop.press(KeyCode::Down);
        shop.console.draw();
        assert_eq!(modules(&shop), first);
    }
    shop.press(KeyCode::Esc);
    assert_eq!(shop.console.model.page(), None);
    assert_eq!(modules(&shop), None);
}

#[test]
fn what_does_not_fit_or_is_not_set_says_so() {
    let small = opened((80, 24), russian);
    assert!(
        small.console.text().contains("Код не помещается"),
        "{}",
        small.console.text()
    );
    assert_eq!(on_screen(&small.console.draw().0), None);
    let bare = opened((120, 48), |_| {});
    assert!(
        bare.console.text().contains("payee, account"),
        "{}",
        bare.console.text()
    );
}
