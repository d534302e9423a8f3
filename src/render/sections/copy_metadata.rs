//! What a copy says of itself: whose it is, of which day, whether it is in force, and what to do with it.

use crate::access::policy::CopyStyle;
use crate::parse::PlanPart;
use crate::plan::{CopyFormat, CopySettings, EndedReason};
use crate::render::PrintSize;
use crate::render::block::{Block, Facts, Section, said};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::months::next_review;

impl CopyContext<'_> {
    /// The heading of the first page.
    pub(crate) fn heading(&self) -> Line {
        self.say("My care plan", "{}'s care plan")
    }

    /// The title of the page: nothing that is not on the first line of the copy.
    pub(crate) fn title(&self) -> String {
        if !self.seen.is_persons_own() {
            return self.heading().plain();
        }
        self.seen.preferred().map_or_else(
            || "My care plan".to_owned(),
            |name| format!("My care plan: {}", Line::value(name).on_one_line().plain()),
        )
    }

    /// "Plan NS-0042. Copy for Mina, as at 2 March 2026."
    pub(crate) fn copy_for(&self) -> Line {
        let name = match self.seen.reader().handle() {
            _ if self.seen.is_persons_own() => {
                self.seen.preferred().map(|name| Line::value(name).on_one_line())
            }
            None => Some("the team".into()),
            Some(handle) => self.seen.find(handle).map(|entry| self.seen.name_of(&entry)),
        };
        let name = name.map(|name| Line::from("Copy for ").with(name));
        let unnamed = || self.say("My copy", "Your copy");
        let copy = name.unwrap_or_else(unnamed).with(", as at ").with(said(self.as_at)).with(".");
        match self.seen.id.value() {
            Some(id) => Line::from("Plan ").with(Line::value(id)).with(". ").with(copy),
            None => copy,
        }
    }

    /// The foot of each page of a document that says in its last lines what to do with it: short, for large print too.
    pub(crate) fn document_foot(&self) -> Line {
        let version = Line::made(format!(" Version {}.", self.seen.version()));
        self.copy_for().with(version).on_one_line()
    }

    /// "My care plan. Plan NS-0042. Copy for Mina, as at 2 March 2026. Version 3f2a9c01b2d4. If found, …": without breaks,
    /// and without anything that the first page and the last do not say.
    pub(crate) fn footer(&self) -> Line {
        if self.print == PrintSize::Large {
            return self.document_foot();
        }
        let copy = self.heading().stop().with(" ").with(self.copy_for());
        let version = Line::made(format!(" Version {}.", self.seen.version()));
        let found = self.copy_settings().and_then(|settings| settings.return_to.value());
        let found = found.and_then(|to| Line::said(to));
        let found = found.map(|to| Line::from(" If found, send it to: ").with(to).stop());
        copy.with(version).with(found.unwrap_or_default()).on_one_line()
    }

    /// What must be known before anything else is read.
    pub(crate) fn banner(&self) -> Vec<Line> {
        if self.seen.is_draft() {
            return vec!["DRAFT. This plan is still being written: it is not agreed yet.".into()];
        }
        if self.seen.is_ended() { self.ended() } else { Vec::new() }
    }

    pub(crate) fn ended(&self) -> Vec<Line> {
        let terms = self.seen.terms();
        let scheme = self.say(terms.your_programme, terms.their_programme);
        let ended = self.seen.ended.value();
        let on = ended.and_then(|ended| ended.on.value()).map(|day| Line::from(" on ").with(said(day.0)));
        let mut lines = vec![scheme.with(" ended").with(on.unwrap_or_default()).with(".")];
        let Some(ended) = ended else { return lines };
        if let Some(reason) = ended.reason.value() {
            lines.push(match reason {
                EndedReason::NoLongerNeeded => "The reason: it is no longer needed.".into(),
                EndedReason::Moved => self
                    .say("The reason: you moved to another team.", "The reason: {} moved to another team."),
                EndedReason::Left => {
                    self.say("The reason: you chose to leave.", "The reason: {} chose to leave.")
                }
                EndedReason::Died => "The reason: the person died.".into(),
            });
        }
        if let Some(to) = ended.handed_to.value() {
            let now = self.say("Who looks after you now: ", "Who looks after {} now: ");
            lines.push(now.with(self.seen.name_to_you(to)).stop());
        }
        if let Some(back) = ended.how_to_come_back.value() {
            lines.push(Line::from("How to come back: ").with(Line::value(back)).stop());
        }
        lines
    }

    /// What else stands above the first section: whose plan it is, how it speaks, the next review, and the format that
    /// the reader asked for.
    pub(crate) fn first_lines(&self) -> Vec<Line> {
        let mut lines: Vec<Line> = self.identity().into_iter().collect();
        if self.seen.reader().kind().is_team() {
            lines.push("This copy is for the team alone.".into());
        }
        lines.extend(self.whose_words());
        lines.extend(next_review(self));
        lines.extend(self.other_format());
        lines
    }

    /// Who the person is to an office: "Amina Yusuf, born 2 March 1984, NHS number 999 000 0042."
    pub(crate) fn identity(&self) -> Option<Line> {
        if self.seen.is_persons_own() || !self.seen.has(PlanPart::Identity) {
            return None;
        }
        let person = self.seen.person.value()?;
        let born = person.born.value().map(|day| Line::from("born ").with(said(day.0)));
        let number = |what: &'static str, number: Option<&String>| {
            Some(Line::from(what).with(Line::said(number?)?.on_one_line()))
        };
        let name = number("", person.name.value());
        let numbers = [
            number("NHS number ", person.nhs_number.value()),
            number("CHI number ", person.chi_number.value()),
            number("health and care number ", person.hc_number.value()),
        ];
        let all = name.into_iter().chain(born).chain(numbers.into_iter().flatten());
        Line::list_with_commas(all).map(|line| line.capital().stop())
    }

    /// That what is typed in the plan is said as the person says it, to everybody else who reads any of it.
    pub(crate) fn whose_words(&self) -> Option<Line> {
        let seen = self.seen;
        let parts = [
            PlanPart::Crisis,
            PlanPart::Needs,
            PlanPart::AboutMe,
            PlanPart::Services,
            PlanPart::Risks,
            PlanPart::Reviews,
        ];
        let any = parts.into_iter().any(|part| seen.has(part)) || seen.needs.items().iter().next().is_some();
        (any && !seen.is_persons_own()).then(|| self.say("", "This plan is written as {} would say it."))
    }

    /// That this copy is not in the format that its reader asked for.
    pub(crate) fn other_format(&self) -> Option<Line> {
        let (asked, one) = match self.seen.reader().format? {
            CopyFormat::Standard => return None,
            CopyFormat::LargePrint if self.print == PrintSize::Large => return None,
            CopyFormat::LargePrint => ("large print", "one in large print"),
            CopyFormat::EasyRead => ("easy read", "one in easy read"),
            CopyFormat::Braille => ("braille", "one in braille"),
            CopyFormat::Audio => ("an audio copy", "one that you can listen to"),
            CopyFormat::Bsl => ("a BSL video", "one in BSL"),
            CopyFormat::Email => ("a copy by e-mail", "one by e-mail"),
        };
        let made = match self.print {
            PrintSize::Standard => "standard print",
            PrintSize::Large => "large print",
        };
        let line = Line::from("You asked for ").with(asked).with(". This copy is in ").with(made);
        let line = line.with(": ask ");
        Some(line.with(self.seen.coordinator()).with(" for ").with(one).with("."))
    }

    /// Whom to phone when unhappy, or worried about the person.
    pub(crate) fn unhappy(&self) -> Option<Section> {
        let unhappy = self.copy_settings().and_then(|settings| settings.unhappy.value());
        let unhappy = unhappy.and_then(|unhappy| Line::said(unhappy)).map(Line::stop);
        let unhappy = unhappy.map(|text| Block::Text { text });
        let worried = self.seen.is_limited().then(|| {
            let text = Line::from("Tell ").with(self.seen.coordinator());
            let wait = ". If it cannot wait, use the numbers under \"Who to contact\".";
            let text = text.with(if self.seen.has_numbers() { wait } else { "." });
            Block::Text { text: text.with(" If a life is in danger, phone 999.") }
        });
        let heading = if self.seen.is_limited() {
            self.say("", "If you are worried about {}, or unhappy with the care")
        } else {
            self.say("If I am unhappy with my care", "If anybody is unhappy with the care")
        };
        Section::new("unhappy", heading, worried.into_iter().chain(unhappy).collect())
    }

    /// What to do with this copy.
    pub(crate) fn about_this_copy(&self) -> Option<Section> {
        let mut blocks = Vec::new();
        blocks.extend(self.keep_it_safe().map(|text| Block::Note { text }));
        let settings = self.copy_settings();
        let return_to = settings.and_then(|settings| settings.return_to.value());
        let service = self.seen.settings().and_then(|settings| settings.service.value());
        let mut facts = Facts::default();
        facts
            .add("Service", service.and_then(|service| Line::said(service)))
            .add("This copy shows the plan as at", Some(said(self.as_at)))
            .text("Plan", self.seen.id.value())
            .add("Version", Some(Line::made(self.seen.version().to_owned())))
            .add("If you found this copy, please send it to", return_to.and_then(|to| Line::said(to)));
        blocks.extend(facts.block());
        Section::new("this-copy", "About this copy", blocks)
    }

    /// For whom alone the copy is, and what to think of.
    pub(crate) fn keep_it_safe(&self) -> Option<Line> {
        let think = "think of who could read it where you keep it.";
        match self.seen.reader().kind().style() {
            CopyStyle::Person => {
                self.seen.withheld.value()?;
                let says = "This copy is for you alone. It says things that are kept from others: ";
                Some(Line::from(says).with(think))
            }
            CopyStyle::Team => None,
            CopyStyle::Gp => Some(self.say("", "This copy is for you and those who look after {} with you.")),
            CopyStyle::Family => Some(Line::from("This copy is for you alone: ").with(think)),
        }
    }

    pub(crate) fn copy_settings(&self) -> Option<&CopySettings> {
        self.seen.copy_settings()
    }
}
