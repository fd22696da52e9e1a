//! How the channels of the settings fare, as the sending process has written down.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::sending::ChannelRest;
use crate::domain::settings::Settings;

impl Desk {
    /// Says why a channel takes no messages for now, or that it does again.
    pub fn rest_channel(&mut self, channel: &str, why: Option<&str>) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.tx.rest_channel(channel, why)?;
        Ok(write.tx.commit()?)
    }

    /// The channels of the settings that take no messages for now, and why.
    pub fn channel_rests(&self) -> Result<Vec<ChannelRest>, DeskError> {
        Ok(of_settings(self.store.channel_rests()?, &self.settings))
    }
}

/// Those that are still in the settings.
fn of_settings(mut rests: Vec<ChannelRest>, settings: &Settings) -> Vec<ChannelRest> {
    rests.retain(|rest| settings.channel_list.iter().any(|(name, _)| *name == rest.channel));
    rests
}
