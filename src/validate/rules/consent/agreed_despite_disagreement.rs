use crate::plan::Agrees;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "somebody is said to agree with the plan, and to disagree, at once",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for newest in context.plan.newest_agreements() {
        let (Some(agrees), Some(about)) = (newest.agrees.known(), newest.disagrees_about.known()) else {
            continue;
        };
        if agrees.value == Agrees::Yes {
            findings
                .at(&agrees.span, "this says \"yes\", and that there is a disagreement")
                .also(&about.span, "the disagreement")
                .help("write `agrees = \"in part\"`, or take `disagrees_about` out if it was settled");
        }
    }
}
