use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "an NHS number that nobody can have",
    severity: Severity::Error,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let number = context.plan.person.value().and_then(|person| person.nhs_number.known());
    let Some(number) = number else { return };
    let sample = context.settings().sample.value() == Some(&true);
    let (message, help) = match fault(&number.value) {
        Some(NhsNumberFault::Length) => {
            ("this NHS number does not have ten digits", "write all ten, in quotes, like \"999 000 0018\"")
        }
        Some(NhsNumberFault::OneDigit) => {
            ("this NHS number is one digit ten times", "ask for the number, or leave the line out")
        }
        Some(NhsNumberFault::Check) => (
            "no NHS number ends like this: a digit is wrong, or two have changed places",
            "compare it with the letter or card that it was taken from",
        ),
        None if sample && !digits(&number.value).is_some_and(|digits| digits.starts_with(&[9, 9, 9])) => (
            "this NHS number could be somebody's, and these plans are invented",
            "write a number that begins with 999, which nobody has, like \"999 000 0018\"",
        ),
        None => return,
    };
    findings.at(&number.span, message).help(help);
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NhsNumberFault {
    Length,
    OneDigit,
    Check,
}

fn digits(number: &str) -> Option<[u32; 10]> {
    let spaced = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'));
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    digits.try_into().ok().filter(|_| spaced)
}

/// Returns what is wrong with an NHS number. It has ten digits, the last a check digit by modulus 11 with the weights 10
/// to 2; there is no number with the check digit 10 (NHS Data Dictionary, NHS NUMBER). One digit ten times passes the
/// check and is not used.
pub(crate) fn fault(number: &str) -> Option<NhsNumberFault> {
    let Some(digits) = digits(number) else { return Some(NhsNumberFault::Length) };
    if digits.iter().all(|digit| *digit == digits[0]) {
        return Some(NhsNumberFault::OneDigit);
    }
    let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = (11 - sum % 11) % 11;
    (check != digits[9]).then_some(NhsNumberFault::Check)
}

#[cfg(test)]
mod tests {
    use super::{NhsNumberFault, fault};

    #[test]
    fn check_digit_decides() {
        for right in ["9990000018", "999 000 0050", "943 476 5919", "987-654-3210", "991 200 3888"] {
            assert_eq!(fault(right), None, "{right}");
        }
        // The first is the example of the NHS service manual.
        for wrong in ["9991234567", "9990000000", "9333333333", "3478526985", "9876543211", "9990000081"] {
            assert_eq!(fault(wrong), Some(NhsNumberFault::Check), "{wrong}");
        }
        for digit in '0'..='9' {
            assert_eq!(fault(&digit.to_string().repeat(10)), Some(NhsNumberFault::OneDigit), "{digit}");
        }
        for short in ["", "999", "99900000181", "999 000 001x", "٩٩٩٠٠٠٠٠١٨"] {
            assert_eq!(fault(short), Some(NhsNumberFault::Length), "{short}");
        }
    }
}
