//! A plan that is still a draft too long after the start.

use crate::due::after;
use crate::due::due_item::{Basis, DueItem, DueItems};
use crate::due::interval_setting::SetBy;
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, known, never};
use crate::due::query::SOON;
use crate::due::unreadable_input::UnreadableInput;
use crate::parse::{Field, PartialDate};

pub(crate) static KIND: DueKind = DueKind {
    name: "draft",
    words: "draft",
    without_date: "no date",
    late: Late::Due,
    rule: "A draft becomes a plan within the time that the service calls soon: `soon` under `[reviews]` in cpa.toml.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    known("status", &context.plan.status)?;
    if !context.plan.is_draft() {
        return Err(DueItems::none("this plan is no draft"));
    }
    let Some(started) = known("started", &context.plan.started)? else {
        return Ok(DueItems::one(never("nothing says when it was begun", &context.id_span())));
    };
    let reviews = context.file.context.settings().map(|settings| &settings.reviews);
    let soon = reviews.and_then(Field::value).map(|reviews| &reviews.soon);
    let keys = [("reviews", reviews.and_then(Field::unread_at)), ("soon", soon.and_then(Field::unread_at))];
    if let Some((key, span)) = keys.into_iter().find_map(|(key, span)| Some((key, span?))) {
        return Ok(DueItems::one(DueItem::unreadable(
            UnreadableInput::in_settings(key, span),
            &started.span,
        )));
    }
    let own = soon.and_then(Field::value).map(|soon| (*soon, SetBy::Service("soon")));
    let (every, set_by) = own.unwrap_or((SOON, SetBy::Nobody));
    let day = started.value.0;
    let basis = Basis::After { every, set_by, since: PartialDate::Day(day), what: "the start" };
    let item = context.due_by(after(day, every), basis, &started.span);
    Ok(DueItems::one(DueItem { began: Some(day), ..item }))
}

fn fix(_: &KindContext<'_>, item: &DueItem) -> String {
    if matches!(item.basis, Basis::Never(_)) {
        return "write the day CPA began as `started`; and when the plan is agreed, `status = \"active\"`"
            .to_owned();
    }
    "agree the plan with the person, write it down under `[[agreements]]`, and write `status = \"active\"`"
        .to_owned()
}
