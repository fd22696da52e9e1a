//! Calls as an exchange tells them, made up: the `n`th of each kind has ids and numbers of its own.

use std::fmt::Write;

/// One message.
pub(super) fn event(name: &str, fields: &[(&str, &str)]) -> String {
    let mut text = format!("Event: {name}\r\nPrivilege: call,all\r\n");
    for (key, value) in fields {
        let _ = write!(text, "{key}: {value}\r\n");
    }
    text + "\r\n"
}

/// A channel of the `n`th call: its name, its id, and the id of the call it is said to belong to.
#[derive(Clone)]
pub(super) struct Leg {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) link: String,
    pub(super) number: String,
    pub(super) exten: String,
}

pub(super) fn leg(n: usize, k: usize, link: usize, name: &str, number: &str, exten: &str) -> Leg {
    Leg {
        name: format!(
            "{name}-{:08x}{}",
            n * 10 + k,
            if name.starts_with("Local/") {
                format!(";{}", 2 - k % 2)
            } else {
                String::new()
            }
        ),
        id: format!("1800000000.{}", n * 10 + k),
        link: format!("1800000000.{}", n * 10 + link),
        number: number.to_owned(),
        exten: exten.to_owned(),
    }
}

/// The customer's number in the `n`th call.
pub(in crate::telephony) fn customer(n: usize) -> String {
    format!("+79160{n:06}")
}

fn trunk(n: usize) -> Leg {
    leg(n, 0, 0, "PJSIP/trunk", &customer(n), "74950000001")
}

fn phone(n: usize, k: usize, link: usize, extension: &str) -> Leg {
    leg(n, k, link, &format!("PJSIP/{extension}"), extension, "s")
}

impl Leg {
    fn says(&self, name: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("Channel", self.name.as_str()),
            ("CallerIDNum", &self.number),
            ("Exten", &self.exten),
            ("Uniqueid", &self.id),
            ("Linkedid", &self.link),
        ];
        fields.extend_from_slice(more);
        event(name, &fields)
    }

    fn begins(&self, state: &str) -> String {
        self.says("Newchannel", &[("ChannelState", state)])
    }

    fn turns(&self, state: &str) -> String {
        self.says("Newstate", &[("ChannelState", state)])
    }

    fn runs(&self, application: &str) -> String {
        self.says("Newexten", &[("ChannelState", "4"), ("Application", application)])
    }

    fn dials(&self, other: &Leg, string: &str) -> String {
        self.says("DialBegin", &other.as_dest(&[("DialString", string)]))
    }

    fn dialled(&self, other: &Leg, status: &str) -> String {
        self.says("DialEnd", &other.as_dest(&[("DialStatus", status)]))
    }

    fn as_dest<'a>(&'a self, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
        let mut fields = vec![
            ("DestChannel", self.name.as_str()),
            ("DestUniqueid", &self.id),
            ("DestLinkedid", &self.link),
        ];
        fields.extend_from_slice(more);
        fields
    }

    fn enters(&self, bridge: &str) -> String {
        self.says("BridgeEnter", &[("BridgeUniqueid", bridge)])
    }

    fn leaves(&self, bridge: &str) -> String {
        self.says("BridgeLeave", &[("BridgeUniqueid", bridge)])
    }

    fn wants_end(&self) -> String {
        self.says("HangupRequest", &[("Cause", "16")])
    }

    fn ends(&self, cause: &str) -> String {
        self.says("Hangup", &[("Cause", cause)])
    }
}

/// What a script must give, and in its end: whom, who took it, where it went, and why not.
pub(in crate::telephony) struct Script {
    pub(in crate::telephony) messages: Vec<String>,
    /// Nothing for a call that is nobody's.
    pub(in crate::telephony) gives: Option<Gives>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::telephony) struct Gives {
    pub(super) phone: String,
    pub(super) extension: Option<String>,
    pub(super) transferred_to: Option<String>,
    pub(super) ended: &'static str,
}

pub(super) fn gives(n: usize, extension: &str, to: &str, ended: &'static str) -> Gives {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Gives {
        phone: customer(n),
        extension: some(extension),
        transferred_to: some(to),
        ended,
    }
}

pub(in crate::telephony) fn hunt(n: usize) -> Script {
    let (caller, first, second) = (trunk(n), phone(n, 1, 0, "101"), phone(n, 2, 0, "102"));
    let bridge = format!("b{n}");
    let messages = vec![
        caller.begins("4"),
        caller.runs("Dial"),
        first.begins("0"),
        second.begins("0"),
        caller.dials(&first, "101"),
        caller.dials(&second, "102"),
        first.turns("5"),
        second.turns("5"),
        second.turns("6"),
        caller.dialled(&first, "CANCEL"),
        caller.dialled(&second, "ANSWER"),
        caller.turns("6"),
        first.ends("26"),
        second.enters(&bridge),
        caller.enters(&bridge),
        second.says("Hold", &[]),
        second.says("Unhold", &[]),
        caller.wants_end(),
        caller.leaves(&bridge),
        second.leaves(&bridge),
        second.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "102", "", "answered")),
    }
}

pub(super) fn given_up(n: usize) -> Script {
    let (caller, first) = (trunk(n), phone(n, 1, 0, "101"));
    let messages = vec![
        caller.begins("4"),
        first.begins("0"),
        caller.dials(&first, "101"),
        first.turns("5"),
        caller.wants_end(),
        caller.dialled(&first, "CANCEL"),
        first.ends("127"),
        caller.ends("127"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "", "", "hung_up")),
    }
}

pub(super) fn busy(n: usize) -> Script {
    let (caller, first) = (trunk(n), phone(n, 1, 0, "101"));
    let messages = vec![
        caller.begins("4"),
        first.begins("0"),
        caller.dials(&first, "101"),
        first.wants_end(),
        caller.dialled(&first, "BUSY"),
        first.ends("17"),
        caller.turns("7"),
        caller.wants_end(),
        caller.ends("17"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "", "", "busy")),
    }
}

/// The queue itself answers, its first member does not.
pub(super) fn queue(n: usize) -> Script {
    let (caller, first, second) = (trunk(n), phone(n, 1, 0, "101"), phone(n, 2, 0, "102"));
    let bridge = format!("b{n}");
    let messages = vec![
        caller.begins("4"),
        caller.turns("6"),
        caller.runs("Queue"),
        caller.says("QueueCallerJoin", &[("Queue", "sales"), ("Position", "1")]),
        first.begins("0"),
        caller.dials(&first, "PJSIP/101"),
        first.turns("5"),
        caller.dialled(&first, "NOANSWER"),
        caller.dialled(&first, "CANCEL"),
        first.ends("0"),
        second.begins("0"),
        caller.dials(&second, "PJSIP/102"),
        second.turns("5"),
        second.turns("6"),
        caller.dialled(&second, "ANSWER"),
        caller.says("QueueCallerLeave", &[("Queue", "sales")]),
        second.enters(&bridge),
        caller.enters(&bridge),
        second.wants_end(),
        second.leaves(&bridge),
        caller.leaves(&bridge),
        second.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "102", "", "answered")),
    }
}

/// 103 takes a call that rings at 101: its channel has a call of its own until then.
pub(super) fn pickup(n: usize) -> Script {
    let (caller, first, picker) = (trunk(n), phone(n, 1, 0, "101"), phone(n, 2, 2, "103"));
    let moved = Leg {
        link: caller.link.clone(),
        ..picker.clone()
    };
    let bridge = format!("b{n}");
    let messages = vec![
        caller.begins("4"),
        first.begins("0"),
        caller.dials(&first, "101"),
        first.turns("5"),
        picker.begins("4"),
        picker.runs("Pickup"),
        event(
            "Pickup",
            &[
                ("Channel", &picker.name),
                ("Uniqueid", &picker.id),
                ("Linkedid", &picker.link),
                ("TargetChannel", &first.name),
                ("TargetUniqueid", &first.id),
                ("TargetLinkedid", &first.link),
            ],
        ),
        caller.dialled(&moved, "ANSWER"),
        moved.enters(&bridge),
        caller.enters(&bridge),
        first.ends("26"),
        caller.wants_end(),
        caller.leaves(&bridge),
        moved.leaves(&bridge),
        moved.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "103", "", "answered")),
    }
}

/// 101 asks 102 on a second line, then puts the two together.
pub(super) fn attended(n: usize) -> Script {
    let (caller, first) = (trunk(n), phone(n, 1, 0, "101"));
    let (asking, second) = (phone(n, 2, 2, "101"), phone(n, 3, 2, "102"));
    let (bridge, other) = (format!("b{n}"), format!("c{n}"));
    let messages = vec![
        caller.begins("4"),
        first.begins("0"),
        caller.dials(&first, "101"),
        caller.dialled(&first, "ANSWER"),
        first.enters(&bridge),
        caller.enters(&bridge),
        first.says("Hold", &[]),
        asking.begins("4"),
        second.begins("0"),
        asking.dials(&second, "102"),
        asking.dialled(&second, "ANSWER"),
        second.enters(&other),
        asking.enters(&other),
        event(
            "AttendedTransfer",
            &[
                ("Result", "Success"),
                ("OrigTransfererUniqueid", &first.id),
                ("SecondTransfererUniqueid", &asking.id),
                ("TransfereeUniqueid", &caller.id),
                ("TransferTargetChannel", &second.name),
                ("TransferTargetUniqueid", &second.id),
            ],
        ),
        asking.leaves(&other),
        second.leaves(&other),
        first.leaves(&bridge),
        second.enters(&bridge),
        asking.ends("16"),
        first.ends("16"),
        caller.wants_end(),
        caller.leaves(&bridge),
        second.leaves(&bridge),
        second.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "102", "answered")),
    }
}

/// The way of ready-made exchanges: every telephone behind a channel within the exchange.
pub(super) fn by_local_channels(n: usize) -> Script {
    let caller = trunk(n);
    let (near, mut far) = (
        leg(n, 1, 0, "Local/101@from-queue", "101", "101"),
        leg(n, 2, 0, "Local/101@from-queue", "101", "101"),
    );
    far.name = near.name.replace(";1", ";2");
    let first = phone(n, 3, 0, "101");
    let (bridge, other) = (format!("b{n}"), format!("c{n}"));
    let messages = vec![
        caller.begins("4"),
        near.begins("0"),
        far.begins("4"),
        caller.dials(&near, "Local/101@from-queue/n"),
        first.begins("0"),
        far.dials(&first, "101"),
        first.turns("5"),
        first.turns("6"),
        far.dialled(&first, "ANSWER"),
        first.enters(&other),
        far.enters(&other),
        caller.dialled(&near, "ANSWER"),
        near.enters(&bridge),
        caller.enters(&bridge),
        caller.wants_end(),
        caller.leaves(&bridge),
        near.leaves(&bridge),
        near.ends("16"),
        far.leaves(&other),
        first.leaves(&other),
        far.ends("16"),
        first.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "", "answered")),
    }
}

pub(super) fn outgoing(n: usize) -> Script {
    let from = leg(n, 0, 0, "PJSIP/101", "101", &customer(n));
    let out = leg(n, 1, 0, "PJSIP/trunk", &customer(n), "s");
    let messages = vec![
        from.begins("4"),
        from.runs("Dial"),
        out.begins("0"),
        from.dials(&out, &format!("{}@trunk", customer(n))),
        out.turns("5"),
        out.wants_end(),
        from.dialled(&out, "BUSY"),
        out.ends("17"),
        from.wants_end(),
        from.ends("17"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "", "busy")),
    }
}

pub(super) fn internal(n: usize) -> Script {
    let (from, to) = (leg(n, 0, 0, "PJSIP/101", "101", "102"), phone(n, 1, 0, "102"));
    let bridge = format!("b{n}");
    let messages = vec![
        from.begins("4"),
        to.begins("0"),
        from.dials(&to, "102"),
        from.dialled(&to, "ANSWER"),
        to.enters(&bridge),
        from.enters(&bridge),
        from.leaves(&bridge),
        to.leaves(&bridge),
        to.ends("16"),
        from.ends("16"),
    ];
    Script { messages, gives: None }
}

/// No telephone is logged in: nothing is dialled at all.
pub(super) fn nobody_there(n: usize) -> Script {
    let caller = trunk(n);
    let unset = caller.says("VarSet", &[("Variable", "DIALSTATUS"), ("Value", "")]);
    let set = caller.says("VarSet", &[("Variable", "DIALSTATUS"), ("Value", "CHANUNAVAIL")]);
    let messages = vec![
        caller.begins("4"),
        caller.runs("Dial"),
        unset,
        set,
        caller.runs("Hangup"),
        caller.ends("20"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "", "", "nobody")),
    }
}

/// Sent on to a mobile phone outside.
pub(super) fn forwarded(n: usize) -> Script {
    let (caller, mobile) = (trunk(n), leg(n, 1, 0, "PJSIP/trunk", "+79990000000", "s"));
    let bridge = format!("b{n}");
    let messages = vec![
        caller.begins("4"),
        mobile.begins("0"),
        caller.dials(&mobile, "+79990000000@trunk"),
        mobile.turns("5"),
        caller.dialled(&mobile, "ANSWER"),
        mobile.enters(&bridge),
        caller.enters(&bridge),
        mobile.wants_end(),
        mobile.leaves(&bridge),
        caller.leaves(&bridge),
        mobile.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "+79990000000", "", "answered")),
    }
}

/// 101 parks the caller, 102 takes the call off the parking place.
pub(super) fn parked(n: usize) -> Script {
    let (caller, first, second) = (trunk(n), phone(n, 1, 0, "101"), leg(n, 2, 2, "PJSIP/102", "102", "701"));
    let (bridge, lot) = (format!("b{n}"), format!("p{n}"));
    let messages = vec![
        caller.begins("4"),
        first.begins("0"),
        caller.dials(&first, "101"),
        caller.dialled(&first, "ANSWER"),
        first.enters(&bridge),
        caller.enters(&bridge),
        first.leaves(&bridge),
        caller.leaves(&bridge),
        caller.enters(&lot),
        first.ends("16"),
        second.begins("4"),
        caller.leaves(&lot),
        second.enters(&bridge),
        caller.enters(&bridge),
        caller.wants_end(),
        caller.leaves(&bridge),
        second.leaves(&bridge),
        second.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "102", "answered")),
    }
}
