//! What each kind of reader reads first, and what then.

use crate::access::Kind;
use crate::render::basis::Basis;
use crate::render::block::Section;

impl Basis<'_> {
    /// The sections of the care plan in the order of this reader. What is not theirs, or not there, is no section.
    pub(crate) fn in_order(&self) -> Vec<Section> {
        let order = match self.seen.reader().kind() {
            Kind::Person => person(),
            Kind::Team => team(),
            Kind::Gp => gp(),
            Kind::Family | Kind::Agency => family(),
        };
        order.iter().filter_map(|make| make(self)).collect()
    }

    pub(crate) fn contacts(&self) -> Option<Section> {
        self.seen.contacts()
    }
}

/// What makes a section.
type Make<'a> = fn(&Basis<'a>) -> Option<Section>;

pub(crate) fn person<'a>() -> Vec<Make<'a>> {
    vec![
        Basis::contacts,
        Basis::crisis,
        Basis::crisis_more,
        Basis::contingency,
        Basis::needs,
        Basis::services,
        Basis::months,
        Basis::risks,
        Basis::safeguarding,
        Basis::health,
        Basis::law,
        Basis::about_me,
        Basis::communication,
        Basis::people,
        Basis::other_plans,
        Basis::reviews,
        Basis::changes,
        Basis::agreements,
        Basis::copies_given,
        Basis::sharing,
        Basis::details,
        Basis::unhappy,
        Basis::about_this_copy,
    ]
}

/// The first page stands alone, for whoever is on duty at night; the papers of the office come last.
pub(crate) fn team<'a>() -> Vec<Make<'a>> {
    vec![
        Basis::know_first,
        Basis::contacts,
        Basis::crisis,
        Basis::crisis_more,
        Basis::contingency,
        Basis::promises,
        Basis::needs,
        Basis::services,
        Basis::health,
        Basis::risks,
        Basis::safeguarding,
        Basis::law,
        Basis::months,
        Basis::about_me,
        Basis::communication,
        Basis::people,
        Basis::you,
        Basis::carers,
        Basis::other_plans,
        Basis::reviews,
        Basis::changes,
        Basis::agreements,
        Basis::sharing,
        Basis::copies_given,
        Basis::details,
        Basis::unhappy,
        Basis::about_this_copy,
    ]
}

/// What the GP is to do, then what the GP treats, then whom to phone.
pub(crate) fn gp<'a>() -> Vec<Make<'a>> {
    vec![
        Basis::promises,
        Basis::health,
        Basis::contacts,
        Basis::crisis,
        Basis::crisis_more,
        Basis::contingency,
        Basis::changes,
        Basis::risks,
        Basis::safeguarding,
        Basis::months,
        Basis::reviews,
        Basis::what_you_said,
        Basis::agreements,
        Basis::law,
        Basis::services,
        Basis::needs,
        Basis::other_plans,
        Basis::communication,
        Basis::about_me,
        Basis::people,
        Basis::you,
        Basis::details,
        Basis::unhappy,
        Basis::about_this_copy,
    ]
}

/// Whom to phone, what to look out for, what they themselves and others have agreed to do, and their own support.
pub(crate) fn family<'a>() -> Vec<Make<'a>> {
    vec![
        Basis::contacts,
        Basis::crisis,
        Basis::crisis_more,
        Basis::contingency,
        Basis::promises,
        Basis::needs,
        Basis::services,
        Basis::months,
        Basis::own_support,
        Basis::unhappy,
        Basis::risks,
        Basis::safeguarding,
        Basis::health,
        Basis::law,
        Basis::about_me,
        Basis::communication,
        Basis::people,
        Basis::you,
        Basis::other_plans,
        Basis::reviews,
        Basis::what_you_said,
        Basis::changes,
        Basis::agreements,
        Basis::details,
        Basis::about_this_copy,
    ]
}
