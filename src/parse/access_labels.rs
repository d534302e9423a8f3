//! Which part of a plan a key belongs to, and what decides whether somebody may see it.

use crate::parse::scalars::Names;
use crate::parse::source::Span;

/// The parts of a plan, as consent names them. What nobody declared belongs to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanPart {
    /// What every reader of a copy gets: the name that the person goes by, the plan's id and state.
    Public,
    /// What a reader has promised or said themselves: the what, when and how of actions that they are down for.
    Assigned,
    /// What people are called, and what they are to the person, wherever a copy names them.
    Names,
    /// Who the main people are, and their numbers.
    Contacts,
    /// The crisis plan, and what happens when part of the plan fails.
    Crisis,
    /// The person's own words about themselves, and how to communicate.
    AboutMe,
    /// Needs, goals, and who does what.
    Needs,
    /// What is given again and again.
    Services,
    /// Diagnoses and the formulation.
    Diagnosis,
    /// Medicines, allergies and bad reactions.
    Medicines,
    /// Physical health.
    PhysicalHealth,
    /// Risks and safeguarding.
    Risks,
    /// Sections, orders, statements made in advance, times in hospital.
    Legal,
    /// Reviews, agreements and changes.
    Reviews,
    /// Who the person is to an office: whole name, birth date, numbers of identity, address. No consent opens it.
    Identity,
    /// Where somebody else is: of services, and of family for the team alone.
    Places,
    /// What is somebody else's own: what a carer needs themselves. It is for the team alone.
    Private,
    /// What no consent opens, and no office outside the team needs: consents, decisions, the ledger of copies.
    Internal,
}

impl PlanPart {
    /// The name that the page of the format uses.
    pub fn word(self) -> &'static str {
        match self {
            PlanPart::Public => "always",
            PlanPart::Assigned => "own",
            PlanPart::Names => "names",
            PlanPart::Contacts => "contacts",
            PlanPart::Crisis => "crisis",
            PlanPart::AboutMe => "about me",
            PlanPart::Needs => "needs",
            PlanPart::Services => "services",
            PlanPart::Diagnosis => "diagnosis",
            PlanPart::Medicines => "medicines",
            PlanPart::PhysicalHealth => "physical health",
            PlanPart::Risks => "risks",
            PlanPart::Legal => "legal",
            PlanPart::Reviews => "reviews",
            PlanPart::Identity => "identity",
            PlanPart::Places => "places",
            PlanPart::Private => "private",
            PlanPart::Internal => "office",
        }
    }
}

/// What an item says about who may see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct AccessLabels<'a> {
    /// The decision in `[withheld]` that it names.
    pub withhold: Option<&'a str>,
    /// Who said it, when it was not the person.
    pub told_by: Option<&'a str>,
    /// Whether it was said in confidence.
    pub in_confidence: Option<bool>,
    /// Who is down for it.
    pub who: Option<&'a Names>,
    /// The area of life that it is about.
    pub area: Option<&'static str>,
}

/// What stands between a plan and one reader of a copy.
pub trait AccessPolicy {
    /// Whether this reader has this part.
    fn allows(&self, part: PlanPart) -> bool;
    /// Whether an item with these labels is kept back from this reader.
    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool;
    /// Whether this handle may be named to this reader.
    fn names(&self, handle: &str) -> bool;

    /// The part that the keys of an item with these labels belong to, which stands in `part`.
    fn part_of_item(&self, part: PlanPart, _marks: &AccessLabels<'_>) -> PlanPart {
        part
    }

    /// Whether an item with these labels is this reader's own: they are down for it, or said it.
    fn is_own(&self, _marks: &AccessLabels<'_>) -> bool {
        false
    }

    /// Told where the walk through the plan goes: into what is called `name`, or is the so-manieth of a list.
    fn enter(&self, _step: Step<'_>) {}

    /// Told that the walk comes back from there.
    fn leave(&self) {}

    /// Told of a value at the end of the way, in `part`.
    fn value(&self, _part: PlanPart) {}
}

/// A step of the way to a value of a plan.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// What stands behind a key, with its place.
    Key(&'a str, &'a Span),
    /// An item of a list of tables, counted from 0.
    Item(usize),
    /// What somebody chose a name for, with the place of the name.
    Chosen(&'a str, &'a Span),
}
