//! Needs and goals, services, and other plans.

use crate::parse::{TomlTable, When};
use crate::plan::{Need, OtherPlan, Service};
use crate::render::block::{Block, Facts, Section, said};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;
use crate::render::sections::actions::Progress::Said;
use crate::render::sections::actions::out_of_ten;

impl CopyContext<'_> {
    /// What the person needs and wants: what is open first, then what is reached, then what needs no plan.
    pub(crate) fn needs(&self) -> Option<Section> {
        let mut blocks: Vec<Block> = Vec::new();
        let aim = self.seen.aim.value().map(|aim| vec![Block::Words { text: Line::value(aim) }]);
        blocks.extend(aim.and_then(|aim| Block::titled("What all of this is for", aim)));
        let needs = self.seen.needs.items().iter().filter(|need| self.seen.has_need(need));
        let (unplanned, planned): (Vec<&Need>, Vec<&Need>) =
            needs.partition(|need| !need.not_needed.is_absent());
        let (reached, open): (Vec<&Need>, Vec<&Need>) =
            planned.into_iter().partition(|need| need.reached.value().is_some());
        blocks.extend(open.into_iter().chain(reached).filter_map(|need| self.need(need)));
        blocks.extend(self.not_needed(&unplanned));
        let heading = self.say("What I need and what I want", "What {} needs and wants");
        Section::new("needs", heading, blocks)
    }

    pub(crate) fn need(&self, need: &Need) -> Option<Block> {
        let text = |value: Option<&String>| value.map(|value| Line::value(value));
        let goal = text(need.goal.value());
        let mut facts = Facts::default();
        facts
            .add(
                self.say("Part of my life", "Part of life"),
                need.area.value().map(|area| Line::from(area.word()).capital()),
            )
            .text(self.say("In my own words", "In {}'s words"), need.in_my_words.value())
            .add(self.say("My goal", "{}'s goal"), goal.clone().filter(|_| !need.need.is_absent()))
            .day("By", need.goal_by.value())
            .add(
                self.say("How much it matters to me", "How much it matters to {}"),
                need.importance.value().map(|number| out_of_ten(*number)),
            )
            .text(self.say("How far I have got", "How far {} has got"), need.progress.value())
            .past("Reached on", need.reached.value())
            .text("Why nobody can meet this now", need.unmet.value());
        self.marks(&mut facts, &need.labels());
        let mut blocks: Vec<Block> = facts.block().into_iter().collect();
        blocks.extend(self.actions(Some("Who does what"), need.actions.items(), Said));
        let heading = text(need.need.value()).or(goal);
        let heading = heading.or_else(|| need.area.value().map(|area| Line::from(area.word()).capital()));
        if blocks.is_empty() {
            blocks.push(self.ask("what is done about it"));
        }
        Block::titled(heading.unwrap_or_else(|| "A need".into()), blocks)
    }

    pub(crate) fn not_needed(&self, needs: &[&Need]) -> Option<Block> {
        let cards = needs.iter().filter_map(|need| {
            let mut facts = Facts::default();
            facts.text("Why not", need.not_needed.value());
            facts.text("What it is about", need.need.value());
            self.marks(&mut facts, &need.labels());
            facts.card(need.area.value().map(|area| Line::from(area.word()).capital()), "Something else")
        });
        let cards = Block::cards(None, cards.collect());
        let heading =
            self.say("Where I was asked, and want no plan", "Where {} was asked, and wants no plan");
        Block::titled(heading, cards.into_iter().collect())
    }

    /// What is given again and again: what goes on first, then what is over.
    pub(crate) fn services(&self) -> Option<Section> {
        let (over, open): (Vec<&Service>, Vec<&Service>) = self
            .seen
            .services
            .items()
            .iter()
            .partition(|service| service.until.value().is_some_and(|until| *until < self.as_at));
        let blocks = open.into_iter().chain(over).filter_map(|service| self.service(service));
        Section::new("services", self.say("Services I get", "Services {} gets"), blocks.collect())
            .map(Section::in_columns)
    }

    pub(crate) fn service(&self, service: &Service) -> Option<Block> {
        let over = service.until.value().filter(|until| **until < self.as_at);
        let mut facts = Facts::default();
        facts
            .text("What", service.what.value())
            .text("Why", service.why.value())
            .add("Who", self.seen.who(service.who.value()))
            .text("Where", service.r#where.value())
            .add(
                "When",
                service.when.value().map(|when| match when {
                    When::Words(words) => Line::value(words).capital(),
                    When::At(at) => Line::made(at.in_words()),
                }),
            )
            .days(service.from.value(), service.until.value())
            .add("So far", over.map(|_| "It is over".into()))
            .add(
                "Waiting",
                service.waiting_since.value().map(|since| Line::from("Since ").with(said(since.0))),
            )
            .text("Paid for by", service.funded_by.value());
        self.marks(&mut facts, &service.labels());
        let heading = service.service.value().or(service.what.value());
        let heading = heading.map_or_else(|| "A service".into(), |heading| Line::value(heading));
        let blocks = facts.block().unwrap_or_else(|| self.ask("when and where it is"));
        Block::titled(heading, vec![blocks])
    }

    /// Other plans that people work to.
    pub(crate) fn other_plans(&self) -> Option<Section> {
        let blocks = self.seen.other_plans.items().iter().filter_map(|plan| self.other_plan(plan));
        Section::new("other-plans", "Other plans", blocks.collect())
    }

    pub(crate) fn other_plan(&self, plan: &OtherPlan) -> Option<Block> {
        let mut facts = Facts::default();
        facts
            .text("What is in it", plan.what.value())
            .text("Where it is", plan.r#where.value())
            .add("Who keeps it", self.seen.somebody(plan.by.value()).map(Line::capital))
            .day("To be looked at again by", plan.review_due.value());
        self.marks(&mut facts, &plan.labels());
        let Some(heading) = plan.plan.value() else { return facts.block() };
        match facts.block() {
            Some(facts) => Block::titled(Line::value(heading), vec![facts]),
            None => Block::list(vec![Line::value(heading)]),
        }
    }
}
