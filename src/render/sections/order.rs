//! What each kind of reader reads first, and what then.

use crate::access::policy::CopyStyle;
use crate::render::block::Section;
use crate::render::copy_context::CopyContext;

impl CopyContext<'_> {
    /// The sections of the care plan in the order of this reader. What is not theirs, or not there, is no section.
    pub(crate) fn in_order(&self) -> Vec<Section> {
        let order = match self.seen.reader().kind().style() {
            CopyStyle::Person => person(),
            CopyStyle::Team => team(),
            CopyStyle::Gp => gp(),
            CopyStyle::Family => family(),
        };
        order.iter().filter_map(|make| make(self)).collect()
    }

    pub(crate) fn contacts(&self) -> Option<Section> {
        self.seen.contacts()
    }
}

/// What makes a section.
type Make<'a> = fn(&CopyContext<'a>) -> Option<Section>;

pub(crate) fn person<'a>() -> Vec<Make<'a>> {
    vec![
        CopyContext::contacts,
        CopyContext::crisis,
        CopyContext::crisis_more,
        CopyContext::contingency,
        CopyContext::needs,
        CopyContext::services,
        CopyContext::months,
        CopyContext::risks,
        CopyContext::safeguarding,
        CopyContext::health,
        CopyContext::law,
        CopyContext::about_me,
        CopyContext::communication,
        CopyContext::people,
        CopyContext::other_plans,
        CopyContext::reviews,
        CopyContext::changes,
        CopyContext::agreements,
        CopyContext::copies_given,
        CopyContext::sharing,
        CopyContext::details,
        CopyContext::unhappy,
        CopyContext::about_this_copy,
    ]
}

/// The first page stands alone, for whoever is on duty at night; the papers of the office come last.
pub(crate) fn team<'a>() -> Vec<Make<'a>> {
    vec![
        CopyContext::know_first,
        CopyContext::contacts,
        CopyContext::crisis,
        CopyContext::crisis_more,
        CopyContext::contingency,
        CopyContext::promises,
        CopyContext::needs,
        CopyContext::services,
        CopyContext::health,
        CopyContext::risks,
        CopyContext::safeguarding,
        CopyContext::law,
        CopyContext::months,
        CopyContext::about_me,
        CopyContext::communication,
        CopyContext::people,
        CopyContext::you,
        CopyContext::carers,
        CopyContext::other_plans,
        CopyContext::reviews,
        CopyContext::changes,
        CopyContext::agreements,
        CopyContext::sharing,
        CopyContext::copies_given,
        CopyContext::details,
        CopyContext::unhappy,
        CopyContext::about_this_copy,
    ]
}

/// What the GP is to do, then what the GP treats, then whom to phone.
pub(crate) fn gp<'a>() -> Vec<Make<'a>> {
    vec![
        CopyContext::promises,
        CopyContext::health,
        CopyContext::contacts,
        CopyContext::crisis,
        CopyContext::crisis_more,
        CopyContext::contingency,
        CopyContext::changes,
        CopyContext::risks,
        CopyContext::safeguarding,
        CopyContext::months,
        CopyContext::reviews,
        CopyContext::what_you_said,
        CopyContext::agreements,
        CopyContext::law,
        CopyContext::services,
        CopyContext::needs,
        CopyContext::other_plans,
        CopyContext::communication,
        CopyContext::about_me,
        CopyContext::people,
        CopyContext::you,
        CopyContext::details,
        CopyContext::unhappy,
        CopyContext::about_this_copy,
    ]
}

/// Whom to phone, what to look out for, what they themselves and others have agreed to do, and their own support.
pub(crate) fn family<'a>() -> Vec<Make<'a>> {
    vec![
        CopyContext::contacts,
        CopyContext::crisis,
        CopyContext::crisis_more,
        CopyContext::contingency,
        CopyContext::promises,
        CopyContext::needs,
        CopyContext::services,
        CopyContext::months,
        CopyContext::own_support,
        CopyContext::unhappy,
        CopyContext::risks,
        CopyContext::safeguarding,
        CopyContext::health,
        CopyContext::law,
        CopyContext::about_me,
        CopyContext::communication,
        CopyContext::people,
        CopyContext::you,
        CopyContext::other_plans,
        CopyContext::reviews,
        CopyContext::what_you_said,
        CopyContext::changes,
        CopyContext::agreements,
        CopyContext::details,
        CopyContext::about_this_copy,
    ]
}
