//! Where the orders of an import come from: a file or standard input, with the shop's defaults.

use std::fs::File;
use std::io;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::failed::unreadable;
use super::interrupt::Stoppable;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::config::profile::Profile;
use crate::domain::country::Country;
use crate::intake::DateOrder;
use crate::intake::Defaults;
use crate::intake::InputFile;
use crate::intake::ReadProgress;
use crate::intake::Shape;
use crate::intake::Statuses;
use crate::private_file::whole_path;
use crate::text::RunningDigest;

/// Standard input, in place of a file.
pub const STANDARD_INPUT: &str = "-";

/// What tells a file from any other; nothing for standard input, which is read once, and for what cannot be read.
pub fn digest_of(name: &str) -> Option<String> {
    let path = Path::new(name);
    let is_file = path.metadata().is_ok_and(|about| about.is_file());
    let mut file = BufReader::new(File::open(path).ok().filter(|_| is_file)?);
    let mut digest = RunningDigest::default();
    loop {
        let bytes = file.fill_buf().ok()?;
        let length = bytes.len();
        if length == 0 {
            return Some(digest.hex());
        }
        digest.add(bytes);
        file.consume(length);
    }
}

/// The file that is meant, or standard input; reading it fails once `stop` is set.
pub fn input(
    context: &Context,
    path: &Path,
    shape: &Shape,
    stop: &Arc<AtomicBool>,
) -> Result<InputFile<'static>, Failure> {
    if path.as_os_str() == STANDARD_INPUT {
        return Ok(InputFile {
            name: STANDARD_INPUT.to_owned(),
            bytes: Box::new(Stoppable::waiting(io::stdin(), stop)),
            shape: shape.clone(),
            passed: ReadProgress::of(0),
        });
    }
    let opened = File::open(path).and_then(|file| {
        let about = file.metadata()?;
        if about.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        Ok((file, about))
    });
    let (bytes, size): (Box<dyn Read + Send>, u64) = match opened {
        Ok((file, about)) if about.is_file() => (Box::new(Stoppable::new(file, stop)), about.len()),
        Ok((file, _)) => (Box::new(Stoppable::waiting(file, stop)), 0),
        Err(error) => return Err(unreadable(context, path, &error)),
    };
    // As a file of rejects was written down, so that it is known again.
    let whole = whole_path(path).unwrap_or_else(|_| path.to_owned());
    Ok(InputFile {
        name: whole.to_string_lossy().into_owned(),
        bytes,
        shape: shape.clone(),
        passed: ReadProgress::of(size),
    })
}

/// What files do not say of themselves, for the shop of these settings.
pub fn defaults(context: &Context, source: &str) -> Defaults {
    described(context, source, &Profile::default())
}

/// The same where a profile has its say.
pub fn described(context: &Context, source: &str, profile: &Profile) -> Defaults {
    let shop = &context.settings.shop;
    let country = profile.country.as_deref().unwrap_or(&shop.country);
    let source = match source.trim() {
        "" => profile.source.as_deref().unwrap_or_default().trim(),
        source => source,
    };
    Defaults {
        country: Country::parse(country).unwrap_or(Country::RU),
        currency: profile.currency.unwrap_or(shop.currency),
        time_zone: profile.time_zone.unwrap_or(shop.time_zone),
        date_order: profile.date_order.as_deref().and_then(DateOrder::parse),
        source: source.to_owned(),
        statuses: Statuses::default(),
    }
}
