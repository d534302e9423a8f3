//! Which part of a plan a key belongs to, and what decides whether somebody may see it.

/// The parts of a plan, as consent names them. What nobody declared belongs to the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What every reader of a copy gets: the name that the person goes by, the plan's id and state.
    Always,
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
    /// What no consent opens: address, birth date, numbers of identity, consents, the ledger of copies.
    Office,
}

impl Part {
    /// The name that the page of the format uses.
    pub fn word(self) -> &'static str {
        match self {
            Part::Always => "always",
            Part::Contacts => "contacts",
            Part::Crisis => "crisis",
            Part::AboutMe => "about me",
            Part::Needs => "needs",
            Part::Services => "services",
            Part::Diagnosis => "diagnosis",
            Part::Medicines => "medicines",
            Part::PhysicalHealth => "physical health",
            Part::Risks => "risks",
            Part::Legal => "legal",
            Part::Reviews => "reviews",
            Part::Office => "office",
        }
    }
}

/// What an item says about who may see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks<'a> {
    /// The decision in `[withheld]` that it names.
    pub withhold: Option<&'a str>,
    /// Who said it, when it was not the person.
    pub told_by: Option<&'a str>,
    /// Whether it was said in confidence.
    pub in_confidence: Option<bool>,
}

/// What stands between a plan and one reader of a copy.
pub trait Wall {
    /// Whether this reader has this part.
    fn opens(&self, part: Part) -> bool;
    /// Whether an item with these marks is kept back from this reader.
    fn keeps_back(&self, marks: &Marks<'_>) -> bool;
    /// Whether this handle may be named to this reader.
    fn names(&self, handle: &str) -> bool;
}
