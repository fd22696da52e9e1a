//! What screens and commands read: cards, timelines, pages, figures, plans.

pub mod card;
pub mod catalogue;
pub mod drafts;
pub mod figures;
pub mod held;
pub mod history;
pub mod how_to_pay;
pub mod offers;
pub mod order;
pub mod order_words;
pub mod outbox;
pub mod pages;
pub mod parcels;
pub mod plan;
pub mod register;
pub mod same_person;
pub mod search;
pub mod segments;
pub mod shifts;
pub mod shops;
pub mod statement;
pub mod stock;
pub mod timeline;
