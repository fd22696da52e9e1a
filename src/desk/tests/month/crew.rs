//! The managers: whom the queue gives them, and what they do about it.

use super::Month;
use super::events::Event;
use crate::desk::claims::TakeOver;
use crate::desk::shifts::ShiftStep;
use crate::desk::tests::holds;
use crate::desk::tests::holds::allowed;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::CustomerEdit;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Handing;
use crate::domain::action::RefundOwing;
use crate::domain::action::Shipping;
use crate::domain::action::SkipReason;
use crate::domain::action::WhichParcel;
use crate::domain::call::AppointmentKind;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::case::CaseOutcome;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::WhereGoods;
use crate::domain::ids::OrderId;
use crate::domain::local_time;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::queue::Row;
use crate::domain::shipment::Packed;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;

/// Name, first and last hour of the shift, whether it is worked on Saturdays and Sundays.
pub(super) const CREW: [(&str, u32, u32, bool); 3] =
    [("anna", 9, 18, false), ("boris", 12, 21, false), ("vera", 10, 20, true)];

/// Rows served in one turn.
const AT_ONCE: usize = 3;

impl Month {
    /// A manager on shift serves a few rows.
    pub(super) fn turn(&mut self, manager: usize) {
        use chrono::Datelike;
        use chrono::Timelike;

        let (name, from, until, weekends) = CREW[manager];
        let now = self.desk.now();
        let local = local_time::local(self.desk.rules().settings().shop.time_zone, now);
        let weekend = local.weekday().number_from_monday() > 5;
        // On some days one of them is alone, and the queue is not emptied.
        let absent = manager == 1 && local.day().is_multiple_of(3);
        let works = weekend == weekends && (from..until).contains(&local.hour()) && !absent;
        if works != self.at_work[manager] {
            self.work(name);
            self.desk
                .shift(if works { ShiftStep::In } else { ShiftStep::Out })
                .unwrap();
            self.at_work[manager] = works;
        }
        if works {
            for _ in 0..AT_ONCE {
                if !self.next(name) {
                    break;
                }
            }
        }
    }

    /// NEXT: the first row that may be claimed; false when there is none.
    fn next(&mut self, name: &str) -> bool {
        self.work(name);
        let now = self.desk.now();
        let board = self.look();
        self.asleep += board.rows.iter().filter(|row| row.row.asleep_until.is_some()).count();
        let Some(row) = board.offers(name).next().map(|row| Row::clone(&row.row)) else {
            return false;
        };
        self.may_be_called(&row);
        allowed(self.desk.take(row.customer, TakeOver::No)).expect("nobody holds them");
        *self.served.entry(row.task.kind).or_default() += 1;
        if self.rng.u8(..60) == 0 {
            allowed(self.desk.skip(row.key, SkipReason::BetterLater));
        } else {
            self.serve(&row);
        }
        self.customer_holds(row.customer);
        allowed(self.desk.release(row.customer));
        if self.rng.u8(..50) == 0 && allowed(self.desk.undo(UndoChoice::Operator)).is_some() {
            self.undone += 1;
            if self.rng.bool() {
                allowed(self.desk.redo());
            }
        }
        assert_eq!(self.desk.now(), now);
        true
    }

    /// Nobody is offered a call to somebody who sleeps (R36).
    fn may_be_called(&self, row: &Row) {
        let is_call = row.task.kind.is_per_customer()
            && !matches!(
                row.task.kind,
                TaskKind::Answer | TaskKind::FindContact | TaskKind::Duplicate | TaskKind::Reply
            )
            && row.task.why != Why::InWriting;
        let rules = self.board.rules();
        let facts = self.desk.store.customer_facts(row.customer).unwrap().unwrap();
        let order = facts.orders.iter().find(|order| Some(order.id) == row.order);
        let zone = order.and_then(|order| order.zone).or(facts.zone);
        let clock = rules.calendar(zone).customer_local(self.desk.now()).time();
        let awake = rules.regulation().calls_between.contains(clock);
        assert!(!is_call || awake, "{row:?} is offered at {clock} of their clock");
    }

    fn serve(&mut self, row: &Row) {
        let target = holds::target(row);
        match row.task.kind {
            TaskKind::Answer => return self.answer(row),
            TaskKind::Decide if row.task.why == Why::InWriting => {
                self.act(target, &Action::Confirm);
            }
            TaskKind::SendTracking => self.send(row.order.unwrap()),
            TaskKind::CheckPayment | TaskKind::CheckPayout => self.look_for_money(row, target),
            TaskKind::Complaint => self.act(
                target,
                &Action::ComplaintSettled {
                    outcome: CaseOutcome::Explained,
                },
            ),
            TaskKind::Reply => self.act(
                target,
                &Action::Replied {
                    text: "ответили".to_owned(),
                },
            ),
            TaskKind::MakeReady => self.act(target, &Action::Arrived),
            TaskKind::DispatchLate => {
                let action = if self.rng.u8(..3) == 0 {
                    Action::ToldLate
                } else {
                    Action::Handed
                };
                self.act(target, &action);
            }
            TaskKind::CheckParcel => {
                let text = "перевозчик ищет".to_owned();
                let action = if self.rng.bool() {
                    Action::Note { text }
                } else {
                    Action::Arrived
                };
                self.act(target, &action);
            }
            TaskKind::RefundDue => {
                let facts = self.desk.store.order_facts(row.order.unwrap()).unwrap().unwrap();
                self.act(
                    target,
                    &Action::Refund {
                        amount: facts.to_give_back().max(-facts.due()),
                        owing: RefundOwing::CostsLess,
                    },
                );
            }
            TaskKind::ShopChanged if self.rng.bool() => {
                allowed(self.desk.accept_shop(row.order.unwrap()));
            }
            TaskKind::ShopChanged => self.act(target, &Action::KeepOurs),
            TaskKind::ShopCancelled => {
                let reason = Reason::ChangedMind;
                let action = if self.rng.bool() {
                    Action::Cancel { reason }
                } else {
                    Action::KeepOurs
                };
                self.act(target, &action);
            }
            TaskKind::Duplicate => self.act(target, &Action::KeepBoth),
            TaskKind::FindContact if self.rng.bool() => self.act(
                target,
                &Action::Cancel {
                    reason: Reason::NoContact,
                },
            ),
            TaskKind::FindContact => {
                let phone = format!("+7921{:07}", self.rng.u32(..10_000_000));
                let edit = CustomerEdit {
                    add_phone: Some((phone.clone(), Some(phone))),
                    ..CustomerEdit::default()
                };
                self.act(Target::Customer(row.customer), &Action::Customer(edit));
            }
            TaskKind::ProposeCancel | TaskKind::ProposeReturn => self.decide_proposal(row, target),
            TaskKind::UndeliveredMessage => {}
            _ => self.call(row, target),
        }
        if let Some(order) = row.order {
            let facts = self.desk.store.order_facts(order).unwrap().unwrap();
            if facts.stage == Stage::Dispatched {
                self.travels(order);
            }
        }
    }

    /// Most go in one parcel; of some the first goods leave at once, and the rest days later.
    fn send(&mut self, order: OrderId) {
        let record = self.desk.store.order(order).unwrap().unwrap();
        let nameless = record.parcels.iter().find(|parcel| parcel.number.is_none());
        match (nameless, &record.lines[..]) {
            (Some(parcel), _) => self.ship(order, WhichParcel::At(parcel.position), Vec::new()),
            (None, [first, _, ..]) => {
                self.ship(order, WhichParcel::Only, vec![Packed::all_of(first)]);
                self.travels(order);
                let hours = self.rng.i64(1..100);
                self.after(Span::hours(hours), Event::SendsRest(order));
            }
            _ => self.ship(order, WhichParcel::Only, Vec::new()),
        }
    }

    pub(super) fn ship(&mut self, order: OrderId, which: WhichParcel, contents: Vec<Packed>) {
        self.carriers.numbers += 1;
        let number = format!("10{:08}", self.carriers.numbers);
        let handed = if self.rng.u8(..4) > 0 {
            Handing::WithNumber
        } else {
            Handing::Later
        };
        self.act(
            Target::Order(order),
            &Action::Ship(Shipping {
                number,
                handed,
                which,
                contents,
                ..Shipping::default()
            }),
        );
    }

    /// Some are lost on the way, and nobody tells.
    pub(super) fn travels(&mut self, order: OrderId) {
        if self.carrier_takes(order) {
            return;
        }
        let hours = self.rng.i64(30..150);
        if self.rng.u8(..25) > 0 {
            self.after(Span::hours(hours), Event::Arrives(order));
        }
    }

    fn look_for_money(&mut self, row: &Row, target: Target) {
        let came = Action::Pay {
            amount: None,
            means: Means::BankAccount,
            note: String::new(),
        };
        let later = Action::PutOff {
            until: self.desk.now() + Span::days(2),
            text: "перевозчик ищет деньги".to_owned(),
        };
        let action = match (self.rng.bool(), row.task.kind) {
            (true, _) => came,
            (false, TaskKind::CheckPayment) => Action::ToldUnpaid,
            (false, _) => later,
        };
        self.act(target, &action);
    }

    fn decide_proposal(&mut self, row: &Row, target: Target) {
        let text = "просил подождать".to_owned();
        let until = self.desk.rules().calendar(None).day_at(self.desk.now(), 2, 10, 0);
        let reason = Reason::NotPaid;
        let action = match (self.rng.u8(..4), row.task.kind) {
            (0, _) => Action::PutOff { until, text },
            (_, TaskKind::ProposeReturn) => Action::Returned {
                reason: Reason::NotCollected,
            },
            _ => Action::Cancel { reason },
        };
        self.act(target, &action);
        if let (Action::Returned { .. }, Target::Order(order)) = (&action, target) {
            let hours = self.rng.i64(20..90);
            self.after(Span::hours(hours), Event::Shelved(order));
        }
    }

    fn answer(&mut self, row: &Row) {
        let phone = self.desk.store.row_text(row.customer, None).unwrap().phone.clone();
        let event = CallEvent {
            kind: CallEventKind::Answered,
            phone,
            at: self.desk.now(),
            line: String::new(),
            origin: "line".to_owned(),
            external_id: None,
            call: None,
            missed_reason: None,
            call_at: None,
            recording: None,
        };
        allowed(self.desk.call_event(event));
    }

    fn call(&mut self, row: &Row, target: Target) {
        let outcome = match self.rng.u8(..100) {
            0..28 => Outcome::NoAnswer,
            28..32 => Outcome::Busy,
            32..34 => Outcome::Voicemail,
            34..36 => Outcome::Unreachable,
            36..38 => Outcome::WrongNumber,
            38..46 => Outcome::CallBack,
            46..49 => Outcome::Refused,
            _ => Outcome::Talked,
        };
        let at = self.desk.now();
        let call_at = at + Span::minutes(self.rng.i64(20..4_000));
        self.act(
            target,
            &Action::LogCall(CallLog {
                outcome,
                at,
                phone: None,
                reason: Some(Reason::ChangedMind),
                call_at: Some(call_at),
            }),
        );
        if outcome == Outcome::Talked && row.order.is_some() {
            self.settle(row, target);
        }
    }

    /// What a talk leads to.
    fn settle(&mut self, row: &Row, target: Target) {
        let facts = self.desk.store.order_facts(row.order.unwrap()).unwrap().unwrap();
        let choice = self.rng.u8(..100);
        let at = self.desk.now() + Span::minutes(self.rng.i64(20..4_000));
        let pay = |amount| Action::Pay {
            amount,
            means: Means::Card,
            note: String::new(),
        };
        match (facts.stage, choice) {
            (Stage::New, 0..5) => {
                let delivery = Some("Самовывоз".to_owned());
                let edit = DetailsEdit {
                    delivery,
                    ..DetailsEdit::default()
                };
                self.act(target, &Action::Details(edit));
                self.act(target, &Action::Confirm);
            }
            (Stage::New, 5..70) => self.act(target, &Action::Confirm),
            (Stage::New, 70..80) => self.act(target, &Action::Schedule { at }),
            (Stage::New, 80..86) => self.act(
                target,
                &Action::Cancel {
                    reason: Reason::Cheaper,
                },
            ),
            (Stage::Confirmed, 0..50) => self.act(target, &pay(None)),
            (Stage::Confirmed, 50..60) => self.act(target, &pay(Some(facts.owed() / 2 + 1))),
            (Stage::Confirmed, 60..65) => self.act(
                target,
                &Action::Cancel {
                    reason: Reason::NotPaid,
                },
            ),
            (Stage::Confirmed, 65..85) => self.act(target, &Action::ClaimsPaid { amount: None }),
            (Stage::Received, 20..50) => {
                let text = "не работает".to_owned();
                self.act(target, &Action::Complaint { text });
            }
            (Stage::Ready | Stage::Dispatched, 0..30) => {
                let text = "где посылка?".to_owned();
                self.act(Target::Customer(row.customer), &Action::Wrote { text });
            }
            (Stage::Received, 0..10) => self.act(
                target,
                &Action::Returned {
                    reason: Reason::ChangedMind,
                },
            ),
            (Stage::Received, 10..20) => self.sends_back(row.order.unwrap()),
            _ => {}
        }
    }

    /// Some of the goods come back by post.
    pub(super) fn sends_back(&mut self, order: OrderId) {
        let record = self.desk.store.order(order).unwrap().unwrap();
        let Some(line) = record.lines.first() else { return };
        let back = NewReturn {
            contents: vec![Packed::all_of(line)],
            amount: None,
            reason: ReturnReason::DoesNotFit,
            condition: None,
            instead: Instead::Refund,
            number: String::new(),
            carrier: None,
            arrival: WhereGoods::Awaited,
        };
        self.act(Target::Order(order), &Action::Return(Box::new(back)));
        let hours = self.rng.i64(40..150);
        self.after(Span::hours(hours), Event::CameBack(order));
    }

    /// Does it; now and then takes it back, which leaves everything as it was, and does it again.
    pub(super) fn act(&mut self, target: Target, action: &Action) {
        let customer = match target {
            Target::Order(order) => self.desk.store.order_facts(order).unwrap().unwrap().customer,
            Target::Customer(customer) => customer,
        };
        let slip = self.rng.u8(..30) == 0;
        let before = slip.then(|| holds::whole(&self.desk, customer));
        let Some(mut done) = allowed(self.desk.perform(target, action)) else {
            return;
        };
        if let (Some(before), Some(_)) = (before, done.entry)
            && done.kind.is_undoable()
        {
            self.desk.undo(UndoChoice::Operator).unwrap();
            assert_eq!(holds::whole(&self.desk, customer), before, "{action:?}");
            self.undone += 1;
            done = self.desk.perform(target, action).unwrap();
        }
        let at = match action {
            Action::Schedule { at } => Some(*at),
            Action::LogCall(log) if log.outcome == Outcome::CallBack => log.call_at,
            _ => None,
        };
        if let Some(at) = at {
            self.promises.made(&self.desk, &done, AppointmentKind::Schedule, at);
        }
        // Money collected on delivery is passed on by the carrier some time after it was received.
        if let (Action::Received, Target::Order(order)) = (action, target) {
            self.took_money(order);
            self.collected(order);
        }
    }

    /// Who pays in advance and has not by now pays at the counter.
    fn collected(&mut self, order: OrderId) {
        let target = Target::Order(order);
        let facts = self.desk.store.order_facts(order).unwrap().unwrap();
        if facts.terms == Terms::Prepaid && facts.owed() > 0 && self.rng.u8(..10) > 0 {
            let pay = Action::Pay {
                amount: None,
                means: Means::Card,
                note: String::new(),
            };
            allowed(self.desk.perform(target, &pay));
        }
    }
}
