//! An exchange as far as a program that hears one needs it: it lets anybody in and says what a test wants.

use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::Mutex;

/// Settings of a shop that hears the exchange at `port` as anna's and others' telephones; `AMI_SECRET` is its secret.
pub fn settings(port: u16, telephones: &[(&str, &str)]) -> String {
    let operators = telephones
        .iter()
        .map(|(operator, extension)| format!("[[operator]]\nname = \"{operator}\"\nextension = \"{extension}\"\n"));
    let exchange = format!(
        "[telephony.asterisk]\nhost = \"127.0.0.1\"\nport = {port}\nuser = \"dozvon\"\nsecret = \"env:AMI_SECRET\"\n"
    );
    std::iter::once(exchange).chain(operators).collect()
}

/// Listens on a port of its own.
pub fn listen() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

/// Says things to who is connected; what two say does not mix.
#[derive(Clone)]
pub struct Voice(Arc<Mutex<TcpStream>>);

impl Voice {
    /// Says it, and waits while the other side takes nothing more.
    pub fn say(&self, text: &str) -> std::io::Result<()> {
        self.0.lock().unwrap().write_all(text.as_bytes())
    }
}

/// Answers every action until the other side is gone; lists these channels when asked for all, and then `begin` is given
/// the word, once.
pub fn converse(mut stream: TcpStream, lists: &str, begin: impl FnOnce(Voice)) -> std::io::Result<()> {
    let voice = Voice(Arc::new(Mutex::new(stream.try_clone()?)));
    voice.say("Asterisk Call Manager/11.0.0\r\n")?;
    let mut begin = Some(begin);
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        while let Some(end) = text.find("\r\n\r\n") {
            let action: String = text.drain(..end + 4).collect();
            let value = |key: &str| {
                let line = action.lines().find_map(|line| line.strip_prefix(&format!("{key}: ")));
                line.unwrap_or_default().to_owned()
            };
            let id = value("ActionID");
            voice.say(&format!("Response: Success\r\nActionID: {id}\r\nChallenge: 1\r\n\r\n"))?;
            if value("Action") == "CoreShowChannels" {
                voice.say(&lists.replace("\r\nChannel:", &format!("\r\nActionID: {id}\r\nChannel:")))?;
                voice.say(&format!("Event: CoreShowChannelsComplete\r\nActionID: {id}\r\n\r\n"))?;
                if let Some(begin) = begin.take() {
                    begin(voice.clone());
                }
            }
        }
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
}

/// A call from outside that rings one telephone.
#[derive(Clone, Debug)]
pub struct TestCall {
    /// Its channels and its id are named by it.
    pub id: usize,
    /// Who calls.
    pub caller: String,
    /// The telephone.
    pub extension: String,
}

/// One of the two channels of a call.
#[derive(Clone, Copy)]
enum Side {
    Caller,
    Own,
}

const UP: &str = "ChannelState: 6\r\nChannelStateDesc: Up\r\n";

impl TestCall {
    /// A call to the telephone 101.
    pub fn new(id: usize, caller: &str) -> TestCall {
        TestCall {
            id,
            caller: caller.to_owned(),
            extension: "101".to_owned(),
        }
    }

    /// The exchange's id of it.
    pub fn linked(&self) -> String {
        format!("{}.1", self.id)
    }

    fn channel(&self, side: Side) -> (String, String, &str) {
        let id = self.id;
        match side {
            Side::Caller => (format!("PJSIP/trunk-{id}"), self.linked(), &self.caller),
            Side::Own => (
                format!("PJSIP/{}-{id}", self.extension),
                format!("{id}.2"),
                &self.extension,
            ),
        }
    }

    fn event(&self, name: &str, side: Side, more: &str) -> String {
        let (channel, unique, number) = self.channel(side);
        let linked = self.linked();
        format!(
            "Event: {name}\r\nChannel: {channel}\r\nUniqueid: {unique}\r\nLinkedid: {linked}\r\nCallerIDNum: {number}\r\n\
             Context: from-trunk\r\nExten: 380441110001\r\n{more}\r\n"
        )
    }

    fn dial(&self, name: &str, more: &str) -> String {
        let (own, unique, extension) = self.channel(Side::Own);
        let more = format!("DestChannel: {own}\r\nDestUniqueid: {unique}\r\nDestCallerIDNum: {extension}\r\n{more}");
        self.event(name, Side::Caller, &more)
    }

    /// It rings.
    pub fn rings(&self) -> Vec<String> {
        let state = |number: u8, name: &str| format!("ChannelState: {number}\r\nChannelStateDesc: {name}\r\n");
        vec![
            self.event("Newchannel", Side::Caller, &state(4, "Ring")),
            self.event("Newchannel", Side::Own, &state(0, "Down")),
            self.dial("DialBegin", &format!("DialString: {}\r\n", self.extension)),
            self.event("Newstate", Side::Own, &state(5, "Ringing")),
        ]
    }

    /// It is taken.
    pub fn taken(&self) -> Vec<String> {
        let bridge = format!("BridgeUniqueid: bridge-{}\r\nBridgeNumChannels: 2\r\n", self.id);
        vec![
            self.event("Newstate", Side::Own, UP),
            self.dial("DialEnd", "DialStatus: ANSWER\r\n"),
            self.event("BridgeEnter", Side::Own, &bridge),
            self.event("BridgeEnter", Side::Caller, &bridge),
        ]
    }

    /// The caller gives up.
    pub fn given_up(&self) -> Vec<String> {
        let cancelled = self.dial("DialEnd", "DialStatus: CANCEL\r\n");
        [vec![cancelled], self.over()].concat()
    }

    /// Both channels end.
    pub fn over(&self) -> Vec<String> {
        let cause = "Cause: 16\r\nCause-txt: Normal Clearing\r\n";
        [Side::Own, Side::Caller]
            .map(|side| self.event("Hangup", side, cause))
            .into()
    }

    /// Both channels, as they are listed while the two talk.
    pub fn listed(&self) -> String {
        let up = format!("{UP}BridgeId: bridge-{}\r\nDuration: 00:00:20\r\n", self.id);
        [Side::Caller, Side::Own]
            .map(|side| self.event("CoreShowChannel", side, &up))
            .concat()
    }

    /// What is of no use to anybody: most of what an exchange says that filters nothing.
    pub fn noise(&self, count: usize) -> Vec<String> {
        let variable = |index: usize| {
            let more = format!(
                "Privilege: dialplan,all\r\nChannelState: 4\r\nChannelStateDesc: Ring\r\nCallerIDName: <unknown>\r\n\
                 ConnectedLineNum: <unknown>\r\nConnectedLineName: <unknown>\r\nLanguage: en\r\nAccountCode: \r\n\
                 Priority: {index}\r\nVariable: SIPDOMAIN\r\nValue: 192.0.2.{}\r\n",
                index % 250
            );
            self.event("VarSet", Side::Caller, &more)
        };
        (0..count).map(variable).collect()
    }
}
