//! The field under the cursor is completed. Nothing is taken that the arrows have not been moved to, but for goods named
//! in full.

use super::offers::Offer;
use super::offers::OfferedCustomer;
use super::offers::Offers;
use super::spec::FieldId;
use super::spec::FieldKind;
use super::spec::Spot;
use super::state::Form;
use super::state::FormKind;
use super::state::Value;
use crate::domain::carrier::Carrier;
use crate::domain::product::ForSale;
use crate::i18n::Tr;
use crate::session::request::Request;
use crate::text::clean;
use crate::text::fold;
use crate::text::skeleton;
use crate::view::search::Hit;
use crate::words;

/// Fewer letters find too much.
const LETTERS_LEAST: usize = 2;

/// More are not shown.
const MOST: usize = 6;

impl Form {
    /// Sees to what the place under the cursor is offered; the request the desk has to answer, with this token.
    pub(super) fn complete(&mut self, tr: &Tr, token: u64) -> Option<Request> {
        let (at, text) = (self.at, self.typed(self.at));
        if self.offers.place.as_ref() == Some(&(at, text.clone())) {
            return None;
        }
        self.offers = Offers {
            place: Some((at, text.clone())),
            ..Offers::default()
        };
        let is_long = text.chars().count() >= LETTERS_LEAST;
        let request = match (at.asks().kind(), at) {
            (FieldKind::Customer, _) if self.customer().is_some() => None,
            (FieldKind::Customer, _) if text.is_empty() => {
                if let FormKind::NewOrder { beside, .. } = &self.kind {
                    self.offers.found = beside.iter().cloned().map(Offer::Customer).collect();
                }
                None
            }
            (FieldKind::Customer, _) | (FieldKind::Phone, Spot::Field(FieldId::Phone)) if is_long => {
                Some(Request::Search(text))
            }
            (FieldKind::Goods, Spot::Row(row, _)) if is_long => {
                let is_named = self.rows.get(row).is_some_and(|row| row.for_sale().is_some());
                (!is_named).then(|| {
                    self.goods_asked = Some((token, row, text.clone()));
                    Request::Goods(text)
                })
            }
            (FieldKind::Delivery, _) if !text.is_empty() => {
                let names = Carrier::ALL.iter().map(|carrier| words::carrier(tr, *carrier));
                self.offers.found = holding(names, &text);
                None
            }
            (FieldKind::Zone, _) if is_long => {
                let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned());
                self.offers.found = holding(zones, &text);
                None
            }
            (
                FieldKind::Text
                | FieldKind::Phone
                | FieldKind::Email
                | FieldKind::Total
                | FieldKind::Worth
                | FieldKind::Price
                | FieldKind::Quantity
                | FieldKind::Goods
                | FieldKind::Customer
                | FieldKind::Zone
                | FieldKind::Delivery
                | FieldKind::Choice(_),
                _,
            ) => None,
        };
        self.offers.token = request.as_ref().map(|_| token);
        request
    }

    /// The desk found customers, once each.
    pub fn found_customers(&mut self, token: u64, hits: &[Hit]) {
        if self.offers.token != Some(token) {
            return;
        }
        let mut found: Vec<Offer> = Vec::new();
        for hit in hits {
            let known = OfferedCustomer {
                id: hit.customer,
                name: hit.name.clone(),
                phone: hit.phone.clone(),
            };
            let is_new = found
                .iter()
                .all(|offer| !matches!(offer, Offer::Customer(other) if other.id == known.id));
            if is_new && found.len() < MOST {
                found.push(Offer::Customer(known));
            }
        }
        self.offers.found = found;
        self.offers.is_answered = true;
    }

    /// The catalogue answered: goods named in full are taken, wherever the cursor is by now.
    pub fn found_goods(&mut self, token: u64, found: Vec<ForSale>) {
        let asked = self.goods_asked.take_if(|(asked, ..)| *asked == token);
        if let Some((_, row, text)) = asked
            && self.typed(Spot::Row(row, 0)) == text
        {
            let is_named = |goods: &&ForSale| {
                let (sku, name) = (&goods.product.sku, &goods.product.name);
                fold(name) == fold(&text) || !sku.is_empty() && skeleton(sku) == skeleton(&text)
            };
            let mut named = found.iter().filter(is_named);
            if let (Some(goods), None) = (named.next(), named.next()) {
                self.rows[row].take(goods);
                if self.offers.token == Some(token) {
                    let place = Some((Spot::Row(row, 0), self.typed(Spot::Row(row, 0))));
                    self.offers = Offers {
                        place,
                        ..Offers::default()
                    };
                }
                return;
            }
        }
        if self.offers.token == Some(token) {
            self.offers.found = found.into_iter().map(Offer::Goods).collect();
            self.offers.is_answered = true;
        }
    }

    /// Fills the place under the cursor with what the arrows were moved to.
    pub(super) fn take_offer(&mut self) {
        let Some(offer) = self.offers.chosen().cloned() else {
            return;
        };
        match offer {
            Offer::Customer(known) => self.choose_customer(known),
            Offer::Goods(goods) => {
                if let Spot::Row(row, _) = self.at
                    && let Some(row) = self.rows.get_mut(row)
                {
                    row.take(&goods);
                }
                self.tidy();
            }
            Offer::Word(word) => {
                if let Some(input) = self.input_mut() {
                    *input = word.into();
                }
            }
        }
        self.offers = Offers {
            place: Some((self.at, self.typed(self.at))),
            ..Offers::default()
        };
    }

    fn choose_customer(&mut self, known: OfferedCustomer) {
        let whose = self.fields.iter_mut().find(|field| field.id == FieldId::Whose);
        if let (Some(field), FormKind::NewOrder { chosen, .. }) = (whose, &mut self.kind) {
            field.value = Value::Text(known.label().into());
            *chosen = Some(known);
            self.at = Spot::Field(FieldId::Whose);
        }
    }
}

/// The words that hold what is typed, but for what is typed in full.
fn holding(words: impl Iterator<Item = String>, text: &str) -> Vec<Offer> {
    let typed = fold(text);
    let words = words.filter(|word| fold(word) != typed && fold(word).contains(&typed));
    words
        .map(|word| Offer::Word(clean(&word).into_owned()))
        .take(MOST)
        .collect()
}
