//! Scripts: what to say and to go through, beside the card (R34), and the packing checklist (R20).
//!
//! A script is a text in Markdown for one kind of task, filled with the order's values: its heading is the title, a list
//! item is a point that can be ticked, a quotation is said word for word, everything else is advice. Another text may
//! stand for a segment: `first_contact-b2b` before `first_contact`. The shop's own texts, `scripts/LANGUAGE/NAME.md`
//! beside its settings, go before those the program brings.

mod choose;
mod folder;
pub mod script;
mod scripts;
mod template;
#[cfg(test)]
mod tests;

pub use self::script::Script;
pub use self::script::Step;
pub use self::script::StepKind;
pub use self::scripts::LiveScripts;
pub use self::scripts::Scripts;
