//! The importers' own fixtures: every long text in a test of theirs that looks like a file.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A shorter text is no file.
const LEAST: usize = 40;

/// A file of one importer.
pub struct Seed {
    /// Whose it is.
    pub importer: String,
    /// What stands in it; of a workbook the sheet as XML.
    pub bytes: Vec<u8>,
}

/// The importer of workbooks, whose sheets are damaged before they are packed.
const WORKBOOK: &str = "workbook";

impl Seed {
    /// The file that these bytes in place of its own make.
    pub fn packed(&self, bytes: Vec<u8>) -> Vec<u8> {
        if self.importer == WORKBOOK {
            workbook(&bytes)
        } else {
            bytes
        }
    }
}

/// Each once, in a fixed order.
pub fn all() -> Vec<Seed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/intake");
    let mut sources = Vec::new();
    below(&folder, &mut sources);
    sources.sort();
    let mut found: Vec<Seed> = Vec::new();
    for source in sources {
        let text = fs::read_to_string(&source).unwrap();
        let is_test = source.to_string_lossy().contains("test");
        let tests = if is_test {
            0
        } else {
            text.find("#[cfg(test)]").unwrap_or(text.len())
        };
        let importer = importer(source.strip_prefix(&folder).unwrap());
        let of_macros = objects(&text[tests..]);
        for literal in literals(&text[tests..]).into_iter().chain(of_macros) {
            let looks_like_a_file = literal.len() >= LEAST && literal.contains(['{', ';', ',', '<', '\t']);
            let bytes = literal.into_bytes();
            if looks_like_a_file && found.iter().all(|seed| seed.bytes != bytes) {
                found.push(Seed {
                    importer: importer.clone(),
                    bytes,
                });
            }
        }
    }
    let tables = found
        .iter()
        .filter(|seed| seed.bytes.contains(&b'\n') && seed.bytes.contains(&b';'));
    let sheets: Vec<Vec<u8>> = tables
        .map(|seed| sheet(&String::from_utf8_lossy(&seed.bytes)))
        .collect();
    found.extend(sheets.into_iter().map(|bytes| Seed {
        importer: WORKBOOK.to_owned(),
        bytes,
    }));
    found
}

/// The shop whose importer a source is of; what all of them share counts as one.
fn importer(source: &Path) -> String {
    let parts: Vec<&str> = source.iter().filter_map(|part| part.to_str()).collect();
    let part = match parts.as_slice() {
        ["shops", shop, ..] => shop,
        ["catalogue", ..] => "catalogue",
        _ => "shared",
    };
    part.trim_end_matches(".rs").to_owned()
}

/// A table as the sheet of a workbook.
fn sheet(table: &str) -> Vec<u8> {
    let mut data = String::new();
    for line in table.lines() {
        data.push_str("<row>");
        for cell in line.split(';') {
            let cell = cell.replace('&', "&amp;").replace('<', "&lt;");
            let is_number = !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
            let _ = if is_number {
                write!(data, "<c><v>{cell}</v></c>")
            } else {
                write!(data, "<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")
            };
        }
        data.push_str("</row>");
    }
    format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>").into_bytes()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet.
fn workbook(sheet: &[u8]) -> Vec<u8> {
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KIND}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let parts = [
        (
            "_rels/.rels",
            relations("officeDocument", "xl/workbook.xml").into_bytes(),
        ),
        ("xl/workbook.xml", book.into_bytes()),
        (
            "xl/_rels/workbook.xml.rels",
            relations("worksheet", "worksheets/sheet1.xml").into_bytes(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_vec()),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of a source, raw and plain.
fn literals(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let (before, from) = rest.split_at(at);
        let marks = before.len() - before.trim_end_matches('#').len();
        if before.trim_end_matches('#').ends_with('r') {
            let end = format!("\"{}", "#".repeat(marks));
            let Some(length) = from[1..].find(&end) else {
                return found;
            };
            found.push(from[1..=length].to_owned());
            rest = &from[1 + length + end.len()..];
        } else {
            let Some((literal, length)) = plain(&from[1..]) else {
                return found;
            };
            found.push(literal);
            rest = &from[1 + length..];
        }
    }
    found
}

/// What `json!` is given, where that is JSON by itself.
fn objects(text: &str) -> Vec<String> {
    let given = text.split("json!(").skip(1);
    let read = given.filter_map(|from| {
        serde_json::Deserializer::from_str(from)
            .into_iter::<Value>()
            .next()?
            .ok()
    });
    read.map(|value| format!("[{value}]")).collect()
}

/// A plain literal, its escapes undone, and how long it is with its closing mark.
fn plain(from: &str) -> Option<(String, usize)> {
    let mut literal = String::new();
    let mut chars = from.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((literal, at + 1)),
            '\\' => match chars.next()?.1 {
                'n' => literal.push('\n'),
                'r' => literal.push('\r'),
                't' => literal.push('\t'),
                '\n' => while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {},
                other => literal.push(other),
            },
            _ => literal.push(c),
        }
    }
    None
}
