//! Keys pressed, messages brought, the screen read: the real update and the real drawing, without a terminal.

mod bursts;
mod calls;
mod cards;
mod details;
mod finder;
mod forms;
mod harness;
mod honest;
mod keys;
mod lists;
mod live;
mod marks;
mod meanwhile;
mod merge;
mod messages;
mod modes;
mod mouse;
mod next;
mod outcomes;
mod pages;
mod paints;
mod parcels;
mod pictures;
mod screens;
mod scripts;
mod sizes;
