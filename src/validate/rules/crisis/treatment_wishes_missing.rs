//! Nothing says which treatment the person wants in a crisis, or does not want.

use crate::parse::Severity;
use crate::validate::rules::crisis::crisis_plan_missing::that_is_there;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "treatment-wishes-missing",
    group: Group::Crisis,
    summary: "nothing says which treatment the person wants in a crisis, or does not want",
    severity: Severity::Info,
    page: include_str!("treatment_wishes_missing.md"),
    scope: Scope::Plan(check),
};

/// A statement or decision made in advance is the word on it, wherever its paper is.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(crisis) = that_is_there(context) else { return };
    let legal = &context.plan.legal;
    let said_in_advance = legal.is_faulty()
        || legal
            .value()
            .is_some_and(|legal| !legal.advance_statement.is_absent() || !legal.advance_decision.is_absent());
    let said = !crisis.treatment_i_want.is_absent() || !crisis.treatment_i_do_not_want.is_absent();
    if !said && !said_in_advance {
        found
            .at(&crisis.span, "nothing says which treatment the person wants or does not want")
            .help("ask the person, and add `treatment_i_want = \"…\"` or `treatment_i_do_not_want = \"…\"`");
    }
}
