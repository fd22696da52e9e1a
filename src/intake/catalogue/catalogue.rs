//! Reads a shop's goods, prices and stock.

use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;

use super::cells;
use super::columns::Column;
use super::commerceml;
use super::file::CatalogueFile;
use super::variants::RowOf;
use super::variants::Variants;
use super::yml;
use crate::domain::product::CatalogueRow;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Decoded;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::read::beginning::Begun;
use crate::intake::read::table::rows::Quotes;
use crate::intake::read::table::rows::Row;
use crate::intake::read::table::rows::Rows;
use crate::intake::read::table::titled::Titled;
use crate::intake::read::workbook as sheet;
use crate::intake::vocabulary as words;

/// Reads a catalogue: YML, CommerceML, text of any encoding, its cells divided by `;` `,` tab or `|`, or the first sheet of a workbook that
/// holds one.
pub fn read_catalogue(input: impl Read, defaults: &Defaults) -> Result<CatalogueFile, IntakeError> {
    let book = match Begun::of(BufReader::new(input))? {
        Begun::Workbook(book) => book,
        Begun::Text(text) => return read_table(Decoded::new(text, defaults.country.code()), defaults),
    };
    let sheet = sheet::find(book, &|_, beginning| Some(header(beginning)?.known()))?;
    let mut file = read_table(sheet.text.as_bytes(), defaults)?;
    for reject in &mut file.rejects {
        reject.line = sheet.rows.row(reject.line);
    }
    Ok(file)
}

fn read_table(mut text: impl BufRead, defaults: &Defaults) -> Result<CatalogueFile, IntakeError> {
    let beginning = String::from_utf8_lossy(text.fill_buf()?).into_owned();
    if yml::is_root(&beginning) {
        return yml::read(text, defaults);
    }
    if commerceml::is_root(&beginning) {
        return commerceml::read(text, defaults);
    }
    let header = header(&beginning).ok_or(IntakeError::UnknownFormat)?;
    let mut variants = Variants::of(&header.cells);
    let mut rows = Rows::new(text, header.delimiter);
    let mut file = CatalogueFile::default();
    let mut ids = Vec::new();
    let (mut is_below, mut are_full) = (false, true);
    while let Some(row) = rows.next_row()? {
        if row.raw == header.raw {
            is_below = true;
        } else if is_below && !row.is_empty() {
            let is_full = row.cells.len() >= header.cells.len();
            if !is_full && !row.has_end && are_full {
                file.refuse(Reject {
                    field: String::new(),
                    ..header.reject(&row, Column::Name, RejectWhy::CutShort)
                })?;
                continue;
            }
            are_full &= is_full;
            let name = match variants.as_mut().map(|variants| variants.row(&row)) {
                Some(RowOf::Image) => {
                    file.images += 1;
                    continue;
                }
                Some(RowOf::Variant(name)) => Some(name),
                None => None,
            };
            match header.product(&row, name, defaults) {
                Ok(product) => {
                    file.add(product)?;
                    let id = header.cell(&row, Column::Key).map(|id| fields::text(id, SHORT));
                    ids.push(id.or(variants.as_ref().map(|_| String::new())));
                }
                Err((column, why)) => file.refuse(header.reject(&row, column, why))?,
            }
        }
    }
    file.tell_apart(ids);
    Ok(file)
}

type Refused = (Column, RejectWhy);

type Header = Titled<Column>;

/// The heading of a catalogue names products and says something of them.
fn header(beginning: &str) -> Option<Header> {
    Header::find(beginning, Column::named, |known| {
        known.iter().any(|column| column.is_name()) && known.iter().any(|column| !column.is_name())
    })
}

impl Header {
    /// The product of a row; `name` is that of a variant, whose row may not tell it.
    fn product(&self, row: &Row, name: Option<String>, defaults: &Defaults) -> Result<CatalogueRow, Refused> {
        let cell = |column| self.cell(row, column);
        if row.quotes == Quotes::Open {
            return Err((Column::Name, RejectWhy::OpenQuote));
        }
        let text = |column| cell(column).map(|text| fields::text(text, SHORT)).unwrap_or_default();
        let name = name.unwrap_or_else(|| text(Column::Name));
        let sku = [Column::Sku, Column::Key]
            .map(text)
            .into_iter()
            .find(|sku| !sku.is_empty());
        let sku = sku.unwrap_or_default();
        if sku.is_empty() && name.is_empty() {
            let column = if self.has(Column::Sku) {
                Column::Sku
            } else {
                Column::Name
            };
            return Err((column, RejectWhy::Missing));
        }
        if fields::is_damaged(&sku) {
            return Err((Column::Sku, RejectWhy::Damaged { found: sku }));
        }
        let currency = match cell(Column::Currency) {
            Some(word) => words::currency(word).ok_or_else(|| {
                let found = word.to_owned();
                (Column::Currency, RejectWhy::NotACurrency { found })
            })?,
            None => defaults.currency,
        };
        let price = |column| {
            let amount = cell(column).map(|text| amount::typed(text, currency));
            amount.transpose().map_err(|why| (column, why))
        };
        let (usual, sale) = (price(Column::Price)?, price(Column::SalePrice)?);
        let price = sale.filter(|sale| *sale > 0).or(usual);
        if let Some(negative) = price.filter(|price| *price < 0) {
            let found = negative.to_string();
            return Err((Column::Price, RejectWhy::NotAnAmount { found }));
        }
        Ok(CatalogueRow {
            sku,
            name,
            price,
            currency,
            stock: self.stock(row)?,
            offered: cell(Column::Offered)
                .map(cells::offered)
                .transpose()
                .map_err(|why| (Column::Offered, why))?,
            life_days: cell(Column::LifeDays)
                .map(cells::days)
                .transpose()
                .map_err(|why| (Column::LifeDays, why))?
                .flatten(),
            other_key: OtherKey::None,
        })
    }

    /// A number of things wins over a bare yes; a bare no wins over nothing.
    fn stock(&self, row: &Row) -> Result<Stock, Refused> {
        type Meaning = fn(&str) -> Result<Stock, RejectWhy>;
        let read = |column, meaning: Meaning| {
            let stock = self.cell(row, column).map(meaning).transpose();
            stock.map_err(|why| (column, why))
        };
        let flag: Meaning = if self.has(Column::Key) {
            cells::flag_or_days
        } else {
            cells::flag
        };
        let (counted, said) = (read(Column::Stock, cells::stock)?, read(Column::InStock, flag)?);
        Ok(counted.or(said).unwrap_or(Stock::NotSaid))
    }

    fn reject(&self, row: &Row, column: Column, why: RejectWhy) -> Reject {
        let order = self.cell(row, Column::Sku).or_else(|| self.cell(row, Column::Name));
        Reject {
            line: row.line,
            order: order.map(str::to_owned),
            field: self.word(column).unwrap_or(column.name()).to_owned(),
            why,
            head: Some(self.raw.clone()),
            raw: fields::raw(&row.raw),
        }
    }
}
