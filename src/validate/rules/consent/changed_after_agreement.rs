use crate::access::Reader;
use crate::access::reader::ReaderPolicy;
use crate::parse::day_in_words;
use crate::plan::{Change, Outcome, Review};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, Span, figure, message};
use chrono::NaiveDate;

pub(crate) const RULE: Definition = Definition {
    summary: "the plan was changed, and the person has not been asked since whether they agree",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// One finding for all changes: asking the person once settles them all.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let asked = plan.newest_agreement_of_person().and_then(|newest| newest.asked.known());
    let Some(asked) = asked else { return };
    let changes = plan.changes.items().iter().filter(|change| needs_agreement(context, change));
    let reviews = plan.reviews.items().iter().filter_map(changed_at);
    let mut since: Vec<(NaiveDate, &Span)> =
        changes.filter_map(|change| Some((change.made.value()?.0, &change.span))).chain(reviews).collect();
    since.retain(|(day, _)| *day > asked.value.0);
    since.sort_by_key(|(day, _)| *day);
    let Some((newest, at)) = since.pop() else { return };
    let mut finding = findings
        .at(
            at,
            message!(
                "the plan was changed on {}, and the person has not been asked since",
                figure(day_in_words(newest))
            ),
        )
        .also(&asked.span, "last asked");
    for (_, earlier) in since {
        finding = finding.also(earlier, "changed too");
    }
    finding.help("ask, and add `[[agreements]]` with `who = \"person\"`, `asked` and `agrees`; a small one under `[[changes]]` can have `agreed_with = [\"person\"]` instead");
}

/// A change that is withheld from the person needs no agreement.
fn needs_agreement(context: &Context<'_>, change: &Change) -> bool {
    let agreed = change
        .agreed_with
        .value()
        .map_or(change.agreed_with.is_faulty(), |names| names.0.iter().any(|name| name.value.is_person()));
    let person = ReaderPolicy { file: context.file, reader: &Reader::person(context.file) };
    !agreed && !person.is_withheld_by(&change.withhold)
}

/// Returns the date of a review that changed the plan.
fn changed_at(review: &Review) -> Option<(NaiveDate, &Span)> {
    let changed = review.outcome.value() == Some(&Outcome::Change);
    Some((review.held_on().filter(|_| changed)?, &review.span))
}
