//! The tabs of the catalogue, and the columns its rows can stand by.

/// A tab: products of which there is something to be seen to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProductTab {
    /// All of them.
    #[default]
    All,
    /// The shop still offers it and has none (R11).
    Absent,
    /// What open orders leave of it is less than they ask for: the next such orders find too little.
    RunningOut,
    /// Open orders ask for it.
    Wanted,
    /// It costs more by now than in open orders (R16).
    PriceRisen,
    /// The shop has it since a day, for offers.
    New,
}

impl ProductTab {
    /// Every tab, as they stand.
    pub const ALL: [ProductTab; 6] = [
        ProductTab::All,
        ProductTab::Absent,
        ProductTab::RunningOut,
        ProductTab::Wanted,
        ProductTab::PriceRisen,
        ProductTab::New,
    ];

    /// Its message is `tab-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            ProductTab::All => "products",
            ProductTab::Absent => "absent",
            ProductTab::RunningOut => "running_out",
            ProductTab::Wanted => "wanted",
            ProductTab::PriceRisen => "price_risen",
            ProductTab::New => "new_products",
        }
    }

    /// The tab beside it, going round.
    #[must_use]
    pub fn beside(self, forward: bool) -> ProductTab {
        let count = Self::ALL.len();
        let at = Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0);
        Self::ALL[if forward { at + 1 } else { at + count - 1 } % count]
    }

    /// The column its rows stand by while no other is chosen.
    pub fn usual(self) -> ProductColumn {
        match self {
            ProductTab::All | ProductTab::Absent | ProductTab::Wanted => ProductColumn::Orders,
            ProductTab::RunningOut => ProductColumn::Left,
            ProductTab::PriceRisen => ProductColumn::Rise,
            ProductTab::New => ProductColumn::Since,
        }
    }
}

/// A column products can stand by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProductColumn {
    /// By name.
    Name,
    /// By article number.
    Sku,
    /// The dearest first.
    Price,
    /// What there is least of first.
    Stock,
    /// What most is asked of first.
    Wanted,
    /// What open orders leave least of first.
    Left,
    /// What most open orders ask for first.
    Orders,
    /// What became dearest first.
    Rise,
    /// The newest first.
    Since,
}

impl ProductColumn {
    /// Every column, with its letter.
    pub const ALL: [(char, ProductColumn); 9] = [
        ('n', ProductColumn::Name),
        ('a', ProductColumn::Sku),
        ('p', ProductColumn::Price),
        ('s', ProductColumn::Stock),
        ('w', ProductColumn::Wanted),
        ('l', ProductColumn::Left),
        ('o', ProductColumn::Orders),
        ('r', ProductColumn::Rise),
        ('d', ProductColumn::Since),
    ];

    /// Its message is `products-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            ProductColumn::Name => "name",
            ProductColumn::Sku => "sku",
            ProductColumn::Price => "price",
            ProductColumn::Stock => "stock",
            ProductColumn::Wanted => "wanted",
            ProductColumn::Left => "left",
            ProductColumn::Orders => "orders",
            ProductColumn::Rise => "rise",
            ProductColumn::Since => "since",
        }
    }

    /// Whether the most stands first while it is not turned round.
    pub fn is_down(self) -> bool {
        match self {
            ProductColumn::Name | ProductColumn::Sku | ProductColumn::Stock | ProductColumn::Left => false,
            ProductColumn::Price
            | ProductColumn::Wanted
            | ProductColumn::Orders
            | ProductColumn::Rise
            | ProductColumn::Since => true,
        }
    }
}

/// By which column products stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProductSort {
    /// Which; none: the tab's usual one.
    pub column: Option<ProductColumn>,
    /// The other way round than it usually goes.
    pub reversed: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_round_and_columns_have_letters_of_their_own() {
        assert_eq!(ProductTab::All.beside(false), ProductTab::New);
        assert_eq!(ProductTab::New.beside(true), ProductTab::All);
        assert_eq!(ProductTab::All.beside(true), ProductTab::Absent);
        let mut letters: Vec<char> = ProductColumn::ALL.iter().map(|(letter, _)| *letter).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), ProductColumn::ALL.len());
    }
}
