//! A crisis plan that does not say what worked before.

use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::that_is_there;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "what-worked-missing",
    group: Group::Crisis,
    summary: "the crisis plan does not say what worked before",
    severity: Severity::Warning,
    page: include_str!("what_worked_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(crisis) = that_is_there(context) else { return };
    if crisis.what_worked_before.is_absent() {
        found
            .at(&crisis.span, "nothing says what worked before")
            .help("ask what helped the last time, and add `what_worked_before = \"…\"`; or `\"This is the first time\"`");
    }
}
