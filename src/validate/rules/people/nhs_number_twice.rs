use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::digits_of;
use crate::validate::{Context, Fingerprint};

pub(crate) const RULE: Definition = Definition {
    summary: "one NHS number in two plans",
    severity: Severity::Error,
    check: Check::Fingerprints(fingerprints),
};

/// A plan that has ended and the next plan of the same person share a number.
fn fingerprints(context: &Context<'_>) -> Vec<Fingerprint> {
    let mut fingerprints = Vec::new();
    let mut seen = Vec::new();
    let person = context.plan.person.value().filter(|_| !context.plan.is_ended());
    let numbers = person.into_iter().flat_map(|person| {
        [
            (&person.nhs_number, "another plan has this NHS number"),
            (&person.chi_number, "another plan has this CHI number"),
            (&person.hc_number, "another plan has this health and care number"),
        ]
    });
    for (number, message) in numbers {
        let Some(number) = number.known() else { continue };
        let digits = digits_of(&number.value);
        // The same digit ten times means that the number is not known.
        let is_real = digits.len() == 10 && digits.bytes().any(|digit| digit != digits.as_bytes()[0]);
        if is_real && !seen.contains(&digits) {
            fingerprints.push(Fingerprint {
                hash: Fingerprint::hash(&digits),
                place: number.span.clone(),
                message,
                help: "compare both with the letter or card that they were taken from; if they are one person's, keep one plan",
            });
            seen.push(digits);
        }
    }
    fingerprints
}
