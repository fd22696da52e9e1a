//! The shop's settings on a server: published once, and worked by everywhere.

use super::Desk;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::journal::NewEntry;
use crate::domain::publication::NewPublication;
use crate::domain::publication::Publication;
use crate::domain::rights::Rights;
use crate::store::Location;
use crate::store::meta::SETTINGS;
use crate::store::meta::SETTINGS_AT;
use crate::store::published;

/// What became of settings that were to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// They hold from now on, as that revision.
    As(i64),
    /// Another revision than the one they were to follow stands there; none where nothing was published.
    Meanwhile(Option<Box<Publication>>),
}

/// What is published in the database at `location`; none in a file. No desk is opened, and nothing is made there.
pub fn published_at(location: &Location) -> Result<Option<Publication>, DeskError> {
    Ok(published::newest_at(location)?)
}

impl Desk {
    /// Publishes the shop's settings for every console of this database; only an owner may.
    pub fn publish(&mut self, new: &NewPublication<'_>) -> Result<Published, DeskError> {
        self.needs(Rights::Owner)?;
        let write = DeskTx::begin(self)?;
        let revision = match write.tx.publish(&write.who.operator, new)? {
            Ok(revision) => revision,
            Err(standing) => return Ok(Published::Meanwhile(standing.map(Box::new))),
        };
        let named = Change::Set {
            entity: Entity::Publication,
            id: revision,
            field: Field::PublishedKeys,
            before: "".into(),
            after: new.keys.into(),
        };
        let named = write.tx.apply(&named)?;
        write.tx.write_entry(&NewEntry {
            operator: &write.who.operator,
            session: &write.who.session,
            kind: ActionKind::Publish,
            order: None,
            customer: None,
            changes: Some(&[named]),
            undoes: None,
            redoes: None,
        })?;
        write.tx.set_meta(SETTINGS, new.fingerprint)?;
        write.tx.set_meta(SETTINGS_AT, &write.tx.now().0.to_string())?;
        write.tx.commit()?;
        Ok(Published::As(revision))
    }

    /// That revision of what was published, or the newest; none where it is not kept.
    pub fn publication(&self, revision: Option<i64>) -> Result<Option<Publication>, DeskError> {
        Ok(match revision {
            Some(revision) => self.store.publication(revision)?,
            None => self.store.newest_publication()?,
        })
    }

    /// The revisions that are kept, the newest first, without their texts.
    pub fn publications(&self) -> Result<Vec<Publication>, DeskError> {
        Ok(self.store.publications()?)
    }
}
