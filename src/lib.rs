//! Care plans under the Care Programme Approach, kept as plain text: validated, never late unnoticed, copied to the
//! right people.
//!
//! The rooms, in reading order: [`reading`] makes fields of bytes; [`plan`] declares the format; [`folder`] finds the
//! plans; [`due`] says when a review is due; [`validate`] says what is wrong; [`schema`] is the format for editors;
//! [`copies`] says who may see what, and how it reads; [`writing`] puts a few lines into a plan; [`history`] asks git;
//! [`cli`] is the row of doors. Each room knows only rooms before it.

pub mod reading;

pub mod plan;

pub mod folder;

pub mod due;

pub mod validate;

pub mod schema;

pub mod copies;

pub mod writing;

pub mod history;

pub mod cli;
