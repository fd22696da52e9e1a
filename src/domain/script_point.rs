//! A ticked point of a script (R34).

/// A point of a script that was gone through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScriptPoint {
    /// The script.
    pub script: String,
    /// Its point, by its wording.
    pub step: i64,
    /// Its place among the points, from 0.
    pub place: i64,
    /// How many points the script has.
    pub points: i64,
    /// Its words.
    pub text: String,
}
