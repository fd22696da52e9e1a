//! What a 1C sends in one exchange: files in parts, packed or not, within bounds. It lives in memory alone: who is cut off, or
//! speaks to a program that was begun again meanwhile, begins again, as the protocol has it.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read;

use zip::ZipArchive;

use crate::desk::import::catalogue::CatalogueEnd;
use crate::domain::product::CatalogueRow;
use crate::domain::reject::Reject;
use crate::domain::time::Time;

/// The most one exchange may send, bytes, and to what that may unpack: the goods of some hundred thousand.
const MOST_SENT: usize = 64 * 1024 * 1024;
const MOST_UNPACKED: u64 = 192 * 1024 * 1024;
/// The most files, packed or not.
const MOST_FILES: usize = 500;
/// No name of a file is longer, bytes.
const LONGEST_NAME: usize = 200;

/// Why something is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExchangeRefusal {
    /// Login or password are others.
    Keys,
    /// It does not begin with `checkauth`, or this program was begun again since.
    Session,
    /// No file may be called so.
    Name,
    /// It is too much.
    TooMuch,
    /// No such file came.
    NoFile,
    /// An archive that cannot be unpacked.
    Archive,
    /// What stands in it is neither goods nor orders.
    NotKnown,
    /// The file of the desk is busy.
    Busy,
    /// There is no such step.
    Step,
}

impl ExchangeRefusal {
    /// The message that says so.
    pub const fn key(self) -> &'static str {
        match self {
            ExchangeRefusal::Keys => "exchange-keys",
            ExchangeRefusal::Session => "exchange-session",
            ExchangeRefusal::Name => "exchange-name",
            ExchangeRefusal::TooMuch => "exchange-too_much",
            ExchangeRefusal::NoFile => "exchange-no_file",
            ExchangeRefusal::Archive => "exchange-archive",
            ExchangeRefusal::NotKnown => "exchange-not_known",
            ExchangeRefusal::Busy => "exchange-busy",
            ExchangeRefusal::Step => "exchange-step",
        }
    }
}

/// An exchange that goes on.
pub(super) struct OneCSession {
    pub(super) cookie: String,
    files: BTreeMap<String, Vec<u8>>,
    sent: usize,
    unpacked: u64,
    /// The file whose goods are being taken in.
    pub(super) taking: Option<GoodsTaking>,
    /// A catalogue that says it is whole is being told since then.
    pub(super) whole_since: Option<Time>,
    /// Up to which entry of the journal orders were told, until the 1C says that it has them.
    pub(super) told: Option<i64>,
}

/// Goods of a file, and how far they are taken in.
pub(super) struct GoodsTaking {
    pub(super) name: String,
    pub(super) rows: Vec<CatalogueRow>,
    pub(super) at: usize,
    pub(super) refused: Vec<Reject>,
    pub(super) end: CatalogueEnd,
    pub(super) created: i64,
}

impl OneCSession {
    pub(super) fn begin(cookie: String) -> OneCSession {
        OneCSession {
            cookie,
            files: BTreeMap::new(),
            sent: 0,
            unpacked: 0,
            taking: None,
            whole_since: None,
            told: None,
        }
    }

    /// What came so far is thrown away.
    pub(super) fn clear(&mut self) {
        *self = OneCSession {
            told: self.told,
            ..OneCSession::begin(std::mem::take(&mut self.cookie))
        };
    }

    /// The next part of a file. Pictures and what else is no text of the exchange are not kept.
    pub(super) fn add(&mut self, name: &str, part: &[u8]) -> Result<(), ExchangeRefusal> {
        let name = fine(name).ok_or(ExchangeRefusal::Name)?;
        if !ends(&name, "xml") && !ends(&name, "zip") {
            return Ok(());
        }
        self.sent += part.len();
        if self.sent > MOST_SENT || (self.files.len() >= MOST_FILES && !self.files.contains_key(&name)) {
            self.clear();
            return Err(ExchangeRefusal::TooMuch);
        }
        self.files.entry(name).or_default().extend_from_slice(part);
        Ok(())
    }

    /// A file of that name, whole; archives are unpacked first.
    pub(super) fn take(&mut self, name: &str) -> Result<Vec<u8>, ExchangeRefusal> {
        let name = fine(name).ok_or(ExchangeRefusal::Name)?;
        self.unpack()?;
        self.files.remove(&name).ok_or(ExchangeRefusal::NoFile)
    }

    /// Every text that is whole by now; archives that more parts of are to come wait.
    pub(super) fn whole(&mut self, is_whole: impl Fn(&[u8]) -> bool) -> Result<Vec<Vec<u8>>, ExchangeRefusal> {
        match self.unpack() {
            Ok(()) | Err(ExchangeRefusal::Archive) => {}
            Err(refusal) => return Err(refusal),
        }
        let is_meant = |(name, bytes): &(&String, &Vec<u8>)| ends(name, "xml") && is_whole(bytes);
        let names: Vec<String> = self
            .files
            .iter()
            .filter(is_meant)
            .map(|(name, _)| name.clone())
            .collect();
        Ok(names.iter().filter_map(|name| self.files.remove(name)).collect())
    }

    fn unpack(&mut self) -> Result<(), ExchangeRefusal> {
        let archives: Vec<String> = self.files.keys().filter(|name| ends(name, "zip")).cloned().collect();
        for archive in archives {
            let bytes = &self.files[&archive];
            match unpacked(bytes, MOST_UNPACKED - self.unpacked, MOST_FILES - self.files.len()) {
                Ok(found) => {
                    self.files.remove(&archive);
                    for (name, text) in found {
                        self.unpacked += u64::try_from(text.len()).unwrap_or(u64::MAX);
                        self.files.insert(name, text);
                    }
                }
                Err(ExchangeRefusal::Archive) => return Err(ExchangeRefusal::Archive),
                Err(refusal) => {
                    self.clear();
                    return Err(refusal);
                }
            }
        }
        Ok(())
    }
}

/// The texts of an archive. What it says of their sizes is not believed: they are counted while they are unpacked.
fn unpacked(bytes: &[u8], most: u64, files: usize) -> Result<Vec<(String, Vec<u8>)>, ExchangeRefusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ExchangeRefusal::Archive)?;
    if archive.len() > MOST_FILES * 20 {
        return Err(ExchangeRefusal::TooMuch);
    }
    let (mut left, mut found) = (most, Vec::new());
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| ExchangeRefusal::Archive)?;
        let called = entry.name().map_err(|_| ExchangeRefusal::Name)?.into_owned();
        if !entry.is_file() || !ends(&called, "xml") {
            continue;
        }
        let name = fine(&called).ok_or(ExchangeRefusal::Name)?;
        let mut text = Vec::new();
        let read = entry.take(left + 1).read_to_end(&mut text);
        read.map_err(|_| ExchangeRefusal::Archive)?;
        let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
        if length > left || found.len() >= files {
            return Err(ExchangeRefusal::TooMuch);
        }
        left -= length;
        found.push((name, text));
    }
    Ok(found)
}

/// A name as it is kept, in small letters; none of what leads out of the exchange.
fn fine(name: &str) -> Option<String> {
    let name = name.trim().strip_prefix("./").unwrap_or(name.trim());
    let is_odd = |c: char| c.is_control() || matches!(c, '\\' | ':' | '\0');
    let is_fine = !name.is_empty()
        && name.len() <= LONGEST_NAME
        && !name.starts_with('/')
        && !name.contains(is_odd)
        && name.split('/').all(|step| !matches!(step, "" | "." | ".."));
    is_fine.then(|| name.to_lowercase())
}

fn ends(name: &str, end: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, own)| own.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(text).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn session() -> OneCSession {
        OneCSession::begin("c".to_owned())
    }

    #[test]
    fn a_file_comes_in_parts_and_is_taken_once() {
        let mut session = session();
        session.add("import.xml", b"<a>").unwrap();
        session.add("IMPORT.xml", b"</a>").unwrap();
        session.add("import_files/01/picture.jpg", &[0; 100]).unwrap();
        assert_eq!(session.take("import.xml").unwrap(), b"<a></a>");
        assert_eq!(session.take("import.xml"), Err(ExchangeRefusal::NoFile));
        assert_eq!(
            session.take("import_files/01/picture.jpg"),
            Err(ExchangeRefusal::NoFile)
        );
    }

    #[test]
    fn an_archive_is_unpacked_once_all_of_it_is_there() {
        let bytes = packed(&[("import.xml", b"<a/>"), ("offers.xml", b"<b/>"), ("x.jpg", b"no")]);
        let (first, second) = bytes.split_at(bytes.len() / 2);
        let mut session = session();
        session.add("goods.zip", first).unwrap();
        assert_eq!(session.take("offers.xml"), Err(ExchangeRefusal::Archive));
        assert_eq!(session.whole(|_| true), Ok(Vec::new()), "more may come");
        session.add("goods.zip", second).unwrap();
        assert_eq!(session.take("offers.xml").unwrap(), b"<b/>");
        assert_eq!(session.whole(|_| true), Ok(vec![b"<a/>".to_vec()]));
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused() {
        for name in [
            "../import.xml",
            "/etc/import.xml",
            "a/../../b.xml",
            "C:\\import.xml",
            "a\\b.xml",
            "",
            "a//b.xml",
            "a\0.xml",
            &format!("{}.xml", "a".repeat(300)),
        ] {
            assert_eq!(session().add(name, b"x"), Err(ExchangeRefusal::Name), "{name}");
            assert_eq!(session().take(name), Err(ExchangeRefusal::Name), "{name}");
        }
        let mut session = session();
        session.add("a.zip", &packed(&[("../import.xml", b"<a/>")])).unwrap();
        assert_eq!(session.take("import.xml"), Err(ExchangeRefusal::Name));
    }

    #[test]
    fn what_is_to_fill_a_memory_is_refused_and_thrown_away() {
        let mut session = session();
        let part = vec![b' '; 1_000_000];
        let refused = (0..100).find_map(|_| session.add("import.xml", &part).err());
        assert_eq!(refused, Some(ExchangeRefusal::TooMuch));
        assert_eq!(session.take("import.xml"), Err(ExchangeRefusal::NoFile));
        // A small archive of more than two hundred million spaces.
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("import.xml", SimpleFileOptions::default()).unwrap();
        for _ in 0..205 {
            writer.write_all(&part).unwrap();
        }
        writer.start_file("offers.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(&part).unwrap();
        let bomb = writer.finish().unwrap().into_inner();
        assert!(bomb.len() < 1_000_000);
        let mut session = self::session();
        session.add("goods.zip", &bomb).unwrap();
        let taken = |session: &mut OneCSession, name: &str| session.take(name).map(|text| text.len());
        assert_eq!(taken(&mut session, "offers.xml"), Err(ExchangeRefusal::TooMuch));
        let many: Vec<String> = (0..600).map(|number| format!("f{number}.xml")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b"<a/>"[..])).collect();
        session.add("goods.zip", &packed(&many)).unwrap();
        assert_eq!(taken(&mut session, "f1.xml"), Err(ExchangeRefusal::TooMuch));
    }
}
