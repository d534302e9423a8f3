//! A colleague whom no plan names.

use super::{Group, Rule, Scope};
use crate::reading::Severity;

pub(super) static RULE: Rule = Rule {
    name: "handle-unused",
    group: Group::People,
    summary: "a colleague whom no plan names",
    severity: Severity::Info,
    page: include_str!("handle_unused.md"),
    scope: Scope::Names,
};
