//! What layers above the session do for it: each door is a function that one of them hands in.

use std::fmt;
use std::sync::Arc;

use crate::domain::sending::SendOutcome;
use crate::domain::target::CardKey;

/// Sends one message by a channel of that name to an address; else says in a sentence why not. It takes as long as the
/// channel's server lets it wait.
pub type TryChannel = dyn Fn(&str, &str) -> Result<SendOutcome, String> + Send + Sync;

/// Dials a number of a card, as the card has it, at night only when told to (R36); else says in a sentence why not. It takes
/// as long as the manager's telephone rings.
pub type Dial = dyn Fn(CardKey, &str, bool) -> Result<(), String> + Send + Sync;

/// Plays a recording by its name; else says in a sentence why not.
pub type Play = dyn Fn(&str) -> Result<(), String> + Send + Sync;

/// Runs a line as it is typed in a terminal, with what it reads as its standard input, to its end: what it printed, or what
/// it printed and complained of where it failed.
pub type RunCommand = dyn Fn(&str, &str) -> Result<String, String> + Send + Sync;

/// What is done for a console; of its own it can do none of that.
#[derive(Clone)]
pub struct Doors {
    /// Tries channels.
    pub channels: Arc<TryChannel>,
    /// Calls out.
    pub dialler: Arc<Dial>,
    /// Plays recordings.
    pub player: Arc<Play>,
    /// Runs commands of the command line on the console's file.
    pub commands: Arc<RunCommand>,
    /// Runs a line that has the terminal to itself meanwhile.
    pub outside: Arc<RunCommand>,
}

impl Default for Doors {
    fn default() -> Doors {
        Doors {
            channels: Arc::new(|channel, _| Err(channel.to_owned())),
            dialler: Arc::new(|_, number, _| Err(number.to_owned())),
            player: Arc::new(|recording| Err(recording.to_owned())),
            commands: Arc::new(|line, _| Err(line.to_owned())),
            outside: Arc::new(|line, _| Err(line.to_owned())),
        }
    }
}

impl fmt::Debug for Doors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Doors").finish_non_exhaustive()
    }
}
