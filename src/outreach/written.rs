//! A message in words.

/// What a customer reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenMessage {
    /// Of an email; empty in a short message.
    pub subject: String,
    /// The text, lines ended by `\n`; of a short message one line.
    pub text: String,
}
