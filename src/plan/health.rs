//! Diagnoses, conditions, medicines, and how the person and the team make sense of it.

use chrono::NaiveDate;

use crate::parse::{Field, Handle, PartialDate, Past, Spanned, WithheldName};
use crate::record;

record! {
    /// How we make sense of it, in words that I agree with.
    Formulation {
        /// The words.
        words: String;
        /// The day they were written.
        written: Past<PartialDate>;
        /// Who wrote them with me.
        written_by: Handle;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// Diagnoses, conditions, medicines.
    Health => PhysicalHealth {
        /// My diagnoses.
        diagnoses: Vec<Spanned<String>> => Diagnosis;
        /// Conditions of my body.
        conditions: Vec<Spanned<String>>;
        /// My allergies, or "None known".
        allergies: String => Medicines;
        /// Medicines that did me harm, and how.
        bad_reactions: Vec<Spanned<String>> => Medicines;
        /// The day of my last full physical health check.
        physical_health_checked: Past<PartialDate>;
        /// What I take.
        medicines: Vec<Medicine> => Medicines;
    }
}

record! {
    /// A medicine that I take.
    Medicine {
        /// What it is called.
        medicine: String;
        /// How much, and how often.
        dose: String;
        /// What it does for me.
        why: String;
        /// Who prescribes it.
        prescriber: Handle;
        /// What is checked, how often, and where.
        checks: String;
        /// Since when.
        from: NaiveDate;
        /// Its last day.
        until: NaiveDate;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

impl Medicine {
    /// Returns whether it is taken on `day` or later. A faulty `until` counts as passed.
    pub fn is_taken(&self, day: NaiveDate) -> bool {
        match &self.until {
            Field::Absent => true,
            Field::Faulty(_) => false,
            Field::Known(until) => until.value >= day,
        }
    }
}

impl Health {
    /// Returns the medicines that are taken on `day` or later.
    pub fn taken(&self, day: NaiveDate) -> impl Iterator<Item = &Medicine> {
        self.medicines.items().iter().filter(move |medicine| medicine.is_taken(day))
    }
}
