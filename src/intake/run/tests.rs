//! Files into a desk on a file: parsed, taken in, mended.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::FileReport;
use super::ImportError;
use super::import;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::incoming::ImportCounts;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::intake::IntakeError;
use crate::intake::open::InputFile;
use crate::intake::open::Shape;
use crate::intake::open::open;
use crate::intake::read::progress::ReadProgress;
use crate::intake::read::workbook::test_book::Made::Date;
use crate::intake::read::workbook::test_book::Made::Number;
use crate::intake::read::workbook::test_book::Made::Text;
use crate::intake::read::workbook::test_book::MadeRows;
use crate::intake::read::workbook::test_book::book;
use crate::intake::test_support::defaults;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn desk(folder: &Path) -> Desk {
    let who = Who {
        operator: "anna".to_owned(),
        session: "anna-1".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    let settings = Arc::new(Settings::default());
    Desk::open(folder.join("desk.db"), settings, who, Clock::Stopped(NOON)).unwrap()
}

fn take(desk: &mut Desk, name: &str, text: &str) -> Result<FileReport, ImportError> {
    take_bytes(desk, name, text.as_bytes())
}

fn take_bytes(desk: &mut Desk, name: &str, bytes: impl Read + Send) -> Result<FileReport, ImportError> {
    let file = InputFile {
        name: name.to_owned(),
        bytes: Box::new(bytes),
        shape: Shape::Told,
        passed: ReadProgress::of(0),
    };
    let stop = AtomicBool::new(false);
    let mut watch = ImportWatch {
        stop: &stop,
        progress: &mut |_| (),
    };
    let opened = open(file, &defaults())?;
    import(desk, opened, &defaults(), ImportOptions::default(), &mut watch)
}

fn counts(created: i64, unchanged: i64, rejected: i64) -> ImportCounts {
    ImportCounts {
        read: created + unchanged + rejected,
        created,
        updated: 0,
        unchanged,
        rejected,
    }
}

#[test]
fn a_table_comes_in_and_its_rejects_when_they_are_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let table = "№ заказа;Дата;Телефон;Сумма;Товар\n1;11.03.2026 11:58;8 916 765-43-21;1450;Чайник\n\
                 2;32.03.2026;;100;Чашка\n;;;;Ложка\n3;11.03.2026;;сто;\n";
    let report = take(&mut desk, "orders.csv", table).unwrap();
    assert_eq!((report.counts, report.end), (counts(1, 0, 2), ImportEnd::Reached));

    let path = report.rejects_file.unwrap();
    let mended = std::fs::read_to_string(&path).unwrap().replace("32.03", "10.03");
    let name = path.to_string_lossy().into_owned();
    let second = take(&mut desk, &name, &mended).unwrap();
    assert_eq!(second.counts, counts(1, 0, 1));

    // The third order waits where it waited: in the file that is being mended.
    assert_eq!(second.rejects_file.as_ref(), Some(&path));
    let text = mended;
    let third = take(&mut desk, &path.to_string_lossy(), &text.replace("сто", "100")).unwrap();
    assert_eq!((third.counts, third.rejects_file), (counts(1, 1, 0), None));

    // The unmended export again: its two rejects wait again, in a file of their own.
    let again = take(&mut desk, "orders.csv", table).unwrap();
    assert_eq!(again.counts, counts(0, 1, 2));
    let text = std::fs::read_to_string(again.rejects_file.unwrap()).unwrap();
    assert_eq!(
        text,
        "\u{feff}№ заказа;Дата;Телефон;Сумма;Товар\n2;32.03.2026;;100;Чашка\n;;;;Ложка\n3;11.03.2026;;сто;\n"
    );
}

#[test]
fn what_looks_like_a_formula_waits_among_the_rejects_as_it_came_and_comes_in_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let table = "№ заказа;Дата;Телефон;Сумма;Товар\n2;32.03.2026;+79161234567;100;\"=Чашка;-1\"\n";
    let report = take(&mut desk, "orders.csv", table).unwrap();
    let path = report.rejects_file.unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text, format!("\u{feff}{table}"));
    let second = take(&mut desk, &path.to_string_lossy(), &text.replace("32.03", "10.03")).unwrap();
    assert_eq!((second.counts, second.rejects_file), (counts(1, 0, 0), None));
}

#[test]
fn sheets_of_a_workbook_that_are_not_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let rows = |number: &'static str| {
        [
            [Text("number"), Text("created"), Text("total")],
            [Text(number), Text("11.03.2026"), Text("100")],
        ]
    };
    let (site, wholesale) = (rows("S-1"), rows("O-1"));
    let sheets: [&[&[_]]; 3] = [
        &[&site[0], &site[1]],
        &[&wholesale[0], &wholesale[1]],
        &[&[Text("notes")]],
    ];
    let file = book(&[("Сайт", sheets[0]), ("Опт", sheets[1]), ("Заметки", sheets[2])]);
    let report = take_bytes(&mut desk, "orders.xlsx", file.as_slice()).unwrap();
    assert_eq!(report.sheet.as_deref(), Some("Сайт"));
    assert_eq!(
        (report.counts.created, report.other_sheets),
        (1, vec!["Опт".to_owned()])
    );
}

#[test]
fn a_workbook_comes_in_and_its_rejects_are_a_table_to_be_mended() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let rows: MadeRows<'_> = &[
        &[Text("Номер"), Text("Дата"), Text("Сумма")],
        &[Number("1"), Date("46092"), Number("5.5")],
        &[Number("2"), Text("вчера"), Number("6.5")],
    ];
    let report = take_bytes(&mut desk, "orders.xlsx", book(&[("Заказы", rows)]).as_slice()).unwrap();
    assert_eq!(
        (report.counts, report.sheet.as_deref()),
        (counts(1, 0, 1), Some("Заказы"))
    );
    let path = report.rejects_file.unwrap();
    let mended = std::fs::read_to_string(&path).unwrap().replace("вчера", "10.03.2026");
    assert_eq!(mended, "\u{feff}Номер;Дата;Сумма\n2;10.03.2026;6.5\n");
    let second = take(&mut desk, &path.to_string_lossy(), &mended).unwrap();
    assert_eq!((second.counts, second.rejects_file), (counts(1, 0, 0), None));
}

#[test]
fn a_shops_json_comes_in_up_to_where_it_is_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let order = |id: u32| {
        format!(
            "{{\"id\":{id},\"number\":\"{id}\",\"status\":\"processing\",\"total\":\"5.00\",\
             \"date_created_gmt\":\"2026-03-11T08:00:00\",\"billing\":{{}},\"line_items\":[]}}"
        )
    };
    let orders: Vec<String> = (1..=900).map(order).collect();
    let text = format!("[{},{{\"id\":901,\"nu", orders.join(","));
    let report = take(&mut desk, "orders.json", &text).unwrap();
    assert_eq!(report.counts, counts(900, 0, 1));
    assert_eq!(report.rejects_file, None, "only a new export helps");
}

#[test]
fn a_file_of_no_known_shape_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    assert!(matches!(
        take(&mut desk, "x", "просто текст"),
        Err(ImportError::Intake(IntakeError::UnknownFormat))
    ));
}

#[test]
fn a_file_that_cannot_be_read_on_gives_what_was_read() {
    struct Torn(usize);
    impl Read for Torn {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let row = b"7;2026-03-11;5\n";
            self.0 += 1;
            match self.0 {
                1 => {
                    let head = b"number;created;total\n";
                    out[..head.len()].copy_from_slice(head);
                    Ok(head.len())
                }
                2..=9000 => {
                    out[..row.len()].copy_from_slice(row);
                    Ok(row.len())
                }
                _ => Err(std::io::Error::other("the disk was pulled out")),
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk(folder.path());
    let torn = take_bytes(&mut desk, "torn.csv", Torn(0));
    assert!(matches!(torn, Err(ImportError::Intake(IntakeError::Io(_)))), "{torn:?}");
}
