//! The crisis plan, and what happens when part of the plan fails.

use crate::parse::{OpenMap, PlanPart, TomlTable};
use crate::plan::{Contingency, Crisis};
use crate::render::block::{Block, Facts, Section, said_long_ago};
use crate::render::copy_context::CopyContext;
use crate::render::fit::{Fitted, Side};
use crate::render::line::Line;
use crate::render::sections::actions::Progress::WhereOver;

/// A page of the care plan: A4 with margins of 20mm, two columns 8mm apart, below a heading.
const PAGE: Side = Side { width: 229.0, height: 695.0 };

impl CopyContext<'_> {
    /// The crisis plan on a page that needs no other.
    pub(crate) fn crisis(&self) -> Option<Section> {
        let Fitted { size, blocks, .. } = self.crisis_fitted()?;
        Section::new("crisis", self.say("My crisis plan", "{}'s crisis plan"), blocks)
            .map(|section| section.laid_out(size.page()))
    }

    /// What does not go on that page, if it holds too much.
    pub(crate) fn crisis_more(&self) -> Option<Section> {
        let heading = self.say("More of my crisis plan", "More of {}'s crisis plan");
        Section::new("crisis-more", heading, self.crisis_fitted()?.rest)
    }

    pub(crate) fn crisis_fitted(&self) -> Option<Fitted> {
        if !self.seen.has(PlanPart::Crisis) {
            return None;
        }
        let blocks = self.crisis_blocks().into_iter().chain(self.crisis_looked_at()).collect();
        Some(if self.is_one_side() {
            PAGE.fit(blocks, &"There is more of this on the next page.".into())
        } else {
            Fitted::all(blocks)
        })
    }

    /// What the crisis plan says, in the order in which it is needed.
    pub(crate) fn crisis_blocks(&self) -> Vec<Block> {
        let none = Crisis::default();
        let crisis = self.seen.crisis.value().unwrap_or(&none);
        let mut blocks: Vec<Block> = self.signs(crisis);
        blocks.extend(Block::listed("What sets it off", crisis.triggers.value()));
        blocks
            .extend(Block::listed(self.say("What I can do", "What {} can do"), crisis.what_i_can_do.value()));
        blocks.extend(self.what_helps(crisis));
        blocks.extend(Block::titled(
            "Who to contact, in this order",
            self.seen.crisis_contacts().into_iter().collect(),
        ));
        blocks.extend(Block::titled(
            "What is then supposed to happen",
            self.actions(None, crisis.actions.items(), WhereOver).into_iter().collect(),
        ));
        blocks.extend(self.not_to_contact(crisis));
        let listen = self.seen.names(crisis.who_i_listen_to.value());
        let listen = listen.map(|names| if self.seen.is_persons_own() { names } else { names.capital() });
        blocks.extend(listen.and_then(|names| {
            let heading = self.say("People I want listened to", "People {} wants listened to");
            Block::titled(heading, vec![Block::Text { text: names }])
        }));
        let family = self.say("How far my family is to be involved", "How far {}'s family is to be involved");
        blocks.extend(Block::worded(family, crisis.family_involved.value()));
        blocks.extend(self.wishes(crisis));
        blocks.extend(what_worked(crisis));
        blocks.extend(look_after(crisis.look_after.value()));
        blocks.extend(Block::worded("How it shows that it is over", crisis.over_when.value()));
        blocks
    }

    /// The early signs, and those of a crisis.
    pub(crate) fn signs(&self, crisis: &Crisis) -> Vec<Block> {
        let in_a_crisis = self.say("Signs that I am in a crisis", "Signs that {} is in a crisis");
        let blocks = [
            Block::listed(self.say("My early signs", "{}'s early signs"), crisis.early_signs.value()),
            Block::listed(in_a_crisis, crisis.crisis_signs.value()),
        ];
        blocks.into_iter().flatten().collect()
    }

    /// What helps the person, and what makes it worse.
    pub(crate) fn what_helps(&self, crisis: &Crisis) -> Vec<Block> {
        let blocks = [
            Block::listed(self.say("What helps me", "What helps {}"), crisis.what_helps.value()),
            Block::listed("What makes it worse", crisis.what_makes_it_worse.value()),
        ];
        blocks.into_iter().flatten().collect()
    }

    /// The treatment that the person wants and does not want.
    pub(crate) fn wishes(&self, crisis: &Crisis) -> Vec<Block> {
        let wanted = self.say("Treatment I want", "Treatment {} wants");
        let not_wanted = self.say("Treatment I do not want", "Treatment {} does not want");
        let hospital = self.say("If I have to go into hospital", "If {} has to go into hospital");
        let blocks = [
            Block::worded(wanted, crisis.treatment_i_want.value()),
            Block::worded(not_wanted, crisis.treatment_i_do_not_want.value()),
            Block::worded(hospital, crisis.if_admitted.value()),
        ];
        blocks.into_iter().flatten().collect()
    }

    /// Whom not to contact, and why not.
    pub(crate) fn not_to_contact(&self, crisis: &Crisis) -> Option<Block> {
        let items = crisis.who_not_to_contact.items().iter().filter_map(|one| {
            let who = one.who.value().map_or_else(|| "Somebody".into(), |who| Line::value(who));
            one.who.value().or(one.because.value())?;
            let because = one.because.value().map(|because| Line::from(": ").with(Line::value(because)));
            let kept = one.withhold.value().and_then(|decision| self.kept_from(&decision.0));
            let kept = kept.map(|from| Line::from(" (kept from ").with(from).with(")"));
            Some(who.with(because.unwrap_or_default()).with(kept.unwrap_or_default()))
        });
        Block::titled("Whom not to contact", Block::list(items.collect()).into_iter().collect())
    }

    /// When the crisis plan was last looked at, and by whom.
    pub(crate) fn crisis_looked_at(&self) -> Option<Block> {
        let crisis = self.seen.crisis.value()?;
        let by = self.seen.somebody(crisis.reviewed_by.value()).map(|by| Line::from("by ").with(by));
        let when = said_long_ago(crisis.reviewed.value()).into_iter().chain(by);
        let text = Line::list_with_commas(when)?.capital();
        Block::titled("When this was last looked at", vec![Block::Text { text }])
    }

    /// What happens when part of the plan fails.
    pub(crate) fn contingency(&self) -> Option<Section> {
        if !self.seen.has(PlanPart::Crisis) {
            return None;
        }
        let blocks =
            self.seen.contingency.items().iter().filter_map(|one| self.one_contingency(one)).collect();
        Section::new("contingency", "When part of this plan fails", blocks)
    }

    pub(crate) fn one_contingency(&self, contingency: &Contingency) -> Option<Block> {
        let heading =
            contingency.r#if.value().map_or_else(|| "When something fails".into(), |what| Line::value(what));
        let mut facts = Facts::default();
        self.marks(&mut facts, &contingency.labels());
        let actions = self.actions(None, contingency.actions.items(), WhereOver);
        let mut blocks: Vec<Block> = actions.into_iter().chain(facts.block()).collect();
        if blocks.is_empty() {
            blocks.push(self.ask("what then happens"));
        }
        Block::titled(heading, blocks)
    }
}

/// What worked before, and what did not.
pub(crate) fn what_worked(crisis: &Crisis) -> Vec<Block> {
    let blocks = [
        Block::worded("What worked before", crisis.what_worked_before.value()),
        Block::worded("What did not work", crisis.what_did_not_work.value()),
    ];
    blocks.into_iter().flatten().collect()
}

pub(crate) fn look_after(look_after: Option<&OpenMap<String>>) -> Option<Block> {
    let mut facts = Facts::default();
    for (what, how) in look_after?.iter() {
        facts.add(Line::value(&what.replace('_', " ")).on_one_line().capital(), Some(Line::value(how)));
    }
    Block::titled("Who looks after what", facts.block().into_iter().collect())
}
