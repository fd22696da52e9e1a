//! Where the desk is: `[database]`, or `database = "…"` for its address alone.

use super::channels::SecretRef;
use super::keys::keys;
use super::value::RawValue;
use super::value::SettingValue;
use super::value::Word;
use super::value::Wrong;
use crate::domain::cell::Label;
use crate::domain::server_address::BadAddress;
use crate::domain::server_address::ServerAddress;

/// A file, or the address of a server; no password stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseAddress(String);

keys! {
    /// Where the desk is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct DatabaseSetting {
        /// A file, or `"postgres://desk@server/shop"` for several machines; unset: a file of this login. `database = "…"` above all sections says the same.
        address: Option<DatabaseAddress> = None, example DatabaseAddress::read("postgres://desk@server.example/shop").ok();
        /// Where the server's password is; unset: `DOZVON_DB_PASSWORD`, `PGPASSWORD` or ~/.pgpass.
        password: Option<SecretRef> = None, example Some(SecretRef::Env("SHOP_DB_PASSWORD".to_owned()));
    }
}

impl DatabaseAddress {
    /// As the settings have it.
    pub fn read(text: &str) -> Result<DatabaseAddress, BadAddress> {
        let address = ServerAddress::rest(text).map(ServerAddress::parse).transpose()?;
        match address {
            Some(address) if address.password.is_some() => Err(BadAddress::Password),
            None if text.trim().is_empty() => Err(BadAddress::NoDatabase),
            _ => Ok(DatabaseAddress(text.to_owned())),
        }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl SettingValue for Option<DatabaseAddress> {
    fn set(&mut self, raw: &RawValue) -> Result<(), Wrong> {
        let RawValue::Text(text) = raw else {
            return Err(Wrong {
                item: None,
                complaint: Label::of(String::NOT),
                hint: Label::of(BadAddress::NoDatabase.hint()),
            });
        };
        let address = DatabaseAddress::read(text).map_err(|bad| Wrong {
            item: None,
            complaint: Label::of(bad.code()),
            hint: Label::of(bad.hint()),
        })?;
        *self = Some(address);
        Ok(())
    }

    fn written(&self) -> Option<RawValue> {
        self.as_ref().map(|address| RawValue::Text(address.0.clone()))
    }
}
