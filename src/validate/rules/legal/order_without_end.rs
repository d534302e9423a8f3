use crate::due::last_day;
use crate::parse::{Period, Unit};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a community treatment order without its last day",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// The length of a first order (section 20A, Mental Health Act 1983).
const FIRST: Period = Period { count: 6, unit: Unit::Months };

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let legal = context.plan.legal.value();
    let Some(order) = legal.and_then(|legal| legal.community_treatment_order.known()) else { return };
    if order.value.until.is_absent() {
        let place = context.where_to_add(&order.span);
        let finding = findings.at(&order.span, "this community treatment order has no last day");
        match order.value.from.value() {
            Some(from) => finding.help(message!(
                "add `until = {}` {}, for a first order, of six months that begin with the day it was made; \
                 otherwise the last day of its extension",
                figure(last_day(*from, FIRST)),
                place
            )),
            None => finding.help(message!(
                "add `until`, with its last day, {}: an order made on 14 May is in force until 13 November",
                place
            )),
        }
    }
}
