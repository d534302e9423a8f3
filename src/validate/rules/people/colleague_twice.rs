use crate::access::policy::has_relationship;
use crate::parse::{Field, Severity, Span, Spanned};
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

/// Somebody who was met before: their entry and its file, if that is another one.
struct KnownColleagues<'a> {
    handle: &'a Spanned<String>,
    someone: &'a Someone,
    file: Option<&'a PeopleFile>,
}

fn check_list(list: &ColleagueList<'_>, found: &mut Findings<'_>) {
    let mut met: Vec<KnownColleagues<'_>> = above(list.above.iter().map(AsRef::as_ref));
    for (handle, someone) in &list.file.people.entries {
        compare(handle, someone, &met, found);
        met.push(KnownColleagues { handle, someone, file: None });
    }
}

/// What a plan says of its own people, beside the lists that hold for it: family may well have a colleague's name.
fn check_plan(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(own) = context.plan.people.value() else { return };
    let met: Vec<KnownColleagues<'_>> = above(context.file.context.people.iter().map(AsRef::as_ref));
    for (handle, someone) in &own.entries {
        compare(handle, someone, &met, found);
    }
}

fn above<'a>(files: impl Iterator<Item = &'a PeopleFile>) -> Vec<KnownColleagues<'a>> {
    let entries = files.flat_map(|file| file.people.entries.iter().map(move |entry| (file, entry)));
    entries.map(|(file, (handle, someone))| KnownColleagues { handle, someone, file: Some(file) }).collect()
}

fn compare(
    handle: &Spanned<String>,
    someone: &Someone,
    met: &[KnownColleagues<'_>],
    found: &mut Findings<'_>,
) {
    if let Some(other) = met.iter().find(|other| other.handle.value == handle.value) {
        if let Some((own, others)) = numbers_that_differ(someone, other.someone) {
            let message = format!("`{}` has another number of this kind already", handle.value);
            let help = "try both numbers, keep the one that works, and take the other out";
            tell(found, own, message, others, other.file, help);
        }
    } else if let Some(other) = met.iter().find(|other| is_the_same(someone, other.someone)) {
        let at = if someone.span.is_empty() { &handle.span } else { &someone.span };
        let there = if other.someone.span.is_empty() { &other.handle.span } else { &other.someone.span };
        let message = format!("`{}` has the same name as `{}`", handle.value, other.handle.value);
        let help = "keep one of the two handles, and write it wherever the other is named; if they are two people, say \
                    where each works with `organisation` or `role`";
        tell(found, at, message, there, other.file, help);
    }
}

fn tell(
    found: &mut Findings<'_>,
    at: &Span,
    message: String,
    there: &Span,
    file: Option<&PeopleFile>,
    help: &'static str,
) {
    let finding = found.at(at, message);
    match file {
        None => finding.also(there, "the other").help(help),
        Some(file) => {
            let source = &file.read.source;
            let line = source.place(there.start).line;
            finding.label(format!("the other is in {}:{line}", source.path())).help(help);
        }
    }
}

/// Whether two entries are one colleague: the same name, and nothing that tells two people apart.
fn is_the_same(one: &Someone, other: &Someone) -> bool {
    if has_relationship(one) || has_relationship(other) {
        return false;
    }
    let Some((name, others)) = one.name.value().zip(other.name.value()) else { return false };
    // Most names end otherwise, which is soon seen.
    if !last_letters(name).eq(last_letters(others)) {
        return false;
    }
    let (name, others) = (without_title(name), without_title(others));
    let same_name = !name.is_empty() && name == others;
    let contradict = |key: fn(&Someone) -> &Field<String>| {
        let said = key(one).value().zip(key(other).value());
        said.is_some_and(|(one, other)| letters_of(one) != letters_of(other))
    };
    same_name
        && !contradict(|someone| &someone.organisation)
        && !contradict(|someone| &someone.profession)
        && !contradict(|someone| &someone.role)
        && !contradict(|someone| &someone.email)
}

const TITLES: [&str; 10] = ["dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "sister", "nurse"];

fn without_title(name: &str) -> String {
    let words = name.split_whitespace().map(letters_of);
    words.filter(|word| !TITLES.contains(&word.as_str())).collect()
}

/// The letters of the last word of a name that is no title, in lower case.
fn last_letters(name: &str) -> impl Iterator<Item = char> + '_ {
    let is_letter = |c: char| c.is_alphabetic();
    let is_title = |word: &&str| {
        let word = word.trim_matches(|c| !is_letter(c));
        word.is_empty() || TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
    };
    let last = name.split_whitespace().rfind(|word| !is_title(word)).unwrap_or_default();
    last.chars().filter(move |c| is_letter(*c)).flat_map(char::to_lowercase)
}

/// Where two entries have different numbers of one kind. A number of another kind is one more, and adds on purpose.
fn numbers_that_differ<'a>(one: &'a Someone, other: &'a Someone) -> Option<(&'a Span, &'a Span)> {
    let others = &other.phones.value()?.entries;
    one.phones.value()?.entries.iter().find_map(|(kind, number)| {
        let same_kind = others.iter().find(|(other, _)| letters_of(&other.value) == letters_of(&kind.value));
        let (other, _) = same_kind.filter(|(_, other)| national(number) != national(other))?;
        Some((&kind.span, &other.span))
    })
}

/// The digits of a number, as it is dialled within the country.
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
    fn one_number_and_one_name_are_known_however_they_are_written() {
        for number in ["07700 900321", "+44 7700 900321", "+44 (0)7700 900321", "0044 7700-900321"] {
            assert_eq!(national(number), "07700900321", "{number}");
        }
        assert_eq!(national("111"), "111");
        assert_eq!(without_title("Dr. Kofi  OSEI"), without_title("kofi osei"));
    }
}
