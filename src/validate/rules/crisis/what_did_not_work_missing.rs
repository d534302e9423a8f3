//! A crisis plan that does not say what did not work before.

use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::that_is_there;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "what-did-not-work-missing",
    group: Group::Crisis,
    summary: "the crisis plan does not say what did not work before",
    severity: Severity::Info,
    page: include_str!("what_did_not_work_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(crisis) = that_is_there(context) else { return };
    if crisis.what_did_not_work.is_absent() {
        found
            .at(&crisis.span, "nothing says what did not work before")
            .help("ask what made no difference or did harm, and add `what_did_not_work = \"…\"`");
    }
}
