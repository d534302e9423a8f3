//! No need is told in the person's own words.

use crate::parse::{Field, Severity};
use crate::plan::Need;
use crate::validate::rules::{Group, Rule, Scope};
use crate::validate::{Context, Findings};

pub(crate) static RULE: Rule = Rule {
    name: "own-words-missing",
    group: Group::Needs,
    summary: "no need is told in the person's own words",
    severity: Severity::Info,
    page: include_str!("own_words_missing.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let told: Vec<&Need> = context
        .plan
        .needs
        .items()
        .iter()
        .filter(|need| need.says_something() && !need.is_not_needed())
        .collect();
    let Some(first) = told.first() else { return };
    if !told.iter().any(|need| speaks(need)) {
        found
            .at(&first.span, "no need in this plan is told in the person's own words")
            .help("ask how they would say it, and add `in_my_words = \"…\"`");
    }
}

/// In words of its own, or in the first person: a guess, and so on the quiet side.
fn speaks(need: &Need) -> bool {
    let says_i =
        |text: &Field<String>| text.is_faulty() || text.value().is_some_and(|text| is_first_person(text));
    !need.in_my_words.is_absent() || says_i(&need.need) || says_i(&need.goal)
}

fn is_first_person(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word == "I" || ["my", "me", "mine", "myself"].contains(&word.to_lowercase().as_str()))
}
