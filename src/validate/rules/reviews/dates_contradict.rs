use crate::parse::{Field, OpenMap, PartialDate, Past, Severity, Span};
use crate::plan::Review;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};
use chrono::NaiveDate;

pub(crate) const RULE: Definition = Definition {
    summary: "two days that cannot both be right",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// What else is said about the next review's day, `next-review-missing` and `review-overdue` tell.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for review in context.plan.reviews.items() {
        of_review(review, found);
    }
    of_the_law(context, found);
    of_what_goes_on(context, found);
}

fn of_review(review: &Review, found: &mut Findings<'_>) {
    let (held, until, recorded) = (past(&review.held), past(&review.until), past(&review.recorded));
    in_order(("held", held), ("until", until), found);
    let last = if days(until) > days(held) { ("until", until) } else { ("held", held) };
    in_order(last, ("recorded", recorded), found);
    if let (Some(cancelled), Some((_, held))) = (review.cancelled.known(), held) {
        found
            .at(&cancelled.span, "this review was both held and cancelled")
            .also(held, "held")
            .help("take one of the two days out");
    }
}

fn of_the_law(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    for admission in plan.admissions.items() {
        in_order(("from", ago(&admission.from)), ("until", ago_at_the_latest(&admission.until)), found);
        let until = ago(&admission.until);
        in_order(("until", until), ("followed_up", past(&admission.followed_up)), found);
    }
    let Some(legal) = plan.legal.value() else { return };
    for section in legal.sections.items() {
        let until = section.until.known().map(|until| (until.value.last_day(), &until.span));
        in_order(("from", ago(&section.from)), ("until", until), found);
    }
    if let Some(order) = legal.community_treatment_order.value() {
        in_order(("from", day(&order.from)), ("until", day(&order.until)), found);
    }
}

fn of_what_goes_on(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    for action in plan.actions() {
        in_order(("from", day(&action.from)), ("until", day(&action.until)), found);
    }
    for service in plan.services.items() {
        in_order(("from", day(&service.from)), ("until", day(&service.until)), found);
    }
    for medicine in plan.health.value().into_iter().flat_map(|health| health.medicines.items()) {
        in_order(("from", day(&medicine.from)), ("until", day(&medicine.until)), found);
    }
    for (_, someone) in plan.people.value().into_iter().flat_map(OpenMap::iter) {
        in_order(("from", day(&someone.from)), ("until", day(&someone.until)), found);
    }
    for earlier in plan.earlier_coordinators.items() {
        in_order(("from", past(&earlier.from)), ("until", past(&earlier.until)), found);
    }
    if let Some(ended) = plan.ended.value() {
        in_order(("started", past(&plan.started)), ("on", past(&ended.on)), found);
    }
}

type Day<'a> = Option<(NaiveDate, &'a Span)>;

/// Tells a later day that lies before the earlier one.
fn in_order(earlier: (&str, Day<'_>), later: (&str, Day<'_>), found: &mut Findings<'_>) {
    let ((first, Some((from, place))), (second, Some((to, at)))) = (earlier, later) else { return };
    if to < from {
        found
            .at(at, format!("`{second}` lies before `{first}`"))
            .also(place, "a later day")
            .help("look at both days, and write the right one");
    }
}

fn days(day: Day<'_>) -> Option<NaiveDate> {
    day.map(|(day, _)| day)
}

fn day(field: &Field<NaiveDate>) -> Day<'_> {
    field.known().map(|day| (day.value, &day.span))
}

fn past(field: &Field<Past<NaiveDate>>) -> Day<'_> {
    field.known().map(|day| (day.value.0, &day.span))
}

fn ago(field: &Field<Past<PartialDate>>) -> Day<'_> {
    field.known().map(|day| (day.value.0.first_day(), &day.span))
}

fn ago_at_the_latest(field: &Field<Past<PartialDate>>) -> Day<'_> {
    field.known().map(|day| (day.value.0.last_day(), &day.span))
}
