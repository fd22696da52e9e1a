//! Which channel is tried, to whom, and what came back.

use tui_input::Input;

use crate::domain::message::Channel;
use crate::domain::sending::SendOutcome;

/// A channel that is tried.
#[derive(Clone, Debug)]
pub struct ChannelTest {
    /// As the settings call it.
    pub name: String,
    /// What it carries.
    pub carries: Channel,
    /// To whom.
    pub input: Input,
    /// The request that waits for its answer.
    pub sent: Option<u64>,
    /// What came back of the last try, or why there was none.
    pub result: Option<Result<SendOutcome, String>>,
}
