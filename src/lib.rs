//! Checks care plans in text files, lists what is due, and makes copies for each reader. The modules are listed in the
//! order of their dependencies.

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
