//! Care plans under the Care Programme Approach, kept as plain text.

pub mod reading;

pub mod plan;

pub mod folder;

pub mod due;

pub mod validate;

pub mod copies;
