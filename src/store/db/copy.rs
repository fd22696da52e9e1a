//! Copies one state of a file page by page, while others read and write.

use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::backup::StepResult;

use super::super::StoreError;
use super::access::Access;
use super::conn::Conn;

/// How many pages are copied in one go; between two the disk is left to others.
const PAGES: i32 = 1_000;

impl Conn {
    /// Copies it into the empty file at `to`; `give_way` is called between two goes.
    pub(in crate::store) fn copy_into(&self, to: &Path, give_way: impl Fn()) -> Result<(), StoreError> {
        let Conn::Lite(from) = self else {
            return Err(StoreError::OnServer("its own copies"));
        };
        let Conn::Lite(mut copy) = Conn::open(to, Access::Write)? else {
            return Err(StoreError::NoRow);
        };
        let backup = Backup::new(from, &mut copy)?;
        while backup.step(PAGES)? == StepResult::More {
            give_way();
        }
        drop(backup);
        let copy = Conn::Lite(copy);
        // A copy is one file: it can be moved about and read where nothing may be written beside it.
        copy.batch("pragma journal_mode = delete")?;
        copy.close()
    }
}
