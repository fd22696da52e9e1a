//! How much a workbook may hold, found out before its parts are taken into memory.
//!
//! A workbook is a zip archive: a small file may unpack to any size, and what it declares of itself may be untrue. So its
//! parts are unpacked once into nothing and counted; what the reader would keep whole has narrower bounds.

use std::io;
use std::io::BufReader;
use std::io::Cursor;
use std::io::Read;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::SheetError;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// No part of a workbook of orders is larger, nor are all together.
const MOST_UNPACKED: u64 = 1024 * 1024 * 1024;
/// Tables shrink ten to fifty times; what is to fill a memory, a thousand.
const MOST_SWELLING: u64 = 100;
/// How much may come out of a file of any size.
const NOT_COUNTED: u64 = 16 * 1024 * 1024;
/// Parts that are kept whole, by the ends of their names, and their bounds: a format or a text of a few letters becomes a
/// record many times as long.
const KEPT: [(&str, u64); 2] = [(STRINGS, 256 * 1024 * 1024), ("styles.xml", 16 * 1024 * 1024)];
/// The part of the texts that cells share.
const STRINGS: &str = "sharedstrings.xml";
/// The shortest text of that part, `<si/>`, in bytes.
const SHORTEST_STRING: u64 = 5;

/// Refuses a workbook that unpacks to more than a table of orders can be, or claims to. What is wrong with it otherwise its
/// reader says.
pub fn check(book: &[u8]) -> Result<(), SheetError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(book)) else {
        return Ok(());
    };
    let packed = u64::try_from(book.len()).unwrap_or(u64::MAX);
    let swollen = packed.saturating_mul(MOST_SWELLING).saturating_add(NOT_COUNTED);
    let mut left = swollen.min(MOST_UNPACKED);
    let raw: Vec<String> = archive.file_names_raw().map(lower).collect();
    for index in 0..archive.len() {
        // What it is called in the archive's list, and in the newer field beside it: the reader takes either.
        let told = archive.name_for_index(index).and_then(Result::ok);
        let names = [raw.get(index).cloned(), told.map(|name| lower(name.as_bytes()))];
        let is = |end: &str| names.iter().flatten().any(|name| name.ends_with(end));
        let kept = KEPT.iter().filter(|(end, _)| is(end)).map(|(_, most)| *most).min();
        let most = kept.unwrap_or(left).min(left);
        let size = unpacked(&mut archive, index, most);
        if size > most {
            return Err(SheetError::TooMuch);
        }
        if is(STRINGS) && claimed_strings(&mut archive, index, most) > size / SHORTEST_STRING {
            return Err(SheetError::TooMuch);
        }
        left -= size;
    }
    Ok(())
}

fn lower(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// How many bytes come out of a part, at most one more than `most`. What cannot be unpacked the reader refuses as well.
fn unpacked(archive: &mut Archive<'_>, index: usize, most: u64) -> u64 {
    let Ok(part) = archive.by_index(index) else { return 0 };
    let mut counted = Counted { size: 0 };
    let _ = io::copy(&mut part.take(most.saturating_add(1)), &mut counted);
    counted.size
}

/// How many shared texts a part says it holds: their reader makes room for as many at once.
fn claimed_strings(archive: &mut Archive<'_>, index: usize, most: u64) -> u64 {
    let Ok(part) = archive.by_index(index) else { return 0 };
    let mut reader = Reader::from_reader(BufReader::new(part.take(most)));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "sst" => return claim(&tag),
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => {}
        }
    }
}

/// The largest `uniqueCount` of a tag; more than can be counted is the most. `count` is left alone: it tells how often the
/// texts are used, and one may be used in every row.
fn claim(tag: &str) -> u64 {
    let values = tag.split("uniqueCount").skip(1);
    let claims = values.map(|value| {
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || "=\"'+".contains(c));
        let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
        match value[..end].trim_start_matches('0') {
            "" => 0,
            digits => digits.parse().unwrap_or(u64::MAX),
        }
    });
    claims.max().unwrap_or(0)
}

/// Keeps nothing but the number of bytes: they count though the rest of a part is damaged.
struct Counted {
    size: u64,
}

impl io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.size += u64::try_from(bytes.len()).unwrap_or(0);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
