//! What is the reader's own in somebody else's plan: what they agreed to do, what they said, where they find support.

use crate::parse::{DayOrTime, Handle, PlanPart, When};
use crate::plan::Action;
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::actions::Progress;
use crate::render::sections::actions::Progress::{Said, WhereOver};

impl CopyContext<'_> {
    /// What the reader agreed to do, whatever part of the plan it stands in: what is still to do first, by its day.
    pub(crate) fn promises(&self) -> Option<Section> {
        self.seen.reader().handle()?;
        let all = self.actions_of_each_part().into_iter();
        let mut promises: Vec<_> =
            all.filter(|(action, is_theirs, _)| self.is_promise(action, *is_theirs)).collect();
        promises.sort_by_key(|(action, ..)| (action.is_over(), by_when(action)));
        let cards = promises.into_iter().filter_map(|(action, _, progress)| self.action(action, progress));
        let block = Block::cards(None, cards.collect());
        Section::new("promises", "What you have agreed to do", block.into_iter().collect())
    }

    /// Who does something. Of an action in a part that is not the reader's, only the reader is known.
    pub(crate) fn who_of(&self, action: &Action, is_theirs: bool) -> Option<Line> {
        if is_theirs { self.seen.who(action.who.value()) } else { Some("You".into()) }
    }

    /// Every action that the reader sees, whether the part that it stands in is theirs, and how far it is said to be.
    pub(crate) fn actions_of_each_part(&self) -> Vec<(&Action, bool, Progress)> {
        let seen = self.seen;
        let needs = seen.needs.items().iter().flat_map(|need| {
            let is_theirs = seen.has_need(need);
            need.actions.items().iter().map(move |action| (action, is_theirs, Said))
        });
        let (has_crisis, has_risks) = (seen.has(PlanPart::Crisis), seen.has(PlanPart::Risks));
        let crisis = seen.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
        let contingency = seen.contingency.items().iter().flat_map(|one| one.actions.items());
        let risks = seen.risks.items().iter().flat_map(|risk| risk.actions.items());
        let crisis = crisis.chain(contingency).map(|action| (action, has_crisis, WhereOver));
        needs.chain(crisis).chain(risks.map(|action| (action, has_risks, WhereOver))).collect()
    }

    /// Whether the reader is down for an action. In a part that is not theirs no other action is left.
    pub(crate) fn is_promise(&self, action: &Action, is_theirs: bool) -> bool {
        let who = action.who.value().into_iter().flat_map(|who| &who.0);
        let is_named = who.into_iter().any(|who| self.seen.is_reader(&who.value));
        is_named || !is_theirs
    }

    /// What the reader said at reviews, where reviews are not theirs to see.
    pub(crate) fn what_you_said(&self) -> Option<Section> {
        if self.seen.has(PlanPart::Reviews) {
            return None;
        }
        let views = self.seen.reviews.items().iter().flat_map(|review| review.views.items());
        let words = views.filter_map(|view| Some(Block::Words { text: Line::value(view.view.value()?) }));
        Section::new("your-view", "What you said", words.collect())
    }

    /// What the plan says of the reader, so that they can see whether it is right.
    pub(crate) fn you(&self) -> Option<Section> {
        let you = Handle(self.seen.reader().handle()?.to_owned());
        let card = self.seen.card(&you, &self.seen.find(&you.0)?);
        let block = Block::Contacts { contacts: vec![card], numbered: false };
        Section::new("you", self.say("", "You in {}'s plan"), vec![block])
    }

    /// Where a carer finds support for themselves.
    pub(crate) fn own_support(&self) -> Option<Section> {
        if !self.seen.reader().is_carer {
            return None;
        }
        let ask = Line::from("You can ask ").with(self.seen.coordinator());
        let text = ask.with(" for a carer's assessment of your own needs.");
        Section::new("support", "Your own support", vec![Block::Text { text }])
    }
}

/// The day of an action; without one it comes after those that have one.
pub(crate) fn by_when(action: &Action) -> (bool, Option<DayOrTime>) {
    match action.when.value() {
        Some(When::At(at)) => (false, Some(*at)),
        _ => (true, None),
    }
}
