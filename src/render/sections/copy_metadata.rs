//! What a copy says about itself: whose it is, of which date, whether the plan is in force, and what to do with it.

use crate::access::policy::CopyStyle;
use crate::parse::PlanPart;
use crate::phrase;
use crate::plan::{CopyFormat, EndedReason};
use crate::render::PrintSize;
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::months::next_review;

impl CopyContext<'_> {
    /// The heading of the first page.
    pub(crate) fn heading(&self) -> Line {
        self.say("My care plan", "{}'s care plan")
    }

    /// The title of the page, which shows nothing that is not on the first line of the copy.
    pub(crate) fn title(&self) -> String {
        let name = self.plan.preferred().filter(|_| self.plan.is_persons_own());
        let name = name.map(|name| phrase!(": {}", Line::value(name).on_one_line()));
        self.heading().with(name).plain()
    }

    /// "Plan NS-0042. Copy for Mina, as at 2 March 2026."
    pub(crate) fn copy_for(&self) -> Line {
        let name = match self.plan.reader().handle() {
            _ if self.plan.is_persons_own() => {
                self.plan.preferred().map(|name| Line::value(name).on_one_line())
            }
            None => Some("the team".into()),
            Some(handle) => self.plan.find(handle).map(|entry| self.plan.name_of(&entry)),
        };
        let copy = name.map(|name| phrase!("Copy for {}", name));
        let copy = copy.unwrap_or_else(|| self.say("My copy", "Your copy"));
        let id = self.plan.id.value().map(|id| phrase!("Plan {}. ", id));
        phrase!("{}{}, as at {}.", id, copy, self.as_at)
    }

    pub(crate) fn version(&self) -> Line {
        Line::computed(self.plan.version().to_owned())
    }

    /// The foot of each page in large print, and of documents that say on the last lines what to do with them.
    pub(crate) fn short_footer(&self) -> Line {
        phrase!("{} Version {}.", self.copy_for(), self.version()).on_one_line()
    }

    /// "My care plan. Plan NS-0042. Copy for Mina, as at 2 March 2026. Version 3f2a9c01b2d4. If found, …". It shows
    /// nothing that is not on the first or the last page.
    pub(crate) fn footer(&self) -> Line {
        if self.print == PrintSize::Large {
            return self.short_footer();
        }
        let return_to = self.copy_setting(|copies| &copies.return_to).and_then(|to| Line::visible(to));
        let found = return_to.map(|to| phrase!(" If found, send it to: {}", to).stop());
        phrase!("{} {}{}", self.heading().stop(), self.short_footer(), found).on_one_line()
    }

    /// What readers must know first: that the plan is a draft or has ended.
    pub(crate) fn banner(&self) -> Vec<Line> {
        if self.plan.is_draft() {
            return vec!["DRAFT. This plan is still being written: it is not agreed yet.".into()];
        }
        if self.plan.is_ended() { self.end_of_programme() } else { Vec::new() }
    }

    /// " on 4 May 2026", if the plan says when CPA ended.
    pub(crate) fn ended_on(&self) -> Option<Line> {
        Some(phrase!(" on {}", *self.plan.ended.value()?.on.value()?))
    }

    fn end_of_programme(&self) -> Vec<Line> {
        let terms = self.plan.terms();
        let programme = self.say(terms.your_programme, terms.their_programme);
        let mut lines = vec![phrase!("{} ended{}.", programme, self.ended_on())];
        let Some(ended) = self.plan.ended.value() else { return lines };
        lines.extend(ended.reason.value().map(|reason| match reason {
            EndedReason::NoLongerNeeded => "The reason: it is no longer needed.".into(),
            EndedReason::Moved => {
                self.say("The reason: you moved to another team.", "The reason: {} moved to another team.")
            }
            EndedReason::Left => {
                self.say("The reason: you chose to leave.", "The reason: {} chose to leave.")
            }
            EndedReason::Died => "The reason: the person died.".into(),
        }));
        if let Some(to) = ended.handed_to.value() {
            let now = self.say("Who looks after you now: ", "Who looks after {} now: ");
            lines.push(now.with(self.plan.name_to_you(to)).stop());
        }
        lines.extend(ended.how_to_come_back.value().map(|how| phrase!("How to come back: {}", how).stop()));
        lines
    }

    /// What else is above the first section: whose plan it is, whose words these are, the next review, and the format
    /// that the reader asked for.
    pub(crate) fn first_lines(&self) -> Vec<Line> {
        let is_team = self.plan.reader().kind().is_team();
        let lines = [
            self.identity(),
            is_team.then(|| "This copy is for the team alone.".into()),
            self.whose_words(),
            next_review(self),
            self.other_format(),
        ];
        lines.into_iter().flatten().collect()
    }

    /// "Amina Yusuf, born 2 March 1984, NHS number 999 000 0042."
    fn identity(&self) -> Option<Line> {
        if self.plan.is_persons_own() || !self.has(PlanPart::Identity) {
            return None;
        }
        let person = self.plan.person.value()?;
        let visible = |text: Option<&String>| Some(Line::visible(text?)?.on_one_line());
        let all = [
            visible(person.name.value()),
            person.born.value().map(|day| phrase!("born {}", *day)),
            visible(person.nhs_number.value()).map(|number| phrase!("NHS number {}", number)),
            visible(person.chi_number.value()).map(|number| phrase!("CHI number {}", number)),
            visible(person.hc_number.value()).map(|number| phrase!("health and care number {}", number)),
        ];
        Line::comma_list(all.into_iter().flatten()).map(|line| line.capital().stop())
    }

    /// Says to others that the plan speaks in the person's words, if they see any of them.
    pub(crate) fn whose_words(&self) -> Option<Line> {
        let parts = [
            PlanPart::Crisis,
            PlanPart::Needs,
            PlanPart::AboutMe,
            PlanPart::Services,
            PlanPart::Risks,
            PlanPart::Reviews,
        ];
        let has_words = parts.into_iter().any(|part| self.has(part)) || !self.plan.needs.items().is_empty();
        let is_for_others = has_words && !self.plan.is_persons_own();
        is_for_others.then(|| self.say("", "This plan is written as {} would say it."))
    }

    /// Says that this copy is not in the format that its reader asked for.
    pub(crate) fn other_format(&self) -> Option<Line> {
        let (asked, one) = match self.plan.reader().format? {
            CopyFormat::Standard => return None,
            CopyFormat::LargePrint if self.print == PrintSize::Large => return None,
            CopyFormat::LargePrint => ("large print", "one in large print"),
            CopyFormat::EasyRead => ("easy read", "one in easy read"),
            CopyFormat::Braille => ("braille", "one in braille"),
            CopyFormat::Audio => ("an audio copy", "one that you can listen to"),
            CopyFormat::Bsl => ("a BSL video", "one in BSL"),
            CopyFormat::Email => ("a copy by e-mail", "one by e-mail"),
        };
        let print = match self.print {
            PrintSize::Standard => "standard print",
            PrintSize::Large => "large print",
        };
        let coordinator = self.plan.coordinator();
        Some(phrase!("You asked for {}. This copy is in {}: ask {} for {}.", asked, print, coordinator, one))
    }

    /// Who to phone if unhappy, or worried about the person.
    pub(crate) fn unhappy(&self) -> Option<Section> {
        let unhappy = self.copy_setting(|copies| &copies.unhappy).and_then(|text| Line::visible(text));
        let unhappy = unhappy.map(|text| Block::text(text.stop()));
        if !self.plan.is_limited() {
            let heading = self.say("If I am unhappy with my care", "If anybody is unhappy with the care");
            return Section::new("unhappy", heading, unhappy);
        }
        let numbers = self.plan.has_numbers();
        let numbers = numbers.then_some(" If it cannot wait, use the numbers under \"Who to contact\".");
        let worried =
            phrase!("Tell {}.{} If a life is in danger, phone 999.", self.plan.coordinator(), numbers);
        let heading = self.say("", "If you are worried about {}, or unhappy with the care");
        Section::new("unhappy", heading, [Block::text(worried)].into_iter().chain(unhappy))
    }

    /// What to do with this copy.
    pub(crate) fn about_this_copy(&self) -> Option<Section> {
        let return_to = self.copy_setting(|copies| &copies.return_to);
        let facts = Facts::default()
            .add("Service", self.service().and_then(|service| Line::visible(service)))
            .value("This copy shows the plan as at", Some(&self.as_at))
            .value("Plan", &self.plan.id)
            .add("Version", Some(self.version()))
            .add("If you found this copy, please send it to", return_to.and_then(|to| Line::visible(to)))
            .block();
        let note = self.who_it_is_for().map(|text| Block::Note { text });
        Section::new("this-copy", "About this copy", note.into_iter().chain(facts))
    }

    /// Who the copy is for, and how to keep it safe.
    fn who_it_is_for(&self) -> Option<Line> {
        let think = "think of who could read it where you keep it.";
        match self.plan.reader().kind().style() {
            CopyStyle::Person => {
                self.plan.withheld.value()?;
                let withheld = "This copy is for you alone. It says things that are kept from others";
                Some(phrase!("{}: {}", withheld, think))
            }
            CopyStyle::Team => None,
            CopyStyle::Gp => Some(self.say("", "This copy is for you and those who look after {} with you.")),
            CopyStyle::Family => Some(phrase!("This copy is for you alone: {}", think)),
        }
    }
}
