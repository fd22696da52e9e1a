//! dozvon's own table: one row per line of an order, or one per order. The columns stand in [`crate::intake::shops::generic::draft`].
//!
//! Cells are divided by `,` `;` tab or `|`, whichever gives a header. Cells of the order may be repeated on its further
//! rows or left blank there. Rows above the header (a title) and a row of totals below are passed over.

use std::io;
use std::io::BufRead;
use std::sync::Arc;

use super::grouping::Grouping;
use super::header::ANY_DELIMITER;
use super::header::Header;
use super::header::SHEET_DELIMITER;
use super::header::needed;
use super::mapping::Mapping;
use crate::domain::item::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::read::table::rows::Rows;

/// Reads the table, whose cells are divided by one of these.
#[derive(Clone, Copy, Debug)]
pub struct OwnCsv(&'static [char]);

/// Reads it from a text.
pub static OWN_CSV: OwnCsv = OwnCsv(ANY_DELIMITER);
/// Reads it from the sheet of a workbook.
pub static SHEET_CSV: OwnCsv = OwnCsv(SHEET_DELIMITER);

impl Parser for OwnCsv {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let header = Header::find(&beginning, self.0);
        read_table(input, header, &beginning, defaults, sink)
    }
}

/// Reads a table by a mapping; its cells are divided by one of these.
pub(crate) struct Mapped(pub(crate) Arc<Mapping>, pub(crate) &'static [char]);

impl Parser for Mapped {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let header = Header::mapped(&beginning, &self.0, self.1).ok();
        read_table(input, header, &beginning, defaults, sink)
    }
}

/// Reads a table from its `beginning`, by its header if it has one.
fn read_table(
    input: &mut dyn BufRead,
    header: Option<Header>,
    beginning: &str,
    defaults: &Defaults,
    sink: &mut dyn Sink,
) -> io::Result<()> {
    let Some(header) = header else {
        let raw = beginning.lines().next().unwrap_or_default();
        let _ = sink.take(Item::Reject(without_columns(1, needed(), raw)));
        return Ok(());
    };
    let mut rows = Rows::new(input, header.delimiter);
    while let Some(row) = rows.next_row()? {
        if row.raw == header.raw {
            if let Some(columns) = header.lacking() {
                let _ = sink.take(Item::Reject(without_columns(row.line, columns, &row.raw)));
                return Ok(());
            }
            break;
        }
    }
    let mut grouping = Grouping::new(header, defaults);
    while let Some(row) = rows.next_row()? {
        if grouping.row(&row, sink).is_break() {
            return Ok(());
        }
    }
    let _ = grouping.finish(sink);
    Ok(())
}

pub(super) fn without_columns(line: u64, columns: String, raw: &str) -> Reject {
    Reject {
        line,
        order: None,
        field: String::new(),
        why: RejectWhy::NoColumns { columns },
        head: None,
        raw: fields::raw(raw),
    }
}
