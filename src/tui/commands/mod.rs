//! The one list of commands. Keys, lists, bar, help, palette and README follow from it; tests walk the whole of it.

mod commands;
mod keymap;
pub mod letters;

pub use self::commands::COMMANDS;
pub use self::commands::Command;
pub use self::commands::CommandId;
pub use self::commands::Group;
pub use self::commands::RARER;
pub use self::commands::commands_of;
pub use self::commands::entry;
pub use self::commands::with_own_keys;
pub use self::keymap::Keymap;
pub use self::letters::Letters;
pub use self::letters::cyrillic_of;
pub use self::letters::latin;
pub use self::letters::written;
