//! A plan that is still a draft too long after the start.

use crate::due::after;
use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::interval_setting::SetBy;
use crate::due::kind::{DueKind, KindContext, Late, never, unread};
use crate::due::query::SOON;
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{Field, PartialDate, Period};

pub(crate) static KIND: DueKind = DueKind {
    name: "draft",
    words: "draft",
    without_date: "no date",
    late: Late::Due,
    rule: "A draft becomes a plan within the time that the service calls soon: `soon` under `[reviews]` in cpa.toml.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> DueItems {
    match &context.plan.status {
        Field::Faulty(span) => return DueItems::one(unread("status", span)),
        _ if !context.plan.is_draft() => return DueItems::none("this plan is no draft"),
        _ => {}
    }
    let started = match &context.plan.started {
        Field::Faulty(span) => return DueItems::one(unread("started", span)),
        Field::Absent => return DueItems::one(never("nothing says when it was begun", &context.id_span())),
        Field::Known(started) => started,
    };
    match soon(context) {
        Ok((every, set_by)) => {
            let since = PartialDate::Day(started.value.0);
            let basis = Basis::After { every, set_by, since, what: "the start" };
            let item = context.due_by(after(started.value.0, every), basis, &started.span);
            DueItems::one(DueItem { began: Some(started.value.0), ..item })
        }
        Err(input) => DueItems::one(DueItem::unreadable(input, &started.span)),
    }
}

/// The length of time that the service calls soon, and who set it.
fn soon(context: &KindContext<'_>) -> Result<(Period, SetBy), UnreadableInput> {
    let unread = |key, span| Err(UnreadableInput::in_settings(key, span));
    let Some(settings) = context.file.context.settings() else { return Ok((SOON, SetBy::Nobody)) };
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

fn fix(_: &KindContext<'_>, item: &DueItem) -> String {
    if matches!(item.basis, Basis::Never(_)) {
        return "write the day CPA began as `started`; and when the plan is agreed, `status = \"active\"`"
            .to_owned();
    }
    "agree the plan with the person, write it down under `[[agreements]]`, and write `status = \"active\"`"
        .to_owned()
}
