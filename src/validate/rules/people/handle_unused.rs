//! A colleague whom no plan names.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};

pub(crate) static RULE: Rule = Rule {
    name: "handle-unused",
    group: Group::People,
    summary: "a colleague whom no plan names",
    severity: Severity::Info,
    page: include_str!("handle_unused.md"),
    scope: Scope::Names,
};
