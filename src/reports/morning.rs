//! The morning's sheet as a file (R31): made at `report_at`, or at the first start after it, once a day whichever process
//! is open.

use std::io;
use std::path::Path;
use std::path::PathBuf;

use super::Daily;
use super::daily;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::local_time::local;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::private_file::Existing;
use crate::private_file::Readers;
use crate::private_file::write_private;
use crate::view::figures;
use crate::view::figures::Day;
use crate::view::figures::TodayList;
use crate::words::Audience;

/// What came of it.
#[derive(Debug)]
pub enum Kept {
    /// It is not time yet, it was made already, or it is not this file's to make.
    NotDue,
    /// It was written there.
    Written(PathBuf),
    /// It could not be written; it will be tried again.
    Failed(io::Error),
}

/// Writes the sheet into `folder` when it is due.
pub fn keep_morning(desk: &mut Desk, tr: &Tr, folder: &Path) -> Result<Kept, DeskError> {
    let Some(today) = desk.morning_due()? else {
        return Ok(Kept::NotDue);
    };
    let path = folder.join(format!("daily-{today}.txt"));
    let kept = keep(desk, tr, path, &today);
    if !matches!(kept, Ok(Kept::Written(_))) {
        // What could not be given back ends by itself in a few minutes.
        let _ = desk.morning_failed();
    }
    kept
}

/// Its title and its text, as they were made at that moment: what is mailed again.
pub fn sheet_of(desk: &Desk, tr: &Tr, made_at: Time) -> Result<(String, String), DeskError> {
    let text = morning(desk, tr, Day::before(desk.rules(), made_at))?;
    // Its title says what it is and of which day.
    let subject = text.lines().next().unwrap_or_default().trim().to_owned();
    Ok((subject, text))
}

fn keep(desk: &mut Desk, tr: &Tr, path: PathBuf, today: &str) -> Result<Kept, DeskError> {
    let (subject, text) = sheet_of(desk, tr, desk.now())?;
    let readers = Readers::of(desk.rules().settings().files);
    if let Err(error) = write_private(&path, &text, Existing::Replace, readers) {
        return Ok(Kept::Failed(error));
    }
    desk.morning_made(today, &subject, &text)?;
    Ok(Kept::Written(path))
}

fn morning(desk: &Desk, tr: &Tr, day: Day) -> Result<String, DeskError> {
    let mut lists = Vec::new();
    for &list in TodayList::ALL {
        lists.push((
            list,
            desk.read_since(day.from, |look| figures::listed(look, list, day))?,
        ));
    }
    let shop = &desk.rules().settings().shop;
    let sheet = Daily {
        day: local(shop.time_zone, day.from).date().to_string(),
        lists,
        shift: None,
        currency: shop.currency,
    };
    let audience = Audience {
        tr,
        zone: shop.time_zone,
        now: desk.now(),
    };
    Ok(daily(audience, &sheet).plain(audience))
}
