//! The console: a list that always knows whom to serve next, the customer's card beside it, one key for each thing.
//!
//! ```text
//!  dozvon · Лавка   ср 11 мар 12:00   ☎1 ✆2 ↻2 ★3 •12 ·9   в срок 87 %   под риском 4 310 ₽      анна   header
//! ┌ Очередь · все ──────────────────────┐┌ №1042 · Елена Иванова · постоянная ─────────┐
//! │▌★ 1042 Елена И…  12 990 новый 1:40/3:00││ R4 · новый, дорогой · 1:20 до 3 мин          │  queue, card
//! └─────────────────────────────────────┘└─────────────────────────────────────────────┘
//!  №1041 · подтверждён                                                                     notice
//!  n дальше  d звонить  c подтвердить  x отменить  / найти  u вернуть: подтверждён  ? клавиши   bar
//! ```
//!
//! In Elm's manner: [`update::update`] takes the model and a message and gives effects, [`draw`](fn@screen::draw::draw) draws the
//! model; neither does input or output. [`run()`] owns the terminal and the threads. What holds here:
//! nothing in this folder blocks the thread that draws; a mode keeps the order it was opened for; a key that came with
//! a paste does nothing; a list longer than its pane never moves the row under the cursor.

pub mod answer;
pub mod bar;
pub mod calls;
pub mod card;
pub mod channel;
pub mod commands;
pub mod effect;
pub mod form;
pub mod greeting;
pub mod header;
pub mod help;
pub mod line;
pub mod merge;
pub mod message;
pub mod model;
pub mod msg;
pub mod notice;
pub mod page;
pub mod palette;
pub mod pick;
pub mod queue;
pub mod run;
pub mod screen;
pub mod script;
pub mod search;
pub mod setting;
pub mod shell;
pub mod subject;
pub mod terminal;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod tour;
pub mod update;
mod widgets;
pub mod write;

pub use self::model::Model;
pub use self::model::setup::OpensOn;
pub use self::run::Ended;
pub use self::run::KeptTerminal;
pub use self::run::RunError;
pub use self::run::run;
pub use crate::tui::model::setup::Setup;
