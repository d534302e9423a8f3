//! The first time the person is asked whether they agree with the plan.

use crate::due::due_item::DueItems;
use crate::due::interval_setting::{FIRST_PLAN, off};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, all_read, known, never};
use crate::parse::{PartialDate, Spanned, day_in_words};

pub(crate) static KIND: DueKind = DueKind {
    name: "agreement",
    words: "first agreement",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan is written, and the person asked, within so long of the start (Code of Practice 2012 to the Mental \
           Health (Wales) Measure 2010: six weeks from the coordinator's appointment, which is taken to be the start; \
           elsewhere what the service sets).",
    due_items,
    fix: |_, _| {
        "ask the person, and add `[[agreements]]` with `who = \"person\"`, `asked`, `agrees` and `how`"
            .to_owned()
    },
};

/// An agreement without `who` is not counted as the person's.
fn due_items(context: &KindContext<'_>) -> FoundItems {
    let plan = context.plan;
    known("agreements", &plan.agreements)?;
    let all = plan.agreements.items();
    let dated = all.iter().filter(|agreement| agreement.is_of_person() && !agreement.asked.is_faulty());
    if let Some(first) = dated.min_by_key(|agreement| agreement.asked.value().map(|day| day.0)) {
        let on = first.asked.value().map(|day| format!(" on {}", day_in_words(day.0)));
        return Err(DueItems::none(format!("the person was asked{}", on.unwrap_or_default())));
    }
    let is_set = context.is_set(&FIRST_PLAN);
    if is_set {
        all_read(all.iter().flat_map(|agreement| {
            let unread_asked = agreement.asked.unread_at().filter(|_| agreement.is_of_person());
            [("who", agreement.who.unread_at()), ("asked", unread_asked)]
        }))?;
    }
    Ok(match known("started", &plan.started)? {
        Some(Spanned { value, span }) => {
            context.one_after(&FIRST_PLAN, PartialDate::Day(value.0), "the start", span)
        }
        None if is_set => DueItems::one(never("nothing says when CPA began", &context.id_span())),
        None => DueItems::none(off(FIRST_PLAN.name)),
    })
}
