//! One-character changes of plans: one mistake is one diagnostic, hides no review and reveals no name.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpa::parse::Source;
use cpa::validate::check_file;
use cpa::workspace::{FolderContext, PlanFile};

use crate::harness::{checkout, day};

/// Returns the diagnostics of a plan, and checks that their places are in the text.
fn messages(name: &str, text: &str, context: &FolderContext) -> Vec<String> {
    let source = Arc::new(Source::new(name, text));
    let file = PlanFile::parse(&source, context.clone(), day("2026-11-22"));
    let found = check_file(&file, day("2026-11-22"));
    for diagnostic in &found {
        assert!(diagnostic.span.end <= text.len(), "a place outside the text");
        assert!(text.is_char_boundary(diagnostic.span.start), "a place within a character");
    }
    found.into_iter().map(|found| format!("{}: {}", found.rule, found.message)).collect()
}

/// Returns the folder context of a sample plan.
pub fn context() -> FolderContext {
    let folder = cpa::workspace::find(
        &checkout("plans"),
        &["northside/NS-0042.toml".into()],
        day("2026-11-22"),
        "validate",
    );
    let files = folder.expect("the example").files;
    files.into_iter().find(|file| file.display_path.ends_with("NS-0042.toml")).expect("the example").context
}

/// Returns the text with one character deleted, replaced or inserted.
fn changes(text: &str, at: usize) -> Vec<String> {
    let here = text[at..].chars().next().expect("a character");
    let (before, after) = (&text[..at], &text[at + here.len_utf8()..]);
    let mut changes = vec![format!("{before}{after}")];
    for typed in ['x', '"', '[', ' ', '0', '=', ',', '{', '\n', '#'] {
        changes.push(format!("{before}{typed}{after}"));
        changes.push(format!("{before}{typed}{here}{after}"));
    }
    changes
}

fn measure(stride: usize) -> (usize, BTreeMap<usize, usize>, Vec<String>) {
    use rayon::prelude::*;
    let text = std::fs::read_to_string(checkout("plans/northside/NS-0042.toml")).expect("the example");
    let context = context();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(stride).collect();
    let found: Vec<(usize, String)> = places
        .par_iter()
        .flat_map_iter(|&at| {
            let line = text[..at].lines().count();
            let context = &context;
            changes(&text, at).into_iter().enumerate().map(move |(way, changed)| {
                let found = messages("NS-0042.toml", &changed, context);
                (found.len(), format!("line {line}, way {way}: {}", found.join(" | ")))
            })
        })
        .collect();
    let mut counts = BTreeMap::new();
    for (count, _) in &found {
        *counts.entry(*count).or_default() += 1;
    }
    let many = found.iter().filter(|(count, _)| *count > 2).map(|(_, said)| said.clone()).collect();
    (found.len(), counts, many)
}

/// Every 29th place is enough to see a change for the worse; all places take a minute.
#[test]
fn one_mistake_is_one_message() {
    let (all, counts, many) = measure(29);
    let two: usize = counts.range(2..).map(|(_, count)| count).sum();
    assert!(
        many.len() * 100 <= all * 3,
        "{} of {all} changes give more than two messages:\n{}",
        many.len(),
        many.join("\n")
    );
    assert!(two * 100 <= all * 10, "{two} of {all} changes give more than one message");
}

#[test]
#[ignore = "needs minutes: every fourth place, for the figures"]
fn one_character_changes_at_every_fourth_place() {
    let (all, counts, many) = measure(4);
    let sample: Vec<&String> = many.iter().step_by(many.len().div_ceil(60).max(1)).collect();
    #[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
    {
        println!("{all} changes; by the number of messages: {counts:?}\n{sample:#?}");
    }
    assert!(many.len() * 100 <= all * 3, "{} of {all} give more than two messages", many.len());
}

/// A plan in which every value that identifies someone contains one of these words.
const WHO: &str = include_str!("../cases/who.toml");
const SECRETS: [&str; 10] = [
    "Zebulon",
    "Quirk",
    "Wurble",
    "999 000 0026",
    "1957-07-19",
    "900111",
    "900222",
    "900333",
    "Zonal",
    "ZZ9 9ZY",
];

/// Checks that no change makes a review later in silence, or shows an identifying value in a pipe.
fn changed_who(stride: usize) {
    use rayon::prelude::*;
    let today = day("2026-11-22");
    let context = context();
    let file = |text: &str| PlanFile::parse(&Arc::new(Source::new("P-1.toml", text)), context.clone(), today);
    let due = |text: &str| cpa::due::review(&file(text), today);
    let right = due(WHO).day.expect("a day");
    let places: Vec<usize> = WHO.char_indices().map(|(at, _)| at).step_by(stride).collect();
    places.par_iter().for_each(|&at| {
        for changed in changes(WHO, at) {
            let now = due(&changed);
            let line = WHO[..at].lines().count();
            // A changed date is another date, and a comment is not read.
            let typed = changed[at..].starts_with('#');
            let decides = WHO.lines().nth(line.saturating_sub(1)).is_some_and(|line| line.contains("2026-"));
            assert!(
                now.day.is_none_or(|day| day <= right) || typed || decides,
                "line {line}: due {:?} instead of {right}:\n{changed}",
                now.day
            );
            let file = file(&changed);
            for diagnostic in check_file(&file, today) {
                for format in
                    [cpa::validate::output::ReportFormat::Text, cpa::validate::output::ReportFormat::Concise]
                {
                    let manner = cpa::validate::output::RenderOptions {
                        format,
                        colour: false,
                        values: false,
                        width: None,
                    };
                    let mut out = Vec::new();
                    cpa::validate::output::write(&diagnostic, manner, &mut out).expect("a list takes it");
                    let out = String::from_utf8(out).expect("output is UTF-8");
                    for secret in SECRETS {
                        assert!(
                            !out.contains(secret),
                            "line {line}: {secret} is shown:\n{out}\nof:\n{changed}"
                        );
                    }
                }
            }
        }
    });
}

#[test]
fn changes_hide_no_review_and_reveal_no_name() {
    changed_who(7);
}

#[test]
#[ignore = "needs minutes: every place"]
fn all_changes_hide_no_review_and_reveal_no_name() {
    changed_who(1);
}

/// Returns every sample plan with its path.
fn plans() -> Vec<(String, String)> {
    let folder = cpa::workspace::find(&checkout("plans"), &[], day("2026-11-22"), "validate")
        .expect("the plans in the tree");
    let plans = folder.files.into_iter().filter(|file| matches!(file.kind, cpa::workspace::FileKind::Plan));
    plans.map(|file| (file.display_path, std::fs::read_to_string(file.path).expect("a plan"))).collect()
}

/// Cuts each plan off at every `stride`th character, and checks the diagnostics.
fn cut(stride: usize) {
    use rayon::prelude::*;
    let context = context();
    for (name, text) in plans() {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(stride).collect();
        places.par_iter().for_each(|&at| {
            let _ = messages(&name, &text[..at], &context);
        });
    }
}

#[test]
fn plans_cut_off_anywhere_are_diagnosed() {
    cut(101);
}

#[test]
#[ignore = "needs minutes: every third place of every plan"]
fn plans_cut_off_at_every_third_place_are_diagnosed() {
    cut(3);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_diagnosed(text in r##"([a-z_]{1,9}|[\[\]{}='"#.,:\\\n\r\t 0-9é\x00\u{202e}-]|\PC|id = "x"\n|\[person\]\n|\[\[needs\]\]\n|"""|2026-02-30){0,60}"##) {
        let _ = messages("X-1.toml", &text, &FolderContext::default());
    }
}
