//! The catalogue: what there is of each product, what open orders ask for and leave, what became dearer, what is new.

use super::Act;
use super::ListTab;
use super::LongList;
use super::PageKey;
use super::PageQuery;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::PageTab;
use super::Section;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::money::Money;
use crate::domain::product::ListedProduct;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductSort;
use crate::domain::product_tab::ProductTab;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::domain::when::BadWhen;
use crate::domain::when::parse_day;
use crate::domain::when::parse_when;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::catalogue;
use crate::view::catalogue::CatalogueQuery;

/// More of a catalogue is narrowed first.
const MOST: usize = 1_000;

/// What stands last in a row.
#[derive(Clone, Copy)]
enum LastColumn {
    /// By how much it became dearer.
    Rise,
    /// Since when it is known.
    Since,
    /// What is to be seen to.
    Remark,
}

/// The products of a tab whose name or article number holds what is typed.
pub(super) fn page(look: &Look<'_>, query: &PageQuery) -> Result<PageSnapshot, StoreError> {
    let (tab, sort) = (query.products.tab, query.products.sort);
    let since = Some(tab).filter(|tab| *tab == ProductTab::New);
    let since = since.and_then(|_| day(look, &query.filter));
    let asked = CatalogueQuery {
        tab,
        sort,
        filter: if since.is_some() {
            String::new()
        } else {
            query.filter.clone()
        },
        since,
    };
    let found = catalogue::products(look, &asked, MOST)?;
    let total = |tab| found.totals.get(&tab).copied();
    let tabs = ProductTab::ALL.map(|tab| PageTab {
        tab: ListTab::Product(tab),
        count: total(tab),
        sum: None,
    });
    let last = LastColumn::of(tab, sort.column.unwrap_or(tab.usual()));
    let is_cut = found.found > i64::try_from(MOST).unwrap_or(0);
    let note = if is_cut {
        let most = i64::try_from(MOST).unwrap_or(0);
        Some(Label::of("later-first").with("count", Cell::Count(most)))
    } else {
        (tab == ProductTab::New).then(|| Label::of("products-new_since").with("day", Cell::Date(found.since)))
    };
    Ok(PageSnapshot {
        sections: vec![Section {
            title: None,
            rows: found.products.iter().map(|listed| row(last, listed)).collect(),
            empty: Some(Label::of(match total(ProductTab::All) {
                Some(0) => "products-none",
                _ => "products-none_such",
            })),
        }],
        listing: Some(LongList {
            tabs: tabs.to_vec(),
            columns: columns(tab, sort),
            gives_up: vec![1, 2, 4],
            is_all: true,
            found: found.found,
            of: total(tab).unwrap_or(0),
            note,
            ..LongList::default()
        }),
        ..PageSnapshot::blank(PageKey::Products, look.now)
    })
}

/// The day that is typed, the last one that is so called; none where something else is.
fn day(look: &Look<'_>, typed: &str) -> Option<Time> {
    let zone = look.rules.settings().shop.time_zone;
    let is_day = parse_when(typed, look.now, zone) == Err(BadWhen::NoTimeOfDay);
    let from = [look.now, look.now - Span::days(365)].into_iter().filter(|_| is_day);
    let mut days = from.filter_map(|from| parse_day(typed, from, zone).ok());
    days.find(|day| *day <= look.now)
}

impl LastColumn {
    fn of(tab: ProductTab, by: ProductColumn) -> LastColumn {
        match (tab, by) {
            (ProductTab::New, ProductColumn::Rise) => LastColumn::Rise,
            (_, ProductColumn::Since) | (ProductTab::New, _) => LastColumn::Since,
            (_, ProductColumn::Rise) | (ProductTab::PriceRisen, _) => LastColumn::Rise,
            _ => LastColumn::Remark,
        }
    }
}

fn row(last: LastColumn, listed: &ListedProduct) -> PageRow {
    let product = &listed.product;
    let money = |minor| Cell::Money(Money::new(minor, product.currency));
    let asked = |count: i64, cell: Cell| if count == 0 { Cell::Empty } else { cell };
    PageRow {
        key: PageRowKey::Id(listed.id.0),
        cells: vec![
            Cell::Text(clean(&product.name).into_owned()),
            Cell::Text(clean(&product.sku).into_owned()),
            Cell::of(product.price, money),
            Cell::of(product.stock_milli, Cell::Quantity),
            asked(listed.demand.orders, Cell::Quantity(listed.demand.quantity_milli)),
            Cell::of(listed.left_milli(), Cell::Quantity),
            asked(listed.demand.orders, Cell::Count(listed.demand.orders)),
            match last {
                LastColumn::Rise => Cell::of(listed.rise.map(|rise| rise.by), money),
                LastColumn::Since => Cell::of(listed.first_seen_at, Cell::Date),
                LastColumn::Remark => remark(listed),
            },
        ],
        act: Act::Orders,
    }
}

/// The gravest of what is to be said of it.
fn remark(listed: &ListedProduct) -> Cell {
    let said = if listed.is_short() {
        Label::of("products-short")
    } else if listed.is_absent() {
        Label::of("products-gone")
    } else if listed.is_running_out() {
        Label::of("products-running_out")
    } else if let Some(rise) = listed.rise {
        let by = Money::new(rise.by, listed.product.currency);
        Label::of("stock-risen").with("money", Cell::Money(by))
    } else {
        return Cell::Empty;
    };
    Cell::Warning(said)
}

fn columns(tab: ProductTab, sort: ProductSort) -> Vec<Cell> {
    use ProductColumn as Column;

    let by = sort.column.unwrap_or(tab.usual());
    let head = |column: ProductColumn| {
        let label = Label::of(match column {
            Column::Name => "products-name",
            Column::Sku => "products-sku",
            Column::Price => "products-price",
            Column::Stock => "products-stock",
            Column::Wanted => "products-wanted",
            Column::Left => "products-left",
            Column::Orders => "products-orders",
            Column::Rise => "products-rise",
            Column::Since => "products-since",
        });
        Cell::Column(label, (column == by).then_some(by.is_down() != sort.reversed))
    };
    let last = match LastColumn::of(tab, by) {
        LastColumn::Rise => head(Column::Rise),
        LastColumn::Since => head(Column::Since),
        LastColumn::Remark => Cell::Empty,
    };
    let usual = [
        Column::Name,
        Column::Sku,
        Column::Price,
        Column::Stock,
        Column::Wanted,
        Column::Left,
        Column::Orders,
    ];
    usual.into_iter().map(head).chain([last]).collect()
}
