use crate::parse::{Severity, Text};
use crate::validate::rules::{Check, Definition};

pub(crate) const RULE: Definition = Definition {
    summary: "wording copied from another person's plan",
    severity: Severity::Warning,
    check: Check::OwnWords(is_own),
};

/// Returns whether a text should be the person's own. Services and actions may well be worded alike.
fn is_own(text: &Text<'_>) -> bool {
    let key = text.key.name;
    match text.top {
        "aim" => true,
        "about_me" => key != "recording",
        "needs" => matches!(key, "need" | "in_my_words" | "goal" | "progress"),
        "risks" => matches!(key, "risk" | "history" | "now" | "signs"),
        "crisis" => {
            matches!(key, "triggers" | "early_signs" | "crisis_signs" | "if_admitted" | "over_when")
                || key.starts_with("what_")
        }
        "formulation" => key == "words",
        "reviews" => matches!(key, "my_view" | "summary"),
        _ => false,
    }
}
