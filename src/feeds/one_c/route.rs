//! `/exchange/FEED/WORD`: a 1C is served there as a site serves it.
//!
//! Source: 1C's *Протокол обмена с сайтом*
//! (<https://v8.1c.ru/tekhnologii/obmen-dannymi-i-integratsiya/standarty-i-formaty/protokol-obmena-s-saytom/>). `checkauth`, with a
//! login and a password (HTTP Basic), is answered by `success` and the name and value of a cookie, which comes with each
//! question behind it; `init` by `zip=` and `file_limit=`, how much one question may bring; `file` brings a file, or the next
//! part of one; `import` has it taken in, and is asked again while the answer is `progress`. Of orders (`type=sale`) `query` is
//! answered by those that changed since `success` was said last, and `file` brings what became of them. Newer ones end with
//! `deactivate` and `complete` (1C-Bitrix). What is not taken is answered by `failure` and why.
//!
//! Goods are in the desk before `success` is said, and what is told of orders is kept in it. A repetition changes nothing; an
//! exchange that was cut off is begun again with `checkauth`.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::cursor::OneCCursor;
use super::orders;
use super::session::ExchangeRefusal;
use super::session::GoodsTaking;
use super::session::OneCSession;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::error::DeskError;
use crate::desk::import::catalogue::CatalogueEnd;
use crate::desk::import::catalogue::CataloguePart;
use crate::domain::country::Country;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::feeds::FeedVariables;
use crate::intake;
use crate::intake::Decoded;
use crate::intake::Defaults;
use crate::intake::Statuses;
use crate::net::http::basic;
use crate::net::http::encoded;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::AskedSecret;
use crate::net::sign::fresh_key;
use crate::net::sign::is_same;
use crate::net::sign::is_word;
use crate::net::sign::word;
use crate::text::sha256;

const EXCHANGE: &str = "/exchange";
const COOKIE: &str = "dozvon";
/// How much one question may bring, bytes: the listener hears no more of one.
const FILE_LIMIT: usize = 1_000_000;
/// How many goods are taken in before an answer: it is waited for.
const ROWS: usize = 2_000;
/// About how many orders are told at once.
const ORDERS: usize = 500;
/// Ends a file that is whole, in either encoding.
const ENDS: [&[u8]; 2] = [
    "</КоммерческаяИнформация>".as_bytes(),
    // The same in windows-1251.
    b"</\xca\xee\xec\xec\xe5\xf0\xf7\xe5\xf1\xea\xe0\xff\xc8\xed\xf4\xee\xf0\xec\xe0\xf6\xe8\xff>",
];

/// Why something is not taken, in words.
type ExchangeSays = dyn Fn(ExchangeRefusal) -> String + Send + Sync;

/// The path a feed's 1C is served at, which only who has the key can make.
pub fn path(feed: &str, key: &str) -> String {
    format!("{EXCHANGE}/{}/{}", encoded(feed), word(key, &of_feed(feed)))
}

fn of_feed(name: &str) -> String {
    format!("exchange {name}")
}

/// Who is served, and how far.
struct ExchangeServer {
    door: Arc<DeskDoor>,
    feeds: Vec<(FeedSetting, AskedSecret)>,
    variable: Arc<FeedVariables>,
    says: Box<ExchangeSays>,
    open: Mutex<HashMap<String, OneCSession>>,
}

/// Answers `/exchange/…`.
pub fn exchange(
    door: &Arc<DeskDoor>,
    variable: &Arc<FeedVariables>,
    says: impl Fn(ExchangeRefusal) -> String + Send + Sync + 'static,
) -> Route {
    let feeds = door.settings().feeds.iter();
    let feeds = feeds.filter(|feed| feed.kind == OrderFeedKind::OneC);
    let server = ExchangeServer {
        feeds: feeds
            .map(|feed| (feed.clone(), AskedSecret::new(feed.secret.clone())))
            .collect(),
        door: Arc::clone(door),
        variable: Arc::clone(variable),
        says: Box::new(says),
        open: Mutex::default(),
    };
    Route::new(EXCHANGE, move |request| server.answer(request))
}

/// What a question is about.
struct ExchangeStep<'a> {
    feed: &'a FeedSetting,
    is_sale: bool,
    mode: String,
    file: String,
}

impl ExchangeServer {
    fn answer(&self, request: &WebRequest) -> WebReply {
        let mut parts = request.rest.split('/');
        let (name, said) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let Some((feed, secret)) = self.feeds.iter().find(|(feed, _)| encoded(&feed.name) == name) else {
            return WebReply::not_found();
        };
        let Ok(key) = self.door.with(|desk| desk.listen_key()) else {
            return WebReply::busy();
        };
        if !is_word(said, &key.unwrap_or_default(), &of_feed(&feed.name)) {
            return WebReply::not_found();
        }
        if request.method == Method::Other {
            return WebReply::of(405);
        }
        let query = request.query();
        let of = |name: &str| {
            let mut all = query.iter();
            let found = all.find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let step = ExchangeStep {
            feed,
            is_sale: of("type") == "sale",
            mode: of("mode"),
            file: of("filename"),
        };
        if !matches!(of("type").as_str(), "sale" | "catalog") {
            return self.failure(ExchangeRefusal::Step);
        }
        let done = if step.mode == "checkauth" {
            self.begin(&step, secret, request)
        } else {
            self.go_on(&step, request)
        };
        done.unwrap_or_else(|refusal| self.failure(refusal))
    }

    fn failure(&self, refusal: ExchangeRefusal) -> WebReply {
        WebReply::text(format!("failure\n{}", (self.says)(refusal)))
    }

    fn begin(
        &self,
        step: &ExchangeStep<'_>,
        secret: &AskedSecret,
        request: &WebRequest,
    ) -> Result<WebReply, ExchangeRefusal> {
        let now = self.door.clock().now();
        let secret = secret.get(&*self.variable, now).ok_or(ExchangeRefusal::Busy)?;
        let own = basic(step.feed.user.as_deref().unwrap_or_default(), secret.reveal());
        let said = request.header("authorization").unwrap_or_default();
        if secret.reveal().is_empty() || !is_same(said.as_bytes(), own.as_bytes()) {
            return Err(ExchangeRefusal::Keys);
        }
        let cookie = fresh_key().ok_or(ExchangeRefusal::Busy)?;
        let answer = format!("success\n{COOKIE}\n{cookie}\n");
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(step.feed.name.clone(), OneCSession::begin(cookie));
        Ok(WebReply::text(answer))
    }

    fn go_on(&self, step: &ExchangeStep<'_>, request: &WebRequest) -> Result<WebReply, ExchangeRefusal> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let session = open.get_mut(&step.feed.name).ok_or(ExchangeRefusal::Session)?;
        let cookies = request.header("cookie").unwrap_or_default().split(';');
        let mut said = cookies.filter_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='));
        if !said.any(|said| is_same(said.as_bytes(), session.cookie.as_bytes())) {
            return Err(ExchangeRefusal::Session);
        }
        let success = || Ok(WebReply::text("success"));
        match (step.is_sale, step.mode.as_str()) {
            (is_sale, "init") => {
                session.clear();
                // Who may pack would be answered packed.
                let zip = if is_sale { "no" } else { "yes" };
                Ok(WebReply::text(format!("zip={zip}\nfile_limit={FILE_LIMIT}")))
            }
            (_, "file") => {
                session.add(&step.file, &request.body)?;
                if step.is_sale {
                    self.keep(step, session)?;
                }
                success()
            }
            // They are kept once they are whole.
            (true, "import") => success(),
            (true, "query") => self.orders(step, session),
            (true, "success") => {
                if let Some(told) = session.told.take() {
                    self.remember(step, |cursor| cursor.told = cursor.told.max(told))?;
                }
                success()
            }
            (false, "import") => self.goods(step, session),
            (false, "deactivate" | "complete") => {
                self.whole(step, session)?;
                success()
            }
            _ => Err(ExchangeRefusal::Step),
        }
    }

    /// Keeps what is told of orders: the feed takes it in, and what of it cannot be read waits there.
    fn keep(&self, step: &ExchangeStep<'_>, session: &mut OneCSession) -> Result<(), ExchangeRefusal> {
        let is_whole = |bytes: &[u8]| {
            let bytes = bytes.trim_ascii_end();
            ENDS.iter().any(|end| bytes.ends_with(end))
        };
        for bytes in session.whole(is_whole)? {
            let mut text = String::new();
            let country = self.door.settings().shop.country.as_str();
            let read = Decoded::new(bytes.as_slice(), country).read_to_string(&mut text);
            read.map_err(|_| ExchangeRefusal::NotKnown)?;
            // It is UTF-8 from here on.
            let body = orders::news(text.trim_start_matches('\u{feff}')).replacen("windows-1251", "UTF-8", 1);
            let digest = sha256(body.as_bytes());
            let kept = self
                .door
                .with(|desk| desk.keep_feed_body(&step.feed.name, &digest, &body));
            kept.map_err(|_| ExchangeRefusal::Busy)?;
        }
        Ok(())
    }

    fn orders(&self, step: &ExchangeStep<'_>, session: &mut OneCSession) -> Result<WebReply, ExchangeRefusal> {
        let name = step.feed.name.as_str();
        let found = self.door.with(|desk| {
            let cursor = OneCCursor::of(desk.feed_state(name)?.cursor.as_deref());
            let since = cursor.since.map_or_else(|| desk.last_entry(), Ok)?;
            let changed = desk.changed_orders(name, cursor.told, since, ORDERS)?;
            Ok((cursor.since.is_none().then_some(since), changed))
        });
        let (since, changed) = found.map_err(|_| ExchangeRefusal::Busy)?;
        if since.is_some() {
            self.remember(step, |cursor| cursor.since = cursor.since.or(since))?;
        }
        session.told = Some(changed.upto);
        let zone = self.door.settings().shop.time_zone;
        Ok(WebReply {
            content_type: "application/xml; charset=utf-8",
            ..WebReply::text(orders::documents(&changed, zone, self.door.clock().now()))
        })
    }

    /// Takes in some goods of a file.
    fn goods(&self, step: &ExchangeStep<'_>, session: &mut OneCSession) -> Result<WebReply, ExchangeRefusal> {
        let is_going_on = session.taking.as_ref().is_some_and(|taking| taking.name == step.file);
        if !is_going_on {
            session.taking = Some(self.read(step, session)?);
        }
        let Some(taking) = &mut session.taking else {
            return Err(ExchangeRefusal::NoFile);
        };
        let until = (taking.at + ROWS).min(taking.rows.len());
        let is_last = until == taking.rows.len();
        let part = CataloguePart {
            feed: &step.feed.name,
            rows: &taking.rows[taking.at..until],
            end: is_last.then_some(taking.end),
        };
        let came = self.door.with(|desk| desk.import_catalogue_part(&part));
        let came = came.map_err(|_| ExchangeRefusal::Busy)?;
        (taking.at, taking.created) = (until, taking.created + came.created);
        if !is_last {
            return Ok(WebReply::text(format!("progress\n{until} / {}", taking.rows.len())));
        }
        let (created, refused) = (taking.created, std::mem::take(&mut taking.refused));
        self.remember_with(step, created, |cursor| {
            cursor.came(&step.file, refused);
            if part.end.is_some_and(|end| end != CatalogueEnd::OfChanges) {
                cursor.spared = came.spared;
            }
        })?;
        session.taking = None;
        Ok(WebReply::text("success"))
    }

    fn read(&self, step: &ExchangeStep<'_>, session: &mut OneCSession) -> Result<GoodsTaking, ExchangeRefusal> {
        let bytes = session.take(&step.file)?;
        let shop = &self.door.settings().shop;
        let defaults = Defaults {
            country: Country::parse(&shop.country).unwrap_or(Country::RU),
            currency: shop.currency,
            time_zone: shop.time_zone,
            date_order: None,
            source: String::new(),
            statuses: Statuses::default(),
        };
        let Ok(file) = intake::read_catalogue(bytes.as_slice(), &defaults) else {
            self.remember(step, |cursor| {
                cursor.unread.insert(step.file.clone());
            })?;
            return Err(ExchangeRefusal::NotKnown);
        };
        let now = self.door.clock().now();
        // One of several files of a whole catalogue names a part of it.
        let is_only = step.file.eq_ignore_ascii_case("import.xml");
        let is_whole = !file.is_part && file.rejects.is_empty();
        let end = if is_whole && is_only && !file.rows.is_empty() {
            CatalogueEnd::OfAll(now)
        } else {
            CatalogueEnd::OfChanges
        };
        session.whole_since = match session.whole_since {
            _ if !file.rejects.is_empty() => None,
            None if is_whole && !is_only => Some(now),
            since => since,
        };
        Ok(GoodsTaking {
            name: step.file.clone(),
            rows: file.rows,
            at: 0,
            refused: file.rejects,
            end,
            created: 0,
        })
    }

    /// All files of a catalogue are in: what none of them named is offered no more.
    fn whole(&self, step: &ExchangeStep<'_>, session: &mut OneCSession) -> Result<(), ExchangeRefusal> {
        let Some(since) = session.whole_since.take() else {
            return Ok(());
        };
        let part = CataloguePart {
            feed: &step.feed.name,
            rows: &[],
            end: Some(CatalogueEnd::OfAll(since)),
        };
        let came = self.door.with(|desk| desk.import_catalogue_part(&part));
        let came = came.map_err(|_| ExchangeRefusal::Busy)?;
        self.remember(step, |cursor| cursor.spared = came.spared)
    }

    fn remember(&self, step: &ExchangeStep<'_>, change: impl FnOnce(&mut OneCCursor)) -> Result<(), ExchangeRefusal> {
        self.remember_with(step, 0, change)
    }

    fn remember_with(
        &self,
        step: &ExchangeStep<'_>,
        created: i64,
        change: impl FnOnce(&mut OneCCursor),
    ) -> Result<(), ExchangeRefusal> {
        let kept = self.door.with(|desk| remember(desk, &step.feed.name, created, change));
        kept.map_err(|_| ExchangeRefusal::Busy)
    }
}

fn remember(desk: &mut Desk, feed: &str, created: i64, change: impl FnOnce(&mut OneCCursor)) -> Result<(), DeskError> {
    let state = desk.feed_state(feed)?;
    let mut cursor = OneCCursor::of(state.cursor.as_deref());
    change(&mut cursor);
    let step = FeedStep {
        feed: feed.to_owned(),
        revision: state.revision,
        cursor: Some(cursor.kept()),
        ..FeedStep::default()
    };
    desk.feed_read_on(&step, created)?;
    // What is said of it is looked at again.
    desk.ask_feed(feed)
}
