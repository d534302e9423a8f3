//! The review of aftercare under section 117 of the Mental Health Act 1983.

use crate::due::due_item::DueItems;
use crate::due::interval_setting::SECTION_117_REVIEW;
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known};
use crate::parse::{PartialDate, Spanned, day_in_words};
use crate::plan::Admission;

pub(crate) static KIND: DueKind = DueKind {
    name: "section-117",
    words: "section 117 review",
    without_date: "never reviewed",
    late: Late::Due,
    rule: "Health and social care review the aftercare together, until they end it together (Mental Health Act 1983, \
           section 117). How often is each area's own rule.",
    due_items,
    fix: |_, _| {
        "review it with the council, and write the day under `[legal]`: `section_117_reviewed = 2026-03-31`"
            .to_owned()
    },
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    let no_right = || DueItems::none("nothing says that there is a right to it");
    let legal = &known("legal", &context.plan.legal)?.ok_or_else(no_right)?.value;
    let right = known("section_117", &legal.section_117)?;
    let ended = known("section_117_ended", &legal.section_117_ended)?;
    let right = right.filter(|right| right.value).ok_or_else(no_right)?;
    if let Some(ended) = ended {
        return Err(DueItems::none(format!("the aftercare ended on {}", day_in_words(ended.value.0))));
    }
    Ok(match known("section_117_reviewed", &legal.section_117_reviewed)? {
        Some(Spanned { value, span }) => {
            context.one_after(&SECTION_117_REVIEW, PartialDate::Day(value.0), "the last review of it", span)
        }
        None if context.plan.last_admission().is_some_and(Admission::goes_on) => {
            DueItems::none("the person is in hospital: it begins when they leave")
        }
        None => {
            DueItems::one(context.never(&SECTION_117_REVIEW, "no review of it is written down", &right.span))
        }
    })
}
