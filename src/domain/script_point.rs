//! A ticked point of a script (R34).

/// A point of a script that was gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptPoint {
    /// The script.
    pub script: String,
    /// Its point, by its wording.
    pub step: i64,
}
