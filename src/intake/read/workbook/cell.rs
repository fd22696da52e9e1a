//! One cell of a workbook as text.

use calamine::DataRef;
use calamine::ExcelDateTime;

/// From here on Excel has lost digits: it keeps fifteen.
const LOST: f64 = 1e15;

/// What stands in a cell, as a reader of tables takes it.
pub fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) if at.is_datetime() => date(at),
        // A length of time is no date, and there is no column for it.
        DataRef::DateTime(length) => plain(length.as_f64()),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A cell in a row of text: in quotation marks where it would not be itself without them.
pub fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains([delimiter, '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn plain(number: f64) -> String {
    if number.abs() >= LOST {
        return format!("{number:E}").replace('E', "E+");
    }
    let text = number.to_string();
    match text.split_once('.') {
        // Three digits behind a point are thousands to some; a number of a workbook is never in doubt.
        Some((_, fraction)) if fraction.len() == 3 => text + "0",
        _ => text,
    }
}

fn date(at: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
    let time = match (hour, minute, second, milli) {
        (0, 0, 0, 0) => String::new(),
        (_, _, _, 0) => format!(" {hour:02}:{minute:02}:{second:02}"),
        _ => format!(" {hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    // A time of day alone stands on the day before the first.
    if at.as_f64() < 1.0 {
        return time.trim_start().to_owned();
    }
    format!("{year:04}-{month:02}-{day:02}{time}")
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_or_not_at_all() {
        for (number, text) in [
            (1042.0, "1042"),
            (79_161_234_567.0, "79161234567"),
            (999_999_999_999_999.0, "999999999999999"),
            (1450.5, "1450.5"),
            (1.234, "1.2340"),
            (-8.1, "-8.1"),
            (1e-7, "0.0000001"),
            (1e15, "1E+15"),
            (20_450_048_799_000_123.0, "2.0450048799000124E+16"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(super::text(&DataRef::Float(number)), text);
        }
    }

    #[test]
    fn serial_days_become_dates_in_both_calendars_of_excel() {
        for (serial, is_1904, text) in [
            (46_092.0, false, "2026-03-11"),
            (46_092.498_611_111_11, false, "2026-03-11 11:58:00"),
            (44_630.0, true, "2026-03-11"),
            (0.5, false, "12:00:00"),
        ] {
            let at = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(super::text(&DataRef::DateTime(at)), text, "{serial}");
        }
    }

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        for (cell, written) in [
            ("a", "a"),
            ("a;b", "\"a;b\""),
            ("5\" pipe", "\"5\"\" pipe\""),
            ("a\nb", "\"a\nb\""),
        ] {
            assert_eq!(quoted(cell, ';'), written);
        }
    }
}
