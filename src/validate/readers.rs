//! Who gets which parts of a plan, as far as a rule must know to say that something withheld is told all the same.

use super::Context;
use crate::folder::Entry;
use crate::plan::{CopyPart, Is};
use crate::reading::{Handle, Marks, Name, Open, Part, Text};

/// Somebody who gets a copy, or may ask for one.
#[derive(Debug, Clone)]
pub(super) enum Reader<'a> {
    /// The person.
    Person,
    /// Somebody with a handle.
    Somebody(&'a str, Entry<'a>),
}

/// What the GP gets without anybody's leave: what they need to treat the person and to get help fast.
const FOR_THE_GP: &[Part] = &[
    Part::Contacts,
    Part::Crisis,
    Part::Services,
    Part::Diagnosis,
    Part::Medicines,
    Part::PhysicalHealth,
    Part::Risks,
    Part::Legal,
    Part::Reviews,
];

impl<'a> Reader<'a> {
    /// Everybody who gets part of the plan: the person, the GP, and those for whom there is consent.
    pub(super) fn all(context: &Context<'a>) -> Vec<Reader<'a>> {
        let plan = context.plan;
        let own = plan.people.value().into_iter().flat_map(Open::keys);
        let gp = plan.gp.value().and_then(|gp| match gp {
            Name::Somebody(handle) => Some(handle.0.as_str()),
            Name::None => None,
        });
        let handles = own.chain(gp.filter(|gp| !context.people().is_own(gp)));
        let somebody = handles.filter_map(|handle| Some(Reader::Somebody(handle, context.who(handle)?)));
        std::iter::once(Reader::Person).chain(somebody).collect()
    }

    /// Whether something with these marks is kept from this reader.
    pub(super) fn is_kept_from(&self, context: &Context<'_>, marks: &Marks<'_>) -> bool {
        let told_it = marks.told_by.is_some_and(|teller| self.handle() == teller);
        let withheld = marks.withhold.and_then(|name| context.plan.withheld.value()?.get(name));
        let from = withheld.and_then(|decision| decision.from.value());
        from.is_some_and(|from| from.iter().any(|word| self.is_named_by(&word.value.0, context)))
            || (!told_it && !self.is_team() && context.is_confided(marks))
    }

    /// Whether this reader gets a text that is not kept from them.
    pub(super) fn gets(&self, context: &Context<'_>, text: &Text<'_>) -> bool {
        if matches!(text.part, Part::Office | Part::Identity | Part::Places | Part::Private)
            || text.key.name == "view"
        {
            return false;
        }
        let Reader::Somebody(handle, entry) = self else { return true };
        if self.is_team() {
            return true;
        }
        let headers: Vec<_> = context.texts().headers(text).collect();
        let area = || {
            let needs = context.plan.needs.items().iter();
            let need = needs.filter(|need| headers.contains(&&need.span)).find_map(|need| need.area.value());
            need.map(|area| area.word())
        };
        let opens = |part: &CopyPart| match part.part() {
            Some(part) => part == text.part,
            None => text.part == Part::Needs && area() == Some(part.word()),
        };
        let parts =
            entry.all(|someone| &someone.consent).into_iter().filter_map(|consent| consent.copy.value());
        let is_gp = self.is_gp(context) && FOR_THE_GP.contains(&text.part);
        let is_down_for = || {
            matches!(text.key.name, "what" | "when" | "how")
                && context.plan.actions().any(|action| {
                    headers.first() == Some(&&action.span)
                        && action
                            .who
                            .value()
                            .is_some_and(|who| who.0.iter().any(|who| who.value.0 == *handle))
                })
        };
        is_gp || parts.flatten().any(|part| opens(&part.value)) || is_down_for()
    }

    /// This reader in words that can follow "withheld from".
    pub(super) fn words(&self) -> String {
        match self {
            Reader::Person => "the person".to_owned(),
            Reader::Somebody(handle, _) => format!("`{handle}`"),
        }
    }

    fn handle(&self) -> &str {
        match self {
            Reader::Person => Handle::PERSON,
            Reader::Somebody(handle, _) => handle,
        }
    }

    fn is_team(&self) -> bool {
        // Whoever has a relationship is family, also where they work in a team.
        matches!(self, Reader::Somebody(_, entry) if entry.is(Is::Team) && entry.first(|someone| &someone.relationship).is_none())
    }

    fn is_gp(&self, context: &Context<'_>) -> bool {
        matches!(context.plan.gp.value(), Some(Name::Somebody(gp)) if gp.0 == self.handle())
    }

    /// Whether `from`, a word of a decision, means this reader.
    fn is_named_by(&self, from: &str, context: &Context<'_>) -> bool {
        let is_family = match self {
            Reader::Person => return from == Handle::PERSON,
            Reader::Somebody(_, entry) => entry.first(|someone| &someone.relationship).is_some(),
        };
        match from {
            "family" => is_family,
            "gp" => self.is_gp(context),
            "agencies" => !is_family && !self.is_team() && !self.is_gp(context),
            handle => handle == self.handle(),
        }
    }
}
