//! The letter to the GP: what they are asked to do comes first.

use std::cmp::Reverse;

use crate::parse::{Name, When};
use crate::plan::{Action, Health, Is, Medicine, Outcome, Review};
use crate::render::block::{Block, Card, Facts, Section, all, said, said_past};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::fit::{Side, Size};
use crate::render::line::Line;
use crate::render::{Document, PrintSize};

/// What there is room for: A4 with margins of 12mm, two columns 7mm apart, below the lines at the top.
const SIDE: Side = Side { width: 253.0, height: 690.0 };

impl CopyContext<'_> {
    /// The letter to the GP.
    pub(crate) fn gp_letter(&self) -> CopyDocument {
        let heading = Line::from("To the GP: the care plan of ").with(self.whole_name());
        let sections = [
            self.for_the_gp(),
            self.about_whom(),
            self.diagnoses_and_medicines(),
            self.body(),
            self.look_out_for(),
            self.who_to_phone(),
            self.since_last_review(),
            self.about_letter(),
        ];
        let sections: Vec<(&'static str, Block)> = sections.into_iter().flatten().collect();
        let (ids, blocks): (Vec<_>, Vec<_>) = sections.into_iter().unzip();
        // What does not go on one side goes on to the next: a letter leaves nothing out.
        let size = match self.print {
            PrintSize::Large => Size::Twelve,
            PrintSize::Standard => SIDE.size_for(&blocks),
        };
        let sections = ids.into_iter().zip(blocks).filter_map(|(id, block)| match block {
            Block::Titled { heading, blocks } => {
                Some(Section::new(id, heading, blocks)?.laid_out(size.side()))
            }
            _ => None,
        });
        CopyDocument {
            document: Document::GpLetter.word(),
            lang: "en-GB",
            title: heading.plain(),
            heading,
            draft: self.seen.is_draft(),
            large: self.print == PrintSize::Large,
            copy_for: self.copy_for(),
            banner: self.state(),
            first: self.above_the_letter(),
            sections: sections.collect(),
            footer: self.document_foot(),
        }
    }

    /// To whom it goes, whose the words are, and the format that the GP asked for.
    pub(crate) fn above_the_letter(&self) -> Vec<Line> {
        self.gp_address().into_iter().chain(self.whose_words()).chain(self.other_format()).collect()
    }

    pub(crate) fn whole_name(&self) -> Line {
        let person = self.seen.person.value();
        let name = person.and_then(|person| person.name.value());
        name.map_or_else(|| self.seen.person_name(), |name| Line::value(name).on_one_line())
    }

    /// "To Dr Nisha Patel, Example Road Surgery."
    pub(crate) fn gp_address(&self) -> Option<Line> {
        let Some(Name::Somebody(gp)) = self.seen.gp.value() else { return None };
        let entry = self.seen.find(&gp.0)?;
        let at = entry.first(|one| &one.organisation).and_then(|at| Line::said(at));
        let address = entry.first(|one| &one.address).and_then(|address| Line::said(address));
        let all = [Some(self.seen.name_of(&entry)), at, address]
            .into_iter()
            .flatten()
            .map(|line| line.on_one_line());
        Some(Line::from("To ").with(Line::list_with_commas(all)?).stop())
    }

    /// What the GP is asked to do: what has a day first, by the day.
    pub(crate) fn for_the_gp(&self) -> Option<(&'static str, Block)> {
        let theirs = self.seen.actions().filter(|action| !action.is_over() && self.seen.is_theirs(action));
        let mut theirs: Vec<&Action> = theirs.collect();
        theirs.sort_by_key(|action| match action.when.value() {
            Some(When::At(at)) => (false, Some(*at)),
            _ => (true, None),
        });
        let cards = Block::cards(None, theirs.into_iter().filter_map(|action| self.asked(action)).collect());
        let nothing = || Block::Text { text: "There is nothing that we ask you to do now.".into() };
        let blocks = vec![cards.unwrap_or_else(nothing)];
        Some(("actions", Block::titled("What we ask you to do", blocks)?))
    }

    pub(crate) fn asked(&self, action: &Action) -> Option<Card> {
        let when = action.when.value().map(|when| match when {
            When::Words(words) => Line::value(words).capital(),
            When::At(at) if at.time.is_some() => Line::made(at.in_words()),
            When::At(at) if at.day < self.as_at => {
                Line::from("By ").with(said(at.day)).with(". This day has passed.")
            }
            When::At(at) => Line::from("By ").with(said(at.day)),
        });
        let names = action.who.value().map(|names| names.0.as_slice()).unwrap_or_default();
        let others = names.iter().filter(|who| !self.seen.is_gp(&who.value.0));
        let others = Line::list(others.map(|who| self.seen.name(&who.value)));
        let mut facts = Facts::default();
        facts
            .add("When", when)
            .days(action.from.value(), action.until.value())
            .add("With", others)
            .text("Why", action.why.value())
            .text("How", action.how.value());
        facts.card(action.what.value().map(|what| Line::value(what)), "Something to be done")
    }

    pub(crate) fn about_whom(&self) -> Option<(&'static str, Block)> {
        let person = self.seen.person.value()?;
        let goes_by = person.preferred_name.value().filter(|name| Some(*name) != person.name.value());
        let mut facts = Facts::default();
        facts
            .text("Name", person.name.value())
            .text("Goes by", goes_by)
            .past("Born", person.born.value())
            .text("NHS number", person.nhs_number.value())
            .text("CHI number", person.chi_number.value())
            .text("Health and care number", person.hc_number.value())
            .add("Address", person.address.value().map(|address| one_line(address)));
        Some(("about", Block::titled("Who this is about", facts.block().into_iter().collect())?))
    }

    pub(crate) fn diagnoses_and_medicines(&self) -> Option<(&'static str, Block)> {
        let health: &Health = self.seen.health.value()?;
        let mut facts = Facts::default();
        facts
            .row("Diagnoses, as agreed", health.diagnoses.value(), "None")
            .text("Allergies", health.allergies.value())
            .row("Medicines that did harm", health.bad_reactions.value(), "None");
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        let mut medicines = Facts::default();
        for medicine in health.taken(self.as_at) {
            self.add_medicine(medicine, &mut medicines);
        }
        let none = health.medicines.value().is_some_and(Vec::is_empty);
        blocks.extend(
            medicines.block().or_else(|| none.then(|| Block::Text { text: "Takes no medicine.".into() })),
        );
        Some(("medicines", Block::titled("Diagnoses and medicines", blocks)?))
    }

    /// "Paliperidone depot, 100mg every 4 weeks: prescribed by Dr Kofi Osei. Checks: …"
    pub(crate) fn add_medicine(&self, medicine: &Medicine, facts: &mut Facts) {
        let named = [medicine.medicine.value(), medicine.dose.value()];
        let named = Line::list_with_commas(named.into_iter().flatten().map(|text| Line::value(text)));
        let prescriber = medicine.prescriber.value().map(|who| {
            if self.seen.is_gp(&who.0) {
                Line::from("Prescribed by you.")
            } else {
                Line::from("Prescribed by ").with(self.seen.name(who)).stop()
            }
        });
        let checks =
            medicine.checks.value().map(|checks| Line::from("Checks: ").with(Line::value(checks)).stop());
        let begins = medicine.from.value().filter(|from| **from > self.as_at);
        let begins = begins.map(|day| Line::from("From ").with(said(*day)).stop());
        let ends = medicine.until.value().map(|day| Line::from("Until ").with(said(*day)).stop());
        let says = [prescriber, checks, begins, ends].into_iter().flatten();
        let says = says.reduce(|all, more| all.with(" ").with(more));
        let says = says.unwrap_or_else(|| "Nothing says who prescribes it.".into());
        facts.add(named.unwrap_or_else(|| "A medicine".into()).on_one_line(), Some(says));
    }

    pub(crate) fn body(&self) -> Option<(&'static str, Block)> {
        let health: &Health = self.seen.health.value()?;
        let mut facts = Facts::default();
        facts
            .row("Conditions", health.conditions.value(), "None")
            .long_ago("Last full check", health.physical_health_checked.value());
        Some(("physical-health", Block::titled("Physical health", facts.block().into_iter().collect())?))
    }

    /// What the GP may notice, and whom they then phone.
    pub(crate) fn look_out_for(&self) -> Option<(&'static str, Block)> {
        let crisis = self.seen.crisis.value();
        let mut facts = Facts::default();
        facts.row("Early signs", crisis.and_then(|crisis| crisis.early_signs.value()), "None").row(
            "Signs of a crisis",
            crisis.and_then(|crisis| crisis.crisis_signs.value()),
            "None",
        );
        for risk in self.seen.risks.items() {
            let signs = risk.signs.value().and_then(|signs| Line::row(all(signs)));
            let signs = signs.map(|signs| Line::from(". How it shows: ").with(signs));
            let said = risk.risk.value().map(|risk| Line::value(risk).with(signs.unwrap_or_default()));
            facts.add("What could go wrong", said);
        }
        facts
            .text("Treatment wanted", crisis.and_then(|crisis| crisis.treatment_i_want.value()))
            .text("Treatment not wanted", crisis.and_then(|crisis| crisis.treatment_i_do_not_want.value()));
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        if !blocks.is_empty() && !self.seen.is_ended() {
            let phone = Line::from("If you see any of these, phone ").with(self.coordinator_for_others());
            blocks.push(Block::Text { text: phone.with(" the same day.") });
        }
        Some(("signs", Block::titled("What to look out for, and when to refer back", blocks)?))
    }

    pub(crate) fn coordinator_for_others(&self) -> Line {
        let named = self.seen.care_coordinator.value().and_then(|handle| self.seen.find(&handle.0));
        named.map_or_else(
            || Line::from("the ").with(self.seen.terms().coordinator),
            |entry| self.seen.name_of(&entry),
        )
    }

    /// The care coordinator, who stands in, then those for a crisis; without the numbers that every GP knows.
    pub(crate) fn who_to_phone(&self) -> Option<(&'static str, Block)> {
        let role = Line::from(self.seen.terms().coordinator).capital();
        let mut contacts = Vec::new();
        let own = self.seen.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
        let own: Vec<_> = own.into_iter().flat_map(|names| &names.0).map(|name| &name.value).collect();
        for handle in self.seen.main_handles() {
            let Some(entry) = self.seen.find(&handle.0) else { continue };
            if self.seen.is_gp(&handle.0) || !(entry.is(Is::Team) || own.contains(&&handle)) {
                continue;
            }
            let mut contact = self.seen.card(&handle, &entry);
            (contact.says, contact.email, contact.address, contact.known) = (Vec::new(), None, None, None);
            if self.seen.care_coordinator.value() == Some(&handle) && !self.seen.is_ended() {
                contact.name = contact.name.with(" (").with(role.clone()).with(")");
            }
            contacts.push(contact);
        }
        let block = (!contacts.is_empty()).then_some(Block::Contacts { contacts, numbered: true });
        Some(("phones", Block::titled("Who to phone, in this order", block.into_iter().collect())?))
    }

    /// What the last review decided, and what was changed since.
    pub(crate) fn since_last_review(&self) -> Option<(&'static str, Block)> {
        let last = self.seen.last_review_held();
        let held = last.and_then(Review::held_on);
        let outcome = last.and_then(|review| review.outcome.value()).map(|outcome| match outcome {
            Outcome::Continue => Line::from("To continue as it is"),
            Outcome::Change => "To change the plan".into(),
            Outcome::Transfer => "To transfer care to another team".into(),
            Outcome::End => Line::from("To end ").with(self.seen.terms().programme),
        });
        let mut facts = Facts::default();
        facts
            .add("Last review", held.map(said))
            .add("What was decided", outcome)
            .text("In short", last.and_then(|review| review.summary.value()));
        let mut changes: Vec<_> = self.seen.changes.items().iter().collect();
        changes.sort_by_key(|change| Reverse(change.made.value().map(|day| day.0)));
        for change in changes {
            let day = change.made.value().map(|day| day.0);
            if day.is_none_or(|day| held.is_none_or(|held| day >= held)) {
                let on = said_past(change.made.value()).map(|day| day.with(": "));
                let what = change.change.value().map(|what| on.unwrap_or_default().with(Line::value(what)));
                facts.add("Changed since", what);
            }
        }
        facts.add("Next review", self.next_review_day());
        Some(("reviews", Block::titled("Reviews", facts.block().into_iter().collect())?))
    }

    pub(crate) fn about_letter(&self) -> Option<(&'static str, Block)> {
        let mut facts = Facts::default();
        self.what_to_do_with_it(&mut facts);
        Some(("this-copy", Block::titled("About this letter", facts.block().into_iter().collect())?))
    }
}

/// An address on one line.
pub(crate) fn one_line(address: &str) -> Line {
    let lines = address.lines().filter_map(Line::said);
    Line::list_with_commas(lines).unwrap_or_default()
}
