//! The letter to the GP: what the GP is asked to do comes first.

use std::cmp::Reverse;

use crate::access::policy::CopyStyle;
use crate::access::refusal::no_copy;
use crate::access::{Reader, Refusal};
use crate::parse::{Name, When};
use crate::phrase;
use crate::plan::{Action, Is, Medicine, Outcome, Review};
use crate::render::PrintSize;
use crate::render::block::{Block, Card, Contact, lines};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::documents::DocumentType;
use crate::render::documents::crisis_plan::one_side_sections;
use crate::render::facts::Facts;
use crate::render::fit::{Side, Size};
use crate::render::line::Line;
use crate::render::sections::about::add_numbers;
use crate::render::sections::own::by_day;
use crate::workspace::PlanFile;

pub(crate) const TYPE: DocumentType = DocumentType {
    word: "gp-letter",
    file_suffix: "-letter",
    only_for: Some("gp"),
    refuse: refuse_others,
    build: |context| context.gp_letter(),
};

fn refuse_others(file: &PlanFile, reader: &Reader) -> Option<Refusal> {
    if reader.kind().style() == CopyStyle::Gp {
        return None;
    }
    let gp = file.plan.gp.span().cloned().unwrap_or_default();
    let why = no_copy(file, &gp, "the GP letter is for the GP, and for nobody else");
    Some(Refusal::new(reader, why.help("leave out `--for`, or write `--for gp`")))
}

/// The space below the lines at the top: A4 with margins of 12 mm and two columns 7 mm apart.
const SIDE: Side = Side { width: 253.0, height: 690.0 };

impl CopyContext<'_> {
    fn gp_letter(&self) -> CopyDocument {
        let name = self.plan.person.value().and_then(|person| Line::from_field(&person.name));
        let name = name.map_or_else(|| self.plan.person_name(), |name| name.on_one_line());
        let sections = [
            ("actions", "What we ask you to do", self.for_the_gp()),
            ("about", "Who this is about", self.who_it_is_about().into_iter().collect()),
            ("medicines", "Diagnoses and medicines", self.diagnoses_and_medicines()),
            ("physical-health", "Physical health", self.physical_health().into_iter().collect()),
            ("signs", "What to look out for, and when to refer back", self.look_out_for()),
            ("phones", "Who to phone, in this order", self.who_to_phone().into_iter().collect()),
            ("reviews", "Reviews", self.since_last_review().into_iter().collect()),
            ("this-copy", "About this letter", self.about_letter().into_iter().collect()),
        ];
        let sections = sections.into_iter();
        let sections =
            sections.filter_map(|(id, heading, blocks)| Some((id, Block::titled(heading, blocks)?)));
        let (ids, blocks): (Vec<_>, Vec<_>) = sections.unzip();
        // A letter that is too long continues on the next side: it leaves nothing out.
        let size = match self.print {
            PrintSize::Large => Size::Twelve,
            PrintSize::Standard => SIDE.size_for(&blocks),
        };
        let heading = phrase!("To the GP: the care plan of {}", name);
        let first = self.gp_address().into_iter().chain(self.whose_words()).chain(self.other_format());
        CopyDocument {
            banner: self.crisis_banner(),
            first: first.collect(),
            ..self.document(TYPE.word, heading, one_side_sections(ids.into_iter().zip(blocks), size))
        }
    }

    /// "To Dr Nisha Patel, Example Road Surgery."
    fn gp_address(&self) -> Option<Line> {
        let Some(Name::Somebody(gp)) = self.plan.gp.value() else { return None };
        let entry = self.plan.find(&gp.0)?;
        let organisation = entry.first(|someone| &someone.organisation);
        let address = entry.first(|someone| &someone.address);
        let place = organisation.into_iter().chain(address).filter_map(|text| Line::visible(text));
        let all = [self.plan.name_of(&entry)].into_iter().chain(place).map(|line| line.on_one_line());
        Some(phrase!("To {}", Line::comma_list(all)?).stop())
    }

    /// What the GP is asked to do, by date.
    fn for_the_gp(&self) -> Vec<Block> {
        let own = self.plan.actions().filter(|action| !action.is_over() && self.plan.is_theirs(action));
        let mut own: Vec<&Action> = own.collect();
        own.sort_by_key(|action| by_day(action));
        let cards = Block::cards(None, own.into_iter().filter_map(|action| self.asked_of_gp(action)));
        vec![cards.unwrap_or_else(|| Block::text("There is nothing that we ask you to do now."))]
    }

    fn asked_of_gp(&self, action: &Action) -> Option<Card> {
        let when = action.when.value().map(|when| match when {
            When::Words(words) => Line::value(words).capital(),
            When::At(at) if at.time.is_some() => (*at).into(),
            When::At(at) if at.day < self.as_at => phrase!("By {}. This day has passed.", at.day),
            When::At(at) => phrase!("By {}", at.day),
        });
        let names = action.who.value().map(|names| names.0.as_slice()).unwrap_or_default();
        let others = names.iter().filter(|who| !self.plan.is_gp(&who.value.0));
        Facts::default()
            .add("When", when)
            .days(&action.from, &action.until)
            .add("With", Line::list(others.map(|who| self.plan.name(&who.value))))
            .value("Why", &action.why)
            .value("How", &action.how)
            .card(Line::from_field(&action.what), "Something to be done")
    }

    fn who_it_is_about(&self) -> Option<Block> {
        let person = self.plan.person.value()?;
        let goes_by = person.preferred_name.value().filter(|name| Some(*name) != person.name.value());
        let mut facts = Facts::default();
        facts.value("Name", &person.name).value("Goes by", goes_by).value("Born", &person.born);
        add_numbers(&mut facts, person);
        let address =
            person.address.value().map(|address| Line::comma_list(address.lines().filter_map(Line::visible)));
        facts.add("Address", address.map(Line::from));
        facts.block()
    }

    fn diagnoses_and_medicines(&self) -> Vec<Block> {
        let Some(health) = self.plan.health.value() else { return Vec::new() };
        let facts = Facts::default()
            .list("Diagnoses, as agreed", &health.diagnoses, "None")
            .value("Allergies", &health.allergies)
            .list("Medicines that did harm", &health.bad_reactions, "None")
            .block();
        let mut medicines = Facts::default();
        for medicine in health.taken(self.as_at) {
            self.add_medicine(medicine, &mut medicines);
        }
        let takes_none = health.medicines.value().is_some_and(Vec::is_empty);
        let none = takes_none.then(|| Block::text("Takes no medicine."));
        facts.into_iter().chain(medicines.block().or(none)).collect()
    }

    /// "Paliperidone depot, 100mg every 4 weeks: prescribed by Dr Kofi Osei. Checks: …"
    fn add_medicine(&self, medicine: &Medicine, facts: &mut Facts) {
        let named = [&medicine.medicine, &medicine.dose].into_iter().filter_map(Line::from_field);
        let prescriber = medicine.prescriber.value().map(|who| {
            if self.plan.is_gp(&who.0) {
                "Prescribed by you.".into()
            } else {
                phrase!("Prescribed by {}", self.plan.name(who)).stop()
            }
        });
        let checks = medicine.checks.value().map(|checks| phrase!("Checks: {}", checks).stop());
        let begins = medicine.from.value().filter(|from| **from > self.as_at);
        let begins = begins.map(|day| phrase!("From {}.", *day));
        let ends = medicine.until.value().map(|day| phrase!("Until {}.", *day));
        let sentences = Line::sentences([prescriber, checks, begins, ends].into_iter().flatten());
        let label = Line::comma_list(named).unwrap_or("A medicine".into()).on_one_line();
        facts.add(label, sentences.or(Some("Nothing says who prescribes it.".into())));
    }

    fn physical_health(&self) -> Option<Block> {
        let health = self.plan.health.value()?;
        Facts::default()
            .list("Conditions", &health.conditions, "None")
            .value("Last full check", &health.physical_health_checked)
            .block()
    }

    /// What the GP may notice, and who they then phone.
    fn look_out_for(&self) -> Vec<Block> {
        let mut facts = Facts::default();
        let crisis = self.plan.crisis.value();
        if let Some(crisis) = crisis {
            facts.list("Early signs", &crisis.early_signs, "None").list(
                "Signs of a crisis",
                &crisis.crisis_signs,
                "None",
            );
        }
        for risk in self.plan.risks.items() {
            let signs = risk.signs.value().and_then(|signs| Line::semicolon_list(lines(signs)));
            let signs = signs.map(|signs| phrase!(". How it shows: {}", signs));
            facts.add("What could go wrong", risk.risk.value().map(|risk| phrase!("{}{}", risk, signs)));
        }
        if let Some(crisis) = crisis {
            facts
                .value("Treatment wanted", &crisis.treatment_i_want)
                .value("Treatment not wanted", &crisis.treatment_i_do_not_want);
        }
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        if !blocks.is_empty() && !self.plan.is_ended() {
            let coordinator = self.plan.care_coordinator.value().and_then(|handle| self.plan.find(&handle.0));
            let coordinator = coordinator.map_or_else(
                || phrase!("the {}", self.plan.terms().coordinator),
                |entry| self.plan.name_of(&entry),
            );
            blocks.push(Block::text(phrase!("If you see any of these, phone {} the same day.", coordinator)));
        }
        blocks
    }

    /// The care coordinator, the second contact, then those for a crisis; without the numbers that every GP knows.
    fn who_to_phone(&self) -> Option<Block> {
        let own = self.plan.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
        let own: Vec<_> = own.into_iter().flat_map(|names| &names.0).map(|name| &name.value).collect();
        let contacts = self.plan.main_handles().into_iter().filter_map(|handle| {
            let entry = self.plan.find(&handle.0)?;
            if self.plan.is_gp(&handle.0) || !(entry.is(Is::Team) || own.contains(&&handle)) {
                return None;
            }
            let card = self.plan.contact_card(&handle, &entry);
            let coordinates = self.plan.care_coordinator.value() == Some(&handle) && !self.plan.is_ended();
            let role =
                coordinates.then(|| phrase!(" ({})", Line::from(self.plan.terms().coordinator).capital()));
            let name = card.name.clone().with(role);
            Some(Contact { name, says: Vec::new(), email: None, address: None, known: None, ..card })
        });
        Block::contacts(contacts.collect(), true)
    }

    /// What the last review decided, and what was changed since.
    fn since_last_review(&self) -> Option<Block> {
        let last = self.plan.last_review_held();
        let held = last.and_then(Review::held_on);
        let outcome = last.and_then(|review| review.outcome.value()).map(|outcome| match outcome {
            Outcome::Continue => "To continue as it is".into(),
            Outcome::Change => "To change the plan".into(),
            Outcome::Transfer => "To transfer care to another team".into(),
            Outcome::End => phrase!("To end {}", self.plan.terms().programme),
        });
        let mut facts = Facts::default();
        facts
            .value("Last review", held.as_ref())
            .add("What was decided", outcome)
            .value("In short", last.and_then(|review| review.summary.value()));
        let mut changes: Vec<_> = self.plan.changes.items().iter().collect();
        changes.sort_by_key(|change| Reverse(change.made.value().map(|day| day.0)));
        for change in changes {
            let day = change.made.value().map(|day| day.0);
            if day.zip(held).is_none_or(|(day, held)| day >= held) {
                let on = day.map(|day| phrase!("{}: ", day));
                facts.add("Changed since", change.change.value().map(|change| phrase!("{}{}", on, change)));
            }
        }
        facts.add("Next review", self.next_review_day());
        facts.block()
    }

    fn about_letter(&self) -> Option<Block> {
        let mut facts = Facts::default();
        self.add_copy_facts(&mut facts);
        facts.block()
    }
}
