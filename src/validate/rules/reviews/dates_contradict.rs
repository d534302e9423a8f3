use chrono::NaiveDate;

use crate::parse::{Field, OpenMap, PartialDate, Past};
use crate::plan::Review;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, Span, message};

pub(crate) const RULE: Definition = Definition {
    summary: "two days that cannot both be right",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// `next-review-missing` and `review-overdue` check the date of the next review.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for review in context.plan.reviews.items() {
        check_review(review, findings);
    }
    check_law(context, findings);
    check_periods(context, findings);
}

fn check_review(review: &Review, findings: &mut Findings<'_>) {
    let (held, until, recorded) = (past(&review.held), past(&review.until), past(&review.recorded));
    in_order(("held", held), ("until", until), findings);
    let last = if days(until) > days(held) { ("until", until) } else { ("held", held) };
    in_order(last, ("recorded", recorded), findings);
    if let (Some(cancelled), Some((_, held))) = (review.cancelled.known(), held) {
        findings
            .at(&cancelled.span, "this review was both held and cancelled")
            .also(held, "held")
            .help("take one of the two days out");
    }
}

fn check_law(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    for admission in plan.admissions.items() {
        in_order(
            ("from", long_ago(&admission.from)),
            ("until", long_ago_at_the_latest(&admission.until)),
            findings,
        );
        let until = long_ago(&admission.until);
        in_order(("until", until), ("followed_up", past(&admission.followed_up)), findings);
    }
    let Some(legal) = plan.legal.value() else { return };
    for section in legal.sections.items() {
        let until = section.until.known().map(|until| (until.value.last_day(), &until.span));
        in_order(("from", long_ago(&section.from)), ("until", until), findings);
    }
    if let Some(order) = legal.community_treatment_order.value() {
        in_order(("from", day(&order.from)), ("until", day(&order.until)), findings);
    }
}

fn check_periods(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    for action in plan.actions() {
        in_order(("from", day(&action.from)), ("until", day(&action.until)), findings);
    }
    for service in plan.services.items() {
        in_order(("from", day(&service.from)), ("until", day(&service.until)), findings);
    }
    for medicine in plan.health.value().into_iter().flat_map(|health| health.medicines.items()) {
        in_order(("from", day(&medicine.from)), ("until", day(&medicine.until)), findings);
    }
    for (_, someone) in plan.people.value().into_iter().flat_map(OpenMap::iter) {
        in_order(("from", day(&someone.from)), ("until", day(&someone.until)), findings);
    }
    for earlier in plan.earlier_coordinators.items() {
        in_order(("from", past(&earlier.from)), ("until", past(&earlier.until)), findings);
    }
    if let Some(ended) = plan.ended.value() {
        in_order(("started", past(&plan.started)), ("on", past(&ended.on)), findings);
    }
}

type Day<'a> = Option<(NaiveDate, &'a Span)>;

/// Reports a `later` date that is before the `earlier` one.
fn in_order(earlier: (&'static str, Day<'_>), later: (&'static str, Day<'_>), findings: &mut Findings<'_>) {
    let ((first, Some((from, place))), (second, Some((to, at)))) = (earlier, later) else { return };
    if to < from {
        findings
            .at(at, message!("`{}` lies before `{}`", second, first))
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

fn long_ago(field: &Field<Past<PartialDate>>) -> Day<'_> {
    field.known().map(|day| (day.value.0.first_day(), &day.span))
}

fn long_ago_at_the_latest(field: &Field<Past<PartialDate>>) -> Day<'_> {
    field.known().map(|day| (day.value.0.last_day(), &day.span))
}
