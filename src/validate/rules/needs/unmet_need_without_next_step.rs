use crate::plan::{Action, Need};
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody can meet a need, and nobody goes on looking",
    severity: Severity::Info,
    check: Check::MissingInEach {
        places: |context| {
            let needs = context.plan.needs.items().iter();
            needs.filter(|need| has_no_next_step(need)).map(|need| need.span.clone()).collect()
        },
        message: "nobody can meet this need, and nobody goes on looking",
        help: "add `[[needs.actions]]` below it: who asks again, and when; once it is met, take `unmet` out",
    },
};

fn has_no_next_step(need: &Need) -> bool {
    !need.unmet.is_absent()
        && need.reached.is_absent()
        && !need.is_not_needed()
        && !need.actions.is_faulty()
        && need.actions.items().iter().all(Action::is_over)
}
