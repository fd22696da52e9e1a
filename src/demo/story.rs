//! What happened in the made-up shop: steps in any order, told by scenes and played by time.

use super::maker::Maker;
use super::maker::Person;
use super::maker::sum;
use crate::desk::shifts::ShiftStep;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::OrderTexts;
use crate::domain::action::Shipping;
use crate::domain::action::WhichParcel;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::order::Flags;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::shipment::Packed;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Somebody of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PersonRef(pub(super) usize);

/// An order of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OrderRef(pub(super) usize);

/// Who of the shop does a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Worker {
    /// Who looks at the demo.
    Viewer,
    /// Somebody else at the desk.
    Colleague,
}

/// One thing that happened.
#[derive(Debug)]
pub(super) enum Step {
    /// An order came from the shop's site.
    Arrive { order: OrderRef },
    /// Somebody of the shop did something about an order.
    Act {
        by: Worker,
        order: OrderRef,
        action: Action,
    },
    /// The same, about a customer.
    Serve {
        by: Worker,
        person: PersonRef,
        action: Action,
    },
    /// The line said something.
    Line {
        person: PersonRef,
        kind: CallEventKind,
        reason: Option<MissedReason>,
        call_at: Option<Time>,
    },
    /// The shop's site said something of an order that the desk had confirmed.
    ShopSaid { order: OrderRef, news: News },
    /// The order looks like that other one.
    Twin { order: OrderRef, of: OrderRef },
    /// Somebody comes to the desk, or leaves it.
    Shift { by: Worker, step: ShiftStep },
    /// Somebody holds the customer.
    Claim { by: Worker, person: PersonRef },
}

/// What the shop's site may say of an order later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    /// The customer put one more into it.
    OneMore,
    /// They called it off there.
    Cancelled,
}

/// An order as it came.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) person: PersonRef,
    pub(super) at: Time,
    pub(super) terms: Terms,
    pub(super) carrier: Carrier,
    pub(super) flags: Flags,
    pub(super) promised: Option<(Time, Time)>,
    pub(super) lines: Vec<Line>,
    pub(super) texts: OrderTexts,
}

/// Everything that happened.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) make: Maker,
    pub(super) people: Vec<Person>,
    pub(super) orders: Vec<Arrival>,
    pub(super) steps: Vec<(Time, Step)>,
}

impl Story {
    pub(super) fn new(make: Maker) -> Story {
        Story {
            make,
            people: Vec::new(),
            orders: Vec::new(),
            steps: Vec::new(),
        }
    }

    pub(super) fn person(&mut self) -> PersonRef {
        let person = self.make.person();
        self.people.push(person);
        PersonRef(self.people.len() - 1)
    }

    pub(super) fn person_anywhere(&mut self) -> PersonRef {
        let person = self.make.person_anywhere();
        self.people.push(person);
        PersonRef(self.people.len() - 1)
    }

    pub(super) fn company(&mut self) -> PersonRef {
        let person = self.make.company();
        self.people.push(person);
        PersonRef(self.people.len() - 1)
    }

    /// An everyday order of that person.
    pub(super) fn order(&mut self, at: Time, person: PersonRef) -> OrderRef {
        let terms = if self.make.chance(60) {
            Terms::Prepaid
        } else {
            Terms::OnDelivery
        };
        self.order_on(at, person, terms)
    }

    /// The same, on these terms.
    pub(super) fn order_on(&mut self, at: Time, person: PersonRef, terms: Terms) -> OrderRef {
        let carrier = self.make.carrier();
        let lines = self.make.lines();
        let texts = self.make.texts(&self.people[person.0], terms, carrier);
        let order = OrderRef(self.orders.len());
        self.orders.push(Arrival {
            person,
            at,
            terms,
            carrier,
            flags: Flags::default(),
            promised: None,
            lines,
            texts,
        });
        self.steps.push((at, Step::Arrive { order }));
        order
    }

    /// An order of somebody new.
    pub(super) fn new_order(&mut self, at: Time) -> OrderRef {
        let person = self.person();
        self.order(at, person)
    }

    /// An order of somebody new, on these terms.
    pub(super) fn new_order_on(&mut self, at: Time, terms: Terms) -> OrderRef {
        let person = self.person();
        self.order_on(at, person, terms)
    }

    pub(super) fn of(&self, order: OrderRef) -> &Arrival {
        &self.orders[order.0]
    }

    pub(super) fn change(&mut self, order: OrderRef) -> &mut Arrival {
        &mut self.orders[order.0]
    }

    pub(super) fn act(&mut self, at: Time, by: Worker, order: OrderRef, action: Action) {
        self.steps.push((at, Step::Act { by, order, action }));
    }

    pub(super) fn serve(&mut self, at: Time, by: Worker, person: PersonRef, action: Action) {
        self.steps.push((at, Step::Serve { by, person, action }));
    }

    /// A call to the order's customer.
    pub(super) fn call(&mut self, at: Time, by: Worker, order: OrderRef, outcome: Outcome) {
        self.act(at, by, order, Action::LogCall(log(at, outcome)));
    }

    /// A call that ends with a time to call again.
    pub(super) fn call_again_at(&mut self, at: Time, by: Worker, order: OrderRef, call_at: Time) {
        let log = CallLog {
            call_at: Some(call_at),
            ..log(at, Outcome::CallBack)
        };
        self.act(at, by, order, Action::LogCall(log));
    }

    /// Calls in vain, one after the other.
    pub(super) fn calls_in_vain(&mut self, by: Worker, order: OrderRef, at: &[Time]) {
        for at in at {
            let outcome = self.make.pick(&[
                Outcome::NoAnswer,
                Outcome::NoAnswer,
                Outcome::Busy,
                Outcome::Voicemail,
                Outcome::Unreachable,
            ]);
            self.call(*at, by, order, outcome);
        }
    }

    /// A talk, and the order stands.
    pub(super) fn confirm(&mut self, at: Time, by: Worker, order: OrderRef) {
        self.call(at, by, order, Outcome::Talked);
        self.act(at + Span::minutes(3), by, order, Action::Confirm);
    }

    pub(super) fn pay(&mut self, at: Time, by: Worker, order: OrderRef) {
        let action = Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        };
        self.act(at, by, order, action);
    }

    /// Confirmed, and paid soon after when they pay first.
    pub(super) fn make_ready(&mut self, at: Time, by: Worker, order: OrderRef) {
        self.confirm(at, by, order);
        if self.of(order).terms == Terms::Prepaid {
            self.pay(at + Span::minutes(40), by, order);
        }
    }

    pub(super) fn ship(&mut self, at: Time, by: Worker, order: OrderRef, handed: Handing) {
        let carrier = self.of(order).carrier;
        let number = self.make.waybill(carrier);
        let action = Action::Ship(Shipping {
            seen: None,
            number,
            carrier: None,
            handed,
            ..Shipping::default()
        });
        self.act(at, by, order, action);
    }

    /// One of several parcels of an order; without contents it holds the rest.
    pub(super) fn ship_part(
        &mut self,
        at: Time,
        by: Worker,
        order: OrderRef,
        which: WhichParcel,
        contents: Vec<Packed>,
    ) {
        let number = self.make.waybill(self.of(order).carrier);
        let action = Action::Ship(Shipping {
            number,
            which,
            contents,
            ..Shipping::default()
        });
        self.act(at, by, order, action);
    }

    /// Sent on that day, after it had become ready the day before.
    pub(super) fn send_off(&mut self, at: Time, by: Worker, order: OrderRef) {
        self.make_ready(at - Span::hours(22), by, order);
        self.ship(at, by, order, Handing::WithNumber);
    }

    pub(super) fn cancel(&mut self, at: Time, by: Worker, order: OrderRef, reason: Reason) {
        self.act(at, by, order, Action::Cancel { reason });
    }

    /// The line rings and nobody takes the call.
    pub(super) fn missed(&mut self, at: Time, person: PersonRef, reason: MissedReason) {
        self.line(at, person, CallEventKind::Incoming);
        self.steps.push((
            at + Span::seconds(25),
            Step::Line {
                person,
                kind: CallEventKind::Missed,
                reason: Some(reason),
                call_at: None,
            },
        ));
    }

    /// They call, and somebody takes the call.
    pub(super) fn answered(&mut self, at: Time, person: PersonRef) {
        self.line(at, person, CallEventKind::Incoming);
        self.line(at + Span::seconds(9), person, CallEventKind::Answered);
        self.line(at + Span::seconds(171), person, CallEventKind::Ended);
    }

    pub(super) fn line(&mut self, at: Time, person: PersonRef, kind: CallEventKind) {
        self.steps.push((
            at,
            Step::Line {
                person,
                kind,
                reason: None,
                call_at: None,
            },
        ));
    }

    /// They ask on the site to be called, at a time or at once.
    pub(super) fn ask_to_be_called(&mut self, at: Time, person: PersonRef, call_at: Option<Time>) {
        self.steps.push((
            at,
            Step::Line {
                person,
                kind: CallEventKind::CallbackRequest,
                reason: None,
                call_at,
            },
        ));
    }

    pub(super) fn note(&mut self, at: Time, by: Worker, order: OrderRef) {
        let text = self.make.pick(self.make.words.notes).to_owned();
        self.act(at, by, order, Action::Note { text });
    }

    pub(super) fn total(&self, order: OrderRef) -> i64 {
        sum(&self.of(order).lines)
    }
}

pub(super) fn log(at: Time, outcome: Outcome) -> CallLog {
    CallLog {
        outcome,
        at,
        phone: None,
        reason: None,
        call_at: None,
    }
}
