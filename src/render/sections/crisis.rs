//! The crisis plan, and what happens when part of the plan fails.

use crate::parse::{OpenMap, PlanPart};
use crate::phrase;
use crate::plan::{Contingency, Crisis};
use crate::render::block::{Block, Section, present};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::fit::{Fitted, Side};
use crate::render::line::Line;
use crate::render::sections::actions::Progress::WhereOver;

/// A page of the care plan below its heading: A4 with margins of 20 mm and two columns 8 mm apart.
const PAGE: Side = Side { width: 229.0, height: 695.0 };

impl CopyContext<'_> {
    /// The crisis plan on a page that is complete without any other.
    pub(crate) fn crisis(&self) -> Option<Section> {
        let Fitted { size, blocks, .. } = self.crisis_fitted()?;
        Section::new("crisis", self.say("My crisis plan", "{}'s crisis plan"), blocks)
            .map(|section| section.with_layout(size.page()))
    }

    /// What does not fit on that page.
    pub(crate) fn crisis_more(&self) -> Option<Section> {
        let heading = self.say("More of my crisis plan", "More of {}'s crisis plan");
        Section::new("crisis-more", heading, self.crisis_fitted()?.rest)
    }

    fn crisis_fitted(&self) -> Option<Fitted> {
        if !self.has(PlanPart::Crisis) {
            return None;
        }
        let reviewed = self.crisis_reviewed().map(Block::text);
        let reviewed = Block::titled("When this was last looked at", reviewed);
        let blocks = self.crisis_blocks().into_iter().chain(reviewed).collect();
        Some(if self.is_one_side() {
            PAGE.fit(blocks, &"There is more of this on the next page.".into())
        } else {
            Fitted::all(blocks)
        })
    }

    /// The crisis plan in the order in which it is needed.
    pub(crate) fn crisis_blocks(&self) -> Vec<Block> {
        let none = Crisis::default();
        let crisis = self.plan.crisis.value().unwrap_or(&none);
        let listen = self.plan.names(&crisis.who_i_listen_to);
        let listen = listen.map(|names| if self.plan.is_persons_own() { names } else { names.capital() });
        let actions = self.actions(None, crisis.actions.items(), WhereOver);
        let listen_heading = self.say("People I want listened to", "People {} wants listened to");
        let family = self.say("How far my family is to be involved", "How far {}'s family is to be involved");
        let groups = [
            self.signs(crisis),
            present([
                Block::titled_list("What sets it off", &crisis.triggers),
                Block::titled_list(self.say("What I can do", "What {} can do"), &crisis.what_i_can_do),
            ]),
            self.what_helps(crisis),
            present([
                Block::titled("Who to contact, in this order", self.plan.crisis_contacts()),
                Block::titled("What is then supposed to happen", actions),
                self.not_to_contact(crisis),
                Block::titled(listen_heading, listen.map(Block::text)),
                Block::titled_words(family, &crisis.family_involved),
            ]),
            self.wishes(crisis),
            what_worked(crisis),
            present([
                look_after(crisis.look_after.value()),
                Block::titled_words("How it shows that it is over", &crisis.over_when),
            ]),
        ];
        groups.into_iter().flatten().collect()
    }

    /// The early signs, and the signs of a crisis.
    pub(crate) fn signs(&self, crisis: &Crisis) -> Vec<Block> {
        let in_a_crisis = self.say("Signs that I am in a crisis", "Signs that {} is in a crisis");
        present([
            Block::titled_list(self.say("My early signs", "{}'s early signs"), &crisis.early_signs),
            Block::titled_list(in_a_crisis, &crisis.crisis_signs),
        ])
    }

    pub(crate) fn what_helps(&self, crisis: &Crisis) -> Vec<Block> {
        present([
            Block::titled_list(self.say("What helps me", "What helps {}"), &crisis.what_helps),
            Block::titled_list("What makes it worse", &crisis.what_makes_it_worse),
        ])
    }

    /// The treatment that the person wants and does not want.
    pub(crate) fn wishes(&self, crisis: &Crisis) -> Vec<Block> {
        let not_wanted = self.say("Treatment I do not want", "Treatment {} does not want");
        let hospital = self.say("If I have to go into hospital", "If {} has to go into hospital");
        present([
            Block::titled_words(self.say("Treatment I want", "Treatment {} wants"), &crisis.treatment_i_want),
            Block::titled_words(not_wanted, &crisis.treatment_i_do_not_want),
            Block::titled_words(hospital, &crisis.if_admitted),
        ])
    }

    pub(crate) fn not_to_contact(&self, crisis: &Crisis) -> Option<Block> {
        let items = crisis.who_not_to_contact.items().iter().filter_map(|entry| {
            let (who, because) = (entry.who.value(), entry.because.value());
            who.or(because)?;
            let because = because.map(|because| phrase!(": {}", because));
            let decision = entry.withhold.value().map(|decision| decision.0.as_str());
            let who = who.map_or("Somebody".into(), Line::from);
            Some(phrase!("{}{}{}", who, because, self.kept_from(decision)))
        });
        Block::titled("Whom not to contact", Block::list(None, items))
    }

    /// " (kept from my family)", if a decision is named.
    pub(crate) fn kept_from(&self, decision: Option<&str>) -> Option<Line> {
        Some(phrase!(" (kept from {})", self.withheld_from(decision?)?))
    }

    /// When the crisis plan was last looked at, and by whom.
    pub(crate) fn crisis_reviewed(&self) -> Option<Line> {
        let crisis = self.plan.crisis.value()?;
        let by = self.plan.named(&crisis.reviewed_by).map(|by| phrase!("by {}", by));
        let reviewed = Line::from_field(&crisis.reviewed);
        Line::comma_list(reviewed.into_iter().chain(by)).map(Line::capital)
    }

    /// What happens when part of the plan fails.
    pub(crate) fn contingency(&self) -> Option<Section> {
        if !self.has(PlanPart::Crisis) {
            return None;
        }
        let blocks = self.plan.contingency.items().iter().filter_map(|each| self.one_contingency(each));
        Section::new("contingency", "When part of this plan fails", blocks)
    }

    fn one_contingency(&self, contingency: &Contingency) -> Option<Block> {
        let facts = Facts::default().labels(self, contingency).block();
        let actions = self.actions(None, contingency.actions.items(), WhereOver);
        let mut blocks: Vec<Block> = actions.into_iter().chain(facts).collect();
        if blocks.is_empty() {
            blocks.push(self.ask("what then happens"));
        }
        let heading = Line::from_field(&contingency.r#if);
        Block::titled(heading.unwrap_or_else(|| "When something fails".into()), blocks)
    }
}

/// What worked before, and what did not.
pub(crate) fn what_worked(crisis: &Crisis) -> Vec<Block> {
    present([
        Block::titled_words("What worked before", &crisis.what_worked_before),
        Block::titled_words("What did not work", &crisis.what_did_not_work),
    ])
}

fn look_after(look_after: Option<&OpenMap<String>>) -> Option<Block> {
    let mut facts = Facts::default();
    for (what, how) in look_after?.iter() {
        facts.value(Line::value(&what.replace('_', " ")).on_one_line().capital(), Some(how));
    }
    Block::titled("Who looks after what", facts.block())
}
