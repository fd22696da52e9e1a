//! What the shop sells, as its catalogue last said: the price of now and how much of it there is.

use super::coded::coded;
use super::ids::ProductId;
use super::money::Currency;
use super::order::Line;
use super::time::Time;

/// One product of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// The shop's article number; empty when it has none.
    pub sku: String,
    /// What it is.
    pub name: String,
    /// Price of one, minor units of `currency`; none when the catalogue does not say.
    pub price: Option<i64>,
    /// Of the price.
    pub currency: Currency,
    /// How many there are, in thousandths; none when the catalogue does not say.
    pub stock_milli: Option<i64>,
    /// Whether the shop offers it.
    pub offered: Offered,
    /// A life cycle: it is days after receipt until it is used up (R26).
    pub life_days: Option<i64>,
}

/// Whether the shop offers a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Customers see it.
    Yes,
    /// They do not.
    No,
}

/// One row of a shop's catalogue: what it does not say stays as it was known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueRow {
    /// The shop's article number; empty when it has none, and then the name is what it is known by.
    pub sku: String,
    /// What it is; empty when not said.
    pub name: String,
    /// Price of one, minor units of `currency`.
    pub price: Option<i64>,
    /// Of the price.
    pub currency: Currency,
    /// How much there is.
    pub stock: Stock,
    /// Whether the shop offers it.
    pub offered: Option<Offered>,
    /// How many days after receipt it is used up (R26).
    pub life_days: Option<i64>,
    /// What it goes by in another catalogue of the shop.
    pub other_key: OtherKey,
}

/// What else a product may be known by: a maker's code is that of one product until a second one takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum OtherKey {
    /// Nothing.
    #[default]
    None,
    /// The shop's id, while it goes by its code.
    Id(String),
    /// The code, while several products have it and each goes by its id or name.
    SharedCode(String),
}

/// How much of a product a catalogue says there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Nothing is said.
    NotSaid,
    /// There is some, or it comes when it is ordered.
    Some,
    /// How many thousandths.
    Milli(i64),
}

impl CatalogueRow {
    /// It says what it is of, and not only an id of its shop.
    pub fn is_named(&self) -> bool {
        !self.sku.is_empty() || !self.name.is_empty()
    }

    /// What its shop knows it by, whatever its article number.
    pub fn key(&self) -> Option<&str> {
        match &self.other_key {
            OtherKey::Id(key) => Some(key),
            // It goes by that.
            OtherKey::SharedCode(_) => Some(&self.sku),
            OtherKey::None => None,
        }
    }

    /// What is known of the product once this row is taken in.
    pub fn onto(&self, known: Option<&Product>) -> Product {
        let name = [Some(&self.name), known.map(|known| &known.name), Some(&self.sku)];
        let name = name.into_iter().flatten().find(|name| !name.is_empty());
        let (price, currency) = match (self.price, known) {
            (None, Some(known)) => (known.price, known.currency),
            (price, _) => (price, self.currency),
        };
        // Told by its id alone, it is called as it was.
        let sku = known.filter(|_| !self.is_named()).map_or(&self.sku, |known| &known.sku);
        Product {
            sku: sku.clone(),
            name: name.cloned().unwrap_or_default(),
            price,
            currency,
            stock_milli: match self.stock {
                Stock::NotSaid => known.and_then(|known| known.stock_milli),
                Stock::Some => None,
                Stock::Milli(milli) => Some(milli),
            },
            offered: self
                .offered
                .or(known.map(|known| known.offered))
                .unwrap_or(Offered::Yes),
            life_days: self.life_days.or(known.and_then(|known| known.life_days)),
        }
    }
}

/// What the catalogue says of one line of an order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineStock {
    /// How many there are, in thousandths; none when nobody knows.
    pub stock_milli: Option<i64>,
    /// Fewer than the line asks for (R11).
    pub is_short: bool,
    /// As many, and promised to older open orders (R11).
    pub is_promised: bool,
    /// The price of now, minor units of the order's currency.
    pub price_now: Option<i64>,
    /// By how much one of it costs more than in the order, when that is to be flagged (R16).
    pub rise: Option<i64>,
}

/// Holds a line of an order in `currency` against the catalogue, of which older open orders ask for `older`; a price that rose by more than `rise_over` minor units
/// is flagged. What was given away, or is sold in another currency, has no price to compare.
pub fn line_stock(line: &Line, currency: Currency, product: Option<(&Product, i64)>, rise_over: i64) -> LineStock {
    let Some((product, older)) = product else {
        return LineStock::default();
    };
    let price_now = product.price.filter(|_| product.currency == currency);
    let risen = price_now.map(|now| now - line.price);
    let share = share(product.stock_milli, older, line.quantity_milli);
    LineStock {
        stock_milli: product.stock_milli,
        is_short: share == Share::Short,
        is_promised: share == Share::Promised,
        price_now,
        rise: risen.filter(|rise| line.price > 0 && *rise > rise_over),
    }
}

coded! {
    /// What an order gets of a product's stock, the older orders served first (R11).
    pub enum Share {
        /// All it asks for, or nobody counts what there is.
        Enough = 1 "enough",
        /// There is as much, and it is promised to older open orders.
        Promised = 2 "promised",
        /// There is less than it asks for.
        Short = 3 "short",
    }
}

/// What each order gets of `stock` (thousandths; none when nobody knows) when the older is served first: `asked` is what
/// they ask for, oldest first.
pub fn shares(stock: Option<i64>, asked: impl IntoIterator<Item = i64>) -> Vec<Share> {
    let mut before: i64 = 0;
    let share = |asked: i64| {
        let older = before;
        before = before.saturating_add(asked);
        share(stock, older, asked)
    };
    asked.into_iter().map(share).collect()
}

/// What an order that asks for `asked` gets, when older ones ask for `older`.
pub fn share(stock: Option<i64>, older: i64, asked: i64) -> Share {
    match stock {
        Some(stock) if stock < asked => Share::Short,
        Some(stock) if stock.saturating_sub(older) < asked => Share::Promised,
        _ => Share::Enough,
    }
}

/// A product that is for sale, and how much of it open orders ask for, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForSale {
    /// What it is.
    pub product: Product,
    /// What open orders ask for.
    pub wanted_milli: i64,
}

/// How much of a product open orders ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand {
    /// How many orders.
    pub orders: i64,
    /// How much of it, in thousandths.
    pub quantity_milli: i64,
}

/// A product with what open orders mean for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedProduct {
    /// Which.
    pub id: ProductId,
    /// What it is.
    pub product: Product,
    /// What open orders ask for.
    pub demand: Demand,
    /// By how much it became dearer since; none where it did not (R16).
    pub rise: Option<PriceRise>,
    /// Since when the desk knows it; none when that is not known.
    pub first_seen_at: Option<Time>,
}

/// By how much a product costs more than in open orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceRise {
    /// The most, minor units of its currency.
    pub by: i64,
    /// In how many orders.
    pub orders: i64,
}

impl ListedProduct {
    /// How much of it open orders leave, in thousandths; less than nothing when there is too little for them.
    pub fn left_milli(&self) -> Option<i64> {
        let stock = self.product.stock_milli?;
        Some(stock.saturating_sub(self.demand.quantity_milli))
    }

    /// The shop still offers it and has none (R11).
    pub fn is_absent(&self) -> bool {
        self.product.offered == Offered::Yes && self.product.stock_milli.is_some_and(|stock| stock <= 0)
    }

    /// There is too little of it for open orders.
    pub fn is_short(&self) -> bool {
        self.demand.quantity_milli > 0 && self.left_milli().is_some_and(|left| left < 0)
    }

    /// What open orders leave of it is less than they ask for.
    pub fn is_running_out(&self) -> bool {
        let wanted = self.demand.quantity_milli;
        wanted > 0 && self.left_milli().is_some_and(|left| left < wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::order::Line;

    fn product(price: Option<i64>, stock_milli: Option<i64>) -> Product {
        Product {
            sku: "A1".to_owned(),
            name: "Чайник".to_owned(),
            price,
            currency: Currency::RUB,
            stock_milli,
            offered: Offered::Yes,
            life_days: None,
        }
    }

    fn line(price: i64, quantity_milli: i64) -> Line {
        Line {
            sku: "A1".to_owned(),
            name: "Чайник".to_owned(),
            parameters: String::new(),
            quantity_milli,
            price,
            total: price,
        }
    }

    #[test]
    fn the_older_order_is_served_first_and_the_stock_is_promised_once() {
        let (enough, promised, short) = (Share::Enough, Share::Promised, Share::Short);
        for (stock, asked, found) in [
            (Some(3), vec![1, 2, 1], vec![enough, enough, promised]),
            (Some(3), vec![4, 1], vec![short, promised]),
            (Some(3), vec![2, 2, 1], vec![enough, promised, promised]),
            (Some(0), vec![1, 1], vec![short, short]),
            (Some(-2), vec![1], vec![short]),
            (None, vec![9, 9], vec![enough, enough]),
            (Some(1), vec![i64::MAX, i64::MAX], vec![short, short]),
            (Some(1), vec![], vec![]),
        ] {
            assert_eq!(shares(stock, asked.clone()), found, "{stock:?} {asked:?}");
        }
    }

    #[test]
    fn a_line_is_short_when_there_are_fewer_than_it_asks_for() {
        for (stock, asked, short) in [
            (Some(0), 1_000, true),
            (Some(-1_000), 1_000, true),
            (Some(1_000), 2_000, true),
            (Some(2_000), 2_000, false),
            (Some(1_500), 1_250, false),
            (None, 1_000, false),
        ] {
            let found = line_stock(&line(100, asked), Currency::RUB, Some((&product(None, stock), 0)), 0);
            assert_eq!(found.is_short, short, "{stock:?} of {asked}");
        }
    }

    #[test]
    fn a_price_that_rose_is_flagged_over_the_setting_and_in_its_own_currency() {
        let uah = Currency::parse("UAH").unwrap();
        for (then, now, over, currency, rise) in [
            (39_000, Some(42_000), 0, Currency::RUB, Some(3_000)),
            (39_000, Some(42_000), 3_000, Currency::RUB, None),
            (39_000, Some(42_001), 3_000, Currency::RUB, Some(3_001)),
            (39_000, Some(38_000), 0, Currency::RUB, None),
            (39_000, None, 0, Currency::RUB, None),
            (39_000, Some(42_000), 0, uah, None),
            (0, Some(42_000), 0, Currency::RUB, None),
        ] {
            let found = line_stock(&line(then, 1_000), currency, Some((&product(now, None), 0)), over);
            assert_eq!(found.rise, rise, "{then} {now:?} {over}");
        }
        assert_eq!(line_stock(&line(1, 1), uah, None, 0), LineStock::default());
    }

    #[test]
    fn what_open_orders_leave_says_what_runs_out() {
        for (stock, wanted, left, absent, short, running_out) in [
            (Some(3), 0, Some(3), false, false, false),
            (Some(3), 1, Some(2), false, false, false),
            (Some(3), 2, Some(1), false, false, true),
            (Some(2), 2, Some(0), false, false, true),
            (Some(1), 2, Some(-1), false, true, true),
            (Some(0), 0, Some(0), true, false, false),
            (Some(0), 1, Some(-1), true, true, true),
            (Some(-1), 0, Some(-1), true, false, false),
            (None, 9, None, false, false, false),
        ] {
            let listed = ListedProduct {
                id: ProductId(1),
                product: product(None, stock),
                demand: Demand {
                    orders: wanted.min(1),
                    quantity_milli: wanted,
                },
                rise: None,
                first_seen_at: None,
            };
            let found = (listed.is_absent(), listed.is_short(), listed.is_running_out());
            assert_eq!(listed.left_milli(), left, "{stock:?} {wanted}");
            assert_eq!(found, (absent, short, running_out), "{stock:?} {wanted}");
        }
    }

    #[test]
    fn a_row_changes_what_it_says_and_nothing_else() {
        let row = CatalogueRow {
            sku: "A1".to_owned(),
            name: String::new(),
            price: None,
            currency: Currency::parse("UAH").unwrap(),
            stock: Stock::Milli(3_000),
            offered: None,
            life_days: None,
            other_key: OtherKey::None,
        };
        let known = Product {
            life_days: Some(90),
            ..product(Some(39_000), Some(0))
        };
        let stocked = Product {
            stock_milli: Some(3_000),
            ..known.clone()
        };
        assert_eq!(row.onto(Some(&known)), stocked);
        let some = CatalogueRow {
            stock: Stock::Some,
            ..row.clone()
        };
        assert_eq!(some.onto(Some(&known)).stock_milli, None);
        let new = row.onto(None);
        assert_eq!((new.name.as_str(), new.offered, new.price), ("A1", Offered::Yes, None));
    }
}
