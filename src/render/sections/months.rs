//! The next 12 months: what is booked, what is to be done by when, what begins and what ends.

use chrono::{Months, NaiveDate};

use crate::parse::{DayOrTime, Field, PartialDate, PlanPart, When, day_with_weekday};
use crate::phrase;
use crate::plan::{Action, Need};
use crate::render::block::{Block, Day, Section};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

/// Something in the plan that has a date.
pub(crate) struct DatedEvent {
    pub(crate) at: DayOrTime,
    pub(crate) what: Line,
    pub(crate) kind: EventKind,
}

/// How an event depends on its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EventKind {
    /// It happens by itself.
    Happens,
    /// People meet: after the date, it is open whether they did.
    Booked,
    /// It is to be done by then: after the date, it is overdue.
    Deadline,
}

impl DatedEvent {
    fn deadline(day: NaiveDate, what: Line) -> Self {
        DatedEvent { at: DayOrTime { day, time: None }, what, kind: EventKind::Deadline }
    }

    fn happens(day: NaiveDate, what: Line) -> Self {
        DatedEvent { at: DayOrTime { day, time: None }, what, kind: EventKind::Happens }
    }

    fn in_words(self, by: &'static str) -> Day {
        let by = (self.kind == EventKind::Deadline).then_some(by);
        Day { day: phrase!("{}{}", by, self.at), said: self.what }
    }
}

impl CopyContext<'_> {
    /// The next 12 months as a drawing and a list, and before the list what is still open from before.
    pub(crate) fn months(&self) -> Option<Section> {
        if self.plan.is_ended() {
            return None;
        }
        let mut events: Vec<DatedEvent> = Vec::new();
        self.add_reviews(&mut events);
        self.add_actions(&mut events);
        self.add_goals(&mut events);
        self.add_services(&mut events);
        self.add_legal(&mut events);
        events.sort_by(|a, b| (a.at, &a.what).cmp(&(b.at, &b.what)));
        let end = self.as_at.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        events.retain(|event| event.at.day <= end);
        let (before, after): (Vec<DatedEvent>, Vec<DatedEvent>) =
            events.into_iter().partition(|event| event.at.day < self.as_at);
        let picture = self.timeline(&after);
        let open = before.into_iter().filter(|event| event.kind != EventKind::Happens);
        let open = days("Still open from before", open.map(|event| event.in_words("Was to be done by ")));
        let after = after.into_iter().map(|event| event.in_words("By "));
        let after = days("From now on", after).map(|block| match block {
            Block::Days { days, .. } if open.is_none() => Block::Days { label: None, days },
            block => block,
        });
        let heading = self.say("My next 12 months", "The next 12 months for {}");
        Section::new("months", heading, [picture, open, after].into_iter().flatten())
    }

    fn add_reviews(&self, events: &mut Vec<DatedEvent>) {
        if self.has(PlanPart::Reviews) {
            self.add_own_reviews(events);
        }
        for plan in self.plan.other_plans.items() {
            if let (Some(due), Some(name)) = (plan.review_due.value(), plan.plan.value()) {
                let what = phrase!("To be looked at again: {}", Line::from(name).on_one_line());
                events.push(DatedEvent::deadline(*due, what));
            }
        }
    }

    fn add_own_reviews(&self, events: &mut Vec<DatedEvent>) {
        for review in self.plan.reviews.items() {
            if let Some(at) = review.still_booked() {
                let place = review.r#where.value().map(|place| phrase!(", at {}", place));
                let is_late = at.day < self.as_at;
                let what =
                    if is_late { "A review was booked; nothing says that it was held" } else { "Review" };
                events.push(DatedEvent { at, what: phrase!("{}{}", what, place), kind: EventKind::Booked });
            }
        }
        let Some(due) = self.plan.review_due(self.as_at) else { return };
        // Next to a booked review, the deadline would read as another review.
        let what = if due.booked.is_some() {
            self.say("My next review, at the latest", "{}'s next review, at the latest")
        } else {
            self.say("My next review", "{}'s next review")
        };
        events.extend(due.day.map(|day| DatedEvent::deadline(day, what)));
    }

    fn add_actions(&self, events: &mut Vec<DatedEvent>) {
        let open_needs = self.plan.needs.items().iter().filter(|need| !is_closed(need));
        let needs = open_needs.map(|need| (need.actions.items(), self.plan.has_need(need)));
        let risks = self.plan.risks.items().iter().map(|risk| risk.actions.items());
        let crisis = self.plan.crisis.value().map(|crisis| crisis.actions.items());
        let contingency = self.plan.contingency.items().iter().map(|each| each.actions.items());
        let risks = risks.map(|actions| (actions, self.has(PlanPart::Risks)));
        let crisis = crisis.into_iter().chain(contingency);
        let crisis = crisis.map(|actions| (actions, self.has(PlanPart::Crisis)));
        for (actions, has_part) in needs.chain(risks).chain(crisis) {
            for action in actions.iter().filter(|action| !action.is_over()) {
                add_action(action, self.who_does(action, has_part), events);
            }
        }
    }

    fn add_goals(&self, events: &mut Vec<DatedEvent>) {
        for need in self.plan.needs.items().iter().filter(|need| !is_closed(need)) {
            if let (Some(day), Some(goal)) = (need.goal_by.value(), need.goal.value().or(need.need.value())) {
                let what = self.say("My goal: ", "{}'s goal: ").with(Line::from(goal).on_one_line());
                events.push(DatedEvent::deadline(*day, what));
            }
        }
    }

    fn add_services(&self, events: &mut Vec<DatedEvent>) {
        for service in self.plan.services.items() {
            let name = name_or(service.service.value().or(service.what.value()), "A service");
            if let Some(When::At(at)) = service.when.value() {
                events.push(DatedEvent { at: *at, what: name.clone(), kind: EventKind::Happens });
            }
            add_begin_and_end(&name, &service.from, &service.until, events);
        }
        for medicine in self.plan.health.value().map(|health| health.medicines.items()).unwrap_or_default() {
            let name = name_or(medicine.medicine.value(), "A medicine");
            add_begin_and_end(&name, &medicine.from, &medicine.until, events);
        }
    }

    fn add_legal(&self, events: &mut Vec<DatedEvent>) {
        let Some(legal) = self.plan.legal.value() else { return };
        for section in legal.sections.items() {
            if let Some(PartialDate::Day(until)) = section.until.value() {
                let name = section.section.value().map(|name| phrase!("Section {}", name).on_one_line());
                let name = name.unwrap_or_else(|| "A section".into());
                events.push(DatedEvent::happens(*until, phrase!("{} ends: this is the last day", name)));
            }
        }
        let order = legal.community_treatment_order.value().and_then(|order| order.until.value());
        let what = self.say("My ", "{}'s ").with("community treatment order ends: this is the last day");
        events.extend(order.map(|until| DatedEvent::happens(*until, what)));
    }
}

fn days(label: &'static str, days: impl Iterator<Item = Day>) -> Option<Block> {
    let days: Vec<Day> = days.collect();
    (!days.is_empty()).then(|| Block::Days { label: Some(label.into()), days })
}

fn name_or(name: Option<&String>, unnamed: &'static str) -> Line {
    name.map_or_else(|| unnamed.into(), Line::from).on_one_line()
}

fn add_action(action: &Action, who: Option<Line>, events: &mut Vec<DatedEvent>) {
    let who = who.map(|who| phrase!(" ({})", who));
    let what = name_or(action.what.value(), "Something to be done").with(who);
    if let Some(When::At(at)) = action.when.value() {
        let kind = if at.time.is_some() { EventKind::Booked } else { EventKind::Deadline };
        events.push(DatedEvent { at: *at, what: what.clone(), kind });
    }
    for (label, day) in [("First day", &action.from), ("Last day", &action.until)] {
        let event = |day: &NaiveDate| DatedEvent::happens(*day, phrase!("{}: {}", label, what.clone()));
        events.extend(day.value().map(event));
    }
}

fn add_begin_and_end(
    name: &Line,
    from: &Field<NaiveDate>,
    until: &Field<NaiveDate>,
    events: &mut Vec<DatedEvent>,
) {
    for (day, what) in [(from, " begins"), (until, " ends: this is the last day")] {
        events.extend(day.value().map(|day| DatedEvent::happens(*day, name.clone().with(what))));
    }
}

fn is_closed(need: &Need) -> bool {
    need.reached.value().is_some() || !need.not_needed.is_absent()
}

/// "Your next review is on Monday 11 May 2026 at 2pm, at …", or what is known of it. `None` for a reader who may not
/// know about reviews.
pub(crate) fn next_review(context: &CopyContext<'_>) -> Option<Line> {
    let plan = context.plan;
    if plan.is_ended() || !context.has(PlanPart::Reviews) {
        return None;
    }
    let booked = plan.reviews.items().iter().filter_map(|review| Some((review.still_booked()?, review)));
    let next = booked.filter(|(at, _)| at.day >= context.as_at).min_by_key(|(at, _)| *at);
    if let Some((at, review)) = next {
        let is_on = context.say("Your next review is on ", "{}'s next review is on ");
        let place = review.r#where.value().map(|place| phrase!(", at {}", place));
        let invited = review.invite.value().map(|names| names.0.as_slice()).unwrap_or_default();
        let is_invited = invited.iter().any(|name| plan.is_reader(&name.value));
        let invited = is_invited.then_some(" You are invited.");
        return Some(phrase!("{}{}{}", is_on, at, place).stop().with(invited));
    }
    let due = plan.review_due(context.as_at)?;
    let ask = phrase!("ask {} when it will be.", plan.coordinator());
    let not_agreed =
        context.say("No day is agreed for your next review", "No day is agreed for {}'s next review");
    let Some(day) = due.day else { return Some(phrase!("{}: {}", not_agreed, ask)) };
    if day < context.as_at {
        let was_due = context.say("Your review was to be held by ", "{}'s review was to be held by ");
        return Some(phrase!("{}{}. It is late: {}", was_due, day, ask));
    }
    let held_by = phrase!("will be held by {}", Line::computed(day_with_weekday(day)));
    Some(if due.agreed.is_some_and(|agreed| agreed.is_valid) {
        let next = context.say("Your next review ", "{}'s next review ");
        phrase!("{}{}. No day is booked yet.", next, held_by)
    } else {
        phrase!("{}. It {} at the latest.", not_agreed, held_by)
    })
}
