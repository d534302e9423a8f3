//! The sections of documents: one file each.

pub(crate) mod about;
pub(crate) mod actions;
pub(crate) mod circle;
pub(crate) mod contacts;
pub(crate) mod copy_metadata;
pub(crate) mod crisis;
pub(crate) mod health;
pub(crate) mod months;
pub(crate) mod names;
pub(crate) mod needs;
pub(crate) mod order;
pub(crate) mod own;
pub(crate) mod phone_links;
pub(crate) mod recurrence;
pub(crate) mod reviews;
pub(crate) mod risks;
pub(crate) mod sharing;
pub(crate) mod team;
pub(crate) mod timeline;
