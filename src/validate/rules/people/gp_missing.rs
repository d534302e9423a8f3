//! Nothing says who the GP is.

use crate::parse::Severity;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "gp-missing",
    group: Group::People,
    summary: "nothing says who the GP is",
    severity: Severity::Warning,
    page: include_str!("gp_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if context.plan.gp.is_absent() {
        found.at(&context.top(), "nothing says who the person's GP is").help(
            "add `gp = \"…\"` at the top of the file, with the GP's handle; `gp = \"none\"` is an answer too",
        );
    }
}
