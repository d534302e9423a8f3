//! The review of aftercare under section 117 of the Mental Health Act 1983.

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::SECTION_117_REVIEW;
use crate::due::kind::{DueKind, KindContext, Late, unread};
use crate::parse::{Field, PartialDate, day_in_words};
use crate::plan::Admission;

pub(crate) static KIND: DueKind = DueKind {
    name: "section-117",
    words: "section 117 review",
    without_date: "never reviewed",
    late: Late::Due,
    rule: "Health and social care review the aftercare together, until they end it together (Mental Health Act 1983, \
           section 117). How often is each area's own rule.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    let legal = match &context.plan.legal {
        Field::Absent => return DueItems::none("nothing says that there is a right to it"),
        Field::Faulty(span) => return DueItems::one(unread("legal", span)),
        Field::Known(legal) => &legal.value,
    };
    let right = match (&legal.section_117, &legal.section_117_ended) {
        (Field::Faulty(span), _) => return DueItems::one(unread("section_117", span)),
        (_, Field::Faulty(span)) => return DueItems::one(unread("section_117_ended", span)),
        (Field::Known(right), Field::Absent) if right.value => right,
        (Field::Known(right), Field::Known(ended)) if right.value => {
            return DueItems::none(format!("the aftercare ended on {}", day_in_words(ended.value.0)));
        }
        _ => return DueItems::none("nothing says that there is a right to it"),
    };
    match &legal.section_117_reviewed {
        Field::Faulty(span) => DueItems::one(unread("section_117_reviewed", span)),
        Field::Known(reviewed) => DueItems::if_set(
            context.after(
                &SECTION_117_REVIEW,
                PartialDate::Day(reviewed.value.0),
                "the last review of it",
                &reviewed.span,
            ),
            &SECTION_117_REVIEW,
        ),
        Field::Absent if context.plan.last_admission().is_some_and(Admission::goes_on) => {
            DueItems::none("the person is in hospital: it begins when they leave")
        }
        Field::Absent => {
            DueItems::one(context.never(&SECTION_117_REVIEW, "no review of it is written down", &right.span))
        }
    }
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "review it with the council, and write the day under `[legal]`: `section_117_reviewed = 2026-03-31`"
        .to_owned()
}
