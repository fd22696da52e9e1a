//! The telephone exchange: `[telephony.asterisk]`.

use super::channels::SecretRef;
use super::keys::keys;

keys! {
    /// An Asterisk, listened to by its manager interface (AMI); without a host nothing is.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct AsteriskSetting {
        /// R27: the exchange's machine; unset: none is listened to.
        host: Option<String> = None, rules [27], example Some("pbx.lavka.example".to_owned());
        /// Its port; 0: 5038, with tls 5039.
        port: i64 = 0;
        /// A user of its manager.conf.
        user: Option<String> = None, example Some("dozvon".to_owned());
        /// Its secret: "env:NAME", "command:pass show pbx" or `"file:/path"`, a file only you can read.
        secret: Option<SecretRef> = None, example Some(SecretRef::Env("AMI_SECRET".to_owned()));
        /// The secret itself is sent: only for an exchange that knows no challenge (MD5).
        plain_login: bool = false;
        /// The connection is closed by TLS.
        tls: bool = false;
        /// tls: the certificate of the exchange's own authority, a PEM file.
        certificate: Option<String> = None, example Some("/etc/ssl/pbx.pem".to_owned());
        /// Lines to the outside whose names look like a telephone's; others are known by their names.
        trunks: Vec<String> = Vec::new(), example vec!["777".to_owned()];
    }
}

impl AsteriskSetting {
    /// The port that is meant.
    pub fn port(&self) -> u16 {
        let usual = if self.tls { 5039 } else { 5038 };
        u16::try_from(self.port).ok().filter(|port| *port > 0).unwrap_or(usual)
    }
}
