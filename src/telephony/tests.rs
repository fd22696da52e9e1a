//! A real server plays recorded and made-up calls; what it says is in the file.

use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::asterisk::ExchangeRights;
use super::asterisk::LinkError;
use super::asterisk::LinkState;
use super::asterisk::UseOfExchange;
use super::asterisk::script;
use super::dial::DialError;
use super::dial::call_back;
use super::dial::dial;
use super::thread::ListeningSetup;
use super::thread::ListeningThread;
use super::thread::account;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::settings::AsteriskSetting;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::domain::settings::DialBy;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::store::CallRow;

/// One connection of the server: what it says after the login, and whether it then closes.
struct Play {
    bytes: Vec<u8>,
    piece: usize,
    closes: bool,
}

/// A server that lets `secret` in and answers each action; what was sent to it, whole.
fn serve(plays: Vec<Play>) -> (SocketAddr, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let sent = Arc::<Mutex<String>>::default();
    let heard = Arc::clone(&sent);
    thread::spawn(move || {
        for play in plays {
            let Ok((stream, _)) = listener.accept() else { return };
            let _ = converse(stream, &play, &heard);
        }
    });
    (address, sent)
}

fn converse(mut stream: TcpStream, play: &Play, heard: &Mutex<String>) -> std::io::Result<()> {
    stream.write_all(b"Asterisk Call Manager/11.0.0\r\n")?;
    let mut text = String::new();
    let mut buffer = [0; 4096];
    loop {
        while let Some(end) = text.find("\r\n\r\n") {
            let action: String = text.drain(..end + 4).collect();
            heard.lock().unwrap().push_str(&action);
            let value = |key: &str| {
                let line = action.lines().find_map(|line| line.strip_prefix(&format!("{key}: ")));
                line.unwrap_or_default().to_owned()
            };
            let id = value("ActionID");
            let answer = |more: &str| format!("Response: Success\r\nActionID: {id}\r\n{more}\r\n");
            match value("Action").as_str() {
                "Challenge" => stream.write_all(answer("Challenge: 771425719\r\n").as_bytes())?,
                "Login" if value("Key") != "2f39ab3e1a65b928256d0906e490e6a5" => {
                    let refused =
                        format!("Response: Error\r\nActionID: {id}\r\nMessage: Authentication failed\r\n\r\n");
                    return stream.write_all(refused.as_bytes());
                }
                "CoreShowChannels" => {
                    let done = format!("Event: CoreShowChannelsComplete\r\nActionID: {id}\r\n\r\n");
                    stream.write_all((answer("Message: Channels will follow\r\n") + &done).as_bytes())?;
                    for part in play.bytes.chunks(play.piece) {
                        stream.write_all(part)?;
                    }
                    if play.closes {
                        return Ok(());
                    }
                }
                "ListCommands" => {
                    let actions =
                        "Command: Execute. (Priv: command,all)\r\nCoreShowChannels: List. (Priv: reporting,all)\r\n";
                    stream.write_all(answer(actions).as_bytes())?;
                }
                "Command" => {
                    let output = "Message: Command output follows\r\nOutput: read perm: system,call,cdr\r\n";
                    stream.write_all(answer(output).as_bytes())?;
                }
                "Originate" => {
                    let fate = if value("Channel") == "PJSIP/101" {
                        "Success"
                    } else {
                        "Failure"
                    };
                    let fate = format!("Event: OriginateResponse\r\nActionID: {id}\r\nResponse: {fate}\r\n\r\n");
                    stream.write_all((answer("Message: Originate successfully queued\r\n") + &fate).as_bytes())?;
                }
                _ => stream.write_all(answer("").as_bytes())?,
            }
        }
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
}

struct Desktop {
    folder: tempfile::TempDir,
    settings: Arc<Settings>,
}

impl Desktop {
    fn at(address: SocketAddr, secret: &str) -> Desktop {
        let folder = tempfile::tempdir().unwrap();
        let operator = |name: &str, extension: &str| OperatorSetting {
            name: name.to_owned(),
            extension: Some(extension.to_owned()),
            ..OperatorSetting::default()
        };
        let mut settings = Settings {
            operators: vec![operator("anna", "101"), operator("boris", "102")],
            asterisk: AsteriskSetting {
                host: Some(address.ip().to_string()),
                port: i64::from(address.port()),
                user: Some("salesdesk".to_owned()),
                secret: Some(SecretRef::Env(secret.to_owned())),
                ..AsteriskSetting::default()
            },
            ..Settings::default()
        };
        settings.shop.country = "UA".to_owned();
        let desktop = Desktop {
            folder,
            settings: Arc::new(settings),
        };
        drop(desktop.desk());
        desktop
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("desk.db")
    }

    fn desk(&self) -> Desk {
        Desk::open(self.path(), Arc::clone(&self.settings), who(), Clock::System).unwrap()
    }

    fn listen(&self) -> (ListeningThread, Receiver<LinkState>) {
        let (tell, told): (Sender<LinkState>, _) = channel();
        let setup = ListeningSetup {
            database: self.path().into(),
            settings: Arc::clone(&self.settings),
            who: who(),
            clock: Clock::System,
            variable: Arc::new(|name| (name == "AMI_SECRET").then(|| "pbx-secret".to_owned())),
        };
        let thread = ListeningThread::begin(setup, move |state| drop(tell.send(state.clone())));
        (thread, told)
    }

    /// The customer's calls, when as many of them are over as `count` says.
    fn calls(&self, phone: &str, count: usize) -> Vec<CallRow> {
        let desk = self.desk();
        let (_line, nobody) = channel::<()>();
        for _ in 0..300 {
            let customers = desk.store.customers_by_contact(phone).unwrap();
            let calls = customers
                .first()
                .map(|id| desk.store.calls_of(*id, 20).unwrap())
                .unwrap_or_default();
            if calls.iter().filter(|call| call.ended_at.is_some()).count() >= count {
                return calls;
            }
            let _ = nobody.recv_timeout(Duration::from_millis(50));
        }
        panic!("{count} calls of {phone} never ended");
    }
}

fn who() -> Who {
    Who {
        operator: "anna".to_owned(),
        session: "anna-1".to_owned(),
        claiming: Claiming::WhenAsked,
    }
}

fn recording(name: &str) -> Option<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/samples/asterisk-live", "../../shared/samples/asterisk-live"];
    let bytes = places
        .iter()
        .find_map(|place| std::fs::read(root.join(place).join(name)).ok())?;
    // The server greets by itself.
    let greeting = bytes.iter().position(|byte| *byte == b'\n')?;
    Some(bytes[greeting + 1..].to_vec())
}

fn waited(told: &Receiver<LinkState>) -> LinkState {
    told.recv_timeout(Duration::from_secs(20)).unwrap()
}

#[test]
fn a_recorded_call_is_in_the_file_and_its_secret_never_travels() {
    let Some(bytes) = recording("01-hunt-answered.raw") else {
        return;
    };
    let (address, sent) = serve(vec![Play {
        bytes,
        piece: 1_000,
        closes: false,
    }]);
    let desktop = Desktop::at(address, "AMI_SECRET");
    let (thread, told) = desktop.listen();
    assert_eq!(waited(&told), LinkState::Up("Asterisk Call Manager/11.0.0".to_owned()));
    let calls = desktop.calls("+380671234567", 1);
    assert_eq!((calls.len(), calls[0].operator.as_str()), (1, "boris"));
    assert!(calls[0].answered_at.is_some());
    drop(thread);
    let sent = sent.lock().unwrap();
    assert!(
        !sent.contains("pbx-secret") && sent.contains("Action: Logoff"),
        "{sent}"
    );
}

#[test]
fn a_connection_that_breaks_in_mid_call_is_made_again_and_the_call_ends_once() {
    let Some(bytes) = recording("02b-missed-nobody-picked-up.raw") else {
        return;
    };
    // Nothing is left when it is back: how the call ended nobody knows.
    let cut = bytes[..bytes.len() / 2].to_vec();
    let again = recording("01-hunt-answered.raw").unwrap();
    let plays = vec![
        Play {
            bytes: cut,
            piece: 700,
            closes: true,
        },
        Play {
            bytes: again,
            piece: 50_000,
            closes: false,
        },
    ];
    let (address, _) = serve(plays);
    let desktop = Desktop::at(address, "AMI_SECRET");
    let (_thread, told) = desktop.listen();
    let missed = desktop.calls("+380501112233", 1);
    assert_eq!(
        (missed.len(), missed[0].answered_at, missed[0].missed_reason),
        (1, None, None)
    );
    assert_eq!(desktop.calls("+380671234567", 1).len(), 1);
    let states: Vec<_> = (0..3).map(|_| waited(&told)).collect();
    assert_eq!(states[1], LinkState::Down(LinkError::Ended));
}

#[test]
fn a_refused_login_is_said_and_names_no_secret() {
    let (address, _) = serve(Vec::from([Play {
        bytes: Vec::new(),
        piece: 1,
        closes: true,
    }]));
    let desktop = Desktop::at(address, "OTHER");
    let (_thread, told) = desktop.listen();
    let LinkState::Down(LinkError::Refused(why)) = waited(&told) else {
        panic!("it is not refused")
    };
    assert_eq!(why, "the variable OTHER is not set");
}

#[test]
fn a_call_that_can_never_be_entered_keeps_none_behind_it() {
    let bytes = [script::hunt(1), script::hunt(2)]
        .map(|one| one.messages.concat())
        .concat();
    let (address, _) = serve(vec![Play {
        bytes: bytes.into_bytes(),
        piece: 10_000,
        closes: false,
    }]);
    let desktop = Desktop::at(address, "AMI_SECRET");
    desktop.desk().store.refuse_calls_of(&script::customer(1));
    let (_thread, _told) = desktop.listen();
    assert_eq!(desktop.calls(&script::customer(2), 1).len(), 1);
}

fn variable(name: &str) -> Option<String> {
    (name == "AMI_SECRET").then(|| "pbx-secret".to_owned())
}

/// A server that says nothing by itself.
fn quiet(connections: usize) -> (SocketAddr, Arc<Mutex<String>>) {
    let play = || Play {
        bytes: Vec::new(),
        piece: 1,
        closes: false,
    };
    serve((0..connections).map(|_| play()).collect())
}

#[test]
fn the_rights_an_exchange_does_not_give_are_named() {
    let (address, _) = quiet(1);
    let desktop = Desktop::at(address, "AMI_SECRET");
    let account = account(&desktop.settings.asterisk, &variable).unwrap();
    let rights = ExchangeRights::look(&account).unwrap();
    assert_eq!(rights.missing_read, ["dialplan", "agent"]);
    assert!(rights.lists_channels && !rights.filters && !rights.dials);
    assert!(rights.is_short(UseOfExchange::Listens));
}

#[test]
fn an_exchange_calls_the_managers_telephone_first_and_then_the_number() {
    let (address, sent) = quiet(2);
    let desktop = Desktop::at(address, "AMI_SECRET");
    let mut settings = Settings::clone(&desktop.settings);
    settings.telephony.dial = Some(DialBy::Asterisk);
    dial(&settings, "anna", "067 123-45-67", &variable).unwrap();
    let said = sent.lock().unwrap().clone();
    let originate = said
        .split("\r\n\r\n")
        .find(|action| action.contains("Action: Originate"))
        .unwrap();
    for line in [
        "Channel: PJSIP/101",
        "Exten: 380671234567",
        "Context: from-internal",
        "Async: true",
    ] {
        assert!(originate.contains(line), "{originate}");
    }
    assert!(matches!(
        dial(&settings, "boris", "067 123-45-67", &variable),
        Err(DialError::NotPickedUp)
    ));
    assert!(matches!(
        dial(&settings, "vera", "067 123-45-67", &variable),
        Err(DialError::NoExtension)
    ));
}

#[test]
fn a_command_gets_a_number_that_was_understood_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("dialled");
    let mut settings = Settings::default();
    assert!(matches!(
        dial(&settings, "anna", "89161234567", &variable),
        Err(DialError::NoMeans)
    ));
    settings.telephony.dial = Some(DialBy::Command);
    let line = |program: &str| {
        ["sh", "-c", program, "{number}", "{digits}"]
            .map(str::to_owned)
            .to_vec()
    };
    settings.telephony.command = line(&format!("echo \"$0 $1\" > {}", out.display()));
    dial(&settings, "anna", "8 (916) 123-45-67", &variable).unwrap();
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "+79161234567 79161234567\n");
    let hostile = "89161234567; rm -rf $HOME";
    match dial(&settings, "anna", hostile, &variable) {
        Err(DialError::NoNumber(_)) => {}
        other => assert_eq!(
            std::fs::read_to_string(&out).unwrap(),
            "+79161234567 79161234567\n",
            "{other:?}"
        ),
    }
    settings.telephony.command = line("exit 3");
    let failed = dial(&settings, "anna", "89161234567", &variable)
        .unwrap_err()
        .to_string();
    assert!(failed.starts_with("sh: "), "{failed}");
}

#[test]
fn a_cloud_is_asked_once_and_what_it_refuses_is_said_without_the_secret() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let answers = [
            r#"{"status":"success"}"#,
            r#"{"status":"error","message":"pbx-secret is wrong"}"#,
        ];
        answers.map(|answer| {
            let (mut stream, _) = listener.accept().unwrap();
            let mut buffer = [0; 4096];
            let mut heard = String::new();
            while !heard.contains("externalNumber") {
                let count = stream.read(&mut buffer).unwrap();
                heard.push_str(&String::from_utf8_lossy(&buffer[..count]));
            }
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                answer.len()
            );
            stream.write_all((head + answer).as_bytes()).unwrap();
            heard
        })
    });
    let (address, _) = quiet(0);
    let desktop = Desktop::at(address, "AMI_SECRET");
    let mut settings = Settings::clone(&desktop.settings);
    settings.clouds = vec![(
        Cloud::Binotel,
        CloudSetting {
            key: Some("api-key".to_owned()),
            secret: Some(SecretRef::Env("AMI_SECRET".to_owned())),
            ..CloudSetting::default()
        },
    )];
    let call = |operator: &str| call_back(&settings, Cloud::Binotel, &url, operator, "+380671234567", &variable);
    call("anna").unwrap();
    match call("boris") {
        Err(DialError::NotDone(why)) => assert!(why.contains("wrong") && !why.contains("pbx-secret"), "{why}"),
        other => panic!("{other:?}"),
    }
    let heard = server.join().unwrap();
    assert!(
        heard[0].contains(r#""internalNumber":"101""#) && heard[0].contains("0671234567"),
        "{}",
        heard[0]
    );
    assert!(heard[1].contains(r#""internalNumber":"102""#), "{}", heard[1]);
}
