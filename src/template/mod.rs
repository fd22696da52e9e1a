//! Texts with places for values: what scripts, messages and standard answers are made of.
//!
//! A text is looked through before it is filled in, so that it can neither grow nor go on without end; a name that there
//! is not is an error with its line. The shop's own texts lie in a folder beside its settings, and are read again when they change.

mod fill;
mod folder;
mod grammar;
mod live;
pub mod values;

pub use self::fill::Escape;
pub use self::fill::fill;
pub use self::folder::TemplateError;
pub use self::folder::TextFile;
pub use self::folder::TextFolder;
pub use self::folder::of_values;
pub use self::folder::read_sound;
pub use self::grammar::TemplateFault;
pub use self::live::LiveTexts;
