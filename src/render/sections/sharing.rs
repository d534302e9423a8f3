//! Who may have what: people and their consents, what is withheld from whom, who has a copy.

use crate::access::policy::is_team;
use crate::parse::{Handle, OpenMap, PlanPart};
use crate::phrase;
use crate::plan::{CarersAssessment, Consent, CopyGiven, CopyPart, Decision, Ground, Someone};
use crate::render::block::{Block, Card, Contact, Section};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;

impl CopyContext<'_> {
    /// Everyone else whom the copy names or whom its reader may phone, with their numbers.
    pub(crate) fn people(&self) -> Option<Section> {
        let main = self.plan.main_handles();
        let others = self.plan.handles().into_iter();
        let others = others.filter(|handle| !main.contains(handle) && !self.plan.is_reader(handle));
        let card = |handle: Handle| Some(self.plan.contact_card(&handle, &self.plan.find(&handle.0)?));
        let contacts: Vec<Contact> = others.filter_map(card).collect();
        let picture = self.circle();
        if contacts.is_empty() {
            let numbers = self.say(
                "Their numbers are under “Who to contact”, at the beginning of this plan.",
                "Numbers are under “Who to contact”.",
            );
            let numbers = picture.is_some().then(|| Block::text(numbers));
            let heading = self.say("The people in my plan", "The people in {}'s plan");
            return Section::new("people", heading, picture.into_iter().chain(numbers));
        }
        let heading = self.say("Other people in my plan", "Other people in {}'s plan");
        // On paper the drawing takes most of a page, so the contacts come first and fill the page before it.
        let blocks = Block::contacts(contacts, false).into_iter().chain(picture);
        Section::new("people", heading, blocks)
    }

    /// What the person agreed that others may have, and what is withheld from whom.
    pub(crate) fn sharing(&self) -> Option<Section> {
        if !self.has(PlanPart::Internal) {
            return None;
        }
        let mut handles = self.plan.main_handles();
        let others = self.plan.handles();
        let others: Vec<Handle> = others.into_iter().filter(|handle| !handles.contains(handle)).collect();
        handles.extend(others);
        // A colleague who is also a relative has what the person agreed to.
        let is_on_team = |handle: &Handle| self.plan.find(&handle.0).is_some_and(|entry| is_team(&entry));
        let team = Line::list(
            handles.iter().filter(|handle| is_on_team(handle)).map(|handle| self.plan.name(handle)),
        );
        let team = team.map(|team| {
            let may_read =
                self.say("Your team may read all of your plan", "The team may read all of {}'s plan");
            Block::text(phrase!("{}: {}.", may_read, team))
        });
        let consents = self.own_people().filter_map(|(name, someone)| {
            Block::titled(phrase!("What {} may have", name), self.consent(someone.consent.value()?))
        });
        let withheld = self.plan.withheld.value().into_iter().flat_map(OpenMap::iter);
        let withheld = withheld.filter_map(|(name, decision)| self.decision(name, decision));
        let withheld = Block::titled("What is kept from others", Block::cards(None, withheld));
        let blocks = team.into_iter().chain(consents).chain(withheld);
        Section::new("sharing", "What others may have", blocks).map(Section::in_columns)
    }

    /// The plan's own people, with their names.
    fn own_people(&self) -> impl Iterator<Item = (Line, &Someone)> {
        let people = self.plan.people.value().into_iter().flat_map(OpenMap::iter);
        people.map(|(handle, someone)| (self.plan.name(&Handle(handle.to_owned())), someone))
    }

    fn consent(&self, consent: &Consent) -> Option<Block> {
        let copy = consent.copy.value().map(|parts| {
            let parts = Line::semicolon_list(parts.iter().map(|part| match part.value {
                CopyPart::AboutMe => self.say("about me", "about {}"),
                part => Line::from(part.word()),
            }));
            let none =
                || self.say("Nothing. I was asked, and said no.", "Nothing. {} was asked, and said no.");
            parts.map_or_else(none, Line::capital)
        });
        let invite = consent.invite.value().map(|invite| if *invite { "Yes" } else { "No" });
        let asked_by = self.plan.named(&consent.asked_by);
        Facts::default()
            .add("May have a copy of", copy)
            .add(self.say("Is invited to my reviews", "Is invited to reviews"), invite.map(Line::from))
            .done(self.say("I was asked", "{} was asked"), &consent.asked, "by", asked_by)
            .value("Why", &consent.because)
            .add("Who decided", self.plan.named(&consent.decided_by).map(Line::capital))
            .block()
    }

    fn decision(&self, name: &str, decision: &Decision) -> Option<Card> {
        let ground = decision.ground.value().map(|ground| match ground {
            Ground::PersonAsked => self.say("I asked for this", "{} asked for this"),
            Ground::ThirdParty => "It tells something about somebody else".into(),
            Ground::SeriousHarm => "Knowing it could do serious harm".into(),
        });
        let mut facts = Facts::default();
        facts.add("On what ground", ground).value("Why", &decision.because).done(
            "Decided",
            &decision.decided,
            "by",
            self.plan.named(&decision.decided_by),
        );
        let from = self.withheld_from(name).map(|from| phrase!("Kept from {}", from));
        facts.card(from, "Kept from everybody")
    }

    /// What the people around the person need themselves: for them and the team.
    pub(crate) fn carers(&self) -> Option<Section> {
        let blocks = self.own_people().filter_map(|(name, someone)| {
            let mut facts = Facts::default();
            if let Some(assessment) = someone.carers_assessment.value() {
                add_carers_assessment(&mut facts, assessment);
            }
            if let Some(needs) = someone.communication.value() {
                self.add_communication(&mut facts, needs, name.clone());
            }
            Block::titled(name.capital(), facts.block())
        });
        Section::new("carers", "What carers and others need", blocks)
    }

    /// Who was given a copy, and when.
    pub(crate) fn copies_given(&self) -> Option<Section> {
        let items = self.plan.copies.items().iter().map(|copy| self.copy_given(copy));
        Section::new("copies", "Who has a copy", Block::list(None, items))
    }

    fn copy_given(&self, copy: &CopyGiven) -> Line {
        let who = self.plan.named(&copy.to).unwrap_or_else(|| "somebody".into()).capital();
        let what = match (copy.given.value(), copy.declined.value(), copy.not_given.value()) {
            (_, _, Some(reason)) => {
                let decided = copy.decided.value().map(|day| phrase!(", as decided on {}", *day));
                phrase!("not given{}. Why: {}", decided, reason)
            }
            (_, Some(day), None) => phrase!("offered, and declined on {}", *day),
            (Some(day), None, None) => phrase!("given on {}", *day),
            (None, None, None) => "given on a day that is not written down".into(),
        };
        let format = copy.format.value().map(|format| phrase!(", in this format: {}", format.word()));
        let how = copy.how.value().map(|how| phrase!(", {}", how));
        phrase!("{}: {}{}{}", who, what, format, how)
    }
}

fn add_carers_assessment(facts: &mut Facts, assessment: &CarersAssessment) {
    facts
        .value("Carer's assessment offered on", &assessment.offered)
        .value("Carer's assessment done on", &assessment.done)
        .value("Carer's assessment declined on", &assessment.declined);
}
