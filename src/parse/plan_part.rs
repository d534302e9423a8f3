//! The parts of a plan that consent and the access policy name.

/// A part of a plan. What belongs to no other part is internal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanPart {
    /// What every copy contains: the name that the person goes by, the plan's id and status.
    Public,
    /// What a reader has promised or said themselves: what, when and how of the actions assigned to them.
    Assigned,
    /// Names of people, and what they are to the person, wherever a copy mentions them.
    Names,
    /// Who the main people are, and their phone numbers.
    Contacts,
    /// The crisis plan, and what happens when part of the plan fails.
    Crisis,
    /// The person's own words about themselves, and how to communicate.
    AboutMe,
    /// Needs, goals and actions.
    Needs,
    /// Services given regularly.
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
    /// Full name, birth date, identity numbers and address of the person. No consent opens it.
    Identity,
    /// Addresses of others: of services, and of family for the team alone.
    Places,
    /// What concerns someone else, such as a carer's own needs. For the team alone.
    Private,
    /// What no consent opens and only the team needs: consents, decisions, the record of copies.
    Internal,
}

impl PlanPart {
    /// Returns the name that the documentation of the format uses.
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
