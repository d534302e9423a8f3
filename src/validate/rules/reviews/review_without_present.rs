use crate::validate::rules::{Check, Definition, Severity};

/// Only the last review: who was at an earlier one may no longer be known.
pub(crate) const RULE: Definition = Definition {
    summary: "nobody is recorded as present at the last review",
    severity: Severity::Warning,
    check: Check::Missing {
        place: |context| {
            let review = context.plan.last_review_held()?;
            let is_empty =
                review.present.value().map_or(review.present.is_absent(), |names| names.0.is_empty());
            is_empty.then(|| review.present.span().unwrap_or(&review.span).clone())
        },
        message: "nobody is recorded as present at this review",
        help: "add `present = [\"person\", \"…\"]` with the handle of everybody who was there",
    },
};
