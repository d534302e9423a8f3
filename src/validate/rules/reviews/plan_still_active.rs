use crate::plan::{Outcome, Review};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the end was decided or written down, and the plan is still in force",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    if plan.status.is_faulty() || plan.ended.is_faulty() {
        return;
    }
    if let Some(ended) = plan.ended.known() {
        findings
            .at(&ended.value.span, "an end is written down, and the plan is still in force")
            .help("write `status = \"ended\"` at the top of the file");
        return;
    }
    let counts = |review: &Review| Some((review.counts_from()?, review.outcome.known()?.clone()));
    let last = plan.reviews.items().iter().filter_map(counts).max_by_key(|(day, _)| *day);
    if let Some((_, outcome)) = last.filter(|(_, outcome)| outcome.value == Outcome::End) {
        findings
            .at(&outcome.span, "the last review decided on the end, and the plan is still in force")
            .help("on its last day write `status = \"ended\"` at the top of the file, and at its end `[ended]` with `on`, `reason` and `how_to_come_back`");
    }
}
