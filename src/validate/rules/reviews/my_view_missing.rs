use crate::parse::{Field, Names};
use crate::plan::{AboutMe, Plan, Review};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says what the person thinks",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// Checks the last review, if the person was at it. If not, their words anywhere in the plan count.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let reviews = plan.reviews.items();
    if plan.reviews.is_faulty() || reviews.iter().any(|review| review.held.is_faulty()) {
        return;
    }
    let last = plan.last_review_held();
    if let Some(review) = last.filter(|review| was_there(review)) {
        if review.my_view.is_absent() {
            findings
                .at(&review.span, "nothing says what the person thought at this review")
                .help("add `my_view = \"…\"`, in the person's own words");
        }
    } else if !has_own_words(plan) {
        findings.at(&context.top(), "nothing in this plan says what the person thinks").help(
            "ask, and add `in_my_words = \"…\"` below a need, or `[about_me]` with `important_to_me = \"…\"`",
        );
    }
}

/// Returns whether the person was at a review. If nobody is recorded as present, they may have been.
fn was_there(review: &Review) -> bool {
    let may_be = |names: &Names| names.0.is_empty() || names.0.iter().any(|name| name.value.is_person());
    review.person_absent_because.is_absent() && review.present.value().is_none_or(may_be)
}

fn has_own_words(plan: &Plan) -> bool {
    let about_me = match &plan.about_me {
        Field::Absent => false,
        Field::Faulty(_) => true,
        Field::Known(about_me) => has_text(&about_me.value),
    };
    about_me
        || plan.needs.is_faulty()
        || plan.needs.items().iter().any(|need| !need.in_my_words.is_absent())
        || plan.reviews.items().iter().any(|review| !review.my_view.is_absent())
        || plan
            .agreements
            .items()
            .iter()
            .any(|agreement| agreement.is_of_person() && !agreement.disagrees_about.is_absent())
}

fn has_text(about_me: &AboutMe) -> bool {
    let texts = [
        &about_me.important_to_me,
        &about_me.people_important_to_me,
        &about_me.how_to_communicate_with_me,
        &about_me.my_wellness,
        &about_me.how_to_support_me,
        &about_me.also_worth_knowing,
        &about_me.recording,
    ];
    let lists = [&about_me.please_do, &about_me.please_do_not, &about_me.strengths];
    texts.iter().any(|text| !text.is_absent()) || lists.iter().any(|list| !list.is_absent())
}
