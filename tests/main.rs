//! All tests, as one program.

#![expect(unreachable_pub, reason = "a test program has no outside")]
#![allow(clippy::needless_pass_by_value, reason = "expected texts are made where they are used")]

mod access;
mod cli;
mod cron;
mod due;
mod edit;
mod harness;
mod parse;
mod readme;
mod render;
mod schema;
mod structure;
mod validate;
mod workspace;
