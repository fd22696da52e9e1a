//! What can go wrong with the file.

/// Why the file could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process kept it locked for five seconds.
    #[error("another process kept the file busy for five seconds")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// It cannot be opened.
    #[error("cannot open {path}: {why}")]
    CannotOpen {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
    /// There is no such file.
    #[error("{path} is not there")]
    NotThere {
        /// The file.
        path: String,
    },
    /// Another file, or none, stands where the open one was: nothing is written, neither into it nor into the other.
    #[error("{path} was replaced, moved or deleted while it was open")]
    Replaced {
        /// The file.
        path: String,
    },
    /// The file or its folder may be read and not written; even a look needs to write beside the file.
    #[error("the file or its folder may not be written")]
    ReadOnly,
    /// The server follows another one, or was closed to writes.
    #[error("this server may only be read")]
    OnlyReads,
    /// It is a database of another program; nothing in it is changed.
    #[error("the file is a database of another program")]
    NotOurs,
    /// It is no database, or damaged.
    #[error("the file is not a database, or it is damaged")]
    Damaged,
    /// A newer dozvon wrote it.
    #[error("the file has schema {found}, this program knows {known}")]
    Newer {
        /// Of the file.
        found: i64,
        /// Of this program.
        known: i64,
    },
    /// The desk is in another database by now.
    #[error("{from} moved to {to}")]
    Moved {
        /// The old database.
        from: String,
        /// The new one, without a password.
        to: String,
    },
    /// It was upgraded while this process had it open.
    #[error("the file was upgraded by another process; start again")]
    Upgraded,
    /// A compare-and-set found another value than the one it was decided on.
    #[error("it changed meanwhile")]
    Stale,
    /// A kept value this program does not understand.
    #[error("row {id} of {table} holds {what} this program does not know")]
    Unknown {
        /// Which table.
        table: &'static str,
        /// Which row.
        id: i64,
        /// What.
        what: String,
    },
    /// An answer that must have a row has none.
    #[error("a row is missing")]
    NoRow,
    /// Another thread broke the reading off: nobody waits for it any more.
    #[error("the reading was broken off")]
    BrokenOff,
    /// The server does not answer, or the way to it is broken.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The way to the server broke while it kept a write, and it did not come back to say whether it has.
    #[error("the server went away while it kept this: {0}")]
    Unsure(String),
    /// The server lets this login in, and not do that.
    #[error("this login may not do that on the server: {0}")]
    NotGranted(String),
    /// The server does not let this login in, or its password could not be had.
    #[error("{server} does not let this login in: {why}")]
    NotLetIn {
        /// The address, without a password.
        server: String,
        /// What the server said, or who keeps the password.
        why: String,
    },
    /// Who answers there has not proven to be the server.
    #[error("{server}: {fault}")]
    NotProven {
        /// The address, without a password.
        server: String,
        /// What is wrong with its proof.
        fault: CertificateFault,
    },
    /// The server has no search by parts of words, and this login may not add it.
    #[error(
        "the database lacks the extension pg_trgm: install it on the server, and let its owner run `create extension pg_trgm`"
    )]
    NoSearch,
    /// What is done with a file alone.
    #[error("the database is on a server: {0} is made of a file alone")]
    OnServer(&'static str),
    /// Anything else the engine says.
    #[error(transparent)]
    Engine(Box<dyn std::error::Error + Send + Sync>),
}

/// What is wrong with a server's certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateFault {
    /// Nobody who is known here has signed it.
    #[error("its certificate is signed by an authority that is not known here")]
    Authority,
    /// It is another machine's.
    #[error("its certificate is of another name")]
    Name,
    /// The server has none.
    #[error("it offers no TLS")]
    Missing,
    /// Anything else, such as that its time is over.
    #[error("its certificate: {0}")]
    Other(String),
}
