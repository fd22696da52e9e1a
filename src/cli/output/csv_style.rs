//! For whom a table for a spreadsheet is written.

use clap::ValueEnum;

use crate::words::Audience;

/// `--csv-style`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CsvStyle {
    /// For programs: codes, points in numbers, times in UTC
    Data,
    /// For people: headings, words, dates and numbers as spreadsheets of the language have them
    Sheet,
}

impl CsvStyle {
    /// Who reads it; nobody reads data.
    pub fn reader(self, audience: Audience<'_>) -> Option<Audience<'_>> {
        match self {
            CsvStyle::Data => None,
            CsvStyle::Sheet => Some(audience),
        }
    }
}
