//! A thousand plans in every layout: only the lines that are meant differ.

use std::sync::Arc;

use chrono::NaiveTime;
use cpa::edit::{Booking, HeldReview, NextReview, book, record};
use cpa::parse::{DayOrTime, Source};
use cpa::plan::{Outcome, Review};
use cpa::workspace::PlanFile;
use rayon::prelude::*;

use crate::edit::changed_lines;
use crate::edit::generated::{AS_AT, Base, Dice, bases, made_up};
use crate::harness::{checkout, cpa, day};

fn read(base: &Base, text: &str) -> PlanFile {
    let file =
        PlanFile::parse(&Arc::new(Source::new(base.name.clone(), text)), base.context.clone(), day(AS_AT));
    assert!(file.faults.is_empty(), "{}: {:?}\n{text}", base.name, file.faults);
    file
}

/// What a change is meant to do to the lines of a text.
#[derive(Debug, Default)]
struct Meant {
    /// What stands on the lines that are new.
    added: Vec<String>,
    /// The pieces of text that are new within lines that were there.
    within: Vec<String>,
    /// A piece that gives way to another.
    replaced: Option<(String, String)>,
    /// A remark that goes.
    taken: Option<String>,
}

/// Checks that two texts differ by what is meant, and by nothing else.
#[track_caller]
fn differ_as_meant(old: &str, new: &str, meant: &Meant) {
    let ends =
        |text: &str| (text.ends_with('\n'), text.matches('\n').count() == text.matches("\r\n").count());
    assert_eq!(ends(old), ends(new), "the ends of lines");
    // Where the last line has no end, it has one once another line follows.
    let end = if ends(old).1 { "\r\n" } else { "\n" };
    let whole = |text: &str| if text.ends_with('\n') { text.to_owned() } else { text.to_owned() + end };
    let changed = changed_lines(&whole(old), &whole(new));
    let context = || format!("{meant:?}\n{}", changed.join("\n"));
    let with = |sign| {
        changed
            .iter()
            .filter_map(move |line| line.strip_prefix(sign))
            .map(|line| line.trim_matches(['↵', ' ', '\t']))
    };
    let mut removed: Vec<&str> = with('-').collect();
    let (blank, mut added): (Vec<&str>, Vec<&str>) = with('+').partition(|line| line.is_empty());
    assert!(blank.len() <= 2, "{}", context());
    for line in &meant.added {
        let at = added.iter().position(|added| added == line);
        added.remove(at.unwrap_or_else(|| panic!("`{line}` is not added: {}", context())));
    }
    if let Some(taken) = &meant.taken {
        let at = removed.iter().position(|line| line == taken);
        removed.remove(at.unwrap_or_else(|| panic!("`{taken}` is there still: {}", context())));
    }
    // The lines that are left are those that were changed within.
    assert!(removed.len() <= meant.within.len() + usize::from(meant.replaced.is_some()), "{}", context());
    let mut left = bare(&added.concat());
    for (was, is) in meant
        .within
        .iter()
        .map(|piece| ("", piece))
        .chain(meant.replaced.iter().map(|(was, is)| (was.as_str(), is)))
    {
        assert!(left.contains(&bare(is)), "`{is}` is not there: {}", context());
        left = left.replacen(&bare(is), &bare(was), 1);
    }
    assert_eq!(left, bare(&removed.concat()), "{}", context());
}

/// A text without space and commas: where those belong between pieces, `splice` is tested by itself.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != ',').collect()
}

/// Says where keys are meant to stand: on lines of their own, or within braces.
fn keys_of(review: &str, keys: &[&str], meant: &mut Meant) {
    if review.starts_with('{') {
        meant.within.push(keys.concat());
    } else {
        meant.added.extend(keys.iter().map(|key| (*key).to_owned()));
    }
}

/// Says where one more review is meant to stand.
fn one_more(file: &PlanFile, keys: &[&str], meant: &mut Meant) {
    let list = file.plan.reviews.known().map(|list| &file.source.text()[list.span.clone()]);
    if list.is_some_and(|list| !list.starts_with("[[")) {
        meant.within.push(format!("{{ {} }}", keys.join(", ")));
    } else {
        meant.added.push("[[reviews]]".to_owned());
        keys_of("", keys, meant);
    }
}

fn header<'f>(file: &'f PlanFile, review: &Review) -> &'f str {
    file.source.at(&review.span)
}

fn is_booked_right(file: &PlanFile) -> PlanFile {
    let booking = Booking {
        when: DayOrTime { day: day("2027-02-11"), time: NaiveTime::from_hms_opt(14, 0, 0) },
        place: Some("Northside Clinic, \"room 4\"".to_owned()),
        invite: vec!["person".to_owned()],
        because: Some("She asked for another day".to_owned()),
    };
    let mut meant = Meant::default();
    let cancelled = ["cancelled = 2026-12-20", "because = \"She asked for another day\""];
    for review in file.plan.reviews.items() {
        if review.still_booked().is_some_and(|when| when.day >= day(AS_AT)) {
            keys_of(header(file, review), &cancelled, &mut meant);
        }
    }
    let keys = [
        "booked = 2027-02-11 14:00:00",
        "where = \"Northside Clinic, \\\"room 4\\\"\"",
        "invite = [\"person\"]",
    ];
    one_more(file, &keys, &mut meant);
    let changed = book(file, &booking, day(AS_AT)).expect("it can be booked");
    differ_as_meant(file.source.text(), changed.file.source.text(), &meant);
    changed.file
}

fn is_recorded_right(file: &PlanFile, next: &str, because: Option<&str>) -> PlanFile {
    let held = HeldReview {
        held: day("2026-12-18"),
        recorded: Some(day("2026-12-19")),
        outcome: Outcome::Continue,
        present: vec!["person".to_owned()],
        person_absent_because: None,
        next: Some(NextReview::By(day(next))),
        because: because.map(str::to_owned),
    };
    let mut meant = Meant::default();
    let next = format!("next_review_due = {next}");
    match file.plan.next_review_due.known() {
        Some(was) => {
            let was = file.source.at(&was.span).to_owned();
            let is = next.rsplit(' ').next().unwrap_or_default().to_owned();
            meant.replaced = Some((was, is)).filter(|(was, is)| was != is);
        }
        None => meant.added.push(next),
    }
    let allow = "# cpa: allow next-review-too-late because";
    meant.added.extend(because.map(|because| format!("{allow} {because}")));
    let old = file.source.text().lines().map(str::trim).find(|line| line.starts_with(allow));
    meant.taken = old.map(str::to_owned);
    let keys =
        ["held = 2026-12-18", "recorded = 2026-12-19", "outcome = \"continue\"", "present = [\"person\"]"];
    let reviews = file.plan.reviews.items();
    // Four weeks before it, and not more: an older booking was of another review.
    let may_be_of = day("2026-11-20")..=held.held;
    let booked =
        reviews.iter().filter(|one| one.still_booked().is_some_and(|when| may_be_of.contains(&when.day)));
    match booked.max_by_key(|one| (one.still_booked(), one.span.start)) {
        Some(review) => keys_of(header(file, review), &keys, &mut meant),
        None => one_more(file, &keys, &mut meant),
    }
    let changed = record(file, &held, day(AS_AT)).expect("it can be recorded");
    differ_as_meant(file.source.text(), changed.file.source.text(), &meant);
    changed.file
}

#[test]
fn only_intended_lines_of_1000_plans_change() {
    let bases = bases();
    assert!(bases.len() >= 20, "the plans in the tree");
    (0..1000_u64).into_par_iter().for_each(|seed| {
        let mut dice = Dice::of(seed);
        let base = &bases[usize::try_from(seed).expect("a small number") % bases.len()];
        let file = read(base, &made_up(base, &mut dice));
        let booked = is_booked_right(&file);
        // What was booked is a plan like any other.
        let plan = if dice.once_in(2) { booked } else { file };
        let recorded = if dice.once_in(2) {
            is_recorded_right(&plan, "2028-03-01", Some("she is abroad"))
        } else {
            is_recorded_right(&plan, "2027-06-18", None)
        };
        let reviews = recorded.plan.reviews.items();
        assert!(reviews.iter().any(|review| review.counts_from() == Some(day("2026-12-19"))));
    });
}

#[test]
fn commands_write_the_same_bytes() {
    let bases: Vec<Base> = bases().into_iter().filter(|base| base.name.starts_with("plans/")).collect();
    for seed in 0..24_u64 {
        let mut dice = Dice::of(seed);
        let base = &bases[usize::try_from(seed).expect("a small number") % bases.len()];
        let text = made_up(base, &mut dice);
        let mark = if dice.once_in(2) { "\u{feff}" } else { "" };
        let expected = is_booked_right(&read(base, &text));
        let mut command = cpa(["book", "--where", "Northside Clinic, \"room 4\"", "--invite", "person"])
            .args(&["--because", "She asked for another day", &base.name, "2027-02-11T14:00"])
            .as_at(AS_AT)
            .file(&base.name, format!("{mark}{text}"));
        for beside in ["plans/people.toml", "plans/cpa.toml", "plans/riverside/cpa.toml"] {
            command = command.file(beside, std::fs::read(checkout(beside)).expect("a file beside plans"));
        }
        assert_eq!(command.run().exit, cpa::cli::Exit::Clean);
        let written = std::fs::read_to_string(command.path().join(&base.name)).expect("the plan");
        assert_eq!(written, format!("{mark}{}", expected.source.text()));
    }
}

/// One character put in or taken away anywhere: what can still be read is written into, and nothing else.
#[test]
fn plan_with_a_slip_is_refused_or_changed_correctly() {
    let bases = bases();
    let base = bases.iter().find(|base| base.name.ends_with("northside/NS-0042.toml")).expect("the example");
    let places: Vec<usize> = base.text.char_indices().map(|(at, _)| at).step_by(307).collect();
    let written = places.into_par_iter().map(|at| {
        let (before, after) = base.text.split_at(at);
        let less = format!("{before}{}", after.chars().skip(1).collect::<String>());
        let more =
            ["\"", "[", "=", "#", "{", "\n", "\\", "]\n["].map(|typed| format!("{before}{typed}{after}"));
        let texts = std::iter::once(less).chain(more);
        texts.filter(|text| is_written_into_or_refused(base, text)).count()
    });
    assert!(written.sum::<usize>() > 30, "some slips leave a plan");
}

fn is_written_into_or_refused(base: &Base, text: &str) -> bool {
    let source = Arc::new(Source::new(base.name.clone(), text));
    let file = PlanFile::parse(&source, base.context.clone(), day(AS_AT));
    let is_whole = file.faults.is_empty() && !file.plan.is_ended();
    if is_whole {
        is_booked_right(&file);
        is_recorded_right(&file, "2027-06-17", None);
    }
    is_whole
}
