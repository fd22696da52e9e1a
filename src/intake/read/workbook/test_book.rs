//! Small workbooks for tests, as Excel writes them.

use std::fmt::Write as _;
use std::io::Cursor;
use std::io::Write as _;

use zip::CompressionMethod;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A cell of a workbook.
#[derive(Clone, Copy, Debug)]
pub enum Made<'a> {
    /// Nothing.
    Blank,
    /// A text.
    Text(&'a str),
    /// A number, as it is written down.
    Number(&'a str),
    /// A number that is shown as a date: days since 1899-12-30.
    Date(&'a str),
    /// Yes or no.
    Bool(bool),
    /// A formula that failed.
    Error(&'a str),
}

/// Rows of cells.
pub type MadeRows<'a> = &'a [&'a [Made<'a>]];

/// A workbook of these sheets; a name that begins with `_` is that of a hidden one.
pub fn book(sheets: &[(&str, MadeRows<'_>)]) -> Vec<u8> {
    book_with(sheets, "")
}

/// The same, its `workbookPr` with these attributes.
pub fn book_with(sheets: &[(&str, MadeRows<'_>)], properties: &str) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (index, (name, rows)) in sheets.iter().enumerate() {
        let id = index + 1;
        let state = if name.starts_with('_') { " state=\"hidden\"" } else { "" };
        let _ = write!(
            list,
            "<sheet name=\"{name}\" sheetId=\"{id}\" r:id=\"rId{id}\"{state}/>"
        );
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{id}\" Type=\"{KIND}/worksheet\" Target=\"worksheets/sheet{id}.xml\"/>"
        );
        parts.push((format!("xl/worksheets/sheet{id}.xml"), sheet(rows)));
    }
    let _ = write!(
        relations,
        "<Relationship Id=\"rId900\" Type=\"{KIND}/styles\" Target=\"styles.xml\"/>"
    );
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!("<workbook {NAMES}><workbookPr {properties}/><sheets>{list}</sheets></workbook>"),
    ));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relationships(&relations)));
    parts.push(("xl/styles.xml".to_owned(), STYLES.to_owned()));
    let root = format!("<Relationship Id=\"rId1\" Type=\"{KIND}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    parts.push(("_rels/.rels".to_owned(), relationships(&root)));
    let parts: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    archive(&parts)
}

/// A zip archive of these files, not compressed.
pub fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    archive_by(CompressionMethod::Stored, files)
}

/// A zip archive of these files, compressed.
pub fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    archive_by(CompressionMethod::Deflated, files)
}

fn archive_by(method: CompressionMethod, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in files {
        zip.start_file(name.as_str(), options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const NAMES: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
                      <cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>";

fn relationships(inside: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inside}</Relationships>"
    )
}

fn sheet(rows: MadeRows<'_>) -> String {
    let mut data = String::new();
    for (row, cells) in rows.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
        let row = row + 1;
        let _ = write!(data, "<row r=\"{row}\">");
        for (column, made) in cells.iter().enumerate() {
            let at = format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap()));
            let _ = match made {
                Made::Blank => write!(data, "<c r=\"{at}\" s=\"1\"/>"),
                Made::Text(text) => write!(
                    data,
                    "<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    text.replace('&', "&amp;").replace('<', "&lt;")
                ),
                Made::Number(number) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
                Made::Date(serial) => write!(data, "<c r=\"{at}\" s=\"1\"><v>{serial}</v></c>"),
                Made::Bool(yes) => write!(data, "<c r=\"{at}\" t=\"b\"><v>{}</v></c>", u8::from(*yes)),
                Made::Error(error) => write!(data, "<c r=\"{at}\" t=\"e\"><v>{error}</v></c>"),
            };
        }
        data.push_str("</row>");
    }
    format!("<worksheet {NAMES}><sheetData>{data}</sheetData></worksheet>")
}
