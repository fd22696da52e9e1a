//! Command mode: a letter does something.

use crossterm::event::KeyCode;

use super::requests;
use super::shift;
use super::undo;
use super::walk;
use crate::desk::claims::TakeOver;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::ParcelStep;
use crate::domain::action::Permit;
use crate::domain::b2b::B2b;
use crate::domain::order::Reason;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::text::clean;
use crate::tui::answer;
use crate::tui::calls;
use crate::tui::card::update::open;
use crate::tui::card::update::show;
use crate::tui::commands::Command;
use crate::tui::commands::CommandId;
use crate::tui::commands::Group;
use crate::tui::commands::RARER;
use crate::tui::commands::commands_of;
use crate::tui::commands::entry;
use crate::tui::effect::Effect;
use crate::tui::form;
use crate::tui::line;
use crate::tui::line::meaning::usual_means;
use crate::tui::line::state::LineKind;
use crate::tui::merge;
use crate::tui::model::Model;
use crate::tui::model::holder;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::model::pending::Errand;
use crate::tui::msg::Key;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::palette::state::Finder;
use crate::tui::pick::parcels;
use crate::tui::pick::state::CallMade;
use crate::tui::pick::state::PickKind;
use crate::tui::queue;
use crate::tui::queue::list::Step;
use crate::tui::queue::update::claim;
use crate::tui::script;
use crate::tui::search;
use crate::tui::subject::Subject;
use crate::tui::tour;
use crate::tui::write;
use crate::view::pages::PageKey;

/// A key in command mode.
pub fn key(model: &mut Model, key: Key, now: Time, effects: &mut Vec<Effect>) {
    if let KeyCode::Char(digit @ '0'..='9') = key.code {
        search::update::open(model, &digit.to_string(), effects);
        return;
    }
    let Some(command) = model.setup.keymap.command_of(&key) else {
        return;
    };
    run(model, command.id, now, effects);
}

/// Does what a command is for, on what is under the cursor or marked.
pub fn run(model: &mut Model, id: CommandId, now: Time, effects: &mut Vec<Effect>) {
    model.notice = None;
    tour::update::pressed(model);
    if id != CommandId::Message {
        model.message_key = None;
    }
    // To open a card claims its customer.
    let writes = matches!(id, CommandId::Open | CommandId::Mark);
    if writes || !matches!(entry(id).group, Group::Looking | Group::Page) {
        // Until NEXT has arrived, a key would still reach the row it leaves.
        if queue::update::is_on_its_way(model) || is_held_back(model, now) {
            return;
        }
    }
    if let (CommandId::Note, Some(card)) = (id, page::update::writes(model)) {
        return write::update::open(model, card, effects);
    }
    if !calls::update::command(model, id, effects) {
        on(model, id, model.subject(), now, effects);
    }
}

/// Whether a key was meant for what stood there before; says so.
pub(super) fn is_held_back(model: &mut Model, now: Time) -> bool {
    let is_held = model.jump.holds(now);
    if is_held {
        model.notice = Some(Notice::Plain("notice-key_held"));
    }
    is_held
}

/// Does it on a row that was bound before, unless its facts already say no; then says that.
pub fn on(model: &mut Model, id: CommandId, subject: Option<Subject>, now: Time, effects: &mut Vec<Effect>) {
    let command = entry(id);
    let subject = subject.map(|subject| command.about(subject));
    let refused = match (command.permit(subject.as_ref()), command.kind()) {
        (Ok(Permit::Already), Some(kind)) => Some(Notice::Already(kind)),
        (Ok(_), _) if !is_awaited(model, id, subject.as_ref()) => Some(Notice::Plain("notice-nothing_awaited")),
        (Ok(_), _) => None,
        (Err(refusal), _) => Some(Notice::Refused(refusal)),
    };
    match refused {
        Some(notice) => model.notice = Some(notice),
        // A row that is needed is there.
        None => _ = perform(model, id, subject, now, effects),
    }
}

/// What is said of something the customer waits for needs that to be there.
fn is_awaited(model: &Model, id: CommandId, subject: Option<&Subject>) -> bool {
    match (id.awaits(), subject) {
        (Some(task), Some(subject)) if subject.marked.is_empty() => model.board.owes(subject.customer, task),
        _ => true,
    }
}

/// What every command does; nothing when it needs a row and there is none.
fn perform(
    model: &mut Model,
    id: CommandId,
    subject: Option<Subject>,
    now: Time,
    effects: &mut Vec<Effect>,
) -> Option<()> {
    use CommandId as Id;

    let act = |model: &mut Model, subject: Option<Subject>, action, effects: &mut Vec<Effect>| {
        requests::perform(model, &subject?, action, effects);
        Some(())
    };
    match id {
        Id::Next => page::update::next_or_queue(model, effects),
        Id::Undo => undo::undo(model, effects),
        Id::UndoEarlier => undo::undo_earlier(model),
        Id::Redo => undo::redo(model, effects),
        Id::Message => page::update::message(model, now, effects),
        Id::Write => write::update::open(model, subject?.card(), effects),
        Id::Mark if model.in_script() => script::update::tick(model, effects),
        Id::Mark => walk::mark(model, now),
        Id::Calls => calls::update::go(model),
        Id::Down => walk::walk(model, Step::Down, now),
        Id::Up => walk::walk(model, Step::Up, now),
        Id::PageDown => walk::walk(model, Step::PageDown, now),
        Id::PageUp => walk::walk(model, Step::PageUp, now),
        Id::First => walk::walk(model, Step::First, now),
        Id::Last => walk::walk(model, Step::Last, now),
        Id::Open if matches!(model.page(), Some(Page::Full(_))) => page::update::enter(model, effects),
        Id::Open => open(model, effects),
        Id::Focus => script::update::turn(model),
        // There is nothing beside but where a page says so.
        Id::Left | Id::Right if page::listing::is_on_top(model) || page::listing::has_periods(model) => {
            page::listing::turn(model, id == Id::Right);
        }
        Id::Left | Id::Right => {}
        Id::History => show(model, Page::History),
        Id::Why => show(model, Page::Why),
        Id::PayCode => show(model, Page::PayCode),
        Id::Views => model.mode = Mode::pick(None, PickKind::Views(model.board.shops.clone())),
        Id::Search if page::listing::is_narrowable(model) => page::listing::open_filter(model),
        Id::Search => search::update::open(model, "", effects),
        Id::Answers => answer::update::open(model, subject.as_ref()),
        Id::Palette => model.mode = Mode::Palette(Finder::new(model.setup.tr.lang())),
        Id::Help => model.mode = Mode::Help(0),
        Id::Back if tour::update::is_left_by_esc(model) && model.focus == Focus::List => model.tour = None,
        Id::Back => {
            let marked = model.marked_count();
            walk::back(model);
            if let Some(subject) = subject.filter(|_| marked == 0) {
                requests::release_passing(model, subject.customer, effects);
            }
        }
        Id::Quit => effects.push(Effect::Quit),
        Id::Today => page::update::open(model, PageKey::Today),
        Id::Orders => page::update::open(model, PageKey::Orders),
        Id::Products => page::update::open(model, PageKey::Products),
        Id::Calendar => page::update::open(model, PageKey::Calendar),
        Id::Numbers => page::update::open(model, PageKey::Numbers),
        Id::CallPage => page::update::open(model, PageKey::Calls),
        Id::Recordings => page::update::open(model, PageKey::Recordings),
        Id::Recorded => {
            let customer = subject?.customer;
            page::update::recordings(model, customer);
        }
        Id::Customers => page::update::open(model, PageKey::Customers),
        Id::Outbox => page::update::open(model, PageKey::Outbox),
        Id::Channels => page::update::open(model, PageKey::Channels),
        Id::Feeds => page::update::open(model, PageKey::Feeds),
        Id::Money => page::update::open(model, PageKey::Money),
        Id::Settings => page::update::open(model, PageKey::Settings),
        Id::Pause => shift::pause(model, effects),
        Id::Shift => shift::turn(model, effects),
        Id::NewOrder => form::update::new_order(model, subject, effects),
        // An order taken by phone needs no row.
        Id::Other => {
            let hidden = impossible(model, subject.as_ref());
            model.mode = Mode::pick(subject, PickKind::Other { hidden });
        }
        Id::Edit => model.mode = Mode::pick(subject?, PickKind::Edit),
        Id::Outcome => model.mode = Mode::pick(subject?, PickKind::Outcome(CallMade::default())),
        Id::Cancel => model.mode = Mode::pick(subject?, PickKind::Cancel),
        Id::Returned => model.mode = Mode::pick(subject?, PickKind::Returned),
        Id::Settle => model.mode = Mode::pick(subject?, PickKind::Settle),
        Id::Skip if subject.as_ref()?.row.is_none() => model.notice = Some(Notice::Plain("notice-no_row")),
        Id::Skip => model.mode = Mode::pick(subject?, PickKind::Skip),
        Id::MissedWhy => model.mode = Mode::pick(subject?, PickKind::MissedWhy),
        Id::Dial => dial(model, subject?, now, effects),
        Id::Claim => claim(model, &subject?, effects),
        Id::TakeOver => {
            let customer = subject?.customer;
            requests::take(model, customer, TakeOver::Yes, Errand::Take(customer), effects);
        }
        Id::Merge => merge::update::open(model, &subject?, effects),
        Id::Arrived => parcels::ask(model, &subject?, ParcelStep::Arrived, effects),
        Id::Received => parcels::ask(model, &subject?, ParcelStep::Received, effects),
        Id::Handed => parcels::ask(model, &subject?, ParcelStep::Handed, effects),
        Id::ParcelRefused => parcels::ask(model, &subject?, ParcelStep::Refused, effects),
        Id::Ship => line::update::open(model, subject?, LineKind::Tracking, ""),
        Id::Schedule => line::update::open(model, subject?, LineKind::ScheduleAt, ""),
        Id::Note => line::update::open(model, subject?, LineKind::Note, ""),
        Id::EditTerm => line::update::open(model, subject?, LineKind::DispatchBy, ""),
        Id::PartPayment => line::update::open(model, subject?, LineKind::PartPayment, ""),
        Id::Refund => line::update::open(model, subject?, LineKind::Refund, ""),
        Id::Complaint => line::update::open(model, subject?, LineKind::Complaint, ""),
        Id::Wrote => line::update::open(model, subject?, LineKind::Wrote, ""),
        Id::PutOff => line::update::open(model, subject?, LineKind::PutOffUntil, ""),
        Id::EditLines => form::update::lines(model, subject?),
        Id::ReturnGoods => form::update::goods_return(model, subject?),
        Id::Exchange => form::update::exchange(model, subject?),
        Id::ReturnBack => form::update::return_step(model, subject?),
        Id::EditCustomer => form::update::customer(model, subject?),
        Id::EditDetails => form::update::details(model, subject?),
        Id::AcceptShop => accept_shop(model, &subject?, effects),
        Id::CopyPhone | Id::CopyNumber | Id::CopyTracking => copy(model, &subject?, id, effects),
        Id::Pay => {
            let means = usual_means(subject.as_ref()?.facts.as_deref());
            let (amount, note) = (None, String::new());
            act(model, subject, Action::Pay { amount, means, note }, effects)?;
        }
        Id::Confirm => act(model, subject, Action::Confirm, effects)?,
        Id::ToldLate => act(model, subject, Action::ToldLate, effects)?,
        Id::PutInStock => act(model, subject, Action::PutInStock, effects)?,
        Id::Replied => act(model, subject, Action::Replied { text: String::new() }, effects)?,
        Id::ClaimsPaid => act(model, subject, Action::ClaimsPaid { amount: None }, effects)?,
        Id::ToldUnpaid => act(model, subject, Action::ToldUnpaid, effects)?,
        Id::CareDone => act(model, subject, Action::CareDone, effects)?,
        Id::Reopen => act(model, subject, Action::Reopen, effects)?,
        Id::Close => act(model, subject, Action::Close, effects)?,
        Id::KeepBoth => act(model, subject, Action::KeepBoth, effects)?,
        Id::IsDuplicate => {
            let reason = Reason::Duplicate;
            act(model, subject, Action::Cancel { reason }, effects)?;
        }
        Id::KeepOurs => act(model, subject, Action::KeepOurs, effects)?,
        Id::Company => act(model, subject, Action::B2b { company: B2b::Yes }, effects)?,
        Id::Private => act(model, subject, Action::B2b { company: B2b::No }, effects)?,
        Id::NotCustomer => act(model, subject, Action::NotCustomer, effects)?,
        Id::AgreesToOffers => act(model, subject, Action::Consent(Consent::Given), effects)?,
        Id::NoOffers => act(model, subject, Action::Consent(Consent::Withdrawn), effects)?,
        Id::Offered => act(model, subject, Action::Offered, effects)?,
    }
    Some(())
}

/// What of everything rarer is not possible now: a customer is taken over from a colleague alone.
fn impossible(model: &Model, subject: Option<&Subject>) -> Vec<CommandId> {
    let holder = subject.and_then(|subject| holder::holder(model, subject));
    let is_foreign = holder.is_some_and(|claim| claim.operator != model.setup.operator);
    let groups = RARER.map(|(group, _)| group);
    let is_not = |command: &&Command| match command.id {
        CommandId::TakeOver => !is_foreign,
        CommandId::CopyPhone | CommandId::CopyNumber | CommandId::CopyTracking => {
            subject.is_none_or(|subject| copied(model, subject, command.id).is_none())
        }
        _ => !command.is_possible(subject),
    };
    commands_of(&groups).filter(is_not).map(|command| command.id).collect()
}

/// Shows the number to dial, or asks first when it is night there, or nobody has read yet what time it is there (R36).
fn dial(model: &mut Model, subject: Subject, now: Time, effects: &mut Vec<Effect>) {
    let card = model.current_card().filter(|card| card.customer.id == subject.customer);
    match card.map(|card| card.clock.callable) {
        Some(true) => queue::update::dial(model, subject, false, now, effects),
        known => {
            let is_night = known.is_some();
            model.mode = Mode::pick(subject, PickKind::CallAnyway { is_night });
        }
    }
}

fn accept_shop(model: &mut Model, subject: &Subject, effects: &mut Vec<Effect>) {
    let Some(order) = subject.order else { return };
    requests::hold(model, subject);
    requests::send(model, Errand::Perform, effects, Request::AcceptShop(order));
}

/// Puts what the customer or the order is known by into the clipboard.
fn copy(model: &mut Model, subject: &Subject, what: CommandId, effects: &mut Vec<Effect>) {
    match copied(model, subject, what) {
        Some(text) => {
            model.notice = Some(Notice::Copied(text.clone()));
            effects.push(Effect::Copy(text));
        }
        None => model.notice = Some(Notice::Plain("notice-nothing_to_copy")),
    }
}

/// What would be put there; none when there is nothing.
fn copied(model: &Model, subject: &Subject, what: CommandId) -> Option<String> {
    let text = match what {
        CommandId::CopyPhone => holder::phones(model, subject).into_iter().next(),
        CommandId::CopyNumber => Some(subject.number.clone()),
        _ => model
            .current_card()
            .and_then(|card| card.order.as_ref())
            .filter(|order| Some(order.facts.id) == subject.order)
            .and_then(|order| order.tracking_number.clone()),
    };
    let text = text.map(|text| clean(&text).into_owned());
    text.filter(|text| !text.is_empty())
}
