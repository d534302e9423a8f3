//! The parts of a plan that consent and the access policy name.

words! {
    /// A part of a plan. What belongs to no other part is internal.
    PlanPart,
    /// Returns the name that the documentation of the format uses.
    word {
        /// What every copy contains: the name that the person goes by, the plan's id and status.
        Public = "always",
        /// What a reader has promised or said themselves: what, when and how of the actions assigned to them.
        Assigned = "own",
        /// Names of people, and what they are to the person, wherever a copy mentions them.
        Names = "names",
        /// Who the main people are, and their phone numbers.
        Contacts = "contacts",
        /// The crisis plan, and what happens when part of the plan fails.
        Crisis = "crisis",
        /// The person's own words about themselves, and how to communicate.
        AboutMe = "about me",
        /// Needs, goals and actions.
        Needs = "needs",
        /// Services given regularly.
        Services = "services",
        /// Diagnoses and the formulation.
        Diagnosis = "diagnosis",
        /// Medicines, allergies and bad reactions.
        Medicines = "medicines",
        /// Physical health.
        PhysicalHealth = "physical health",
        /// Risks and safeguarding.
        Risks = "risks",
        /// Sections, orders, statements made in advance, times in hospital.
        Legal = "legal",
        /// Reviews, agreements and changes.
        Reviews = "reviews",
        /// Full name, birth date, identity numbers and address of the person. No consent opens it.
        Identity = "identity",
        /// Addresses of others: of services, and of family for the team alone.
        Places = "places",
        /// What concerns someone else, such as a carer's own needs. For the team alone.
        Private = "private",
        /// What no consent opens and only the team needs: consents, decisions, the record of copies.
        Internal = "office",
    }
}
