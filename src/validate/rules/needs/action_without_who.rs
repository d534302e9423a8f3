use crate::plan::Action;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "an action that is nobody's",
    severity: Severity::Error,
    check: Check::MissingInEach {
        places: |context| {
            let has_none =
                |action: &&Action| action.who.value().map_or(action.who.is_absent(), |who| who.0.is_empty());
            context.plan.actions().filter(has_none).map(|action| action.span.clone()).collect()
        },
        message: "this action has no `who`",
        help: "add `who = [\"…\"]` with a handle: the first one leads; \"person\" is the person whose plan it is",
    },
};
