//! Letters as servers write them, and what is made of them.

mod letters;
mod meanings;
mod reading;
