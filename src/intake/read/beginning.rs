//! The first bytes of a file tell a workbook, which is read whole, from text, which is read as it comes.

use std::io;
use std::io::Chain;
use std::io::Cursor;
use std::io::Read;

use super::workbook::COMPOUND;
use super::workbook::SheetError;
use super::workbook::ZIP;
use crate::intake::IntakeError;

/// No workbook of orders is larger.
const MOST_FILE: u64 = 256 * 1024 * 1024;

/// A file of which the first bytes are known.
pub enum Begun<R> {
    /// An Excel workbook, or what looks like one: all of it.
    Workbook(Vec<u8>),
    /// Anything else, from its first byte.
    Text(Chain<Cursor<Vec<u8>>, R>),
}

impl<R: Read> Begun<R> {
    /// Reads the first bytes, and a workbook to its end unless it is too large to be one.
    pub fn of(bytes: R) -> Result<Begun<R>, IntakeError> {
        Begun::within(MOST_FILE, bytes)
    }

    fn within(most: u64, mut bytes: R) -> Result<Begun<R>, IntakeError> {
        let mut head = Vec::new();
        let mark = u64::try_from(COMPOUND.len()).unwrap_or(0);
        bytes.by_ref().take(mark).read_to_end(&mut head)?;
        if !head.starts_with(ZIP) && !head.starts_with(COMPOUND) {
            return Ok(Begun::Text(Cursor::new(head).chain(bytes)));
        }
        let left = most.saturating_sub(mark);
        let rest = io::copy(&mut bytes.take(left.saturating_add(1)), &mut head)?;
        if rest > left {
            return Err(SheetError::TooMuch.into());
        }
        Ok(Begun::Workbook(head))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::IntakeError;
    use crate::intake::read::workbook::SheetError;
    use crate::intake::read::workbook::ZIP;

    #[test]
    fn a_workbook_is_read_whole_and_one_without_an_end_is_not() {
        let book = [ZIP, &[7; 12]].concat();
        assert!(matches!(Begun::within(16, book.as_slice()), Ok(Begun::Workbook(all)) if all == book));
        for most in [15, 8, 0] {
            let endless = book.as_slice().chain(io::repeat(7));
            let refused = Begun::within(most, endless);
            assert!(
                matches!(refused, Err(IntakeError::Sheet(SheetError::TooMuch))),
                "{most}"
            );
        }
    }

    #[test]
    fn text_is_given_from_its_first_byte_however_long_it_is() {
        for text in ["", "a", "number;created;total\n"] {
            let Ok(Begun::Text(mut given)) = Begun::within(4, text.as_bytes()) else {
                panic!("{text}")
            };
            let mut all = String::new();
            given.read_to_string(&mut all).unwrap();
            assert_eq!(all, text);
        }
    }
}
