//! Needs and goals, services, and other plans.

use crate::parse::When;
use crate::phrase;
use crate::plan::{Need, OtherPlan, Service};
use crate::render::block::{Block, Section};
use crate::render::copy_context::CopyContext;
use crate::render::facts::Facts;
use crate::render::line::Line;
use crate::render::sections::actions::Progress::ForAll;
use crate::render::sections::actions::out_of_ten;

impl CopyContext<'_> {
    /// What the person needs and wants: open needs first, then those reached, then those that need no plan.
    pub(crate) fn needs(&self) -> Option<Section> {
        let needs = self.plan.needs.items().iter().filter(|need| self.plan.has_need(need));
        let (unplanned, mut planned): (Vec<&Need>, Vec<&Need>) =
            needs.partition(|need| !need.not_needed.is_absent());
        planned.sort_by_key(|need| need.reached.value().is_some());
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(Block::titled_words("What all of this is for", &self.plan.aim));
        blocks.extend(planned.into_iter().filter_map(|need| self.need(need)));
        blocks.extend(self.not_needed(&unplanned));
        Section::new("needs", self.say("What I need and what I want", "What {} needs and wants"), blocks)
    }

    fn need(&self, need: &Need) -> Option<Block> {
        let goal = Line::from_field(&need.goal);
        let matters = self.say("How much it matters to me", "How much it matters to {}");
        let facts = Facts::default()
            .add(self.say("Part of my life", "Part of life"), area(need))
            .value(self.say("In my own words", "In {}'s words"), &need.in_my_words)
            .add(self.say("My goal", "{}'s goal"), goal.clone().filter(|_| !need.need.is_absent()))
            .value("By", &need.goal_by)
            .add(matters, need.importance.value().map(|number| out_of_ten(*number)))
            .value(self.say("How far I have got", "How far {} has got"), &need.progress)
            .value("Reached on", &need.reached)
            .value("Why nobody can meet this now", &need.unmet)
            .labels(self, need)
            .block();
        let mut blocks: Vec<Block> = facts.into_iter().collect();
        blocks.extend(self.actions(Some("Who does what"), need.actions.items(), ForAll));
        if blocks.is_empty() {
            blocks.push(self.ask("what is done about it"));
        }
        let heading = Line::from_field(&need.need).or(goal).or_else(|| area(need));
        Block::titled(heading.unwrap_or_else(|| "A need".into()), blocks)
    }

    fn not_needed(&self, needs: &[&Need]) -> Option<Block> {
        let cards = needs.iter().filter_map(|need| {
            Facts::default()
                .value("Why not", &need.not_needed)
                .value("What it is about", &need.need)
                .labels(self, *need)
                .card(area(need), "Something else")
        });
        let heading =
            self.say("Where I was asked, and want no plan", "Where {} was asked, and wants no plan");
        Block::titled(heading, Block::cards(None, cards))
    }

    /// What the person gets regularly: current services first, then those that are over.
    pub(crate) fn services(&self) -> Option<Section> {
        let mut services: Vec<&Service> = self.plan.services.items().iter().collect();
        services.sort_by_key(|service| self.is_service_over(service));
        let blocks = services.into_iter().filter_map(|service| self.service_block(service));
        Section::new("services", self.say("Services I get", "Services {} gets"), blocks)
            .map(Section::in_columns)
    }

    fn is_service_over(&self, service: &Service) -> bool {
        service.until.value().is_some_and(|until| *until < self.as_at)
    }

    fn service_block(&self, service: &Service) -> Option<Block> {
        let when = service.when.value().map(|when| match when {
            When::Words(words) => Line::value(words).capital(),
            When::At(at) => (*at).into(),
        });
        let facts = Facts::default()
            .value("What", &service.what)
            .value("Why", &service.why)
            .add("Who", self.plan.who_does(&service.who))
            .value("Where", &service.r#where)
            .add("When", when)
            .days(&service.from, &service.until)
            .add("So far", self.is_service_over(service).then(|| "It is over".into()))
            .add("Waiting", service.waiting_since.value().map(|since| phrase!("Since {}", *since)))
            .value("Paid for by", &service.funded_by)
            .labels(self, service)
            .block();
        let heading = Line::from_field(service.service.value().or(service.what.value()));
        let block = facts.unwrap_or_else(|| self.ask("when and where it is"));
        Block::titled(heading.unwrap_or_else(|| "A service".into()), [block])
    }

    /// Other plans that people follow.
    pub(crate) fn other_plans(&self) -> Option<Section> {
        let blocks = self.plan.other_plans.items().iter().filter_map(|plan| self.other_plan(plan));
        Section::new("other-plans", "Other plans", blocks)
    }

    fn other_plan(&self, plan: &OtherPlan) -> Option<Block> {
        let facts = Facts::default()
            .value("What is in it", &plan.what)
            .value("Where it is", &plan.r#where)
            .add("Who keeps it", self.plan.named(&plan.by).map(Line::capital))
            .value("To be looked at again by", &plan.review_due)
            .labels(self, plan)
            .block();
        match Line::from_field(&plan.plan) {
            None => facts,
            Some(heading) if facts.is_some() => Block::titled(heading, facts),
            Some(heading) => Block::list(None, [heading]),
        }
    }
}

fn area(need: &Need) -> Option<Line> {
    need.area.value().map(|area| Line::from(area.word()).capital())
}
