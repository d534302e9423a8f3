//! The crisis plan, and what happens when part of the plan fails.

use super::Basis;
use super::actions::Progress::WhereOver;
use crate::copies::block::{Block, Facts, Section, all, said_long_ago};
use crate::copies::line::Line;
use crate::plan::{Contingency, Crisis};
use crate::reading::{Open, Spanned};

impl Basis<'_> {
    /// The crisis plan, on a page that needs no other.
    pub(super) fn crisis(&self) -> Option<Section> {
        let none = Crisis::default();
        let crisis = self.seen.crisis.value().unwrap_or(&none);
        let mut blocks: Vec<Block> = Vec::new();
        let list = |heading: &'static str, values: Option<&Vec<Spanned<String>>>| {
            Block::titled(heading, Block::list(all(values?)).into_iter().collect())
        };
        let text = |heading: &'static str, value: Option<&String>| {
            Block::titled(heading, vec![Block::Words { text: Line::value(value?) }])
        };
        blocks.extend(list("My early signs", crisis.early_signs.value()));
        blocks.extend(list("Signs that I am in a crisis", crisis.crisis_signs.value()));
        blocks.extend(Block::titled(
            "Who to contact, in this order",
            self.seen.crisis_contacts().into_iter().collect(),
        ));
        blocks.extend(self.not_to_contact(crisis));
        blocks.extend(Block::titled(
            "What is then supposed to happen",
            self.actions(None, crisis.actions.items(), WhereOver).into_iter().collect(),
        ));
        blocks.extend(list("What I can do", crisis.what_i_can_do.value()));
        blocks.extend(list("What helps me", crisis.what_helps.value()));
        blocks.extend(list("What makes it worse", crisis.what_makes_it_worse.value()));
        blocks.extend(list("What sets it off", crisis.triggers.value()));
        let listen = self.seen.names(crisis.who_i_listen_to.value());
        blocks.extend(
            listen.and_then(|names| {
                Block::titled("People I want listened to", vec![Block::Text { text: names }])
            }),
        );
        blocks.extend(text("How far my family is to be involved", crisis.family_involved.value()));
        blocks.extend(look_after(crisis.look_after.value()));
        blocks.extend(text("Treatment I want", crisis.treatment_i_want.value()));
        blocks.extend(text("Treatment I do not want", crisis.treatment_i_do_not_want.value()));
        blocks.extend(text("If I have to go into hospital", crisis.if_admitted.value()));
        blocks.extend(text("What worked before", crisis.what_worked_before.value()));
        blocks.extend(text("What did not work", crisis.what_did_not_work.value()));
        blocks.extend(text("How it shows that it is over", crisis.over_when.value()));
        blocks.extend(self.looked_at(crisis));
        Section::of("crisis", "My crisis plan", blocks).map(Section::on_its_own_page)
    }

    fn not_to_contact(&self, crisis: &Crisis) -> Option<Block> {
        let items = crisis.who_not_to_contact.items().iter().filter_map(|one| {
            let who = Line::value(one.who.value()?);
            let because = one.because.value().map(|because| Line::from(": ").with(Line::value(because)));
            let kept = one.withhold.value().and_then(|decision| self.kept_from(&decision.0));
            let kept = kept.map(|from| Line::from(" (kept from ").with(from).with(")"));
            Some(who.with(because.unwrap_or_default()).with(kept.unwrap_or_default()))
        });
        Block::titled("Whom not to contact", Block::list(items.collect()).into_iter().collect())
    }

    fn looked_at(&self, crisis: &Crisis) -> Option<Block> {
        let by = self.seen.somebody(crisis.reviewed_by.value()).map(|by| Line::from("by ").with(by));
        let when = said_long_ago(crisis.reviewed.value()).into_iter().chain(by);
        let text = Line::list_with_commas(when)?.capital();
        Block::titled("When this was last looked at", vec![Block::Text { text }])
    }

    /// What happens when part of the plan fails.
    pub(super) fn contingency(&self) -> Option<Section> {
        let blocks =
            self.seen.contingency.items().iter().filter_map(|one| self.one_contingency(one)).collect();
        Section::of("contingency", "When part of this plan fails", blocks)
    }

    fn one_contingency(&self, contingency: &Contingency) -> Option<Block> {
        let heading =
            contingency.r#if.value().map_or_else(|| "When something fails".into(), |what| Line::value(what));
        let mut facts = Facts::default();
        self.marks(&mut facts, None, contingency.withhold.value());
        let actions = self.actions(None, contingency.actions.items(), WhereOver);
        let mut blocks: Vec<Block> = actions.into_iter().chain(facts.block()).collect();
        if blocks.is_empty() {
            blocks.push(self.ask("what then happens"));
        }
        Block::titled(heading, blocks)
    }
}

fn look_after(look_after: Option<&Open<String>>) -> Option<Block> {
    let mut facts = Facts::default();
    for (what, how) in look_after?.iter() {
        facts.add(Line::value(&what.replace('_', " ")).on_one_line().capital(), Some(Line::value(how)));
    }
    Block::titled("Who looks after what", facts.block().into_iter().collect())
}
