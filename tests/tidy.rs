//! Reads the sources and holds them to the rules of the house.
//!
//! Each rule says why it is there and what to do instead. A remark that came up twice in reviews belongs here.

#![allow(clippy::unwrap_used)] // a file that cannot be read is a failed test

#[path = "tidy/circles.rs"]
mod circles;
#[path = "tidy/house.rs"]
mod house;
#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/lines.rs"]
mod lines;
#[path = "tidy/mask.rs"]
mod mask;
#[path = "tidy/modules.rs"]
mod modules;
#[path = "tidy/names.rs"]
mod names;
#[path = "tidy/places.rs"]
mod places;
#[path = "tidy/rule.rs"]
mod rule;
#[path = "tidy/source.rs"]
mod source;
