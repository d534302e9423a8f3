//! Properties of every date of every plan.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use cpa::due::{Basis, State, kinds};
use cpa::parse::Source;
use cpa::workspace::{FolderContext, PlanFile};
use proptest::prelude::*;
use serde_json::Value;

use crate::harness::{cpa, day};

/// The day by which everything in these plans has happened.
const BY: &str = "2026-11-22";

const SETTINGS: &str = r#"[reviews]
every = "6 months"
at_most = "12 months"
soon = "6 weeks"
[intervals]
section_117_review = "12 months"
contact_details = "12 months"
consents = "12 months"
copies = "2 weeks"
first_plan = "6 weeks"
"#;

/// Generates tables of a plan.
fn tables() -> impl Strategy<Value = Vec<String>> {
    let past = || (0u64..900).prop_map(|days| day(BY) - Days::new(days));
    let any = || (0u64..1200).prop_map(|days| day("2025-06-01") + Days::new(days));
    let key = |name: &'static str, day: BoxedStrategy<NaiveDate>| {
        prop_oneof![Just(String::new()), day.prop_map(move |day| format!("{name} = {day}\n"))]
    };
    let action =
        (key("when", any().boxed()), key("done", past().boxed()), 0..9u8).prop_map(|(when, done, n)| {
            format!(
                r#"what = "do {n}"
who = ["jo"]
{when}{done}"#
            )
        });
    let need = (key("goal_by", any().boxed()), key("reached", past().boxed()), action, 0..9u8).prop_map(
        |(by, reached, action, n)| {
            format!(
                r#"[[needs]]
need = "need {n}"
goal = "goal {n}"
{by}{reached}[[needs.actions]]
{action}"#
            )
        },
    );
    let service = (key("until", any().boxed()), 0..9u8).prop_map(|(until, n)| {
        format!(
            r#"[[services]]
service = "service {n}"
{until}"#
        )
    });
    let outcome = prop_oneof![
        Just(""),
        Just(
            r#"outcome = "continue"
"#
        )
    ];
    let review = (past(), 0u64..20, outcome).prop_map(|(held, later, outcome)| {
        let recorded = (held + Days::new(later)).min(day(BY));
        format!(
            r"[[reviews]]
held = {held}
recorded = {recorded}
{outcome}"
        )
    });
    let booked = any().prop_map(|day| {
        format!(
            r"[[reviews]]
booked = {day}
"
        )
    });
    let change = past().prop_map(|day| {
        format!(
            r#"[[changes]]
made = {day}
change = "c"
"#
        )
    });
    let copy = (past(), prop_oneof![Just("person"), Just("sam")]).prop_map(|(day, to)| {
        format!(
            r#"[[copies]]
to = "{to}"
given = {day}
"#
        )
    });
    let other = any().prop_map(|day| {
        format!(
            r#"[[other_plans]]
plan = "o"
review_due = {day}
"#
        )
    });
    let many =
        prop::collection::vec(prop_oneof![need, service, review, booked, change, copy, other].boxed(), 0..9);
    let health = key("physical_health_checked", past().boxed()).prop_map(|key| {
        format!(
            r"[health]
{key}"
        )
    });
    let legal = (key("section_117_reviewed", past().boxed()), any()).prop_map(|(key, until)| {
        format!(
            r"[legal]
section_117 = true
{key}community_treatment_order = {{ until = {until} }}
"
        )
    });
    // Several stays can end on one day, with a follow-up within days.
    let stay = (0u64..3, prop::option::of(0u64..3)).prop_map(|(until, followed)| {
        let day = |days: u64| day("2025-03-01") + Days::new(days);
        let followed = followed.map(|days| {
            format!(
                r"followed_up = {}
",
                day(until + days)
            )
        });
        let until = day(until);
        format!(
            r#"[[admissions]]
where = "Elm"
from = 2024-01-01
until = {until}
{}"#,
            followed.unwrap_or_default()
        )
    });
    let stays = prop::collection::vec(stay, 1..4);
    let sam = (past(), past(), past()).prop_map(|(offered, asked, checked)| {
        format!(
            r#"[people.sam]
name = "Sam"
is = ["carer"]
phones = {{ mobile = "07700 900777" }}
checked = {checked}
carers_assessment = {{ offered = {offered} }}
consent = {{ asked = {asked}, copy = ["crisis"] }}
"#
        )
    });
    let one = (health, legal, sam).prop_map(|(a, b, c)| vec![a, b, c]);
    (one, stays, many).prop_map(|(one, stays, many)| one.into_iter().chain(stays).chain(many).collect())
}

fn top() -> impl Strategy<Value = String> {
    let day = || (0u64..900).prop_map(|days| day("2025-01-01") + Days::new(days));
    let status = prop_oneof![
        Just(
            r#"status = "active"
"#
        ),
        Just(
            r#"status = "draft"
"#
        ),
        Just("")
    ];
    (prop::option::of(day()), prop::option::of(day()), status).prop_map(|(agreed, started, status)| {
        let agreed = agreed
            .map(|day| {
                format!(
                    r"next_review_due = {day}
"
                )
            })
            .unwrap_or_default();
        let started = started.filter(|day| *day <= crate::harness::day(BY));
        let started = started
            .map(|day| {
                format!(
                    r"started = {day}
"
                )
            })
            .unwrap_or_default();
        format!("{agreed}{started}{status}")
    })
}

fn text(top: &str, tables: &[String]) -> String {
    let crisis = r#"[crisis]
who_to_contact = ["sam"]
"#;
    format!(
        r#"id = "P-1"
care_coordinator = "jo"
{top}[person]
name = "Ana"
{crisis}{}"#,
        tables.concat()
    )
}

/// Every item of a plan, with its state and day.
type Stands = BTreeMap<String, (State, Option<NaiveDate>)>;

fn stands(text: &str, as_at: NaiveDate) -> Stands {
    let settings = context();
    let file = PlanFile::parse(&Arc::new(Source::new("P-1.toml", text)), settings, as_at);
    let mut all = Stands::new();
    for kind in kinds::ALL {
        for item in kind.due_items(&file, as_at).items {
            let what = match &item.basis {
                Basis::Stated(what) | Basis::Never(what) => (*what).to_owned(),
                Basis::After { what, since, .. } => format!("{what} {}", since.in_words()),
                Basis::Review(_) => String::new(),
                Basis::Unreadable(_) => "unread".to_owned(),
            };
            let key = format!("{} {:?} {:?} {what} {:?}", kind.name, item.who, item.text, item.day);
            // Two equal items have the same state.
            all.insert(key, (item.state, item.day));
        }
    }
    all
}

/// Returns a folder's context with settings only.
fn context() -> FolderContext {
    let folder = tempfile::TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("cpa.toml"), SETTINGS).expect("a file");
    cpa::workspace::context_here(folder.path(), day(BY)).expect("a shelf")
}

/// Returns how bad a state is. It never becomes better as days pass.
fn rank(state: State) -> u8 {
    match state {
        State::Ended => 0,
        State::InTime | State::NoDate => 1,
        State::DueToday => 2,
        State::Overdue => 3,
        State::CannotTell => 4,
    }
}

/// Returns the JSON of a list, without line numbers.
fn json(text: &str, as_at: &str) -> Value {
    let ended = cpa(["due", "plans", "--what=all", "--within=2y", "--format=json"])
        .file("plans/cpa.toml", SETTINGS)
        .file(
            "plans/people.toml",
            r#"[jo]
name = "Jo"
"#,
        )
        .file("plans/P-1.toml", text)
        .as_at(as_at)
        .run();
    let mut document: Value = serde_json::from_str(&ended.out).expect("JSON");
    for row in document["rows"].as_array_mut().expect("rows") {
        row.as_object_mut().expect("a row").remove("line");
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_day_more_never_makes_anything_less_late(top in top(), tables in tables(), days in 0u64..400) {
        let text = text(&top, &tables);
        let today = day(BY) + Days::new(days);
        let tomorrow = today + Days::new(1);
        let (now, then) = (stands(&text, today), stands(&text, tomorrow));
        for (key, (state, due)) in &now {
            // After its day has passed, a booking is replaced by an earlier day, never by a later one.
            let Some((later, same)) = then.get(key) else {
                return Err(TestCaseError::fail(format!("{key} is gone on {tomorrow}:\n{text}")));
            };
            prop_assert!(rank(*later) >= rank(*state), "{key}: {state:?}, then {later:?} on {tomorrow}:\n{text}");
            prop_assert_eq!(due, same);
            if let Some(due) = due {
                prop_assert_eq!(*state == State::Overdue, today > *due, "{} on {}", key, today);
            }
        }
    }

    #[test]
    fn another_change_gives_nobody_more_time_for_a_copy(top in top(), tables in tables(), ago in 0u64..900) {
        let plain = text(&top, &tables);
        let changed = format!(r#"{plain}[[changes]]
made = {}
change = "d"
"#, day(BY) - Days::new(ago));
        let owed = |text: &str, to: &str| {
            let file = PlanFile::parse(&Arc::new(Source::new("P-1.toml", text)), context(), day(BY));
            let all = kinds::named("copy").expect("a kind").due_items(&file, day(BY)).items;
            all.into_iter().filter(|item| item.who.as_deref() == Some(to)).find_map(|item| item.day)
        };
        for to in ["person", "sam"] {
            if let Some(before) = owed(&plain, to) {
                prop_assert!(owed(&changed, to).is_some_and(|after| after <= before), "{to}: {before}\n{changed}");
            }
        }
    }

    #[test]
    fn a_review_is_never_due_later_than_the_longest_gap(top in top(), tables in tables()) {
        let text = text(&top, &tables);
        let file = PlanFile::parse(&Arc::new(Source::new("P-1.toml", text.as_str())), context(), day(BY));
        let due = cpa::due::review(&file, day(BY));
        if let (Some(limit), Some(day)) = (due.limit, due.day) {
            prop_assert!(day <= limit.day);
        }
    }

    #[test]
    fn the_order_of_the_tables_changes_nothing(top in top(), tables in tables().prop_shuffle()) {
        let mut sorted = tables.clone();
        sorted.sort();
        prop_assert_eq!(json(&text(&top, &tables), BY), json(&text(&top, &sorted), BY));
    }

    #[test]
    fn a_remark_or_an_unrelated_edit_changes_nothing(top in top(), tables in tables(), at in any::<prop::sample::Index>()) {
        let plain = text(&top, &tables);
        let lines: Vec<&str> = plain.lines().collect();
        let at = at.index(lines.len());
        let mut edited = String::new();
        for (number, line) in lines.iter().enumerate() {
            if number == at {
                edited.push_str("# 2020-01-01 held, done, recorded\n\n");
            }
            writeln!(edited, "{line}  # 2031-12-31").expect("a string takes it");
            if *line == "name = \"Ana\"" {
                edited.push_str(r#"born = 1984-03-02
pronouns = "she/her"
"#);
            }
        }
        edited.push_str(r#"[about_me]
important_to_me = "2026-01-01"
"#);
        prop_assert_eq!(json(&plain, BY), json(&edited, BY));
    }
}

/// A plan for which a law once failed.
const RECORDED: [&str; 6] = [
    "[health]\n",
    r#"[legal]
section_117 = true
community_treatment_order = { until = 2025-06-01 }
"#,
    r#"[people.sam]
name = "Sam"
is = ["carer"]
phones = { mobile = "07700 900777" }
checked = 2026-11-22
carers_assessment = { offered = 2026-11-22 }
consent = { asked = 2026-11-22, copy = ["crisis"] }
"#,
    r#"[[admissions]]
where = "Elm"
from = 2024-01-01
until = 2025-03-01
"#,
    r#"[[reviews]]
held = 2026-04-29
recorded = 2026-04-29
"#,
    r#"[[reviews]]
booked = 2026-04-29
"#,
];

#[test]
fn recorded_plan_is_the_same_in_another_order() {
    let tables = RECORDED.map(str::to_owned);
    let mut sorted = tables.clone();
    sorted.sort();
    let top = "status = \"active\"\n";
    assert_eq!(json(&text(top, &tables), BY), json(&text(top, &sorted), BY));
}

#[test]
fn recorded_plan_gives_no_more_time_after_a_change() {
    let consent = |table: &str| table.replace("asked = 2026-11-22", "asked = 2025-11-20");
    let stay = |table: &str| table.replace("until = 2025-03-01", "until = 2026-11-22");
    let tables: Vec<String> = RECORDED[..4].iter().map(|table| stay(&consent(table))).collect();
    let plain = text("", &tables);
    let changed = format!("{plain}[[changes]]\nmade = {BY}\nchange = \"d\"\n");
    let owed = |text: &str, to: &str| {
        let file = PlanFile::parse(&Arc::new(Source::new("P-1.toml", text)), context(), day(BY));
        let all = kinds::named("copy").expect("a kind").due_items(&file, day(BY)).items;
        all.into_iter().filter(|item| item.who.as_deref() == Some(to)).find_map(|item| item.day)
    };
    for to in ["person", "sam"] {
        let (before, after) = (owed(&plain, to), owed(&changed, to));
        assert!(before.is_none_or(|before| after.is_some_and(|after| after <= before)), "{to}");
    }
}
