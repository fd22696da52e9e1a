//! The shop's catalogue by itself: a file at an address or on this machine, read again when it has changed (R11, R16).

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::reading::FeedFiles;
use super::shop::fetch;
use super::source::FeedAsk;
use super::source::FeedSource;
use super::source::FeedTried;
use super::source::GoodsPortion;
use super::source::Portion;
use super::source::PortionBody;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::catalogue::CatalogueCounts;
use crate::desk::import::catalogue::CatalogueEnd;
use crate::desk::import::catalogue::CataloguePart;
use crate::domain::country::Country;
use crate::domain::order_feed::FeedCounts;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::product::Offered;
use crate::domain::reject::Reject;
use crate::domain::time::Time;
use crate::intake;
use crate::intake::Defaults;
use crate::intake::ImportError;
use crate::intake::Statuses;
use crate::net::http;
use crate::net::http::HttpCall;
use crate::net::secret::Secret;
use crate::text::RunningDigest;

/// Some shops write such a file only when it is asked for.
const PATIENCE: Duration = Duration::from_secs(300);
/// What a shop of some hundred thousand goods writes.
const LONGEST: u64 = 256 * 1024 * 1024;

/// A catalogue.
pub(super) struct CatalogueFeed {
    /// `https://…`, or a path: of the file, or of a folder whose newest file it is.
    address: String,
    /// `login:password`, where the address asks for one; empty: none.
    key: Secret,
}

impl CatalogueFeed {
    pub(super) fn new(address: &str, key: Secret) -> CatalogueFeed {
        CatalogueFeed {
            address: address.to_owned(),
            key,
        }
    }

    fn bytes(&self, now: Time) -> Result<Vec<u8>, FeedTrouble> {
        if self.address.starts_with("http://") || self.address.starts_with("https://") {
            return self.fetched(now);
        }
        let path = newest(Path::new(&self.address)).map_err(|why| self.unreadable(&why))?;
        fs::read(path).map_err(|why| self.unreadable(&why))
    }

    fn fetched(&self, now: Time) -> Result<Vec<u8>, FeedTrouble> {
        let (login, password) = self.key.reveal().split_once(':').unzip();
        let password = Secret::new(password.unwrap_or_default().to_owned());
        let headers = login.map(|login| ("Authorization".to_owned(), http::basic(login, password.reveal())));
        let call = HttpCall {
            url: self.address.clone(),
            headers: headers.into_iter().collect(),
            patience: PATIENCE,
            ..HttpCall::default()
        };
        fetch(&call, LONGEST, now).map_err(|trouble| FeedTrouble {
            said: password.redact(&trouble.said),
            ..trouble
        })
    }

    fn unreadable(&self, why: &std::io::Error) -> FeedTrouble {
        FeedTrouble::new(FeedFault::Unreadable, format!("{}: {why}", self.address))
    }
}

/// The file itself, or the one of a folder that was changed last.
fn newest(path: &Path) -> std::io::Result<std::path::PathBuf> {
    if !path.is_dir() {
        return Ok(path.to_owned());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let about = entry.metadata()?;
        if about.is_file() {
            files.push((about.modified()?, entry.path()));
        }
    }
    let newest = files.into_iter().max().map(|(_, path)| path);
    newest.ok_or_else(|| std::io::ErrorKind::NotFound.into())
}

impl FeedSource for CatalogueFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let bytes = self.bytes(ask.now)?;
        let mut digest = RunningDigest::default();
        digest.add(&bytes);
        let digest = digest.hex();
        Ok((ask.cursor != Some(digest.as_str())).then(|| Portion {
            name: self.address.clone(),
            body: PortionBody::Catalogue(bytes),
            cursor: Some(digest),
            more: false,
        }))
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        // Only how many there are is told.
        let defaults = Defaults {
            country: Country::RU,
            currency: ask.currency,
            time_zone: ask.zone,
            date_order: None,
            source: String::new(),
            statuses: Statuses::default(),
        };
        let bytes = self.bytes(ask.now)?;
        let file = intake::read_catalogue(bytes.as_slice(), &defaults)
            .map_err(|why| FeedTrouble::new(FeedFault::NotGoods, why.to_string()))?;
        Ok(FeedTried {
            found: count(file.rows.len()),
            newest: None,
            words: None,
        })
    }
}

/// Takes a catalogue in; what came of it, and what is not as it should be. Where all of it was read it is the whole: what it
/// does not name is offered no more.
pub(super) fn take(
    desk: &mut Desk,
    files: &dyn FeedFiles,
    defaults: &Defaults,
    (name, bytes): (&str, &[u8]),
    step: &FeedStep,
) -> Result<(FeedCounts, Option<FeedTrouble>), DeskError> {
    let mut file = match intake::read_catalogue(bytes, defaults) {
        Ok(file) => file,
        Err(why) => {
            let why = files.unread(name, &ImportError::Intake(why));
            return Ok((FeedCounts::default(), Some(FeedTrouble::new(FeedFault::NotGoods, why))));
        }
    };
    // What a whole catalogue names and does not call hidden is offered.
    for row in &mut file.rows {
        row.offered = row.offered.or(Some(Offered::Yes));
    }
    let end = match file.rows.len() {
        _ if file.is_part || !file.rejects.is_empty() => CatalogueEnd::OfChanges,
        0 => CatalogueEnd::OfChanges,
        _ => CatalogueEnd::OfAll(desk.now()),
    };
    let came = desk.import_catalogue_part(&CataloguePart {
        feed: &step.feed,
        rows: &file.rows,
        end: Some(end),
    })?;
    // While not all is as it should be, it is read again each time.
    let trouble = trouble(files, &file.rejects, came);
    if trouble.is_none() {
        desk.feed_read_on(step, came.created)?;
    }
    Ok((counts(came, file.rejects.len()), trouble))
}

/// Takes some of a shop's goods in; what came of it, and what is not as it should be, which keeps none of the others.
pub(super) fn take_goods(
    desk: &mut Desk,
    files: &dyn FeedFiles,
    goods: &GoodsPortion,
    step: &mut FeedStep,
) -> Result<(FeedCounts, Option<FeedTrouble>), DeskError> {
    let came = desk.import_catalogue_part(&CataloguePart {
        feed: &step.feed,
        rows: &goods.rows,
        end: goods.end,
    })?;
    if came.spared > 0 {
        step.cursor = Some(goods.again.clone());
    }
    desk.feed_read_on(step, came.created)?;
    Ok((counts(came, goods.refused.len()), trouble(files, &goods.refused, came)))
}

fn trouble(files: &dyn FeedFiles, refused: &[Reject], came: CatalogueCounts) -> Option<FeedTrouble> {
    if !refused.is_empty() {
        return Some(FeedTrouble::new(FeedFault::Rows, files.refused(refused)));
    }
    (came.spared > 0).then(|| FeedTrouble::new(FeedFault::Shrunk, came.spared.to_string()))
}

fn counts(came: CatalogueCounts, refused: usize) -> FeedCounts {
    FeedCounts {
        created: came.created,
        updated: came.updated + came.withdrawn,
        unchanged: came.unchanged,
        rejected: count(refused),
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
