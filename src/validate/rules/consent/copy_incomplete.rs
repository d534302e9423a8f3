use crate::access::gp_handle;
use crate::parse::Handle;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a copy of which nobody can tell whose it is, or what became of it",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// `person-copy-missing` and `gp-copy-missing` report the copies of the person and of the GP.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let gp = gp_handle(plan);
    for copy in plan.copies.items() {
        let to = copy.to.value().map(|to| to.0.as_str());
        let is_reported =
            to.is_some_and(|to| (to == Handle::PERSON || Some(to) == gp) && !plan.says_about_copy(to));
        if copy.to.is_absent() {
            findings
                .at(&copy.span, "this does not say whose copy it is")
                .help("add `to = \"…\"` with their handle, and `given` with the day if it is not there");
        } else if !copy.has_result() && !is_reported {
            findings
                .at(&copy.span, "this does not say whether the copy was given")
                .help("add `given = 2026-03-31` with the day; or `declined` with the day, or `not_given` with the reason");
        }
    }
}
