use crate::plan::Need;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a need about which nobody does anything",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let needs = context.plan.needs.items();
            // If the actions of one need cannot be read, they may belong to another.
            if needs.iter().any(|need| need.actions.is_faulty()) {
                return Vec::new();
            }
            let lacking = needs.iter().filter(|need| is_open(need) && need.actions.items().is_empty());
            lacking.map(|need| need.span.clone()).collect()
        },
        message: "nothing says who does what about this need",
        help: "add `[[needs.actions]]` below it with `what`, `who` and `when`; if nobody can, `unmet = \"…\"` with the reason",
    },
};

fn is_open(need: &Need) -> bool {
    need.says_something() && !need.is_not_needed() && need.reached.is_absent() && need.unmet.is_absent()
}
