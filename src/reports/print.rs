//! What is printed on paper: a page for the browser, or plain text for a printer.
//!
//! ```text
//! Packing list · 11 Mar 2026
//!
//! 1042 · Елена Иванова
//! Russian Post · Москва, ул. Мира, 1
//!   [ ] Фильтры × 2
//!   [ ] Sample
//! ```

use std::fmt::Write;

use serde::Serialize;

use crate::text::escaped_html;
use crate::text::straight;

/// Something on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrintSheet {
    /// What it is.
    pub title: String,
    /// What stands on it, one below another.
    pub parts: Vec<PrintPart>,
}

/// One order, or one carrier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PrintPart {
    /// What it is about.
    pub heading: String,
    /// What else is said of it.
    pub lines: Vec<String>,
    /// The headings of its table; empty for none.
    pub columns: Vec<String>,
    /// The rows of its table.
    pub rows: Vec<Vec<String>>,
    /// What is gone through and ticked.
    pub points: Vec<String>,
    /// What is filled in by hand.
    pub blanks: Vec<String>,
}

const STYLE: &str = "body{font:14px/1.4 sans-serif;margin:24px;color:#000}h1{font-size:20px}h2{font-size:16px;margin:0 0 4px}\
section{break-inside:avoid;border-top:1px solid #000;padding:10px 0}table{border-collapse:collapse;width:100%}\
td,th{border:1px solid #777;padding:3px 6px;text-align:left}ul{list-style:none;padding:0;margin:6px 0}\
li::before{content:\"\\2610\";padding-right:8px}p{margin:2px 0}.blank{margin-top:22px}";
/// What is left free to write on.
const BLANK: &str = "______________________________";

impl PrintSheet {
    /// A page for the browser, which prints it as it stands; `lang` as HTML names languages.
    pub fn html(&self, lang: &str) -> String {
        let title = escaped_html(&self.title);
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head><meta charset=\"utf-8\"><title>{title}</title>\
             <style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        );
        for part in &self.parts {
            part.put_html(&mut html);
        }
        html.push_str("</body>\n</html>\n");
        html
    }

    /// Lines for a printer.
    pub fn text(&self) -> String {
        let parts = self.parts.iter().map(PrintPart::text);
        let all: Vec<String> = std::iter::once(format!("{}\n", self.title)).chain(parts).collect();
        all.join("\n")
    }
}

impl PrintPart {
    fn put_html(&self, html: &mut String) {
        let _ = writeln!(html, "<section>\n<h2>{}</h2>", escaped_html(&self.heading));
        for line in &self.lines {
            let _ = writeln!(html, "<p>{}</p>", escaped_html(line));
        }
        if !self.rows.is_empty() {
            let row = |tag: &str, cells: &Vec<String>| {
                let cells = cells
                    .iter()
                    .map(|cell| format!("<{tag}>{}</{tag}>", escaped_html(cell)));
                format!("<tr>{}</tr>\n", cells.collect::<String>())
            };
            let rows = self.rows.iter().map(|cells| row("td", cells));
            let rows: String = std::iter::once(row("th", &self.columns)).chain(rows).collect();
            let _ = writeln!(html, "<table>\n{rows}</table>");
        }
        if !self.points.is_empty() {
            let points = self
                .points
                .iter()
                .map(|point| format!("<li>{}</li>\n", escaped_html(point)));
            let _ = writeln!(html, "<ul>\n{}</ul>", points.collect::<String>());
        }
        for blank in &self.blanks {
            let _ = writeln!(html, "<p class=\"blank\">{} {BLANK}</p>", escaped_html(blank));
        }
        html.push_str("</section>\n");
    }

    fn text(&self) -> String {
        let mut lines = vec![self.heading.clone()];
        lines.extend(self.lines.iter().cloned());
        if !self.rows.is_empty() {
            let rows: Vec<Vec<String>> = std::iter::once(&self.columns).chain(&self.rows).cloned().collect();
            lines.extend(straight(&rows, |_| false).into_iter().map(|line| format!("  {line}")));
        }
        lines.extend(self.points.iter().map(|point| format!("  [ ] {point}")));
        lines.extend(self.blanks.iter().map(|blank| format!("\n{blank} {BLANK}")));
        format!("{}\n", lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_customer_wrote_is_words_on_the_page_and_never_a_tag() {
        let sheet = PrintSheet {
            title: "T & Co".to_owned(),
            parts: vec![PrintPart {
                heading: "<script>alert(1)</script>".to_owned(),
                lines: vec!["\"a\" <b>".to_owned()],
                columns: vec!["№".to_owned(), "<i>".to_owned()],
                rows: vec![vec!["1".to_owned(), "<img src=x onerror=y>".to_owned()]],
                points: vec!["Gift </ul>".to_owned()],
                blanks: vec!["Signed".to_owned()],
            }],
        };
        let html = sheet.html("en");
        for hostile in ["<script", "<b>", "<i>", "<img", "Gift </ul>"] {
            assert!(!html.contains(hostile), "{hostile}: {html}");
        }
        assert!(html.contains("<title>T &amp; Co</title>"), "{html}");
        let text = sheet.text();
        assert!(text.contains("  [ ] Gift </ul>\n"), "{text}");
        assert!(text.contains(&format!("\nSigned {BLANK}\n")), "{text}");
    }
}
