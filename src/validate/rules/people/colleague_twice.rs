use std::sync::Arc;

use crate::access::policy::has_relationship;
use crate::message;
use crate::parse::message::{name, path};
use crate::parse::{Field, Message, Severity, Span, Spanned};
use crate::plan::Someone;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::{digits_of, letters_of};
use crate::validate::{ColleagueList, Context, Findings};
use crate::workspace::PeopleFile;

pub(crate) const RULE: Definition = Definition {
    summary: "one colleague under two handles, or with two numbers of one kind",
    severity: Severity::Warning,
    check: Check::Colleagues { list: check_list, plan: check_plan },
};

/// A colleague with the file of their entry, if it is another file than the one that is checked.
struct Colleague<'a> {
    handle: &'a Spanned<String>,
    entry: &'a Someone,
    file: Option<&'a PeopleFile>,
}

impl Colleague<'_> {
    fn span(&self) -> &Span {
        if self.entry.span.is_empty() { &self.handle.span } else { &self.entry.span }
    }
}

fn check_list(list: &ColleagueList<'_>, found: &mut Findings<'_>) {
    let mut known = colleagues_in(list.above);
    for (handle, entry) in &list.file.people.entries {
        let colleague = Colleague { handle, entry, file: None };
        compare(&colleague, &known, found);
        known.push(colleague);
    }
}

fn check_plan(context: &Context<'_>, found: &mut Findings<'_>) {
    let known = colleagues_in(&context.file.context.people);
    for (handle, entry) in context.plan.people.value().into_iter().flat_map(|own| &own.entries) {
        compare(&Colleague { handle, entry, file: None }, &known, found);
    }
}

fn colleagues_in(files: &[Arc<PeopleFile>]) -> Vec<Colleague<'_>> {
    let entries = files.iter().flat_map(|file| file.people.entries.iter().map(move |entry| (file, entry)));
    entries.map(|(file, (handle, entry))| Colleague { handle, entry, file: Some(file) }).collect()
}

/// Compares a colleague with those before. The same handle may only add phone numbers.
fn compare(colleague: &Colleague<'_>, known: &[Colleague<'_>], found: &mut Findings<'_>) {
    let handle = |colleague: &Colleague<'_>| name(&*colleague.handle.value, "people");
    if let Some(other) = known.iter().find(|other| other.handle.value == colleague.handle.value) {
        if let Some((kind, other_kind)) = different_numbers(colleague.entry, other.entry) {
            let message = message!("`{}` has another number of this kind already", handle(colleague));
            let help = "try both numbers, keep the one that works, and take the other out";
            report(found, kind, message, other_kind, other.file, help);
        }
    } else if let Some(other) = known.iter().find(|other| is_same_colleague(colleague.entry, other.entry)) {
        let message = message!("`{}` has the same name as `{}`", handle(colleague), handle(other));
        let help = "keep one of the two handles, and write it wherever the other is named; if they are two people, say \
                    where each works with `organisation` or `role`";
        report(found, colleague.span(), message, other.span(), other.file, help);
    }
}

fn report(
    found: &mut Findings<'_>,
    span: &Span,
    message: Message,
    other: &Span,
    other_file: Option<&PeopleFile>,
    help: &'static str,
) {
    let finding = found.at(span, message);
    match other_file {
        None => finding.also(other, "the other").help(help),
        Some(file) => {
            let source = &file.read.source;
            let place = path(format_args!("{}:{}", source.path(), source.place(other.start).line));
            finding.label(message!("the other is in {}", place)).help(help);
        }
    }
}

/// Returns whether two entries have the same name, and nothing that shows that they are two people. Family may have the
/// name of a colleague.
fn is_same_colleague(one: &Someone, other: &Someone) -> bool {
    if has_relationship(one) || has_relationship(other) {
        return false;
    }
    let Some((name, other_name)) = one.name.value().zip(other.name.value()) else { return false };
    let name = without_title(name);
    let differ = |key: fn(&Someone) -> &Field<String>| {
        let values = key(one).value().zip(key(other).value());
        values.is_some_and(|(value, other)| letters_of(value) != letters_of(other))
    };
    !name.is_empty()
        && name == without_title(other_name)
        && !differ(|someone| &someone.organisation)
        && !differ(|someone| &someone.profession)
        && !differ(|someone| &someone.role)
        && !differ(|someone| &someone.email)
}

const TITLES: [&str; 10] = ["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sister", "nurse"];

/// Returns the letters of a name without titles.
fn without_title(name: &str) -> String {
    name.split_whitespace().map(letters_of).filter(|word| !TITLES.contains(&word.as_str())).collect()
}

/// Returns the places of two numbers of the same kind that differ. A number of another kind is one more.
fn different_numbers<'a>(one: &'a Someone, other: &'a Someone) -> Option<(&'a Span, &'a Span)> {
    let other_phones = &other.phones.value()?.entries;
    one.phones.value()?.entries.iter().find_map(|(kind, number)| {
        let same_kind =
            other_phones.iter().find(|(other, _)| letters_of(&other.value) == letters_of(&kind.value));
        let (other, _) = same_kind.filter(|(_, other)| national(number) != national(other))?;
        Some((&kind.span, &other.span))
    })
}

/// Returns the digits of a number as it is dialled in the United Kingdom.
fn national(number: &str) -> String {
    let digits = digits_of(number);
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    match digits.strip_prefix("44").filter(|rest| rest.len() >= 9) {
        Some(rest) => format!("0{}", rest.trim_start_matches('0')),
        None => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{national, without_title};

    #[test]
    fn numbers_and_names_compare_however_they_are_written() {
        for number in ["07700 900321", "+44 7700 900321", "+44 (0)7700 900321", "0044 7700-900321"] {
            assert_eq!(national(number), "07700900321", "{number}");
        }
        assert_eq!(national("111"), "111");
        assert_eq!(without_title("Dr. Kofi  OSEI"), without_title("kofi osei"));
    }
}
