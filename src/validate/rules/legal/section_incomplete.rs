use chrono::NaiveDate;

use crate::parse::Message;
use crate::plan::Section;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, Span, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a section or an order of which nobody can tell which it was, or when",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Returns the help for a missing date.
fn help(key: &'static str) -> Message {
    message!("add `{} = 2026-03-31`; a day long ago may be \"2019-03\" or \"2019\"", key)
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    let last = legal.sections.items().iter().filter_map(began).max();
    for section in legal.sections.items() {
        let at = section.section.span().unwrap_or(&section.span);
        if section.section.is_absent() {
            findings
                .at(at, "this does not say which section it was")
                .help("add its number, as in `section = \"3\"`");
        }
        if section.from.is_absent() {
            findings.at(at, "this section has no first day").help(help("from"));
        } else if section.until.is_absent() {
            check_last_day(section, at, last, context, findings);
        }
    }
    if let Some(order) = legal.community_treatment_order.known().filter(|order| order.value.from.is_absent())
    {
        findings
            .at(&order.span, "this community treatment order has no first day")
            .help("add `from = 2026-03-31`: the day it was made");
    }
}

/// Reports a section without a last day. The latest one may go on, unless the person left hospital after it began.
fn check_last_day(
    section: &Section,
    at: &Span,
    last: Option<NaiveDate>,
    context: &Context<'_>,
    findings: &mut Findings<'_>,
) {
    let left = context.plan.last_admission().and_then(|admission| admission.until.value());
    let left = left.map(|day| day.0.first_day());
    let why = if began(section) < last {
        "another one began after it"
    } else if began(section) < left {
        "the person has left hospital"
    } else {
        return;
    };
    findings.at(at, message!("this section has no last day, and {}", why)).help(help("until"));
}

fn began(section: &Section) -> Option<NaiveDate> {
    section.from.value().map(|from| from.0.first_day())
}
