//! What people are called in a copy, and what is said of them.

use crate::access::RedactedPlan;
use crate::access::policy::has_gp_handle;
use crate::parse::{Field, Handle, Lead, Names};
use crate::plan::{Is, Someone};
use crate::render::line::Line;
use crate::workspace::PersonEntry;

/// What stands before a family name.
const TITLES: [&str; 14] = [
    "Dr",
    "Mr",
    "Mrs",
    "Ms",
    "Miss",
    "Mx",
    "Prof",
    "Professor",
    "Sir",
    "Dame",
    "Rev",
    "Father",
    "Imam",
    "Rabbi",
];

impl RedactedPlan {
    /// The name of `handle` in a list or behind a label: "Jo Smith"; "me" for the person in their own copy; "you" for
    /// anybody else who reads it.
    pub(crate) fn name(&self, handle: &Handle) -> Line {
        if handle.is_person() {
            return self.say("me", "{}");
        }
        if self.is_reader(handle) {
            return "you".into();
        }
        self.find(&handle.0).map_or_else(|| "somebody".into(), |entry| self.name_of(&entry))
    }

    /// The name of `handle` in a sentence to whoever reads the copy: "you" for them.
    pub(crate) fn name_to_you(&self, handle: &Handle) -> Line {
        if handle.is_person() { self.say("you", "{}") } else { self.name(handle) }
    }

    /// The same as [`RedactedPlan::name`], if somebody is named at all.
    pub(crate) fn somebody(&self, handle: Option<&Handle>) -> Option<Line> {
        handle.map(|handle| self.name(handle))
    }

    /// "Jo Smith, Grace Okafor and me".
    pub(crate) fn names(&self, names: Option<&Names>) -> Option<Line> {
        let names = names?.0.iter().map(|handle| self.name(&handle.value));
        Line::list(names)
    }

    /// Who does something: the first one leads.
    pub(crate) fn who(&self, names: Option<&Names>) -> Option<Line> {
        let names = names?;
        if names.1 == Lead::Redacted {
            return self.names(Some(names)).map(Line::capital);
        }
        let (first, others) = names.0.split_first()?;
        let leads = if first.value.is_person() {
            self.say("I lead", "{} leads")
        } else if self.is_reader(&first.value) {
            "You lead".into()
        } else {
            self.name(&first.value).capital().with(" leads")
        };
        match Line::list(others.iter().map(|handle| self.name(&handle.value))) {
            Some(others) => Some(leads.with(", with ").with(others)),
            None => Some(self.name(&first.value).capital()),
        }
    }

    /// Whom a decision keeps something from.
    pub(crate) fn reader_name(&self, word: &str) -> Line {
        match word {
            "family" => self.say("my family", "{}'s family"),
            "gp" => self.say("my GP", "{}'s GP"),
            "agencies" => "other organisations".into(),
            handle => self.name(&Handle(handle.to_owned())),
        }
    }

    /// Whom to ask: the care coordinator's name in the middle of a sentence to the reader, or what they are.
    pub(crate) fn coordinator(&self) -> Line {
        let coordinator = self.care_coordinator.value();
        if self.is_ended() || coordinator.is_some_and(|handle| self.is_reader(handle)) {
            return "the team".into();
        }
        let named = coordinator.and_then(|handle| self.find(&handle.0));
        let unnamed = || self.say("your ", "{}'s ").with(self.terms().coordinator);
        named.map_or_else(unnamed, |entry| self.name_of(&entry))
    }

    /// Whether `handle` is the GP.
    pub(crate) fn is_gp(&self, handle: &str) -> bool {
        has_gp_handle(self, handle)
    }

    /// What is said of somebody: "Jo Smith is your care coordinator.", "Jo is a social worker."; to somebody else than
    /// the person "Jo Smith is Mina's care coordinator."; to Jo Smith "You are Mina's care coordinator."
    pub(crate) fn sentences(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Vec<Line> {
        let to_them = self.is_reader(handle);
        let name = if to_them { "You".into() } else { self.name_of(entry).capital() };
        let [is, was, has] = if to_them { [" are ", " were ", " have "] } else { [" is ", " was ", " has "] };
        let persons = self.say("your ", "{}'s ");
        let related = self.what_they_are_to_the_person(handle, entry);
        let organisation = self.workplace(entry).map(|at| Line::from(" at ").with(at));
        let is_said =
            |does: &Line| related.iter().any(|related| is_same(related, does)) || self.is_named(entry, does);
        let does = what_they_do(entry, is_said);
        let mut sentences = Vec::new();
        if self.is_ended() && self.care_coordinator.value() == Some(handle) {
            let coordinator = persons.clone().with(self.terms().coordinator);
            sentences.push(name.clone().with(was).with(coordinator).with("."));
        }
        let mut said_where = organisation.clone();
        if let Some(related) = Line::list(related.clone()) {
            let place = if does.is_none() { said_where.take() } else { None };
            let related = persons.with(related).with(place.unwrap_or_default());
            sentences.push(name.clone().with(is).with(related).stop());
        }
        let short = if sentences.is_empty() || to_them { name } else { self.short_name(entry) };
        match (does, said_where) {
            (Some(Does::Is(does)), place) => {
                sentences.push(short.clone().with(is).with(does).with(place.unwrap_or_default()).stop());
            }
            (Some(Does::Are(does)), place) => {
                sentences.push(does.capital().with(place.unwrap_or_default()).stop());
            }
            (None, Some(_)) => {
                let part_of = self.workplace(entry);
                sentences.extend(part_of.map(|at| Line::from("Part of ").with(at).stop()));
            }
            (None, None) => {}
        }
        if entry.is(Is::ParentalResponsibility) {
            let whom = self.say("parental responsibility for you.", "parental responsibility for {}.");
            sentences.push(short.with(has).with(whom));
        }
        sentences
    }

    /// What somebody is, in as few words as a drawing has room for: "care coordinator", "brother", "depot nurse".
    pub(crate) fn in_short(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Option<Line> {
        if self.care_coordinator.value() == Some(handle) && !self.is_ended() {
            return Some(self.terms().coordinator.into());
        }
        if self.is_gp(&handle.0) {
            return Some("GP".into());
        }
        let keys: [NameText; 3] = [|one| &one.relationship, |one| &one.role, |one| &one.profession];
        keys.into_iter().filter_map(|key| text_of(entry, key)).find(|what| !self.is_named(entry, what))
    }

    pub(crate) fn what_they_are_to_the_person(&self, handle: &Handle, entry: &PersonEntry<'_>) -> Vec<Line> {
        let mut related: Vec<Line> = Vec::new();
        if self.care_coordinator.value() == Some(handle) && !self.is_ended() {
            related.push(self.terms().coordinator.into());
        }
        if self.is_gp(&handle.0) {
            related.push("GP".into());
        }
        let relationship = text_of(entry, |one| &one.relationship);
        related.extend(relationship.filter(|related| !self.is_named(entry, related)));
        let said = entry.all(|one| &one.is).into_iter().flatten().map(|is| is.value);
        let kinds: std::collections::BTreeSet<Is> =
            said.filter(|is| !matches!(is, Is::Team | Is::ParentalResponsibility)).collect();
        related.extend(kinds.into_iter().map(|is| Line::from(is.word())));
        related
    }

    /// The name of somebody; without one what they do, what they are to the person, or where they work.
    pub(crate) fn name_of(&self, entry: &PersonEntry<'_>) -> Line {
        let named = |before: Line, key: NameText| text_of(entry, key).map(|text| before.with(text));
        let name = entry.first(|one| &one.name).and_then(|name| Line::said(name));
        name.or_else(|| named("the ".into(), |one| &one.role))
            .or_else(|| named(self.say("my ", "{}'s "), |one| &one.relationship))
            .or_else(|| named("the ".into(), |one| &one.profession))
            .or_else(|| entry.first(|one| &one.organisation).and_then(|at| Line::said(at)))
            .unwrap_or_else(|| "somebody".into())
            .on_one_line()
    }

    /// "Jo" of "Jo Smith", "Dr Patel" of "Dr Nisha Patel"; the whole name of a service.
    pub(crate) fn short_name(&self, entry: &PersonEntry<'_>) -> Line {
        let is_somebody = entry.first(|one| &one.profession).is_some()
            || entry.first(|one| &one.role).is_some()
            || entry.first(|one| &one.relationship).is_some();
        let name = entry.first(|one| &one.name).filter(|name| is_somebody && Line::said(name).is_some());
        let words: Vec<&str> = name.map(|name| name.split_whitespace().collect()).unwrap_or_default();
        match words.as_slice() {
            [title, .., last] if TITLES.contains(&title.trim_end_matches('.')) => {
                Line::value(title).with(" ").with(Line::value(last))
            }
            [first, _, ..] => Line::value(first),
            _ => self.name_of(entry),
        }
    }

    /// Where somebody works, unless they are called so.
    pub(crate) fn workplace(&self, entry: &PersonEntry<'_>) -> Option<Line> {
        let at = entry.first(|one| &one.organisation).and_then(|at| Line::said(at))?;
        (!self.is_named(entry, &at)).then_some(at)
    }

    /// Whether somebody is called by `what` itself: "my brother" is nobody's news as "your brother".
    pub(crate) fn is_named(&self, entry: &PersonEntry<'_>, what: &Line) -> bool {
        let name = self.name_of(entry);
        let before: [Line; 3] = ["".into(), "the ".into(), self.say("my ", "{}'s ")];
        before.into_iter().any(|before| is_same(&name, &before.with(what.on_one_line())))
    }
}

/// A text that an entry has under a key.
type NameText = fn(&Someone) -> &Field<String>;

/// What somebody is, as it stands behind "your", "my" or "the": "mother" where "my mother" is written.
pub(crate) fn text_of(entry: &PersonEntry<'_>, key: NameText) -> Option<Line> {
    let text = entry.first(key)?.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let is_owned = ["my", "our", "the"].iter().any(|word| first.eq_ignore_ascii_case(word));
    let text = if is_owned { Line::said(rest).or_else(|| Line::said(text)) } else { Line::said(text) };
    text.map(|text| text.on_one_line())
}

pub(crate) fn is_same(one: &Line, other: &Line) -> bool {
    one.plain().to_lowercase() == other.plain().to_lowercase()
}

/// What somebody does.
pub(crate) enum Does {
    /// "a social worker": one person's work, that a sentence can say.
    Is(Line),
    /// "nurses who visit at home": what a service is, that stands better behind its name.
    Are(Line),
}

/// "a mental health nurse, working as depot nurse", without what has been said.
pub(crate) fn what_they_do(entry: &PersonEntry<'_>, is_said: impl Fn(&Line) -> bool) -> Option<Does> {
    let text = |key: NameText| text_of(entry, key).filter(|text| !is_said(text));
    let profession = text(|one| &one.profession);
    let role = text(|one| &one.role).filter(|role| Some(role) != profession.as_ref());
    match (profession, role) {
        (Some(profession), Some(role)) => {
            let profession = with_article(&profession).unwrap_or(profession);
            Some(Does::Is(profession.with(", working as ").with(role)))
        }
        (Some(one), None) | (None, Some(one)) => {
            Some(with_article(&one).map_or_else(|| Does::Are(one.clone()), Does::Is))
        }
        (None, None) => None,
    }
}

/// "a social worker", "an occupational therapist", "an AMHP", "Derek's social worker"; nothing for what is not the
/// work of one person.
pub(crate) fn with_article(what: &Line) -> Option<Line> {
    let text = what.plain();
    let (first, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let word = first.to_lowercase();
    if ["the", "a", "an", "my", "his", "her", "their"].contains(&word.as_str()) || first.ends_with("'s") {
        return Some(what.clone());
    }
    let head = std::iter::once(first).chain(rest.split(' '));
    let mut head =
        head.take_while(|word| !["who", "of", "in", "at", "for", "to", "with", "and"].contains(word));
    let is_many = |word: &str| {
        let word = word.trim_end_matches(',');
        word.ends_with('s') && !["ss", "us", "is", "as", "'s"].iter().any(|end| word.ends_with(end))
    };
    if ["someone", "somebody"].contains(&word.as_str()) || head.any(is_many) {
        return None;
    }
    let spelled = first.len() > 1 && first.chars().all(|c| c.is_ascii_uppercase());
    let vowel = if spelled {
        first.starts_with(|c| "AEFHILMNORSX".contains(c))
    } else {
        word.starts_with(['a', 'e', 'i', 'o', 'u'])
    };
    // "a university tutor", "a European lawyer"
    let said_with_y = ["uni", "eu", "use"].iter().any(|start| word.starts_with(start));
    Some(Line::from(if vowel && !said_with_y { "an " } else { "a " }).with(what.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    pub(crate) fn what_people_do_is_said_with_the_right_article() {
        let said = |what: &str| with_article(&Line::value(what)).map(|line| line.plain());
        for (what, says) in [
            ("social worker", "a social worker"),
            ("occupational therapist", "an occupational therapist"),
            ("AMHP", "an AMHP"),
            ("GP", "a GP"),
            ("university tutor", "a university tutor"),
            ("Derek's social worker", "Derek's social worker"),
            ("bus driver", "a bus driver"),
        ] {
            assert_eq!(said(what).as_deref(), Some(says));
        }
        for service in ["nurses who visit at home", "interpreters, spoken and signed", "someone to talk to"] {
            assert_eq!(said(service), None);
        }
    }
}
