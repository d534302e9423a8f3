use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the person was not at the last review, and nothing says why",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let review = context.plan.last_review_held()?;
            let present = review.present.known().filter(|present| !present.value.0.is_empty())?;
            let was_there = present.value.0.iter().any(|name| name.value.is_person());
            let is_explained = was_there || !review.person_absent_because.is_absent();
            (!is_explained).then(|| present.span.clone())
        },
        message: "the person was not at this review, and nothing says why",
        help: "add `person_absent_because = \"…\"`; or if they were there, add `\"person\"` to `present`",
    },
};
