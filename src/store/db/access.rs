//! What a connection may do.

/// What a connection may do, and who else may open the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read and write; a new file is the owner's alone (0600).
    Write,
    /// Read and write; a new file is shared with the group (0660, `[files] shared`).
    WriteShared,
    /// Read only; the file must be there.
    Read,
}
