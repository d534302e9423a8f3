use crate::parse::Severity;
use crate::plan::Person;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::digits_of;
use crate::validate::{Context, Fingerprint};

pub(crate) const RULE: Definition = Definition {
    summary: "one NHS number in two plans",
    severity: Severity::Error,
    check: Check::Fingerprints(fingerprints),
};

/// A plan that has ended and the one that began when the person came back rightly have the same number.
fn fingerprints(context: &Context<'_>) -> Vec<Fingerprint> {
    let mut fingerprints = Vec::new();
    let Some(person) = context.plan.person.value().filter(|_| !context.plan.is_ended()) else {
        return fingerprints;
    };
    let mut met: Vec<String> = Vec::new();
    let Person { nhs_number, chi_number, hc_number, .. } = person;
    for (number, message) in [
        (nhs_number, "another plan has this NHS number"),
        (chi_number, "another plan has this CHI number"),
        (hc_number, "another plan has this health and care number"),
    ] {
        let Some(number) = number.known() else { continue };
        let digits = digits_of(&number.value);
        // One digit ten times, or too few, stands for a number that nobody knows.
        let is_one = digits.len() == 10 && digits.bytes().any(|digit| !digits.starts_with(char::from(digit)));
        if is_one && !met.contains(&digits) {
            fingerprints.push(Fingerprint {
                hash: Fingerprint::hash(&digits),
                place: number.span.clone(),
                message,
                help: "compare both with the letter or card that they were taken from; if they are one person's, keep one plan",
            });
            met.push(digits);
        }
    }
    fingerprints
}
