//! What of a shop's export could not be read, why, and what to do about it.

use serde::Deserialize;
use serde::Serialize;

/// One order (or one place in a file) that did not come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reject {
    /// Where it begins in the file, from 1.
    pub line: u64,
    /// The order's number or id, when that much could be read.
    pub order: Option<String>,
    /// The field that stopped it, in the file's own words; empty when it is the place itself.
    pub field: String,
    /// Why.
    pub why: RejectWhy,
    /// The header row that belongs above `raw`, for formats that have one.
    pub head: Option<String>,
    /// As it stood in the file: importable again once mended.
    pub raw: String,
}

/// Why something was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case", tag = "why")]
pub enum RejectWhy {
    /// A field the order cannot do without is missing or empty.
    #[error("missing or empty")]
    Missing,
    /// Not a date.
    #[error("not a date: {found}")]
    NotADate {
        /// What stood there.
        found: String,
    },
    /// 03/04/2026 is the third of April to some and the fourth of March to others.
    #[error("the day and the month cannot be told apart: {found}")]
    AmbiguousDate {
        /// What stood there.
        found: String,
    },
    /// Not an amount.
    #[error("not an amount: {found}")]
    NotAnAmount {
        /// What stood there.
        found: String,
    },
    /// 1,234 is one thousand to some and one and a bit to others.
    #[error("thousands and decimals cannot be told apart: {found}")]
    AmbiguousAmount {
        /// What stood there.
        found: String,
    },
    /// Not a quantity.
    #[error("not a quantity: {found}")]
    NotAQuantity {
        /// What stood there.
        found: String,
    },
    /// Not a currency code.
    #[error("not a currency code: {found}")]
    NotACurrency {
        /// What stood there.
        found: String,
    },
    /// Neither yes nor no.
    #[error("neither yes nor no: {found}")]
    NotAYesOrNo {
        /// What stood there.
        found: String,
    },
    /// Neither a phone nor an email can be read of it.
    #[error("neither a phone nor an email: {found}")]
    NotAContact {
        /// What stood there.
        found: String,
    },
    /// Neither male nor female.
    #[error("neither male nor female: {found}")]
    NotASex {
        /// What stood there.
        found: String,
    },
    /// The text is not well formed there.
    #[error("not well-formed at line {line}, column {column}: {message}")]
    Syntax {
        /// Line in the file, from 1.
        line: u64,
        /// Column, from 1.
        column: u64,
        /// What the reader expected.
        message: String,
    },
    /// The file ends in the middle of an order.
    #[error("the file ends in the middle of it")]
    CutShort,
    /// It is longer than any order: a bracket, a quotation mark or the number that divides orders is missing.
    #[error("larger than any order")]
    TooLarge,
    /// Something else than an order stands there.
    #[error("not an order")]
    NotAnOrder,
    /// Rows of one order stand apart in the file.
    #[error("more rows of the same order stand apart from it, from line {line}")]
    ScatteredRows {
        /// Where its first rows are.
        line: u64,
    },
    /// Rows of one order tell different things of the whole of it.
    #[error("rows of the same order differ: {found}")]
    RowsDiffer {
        /// What stood there, in the first row and in another.
        found: String,
    },
    /// A spreadsheet wrote `1,23457E+12`: the digits are lost.
    #[error("damaged by a spreadsheet, digits are lost: {found}")]
    Damaged {
        /// What stood there.
        found: String,
    },
    /// The shop's own word for where the order stands, which nobody has explained yet.
    #[error("nobody said what this status means: {found}")]
    UnknownStatus {
        /// What stood there.
        found: String,
    },
    /// A quotation mark opens a cell and nothing closes it.
    #[error("an opening quotation mark is never closed")]
    OpenQuote,
    /// A part of the order is of another kind than the documented one: a text where a list belongs.
    #[error("not a list of objects: {found}")]
    OtherShape {
        /// What stood there, as far as it is told.
        found: String,
    },
    /// It tells of an order that is not here.
    #[error("no order of this number is here")]
    UnknownOrder,
    /// It is money of another currency than its order's.
    #[error("not the order's currency: {found}")]
    OtherCurrency {
        /// The currency that stood there.
        found: String,
    },
    /// The desk has another order under this id: of another shop of the same system.
    #[error("this id is another order's here: {found}")]
    OtherOrder {
        /// That order's number.
        found: String,
    },
    /// The header row lacks columns.
    #[error("columns are missing: {columns}")]
    NoColumns {
        /// Their names, by comma.
        columns: String,
    },
}

impl RejectWhy {
    /// A stable word for tables and JSON.
    pub fn code(&self) -> &'static str {
        match self {
            RejectWhy::Missing => "missing",
            RejectWhy::NotADate { .. } => "not_a_date",
            RejectWhy::AmbiguousDate { .. } => "ambiguous_date",
            RejectWhy::NotAnAmount { .. } => "not_an_amount",
            RejectWhy::AmbiguousAmount { .. } => "ambiguous_amount",
            RejectWhy::NotAQuantity { .. } => "not_a_quantity",
            RejectWhy::NotACurrency { .. } => "not_a_currency",
            RejectWhy::NotAYesOrNo { .. } => "not_a_yes_or_no",
            RejectWhy::NotAContact { .. } => "not_a_contact",
            RejectWhy::NotASex { .. } => "not_a_sex",
            RejectWhy::Syntax { .. } => "syntax",
            RejectWhy::CutShort => "cut_short",
            RejectWhy::TooLarge => "too_large",
            RejectWhy::NotAnOrder => "not_an_order",
            RejectWhy::ScatteredRows { .. } => "scattered_rows",
            RejectWhy::RowsDiffer { .. } => "rows_differ",
            RejectWhy::Damaged { .. } => "damaged",
            RejectWhy::UnknownStatus { .. } => "unknown_status",
            RejectWhy::OpenQuote => "open_quote",
            RejectWhy::OtherShape { .. } => "other_shape",
            RejectWhy::UnknownOrder => "unknown_order",
            RejectWhy::OtherCurrency { .. } => "other_currency",
            RejectWhy::OtherOrder { .. } => "other_order",
            RejectWhy::NoColumns { .. } => "no_columns",
        }
    }

    /// True when the text itself can be mended by hand and imported again; else the file is to be exported again.
    pub fn is_mendable(&self) -> bool {
        !matches!(
            self,
            RejectWhy::CutShort
                | RejectWhy::TooLarge
                | RejectWhy::ScatteredRows { .. }
                | RejectWhy::OtherOrder { .. }
                | RejectWhy::NoColumns { .. }
                | RejectWhy::NotAnOrder
        )
    }

    /// What to write in the cell instead, in English, for a file that is mended where it lies.
    pub fn cell_remedy(&self) -> &'static str {
        match self {
            RejectWhy::Missing => "fill it in",
            RejectWhy::OpenQuote => "close the quotation mark, or remove it",
            RejectWhy::Damaged { .. } => "format the column as text and export the file again",
            other => other.remedy(),
        }
    }

    /// What to do about it, in English; screens word it in the reader's language by [`RejectWhy::code`].
    pub fn remedy(&self) -> &'static str {
        match self {
            RejectWhy::Missing => "fill the field in and import the rejects file",
            RejectWhy::NotADate { .. } | RejectWhy::AmbiguousDate { .. } => {
                "write the date as 2026-03-11 15:30 or 11.03.2026 15:30"
            }
            RejectWhy::NotAnAmount { .. } | RejectWhy::AmbiguousAmount { .. } => {
                "write the amount as 1450, 1450.50 or 1450,50"
            }
            RejectWhy::NotAQuantity { .. } => "write the quantity as 2 or 1,5",
            RejectWhy::NotACurrency { .. } => "write the currency as three letters, such as RUB",
            RejectWhy::NotAYesOrNo { .. } => "write yes or no",
            RejectWhy::NotAContact { .. } => "write the phone as +79161234567, the email as name@example.com",
            RejectWhy::NotASex { .. } => "write male or female",
            RejectWhy::Syntax { .. } => "mend the text at that place and import the rejects file",
            RejectWhy::CutShort => "export the file again: it was cut off",
            RejectWhy::TooLarge => {
                "look for a lost bracket, quotation mark or order number, mend the file and import it again"
            }
            RejectWhy::NotAnOrder => "nothing to do if it is no order; else compare it with the documented shape",
            RejectWhy::ScatteredRows { .. } => "sort the file by order number and import it again",
            RejectWhy::RowsDiffer { .. } => "write the same on every row of the order, or on its first row only",
            RejectWhy::Damaged { .. } => "format the column as text, export the file again and import it",
            RejectWhy::UnknownStatus { .. } => "say what the word means in statuses.toml and import the file again",
            RejectWhy::OpenQuote => "close the quotation mark, or remove it, and import the rejects file",
            RejectWhy::OtherShape { .. } => "write it as assets/docs/import.md shows",
            RejectWhy::UnknownOrder => "import the order itself, then this file again",
            RejectWhy::OtherCurrency { .. } => "write the amount in the order's currency and import the rejects file",
            RejectWhy::OtherOrder { .. } => "name the shop with --source and import the file again",
            RejectWhy::NoColumns { .. } => "add the columns to the header row",
        }
    }
}
