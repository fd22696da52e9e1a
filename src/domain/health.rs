//! What `doctor` looks at, and how it may stand.

use super::coded::coded;

coded! {
    /// What is looked at.
    pub enum Checkup {
        /// The pages of the file.
        Integrity = 1 "integrity",
        /// Rows that name another.
        References = 2 "references",
        /// Figures kept beside the facts they follow from.
        Figures = 3 "figures",
        /// The search index.
        Search = 4 "search",
        /// The settings the file is worked by.
        Settings = 5 "settings",
        /// The machine's clock.
        Clock = 6 "clock",
        /// Room on the disk.
        Disk = 7 "disk",
        /// Who holds what.
        Leases = 8 "leases",
        /// Messages that should have left.
        Outbox = 9 "outbox",
        /// The last proven copy.
        Backup = 10 "backup",
        /// Who may read the file.
        Permissions = 11 "permissions",
        /// What is due by itself.
        Work = 12 "work",
        /// Customers' data the shop has no reason to keep any more.
        Retention = 13 "retention",
        /// What takes messages away.
        Channels = 14 "channels",
        /// Who listens to what other machines tell.
        Listening = 15 "listening",
        /// The server the database is on.
        Server = 16 "server",
        /// The shop's settings, as they were published there.
        Published = 17 "published",
    }
}

coded! {
    /// How it stands.
    pub enum Health {
        /// Nothing to do.
        Fine = 1 "fine",
        /// It was wrong, and is mended.
        Mended = 2 "mended",
        /// It works, and something should be done.
        Warning = 3 "warning",
        /// Something is broken.
        Bad = 4 "bad",
    }
}
