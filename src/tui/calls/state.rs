//! Which calls there are, and whether the cursor is on one.

use crate::board::Board;
use crate::board::BoardRow;
use crate::board::Talk;
use crate::domain::ids::CustomerId;
use crate::domain::target::CardKey;
use crate::domain::task::Lane;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;

/// The cursor among the calls.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    /// Whose call the cursor is on; none while it is in the list.
    pub on: Option<CustomerId>,
    /// The talk the cursor is on that has ended: its card stays until the operator moves.
    pub over: Option<Talk>,
    /// What was open when the operator came here from elsewhere, the last first to be gone back to.
    pub left: Vec<Left>,
}

/// What was open.
#[derive(Clone, Debug)]
pub struct Left {
    /// What the keys meant.
    pub mode: Mode,
    /// What lay over the list.
    pub pages: Vec<Page>,
    /// What a search had opened.
    pub pinned: Option<CardKey>,
    /// What the moving keys moved.
    pub focus: Focus,
}

/// A call on the row.
#[derive(Clone, Copy, Debug)]
pub enum ShownCall<'a> {
    /// It rings.
    Rings(&'a BoardRow),
    /// The operator talks.
    Talk(&'a Talk),
    /// The operator has talked.
    Over(&'a Talk),
}

impl Calls {
    /// The call that is shown: the one under the cursor, else the first that rings, else the talk.
    pub fn shown<'a>(&'a self, board: &'a Board) -> Option<ShownCall<'a>> {
        match self.on {
            Some(customer) => self.of(board, customer),
            None => first(board),
        }
    }

    /// The call of a customer.
    pub fn of<'a>(&'a self, board: &'a Board, customer: CustomerId) -> Option<ShownCall<'a>> {
        let rings = ringing(board).find(|row| row.row.customer == customer);
        let talk = board.talk.as_ref().filter(|talk| talk.customer == customer);
        let over = self.over.as_ref().filter(|talk| talk.customer == customer);
        rings
            .map(ShownCall::Rings)
            .or(talk.map(ShownCall::Talk))
            .or(over.map(ShownCall::Over))
    }
}

/// The calls that ring, as they rank.
pub fn ringing(board: &Board) -> impl Iterator<Item = &BoardRow> {
    board.rows.iter().take_while(|row| row.row.task.lane == Lane::Ringing)
}

fn first(board: &Board) -> Option<ShownCall<'_>> {
    let rings = ringing(board).next().map(ShownCall::Rings);
    rings.or(board.talk.as_ref().map(ShownCall::Talk))
}
