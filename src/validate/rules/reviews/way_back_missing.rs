use crate::parse::Field;
use crate::plan::{Ended, EndedReason};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the plan has ended, and nothing says how the person can come back",
    severity: Severity::Warning,
    check: Check::EndedToo(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let (at, help) = match &plan.ended {
        Field::Absent if plan.is_ended() => (
            plan.status.span().cloned().unwrap_or_else(|| context.top()),
            "add `[ended]` at the end of the file with `on`, `reason` and `how_to_come_back = \"…\"`",
        ),
        Field::Absent | Field::Faulty(_) => return,
        Field::Known(ended)
            if needs_no_way_back(&ended.value) || !ended.value.how_to_come_back.is_absent() =>
        {
            return;
        }
        Field::Known(ended) => (
            ended.value.span.clone(),
            "add `how_to_come_back = \"…\"`: whom to phone, and until when no letter is needed",
        ),
    };
    findings.at(&at, "nothing says how the person can come back").help(help);
}

/// Returns whether the person died or was handed over to another team.
fn needs_no_way_back(ended: &Ended) -> bool {
    match ended.reason.value() {
        None => ended.reason.is_faulty(),
        Some(EndedReason::Died) => true,
        Some(EndedReason::Moved) => !ended.handed_to.is_absent(),
        Some(EndedReason::NoLongerNeeded | EndedReason::Left) => false,
    }
}
