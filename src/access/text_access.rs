//! Who gets which parts of a plan, as far as a rule must know to say that something withheld is told all the same.

use crate::access::{ReaderKind, Role, gp_of};
use crate::parse::{AccessLabels, OpenMap, PlanPart, Text};
use crate::plan::CopyPart;
use crate::validate::Context;
use crate::workspace::PersonEntry;

/// Somebody who gets a copy, or may ask for one.
#[derive(Debug, Clone)]
pub(crate) struct TextReader<'a> {
    role: Role,
    /// What the lists say of them; of the person they say nothing.
    entry: Option<PersonEntry<'a>>,
}

/// What the GP gets without anybody's leave: what they need to treat the person and to get help fast.
const FOR_THE_GP: &[PlanPart] = &[
    PlanPart::Contacts,
    PlanPart::Crisis,
    PlanPart::Services,
    PlanPart::Diagnosis,
    PlanPart::Medicines,
    PlanPart::PhysicalHealth,
    PlanPart::Risks,
    PlanPart::Legal,
    PlanPart::Reviews,
];

impl<'a> TextReader<'a> {
    /// Everybody who gets part of the plan: the person, the GP, and those for whom there is consent.
    pub(crate) fn all(context: &Context<'a>) -> Vec<TextReader<'a>> {
        let plan = context.plan;
        let own = plan.people.value().into_iter().flat_map(OpenMap::keys);
        let handles = own.chain(gp_of(context.file).filter(|gp| !context.people().is_own(gp)));
        let somebody = handles.filter_map(|handle| {
            let entry = context.who(handle)?;
            Some(TextReader { role: Role::for_handle(context.file, handle, &entry), entry: Some(entry) })
        });
        std::iter::once(TextReader { role: Role::person(), entry: None }).chain(somebody).collect()
    }

    /// Whether something with these marks is kept from this reader.
    pub(crate) fn is_kept_from(&self, context: &Context<'_>, marks: &AccessLabels<'_>) -> bool {
        let told_it = marks.told_by.is_some_and(|teller| self.role.is(teller));
        let withheld = marks.withhold.and_then(|name| context.plan.withheld.value()?.get(name));
        let from = withheld.and_then(|decision| decision.from.value());
        from.is_some_and(|from| from.iter().any(|word| self.role.is_named_by(&word.value.0)))
            || (!told_it && !self.is_team() && context.is_confided(marks))
    }

    /// Whether this reader gets a text that is not kept from them.
    pub(crate) fn gets(&self, context: &Context<'_>, text: &Text<'_>) -> bool {
        if matches!(text.part, PlanPart::Office | PlanPart::Identity | PlanPart::Places | PlanPart::Private)
            || text.key.name == "view"
        {
            return false;
        }
        let Some(entry) = &self.entry else { return true };
        if self.is_team() {
            return true;
        }
        let headers: Vec<_> = context.texts().headers(text).collect();
        let area = || {
            let needs = context.plan.needs.items().iter();
            let need = needs.filter(|need| headers.contains(&&need.span)).find_map(|need| need.area.value());
            need.map(|area| area.word())
        };
        let allows = |part: &CopyPart| match part.part() {
            Some(part) => part == text.part,
            None => text.part == PlanPart::Needs && area() == Some(part.word()),
        };
        let parts =
            entry.all(|someone| &someone.consent).into_iter().filter_map(|consent| consent.copy.value());
        let is_gp = self.role.kind == ReaderKind::Gp && FOR_THE_GP.contains(&text.part);
        let is_down_for = || {
            matches!(text.key.name, "what" | "when" | "how")
                && context.plan.actions().any(|action| {
                    headers.first() == Some(&&action.span)
                        && action
                            .who
                            .value()
                            .is_some_and(|who| who.0.iter().any(|who| self.role.is(&who.value.0)))
                })
        };
        is_gp || parts.flatten().any(|part| allows(&part.value)) || is_down_for()
    }

    /// This reader in words that can follow "withheld from".
    pub(crate) fn words(&self) -> String {
        match &self.role.handle {
            Some(handle) if !self.is_person() => format!("`{handle}`"),
            _ => "the person".to_owned(),
        }
    }

    /// Whether this reader is the person whose plan it is.
    pub(crate) fn is_person(&self) -> bool {
        self.role.kind == ReaderKind::Person
    }

    fn is_team(&self) -> bool {
        self.role.kind == ReaderKind::Team
    }
}
