//! Why a file did not come in, in words.

use std::io;
use std::path::Path;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::desk::import::RejectsError;
use crate::domain::reject::Reject;
use crate::intake::ImportError;
use crate::intake::IntakeError;
use crate::intake::SheetError;
use crate::text;
use crate::words;

/// What came in the way of the file `name`.
pub fn failure(context: &Context, name: &str, error: &ImportError) -> Failure {
    match error {
        ImportError::Desk(error) | ImportError::Rejects(RejectsError::Desk(error)) => {
            Failure::of_desk(&context.tr, context.zone(), error)
        }
        ImportError::Intake(error) => unread(context, name, error),
        ImportError::Parser => Failure::usage(&context.tr, "cli-parser_failed", name),
        ImportError::Rejects(error @ RejectsError::File { .. }) => {
            Failure::usage(&context.tr, "cli-rejects_unwritten", &error.to_string()).of_kind(Kind::Database)
        }
    }
}

/// Why nothing of it could be read.
pub fn unread(context: &Context, name: &str, error: &IntakeError) -> Failure {
    match error {
        IntakeError::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            Failure::usage(&context.tr, "import-too_large", name)
        }
        IntakeError::Io(error) => unreadable(context, Path::new(name), error),
        IntakeError::UnknownFormat => Failure::usage(&context.tr, "cli-unknown_format", name),
        IntakeError::LongHeading => Failure::usage(&context.tr, "import-long_heading", name),
        IntakeError::Sheet(error) => workbook(context, name, error),
        IntakeError::OtherColumns { missing } => {
            let args = [
                ("value", text::clean(name).into_owned().into()),
                ("missing", text::clean(&missing.join(", ")).into_owned().into()),
            ];
            let hint = context.tr.text("import-other_columns-hint");
            Failure::new(Kind::Usage, context.tr.with("import-other_columns", &args), hint)
        }
    }
}

/// The system would not give it.
pub fn unreadable(context: &Context, path: &Path, error: &io::Error) -> Failure {
    let what = format!("{}: {error}", path.display());
    let failure = Failure::usage(&context.tr, "cli-unreadable", &what);
    match error.kind() {
        io::ErrorKind::NotFound => failure.of_kind(Kind::NotFound),
        _ => failure,
    }
}

fn workbook(context: &Context, name: &str, error: &SheetError) -> Failure {
    let clean = |text: &str| text::clean(text).into_owned();
    let (key, sheet, row, message) = match error {
        SheetError::Old => ("old", "", 0, ""),
        SheetError::Encrypted => ("encrypted", "", 0, ""),
        SheetError::NotAWorkbook => ("none", "", 0, ""),
        SheetError::Damaged { message } => ("damaged", "", 0, message.as_str()),
        SheetError::DamagedSheet { sheet, row, message } => ("damaged_sheet", sheet.as_str(), *row, message.as_str()),
        SheetError::TooLarge { sheet, row } => ("too_large", sheet.as_str(), *row, ""),
        SheetError::TooMuch => ("too_much", "", 0, ""),
        SheetError::NoHeader { sheets } => ("no_header", sheets.as_str(), 0, ""),
    };
    let key = format!("cli-workbook_{key}");
    let args = [
        ("value", clean(name).into()),
        ("sheet", clean(sheet).into()),
        ("row", row.to_string().into()),
        ("message", clean(message).into()),
    ];
    let hint = context.tr.text(&format!("{key}-hint"));
    Failure::new(Kind::Usage, context.tr.with(&key, &args), hint)
}

/// What could not be read of a table: where, why, and what to do.
pub fn refused(context: &Context, reject: &Reject) -> String {
    let told = words::reject(&context.tr, reject);
    // What no file holds is called by its id.
    let line = match (reject.line, &reject.order) {
        (0, Some(id)) => text::clean(id).into_owned(),
        (line, _) => context.tr.with("import-at_line", &[("line", line.to_string().into())]),
    };
    let field = Some(text::clean(&reject.field).into_owned()).filter(|field| !field.is_empty());
    let place: Vec<String> = [Some(line), field].into_iter().flatten().collect();
    let args = [
        ("where", place.join(", ").into()),
        ("message", told.message.into()),
        ("hint", told.hint.into()),
    ];
    context.tr.with("import-reject", &args)
}
