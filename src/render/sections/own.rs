//! What is the reader's own in another person's plan: what they agreed to do, what they said, their own support.

use crate::parse::{DayOrTime, Handle, PlanPart, When};
use crate::phrase;
use crate::plan::Action;
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::actions::Progress::{self, ForAll, WhereOver};

impl CopyContext<'_> {
    /// What the reader agreed to do in any part of the plan: open actions first, by date.
    pub(crate) fn promises(&self) -> Option<Section> {
        self.plan.reader().handle()?;
        let mut promises = self.actions_of_each_part();
        promises.retain(|(action, has_part, _)| {
            let mut names = action.who.value().into_iter().flat_map(|who| &who.0);
            // In a part that the reader does not have, redaction leaves only their own actions.
            !has_part || names.any(|who| self.plan.is_reader(&who.value))
        });
        promises.sort_by_key(|(action, ..)| (action.is_over(), by_day(action)));
        let cards = promises.into_iter().filter_map(|(action, _, progress)| self.action(action, progress));
        Section::new("promises", "What you have agreed to do", Block::cards(None, cards))
    }

    /// Who does something. In a part that the reader does not have, only the reader is named.
    pub(crate) fn who_does(&self, action: &Action, has_part: bool) -> Option<Line> {
        if has_part { self.plan.who_does(&action.who) } else { Some("You".into()) }
    }

    /// Every action that the reader sees, whether the reader has its part, and for which actions progress is given.
    fn actions_of_each_part(&self) -> Vec<(&Action, bool, Progress)> {
        let plan = self.plan;
        let needs = plan.needs.items().iter().flat_map(|need| {
            let has_need = plan.has_need(need);
            need.actions.items().iter().map(move |action| (action, has_need, ForAll))
        });
        let (has_crisis, has_risks) = (self.has(PlanPart::Crisis), self.has(PlanPart::Risks));
        let crisis = plan.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
        let contingency = plan.contingency.items().iter().flat_map(|each| each.actions.items());
        let risks = plan.risks.items().iter().flat_map(|risk| risk.actions.items());
        let crisis = crisis.chain(contingency).map(|action| (action, has_crisis, WhereOver));
        needs.chain(crisis).chain(risks.map(|action| (action, has_risks, WhereOver))).collect()
    }

    /// What the reader said at reviews, if they do not see the reviews.
    pub(crate) fn what_you_said(&self) -> Option<Section> {
        if self.has(PlanPart::Reviews) {
            return None;
        }
        let views = self.plan.reviews.items().iter().flat_map(|review| review.views.items());
        Section::new("your-view", "What you said", views.filter_map(|view| Block::words(&view.view)))
    }

    /// What the plan says about the reader, so that they can check it.
    pub(crate) fn you(&self) -> Option<Section> {
        let you = Handle(self.plan.reader().handle()?.to_owned());
        let card = self.plan.contact_card(&you, &self.plan.find(&you.0)?);
        Section::new("you", self.say("", "You in {}'s plan"), Block::contacts(vec![card], false))
    }

    /// Where a carer finds support for themselves.
    pub(crate) fn own_support(&self) -> Option<Section> {
        let coordinator = self.plan.coordinator();
        let text = phrase!("You can ask {} for a carer's assessment of your own needs.", coordinator);
        let text = self.plan.reader().is_carer.then(|| Block::text(text));
        Section::new("support", "Your own support", text)
    }
}

/// Sorts actions by date; those without a date come last.
pub(crate) fn by_day(action: &Action) -> (bool, Option<DayOrTime>) {
    match action.when.value() {
        Some(When::At(at)) => (false, Some(*at)),
        Some(When::Words(_)) | None => (true, None),
    }
}
