use crate::parse::Field;
use crate::plan::Need;
use crate::validate::rules::{Check, Definition, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "no need is told in the person's own words",
    severity: Severity::Info,
    check: Check::Missing {
        place: |context| {
            let needs = context.plan.needs.items().iter();
            let needs: Vec<&Need> =
                needs.filter(|need| need.says_something() && !need.is_not_needed()).collect();
            let has_own_words = needs.iter().any(|need| has_own_words(need));
            needs.first().filter(|_| !has_own_words).map(|first| first.span.clone())
        },
        message: "no need in this plan is told in the person's own words",
        help: "ask how they would say it, and add `in_my_words = \"…\"`",
    },
};

/// Returns whether a need has `in_my_words` or seems to be written in the first person.
fn has_own_words(need: &Need) -> bool {
    let in_first_person =
        |text: &Field<String>| text.is_faulty() || text.value().is_some_and(|text| is_first_person(text));
    !need.in_my_words.is_absent() || in_first_person(&need.need) || in_first_person(&need.goal)
}

fn is_first_person(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "I" || ["my", "me", "mine", "myself"].contains(&word.to_lowercase().as_str()))
}
