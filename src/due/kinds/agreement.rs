//! The first time that the person is asked whether they agree with the plan.

use crate::due::due_item::{Dated, Dates};
use crate::due::interval_setting::{FIRST_PLAN, off};
use crate::due::kind::{Kind, Late, Look, never, unread};
use crate::parse::{Field, LongAgo, day_in_words};

/// The first agreement.
pub static KIND: Kind = Kind {
    name: "agreement",
    words: "first agreement",
    without_date: "no date",
    late: Late::Due,
    rule: "The plan is written, and the person asked, within so long of the start (Code of Practice 2012 to the Mental \
           Health (Wales) Measure 2010: six weeks from the coordinator's appointment, which is taken to be the start; \
           elsewhere what the service sets).",
    of,
    mend,
};

/// An agreement that does not say whose it is, is nobody's.
fn of(look: &Look<'_>) -> Dates {
    if let Field::Faulty(span) = &look.plan.agreements {
        return Dates::one(unread("agreements", span));
    }
    let all = look.plan.agreements.items();
    if let Some(theirs) = all
        .iter()
        .filter(|one| one.is_of_person() && !one.asked.is_faulty())
        .min_by_key(|one| one.asked.value().map(|day| day.0))
    {
        let on = theirs.asked.value().map(|day| format!(" on {}", day_in_words(day.0)));
        return Dates::none(format!("the person was asked{}", on.unwrap_or_default()));
    }
    let faulty = all.iter().find_map(|one| match (&one.who, &one.asked) {
        (Field::Faulty(span), _) => Some(unread("who", span)),
        (_, Field::Faulty(span)) if one.is_of_person() => Some(unread("asked", span)),
        _ => None,
    });
    if let Some(faulty) = faulty.filter(|_| look.is_set(&FIRST_PLAN)) {
        return Dates::one(faulty);
    }
    match &look.plan.started {
        Field::Faulty(span) => Dates::one(unread("started", span)),
        Field::Known(started) => Dates::if_set(
            look.after(&FIRST_PLAN, LongAgo::Day(started.value.0), "the start", &started.span),
            &FIRST_PLAN,
        ),
        Field::Absent if look.is_set(&FIRST_PLAN) => {
            Dates::one(never("nothing says when CPA began", &look.top()))
        }
        Field::Absent => Dates::none(off(&FIRST_PLAN)),
    }
}

fn mend(_: &Look<'_>, _: &Dated) -> String {
    "ask the person, and add `[[agreements]]` with `who = \"person\"`, `asked`, `agrees` and `how`".to_owned()
}
