use crate::access::gp_handle;
use crate::parse::{Handle, Severity};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a copy of which nobody can tell whose it is, or what became of it",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Whether the person and the GP have one, two other rules ask.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    let gp = gp_handle(plan);
    for copy in plan.copies.items() {
        let to = copy.to.value().map(|to| to.0.as_str());
        let told = to.is_some_and(|to| (to == Handle::PERSON || Some(to) == gp) && !plan.says_about_copy(to));
        if copy.to.is_absent() {
            found
                .at(&copy.span, "this does not say whose copy it is")
                .help("add `to = \"…\"` with their handle, and `given` with the day if it is not there");
        } else if !copy.says_what_became_of_it() && !told {
            found
                .at(&copy.span, "this does not say whether the copy was given")
                .help("add `given = 2026-03-31` with the day; or `declined` with the day, or `not_given` with the reason");
        }
    }
}
