//! The sections of the settings, but for the rules' numbers and the carriers.

use chrono_tz::Tz;

use super::AsteriskSetting;
use super::B2bTerms;
use super::Carriers;
use super::ChannelSetting;
use super::Channels;
use super::Cloud;
use super::CloudSetting;
use super::DatabaseSetting;
use super::FeedSetting;
use super::Go;
use super::ListenSetting;
use super::MailboxSetting;
use super::MessageWays;
use super::Regulation;
use super::SourceSetting;
use super::TelephonySetting;
use super::keys::KeyVisitor;
use super::keys::Keys;
use super::keys::keys;
use super::value::words;
use crate::domain::carrier::Carrier;
use crate::domain::coded::coded;
use crate::domain::duration::Years;
use crate::domain::hours::Calendar;
use crate::domain::hours::Hours;
use crate::domain::incoming::source_and_shop;
use crate::domain::language::Lang;
use crate::domain::local_time::DayTime;
use crate::domain::message::Channel;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::money::Currency;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::pay_code::BankAccount;
use crate::domain::pay_link::PayLink;
use crate::domain::publication::OfPublication;
use crate::domain::rights::Rights;
use crate::domain::segment::Segment;
use crate::domain::time::Time;

/// Everything a shop may set.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Settings {
    /// Whose desk it is: `[shop]`.
    pub shop: Shop,
    /// When it is open: `[hours]`.
    pub hours: Hours,
    /// The rules' numbers: `[regulation]`.
    pub regulation: Regulation,
    /// What is different for companies: `[regulation.b2b]` (R10).
    pub b2b: B2bTerms,
    /// How long parcels are kept: `[carriers.<code>]`.
    pub carriers: Carriers,
    /// What differs by shop, where there are several: `[[source]]`.
    pub sources: Vec<SourceSetting>,
    /// By what messages leave, and how letters look: `[channels]`.
    pub channels: Channels,
    /// Each of them, in the order of the file: `[channels.NAME]`.
    pub channel_list: Vec<(String, ChannelSetting)>,
    /// What came back of their letters, by the channel's name: `[channels.NAME.imap]`.
    pub mailboxes: Vec<(String, MailboxSetting)>,
    /// Which message goes by what, and whether by itself: `[messages]`.
    pub messages: MessageWays,
    /// Who works here: `[[operator]]`. Empty: any name is taken.
    pub operators: Vec<OperatorSetting>,
    /// Where orders come from by themselves: `[[feed]]`.
    pub feeds: Vec<FeedSetting>,
    /// By what is dialled: `[telephony]`.
    pub telephony: TelephonySetting,
    /// The telephone exchange: `[telephony.asterisk]`.
    pub asterisk: AsteriskSetting,
    /// Exchanges in the cloud: `[telephony.zadarma]` and so on.
    pub clouds: Vec<(Cloud, CloudSetting)>,
    /// What other machines tell over HTTP: `[listen]`.
    pub listen: ListenSetting,
    /// Customers who are alike: `[[segment]]` (R25).
    pub segments: Vec<Segment>,
    /// The screen: `[console]`.
    pub console: Console,
    /// Where the desk is: `[database]`.
    pub database: DatabaseSetting,
    /// The files on disk: `[files]`.
    pub files: Files,
    /// Copies of the database: `[backup]`.
    pub backup: BackupTerms,
    /// Where reports go: `[reports]` (R31).
    pub reports: ReportsSetting,
    /// By what packing lists are printed: `[printer]` (R20).
    pub printer: PrinterSetting,
    /// How long customers' data are kept: `[retention]`.
    pub retention: Retention,
    /// As what the shop's part of these was published; none where a file alone says it.
    pub published: Option<OfPublication>,
}

keys! {
    /// The shop, as messages and numbers need it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Shop {
        /// As customers know it; stands in the messages.
        name: String = String::new();
        /// How phones without a country code are read.
        /// ISO 3166, upper case.
        country: String = "RU".to_owned();
        /// The shop's clock.
        time_zone: Tz = Tz::Europe__Moscow, rules [36];
        /// What it sells for.
        currency: Currency = Currency::RUB, rules [3];
        /// The shop's own contacts, where a worried payer gets an answer (R30).
        phone: String = String::new(), rules [30];
        /// Likewise.
        email: String = String::new(), rules [30];
        /// Likewise.
        site: String = String::new(), rules [30];
        /// Where to pay; stands in the messages (R12).
        requisites: String = String::new(), rules [12];
        /// R12: the address an order is paid at; it may name `order.number`, `sum`, `currency`, `customer.name` and more
        pay_link: Option<PayLink> = None, rules [12], example PayLink::parse("https://pay.example/?order={{ order.number }}&sum={{ sum }}");
        /// R12: whose account orders are paid to, as the bank knows them: with it letters and the console show a code to pay by.
        payee: Option<String> = None, rules [12], example Some("ИП Иванова Е. П.".to_owned());
        /// R12: twenty digits, or an IBAN.
        account: Option<BankAccount> = None, rules [12], example BankAccount::parse("40802810000000000001");
        /// R12: the bank of a Russian account.
        bank: Option<String> = None, rules [12], example Some("АО «Банк»".to_owned());
        /// R12: its BIC; an IBAN may do without.
        bic: Option<String> = None, rules [12], example Some("044525974".to_owned());
        /// R12: its own account, of a Russian bank.
        corr_account: Option<String> = None, rules [12], example Some("30101810145250000974".to_owned());
        /// R12: the tax number of whom the account is, of a Russian one.
        payee_inn: Option<String> = None, rules [12], example Some("770100000001".to_owned());
        /// R30: the language customers are written to in: "en", "ru" or "uk".
        language: Option<Lang> = None, rules [30], example Some(Lang::Ru);
        /// R22: where customers leave a review; stands in the messages.
        review_url: Option<String> = None, rules [22], example Some("https://lavka.example/reviews".to_owned());
    }
}

keys! {
    /// One `[[operator]]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OperatorSetting {
        /// As the journal names them.
        name: String = String::new(), example "anna".to_owned();
        /// The view they start in (R10).
        role: Role = Role::All;
        /// R29: their telephone at the exchange: calls it takes and makes are theirs.
        extension: Option<String> = None, rules [29], example Some("101".to_owned());
        /// What they may do: manager, senior (reports, merging, erasing) or owner (settings, restore too).
        rights: Rights = Rights::Owner;
    }
}

coded! {
    /// What an operator works on, and so sees first (R10).
    pub enum Role {
        /// Everything.
        All = 1 "all",
        /// Their own customers.
        Mine = 2 "mine",
        /// People who bought nothing yet.
        New = 3 "new",
        /// People who bought before.
        Existing = 4 "existing",
        /// Businesses.
        B2b = 5 "b2b",
        /// Calls of care and complaints: what brings customers back.
        Repeat = 6 "repeat",
    }
}

keys! {
    /// The screen.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Console {
        /// Who sits at this machine.
        operator: Option<String> = None, example Some("anna".to_owned());
        /// "en", "ru" or "uk"; unset: the environment's.
        language: Option<Lang> = None, example Some(Lang::Ru);
        /// "unicode", "ascii", or by the terminal.
        glyphs: Glyphs = Glyphs::Auto;
        /// Colours: "light", "high-contrast", "none"; `NO_COLOR` wins.
        theme: Theme = Theme::Dark;
        /// A click selects, the wheel scrolls; Shift then selects text.
        mouse: bool = true;
        /// Ring the bell at a call, a missed one, the first row after none; once a minute.
        bell: bool = true;
        /// New orders are told by a notification of the terminal's: "osc9", "osc777", by the terminal, or "off".
        notify: Notify = Notify::Auto;
        /// R29: opening the console logs you in, leaving it out; or: dozvon shift in.
        log_in: bool = true;
    }
}

coded! {
    /// By what a terminal is asked to notify an operator who looks elsewhere.
    pub enum Notify {
        /// By the terminal; not at all on the Linux console.
        Auto = 1 "auto",
        /// As most know it.
        Osc9 = 2 "osc9",
        /// As rxvt, foot and VTE know it.
        Osc777 = 3 "osc777",
        /// Not at all.
        Off = 4 "off",
    }
}

coded! {
    /// Which signs the screen uses.
    pub enum Glyphs {
        /// By the terminal: ASCII on the Linux console.
        Auto = 1 "auto",
        /// Always the full set.
        Unicode = 2 "unicode",
        /// Always plain ones.
        Ascii = 3 "ascii",
    }
}

coded! {
    /// Which colours the screen uses.
    pub enum Theme {
        /// For a dark background.
        Dark = 1 "dark",
        /// For a light background.
        Light = 2 "light",
        /// For weak eyes and bad screens.
        HighContrast = 3 "high-contrast",
        /// None.
        None = 4 "none",
    }
}

keys! {
    /// The files on disk.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Files {
        /// Several logins of one group use the database: 0660 instead of 0600.
        shared: bool = false;
    }
}

keys! {
    /// Copies of the database, made every night by the console or by `work`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct BackupTerms {
        /// Make one every night; `dozvon backup` makes one at any time.
        nightly: bool = true;
        /// At this time, or when the desk is opened next.
        at: DayTime = DayTime::new(3, 0);
        /// How many are kept; older ones are deleted.
        keep: i64 = 14;
        /// Where they lie; unset: in the folder backups beside the database.
        folder: Option<String> = None, example Some("/mnt/copies/dozvon".to_owned());
    }
}

keys! {
    /// Where reports go by themselves.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ReportsSetting {
        /// R31: the morning's sheet is mailed there at `report_at`, by a channel of letters; unset: it is only kept.
        mail_to: Option<String> = None, rules [31], example Some("owner@lavka.example".to_owned());
    }
}

keys! {
    /// A printer for packing lists and hand-over sheets.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct PrinterSetting {
        /// R20: a program that prints the text it is given; unset: the browser shows a page to be printed.
        command: Vec<String> = Vec::new(), rules [20], example vec!["lp".to_owned(), "-o".to_owned(), "media=A4".to_owned()];
    }
}

keys! {
    /// How long customers' data are kept.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Retention {
        /// Who did not order, call or write for so long is proposed for erasing; unset: nobody.
        customers: Option<Years> = None, example Some(Years(5));
    }
}

words! {
    Role: "role";
    Rights: "rights";
    Glyphs: "glyphs";
    Notify: "notify";
    Theme: "theme";
}

impl Settings {
    /// Whether anything is written back to any shop.
    pub fn writes_back(&self) -> bool {
        self.feeds.iter().any(|feed| !feed.write.is_empty())
    }

    /// The feed that writes back to the shop an order is kept under; none where several might.
    pub fn writing_feed(&self, kept_source: &str) -> Option<&FeedSetting> {
        let (source, shop) = source_and_shop(kept_source);
        let is_its = |feed: &&FeedSetting| {
            let is_platform = feed.kind.format().is_some_and(|format| format.code() == source);
            // Orders of a WooCommerce name their shop, those of others the [[source]] of their feed.
            let is_platform = is_platform && (feed.kind == OrderFeedKind::WooCommerce || feed.source.is_none());
            let is_named = is_platform || feed.source.as_deref() == Some(source);
            !feed.write.is_empty() && is_named && shop.is_none_or(|shop| shop == feed.host())
        };
        let mut its = self.feeds.iter().filter(is_its);
        its.next().filter(|_| its.next().is_none())
    }

    /// The shop's calendar for a customer in `zone`, or in the shop's own zone when it is not known (R36).
    pub fn calendar(&self, zone: Option<Tz>, anchor: Time) -> Calendar {
        self.calendar_by(&self.hours, zone, anchor)
    }

    /// Likewise, by other hours than the shop's.
    pub fn calendar_by(&self, hours: &Hours, zone: Option<Tz>, anchor: Time) -> Calendar {
        let shop = self.shop.time_zone;
        Calendar::new(hours, shop, zone.unwrap_or(shop), self.regulation.calls_between, anchor)
    }

    /// Whether `operator` may do what needs `rights`; else who may. Where nobody is listed, everybody may; a name that is
    /// not listed may what the least of those listed may.
    pub fn permits(&self, operator: &str, rights: Rights) -> Result<(), Vec<String>> {
        let own = self.operators.iter().find(|one| one.name == operator);
        let least = self
            .operators
            .iter()
            .map(|one| one.rights)
            .min_by_key(|rights| rights.int());
        let has = own.map(|one| one.rights).or(least).unwrap_or(Rights::Owner);
        if has.int() >= rights.int() {
            return Ok(());
        }
        let may = self.operators.iter().filter(|one| one.rights.int() >= rights.int());
        Err(may.map(|one| one.name.clone()).collect())
    }

    /// Visits every key there is.
    pub fn visit(&mut self, visitor: &mut impl KeyVisitor) {
        self.visit_rules(visitor);
        let currency = self.shop.currency;
        for &carrier in Carrier::ALL.iter().filter(|carrier| **carrier != Carrier::None) {
            visitor.section(&format!("[carriers.{}]", carrier.code()));
            self.carriers.of(carrier).visit(currency, visitor);
            self.carriers.following(carrier).visit_of(carrier, currency, visitor);
        }
        visitor.section("[messages]");
        self.messages.visit(currency, visitor);
        visitor.section("[channels]");
        self.channels.visit(currency, visitor);
        for (name, channel) in &mut self.channel_list {
            visitor.section(&format!("[channels.{name}]"));
            channel.visit(currency, visitor);
        }
        for (name, mailbox) in &mut self.mailboxes {
            visitor.section(&format!("[channels.{name}.imap]"));
            mailbox.visit(currency, visitor);
        }
        for feed in &mut self.feeds {
            visitor.section("[[feed]]");
            feed.visit(currency, visitor);
        }
        visitor.section("[telephony]");
        self.telephony.visit(currency, visitor);
        visitor.section("[telephony.asterisk]");
        self.asterisk.visit(currency, visitor);
        for (cloud, setting) in &mut self.clouds {
            visitor.section(&format!("[telephony.{}]", cloud.code()));
            setting.visit(currency, visitor);
        }
        visitor.section("[listen]");
        self.listen.visit(currency, visitor);
        visitor.section("[console]");
        self.console.visit(currency, visitor);
        visitor.section("[database]");
        self.database.visit(currency, visitor);
        visitor.section("[files]");
        self.files.visit(currency, visitor);
        visitor.section("[backup]");
        self.backup.visit(currency, visitor);
        visitor.section("[reports]");
        self.reports.visit(currency, visitor);
        visitor.section("[printer]");
        self.printer.visit(currency, visitor);
        visitor.section("[retention]");
        self.retention.visit(currency, visitor);
        for segment in &mut self.segments {
            visitor.section("[[segment]]");
            segment.visit(currency, visitor);
        }
        for operator in &mut self.operators {
            visitor.section("[[operator]]");
            operator.visit(currency, visitor);
        }
    }

    /// Visits the keys that decide what is due and told: `[shop]`, `[hours]`, `[regulation]` and `[[source]]`.
    pub fn visit_rules(&mut self, visitor: &mut impl KeyVisitor) {
        visitor.section("[shop]");
        let currency = self.shop.currency;
        self.shop.visit(currency, visitor);
        visitor.section("[hours]");
        self.hours.visit(currency, visitor);
        visitor.section("[regulation]");
        self.regulation.visit(currency, visitor);
        visitor.section("[regulation.b2b]");
        self.b2b.visit(currency, visitor);
        for source in &mut self.sources {
            visitor.section("[[source]]");
            source.visit(currency, visitor);
        }
    }

    /// True while a message waits until somebody looks at it: its kind says so, or the channel that would carry it.
    pub fn awaits_look(&self, message: &MessageRow) -> bool {
        let shop = self.source_of(message.source.as_deref()).name;
        let carries = message.channel.and_then(|channel| self.channel_of(channel, shop));
        let is_seen = message.state != MessageState::Waiting || message.released_by.is_some();
        !is_seen && carries.is_some_and(|(_, setting)| self.goes(message.kind(), setting) == Go::Look)
    }

    /// How a message of that kind goes by that channel: as the more careful of both says. Who writes one by hand has looked
    /// at it, and nobody has any more once its order was called off.
    pub fn goes(&self, kind: MessageKind, channel: &ChannelSetting) -> Go {
        let go = self.messages.of(kind).go.max(channel.go);
        if kind == MessageKind::Written {
            go.max(Go::Look)
        } else {
            go
        }
    }

    /// What one key does with a message; none while it is on its way, unknown or over.
    pub fn message_act(&self, message: &MessageRow) -> Option<MessageAct> {
        match message.state {
            MessageState::Waiting if self.awaits_look(message) => Some(MessageAct::Release),
            MessageState::Waiting => Some(MessageAct::Recall),
            MessageState::Failed => Some(MessageAct::Retry),
            // Nobody knows whether it left: a key of its own says that.
            MessageState::Held => None,
            state => state.is_gone().then_some(MessageAct::Correct),
        }
    }

    /// The channel that carries `channel` for an order of that shop: its own before one for all; none when nothing is set.
    pub fn channel_of(&self, channel: Channel, shop: &str) -> Option<(&str, &ChannelSetting)> {
        let of = |own: bool| {
            let mut all = self.channel_list.iter();
            all.find(|(_, setting)| {
                let named = if own {
                    setting.sources.iter().any(|source| source == shop)
                } else {
                    setting.sources.is_empty()
                };
                named && setting.carries() == channel && setting.go != Go::Never
            })
        };
        let found = of(true).or_else(|| of(false));
        found.map(|(name, setting)| (name.as_str(), setting))
    }
}
