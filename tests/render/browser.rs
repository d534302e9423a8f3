//! Copies in a browser, on paper, and under HTML and Markdown checkers.
//!
//! The checks are in `tests/browser`. Run `npm ci` there; they need chromium, java and pdftotext.

use std::path::Path;
use std::process::Command as Program;

use cpa::cli::Exit;
use serde_json::{Value, json};

use crate::harness::{Command, checkout, cpa};

/// The fullest plan, whose readers may have everything, and the shortest plans: a first week, only a name, and a name
/// with a GP, a relative and an agency.
const EDGES: &[&str] = &["complete/CP-0001.toml", "format/minimal.toml", "bare.toml", "readers.toml"];
const FULLEST: &str = EDGES[0];
/// The longest sample plan.
const SAMPLE: &str = "plans/northside/NS-0042.toml";
/// The plans for copies of the person and the team.
const ALL: &[&str] = &[FULLEST, "format/minimal.toml", "bare.toml", "plans"];
/// The plans for copies of other readers.
const OTHERS: &[&str] = &[FULLEST, "readers.toml"];

/// The parts that readers of the fullest plan may have.
const EVERYTHING: &str = r#"copy = ["contacts", "crisis", "about me", "needs", "services", "diagnosis", "medicines", "physical health", "risks", "legal", "reviews"]"#;
const READERS: &str = r#"id = "readers"
gp = "dr"
[person]
name = "Rhys Example"
[people.dr]
name = "Dr Nia Price"
[people.nia]
name = "Nia Example"
relationship = "sister"
consent = { asked = 2026-03-02, copy = ["contacts", "crisis"] }
[people.lena]
name = "Lena Marsh"
consent = { asked = 2026-03-02, copy = ["contacts"] }
"#;

/// A set of copies to check.
struct CopySet {
    /// The folder for the copies.
    folder: &'static str,
    plans: &'static [&'static str],
    /// The arguments of `cpa render`.
    args: &'static [&'static str],
    /// The limit of A4 sheets in standard print.
    max_sheets: usize,
}

const fn set(
    folder: &'static str,
    plans: &'static [&'static str],
    args: &'static [&'static str],
    max_sheets: usize,
) -> CopySet {
    CopySet { folder, plans, args, max_sheets }
}

/// One line for each document and reader.
#[rustfmt::skip]
const SETS: &[CopySet] = &[
    set("care-plan-person", ALL, &["--for", "person"], 12),
    set("care-plan-team", &[FULLEST, "bare.toml", SAMPLE], &["--for", "team"], 13),
    set("care-plan-gp", &[FULLEST, "readers.toml", SAMPLE], &["--for", "gp"], 10),
    set("care-plan-relative", OTHERS, &["--for", "nia"], 9),
    set("care-plan-agency", OTHERS, &["--for", "lena"], 9),
    set("care-plan-large", &[FULLEST, "bare.toml"], &["--large-print"], 0),
    set("crisis-plan-person", ALL, &["--document", "crisis-plan"], 1),
    set("crisis-plan-team", &[FULLEST, "bare.toml", "plans"], &["--document", "crisis-plan", "--for", "team"], 1),
    set("crisis-plan-relative", OTHERS, &["--document", "crisis-plan", "--for", "nia"], 1),
    set("crisis-plan-large", &[FULLEST, "bare.toml"], &["--document", "crisis-plan", "--large-print"], 0),
    set("gp-letter", &[FULLEST, "readers.toml", "plans"], &["--document", "gp-letter", "--for", "everyone"], 2),
    set("general-sheet", &["plans"], &["--document", "general-sheet"], 1),
    set("general-sheet-large", &["plans"], &["--document", "general-sheet", "--large-print"], 0),
];
/// The limit of sheets in large print.
const MAX_LARGE: usize = 22;
/// The only set in which sample plans are checked on a screen.
const SAMPLES_ON_SCREEN: &str = "care-plan-person";
/// The sets that are checked with hostile values.
const HOSTILE_SETS: &[&str] =
    &["care-plan-person", "care-plan-team", "care-plan-relative", "crisis-plan-person", "gp-letter"];

/// Text that could become markup or a script, as written in a TOML string. Values take turns.
const HOSTILE: &[&str] = &[
    "<script>window.ran = 1; alert(1)</script><b>Injected</b>",
    r#"\"><img src=x onerror='window.ran = 1'><svg onload=\"alert(1)\"><b>Injected</b>"#,
    "[Injected](javascript:alert(1)) ![Injected](http://192.0.2.1/x.png) <javascript:alert(1)>",
    r"Text\n\n| Injected | b |\n|---|---|\n| Injected | <i>Injected</i> |\n\n# Injected\n\nInjected\n===\n",
    "{{ 7 * 7 }}{% include 'x' %}${7*7}<%= 7*7 %> **Injected** `Injected` http://192.0.2.1/ www.example.org",
    "</style></title></textarea><base href=//192.0.2.1><style>@import 'http://192.0.2.1/x';</style><b>Injected</b>",
    r"<a href='javascript:window.ran = 1'>Injected</a> <details open ontoggle=alert(1)>\n    Injected\n```\nInjected\n```",
    r"[Injected]\n\n[Injected]: javascript:alert(1)\n\n> Injected\n\n---\n&lt;script&gt;alert(1)&#60;/script&#62; &colon;",
];

fn case(name: &str) -> String {
    let file = || std::fs::read_to_string(checkout("tests/cases").join(name)).expect("a plan of the tests");
    match name {
        "bare.toml" => "id = \"bare\"\n[person]\nname = \"Rhys Example\"\n".to_owned(),
        "readers.toml" => READERS.to_owned(),
        FULLEST => {
            let text = file();
            let all = text.replace("copy = [\"contacts\", \"crisis\"]", EVERYTHING);
            assert_ne!(all, text, "the sister can have everything");
            format!(
                "{all}\n[people.lena]\nname = \"Lena Marsh\"\norganisation = \"Exampleton Homes\"\n\
                 phones = {{ office = \"01632 960222\" }}\nconsent = {{ asked = 2026-03-02, {EVERYTHING} }}\n"
            )
        }
        _ => file(),
    }
}

/// Writes all sets of copies. Returns them as `look.mjs` expects them.
fn copies() -> (Command, Vec<Value>) {
    let mut copies = Vec::new();
    let mut command = cpa([]);
    for name in EDGES {
        command = command.file(name, case(name));
        for beside in ["cpa.toml", "people.toml"] {
            let beside = Path::new(name).with_file_name(beside).display().to_string();
            if checkout("tests/cases").join(&beside).is_file() {
                command = command.file(&beside, case(&beside));
            }
        }
    }
    for set in SETS {
        let place = |plan: &&str| match *plan {
            plan if plan.starts_with("plans") => checkout(plan).display().to_string(),
            plan => command.path().join(plan).display().to_string(),
        };
        let plans: Vec<String> = set.plans.iter().map(place).collect();
        copies.extend(rendered(&command, set, &plans));
    }
    (command, copies)
}

/// Writes one set of copies.
fn rendered(command: &Command, set: &CopySet, plans: &[String]) -> Vec<Value> {
    let folder = command.path().join(set.folder);
    let to = folder.display().to_string();
    let args: Vec<&str> = plans.iter().map(String::as_str).chain(set.args.iter().copied()).collect();
    let output = cpa(["render", "--output", &to]).args(&args).run();
    assert_eq!(output.exit, Exit::Clean, "{}: {}", set.folder, output.err);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder of copies")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".html").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= set.plans.len(), "a copy of every plan");
    names.iter().map(|name| describe(set, name, &folder)).collect()
}

/// Describes a copy for `look.mjs`.
fn describe(set: &CopySet, name: &str, folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.html"))).expect("a copy");
    let mut edges = EDGES.iter().filter_map(|edge| Path::new(edge).file_stem()?.to_str());
    let edge = edges.any(|edge| name.starts_with(edge)) || name == "general-sheet";
    let large = text.contains("<body class=\"large\">");
    // Top, sides and foot, in millimetres.
    let margins = match set.folder {
        _ if large => [15, 15, 24],
        folder if folder.starts_with("care-plan") => [20, 20, 20],
        _ => [12, 12, 12],
    };
    // A plan with only a name has no crisis plan, and large print may need more than a page.
    let crisis = !large && text.contains("<section id=\"crisis\" class=\"page");
    json!({
        "path": format!("{}/{name}", set.folder),
        "edge": edge,
        "screen": edge || set.folder == SAMPLES_ON_SCREEN,
        "sheets": if large { MAX_LARGE } else { set.max_sheets },
        "margins": margins,
        "crisis": crisis.then_some("section.page"),
    })
}

/// Writes copies of the fullest plan, once for each hostile text. Across them, every value has every hostile text.
fn hostile() -> (Command, Vec<Value>) {
    let (plan, people, settings) = (case(FULLEST), case("complete/people.toml"), case("complete/cpa.toml"));
    let accepted = |plan: &str, people: &str| {
        let output = cpa(["render", "CP-0001.toml"])
            .file("CP-0001.toml", plan)
            .file("people.toml", people)
            .file("cpa.toml", &settings)
            .run();
        output.exit == Exit::Clean
    };
    let open_plan = text_ends(&plan, |changed| accepted(changed, &people));
    let open_people = text_ends(&people, |changed| accepted(&plan, changed));
    assert!(open_plan.len() > 60 && open_people.len() > 5, "{} and {}", open_plan.len(), open_people.len());
    let mut command = cpa([]);
    for turn in 0..HOSTILE.len() {
        let text = add_hostile(&plan, &open_plan, turn).replace("CP-0001", &format!("CP-000{turn}"));
        command = command
            .file(&format!("{turn}/CP-000{turn}.toml"), text)
            .file(&format!("{turn}/people.toml"), add_hostile(&people, &open_people, turn))
            .file(&format!("{turn}/cpa.toml"), &settings);
    }
    let plans: Vec<String> = (0..HOSTILE.len())
        .map(|turn| command.path().join(format!("{turn}/CP-000{turn}.toml")).display().to_string())
        .collect();
    let sets = SETS.iter().filter(|set| HOSTILE_SETS.contains(&set.folder));
    let copies = sets.flat_map(|set| rendered(&command, set, &plans)).collect();
    (command, copies)
}

/// Returns where the values end that can have any text: the plan is still accepted with more text there.
fn text_ends(text: &str, accepted: impl Fn(&str) -> bool) -> Vec<usize> {
    let ends: Vec<usize> = text
        .match_indices('"')
        .map(|(at, _)| at)
        .filter(|at| !text[at + 1..].starts_with('"') && !text[..*at].ends_with(['"', '\\', ' ', '[', '(']))
        .filter(|at| {
            // Not a handle or a choice.
            let value = text[..*at].rsplit(['"', '\n']).next().unwrap_or_default();
            value.contains(|c: char| !c.is_ascii_lowercase() && !matches!(c, '-' | ' '))
        })
        .collect();
    ends.into_iter().filter(|at| accepted(&add_hostile(text, &[*at], 0))).collect()
}

/// Adds a hostile text at each of these ends.
fn add_hostile(text: &str, ends: &[usize], turn: usize) -> String {
    let mut text = text.to_owned();
    for (number, at) in ends.iter().enumerate().rev() {
        text.insert_str(*at, &format!(" {}", HOSTILE[(number + turn) % HOSTILE.len()]));
    }
    text
}

/// Fails with the problems that `look.mjs` finds.
#[track_caller]
fn assert_no_problems(part: &str, (command, copies): (Command, Vec<Value>)) {
    let list = serde_json::to_string_pretty(&copies).expect("a list of copies");
    std::fs::write(command.path().join("copies.json"), list).expect("a file");
    let look = checkout("tests/browser/look.mjs");
    let output = Program::new("node").arg(look).arg(command.path()).arg(part).output().expect("node");
    let (problems, log) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{problems}{log}");
}

#[test]
#[ignore = "needs chromium and node"]
fn screens_are_accessible_at_every_width() {
    assert_no_problems("screen", copies());
}

#[test]
#[ignore = "needs chromium and node"]
fn copies_load_nothing_and_run_nothing() {
    assert_no_problems("live", copies());
}

#[test]
#[ignore = "needs chromium and node"]
fn hostile_values_stay_text_in_a_browser() {
    assert_no_problems("live", hostile());
}

#[test]
#[ignore = "needs chromium, node and pdftotext"]
fn printed_copies_have_every_word_on_a4() {
    assert_no_problems("paper", copies());
}

#[test]
#[ignore = "needs chromium, node and pdftotext"]
fn crisis_plan_is_one_sheet_of_a_care_plan() {
    assert_no_problems("crisis", copies());
}

#[test]
#[ignore = "needs node and java"]
fn html_and_markdown_checkers_find_nothing() {
    assert_no_problems("texts", copies());
}
