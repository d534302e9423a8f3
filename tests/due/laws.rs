//! What holds of every date of every plan, whatever is written in it.

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

/// The day before which everything in these plans has happened.
const BY: &str = "2026-11-22";

const SETTINGS: &str = "[reviews]\nevery = \"6 months\"\nat_most = \"12 months\"\nsoon = \"6 weeks\"\n[intervals]\n\
                        section_117_review = \"12 months\"\ncontact_details = \"12 months\"\nconsents = \"12 months\"\n\
                        copies = \"2 weeks\"\nfirst_plan = \"6 weeks\"\n";

/// Tables of a plan, each whole, in any order but that of the lists among them.
fn tables() -> impl Strategy<Value = Vec<String>> {
    let past = || (0u64..900).prop_map(|days| day(BY) - Days::new(days));
    let any = || (0u64..1200).prop_map(|days| day("2025-06-01") + Days::new(days));
    let key = |name: &'static str, day: BoxedStrategy<NaiveDate>| {
        prop_oneof![Just(String::new()), day.prop_map(move |day| format!("{name} = {day}\n"))]
    };
    let action = (key("when", any().boxed()), key("done", past().boxed()), 0..9u8)
        .prop_map(|(when, done, n)| format!("what = \"do {n}\"\nwho = [\"jo\"]\n{when}{done}"));
    let need = (key("goal_by", any().boxed()), key("reached", past().boxed()), action, 0..9u8).prop_map(
        |(by, reached, action, n)| format!("[[needs]]\nneed = \"need {n}\"\ngoal = \"goal {n}\"\n{by}{reached}[[needs.actions]]\n{action}"),
    );
    let service = (key("until", any().boxed()), 0..9u8)
        .prop_map(|(until, n)| format!("[[services]]\nservice = \"service {n}\"\n{until}"));
    let outcome = prop_oneof![Just(""), Just("outcome = \"continue\"\n")];
    let review = (past(), 0u64..20, outcome).prop_map(|(held, later, outcome)| {
        let recorded = (held + Days::new(later)).min(day(BY));
        format!("[[reviews]]\nheld = {held}\nrecorded = {recorded}\n{outcome}")
    });
    let booked = any().prop_map(|day| format!("[[reviews]]\nbooked = {day}\n"));
    let change = past().prop_map(|day| format!("[[changes]]\nmade = {day}\nchange = \"c\"\n"));
    let copy = (past(), prop_oneof![Just("person"), Just("sam")])
        .prop_map(|(day, to)| format!("[[copies]]\nto = \"{to}\"\ngiven = {day}\n"));
    let other = any().prop_map(|day| format!("[[other_plans]]\nplan = \"o\"\nreview_due = {day}\n"));
    let many =
        prop::collection::vec(prop_oneof![need, service, review, booked, change, copy, other].boxed(), 0..9);
    let health = key("physical_health_checked", past().boxed()).prop_map(|key| format!("[health]\n{key}"));
    let legal = (key("section_117_reviewed", past().boxed()), any()).prop_map(|(key, until)| {
        format!("[legal]\nsection_117 = true\n{key}community_treatment_order = {{ until = {until} }}\n")
    });
    // Several may end on one day, and be followed up within days of it.
    let stay = (0u64..3, prop::option::of(0u64..3)).prop_map(|(until, followed)| {
        let day = |days: u64| day("2025-03-01") + Days::new(days);
        let followed = followed.map(|days| format!("followed_up = {}\n", day(until + days)));
        let until = day(until);
        format!(
            "[[admissions]]\nwhere = \"Elm\"\nfrom = 2024-01-01\nuntil = {until}\n{}",
            followed.unwrap_or_default()
        )
    });
    let stays = prop::collection::vec(stay, 1..4);
    let sam = (past(), past(), past()).prop_map(|(offered, asked, checked)| {
        format!(
            "[people.sam]\nname = \"Sam\"\nis = [\"carer\"]\nphones = {{ mobile = \"07700 900777\" }}\nchecked = {checked}\n\
             carers_assessment = {{ offered = {offered} }}\nconsent = {{ asked = {asked}, copy = [\"crisis\"] }}\n"
        )
    });
    let one = (health, legal, sam).prop_map(|(a, b, c)| vec![a, b, c]);
    (one, stays, many).prop_map(|(one, stays, many)| one.into_iter().chain(stays).chain(many).collect())
}

fn top() -> impl Strategy<Value = String> {
    let day = || (0u64..900).prop_map(|days| day("2025-01-01") + Days::new(days));
    let status = prop_oneof![Just("status = \"active\"\n"), Just("status = \"draft\"\n"), Just("")];
    (prop::option::of(day()), prop::option::of(day()), status).prop_map(|(agreed, started, status)| {
        let agreed = agreed.map(|day| format!("next_review_due = {day}\n")).unwrap_or_default();
        let started = started.filter(|day| *day <= crate::harness::day(BY));
        let started = started.map(|day| format!("started = {day}\n")).unwrap_or_default();
        format!("{agreed}{started}{status}")
    })
}

fn text(top: &str, tables: &[String]) -> String {
    let crisis = "[crisis]\nwho_to_contact = [\"sam\"]\n";
    format!(
        "id = \"P-1\"\ncare_coordinator = \"jo\"\n{top}[person]\nname = \"Ana\"\n{crisis}{}",
        tables.concat()
    )
}

/// Everything that a plan makes due: what it is, to the day, and how it stands.
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
            // Two that are the same to the letter stand the same way.
            all.insert(key, (item.state, item.day));
        }
    }
    all
}

/// What stands beside the plans: the settings alone.
fn context() -> FolderContext {
    let folder = tempfile::TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("cpa.toml"), SETTINGS).expect("a file");
    cpa::workspace::context_here(folder.path(), day(BY)).expect("a shelf")
}

/// How bad a state is: it may only grow worse as days pass.
fn rank(state: State) -> u8 {
    match state {
        State::Ended => 0,
        State::InTime | State::NoDate => 1,
        State::DueToday => 2,
        State::Overdue => 3,
        State::CannotTell => 4,
    }
}

/// The JSON of a list, without what tells where something stands in its file.
fn json(text: &str, as_at: &str) -> Value {
    let ended = cpa(["due", "plans", "--what=all", "--within=2y", "--format=json"])
        .file("plans/cpa.toml", SETTINGS)
        .file("plans/people.toml", "[jo]\nname = \"Jo\"\n")
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
            // What of a review is only known by its day has another one when that has passed: it is never a later one.
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
        let changed = format!("{plain}[[changes]]\nmade = {}\nchange = \"d\"\n", day(BY) - Days::new(ago));
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
                edited.push_str("born = 1984-03-02\npronouns = \"she/her\"\n");
            }
        }
        edited.push_str("[about_me]\nimportant_to_me = \"2026-01-01\"\n");
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
