use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nobody wrote down the day of a review, so that it does not count",
    severity: Severity::Warning,
    check: Check::MissingInEach {
        places: |context| {
            let reviews = context.plan.reviews.items().iter();
            reviews.filter(|review| review.has_no_day()).map(|review| review.span.clone()).collect()
        },
        message: "this review has no day, and does not count",
        help: "add `held = 2026-03-31`; or for one to come `booked = 2027-03-31 14:00:00`",
    },
};
