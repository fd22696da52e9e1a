//! The telephone: `[telephony]`, and the exchange: `[telephony.asterisk]`.

use super::channels::SecretRef;
use super::keys::keys;
use super::value::words;
use crate::domain::coded::coded;

keys! {
    /// By what the console dials, and how recordings are heard.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct TelephonySetting {
        /// R27: by what the key of calling dials: "asterisk", "zadarma", "mango", "binotel", "link" or "command"; unset: the number is shown and copied.
        dial: Option<DialBy> = None, rules [27], example Some(DialBy::Link);
        /// link: what the system opens; {number} stands for +79161234567, {digits} for the same without the plus.
        link: String = "tel:{number}".to_owned();
        /// command: the program and its arguments, with the same words.
        command: Vec<String> = Vec::new(), example vec!["microsip.exe".to_owned(), "{number}".to_owned()];
        /// R28: the folder recordings lie in, where their names are no whole paths.
        recordings: Option<String> = None, rules [28], example Some("/mnt/pbx/monitor".to_owned());
        /// R28: what plays one: the program and its arguments; {file} stands for it; unset: the system's player.
        player: Vec<String> = Vec::new(), rules [28], example vec!["mpv".to_owned(), "{file}".to_owned()];
    }
}

coded! {
    /// By what is dialled.
    pub enum DialBy {
        /// The exchange calls the manager's telephone, and then the number.
        Asterisk = 1 "asterisk",
        /// The system opens a link: `tel:`, `sip:`, `callto:`.
        Link = 2 "link",
        /// A program of this machine.
        Command = 3 "command",
        /// Zadarma calls the manager's telephone, and then the number.
        Zadarma = 4 "zadarma",
        /// Mango Office does.
        Mango = 5 "mango",
        /// Binotel does.
        Binotel = 6 "binotel",
    }
}

impl DialBy {
    /// The exchange in the cloud that calls.
    pub fn cloud(self) -> Option<Cloud> {
        match self {
            DialBy::Zadarma => Some(Cloud::Zadarma),
            DialBy::Mango => Some(Cloud::Mango),
            DialBy::Binotel => Some(Cloud::Binotel),
            DialBy::Asterisk | DialBy::Link | DialBy::Command => None,
        }
    }
}

words! {
    DialBy: "dial_by";
}

keys! {
    /// An exchange in the cloud, which tells of calls at an address that `dozvon telephony addresses` prints.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct CloudSetting {
        /// What its words are signed by: Zadarma's secret, Mango's salt; others sign nothing. To dial by Binotel: its secret.
        secret: Option<SecretRef> = None, example Some(SecretRef::Env("ZADARMA_SECRET".to_owned()));
        /// Mango: the key of the exchange, `vpbx_api_key`. To dial by Zadarma or Binotel: the key of its API.
        key: Option<String> = None, example Some("a1b2c3".to_owned());
        /// The machines it speaks from; unset: any.
        from: Vec<String> = Vec::new(), example vec!["203.0.113.5".to_owned()];
    }
}

coded! {
    /// An exchange in the cloud.
    pub enum Cloud {
        /// zadarma.com
        Zadarma = 1 "zadarma",
        /// mango-office.ru
        Mango = 2 "mango",
        /// binotel.ua
        Binotel = 3 "binotel",
        /// uiscom.ru, comagic.ru, and any service that lets the shop write the body
        Uis = 4 "uis",
        /// ringostat.com
        Ringostat = 5 "ringostat",
    }
}

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
        /// dial = "asterisk": the channel that rings first; {extension} stands for the operator's telephone.
        dial_channel: String = "PJSIP/{extension}".to_owned();
        /// Where its dialplan takes the number then.
        dial_context: String = "from-internal".to_owned();
        /// The number as the dialplan wants it; {number} and {digits} as above.
        dial_number: String = "{digits}".to_owned();
    }
}

impl AsteriskSetting {
    /// The port that is meant.
    pub fn port(&self) -> u16 {
        let usual = if self.tls { 5039 } else { 5038 };
        u16::try_from(self.port).ok().filter(|port| *port > 0).unwrap_or(usual)
    }
}
