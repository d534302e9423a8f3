//! A draft that is no plan yet, too long after the start.

use crate::due::after;
use crate::due::due_item::{Dated, Dates, Reckoned};
use crate::due::interval_setting::SetBy;
use crate::due::kind::{Kind, Late, Look, never, unread};
use crate::due::query::SOON;
use crate::due::unreadable_input::NotTold;
use crate::parse::{Every, Field, LongAgo};

/// A draft.
pub static KIND: Kind = Kind {
    name: "draft",
    words: "draft",
    without_date: "no date",
    late: Late::Due,
    rule: "A draft becomes a plan within the time that the service calls soon: `soon` under `[reviews]` in cpa.toml.",
    of,
    mend,
};

fn of(look: &Look<'_>) -> Dates {
    match &look.plan.status {
        Field::Faulty(span) => return Dates::one(unread("status", span)),
        _ if !look.plan.is_draft() => return Dates::none("this plan is no draft"),
        _ => {}
    }
    let started = match &look.plan.started {
        Field::Faulty(span) => return Dates::one(unread("started", span)),
        Field::Absent => return Dates::one(never("nothing says when it was begun", &look.top())),
        Field::Known(started) => started,
    };
    match soon(look) {
        Ok((every, set_by)) => {
            let since = LongAgo::Day(started.value.0);
            let reckoned = Reckoned::After { every, set_by, since, what: "the start" };
            let dated = look.by(after(started.value.0, every), reckoned, &started.span);
            Dates::one(Dated { began: Some(started.value.0), ..dated })
        }
        Err(told) => Dates::one(Dated::unread(told, &started.span)),
    }
}

/// What the service calls soon, and who says so.
fn soon(look: &Look<'_>) -> Result<(Every, SetBy), NotTold> {
    let unread = |key, span| Err(NotTold::of_settings(key, span));
    let Some(settings) = look.file.shelf.settings() else { return Ok((SOON, SetBy::Nobody)) };
    match &settings.reviews {
        Field::Faulty(span) => unread("reviews", span),
        Field::Absent => Ok((SOON, SetBy::Nobody)),
        Field::Known(reviews) => match &reviews.value.soon {
            Field::Faulty(span) => unread("soon", span),
            Field::Absent => Ok((SOON, SetBy::Nobody)),
            Field::Known(soon) => Ok((soon.value, SetBy::Service("soon"))),
        },
    }
}

fn mend(_: &Look<'_>, dated: &Dated) -> String {
    if matches!(dated.reckoned, Reckoned::Never(_)) {
        return "write the day CPA began as `started`; and when the plan is agreed, `status = \"active\"`"
            .to_owned();
    }
    "agree the plan with the person, write it down under `[[agreements]]`, and write `status = \"active\"`"
        .to_owned()
}
