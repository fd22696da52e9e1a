//! Shopify's table of products: a row for each variant and each image, the title on the first one only.

use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::rows::Row;

/// What the only variant of a product is called.
const NO_OPTION: &str = "Default Title";

/// Where a product's handle, its title and its options stand.
#[derive(Debug)]
pub struct Variants {
    handle: usize,
    title: usize,
    options: Vec<usize>,
    /// What tells that a row is of a variant.
    telling: Vec<usize>,
    /// The product that the rows belong to, and its title.
    product: (String, String),
}

/// What a row is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOf {
    /// A variant, by this name.
    Variant(String),
    /// One more image of the product above.
    Image,
}

impl Variants {
    /// The places in such a table; nothing for another one.
    pub fn of(cells: &[String]) -> Option<Variants> {
        let headings: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let place = |name: &str| headings.iter().position(|heading| *heading == plain(name));
        let places = |names: &[&str]| names.iter().filter_map(|name| place(name)).collect::<Vec<_>>();
        Some(Variants {
            handle: place("Handle")?,
            title: place("Title")?,
            options: places(&["Option1 Value", "Option2 Value", "Option3 Value"]),
            telling: places(&["Option1 Value", "Variant SKU", "Variant Price"]),
            product: (String::new(), String::new()),
        })
    }

    /// What the next row is of.
    pub fn row(&mut self, row: &Row) -> RowOf {
        let cell = |place: usize| row.cells.get(place).map_or("", |cell| cell.trim());
        let (handle, title) = (cell(self.handle), cell(self.title));
        let is_next = handle != self.product.0;
        if is_next || !title.is_empty() {
            self.product = (handle.to_owned(), fields::text(title, SHORT));
        }
        let is_variant = !title.is_empty() || self.telling.iter().any(|place| !cell(*place).is_empty());
        if !is_variant && !handle.is_empty() {
            return RowOf::Image;
        }
        let options: Vec<&str> = self
            .options
            .iter()
            .map(|place| cell(*place))
            .filter(|option| !option.is_empty() && *option != NO_OPTION)
            .collect();
        let (handle, title) = &self.product;
        let name = if title.is_empty() { handle } else { title };
        // As a line of an order names it.
        RowOf::Variant(match options.join(" / ") {
            options if options.is_empty() => name.clone(),
            options => fields::text(&format!("{name} - {options}"), SHORT),
        })
    }
}
