//! `import`: orders of a shop's export, some at a time; what cannot be read is put aside to be mended.

mod failed;

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use clap::Args;
use serde::Serialize;
use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGTERM;

use self::failed::failure;
pub(super) use self::failed::unread;
use self::failed::unreadable;
use crate::cli::codes;
use crate::cli::failure::Failure;
use crate::cli::names;
use crate::cli::output::Form;
use crate::cli::output::Progress;
use crate::cli::output::Reply;
use crate::cli::place::Place;
use crate::cli::table::Side;
use crate::cli::table::table;
use crate::desk::import::ImportCounts;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportMode;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::perform::Desk;
use crate::domain::country::Country;
use crate::domain::incoming::Format;
use crate::intake;
use crate::intake::Defaults;
use crate::intake::FileReport;
use crate::intake::ImportError;
use crate::intake::InputFile;
use crate::text;

/// `import`
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Exports of a shop; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Their shape, when their content does not tell it
    #[arg(long, value_name = "P", value_parser = codes::format())]
    profile: Option<Format>,
    /// The shop's or feed's name, for a shop with several of one system
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    source: String,
    /// Orders placed before are history that owes nothing
    #[arg(long, value_name = "DATE")]
    open_since: Option<String>,
    /// Only count what would happen
    #[arg(long)]
    dry_run: bool,
}

/// What came of all files.
#[derive(Serialize)]
struct ImportShape {
    #[serde(flatten)]
    counts: CountsShape,
    rejects_file: Option<String>,
    files: Vec<FileShape>,
}

/// What came of one file.
#[derive(Serialize)]
struct FileShape {
    file: String,
    profile: Option<&'static str>,
    /// Of a workbook.
    sheet: Option<String>,
    #[serde(flatten)]
    counts: CountsShape,
    rejects_file: Option<String>,
    error: Option<String>,
}

#[derive(Clone, Copy, Default, Serialize)]
struct CountsShape {
    read: i64,
    created: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
}

/// Standard input, in place of a file.
const STANDARD_INPUT: &str = "-";

/// Takes the files in, one after the other.
pub(super) fn run(place: &Place, args: &ImportArgs) -> Result<Reply, Failure> {
    let options = ImportOptions {
        mode: if args.dry_run {
            ImportMode::DryRun
        } else {
            ImportMode::Write
        },
        open_since: args
            .open_since
            .as_deref()
            .map(|typed| names::day(place, typed))
            .transpose()?,
    };
    // A slip in one name is said before anything is taken in.
    let inputs: Vec<InputFile> = args
        .files
        .iter()
        .map(|path| input(place, path, args.profile))
        .collect::<Result<_, _>>()?;
    let mut desk = place.desk()?;
    let defaults = defaults(place, &args.source);
    let stop = stop_when_asked();
    let mut files: Vec<FileShape> = Vec::new();
    let mut remarks: Vec<String> = Vec::new();
    for input in inputs {
        let name = input.name.clone();
        match take(&mut desk, input, &defaults, options, &stop) {
            Ok(report) => {
                remarks.extend(report.rejects_file.as_ref().map(|file| {
                    let file = file.display().to_string();
                    place.tr.with("cli-rejects", &[("path", file.into())])
                }));
                files.push(FileShape::of(name, &report));
                if report.end == ImportEnd::Stopped {
                    remarks.push(place.tr.text("cli-stopped"));
                    break;
                }
            }
            Err(error) => {
                let failure = failure(place, &name, &error);
                if args.files.len() == 1 {
                    return Err(failure);
                }
                remarks.push(
                    place
                        .tr
                        .with("cli-warning", &[("message", failure.message.as_str().into())]),
                );
                files.push(FileShape::failed(name, failure.message));
            }
        }
    }
    Ok(reply(place, args, files, remarks))
}

/// Asked to end, the process ends after the batch under way.
fn stop_when_asked() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // Without it the process ends at once, and the batch under way is rolled back: that loses nothing either.
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}

fn take(
    desk: &mut Desk,
    input: InputFile,
    defaults: &Defaults,
    options: ImportOptions,
    stop: &AtomicBool,
) -> Result<FileReport, ImportError> {
    let progress = Progress::new();
    let name = text::clean(&input.name).into_owned();
    let mut show = |counts: &ImportCounts| progress.show(&format!("{name}: {}", counts.read));
    let mut watch = ImportWatch {
        stop,
        progress: &mut show,
    };
    intake::import(desk, input, defaults, options, &mut watch)
}

fn reply(place: &Place, args: &ImportArgs, files: Vec<FileShape>, remarks: Vec<String>) -> Reply {
    let mut counts = CountsShape::default();
    for file in &files {
        counts.add(file.counts);
    }
    let partly = counts.rejected > 0 || files.len() < args.files.len() || files.iter().any(|file| file.error.is_some());
    let shape = ImportShape {
        counts,
        rejects_file: files.iter().find_map(|file| file.rejects_file.clone()),
        files,
    };
    let reply = place.reply(&shape, || plain(place, &shape.files)).partly(partly);
    match place.form {
        Form::Json => reply,
        Form::Plain => reply.with_remarks(remarks),
    }
}

fn plain(place: &Place, files: &[FileShape]) -> String {
    let head = [
        "",
        "",
        "cli-read",
        "cli-created",
        "cli-updated",
        "cli-unchanged_count",
        "cli-rejected",
    ];
    let head = head.map(|key| {
        if key.is_empty() {
            String::new()
        } else {
            place.tr.text(key)
        }
    });
    let mut rows = vec![head.to_vec()];
    rows.extend(files.iter().filter(|file| file.error.is_none()).map(|file| {
        let c = file.counts;
        let numbers = [c.read, c.created, c.updated, c.unchanged, c.rejected].map(|count| count.to_string());
        let name = match &file.sheet {
            Some(sheet) => format!("{} · {}", file.file, text::clean(sheet)),
            None => file.file.clone(),
        };
        let mut row = vec![name, file.profile.unwrap_or_default().to_owned()];
        row.extend(numbers);
        row
    }));
    let right = [Side::Right; 5];
    table(&[&[Side::Left; 2][..], &right].concat(), &rows)
}

impl FileShape {
    fn of(file: String, report: &FileReport) -> FileShape {
        let c = report.counts;
        FileShape {
            file,
            profile: Some(report.format.code()),
            sheet: report.sheet.clone(),
            counts: CountsShape {
                read: c.read,
                created: c.created,
                updated: c.updated,
                unchanged: c.unchanged,
                rejected: c.rejected,
            },
            rejects_file: report.rejects_file.as_ref().map(|path| path.display().to_string()),
            error: None,
        }
    }

    fn failed(file: String, error: String) -> FileShape {
        FileShape {
            file,
            profile: None,
            sheet: None,
            counts: CountsShape::default(),
            rejects_file: None,
            error: Some(error),
        }
    }
}

impl CountsShape {
    fn add(&mut self, other: CountsShape) {
        self.read += other.read;
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.rejected += other.rejected;
    }
}

/// The file that is meant, or standard input.
pub(super) fn input(place: &Place, path: &Path, format: Option<Format>) -> Result<InputFile, Failure> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(InputFile {
            name: STANDARD_INPUT.to_owned(),
            bytes: Box::new(io::stdin()),
            format,
        });
    }
    let opened = File::open(path).and_then(|file| {
        if file.metadata()?.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok(file)
    });
    let bytes: Box<dyn Read + Send> = match opened {
        Ok(file) => Box::new(file),
        Err(error) => return Err(unreadable(place, path, &error)),
    };
    // As a file of rejects was written down, so that it is known again.
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Ok(InputFile {
        name: whole.to_string_lossy().into_owned(),
        bytes,
        format,
    })
}

/// What files do not say of themselves, for the shop of these settings.
pub(super) fn defaults(place: &Place, source: &str) -> Defaults {
    let shop = &place.settings.shop;
    Defaults {
        country: Country::parse(&shop.country).unwrap_or(Country::RU),
        currency: shop.currency,
        time_zone: shop.time_zone,
        source: source.trim().to_owned(),
        statuses: BTreeMap::new(),
    }
}
