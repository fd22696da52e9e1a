//! Files with customers in them: whole or not there at all, and nobody else's to read.

use std::fs;
use std::io;
use std::io::ErrorKind;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;

use crate::domain::settings::Files;

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// The new one takes its place.
    Replace,
    /// It stays, and nothing is written: [`ErrorKind::AlreadyExists`].
    Refuse,
}

/// Who may read and write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone: 0600, a folder made for it 0700.
    Owner,
    /// Their group too, as with a shared database: 0660, a folder made for it 0770 and of a kind that hands its group down
    /// to what is made in it.
    Group,
}

impl Readers {
    /// Those who may read the database itself.
    pub fn of(files: Files) -> Readers {
        if files.shared { Readers::Group } else { Readers::Owner }
    }

    #[cfg(unix)]
    const fn mode(self) -> u32 {
        match self {
            Readers::Owner => 0o600,
            Readers::Group => 0o660,
        }
    }

    #[cfg(unix)]
    const fn folder_mode(self) -> u32 {
        match self {
            Readers::Owner => 0o700,
            Readers::Group => 0o2770,
        }
    }
}

/// Writes the file, making its folder. A link that stands in its place is never followed.
pub fn write_private(path: &Path, text: &str, existing: Existing, readers: Readers) -> io::Result<()> {
    write_private_bytes(path, text.as_bytes(), existing, readers)
}

/// The same of what is no text.
pub fn write_private_bytes(path: &Path, content: &[u8], existing: Existing, readers: Readers) -> io::Result<()> {
    make_private(path, existing, readers, |part| {
        let mut file = fs::OpenOptions::new().write(true).open(part)?;
        file.write_all(content)?;
        file.sync_all()
    })
}

/// Makes the file and its folder: `fill` gets the path of an empty file beside it, which takes its place when it is whole
/// and durable. A link that stands in its place is never followed.
pub fn make_private<E: From<io::Error>>(
    path: &Path,
    existing: Existing,
    readers: Readers,
    fill: impl FnOnce(&Path) -> Result<(), E>,
) -> Result<(), E> {
    if existing == Existing::Refuse && path.symlink_metadata().is_ok() {
        return Err(io::Error::from(ErrorKind::AlreadyExists).into());
    }
    if let Some(folder) = path.parent() {
        make_folder(folder, readers)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    // What a crash left behind may be somebody else's to read, or a link to something else.
    let _ = fs::remove_file(&part);
    make_empty(&part, readers)?;
    let moved = fill(&part).and_then(|()| {
        match existing {
            Existing::Replace => fs::rename(&part, path)?,
            Existing::Refuse => name_if_free(&part, path)?,
        }
        Ok(sync_folder(path)?)
    });
    if moved.is_err() {
        let _ = fs::remove_file(&part);
    }
    moved
}

/// Gives a file another name, which nothing must have.
fn name_if_free(part: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(part, path) {
        Ok(()) => fs::remove_file(part),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        // Some disks know no second name; there the look before must do.
        Err(_) if path.symlink_metadata().is_err() => fs::rename(part, path),
        Err(_) => Err(ErrorKind::AlreadyExists.into()),
    }
}

/// Makes the file's new name durable; where a folder cannot be synced, the system does it by itself.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) if cfg!(unix) => fs::File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

/// Makes a folder and those above it that are not there; one that is there stays as it is.
pub fn make_folder(folder: &Path, readers: Readers) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above, readers)?;
    }
    match make_new_folder(folder, readers) {
        // Another process was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists && folder.is_dir() => Ok(()),
        made => made,
    }
}

/// Makes a folder where nothing may be: [`ErrorKind::AlreadyExists`].
#[cfg(unix)]
pub fn make_new_folder(folder: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    use std::os::unix::fs::PermissionsExt;
    let mode = readers.folder_mode();
    fs::DirBuilder::new().mode(mode & 0o777).create(folder)?;
    // The umask may have taken the group's bits away; what the folder above hands down stays.
    let had = fs::metadata(folder)?.permissions().mode();
    fs::set_permissions(folder, fs::Permissions::from_mode((had & 0o7_000) | mode))
}

/// Makes a folder where nothing may be: [`ErrorKind::AlreadyExists`].
#[cfg(not(unix))]
pub fn make_new_folder(folder: &Path, _readers: Readers) -> io::Result<()> {
    fs::create_dir(folder)
}

/// Makes an empty file where nothing may be: [`ErrorKind::AlreadyExists`].
#[cfg(unix)]
pub fn make_empty(path: &Path, readers: Readers) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    use std::os::unix::fs::PermissionsExt;
    let mode = readers.mode();
    let mut options = fs::OpenOptions::new();
    let file = options.write(true).create_new(true).mode(mode).open(path)?;
    // Whatever the umask took away or left.
    file.set_permissions(fs::Permissions::from_mode(mode))
}

/// Makes an empty file where nothing may be: [`ErrorKind::AlreadyExists`].
#[cfg(not(unix))]
pub fn make_empty(path: &Path, _readers: Readers) -> io::Result<()> {
    fs::OpenOptions::new().write(true).create_new(true).open(path).map(drop)
}

/// The whole path of a file that is there, links followed, as people write it.
pub fn whole_path(path: &Path) -> io::Result<PathBuf> {
    let whole = fs::canonicalize(path)?;
    let plain = whole.to_str().filter(|_| cfg!(windows)).and_then(plain);
    Ok(plain.map(PathBuf::from).unwrap_or(whole))
}

/// Windows gives whole paths a prefix that no person writes; a path on a drive means the same without it.
fn plain(whole: &str) -> Option<&str> {
    let plain = whole.strip_prefix(r"\\?\")?;
    plain.get(1..3).filter(|drive| *drive == r":\").map(|_| plain)
}

#[cfg(test)]
mod path_tests {
    use super::*;

    #[test]
    fn a_path_on_a_drive_loses_the_prefix_that_nobody_writes() {
        for (whole, shown) in [
            (r"\\?\C:\shop\desk.db", Some(r"C:\shop\desk.db")),
            (r"\\?\UNC\server\desk.db", None),
            (r"C:\shop\desk.db", None),
            (r"\\?\", None),
            ("/shop/desk.db", None),
        ] {
            assert_eq!(plain(whole), shown, "{whole}");
        }
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_for_those_it_was_made_for_and_leaves_nothing_beside_it() {
        for (readers, file, folder) in [(Readers::Owner, 0o600, 0o700), (Readers::Group, 0o660, 0o770)] {
            let home = tempfile::tempdir().unwrap();
            let path = home.path().join("shop/reports/daily.txt");
            for text in ["first", "second"] {
                write_private(&path, text, Existing::Replace, readers).unwrap();
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
            }
            let above = path.parent().unwrap();
            assert_eq!((mode(&path), mode(above)), (file, folder));
            assert_eq!(mode(above.parent().unwrap()), folder, "else nobody gets there");
            assert_eq!(fs::read_dir(above).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_is_there_already_is_left_alone_when_it_is_not_to_be_replaced() {
        let home = tempfile::tempdir().unwrap();
        let (path, link) = (home.path().join("tea.csv"), home.path().join("link.csv"));
        write_private(&path, "first", Existing::Refuse, Readers::Owner).unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), mode(&path)),
            ("first", 0o600)
        );
        std::os::unix::fs::symlink(home.path().join("nowhere"), &link).unwrap();
        for taken in [&path, &link, &home.path().to_owned()] {
            let refused = write_private(taken, "second", Existing::Refuse, Readers::Owner).unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::AlreadyExists, "{}", taken.display());
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
        // Nor when it came while the new one was written.
        let part = home.path().join("part");
        fs::write(&part, "second").unwrap();
        assert_eq!(name_if_free(&part, &path).unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
    }

    #[test]
    fn no_link_is_written_through() {
        let home = tempfile::tempdir().unwrap();
        let (path, victim) = (home.path().join("rejects.csv"), home.path().join("victim"));
        fs::write(&victim, "untouched").unwrap();
        let part = home.path().join(format!("rejects.csv.{}.part", std::process::id()));
        for link in [&path, &part] {
            std::os::unix::fs::symlink(&victim, link).unwrap();
            write_private(&path, "orders", Existing::Replace, Readers::Owner).unwrap();
            assert!(path.symlink_metadata().unwrap().is_file(), "{}", link.display());
        }
        assert_eq!(fs::read_to_string(&victim).unwrap(), "untouched");
    }

    #[test]
    fn what_cannot_be_written_whole_leaves_nothing_in_the_way_of_the_next_try() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("taken");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("inside"), "").unwrap();
        assert!(write_private(&path, "text", Existing::Replace, Readers::Owner).is_err());
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
}
