use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Context, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says which treatment the person wants in a crisis, or does not want",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let crisis = usable_crisis_plan(context)?;
            let says = !crisis.treatment_i_want.is_absent() || !crisis.treatment_i_do_not_want.is_absent();
            (!says && !has_advance_document(context)).then(|| crisis.span.clone())
        },
        message: "nothing says which treatment the person wants or does not want",
        help: "ask the person, and add `treatment_i_want = \"…\"` or `treatment_i_do_not_want = \"…\"`",
    },
};

fn has_advance_document(context: &Context<'_>) -> bool {
    let legal = &context.plan.legal;
    let has = legal
        .value()
        .is_some_and(|legal| !legal.advance_statement.is_absent() || !legal.advance_decision.is_absent());
    has || legal.is_faulty()
}
