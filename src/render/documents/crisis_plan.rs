//! The crisis plan: one side of A4, complete without any other page.

use crate::access::refusal::no_copy;
use crate::access::{Reader, Refusal};
use crate::parse::PlanPart;
use crate::parse::message::{Message, name};
use crate::plan::{Agrees, CopyFormat, Review, Statement};
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::copy_document::CopyDocument;
use crate::render::documents::DocumentType;
use crate::render::facts::Facts;
use crate::render::fit::{Fitted, Side, Size};
use crate::render::line::Line;
use crate::workspace::PlanFile;
use crate::{message, phrase};

pub(crate) const TYPE: DocumentType = DocumentType {
    word: "crisis-plan",
    file_suffix: "-crisis-plan",
    only_for: None,
    refuse: refuse_without_crisis,
    build: |context| context.crisis_plan(),
};

fn refuse_without_crisis(file: &PlanFile, reader: &Reader) -> Option<Refusal> {
    if reader.has(PlanPart::Crisis) {
        return None;
    }
    let handle = reader.handle().unwrap_or_default();
    let own = file.plan.people.value().and_then(|people| people.get(handle));
    let copy = own.and_then(|own| own.consent.value()).and_then(|consent| consent.copy.span());
    let handle = name(handle, "people");
    let agreed = reader.agreed().iter().map(|part| Message::from(part.word()));
    let agreed = agreed.reduce(|all, part| message!("{}, {}", all, part)).unwrap_or_else(|| "".into());
    let message = message!("`{}` may have no crisis plan: the person did not agree to it", handle.clone());
    let why = no_copy(file, &copy.cloned().unwrap_or_default(), message).help(message!(
        "what the person agreed to ({}) is in their care plan: `cpa render … --for {}`",
        agreed,
        handle
    ));
    Some(Refusal::new(reader, why))
}

/// The space below the lines at the top: A4 with margins of 12 mm and two columns 7 mm apart.
const SIDE: Side = Side { width: 253.0, height: 770.0 };

/// The height in points of a line above the sections, and the number of letters in it.
const LINE: (f32, usize) = (16.0, 80);

impl CopyContext<'_> {
    fn crisis_plan(&self) -> CopyDocument {
        let heading = self.say("My crisis plan", "{}'s crisis plan");
        let (banner, first) = (self.crisis_banner(), self.lines_above_crisis_plan());
        let top =
            [&heading, &self.copy_for()].into_iter().chain(&banner).chain(&first).map(height).sum::<f32>();
        let side = Side { height: SIDE.height - 12.0 - top, ..SIDE };
        let fitted = if self.is_one_side() {
            side.fit(self.crisis_plan_blocks(), &"The rest is in the care plan.".into())
        } else {
            Fitted::all(self.crisis_plan_blocks())
        };
        let sections = one_side_sections(IDS.into_iter().zip(fitted.blocks), fitted.size);
        CopyDocument { banner, first, ..self.document(TYPE.word, heading, sections) }
    }

    /// Whose words these are, the allergies, and the format that the reader asked for.
    fn lines_above_crisis_plan(&self) -> Vec<Line> {
        let allergies = self.plan.health.value().and_then(|health| Line::visible(health.allergies.value()?));
        let allergies = allergies.map(|allergies| phrase!("Allergies: {}", allergies).stop());
        // The reader gets large print without asking again, and Markdown needs its lines for the plan.
        let is_large = self.plan.reader().format == Some(CopyFormat::LargePrint);
        let other_format = self.other_format().filter(|_| !is_large);
        self.whose_words().into_iter().chain(allergies).chain(other_format).collect()
    }

    fn crisis_plan_blocks(&self) -> Vec<Block> {
        let mut blocks = self.crisis_blocks();
        if blocks.is_empty() {
            let none = Block::text("No crisis plan is written down yet. If a life is in danger, phone 999.");
            blocks.extend(Block::titled("What to do", [none]));
        }
        let about = self.plan.about_me.value().map(|about| &about.please_do_not);
        blocks.extend(about.and_then(|please| Block::titled_list("Please do not", please)));
        let harm = self.plan.health.value().map(|health| &health.bad_reactions);
        let heading = self.say("Medicines that did me harm", "Medicines that did {} harm");
        blocks.extend(harm.and_then(|harm| Block::titled_list(heading, harm)));
        blocks.extend(self.in_advance());
        blocks.extend(Block::titled("About this crisis plan", self.about_crisis_plan()));
        blocks
    }

    /// Advance decision and statement. Nothing for a reader without the legal part: "none" would be part of it.
    fn in_advance(&self) -> Option<Block> {
        if !self.has(PlanPart::Legal) {
            return None;
        }
        let legal = self.plan.legal.value();
        let decision = legal.and_then(|legal| legal.advance_decision.value());
        let decision = decision.map_or("None is written down here".into(), statement_exists);
        let statement = legal.and_then(|legal| legal.advance_statement.value()).map(statement_exists);
        let facts = Facts::default()
            .add("Advance decision", Some(decision))
            .add("Advance statement", statement)
            .block();
        Block::titled("What was decided in advance", facts)
    }

    fn about_crisis_plan(&self) -> Option<Block> {
        let agreed = self.plan.newest_agreement_of_person().and_then(|agreement| {
            let answer = match agreement.agrees.value()? {
                Agrees::Yes => "Yes",
                Agrees::InPart => "In part",
                Agrees::No => "No",
                Agrees::NotAble => "Was not able to say",
            };
            Some(phrase!("{}, on {}", answer, *agreement.asked.value()?))
        });
        let mut facts = Facts::default();
        facts
            .add(self.say("I agree with my plan", "{} agrees with the plan"), agreed)
            .add("Last looked at", self.crisis_reviewed())
            .add("Next review", self.next_review_day());
        self.add_copy_facts(&mut facts);
        facts.block()
    }

    /// Adds the version, and what to do with the copy if it is found or the reader is unhappy.
    pub(crate) fn add_copy_facts(&self, facts: &mut Facts) {
        facts
            .value("Service", self.service())
            .value("If you found this, send it to", self.copy_setting(|copies| &copies.return_to))
            .value("If you are unhappy with the service", self.copy_setting(|copies| &copies.unhappy))
            .add("Version", Some(Line::computed(self.plan.version().to_owned())));
    }

    /// When the next review is, as far as the reader may know.
    pub(crate) fn next_review_day(&self) -> Option<Line> {
        if self.plan.is_ended() || !self.has(PlanPart::Reviews) {
            return None;
        }
        let booked = self.plan.reviews.items().iter().filter_map(Review::still_booked);
        let booked = booked.filter(|at| at.day >= self.as_at).min().map(Line::from);
        let due = self.plan.review_due(self.as_at).and_then(|due| due.day);
        booked.or_else(|| Some(phrase!("by {}", due.filter(|day| *day >= self.as_at)?)))
    }

    /// Says that the plan is a draft or has ended.
    pub(crate) fn crisis_banner(&self) -> Vec<Line> {
        if self.plan.is_persons_own() || self.plan.is_draft() {
            return self.banner();
        }
        if !self.plan.is_ended() {
            return Vec::new();
        }
        let programme = Line::from(self.plan.terms().programme).capital();
        vec![phrase!("{} ended{}. This plan is no longer in force.", programme, self.ended_on())]
    }
}

/// The ids of the sections. They are numbers so that none says what a reader does not get.
#[rustfmt::skip]
const IDS: [&str; 24] = [
    "part-1", "part-2", "part-3", "part-4", "part-5", "part-6", "part-7", "part-8", "part-9", "part-10", "part-11",
    "part-12", "part-13", "part-14", "part-15", "part-16", "part-17", "part-18", "part-19", "part-20", "part-21",
    "part-22", "part-23", "part-24",
];

/// Returns each titled block as a section in print of this size.
pub(crate) fn one_side_sections(
    blocks: impl IntoIterator<Item = (&'static str, Block)>,
    size: Size,
) -> Vec<Section> {
    let sections = blocks.into_iter().filter_map(|(id, block)| match block {
        Block::Titled { heading, blocks } => {
            Some(Section::new(id, heading, blocks)?.with_layout(size.side()))
        }
        _ => None,
    });
    sections.collect()
}

/// "Yes. Made on 3 June 2024. Where it is: with Jo"
fn statement_exists(statement: &Statement) -> Line {
    let made = statement.made.value().map(|made| phrase!(". Made on {}", *made));
    let place = statement.r#where.value().map(|place| phrase!(". Where it is: {}", place));
    phrase!("Yes{}{}", made, place)
}

/// The height in points of a line above the sections.
fn height(line: &Line) -> f32 {
    let (height, letters) = LINE;
    #[expect(clippy::cast_precision_loss, reason = "a line has few letters")]
    let lines = (line.plain().chars().count() / letters + 1) as f32;
    lines * height
}
