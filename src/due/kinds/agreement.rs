//! The first time the person is asked whether they agree with the plan.

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{FIRST_PLAN, off};
use crate::due::kind::{DueKind, KindContext, Late, never, unread};
use crate::parse::{Field, PartialDate, day_in_words};

pub(crate) static KIND: DueKind = DueKind {
    name: "agreement",
    words: "first agreement",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan is written, and the person asked, within so long of the start (Code of Practice 2012 to the Mental \
           Health (Wales) Measure 2010: six weeks from the coordinator's appointment, which is taken to be the start; \
           elsewhere what the service sets).",
    due_items,
    fix,
};

/// An agreement without `who` is not counted as the person's.
fn due_items(context: &KindContext<'_>) -> DueItems {
    if let Field::Faulty(span) = &context.plan.agreements {
        return DueItems::one(unread("agreements", span));
    }
    let all = context.plan.agreements.items();
    if let Some(theirs) = all
        .iter()
        .filter(|one| one.is_of_person() && !one.asked.is_faulty())
        .min_by_key(|one| one.asked.value().map(|day| day.0))
    {
        let on = theirs.asked.value().map(|day| format!(" on {}", day_in_words(day.0)));
        return DueItems::none(format!("the person was asked{}", on.unwrap_or_default()));
    }
    let faulty = all.iter().find_map(|one| match (&one.who, &one.asked) {
        (Field::Faulty(span), _) => Some(unread("who", span)),
        (_, Field::Faulty(span)) if one.is_of_person() => Some(unread("asked", span)),
        _ => None,
    });
    if let Some(faulty) = faulty.filter(|_| context.is_set(&FIRST_PLAN)) {
        return DueItems::one(faulty);
    }
    match &context.plan.started {
        Field::Faulty(span) => DueItems::one(unread("started", span)),
        Field::Known(started) => DueItems::if_set(
            context.after(&FIRST_PLAN, PartialDate::Day(started.value.0), "the start", &started.span),
            &FIRST_PLAN,
        ),
        Field::Absent if context.is_set(&FIRST_PLAN) => {
            DueItems::one(never("nothing says when CPA began", &context.id_span()))
        }
        Field::Absent => DueItems::none(off(&FIRST_PLAN)),
    }
}

fn fix(_: &KindContext<'_>, _: &DueItem) -> String {
    "ask the person, and add `[[agreements]]` with `who = \"person\"`, `asked`, `agrees` and `how`".to_owned()
}
