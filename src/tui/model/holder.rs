//! Who holds the customer under the cursor, and their phones.

use super::Model;
use crate::domain::claim::Claim;
use crate::tui::subject::Subject;

/// Who holds the customer an action would be for.
pub fn holder(model: &Model, subject: &Subject) -> Option<Claim> {
    let rows = model.board.rows.iter();
    let on_board = rows
        .filter(|row| row.row.customer == subject.customer)
        .find_map(|row| row.claim.as_deref());
    let on_card = || {
        let card = model.current_card().filter(|card| card.customer.id == subject.customer);
        card.and_then(|card| card.claim.as_ref())
    };
    on_board.or_else(on_card).cloned()
}

/// The numbers worth dialling, the best first.
pub fn phones(model: &Model, subject: &Subject) -> Vec<String> {
    use crate::domain::action::ContactKind;

    if let Some(card) = model.current_card().filter(|card| card.customer.id == subject.customer) {
        let good = card
            .customer
            .contacts
            .iter()
            .filter(|contact| contact.kind == ContactKind::Phone && contact.bad_at.is_none());
        return good.map(|contact| contact.raw.clone()).collect();
    }
    let row = model.list.selected(&model.board);
    row.filter(|row| Some(row.row.key) == subject.row && !row.text.phone.is_empty())
        .map(|row| vec![row.text.phone.clone()])
        .unwrap_or_default()
}
