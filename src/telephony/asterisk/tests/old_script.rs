//! Calls as Asterisk 1.8 tells them: `Dial` and `Bridge` instead of their ends, and no `Linkedid`.

use super::script::Leg;
use super::script::Script;
use super::script::customer;
use super::script::event;
use super::script::gives;
use super::script::leg;

/// A channel that speaks so.
struct Old(Leg);

impl Old {
    fn says(&self, name: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("Channel", self.0.name.as_str()),
            ("CallerIDNum", &self.0.number),
            ("Uniqueid", &self.0.id),
        ];
        fields.extend_from_slice(more);
        event(name, &fields)
    }

    fn begins(&self) -> String {
        self.says(
            "Newchannel",
            &[
                ("ChannelState", "0"),
                ("ChannelStateDesc", "Down"),
                ("Exten", &self.0.exten),
            ],
        )
    }

    fn turns(&self, state: &str) -> String {
        self.says("Newstate", &[("ChannelState", state)])
    }

    fn dials(&self, other: &Old, string: &str) -> String {
        event(
            "Dial",
            &[
                ("SubEvent", "Begin"),
                ("Channel", &self.0.name),
                ("Destination", &other.0.name),
                ("CallerIDNum", &self.0.number),
                ("UniqueID", &self.0.id),
                ("DestUniqueID", &other.0.id),
                ("Dialstring", string),
            ],
        )
    }

    fn dialled(&self, status: &str) -> String {
        event(
            "Dial",
            &[
                ("SubEvent", "End"),
                ("Channel", &self.0.name),
                ("UniqueID", &self.0.id),
                ("DialStatus", status),
            ],
        )
    }

    fn talks_with(&self, other: &Old) -> String {
        let ids = [
            ("Channel1", self.0.name.as_str()),
            ("Channel2", &other.0.name),
            ("Uniqueid1", &self.0.id),
            ("Uniqueid2", &other.0.id),
        ];
        event(
            "Bridge",
            &[[("Bridgestate", "Link"), ("Bridgetype", "core")].as_slice(), &ids].concat(),
        )
    }

    fn no_more_with(&self, other: &Old) -> String {
        event(
            "Unlink",
            &[
                ("Channel1", &self.0.name),
                ("Channel2", &other.0.name),
                ("Uniqueid1", &self.0.id),
                ("Uniqueid2", &other.0.id),
            ],
        )
    }

    fn ends(&self, cause: &str) -> String {
        self.says("Hangup", &[("Cause", cause), ("Cause-txt", "…")])
    }
}

fn old_trunk(n: usize) -> Old {
    Old(leg(n, 0, 0, "SIP/provider", &customer(n), "74950000001"))
}

fn old_phone(n: usize, k: usize, extension: &str) -> Old {
    Old(leg(n, k, k, &format!("SIP/{extension}"), extension, ""))
}

pub(super) fn hunt(n: usize) -> Script {
    let (caller, first, second) = (old_trunk(n), old_phone(n, 1, "101"), old_phone(n, 2, "102"));
    let messages = vec![
        caller.begins(),
        caller.turns("4"),
        first.begins(),
        caller.dials(&first, "101"),
        second.begins(),
        caller.dials(&second, "102"),
        first.turns("5"),
        second.turns("5"),
        first.turns("6"),
        second.ends("0"),
        caller.turns("6"),
        caller.talks_with(&first),
        caller.no_more_with(&first),
        first.ends("16"),
        caller.dialled("ANSWER"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "", "answered")),
    }
}

pub(super) fn given_up(n: usize) -> Script {
    let (caller, first) = (old_trunk(n), old_phone(n, 1, "101"));
    let messages = vec![
        caller.begins(),
        caller.turns("4"),
        first.begins(),
        caller.dials(&first, "101"),
        first.turns("5"),
        first.ends("0"),
        caller.dialled("CANCEL"),
        caller.ends("0"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "", "", "hung_up")),
    }
}

pub(super) fn outgoing(n: usize) -> Script {
    let from = Old(leg(n, 0, 0, "SIP/101", "101", &customer(n)));
    let out = Old(leg(n, 1, 1, "SIP/provider", "", ""));
    let messages = vec![
        from.begins(),
        from.turns("4"),
        out.begins(),
        from.dials(&out, &format!("provider/{}", customer(n))),
        out.turns("5"),
        out.ends("19"),
        from.dialled("NOANSWER"),
        from.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "", "no_answer")),
    }
}

pub(super) fn local(n: usize) -> Script {
    let caller = old_trunk(n);
    let near = Old(leg(n, 1, 1, "Local/101@phones", "101", "101"));
    let mut far = Old(leg(n, 2, 2, "Local/101@phones", "101", "101"));
    far.0.name = near.0.name.replace(";1", ";2");
    let first = old_phone(n, 3, "101");
    let messages = vec![
        caller.begins(),
        caller.turns("4"),
        near.begins(),
        far.begins(),
        caller.dials(&near, "101@phones"),
        first.begins(),
        far.dials(&first, "101"),
        first.turns("5"),
        first.turns("6"),
        far.talks_with(&first),
        caller.talks_with(&near),
        caller.no_more_with(&near),
        near.ends("16"),
        far.no_more_with(&first),
        far.ends("16"),
        first.ends("16"),
        caller.ends("16"),
    ];
    Script {
        messages,
        gives: Some(gives(n, "101", "", "answered")),
    }
}
