//! Properties of the next review of every plan.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};
use cpa::due::{Anchor, ReviewDue, State, after, between, review, review_of};
use cpa::parse::{Field, Period, Source, Spanned, Unit};
use cpa::plan::{Plan, ReviewSettings, Settings};
use cpa::workspace::{FolderContext, PlanFile, ReadState};
use proptest::prelude::*;

use crate::due::{plan, reviewed};
use crate::harness::{cpa, day};

/// The day by which everything in these plans has happened.
const BY: &str = "2026-11-22";

#[derive(Debug, Clone)]
struct Written {
    started: Option<NaiveDate>,
    agreed: Option<NaiveDate>,
    reviews: Vec<String>,
    every: Option<Period>,
    at_most: Option<Period>,
}

impl Written {
    fn text(&self) -> String {
        let key = |name: &str, day: Option<NaiveDate>| {
            day.map(|day| format!("{name} = {day}\n")).unwrap_or_default()
        };
        let top = key("started", self.started) + &key("next_review_due", self.agreed);
        plan("P-1", "Ana", &top, &self.reviews.concat())
    }

    fn settings(&self) -> Settings {
        let reviews =
            ReviewSettings { every: known(self.every), at_most: known(self.at_most), ..Default::default() };
        Settings { reviews: known(Some(reviews)), ..Settings::default() }
    }

    fn due(&self, as_at: NaiveDate) -> ReviewDue {
        due_of(&self.text(), &self.settings(), as_at)
    }
}

fn due_of(text: &str, settings: &Settings, as_at: NaiveDate) -> ReviewDue {
    let file = read(text, as_at);
    review_of(&file.plan, Some(settings), file.state, as_at)
}

fn read(text: &str, as_at: NaiveDate) -> PlanFile {
    PlanFile::parse(&Arc::new(Source::new("P-1.toml", text)), FolderContext::default(), as_at)
}

fn known<T>(value: Option<T>) -> Field<T> {
    value.map_or(Field::Absent, |value| Field::Known(Spanned { value, span: 0..0 }))
}

/// Returns everything but the spans.
fn said(due: &ReviewDue) -> String {
    let agreed = due.agreed.as_ref().map(|agreed| (agreed.day, agreed.is_valid));
    format!("{:?} {:?} {:?} {:?} {agreed:?} {}", due.state, due.day, due.anchor, due.limit, due.why())
}

prop_compose! {
    fn a_day()(ahead in 0u64..2_000) -> NaiveDate {
        day("2021-06-01").checked_add_days(Days::new(ahead)).expect("a day").min(day(BY))
    }
}

prop_compose! {
    fn an_interval()(count in 1u32..30, unit in 0..5) -> Period {
        let units = [Unit::Hours, Unit::Days, Unit::Weeks, Unit::Months, Unit::Years];
        Period { count, unit: units.into_iter().nth(usize::try_from(unit).unwrap_or(0)).unwrap_or(Unit::Days) }
    }
}

prop_compose! {
    fn a_review()(
        held in prop::option::of(a_day()),
        recorded in prop::option::of(a_day()),
        cancelled in prop::option::weighted(0.2, a_day()),
        booked in prop::option::weighted(0.3, a_day()),
        outcome in prop::bool::weighted(0.7),
    ) -> String {
        let key = |name: &str, day: Option<NaiveDate>| day.map(|day| format!("{name} = {day}\n")).unwrap_or_default();
        let outcome = if outcome { r#"outcome = "continue"
"# } else { "" };
        let keys = [("booked", booked), ("cancelled", cancelled), ("held", held), ("recorded", recorded)];
        let keys: String = keys.into_iter().map(|(name, day)| key(name, day)).collect();
        format!(r"[[reviews]]
{keys}{outcome}")
    }
}

prop_compose! {
    fn a_plan()(
        started in prop::option::of(a_day()),
        agreed in prop::option::of((0u64..3_000).prop_map(|ahead| day("2021-06-01") + Days::new(ahead))),
        reviews in prop::collection::vec(a_review(), 0..5),
        every in prop::option::of(an_interval()),
        at_most in prop::option::of(an_interval()),
    ) -> Written {
        Written { started, agreed, reviews, every, at_most }
    }
}

proptest! {
    #[test]
    fn a_review_is_never_later_than_the_longest_gap(written in a_plan()) {
        let due = written.due(day(BY));
        let gap = written.at_most.unwrap_or(Period { count: 12, unit: Unit::Months });
        if let Some(anchor) = due.anchor {
            prop_assert!(due.day.expect("a day") <= after(anchor.day(), gap));
        }
        prop_assert_eq!(due.day.is_none(), due.anchor.is_none() && written.agreed.is_none());
    }

    #[test]
    fn time_makes_nothing_less_late(written in a_plan(), ahead in 1u64..800) {
        let (today, later) = (day(BY), day(BY) + Days::new(ahead));
        let (now, then) = (written.due(today), written.due(later));
        prop_assert_eq!(now.day, then.day);
        prop_assert!(now.days_late(today) <= then.days_late(later));
        if matches!(now.state, State::Overdue | State::DueToday) {
            prop_assert_eq!(then.state, State::Overdue);
        }
        prop_assert_eq!(then.state == State::Overdue, then.day.is_some_and(|day| day < later));
    }

    #[test]
    fn the_order_of_tables_and_a_comment_change_nothing(written in a_plan(), turn in 0usize..5) {
        let before = said(&written.due(day(BY)));
        let mut other = written.clone();
        let by = turn.min(other.reviews.len());
        other.reviews.rotate_left(by);
        other.reviews.reverse();
        prop_assert_eq!(&before, &said(&other.due(day(BY))));
        let commented = written.text().replace('\n', "   # next_review_due = 2020-01-01\n\n");
        prop_assert_eq!(&before, &said(&due_of(&commented, &written.settings(), day(BY))));
        let other_line_ends = written.text().replace('\n', "\r\n");
        prop_assert_eq!(&before, &said(&due_of(&other_line_ends, &written.settings(), day(BY))));
    }

    #[test]
    fn a_review_that_does_not_count_moves_no_day(written in a_plan(), on in a_day(), ahead in 0u64..400) {
        let before = written.due(day(BY));
        let booked = day(BY) + Days::new(ahead);
        for added in [
            format!(r"[[reviews]]
booked = {booked} 14:00:00
"),
            format!(r"[[reviews]]
booked = {on}
cancelled = {on}
"),
            format!(r"[[reviews]]
held = {on}
"),
            format!(r#"[[reviews]]
held = {on}
outcome = "change"
cancelled = {on}
"#),
        ] {
            let mut other = written.clone();
            other.reviews.push(added);
            let due = other.due(day(BY));
            prop_assert_eq!((before.state, before.day, before.last_review), (due.state, due.day, due.last_review));
        }
    }

    #[test]
    fn unknown_values_never_make_a_plan_less_late(written in a_plan(), gone in 0usize..5) {
        // A lost review can only bring the day forward.
        let before = written.due(day(BY));
        let mut other = written.clone();
        if gone < other.reviews.len() {
            other.reviews.remove(gone);
        }
        let due = other.due(day(BY));
        let has_anchor = due.anchor.is_some();
        prop_assert!(!has_anchor || matches!(due.anchor, Some(Anchor::Started(_))) || due.day <= before.day);
    }

    #[test]
    fn months_never_step_past_the_end_of_a_month(from in a_day(), count in 1u32..200) {
        let to = after(from, Period { count, unit: Unit::Months });
        let months = from.year() * 12 + i32::try_from(from.month0() + count).expect("a month");
        prop_assert_eq!(to.year() * 12 + i32::try_from(to.month0()).expect("a month"), months);
        let is_last = to.checked_add_days(Days::new(1)).expect("a day").day() == 1;
        prop_assert!(to.day() == from.day() || (to.day() < from.day() && is_last));
        prop_assert_eq!(after(from, Period { count: count * 12, unit: Unit::Months }), after(from, Period { count, unit: Unit::Years }));
    }

    #[test]
    fn a_length_of_time_is_never_said_longer_than_it_is(from in a_day(), ahead in 1u64..3_000) {
        let to = from + Days::new(ahead);
        let length = between(from, to);
        let words: Vec<&str> = length.split_whitespace().collect();
        let lengths: Vec<Period> = words.chunks(2).filter_map(|pair| Period::from_text(&pair.concat())).collect();
        prop_assert_eq!(lengths.len() * 2, words.len());
        let unit = lengths.last().map_or(Unit::Days, |length| length.unit);
        let unit = if unit == Unit::Years { Unit::Months } else { unit };
        let in_unit = |length: &Period| if length.unit == Unit::Years { length.count * 12 } else { length.count };
        let count: u32 = lengths.iter().map(in_unit).sum();
        let (reached, too_far) = (after(from, Period { count, unit }), after(from, Period { count: count + 1, unit }));
        prop_assert!(reached <= to && to < too_far, "{length} from {from} to {to}");
    }

    #[test]
    fn no_text_is_a_reason_to_panic(text in "\\PC{0,80}", key in 0usize..5, as_at in a_day()) {
        let keys = ["next_review_due = ", r"[[reviews]]
held = ", "started = ", r"[reviews]
", "status = "];
        let file = read(&format!("{}{text}\n", keys[key]), as_at);
        let due = review(&file, as_at);
        prop_assert!(due.state != State::InTime || due.day.is_some());
    }
}

#[test]
fn a_plan_cut_anywhere_is_still_listed() {
    let booked = r"[[reviews]]
booked = 2026-12-01 14:00:00
";
    let text = plan("P-1", "Siân", "next_review_due = 2026-10-01", &(reviewed("2026-04-01") + booked));
    for (cut, _) in text.char_indices() {
        let due = review(&read(&text[..cut], day(BY)), day(BY));
        // What is left is late or unreadable, never in time.
        assert!(!matches!(due.state, State::InTime | State::Ended | State::DueToday), "{}", &text[..cut]);
    }
}

#[test]
fn the_order_of_paths_changes_nothing() {
    let with = |one: &str, other: &str| {
        let ended = cpa(["due", one, other, "--format", "json"])
            .file("a/P-1.toml", plan("P-1", "Ana", "next_review_due = 2026-10-01", ""))
            .file("b/P-2.toml", plan("P-2", "Bo", "next_review_due = 2026-10-01", ""))
            .file("b/P-3.toml", plan("P-3", "Cy", "next_review_due = 2026-09-01", ""))
            .run();
        ended.out
    };
    assert_eq!(with("a", "b"), with("b", "a"));
    assert!(with("a", "b").find("P-3") < with("a", "b").find("P-1"));
}

#[test]
fn it_works_without_a_file() {
    let due = review_of(&Plan::default(), None, ReadState::Complete, day(BY));
    assert_eq!((due.state, due.day, due.days_late(day(BY))), (State::NoDate, None, None));
    let due = review_of(&Plan::default(), None, ReadState::Partial, day(BY));
    assert_eq!(due.state, State::CannotTell);
}
