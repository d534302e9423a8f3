use crate::due::last_day;
use crate::parse::{Period, Severity, Unit};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a community treatment order without its last day",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// How long a first order lasts (section 20A).
const FIRST: Period = Period { count: 6, unit: Unit::Months };

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let legal = context.plan.legal.value();
    let Some(order) = legal.and_then(|legal| legal.community_treatment_order.known()) else { return };
    if order.value.until.is_absent() {
        let place = context.into_table(&order.span);
        let finding = found.at(&order.span, "this community treatment order has no last day");
        match order.value.from.value() {
            Some(from) => finding.help(format!(
                "add `until = {}` {place}, for a first order, of six months that begin with the day it was made; \
                 otherwise the last day of its extension",
                last_day(*from, FIRST)
            )),
            None => finding
                .help(format!("add `until`, with its last day, {place}: an order made on 14 May is in force until 13 November")),
        }
    }
}
