//! Listening beside a console, `work` or `listen`: one process of all that work on the file, by a lease.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use crate::carriers::told_of_parcels;
use crate::cli::output::json::stamp;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::domain::regulation::promise_window;
use crate::feeds;
use crate::i18n::Tr;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::Server;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::AskedSecret;
use crate::outreach::gateways::Variables;
use crate::outreach::hooks::reports;
use crate::outreach::hooks::stop;
use crate::outreach::values::shop_language;
use crate::telephony::cloud;
use crate::words;

/// The lease is renewed, or tried for, so often.
const EVERY: Duration = Duration::from_secs(20);
/// So long it is left to others by who cannot have the address.
const STAYS_AWAY: Duration = Duration::from_secs(90);
/// A file that is busy, or not there yet, is asked again.
const AGAIN: Duration = Duration::from_secs(1);

/// What a listener needs.
#[derive(Clone)]
pub struct WebhookSetup {
    /// The desk it writes to, and its settings.
    pub door: Arc<DeskDoor>,
    /// Reads the environment, for secrets.
    pub variable: Arc<Variables>,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WebhookState {
    /// This process listens there.
    Listens(SocketAddr),
    /// Another does: who.
    Another(String),
    /// Nobody can: why.
    Failed(String),
}

/// Listens, where that is set, until it is dropped.
#[derive(Debug)]
pub struct WebhookThread {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Who answers what: a line for each provider.
fn routes(setup: &WebhookSetup) -> Vec<Route> {
    let (settings, door) = (setup.door.settings(), &setup.door);
    let clouds = settings.clouds.iter().map(|(cloud, setting)| {
        let secret = AskedSecret::new(setting.secret.clone());
        let (cloud, setting, door, variable) = (*cloud, setting.clone(), Arc::clone(door), Arc::clone(&setup.variable));
        Route::new(cloud::path(cloud), move |request| {
            let secret = || secret.get(&*variable, door.clock().now());
            cloud::answer(cloud, &setting, secret, &door, request)
        })
    });
    let promise = Arc::clone(door);
    let promise = Route::new("/promise", move |request| promise_on_site(&promise, request));
    let messages = [stop(&setup.door), reports(&setup.door, &setup.variable)];
    let orders = feeds::orders(&setup.door, &setup.variable);
    let tr = Tr::new(shop_language(settings));
    let exchange = feeds::exchange(&setup.door, &setup.variable, move |refusal| tr.text(refusal.key()));
    let parcels = told_of_parcels(&setup.door);
    messages
        .into_iter()
        .chain(clouds)
        .chain([promise, orders, exchange, parcels])
        .collect()
}

/// What the site's window says of when we call (R5): as text, or as JSON with `?json`.
fn promise_on_site(door: &DeskDoor, request: &WebRequest) -> WebReply {
    let (settings, now) = (door.settings(), door.clock().now());
    let calendar = settings.calendar(None, now);
    let window = promise_window(&calendar, &settings.regulation, now);
    let Some((from, until)) = window.filter(|_| request.method == Method::Get && request.rest.is_empty()) else {
        return WebReply::not_found();
    };
    let text = words::promise_on_site(&Tr::new(shop_language(settings)), settings, from, until);
    if request.query().iter().any(|(name, _)| name == "json") {
        let told = serde_json::json!({ "text": text, "from": stamp(from), "until": stamp(until) });
        return WebReply::json(told.to_string()).for_any_page();
    }
    WebReply::text(text).for_any_page()
}

impl WebhookThread {
    /// Begins; `told` hears of every change.
    pub fn begin(setup: WebhookSetup, told: impl Fn(&WebhookState) + Send + 'static) -> WebhookThread {
        let (stop, stopped) = channel();
        let address = setup.door.settings().listen.address;
        let address = address.filter(|_| !setup.door.clock().is_rehearsal());
        let thread = address.map(|address| thread::spawn(move || keep(&setup, address, &stopped, told)));
        WebhookThread {
            stop: Some(stop),
            thread,
        }
    }
}

impl Drop for WebhookThread {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn keep(setup: &WebhookSetup, address: SocketAddr, stopped: &Receiver<()>, told: impl Fn(&WebhookState)) {
    let mut server: Option<Server> = None;
    let mut said: Option<WebhookState> = None;
    let mut wait = Duration::ZERO;
    while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = EVERY;
        let state = match setup.door.with(|desk| Ok((desk.lease_listening()?, desk.listener()?))) {
            Ok((true, _)) => match server.take().map_or_else(|| Server::begin(address, routes(setup)), Ok) {
                Ok(listening) => WebhookState::Listens(server.insert(listening).address()),
                Err(why) => {
                    // Another process may have the address by a name of its own.
                    let _ = setup.door.with(Desk::end_listening);
                    wait = STAYS_AWAY;
                    WebhookState::Failed(why.to_string())
                }
            },
            Ok((false, holder)) => {
                server = None;
                match holder {
                    Some(lease) => WebhookState::Another(lease.worker()),
                    None => continue,
                }
            }
            // What listens goes on: the lease holds for longer than a file is busy.
            Err(_) => {
                wait = AGAIN;
                continue;
            }
        };
        let why = match &state {
            WebhookState::Failed(why) => Some(Some(why.as_str())),
            WebhookState::Listens(_) => Some(None),
            WebhookState::Another(_) => None,
        };
        if let Some(why) = why {
            let _ = setup.door.with(|desk| desk.listening_failed(why));
        }
        if said.as_ref() != Some(&state) {
            told(&state);
            said = Some(state);
        }
    }
    if server.take().is_some() {
        // It ends by itself within the minute, should the file be busy.
        let _ = setup.door.with(Desk::end_listening);
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;
    use crate::clock::Clock;
    use crate::desk::who::Claiming;
    use crate::desk::who::Who;
    use crate::domain::health::Checkup;
    use crate::domain::health::Health;
    use crate::domain::settings::ListenSetting;
    use crate::domain::settings::Settings;

    fn who(name: &str) -> Who {
        Who {
            operator: name.to_owned(),
            session: format!("{name}-1"),
            claiming: Claiming::WhenAsked,
        }
    }

    #[test]
    fn one_process_listens_and_the_next_when_it_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let at = |address: SocketAddr| {
            Arc::new(Settings {
                listen: ListenSetting {
                    address: Some(address),
                    ..ListenSetting::default()
                },
                ..Settings::default()
            })
        };
        let begin = |name: &str, address: SocketAddr| {
            let (told, hears) = channel();
            let door = DeskDoor::new(path.clone(), at(address), who(name), Clock::System);
            let setup = WebhookSetup {
                door: Arc::new(door),
                variable: Arc::new(|_| None),
            };
            let thread = WebhookThread::begin(setup, move |state| drop(told.send(state.clone())));
            let state = hears.recv_timeout(Duration::from_secs(30)).unwrap();
            (thread, state)
        };
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut desk = Desk::open(&path, at(any), who("boss"), Clock::System).unwrap();
        let mut stands = || {
            let found = desk.examine(false).unwrap();
            let one = found.into_iter().find(|one| one.check == Checkup::Listening).unwrap();
            (one.health, one.case)
        };
        assert_eq!(stands(), (Health::Warning, ""));
        let (failing, state) = begin("vera", taken.local_addr().unwrap());
        assert!(matches!(state, WebhookState::Failed(_)), "{state:?}");
        drop(failing);
        assert_eq!(stands(), (Health::Warning, "failed"));
        let (first, state) = begin("anna", any);
        let WebhookState::Listens(address) = state else {
            panic!("{state:?}")
        };
        assert!(TcpStream::connect(address).is_ok());
        let (second, state) = begin("boris", any);
        assert_eq!(state, WebhookState::Another("anna (anna)".to_owned()));
        drop(second);
        assert!(TcpStream::connect(address).is_ok());
        assert_eq!(stands(), (Health::Fine, ""));
        drop(first);
        assert!(TcpStream::connect(address).is_err());
        let (_third, state) = begin("boris", any);
        assert!(matches!(state, WebhookState::Listens(_)), "{state:?}");
    }
}
