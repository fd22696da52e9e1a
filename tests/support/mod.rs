//! What the end-to-end tests stand on: a desk in a folder of its own, and a real terminal around it.

#![allow(dead_code)] // each test program uses its own part

#[cfg(unix)]
pub mod cut_proxy;
pub mod database;
pub mod desk;
pub mod exchange;
pub mod pty;
