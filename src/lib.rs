//! Care plans under the Care Programme Approach, kept as plain text: validated, never late unnoticed, copied to the
//! right people.

pub mod escape;

pub mod parse;

pub mod plan;

pub mod workspace;

pub mod access;

pub mod due;

pub mod validate;

pub mod schema;

pub mod render;

pub mod edit;

pub mod cli;
