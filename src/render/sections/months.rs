//! The next 12 months: what is booked, what is to be done by when, what begins and what ends.

use chrono::{Months, NaiveDate};

use crate::parse::{DayOrTime, PartialDate, PlanPart, When, day_with_weekday};
use crate::plan::{Action, Need};
use crate::render::block::{Block, Day, Section, said};
use crate::render::copy_context::CopyContext;
use crate::render::line::Line;

/// A day that the plan knows of.
pub(crate) struct KnownDay {
    /// The day, with its time if it has one.
    pub(crate) at: DayOrTime,
    /// What it brings.
    pub(crate) said: Line,
    /// How it is bound to the day.
    pub(crate) how: How,
}

/// How something is bound to its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum How {
    /// It happens on the day by itself.
    On,
    /// Somebody is to be there: once the day has passed, nothing says that it happened.
    Booked,
    /// It is to be done by then: once the day has passed, it is late.
    By,
}

impl CopyContext<'_> {
    /// The next 12 months as a list, and before it what is still open from before.
    pub(crate) fn months(&self) -> Option<Section> {
        if self.seen.is_ended() {
            return None;
        }
        let mut known: Vec<KnownDay> = Vec::new();
        self.days_of_reviews(&mut known);
        self.days_of_actions(&mut known);
        self.days_of_goals(&mut known);
        self.days_of_services(&mut known);
        self.days_of_the_law(&mut known);
        known.sort_by(|one, other| (one.at, &one.said).cmp(&(other.at, &other.said)));
        let end = self.as_at.checked_add_months(Months::new(12)).unwrap_or(NaiveDate::MAX);
        let (before, after): (Vec<KnownDay>, Vec<KnownDay>) =
            known.into_iter().partition(|known| known.at.day < self.as_at);
        let before = before
            .into_iter()
            .filter(|known| known.how != How::On)
            .map(|known| day(known, "Was to be done by "))
            .collect();
        let after: Vec<KnownDay> = after.into_iter().filter(|known| known.at.day <= end).collect();
        let picture = self.timeline(&after);
        let after = after.into_iter().map(|known| day(known, "By ")).collect();
        let open = Block::days(Some("Still open from before".into()), before);
        let label = open.is_some().then(|| "From now on".into());
        let blocks = picture.into_iter().chain(open).chain(Block::days(label, after));
        let heading = self.say("My next 12 months", "The next 12 months for {}");
        Section::new("months", heading, blocks.collect())
    }

    pub(crate) fn days_of_reviews(&self, known: &mut Vec<KnownDay>) {
        if self.seen.has(PlanPart::Reviews) {
            self.days_of_own_reviews(known);
        }
        for plan in self.seen.other_plans.items() {
            if let (Some(due), Some(name)) = (plan.review_due.value(), plan.plan.value()) {
                known.push(by(
                    *due,
                    Line::from("To be looked at again: ").with(Line::value(name).on_one_line()),
                ));
            }
        }
    }

    pub(crate) fn days_of_own_reviews(&self, known: &mut Vec<KnownDay>) {
        for review in self.seen.reviews.items() {
            if let Some(at) = review.still_booked() {
                let place = review.r#where.value().map(|place| Line::from(", at ").with(Line::value(place)));
                let late = at.day < self.as_at;
                let what = if late { "A review was booked; nothing says that it was held" } else { "Review" };
                let said = Line::from(what).with(place.unwrap_or_default());
                known.push(KnownDay { at, said, how: How::Booked });
            }
        }
        if let Some(due) = self.seen.review_due(self.as_at) {
            // Beside one that is booked the day would read as that of another review.
            let what = if due.booked.is_some() {
                self.say("My next review, at the latest", "{}'s next review, at the latest")
            } else {
                self.say("My next review", "{}'s next review")
            };
            known.extend(due.day.map(|day| by(day, what)));
        }
    }

    pub(crate) fn days_of_actions(&self, known: &mut Vec<KnownDay>) {
        let seen = self.seen;
        for need in seen.needs.items().iter().filter(|need| !is_closed(need)) {
            self.days_of_each(need.actions.items(), seen.has_need(need), known);
        }
        for risk in seen.risks.items() {
            self.days_of_each(risk.actions.items(), seen.has(PlanPart::Risks), known);
        }
        let crisis = seen.crisis.value().map(|crisis| crisis.actions.items());
        let contingency = seen.contingency.items().iter().map(|one| one.actions.items());
        for actions in crisis.into_iter().chain(contingency) {
            self.days_of_each(actions, seen.has(PlanPart::Crisis), known);
        }
    }

    pub(crate) fn days_of_each(&self, actions: &[Action], is_theirs: bool, known: &mut Vec<KnownDay>) {
        for action in actions {
            days_of_action(action, self.who_of(action, is_theirs), known);
        }
    }

    pub(crate) fn days_of_goals(&self, known: &mut Vec<KnownDay>) {
        for need in self.seen.needs.items().iter().filter(|need| !is_closed(need)) {
            if let (Some(day), Some(goal)) = (need.goal_by.value(), need.goal.value().or(need.need.value())) {
                known.push(by(
                    *day,
                    self.say("My goal: ", "{}'s goal: ").with(Line::value(goal).on_one_line()),
                ));
            }
        }
    }

    pub(crate) fn days_of_services(&self, known: &mut Vec<KnownDay>) {
        for service in self.seen.services.items() {
            let name = service.service.value().or(service.what.value());
            let name = name.map_or_else(|| "A service".into(), |name| Line::value(name)).on_one_line();
            if let Some(When::At(at)) = service.when.value() {
                known.push(KnownDay { at: *at, said: name.clone(), how: How::On });
            }
            begins_and_ends(&name, service.from.value(), service.until.value(), known);
        }
        let medicines = self.seen.health.value().map(|health| health.medicines.items()).unwrap_or_default();
        for medicine in medicines {
            let name =
                medicine.medicine.value().map_or_else(|| "A medicine".into(), |name| Line::value(name));
            begins_and_ends(&name.on_one_line(), medicine.from.value(), medicine.until.value(), known);
        }
    }

    pub(crate) fn days_of_the_law(&self, known: &mut Vec<KnownDay>) {
        let Some(legal) = self.seen.legal.value() else { return };
        for section in legal.sections.items() {
            if let Some(PartialDate::Day(until)) = section.until.value() {
                let name = section.section.value().map(|name| Line::from("Section ").with(Line::value(name)));
                let name = name.unwrap_or_else(|| "A section".into()).on_one_line();
                known.push(on(*until, name.with(" ends: this is the last day")));
            }
        }
        let order = legal.community_treatment_order.value().and_then(|order| order.until.value());
        let ends = "My community treatment order ends: this is the last day";
        let ends = self.say(ends, "{}'s community treatment order ends: this is the last day");
        known.extend(order.map(|until| on(*until, ends)));
    }
}

pub(crate) fn days_of_action(action: &Action, who: Option<Line>, known: &mut Vec<KnownDay>) {
    if action.is_over() {
        return;
    }
    let what = action
        .what
        .value()
        .map_or_else(|| "Something to be done".into(), |what| Line::value(what))
        .on_one_line();
    let what = what.with(who.map(|who| Line::from(" (").with(who).with(")")).unwrap_or_default());
    if let Some(When::At(at)) = action.when.value() {
        let how = if at.time.is_some() { How::Booked } else { How::By };
        known.push(KnownDay { at: *at, said: what.clone(), how });
    }
    let mut day = |words: &'static str, day: Option<&NaiveDate>| {
        known.extend(day.map(|day| on(*day, Line::from(words).with(what.clone()))));
    };
    day("First day: ", action.from.value());
    day("Last day: ", action.until.value());
}

pub(crate) fn begins_and_ends(
    name: &Line,
    from: Option<&NaiveDate>,
    until: Option<&NaiveDate>,
    known: &mut Vec<KnownDay>,
) {
    known.extend(from.map(|day| on(*day, name.clone().with(" begins"))));
    known.extend(until.map(|day| on(*day, name.clone().with(" ends: this is the last day"))));
}

pub(crate) fn is_closed(need: &Need) -> bool {
    need.reached.value().is_some() || !need.not_needed.is_absent()
}

/// Something that is to happen by a day.
pub(crate) fn by(day: NaiveDate, said: Line) -> KnownDay {
    KnownDay { at: DayOrTime { day, time: None }, said, how: How::By }
}

/// Something that the day brings by itself.
pub(crate) fn on(day: NaiveDate, said: Line) -> KnownDay {
    KnownDay { at: DayOrTime { day, time: None }, said, how: How::On }
}

pub(crate) fn day(known: KnownDay, by: &'static str) -> Day {
    let day = Line::made(known.at.in_words());
    Day { day: if known.how == How::By { Line::from(by).with(day) } else { day }, said: known.said }
}

/// "Your next review is on Monday 11 May 2026 at 2pm, at …", or what is known of it; nothing to who may not know.
pub(crate) fn next_review(basis: &CopyContext<'_>) -> Option<Line> {
    if basis.seen.is_ended() || !basis.seen.has(PlanPart::Reviews) {
        return None;
    }
    let reviews = basis.seen.reviews.items();
    let booked = reviews.iter().filter_map(|review| Some((review.still_booked()?, review)));
    let next = booked.filter(|(at, _)| at.day >= basis.as_at).min_by_key(|(at, _)| *at);
    if let Some((at, review)) = next {
        let place = review.r#where.value().map(|place| Line::from(", at ").with(Line::value(place)));
        let line = basis.say("Your next review is on ", "{}'s next review is on ");
        let line = line.with(Line::made(at.in_words())).with(place.unwrap_or_default()).stop();
        let invited = review
            .invite
            .value()
            .is_some_and(|invite| invite.0.iter().any(|invited| basis.seen.is_reader(&invited.value)));
        return Some(if invited { line.with(" You are invited.") } else { line });
    }
    let due = basis.seen.review_due(basis.as_at)?;
    let ask = Line::from("ask ").with(basis.seen.coordinator()).with(" when it will be.");
    let Some(day) = due.day else {
        let none = "No day is agreed for your next review: ";
        return Some(basis.say(none, "No day is agreed for {}'s next review: ").with(ask));
    };
    if day < basis.as_at {
        let line = basis.say("Your review was to be held by ", "{}'s review was to be held by ");
        return Some(line.with(said(day)).with(". It is late: ").with(ask));
    }
    let held = Line::from("will be held by ").with(Line::made(day_with_weekday(day)));
    Some(if due.agreed.is_some_and(|agreed| agreed.is_valid) {
        basis.say("Your next review ", "{}'s next review ").with(held).with(". No day is booked yet.")
    } else {
        let none = "No day is agreed for your next review. It ";
        basis.say(none, "No day is agreed for {}'s next review. It ").with(held).with(" at the latest.")
    })
}
