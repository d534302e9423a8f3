//! What people are called in a copy, and what a copy says about them.

use std::collections::BTreeSet;

use crate::access::RedactedPlan;
use crate::access::policy::has_gp_handle;
use crate::parse::{Field, Handle, Lead, Names};
use crate::phrase;
use crate::plan::{Is, Someone};
use crate::render::line::{Line, MaybeValue};
use crate::workspace::PersonEntry;

/// Titles before a family name.
#[rustfmt::skip]
const TITLES: [&str; 14] = [
    "Dr", "Mr", "Mrs", "Ms", "Miss", "Mx", "Prof", "Professor", "Sir", "Dame", "Rev", "Father", "Imam", "Rabbi",
];

impl RedactedPlan {
    /// The name of someone in a list or after a label: "Jo Smith"; "me" for the person in their own copy; "you" for
    /// another reader of the copy.
    pub(crate) fn name(&self, handle: &Handle) -> Line {
        if handle.is_person() {
            return self.say("me", "{}");
        }
        if self.is_reader(handle) {
            return "you".into();
        }
        self.find(&handle.0).map_or_else(|| "somebody".into(), |entry| self.name_of(&entry))
    }

    /// The name of someone in a sentence to the reader of the copy.
    pub(crate) fn name_to_you(&self, handle: &Handle) -> Line {
        if handle.is_person() { self.say("you", "{}") } else { self.name(handle) }
    }

    /// The [name](RedactedPlan::name) of someone, if the plan names anyone.
    pub(crate) fn named<'a>(&self, handle: impl MaybeValue<'a, Value = Handle>) -> Option<Line> {
        handle.get().map(|handle| self.name(handle))
    }

    /// "Jo Smith, Grace Okafor and me"
    pub(crate) fn names<'a>(&self, names: impl MaybeValue<'a, Value = Names>) -> Option<Line> {
        Line::list(names.get()?.0.iter().map(|handle| self.name(&handle.value)))
    }

    /// Who does something: "Jo Smith leads, with me".
    pub(crate) fn who_does<'a>(&self, names: impl MaybeValue<'a, Value = Names>) -> Option<Line> {
        let names = names.get()?;
        if names.1 == Lead::Redacted {
            return self.names(Some(names)).map(Line::capital);
        }
        let (first, others) = names.0.split_first()?;
        let name = self.name(&first.value).capital();
        let Some(others) = Line::list(others.iter().map(|handle| self.name(&handle.value))) else {
            return Some(name);
        };
        let leads = if first.value.is_person() {
            self.say("I lead", "{} leads")
        } else {
            phrase!("{} {}", name, if self.is_reader(&first.value) { "lead" } else { "leads" })
        };
        Some(phrase!("{}, with {}", leads, others))
    }

    /// Whom a decision withholds something from.
    pub(crate) fn reader_name(&self, word: &str) -> Line {
        match word {
            "family" => self.say("my family", "{}'s family"),
            "gp" => self.say("my GP", "{}'s GP"),
            "agencies" => "other organisations".into(),
            handle => self.name(&Handle(handle.to_owned())),
        }
    }

    /// Whom to ask, in a sentence to the reader: the care coordinator's name or role, or the team.
    pub(crate) fn coordinator(&self) -> Line {
        let coordinator = self.care_coordinator.value();
        if self.is_ended() || coordinator.is_some_and(|handle| self.is_reader(handle)) {
            return "the team".into();
        }
        let entry = coordinator.and_then(|handle| self.find(&handle.0));
        let role = || self.say("your ", "{}'s ").with(self.terms().coordinator);
        entry.map_or_else(role, |entry| self.name_of(&entry))
    }

    /// Whether someone is the care coordinator now.
    pub(crate) fn coordinates(&self, handle: &Handle) -> bool {
        self.care_coordinator.value() == Some(handle) && !self.is_ended()
    }

    pub(crate) fn is_gp(&self, handle: &str) -> bool {
        has_gp_handle(self, handle)
    }

    /// What a copy says about someone: "Jo Smith is your care coordinator.", "Jo is a social worker."; to other readers
    /// "Jo Smith is Mina's care coordinator."; to Jo Smith "You are Mina's care coordinator."
    pub(crate) fn sentences(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Vec<Line> {
        let is_reader = self.is_reader(handle);
        let name = if is_reader { "You".into() } else { self.name_of(entry).capital() };
        let [is, was, has] = if is_reader { ["are", "were", "have"] } else { ["is", "was", "has"] };
        let whose = self.say("your ", "{}'s ");
        let relations = self.relations(handle, entry);
        let is_known = |work: &Line| {
            relations.iter().any(|relation| is_same(relation, work)) || self.is_named(entry, work)
        };
        let work = work_of(entry, is_known);
        let workplace = self.workplace(entry);
        let at = workplace.clone().map(|workplace| phrase!(" at {}", workplace));
        let (relations_at, work_at) =
            if work.is_none() && !relations.is_empty() { (at, None) } else { (None, at) };
        let mut sentences = Vec::new();
        if self.is_ended() && self.care_coordinator.value() == Some(handle) {
            let coordinator = self.terms().coordinator;
            sentences.push(phrase!("{} {} {}{}.", name.clone(), was, whose.clone(), coordinator));
        }
        if let Some(relations) = Line::list(relations) {
            sentences.push(phrase!("{} {} {}{}{}", name.clone(), is, whose, relations, relations_at).stop());
        }
        let short = if sentences.is_empty() || is_reader { name } else { self.short_name(entry) };
        match (work, work_at) {
            (Some(Work::OfOne(work)), at) => {
                sentences.push(phrase!("{} {} {}{}", short.clone(), is, work, at).stop());
            }
            (Some(Work::OfMany(work)), at) => sentences.push(work.capital().with(at).stop()),
            (None, Some(_)) => {
                sentences.extend(workplace.map(|workplace| phrase!("Part of {}", workplace).stop()));
            }
            (None, None) => {}
        }
        if entry.is(Is::ParentalResponsibility) {
            let whom = self.say("you", "{}");
            sentences.push(phrase!("{} {} parental responsibility for {}.", short, has, whom));
        }
        sentences
    }

    /// What someone is, in a few words for a drawing: "care coordinator", "brother", "depot nurse".
    pub(crate) fn role_in_short(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Option<Line> {
        if self.coordinates(handle) {
            return Some(self.terms().coordinator.into());
        }
        if self.is_gp(&handle.0) {
            return Some("GP".into());
        }
        let keys: [TextKey; 3] =
            [|someone| &someone.relationship, |someone| &someone.role, |someone| &someone.profession];
        keys.into_iter().filter_map(|key| text_of(entry, key)).find(|role| !self.is_named(entry, role))
    }

    /// What someone is to the person: "care coordinator", "brother", "carer".
    fn relations(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Vec<Line> {
        let coordinator = self.coordinates(handle).then(|| self.terms().coordinator.into());
        let gp = self.is_gp(&handle.0).then(|| "GP".into());
        let relationship = text_of(entry, |someone| &someone.relationship);
        let relationship = relationship.filter(|relationship| !self.is_named(entry, relationship));
        let kinds = entry.all(|someone| &someone.is).into_iter().flatten().map(|is| is.value);
        let kinds: BTreeSet<Is> =
            kinds.filter(|is| !matches!(is, Is::Team | Is::ParentalResponsibility)).collect();
        let kinds = kinds.into_iter().map(|is| Line::from(is.word()));
        coordinator.into_iter().chain(gp).chain(relationship).chain(kinds).collect()
    }

    /// The name of someone; without one their role, what they are to the person, their profession or their workplace.
    pub(crate) fn name_of(&self, entry: &PersonEntry<'_>) -> Line {
        let after = |words: Line, key: TextKey| text_of(entry, key).map(|text| words.with(text));
        let name = entry.first(|someone| &someone.name).and_then(|name| Line::visible(name));
        name.or_else(|| after("the ".into(), |someone| &someone.role))
            .or_else(|| after(self.say("my ", "{}'s "), |someone| &someone.relationship))
            .or_else(|| after("the ".into(), |someone| &someone.profession))
            .or_else(|| entry.first(|someone| &someone.organisation).and_then(|text| Line::visible(text)))
            .unwrap_or_else(|| "somebody".into())
            .on_one_line()
    }

    /// "Jo" for Jo Smith, "Dr Patel" for Dr Nisha Patel; the whole name of a service.
    pub(crate) fn short_name(&self, entry: &PersonEntry<'_>) -> Line {
        let keys: [TextKey; 3] =
            [|someone| &someone.profession, |someone| &someone.role, |someone| &someone.relationship];
        let is_one_person = keys.into_iter().any(|key| entry.first(key).is_some());
        let name = entry.first(|someone| &someone.name);
        let name = name.filter(|name| is_one_person && Line::visible(name).is_some());
        let words: Vec<&str> = name.map(|name| name.split_whitespace().collect()).unwrap_or_default();
        match words.as_slice() {
            [title, .., last] if TITLES.contains(&title.trim_end_matches('.')) => {
                phrase!("{} {}", Line::value(title), Line::value(last))
            }
            [first, _, ..] => Line::value(first),
            _ => self.name_of(entry),
        }
    }

    /// Where someone works, unless that is what they are called.
    fn workplace(&self, entry: &PersonEntry<'_>) -> Option<Line> {
        let workplace = entry.first(|someone| &someone.organisation);
        let workplace = workplace.and_then(|workplace| Line::visible(workplace))?;
        (!self.is_named(entry, &workplace)).then_some(workplace)
    }

    /// Whether someone is called by `role` itself: "your brother" adds nothing to "my brother".
    fn is_named(&self, entry: &PersonEntry<'_>, role: &Line) -> bool {
        let (name, role) = (self.name_of(entry), role.on_one_line());
        let before: [Line; 3] = ["".into(), "the ".into(), self.say("my ", "{}'s ")];
        before.into_iter().any(|before| is_same(&name, &before.with(role.clone())))
    }
}

type TextKey = fn(&Someone) -> &Field<String>;

/// A text about someone as it can follow "your", "my" or "the": "mother" for "my mother".
fn text_of(entry: &PersonEntry<'_>, key: TextKey) -> Option<Line> {
    let text = entry.first(key)?.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let has_article = ["my", "our", "the"].iter().any(|word| first.eq_ignore_ascii_case(word));
    let rest = if has_article { Line::visible(rest) } else { None };
    rest.or_else(|| Line::visible(text)).map(|text| text.on_one_line())
}

fn is_same(a: &Line, b: &Line) -> bool {
    a.plain().to_lowercase() == b.plain().to_lowercase()
}

/// What someone does.
enum Work {
    /// The work of one person, for a sentence: "a social worker".
    OfOne(Line),
    /// What a service is, in its own sentence: "nurses who visit at home".
    OfMany(Line),
}

/// "a mental health nurse, working as depot nurse", without what `is_known` already.
fn work_of(entry: &PersonEntry<'_>, is_known: impl Fn(&Line) -> bool) -> Option<Work> {
    let text = |key: TextKey| text_of(entry, key).filter(|text| !is_known(text));
    let profession = text(|someone| &someone.profession);
    let role = text(|someone| &someone.role).filter(|role| Some(role) != profession.as_ref());
    match (profession, role) {
        (Some(profession), Some(role)) => {
            let profession = with_article(&profession).unwrap_or(profession);
            Some(Work::OfOne(phrase!("{}, working as {}", profession, role)))
        }
        (profession, role) => {
            let work = profession.or(role)?;
            Some(with_article(&work).map_or(Work::OfMany(work), Work::OfOne))
        }
    }
}

/// "a social worker", "an occupational therapist", "an AMHP", "Derek's social worker"; `None` for what is not the work
/// of one person.
fn with_article(work: &Line) -> Option<Line> {
    let text = work.plain();
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let word = first.to_lowercase();
    if ["the", "a", "an", "my", "his", "her", "their"].contains(&word.as_str()) || first.ends_with("'s") {
        return Some(work.clone());
    }
    let words = std::iter::once(first).chain(rest.split(' '));
    let mut head =
        words.take_while(|word| !["who", "of", "in", "at", "for", "to", "with", "and"].contains(word));
    let is_plural = |word: &str| {
        let word = word.trim_end_matches(',');
        word.ends_with('s') && !["ss", "us", "is", "as", "'s"].iter().any(|end| word.ends_with(end))
    };
    if ["someone", "somebody"].contains(&word.as_str()) || head.any(is_plural) {
        return None;
    }
    let is_abbreviation = first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase());
    let starts_with_vowel = if is_abbreviation {
        first.starts_with(|c| "AEFHILMNORSX".contains(c))
    } else {
        // "a university tutor", "a European lawyer"
        let sounds_like_y = ["uni", "eu", "use"].iter().any(|start| word.starts_with(start));
        word.starts_with(['a', 'e', 'i', 'o', 'u']) && !sounds_like_y
    };
    Some(phrase!("{} {}", if starts_with_vowel { "an" } else { "a" }, work.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_has_the_right_article() {
        let work = |text: &str| with_article(&Line::value(text)).map(|line| line.plain());
        for (text, expected) in [
            ("social worker", "a social worker"),
            ("occupational therapist", "an occupational therapist"),
            ("AMHP", "an AMHP"),
            ("GP", "a GP"),
            ("university tutor", "a university tutor"),
            ("Derek's social worker", "Derek's social worker"),
            ("bus driver", "a bus driver"),
        ] {
            assert_eq!(work(text).as_deref(), Some(expected));
        }
        for service in ["nurses who visit at home", "interpreters, spoken and signed", "someone to talk to"] {
            assert_eq!(work(service), None);
        }
    }
}
