use crate::due::last_day;
use crate::parse::{Period, Unit, day_in_words};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a community treatment order that is said to last a day longer than it does",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// The lengths of an order in months: six, six more, then a year at a time (section 20A, Mental Health Act 1983).
const LENGTHS: [u32; 8] = [6, 12, 24, 36, 48, 60, 72, 84];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let legal = context.plan.legal.value();
    let Some(order) = legal.and_then(|legal| legal.community_treatment_order.value()) else { return };
    let (Some(from), Some(until)) = (order.from.known(), order.until.known()) else { return };
    let last_days = LENGTHS.map(|count| last_day(from.value, Period { count, unit: Unit::Months }));
    let Some(last) = last_days.into_iter().find(|day| day.succ_opt() == Some(until.value)) else { return };
    findings
        .at(
            &until.span,
            message!("the last day of this community treatment order is {}", figure(day_in_words(last))),
        )
        .label("a day too late")
        .also(&from.span, "this day counts")
        .help(message!(
            "write `until = {}`, if the order or its extension does not say otherwise",
            figure(last)
        ));
}
