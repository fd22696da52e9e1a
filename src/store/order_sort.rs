//! A tab of all orders in the order of a column: sorted once, then read a stretch at a time.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::Store;
use super::StoreError;
use super::db::prepare;
use super::sorted_tab::SortedTab;
use crate::domain::ids::OrderId;
use crate::domain::order_sort::Sort;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;

/// A longer tab is sorted again only when its orders or their sum change; a shorter one whenever it is read.
const KEPT_FROM: usize = if cfg!(test) { 1_000 } else { 20_000 };

/// What stands in a column, of an order called `o`: the amount or words, and from where else they are taken.
struct SortedBy {
    value: &'static str,
    joined: &'static str,
    is_amount: bool,
}

impl Store {
    /// The orders of a tab by a column; of those that say the same, the newest first.
    pub fn sorted_tab(&self, tab: OrderTab, sort: Sort) -> Result<Arc<[OrderId]>, StoreError> {
        let held = self.tab_totals()?.into_iter();
        let held = held.filter(|held| tab == OrderTab::All || held.tab == tab);
        let held: Vec<(i64, i64)> = held.map(|held| (held.orders, held.total)).collect();
        let mut sorted = self.sorted.borrow_mut();
        if let Some(sorted) = sorted.as_ref()
            && (sorted.tab, sorted.sort) == (tab, sort)
            && sorted.held == held
        {
            return Ok(Arc::clone(&sorted.orders));
        }
        *sorted = None;
        let orders: Arc<[OrderId]> = self.sort_tab(tab, sort)?.into();
        if orders.len() >= KEPT_FROM {
            *sorted = Some(SortedTab {
                tab,
                sort,
                held,
                orders: Arc::clone(&orders),
            });
        }
        Ok(orders)
    }

    fn sort_tab(&self, tab: OrderTab, sort: Sort) -> Result<Vec<OrderId>, StoreError> {
        let SortedBy {
            value,
            joined,
            is_amount,
        } = key(sort.column);
        let contacted = match tab {
            OrderTab::New => " and o.contacted_at is null",
            OrderTab::Thinking => " and o.contacted_at is not null",
            _ => "",
        };
        let sql = format!(
            "select o.id, o.created_at, {value} from orders o {joined} \
             where o.stage = $1{contacted} and o.voided_by is null"
        );
        let tabs = match tab {
            // New orders stand on two of the tabs.
            OrderTab::All => OrderTab::ALL
                .into_iter()
                .filter(|tab| *tab != OrderTab::Thinking)
                .collect(),
            one => vec![one],
        };
        let mut select = prepare(&self.conn, &sql)?;
        let mut texts = DistinctTexts::default();
        let mut places: Vec<(i64, Reverse<(i64, i64)>)> = Vec::new();
        for stage in tabs.into_iter().filter_map(OrderTab::stage) {
            let mut rows = select.query([stage.int()])?;
            while let Some(row) = rows.next()? {
                let place = if is_amount {
                    row.get(2)?
                } else {
                    texts.place(sort.column, row.text(2)?)
                };
                places.push((place, Reverse((row.get(1)?, row.get(0)?))));
            }
        }
        if !is_amount {
            let ranks = texts.ranks(sort.column);
            for (place, _) in &mut places {
                *place = ranks.get(place).copied().unwrap_or(*place);
            }
        }
        if sort.reversed {
            for (place, _) in &mut places {
                *place = -*place;
            }
        }
        places.sort_unstable();
        Ok(places.into_iter().map(|(_, Reverse((_, id)))| OrderId(id)).collect())
    }
}

/// Texts that orders say, each once, with a place that no number has.
#[derive(Default)]
struct DistinctTexts(HashMap<String, i64>);

impl DistinctTexts {
    /// A number's own place; a text's until all are known.
    fn place(&mut self, column: SortColumn, text: &str) -> i64 {
        if let Some(number) = column.number(text) {
            return number;
        }
        if let Some(known) = self.0.get(text) {
            return *known;
        }
        let next = i64::MIN + i64::try_from(self.0.len()).unwrap_or_default();
        self.0.insert(text.to_owned(), next);
        next
    }

    /// By that place, where each stands among the others and behind the numbers; the same for those that read the same.
    fn ranks(self, column: SortColumn) -> HashMap<i64, i64> {
        let mut rank = i64::MAX - i64::try_from(self.0.len()).unwrap_or_default();
        let mut texts: Vec<_> = self.0.into_iter().map(|(text, at)| (column.place(&text), at)).collect();
        texts.sort_unstable();
        let mut before = None;
        let ranks = texts.into_iter().map(|(place, at)| {
            rank += i64::from(before.as_ref().is_some_and(|before| *before != place));
            before = Some(place);
            (at, rank)
        });
        ranks.collect()
    }
}

fn key(column: SortColumn) -> SortedBy {
    let amount = |value| SortedBy {
        value,
        joined: "",
        is_amount: true,
    };
    let words = |value, joined| SortedBy {
        value,
        joined,
        is_amount: false,
    };
    let customer = "join customers c on c.id = o.customer_id";
    match column {
        SortColumn::Created => amount("-o.created_at"),
        SortColumn::Total => amount("-o.total"),
        SortColumn::Stage => amount("o.stage"),
        SortColumn::Number => words("o.number", ""),
        SortColumn::Customer => words("case when c.name <> '' then c.name else c.company end", customer),
        SortColumn::Town => words(
            "coalesce(nullif(t.region, ''), c.region)",
            "join customers c on c.id = o.customer_id left join order_texts t on t.order_id = o.id",
        ),
        SortColumn::Goods => words(
            "coalesce((select g.name from order_lines g where g.order_id = o.id order by g.position, g.id limit 1), '')",
            "",
        ),
        SortColumn::Channel => words("coalesce(l.text, '')", "left join labels l on l.id = o.channel"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_by_what_they_count_and_before_words_and_words_without_case() {
        let said = ["10", "B-2", "9", "b-1", "", "-3", "99999999999999999999", "9", "B-1"];
        for (_, column) in SortColumn::ALL {
            let mut texts = DistinctTexts::default();
            let places = said.map(|text| texts.place(column, text));
            let ranks = texts.ranks(column);
            let rank = |at: usize| ranks.get(&places[at]).copied().unwrap_or(places[at]);
            for (one, text) in said.iter().enumerate() {
                for (other, beside) in said.iter().enumerate() {
                    let expected = column.place(text).cmp(&column.place(beside));
                    assert_eq!(rank(one).cmp(&rank(other)), expected, "{column:?}: {text} {beside}");
                }
            }
        }
        let by_number = said.map(|text| SortColumn::Number.place(text));
        assert!(by_number[5] < by_number[2] && by_number[2] < by_number[0] && by_number[0] < by_number[3]);
        assert_eq!(by_number[3], by_number[8]);
    }
}
