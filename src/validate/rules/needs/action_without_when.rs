use crate::plan::Action;
use crate::validate::rules::{Check, Definition, Severity};

/// Only actions of needs: those of a risk or of the crisis plan are due when the signs show.
pub(crate) const RULE: Definition = Definition {
    summary: "an action that may happen at any time, and so at none",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let actions = context.plan.needs.items().iter().flat_map(|need| need.actions.items());
            actions.filter(|action| has_no_time(action)).map(|action| action.span.clone()).collect()
        },
        message: "this action has no `when`",
        help: "add `when = 2026-03-31` for a day by which, or `when = \"every week\"`",
    },
};

fn has_no_time(action: &Action) -> bool {
    action.when.is_absent() && action.from.is_absent() && action.until.is_absent() && !action.is_over()
}
