//! What every writing command says of what it did.

use serde::Serialize;

use super::failure::Failure;
use super::json::messages_json;
use super::json::object;
use super::json::order_json;
use super::reply::Form;
use super::reply::Reply;
use crate::board;
use crate::cli::context::Context;
use crate::desk::Desk;
use crate::desk::result::Performed;
use crate::desk::result::Undone;
use crate::domain::action::ActionKind;
use crate::domain::action::Warning;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::text;
use crate::view::card;
use crate::view::card::Card;
use crate::view::order;
use crate::words;

/// What a writing command did.
#[derive(Clone, Debug)]
pub struct Done {
    performed: Performed,
    changed: bool,
    order: Option<OrderId>,
}

impl Done {
    /// What the desk did; without an entry in the journal nothing changed.
    pub fn new(performed: Performed) -> Done {
        Done {
            changed: performed.entry.is_some(),
            order: performed.order,
            performed,
        }
    }

    /// It changed something, or did not, whatever the journal says: claims are no history.
    #[must_use]
    pub fn changed(mut self, changed: bool) -> Done {
        self.changed = changed;
        self
    }

    /// The command named this order.
    #[must_use]
    pub fn about(mut self, order: OrderId) -> Done {
        self.order = Some(order);
        self
    }

    /// This should be known of it too.
    #[must_use]
    pub fn warned(mut self, warning: Option<Warning>) -> Done {
        self.performed.warnings.extend(warning);
        self
    }

    /// Says so.
    pub fn reply(self, context: &Context, desk: &Desk) -> Result<Reply, Failure> {
        Ok(self.told(context, desk)?.1)
    }

    /// What there is to say, as JSON and in the form that was asked for.
    pub fn told(self, context: &Context, desk: &Desk) -> Result<(impl Serialize + use<>, Reply), Failure> {
        let warnings = worded(context, &self.performed.warnings);
        let order = order_of(context, desk, self.order)?;
        let number = match (&self.performed.order_number, self.order) {
            (Some(number), _) => Some(number.clone()),
            (None, Some(id)) => context.told(desk.read(|look| order::order_number(look, id)))?,
            (None, None) => None,
        };
        let line = done_line(context, self.performed.kind, number.as_deref());
        let text = if self.changed {
            line
        } else {
            context.tr.with("cli-unchanged", &[("what", line.into())])
        };
        let shape = did_json(self.performed.entry, self.changed, text.clone(), warnings, order);
        let reply = context.reply(&shape, || text);
        let reply = with_remarks(context, reply, &self.performed.warnings);
        Ok((shape, reply))
    }
}

/// Says what was taken back.
pub fn undone(context: &Context, desk: &Desk, undone: &Undone) -> Result<Reply, Failure> {
    let number = undone.order_number.as_deref().map(text::clean);
    let text = words::undid_line(&context.tr, undone.did, undone.count, number.as_deref());
    let shape = object! {
        #[serde(flatten)]
        replay: replay(context, desk, undone, &text)?,
        undid: undone.of,
        undid_all: &undone.all,
        recalled: messages_json(context, &undone.recalled),
        already_sent: messages_json(context, &undone.already_sent),
    };
    Ok(with_remarks(context, context.reply(&shape, || text), &undone.warnings))
}

/// Says what was done again.
pub fn redone(context: &Context, desk: &Desk, redone: &Undone) -> Result<Reply, Failure> {
    let number = redone.order_number.as_deref().map(text::clean);
    let text = words::redid_line(&context.tr, redone.did, redone.count, number.as_deref());
    let shape = object! {
        #[serde(flatten)]
        replay: replay(context, desk, redone, &text)?,
        redid: redone.of,
        redid_all: &redone.all,
        recalled: messages_json(context, &redone.recalled),
        already_sent: messages_json(context, &redone.already_sent),
    };
    Ok(with_remarks(context, context.reply(&shape, || text), &redone.warnings))
}

/// ORDER of an order as it stands now.
pub fn order_of(
    context: &Context,
    desk: &Desk,
    order: Option<OrderId>,
) -> Result<Option<impl Serialize + use<>>, Failure> {
    // Only JSON shows it, and reading it costs more than most actions do.
    let Some(id) = order.filter(|_| context.form == Form::Json) else {
        return Ok(None);
    };
    let card = card_of(context, desk, id)?;
    let payments = context.told(desk.read(|look| order::payments(look, id)))?;
    Ok(card
        .as_ref()
        .and_then(|card| Some(order_json(card, card.order.as_ref()?, &payments))))
}

/// The card of an order, its tasks in the lanes of the queue.
pub fn card_of(context: &Context, desk: &Desk, id: OrderId) -> Result<Option<Card>, Failure> {
    let mut card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    if let Some(card) = &mut card {
        let (customer, operator) = (card.customer.id, &desk.who().operator);
        context.told(desk.read(|look| board::raise(look, operator, customer, &mut card.agenda.tasks)))?;
    }
    Ok(card)
}

fn replay(context: &Context, desk: &Desk, undone: &Undone, text: &str) -> Result<impl Serialize + use<>, Failure> {
    let order = order_of(context, desk, undone.order.filter(|_| undone.count == 1))?;
    let warnings = worded(context, &undone.warnings);
    Ok(did_json(Some(undone.entry), true, text.to_owned(), warnings, order))
}

fn did_json<O: Serialize>(
    entry: Option<EntryId>,
    changed: bool,
    text: String,
    warnings: Vec<String>,
    order: O,
) -> impl Serialize {
    object! { entry, changed, text, warnings, order }
}

fn done_line(context: &Context, kind: ActionKind, number: Option<&str>) -> String {
    let number = number.map(text::clean);
    words::done_line(&context.tr, kind, number.as_deref())
}

fn worded(context: &Context, warnings: &[Warning]) -> Vec<String> {
    let worded = warnings.iter().map(|w| words::warning(&context.tr, context.zone(), w));
    worded.collect()
}

/// People read warnings beside the answer; JSON holds them.
fn with_remarks(context: &Context, reply: Reply, warnings: &[Warning]) -> Reply {
    context.beside(
        reply,
        worded(context, warnings).iter().map(|warning| remark(context, warning)),
    )
}

fn remark(context: &Context, warning: &str) -> String {
    context.tr.with("cli-warning", &[("message", warning.into())])
}
