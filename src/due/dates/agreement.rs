//! The first time that the person is asked whether they agree with the plan.

use crate::due::dated::{Dated, Dates};
use crate::due::intervals::{FIRST_PLAN, off};
use crate::due::kind::{Kind, Look, never, unread};
use crate::plan::Agreement;
use crate::reading::{Field, LongAgo};

/// The first agreement.
pub static KIND: Kind = Kind {
    name: "agreement",
    words: "first agreement",
    without_date: "no date",
    rule: "The plan is written, and the person asked, within so long of the start (Code of Practice 2012 to the Mental \
           Health (Wales) Measure 2010: six weeks; elsewhere what the service sets).",
    of,
    mend,
};

/// An agreement of nobody, or of somebody who could not be read, may be the person's.
fn of(look: &Look<'_>) -> Dates {
    if let Field::Faulty(span) = &look.plan.agreements {
        return Dates::one(unread("agreements", span));
    }
    let may_be_theirs = |one: &Agreement| one.is_of_person() || one.who.value().is_none();
    if look.plan.agreements.items().iter().any(may_be_theirs) {
        return Dates::none("the person was asked");
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
