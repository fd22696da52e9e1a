//! By what messages leave and how letters look: `[channels]`, and each of them in `[channels.NAME]`.

use super::keys::keys;
use super::value::Amount;
use super::value::words;
use crate::domain::coded::coded;
use crate::domain::message::Channel;
use crate::domain::time::Span;

keys! {
    /// What holds for all channels.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Channels {
        /// False: what would leave is written into the folder instead, to try it out.
        live: bool = true;
        /// That folder; unset: outgoing, beside the database.
        folder: Option<String> = None, example Some("/tmp/outgoing".to_owned());
        /// Of the logo in letters: https://…; unset: the shop's name stands there.
        logo: Option<String> = None, example Some("https://lavka.example/logo.png".to_owned());
        /// Of headings and links in letters, as CSS writes it.
        color: String = "#1d4ed8".to_owned();
        /// R25: at most this many offers a minute, or the shop passes for a sender of spam.
        offers_per_minute: i64 = 5, rules [25];
    }
}

keys! {
    /// One `[channels.NAME]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ChannelSetting {
        /// By what: "smtp", "command", "http", "smsru", "smsc", "turbosms" or "twilio".
        via: Via = Via::Command;
        /// What it carries: "sms" or "email"; unset: letters by smtp, short messages by all others.
        carries: Option<Channel> = None, example Some(Channel::Sms);
        /// R35: "auto": by itself; "look": after somebody looked at it; "never".
        go: Go = Go::Look, rules [35];
        /// The names of the sources it is for; empty: for all.
        sources: Vec<String> = Vec::new(), example vec!["Lavka 2".to_owned()];
        /// The most messages a minute.
        per_minute: i64 = 30;
        /// Who sends: an address with a name for letters, a sender's name for short messages.
        from: Option<String> = None, example Some("Lavka <hello@lavka.example>".to_owned());
        /// Where answers go; unset: to the sender.
        reply_to: Option<String> = None, example Some("orders@lavka.example".to_owned());
        /// smtp: the server.
        host: Option<String> = None, example Some("smtp.lavka.example".to_owned());
        /// smtp: its port; 0: 587, with tls 465.
        port: i64 = 0;
        /// smtp: "starttls", "tls" or, on this machine alone, "none".
        security: Security = Security::StartTls;
        /// smtp: a certificate of the shop's own authority, a PEM file.
        certificate: Option<String> = None, example Some("/etc/ssl/lavka.pem".to_owned());
        /// The login: of smtp and smsc, or Twilio's account.
        user: Option<String> = None, example Some("hello@lavka.example".to_owned());
        /// Its secret: "env:NAME", "command:pass show sms" or `"file:/path"`, a file only you can read.
        secret: Option<SecretRef> = None, example Some(SecretRef::Env("SMTP_PASSWORD".to_owned()));
        /// http: where to; {to}, {text}, {id}, {from}, {secret} and {report}, where it may report, stand for the message's own.
        url: Option<String> = None, example Some("https://sms.example/send?key={secret}&to={to}&text={text}".to_owned());
        /// http: what is sent there; unset: nothing, by GET. JSON when it begins with {, else a form.
        body: Option<String> = None, example Some("{\"to\": \"{to}\", \"text\": \"{text}\"}".to_owned());
        /// http: headers of its own.
        headers: Vec<String> = Vec::new(), example vec!["X-Key: {secret}".to_owned()];
        /// http: what an answer holds when the message was accepted; unset: any answer 2xx.
        accepted: Option<String> = None, example Some("\"status\":\"ok\"".to_owned());
        /// http: where the gateway's id is in a JSON answer.
        id_at: Option<String> = None, example Some("/result/0/id".to_owned());
        /// R25: the page where who wants no offers says so, or the address of its mailbox they write to; unset: the sender's.
        unsubscribe: Option<String> = None, rules [25], example Some("https://lavka.example/stop".to_owned());
        /// What one part of a short message costs.
        price: Option<i64> as Amount = None, example Some(450);
        /// How long its server may take to answer.
        timeout: Span = Span::seconds(40);
        /// http: where to ask whether a message has arrived; {gateway} stands for the gateway's id; unset: it is not asked.
        report_url: Option<String> = None, example Some("https://sms.example/state?key={secret}&id={gateway}".to_owned());
        /// http: what that answer holds when it has arrived.
        delivered: Option<String> = None, example Some("\"state\":\"delivered\"".to_owned());
        /// http: what that answer holds when it never will.
        undelivered: Option<String> = None, example Some("\"state\":\"failed\"".to_owned());
        /// command: the program and its arguments; it gets the message as JSON.
        command: Vec<String> = Vec::new(), example vec!["send-sms".to_owned(), "--modem".to_owned()];
    }
}

coded! {
    /// What a channel sends by.
    pub enum Via {
        /// A mail server.
        Smtp = 1 "smtp",
        /// Any program on this machine.
        Command = 2 "command",
        /// Any gateway with an address on the web.
        Http = 3 "http",
        /// sms.ru
        SmsRu = 4 "smsru",
        /// smsc.ru
        Smsc = 5 "smsc",
        /// turbosms.ua
        TurboSms = 6 "turbosms",
        /// twilio.com
        Twilio = 7 "twilio",
    }
}

coded! {
    /// Whether a message leaves by itself (R35).
    pub enum Go {
        /// By itself.
        Auto = 1 "auto",
        /// After somebody looked at it.
        Look = 2 "look",
        /// Not at all.
        Never = 3 "never",
    }
}

coded! {
    /// How the way to a mail server is closed.
    pub enum Security {
        /// From the first word on after a greeting in the open; refused where the server offers none.
        StartTls = 1 "starttls",
        /// From the beginning.
        Tls = 2 "tls",
        /// Not at all: for a server on this machine.
        None = 3 "none",
    }
}

/// Where a secret is kept; the secret itself never stands in the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretRef {
    /// In a variable of the environment.
    Env(String),
    /// What a command prints.
    Command(String),
    /// In a file nobody else can read.
    File(String),
    /// Settings that were published say only that there is one: each machine that needs it says where.
    Elsewhere,
}

/// As settings that were published write it.
const ELSEWHERE: &str = "elsewhere";

impl SecretRef {
    /// Where it is, as somebody writes it.
    pub fn parse(text: &str) -> Option<SecretRef> {
        if text == ELSEWHERE {
            return Some(SecretRef::Elsewhere);
        }
        let (kind, rest) = text.split_once(':')?;
        let rest = Some(rest.trim()).filter(|rest| !rest.is_empty())?.to_owned();
        match kind {
            "env" => Some(SecretRef::Env(rest)),
            "command" => Some(SecretRef::Command(rest)),
            "file" => Some(SecretRef::File(rest)),
            _ => None,
        }
    }

    /// Where it is kept, as the settings write it.
    pub fn written(&self) -> String {
        match self {
            SecretRef::Env(name) => format!("env:{name}"),
            SecretRef::Command(line) => format!("command:{line}"),
            SecretRef::File(path) => format!("file:{path}"),
            SecretRef::Elsewhere => ELSEWHERE.to_owned(),
        }
    }
}

words! {
    SecretRef: "secret",
        SecretRef::parse, SecretRef::written;
}

words! {
    Via: "via";
    Go: "go";
    Security: "security";
    Channel: "carries";
}

impl ChannelSetting {
    /// The first key it cannot do without and does not set.
    pub fn missing(&self) -> Option<&'static str> {
        let set = |name: &str| match name {
            "host" => self.host.is_some(),
            "from" => self.from.is_some(),
            "user" => self.user.is_some(),
            "secret" => self.secret.is_some(),
            "url" => self.url.is_some(),
            _ => !self.command.is_empty(),
        };
        let needed: &[&'static str] = match self.via {
            Via::Smtp => &["host", "from"],
            Via::Command => &["command"],
            Via::Http => &["url"],
            Via::SmsRu => &["secret"],
            Via::Smsc => &["user", "secret"],
            Via::TurboSms => &["from", "secret"],
            Via::Twilio => &["user", "secret", "from"],
        };
        needed.iter().copied().find(|name| !set(name))
    }

    /// What it carries.
    pub fn carries(&self) -> Channel {
        self.carries.unwrap_or(match self.via {
            Via::Smtp => Channel::Email,
            _ => Channel::Sms,
        })
    }
}
