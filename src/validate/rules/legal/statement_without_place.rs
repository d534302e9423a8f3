use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a statement or decision made in advance that nobody can find",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    for (what, field) in [("statement", &legal.advance_statement), ("decision", &legal.advance_decision)] {
        let Some(known) = field.known().filter(|known| known.value.r#where.is_absent()) else { continue };
        findings.at(&known.span, message!("nothing says where this advance {} is", what)).help(message!(
            "add `where = \"…\"` {}: who has the paper, and where it lies",
            context.where_to_add(&known.span)
        ));
    }
}
