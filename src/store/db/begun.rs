//! What is known as soon as a write has begun.

/// What is known as soon as a write has begun.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct WriteBegun {
    /// The schema's number.
    pub(in crate::store) version: i64,
    /// Differs from the one of the write before when others wrote between them.
    pub(in crate::store) others: i64,
    /// The server's clock, ms; a file has none.
    pub(in crate::store) server_ms: Option<i64>,
    /// Which write of a server's database it is, counted from its first; a file does not count them.
    pub(in crate::store) count: Option<i64>,
}
