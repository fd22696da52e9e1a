//! What forms put into an order's extra attributes: order forms for cash on delivery keep the whole customer there.

use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;

/// A key and its value.
pub type Note = (String, String);

/// The attributes in a cell: `key: value` on lines of their own; a line without a key goes on with the one before.
pub fn of_cell(cell: &str) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for line in cell.lines() {
        let key = line.split_once(':').filter(|(key, _)| is_key(key));
        match (key, notes.last_mut()) {
            (Some((key, value)), _) => notes.push((key.trim().to_owned(), value.trim().to_owned())),
            (None, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (None, None) => {}
        }
    }
    notes
}

/// Takes from the attributes what the order does not tell elsewhere. Phones are always taken: the form's is the one the
/// customer typed.
pub fn fill(order: &mut IncomingOrder, notes: &[Note], countries: &[Country]) {
    let mut name = Vec::new();
    let mut address = Vec::new();
    for (key, value) in notes.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let key = fold(key).replace(['_', '-'], " ");
        match key.as_str() {
            "name" | "full name" | "customer name" | "first name" | "last name" | "имя" | "фио" | "ім'я" | "піб" =>
            {
                name.push(value.as_str());
            }
            "phone" | "phone number" | "mobile" | "mobile number" | "telephone" | "whatsapp" | "телефон" => {
                fields::add_phones(&mut order.customer.phones, value, countries);
            }
            "email" | "e mail" if order.customer.email.is_empty() => {
                order.customer.email = fields::text(value, SHORT).to_lowercase();
            }
            "address" | "full address" | "address 1" | "address1" | "street" | "адрес" | "адреса" => {
                address.push(value.as_str());
            }
            "city" | "province" | "state" | "город" | "місто" => {
                address.push(value.as_str());
                if order.region.is_empty() {
                    order.region = fields::text(value, SHORT);
                }
            }
            _ => order.do_not_call |= words::asks_no_call(&key) && words::yes_no(value) == Some(YesNo::Yes),
        }
    }
    if order.customer.name.is_empty() {
        order.customer.name = fields::text(&fields::joined(name, " "), SHORT);
    }
    if order.address.is_empty() {
        order.address = fields::text(&fields::joined(address, ", "), LONG);
    }
}

/// Short, no address of a page: `https://…` has a colon too.
fn is_key(key: &str) -> bool {
    let key = key.trim();
    !key.is_empty() && key.chars().count() <= 60 && !matches!(key, "http" | "https")
}
