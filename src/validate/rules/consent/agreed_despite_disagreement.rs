//! Said to agree, and to disagree, at once.

use crate::parse::Severity;
use crate::plan::Agrees;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "agreed-despite-disagreement",
    group: Group::Consent,
    summary: "somebody is said to agree with the plan, and to disagree, at once",
    severity: Severity::Warning,
    page: include_str!("agreed_despite_disagreement.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for newest in context.plan.newest_agreements() {
        let (Some(agrees), Some(about)) = (newest.agrees.known(), newest.disagrees_about.known()) else {
            continue;
        };
        if agrees.value == Agrees::Yes {
            found
                .at(&agrees.span, "this says \"yes\", and that there is a disagreement")
                .also(&about.span, "the disagreement")
                .help("write `agrees = \"in part\"`, or take `disagrees_about` out if it was settled");
        }
    }
}
