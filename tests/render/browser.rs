//! How copies look and what they do in a browser, on paper, and to the checkers of others.
//!
//! `tests/browser` holds the program that looks; `npm ci` there, and chromium, java and pdftotext, are what it needs.

use std::path::Path;
use std::process::Command as Program;

use cpa::cli::Exit;
use serde_json::{Value, json};

use crate::harness::{Command, checkout, cpa};

/// The fullest plan, whose people may have everything; the barest ones: a first week, somebody's name, and that with a
/// GP, a relative and an agency.
const EDGES: &[&str] = &["complete/CP-0001.toml", "format/minimal.toml", "bare.toml", "readers.toml"];
const FULLEST: &str = EDGES[0];
/// The sample plan that says the most.
const SAMPLE: &str = "plans/northside/NS-0042.toml";
/// Those for the person and the team, and every sample plan.
const ALL: &[&str] = &[FULLEST, "format/minimal.toml", "bare.toml", "plans"];
/// The fullest and the barest plan that somebody else reads.
const OTHERS: &[&str] = &[FULLEST, "readers.toml"];

/// What the people of the fullest plan may have.
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

/// Copies to be looked at.
struct Kind {
    /// The folder that they go to.
    folder: &'static str,
    plans: &'static [&'static str],
    /// How they are asked for.
    args: &'static [&'static str],
    /// The most sheets of A4 that they may be in standard print.
    sheets: usize,
}

const fn kind(
    folder: &'static str,
    plans: &'static [&'static str],
    args: &'static [&'static str],
    sheets: usize,
) -> Kind {
    Kind { folder, plans, args, sheets }
}

/// Every document and reader: a line each.
#[rustfmt::skip]
const KINDS: &[Kind] = &[
    kind("care-plan-person", ALL, &["--for", "person"], 12),
    kind("care-plan-team", &[FULLEST, "bare.toml", SAMPLE], &["--for", "team"], 13),
    kind("care-plan-gp", &[FULLEST, "readers.toml", SAMPLE], &["--for", "gp"], 10),
    kind("care-plan-relative", OTHERS, &["--for", "nia"], 9),
    kind("care-plan-agency", OTHERS, &["--for", "lena"], 9),
    kind("care-plan-large", &[FULLEST, "bare.toml"], &["--large-print"], 0),
    kind("crisis-plan-person", ALL, &["--document", "crisis-plan"], 1),
    kind("crisis-plan-team", &[FULLEST, "bare.toml", "plans"], &["--document", "crisis-plan", "--for", "team"], 1),
    kind("crisis-plan-relative", OTHERS, &["--document", "crisis-plan", "--for", "nia"], 1),
    kind("crisis-plan-large", &[FULLEST, "bare.toml"], &["--document", "crisis-plan", "--large-print"], 0),
    kind("gp-letter", &[FULLEST, "readers.toml", "plans"], &["--document", "gp-letter", "--for", "everyone"], 2),
    kind("general-sheet", &["plans"], &["--document", "general-sheet"], 1),
    kind("general-sheet-large", &["plans"], &["--document", "general-sheet", "--large-print"], 0),
];
/// The most sheets in large print.
const LARGE: usize = 22;
/// On a screen the sample plans are no different from others: they are looked at there in these alone.
const SAMPLES_ON_SCREEN: &str = "care-plan-person";
/// Those in which a value could come alive in a way of its own.
const TRIED: &[&str] =
    &["care-plan-person", "care-plan-team", "care-plan-relative", "crisis-plan-person", "gp-letter"];

/// What a value could hold to become more than text, a piece for each value in turn. None holds a quotation mark or
/// a backslash but as TOML writes it.
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
            assert_ne!(all, text, "the sister agrees to everything");
            format!(
                "{all}\n[people.lena]\nname = \"Lena Marsh\"\norganisation = \"Exampleton Homes\"\n\
                 phones = {{ office = \"01632 960222\" }}\nconsent = {{ asked = 2026-03-02, {EVERYTHING} }}\n"
            )
        }
        _ => file(),
    }
}

/// The copies of all kinds, as the program looks for them, and the folder that they stand in.
fn copies() -> (Command, Vec<Value>) {
    let mut told = Vec::new();
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
    for kind in KINDS {
        let place = |plan: &&str| match *plan {
            plan if plan.starts_with("plans") => checkout(plan).display().to_string(),
            plan => command.path().join(plan).display().to_string(),
        };
        let plans: Vec<String> = kind.plans.iter().map(place).collect();
        told.extend(rendered(&command, kind, &plans));
    }
    (command, told)
}

/// What is told of the copies of one kind, when they are made.
fn rendered(command: &Command, kind: &Kind, plans: &[String]) -> Vec<Value> {
    let folder = command.path().join(kind.folder);
    let to = folder.display().to_string();
    let args: Vec<&str> = plans.iter().map(String::as_str).chain(kind.args.iter().copied()).collect();
    let ended = cpa(["render", "--output", &to]).args(&args).run();
    assert_eq!(ended.exit, Exit::Clean, "{}: {}", kind.folder, ended.err);
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder of copies")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".html").map(str::to_owned))
        .collect();
    names.sort();
    assert!(names.len() >= kind.plans.len(), "a copy of every plan");
    names.iter().map(|name| told(kind, name, &folder)).collect()
}

/// What is told of a copy.
fn told(kind: &Kind, name: &str, folder: &Path) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.html"))).expect("a copy");
    let mut edges = EDGES.iter().filter_map(|edge| Path::new(edge).file_stem()?.to_str());
    let edge = edges.any(|edge| name.starts_with(edge)) || name == "general-sheet";
    let large = text.contains("<body class=\"large\">");
    // The top, the sides and the foot, in millimetres.
    let margins = match kind.folder {
        _ if large => [15, 15, 24],
        folder if folder.starts_with("care-plan") => [20, 20, 20],
        _ => [12, 12, 12],
    };
    // Nobody plans for a crisis in a plan of a name alone, and in large print it is as long as it has to be.
    let crisis = !large && text.contains("<section id=\"crisis\" class=\"page");
    json!({
        "path": format!("{}/{name}", kind.folder),
        "edge": edge,
        "screen": edge || kind.folder == SAMPLES_ON_SCREEN,
        "sheets": if large { LARGE } else { kind.sheets },
        "margins": margins,
        "crisis": crisis.then_some("section.page"),
    })
}

/// The fullest plan, as often as there are hostile pieces: each of its values holds each of them once.
fn hostile() -> (Command, Vec<Value>) {
    let (plan, people, settings) = (case(FULLEST), case("complete/people.toml"), case("complete/cpa.toml"));
    let accepted = |plan: &str, people: &str| {
        let ended = cpa(["render", "CP-0001.toml"])
            .file("CP-0001.toml", plan)
            .file("people.toml", people)
            .file("cpa.toml", &settings)
            .run();
        ended.exit == Exit::Clean
    };
    let open_plan = values(&plan, |changed| accepted(changed, &people));
    let open_people = values(&people, |changed| accepted(&plan, changed));
    assert!(open_plan.len() > 60 && open_people.len() > 5, "{} and {}", open_plan.len(), open_people.len());
    let mut command = cpa([]);
    for turn in 0..HOSTILE.len() {
        let text = with(&plan, &open_plan, turn).replace("CP-0001", &format!("CP-000{turn}"));
        command = command
            .file(&format!("{turn}/CP-000{turn}.toml"), text)
            .file(&format!("{turn}/people.toml"), with(&people, &open_people, turn))
            .file(&format!("{turn}/cpa.toml"), &settings);
    }
    let plans: Vec<String> = (0..HOSTILE.len())
        .map(|turn| command.path().join(format!("{turn}/CP-000{turn}.toml")).display().to_string())
        .collect();
    let kinds = KINDS.iter().filter(|kind| TRIED.contains(&kind.folder));
    let told = kinds.flat_map(|kind| rendered(&command, kind, &plans)).collect();
    (command, told)
}

/// Where in a plan values end that may hold any text: with something added, the plan can still be read.
fn values(text: &str, accepted: impl Fn(&str) -> bool) -> Vec<usize> {
    let ends: Vec<usize> = text
        .match_indices('"')
        .map(|(at, _)| at)
        .filter(|at| !text[at + 1..].starts_with('"') && !text[..*at].ends_with(['"', '\\', ' ', '[', '(']))
        .filter(|at| {
            // A handle, or one of a few words, is no text.
            let value = text[..*at].rsplit(['"', '\n']).next().unwrap_or_default();
            value.contains(|c: char| !c.is_ascii_lowercase() && !matches!(c, '-' | ' '))
        })
        .collect();
    ends.into_iter().filter(|at| accepted(&with(text, &[*at], 0))).collect()
}

/// A plan with a hostile piece at the end of these values.
fn with(text: &str, ends: &[usize], turn: usize) -> String {
    let mut text = text.to_owned();
    for (number, at) in ends.iter().enumerate().rev() {
        text.insert_str(*at, &format!(" {}", HOSTILE[(number + turn) % HOSTILE.len()]));
    }
    text
}

/// Shows what the program finds in copies, when it finds anything.
#[track_caller]
fn nothing_found(part: &str, (command, copies): (Command, Vec<Value>)) {
    let list = serde_json::to_string_pretty(&copies).expect("a list of copies");
    std::fs::write(command.path().join("copies.json"), list).expect("a file");
    let look = checkout("tests/browser/look.mjs");
    let ended = Program::new("node").arg(look).arg(command.path()).arg(part).output().expect("node");
    let (found, took) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{found}{took}");
}

#[test]
#[ignore = "needs chromium and node"]
fn copies_keep_the_rules_of_access_at_every_width_and_in_every_light_and_never_scroll_sideways() {
    nothing_found("screen", copies());
}

#[test]
#[ignore = "needs chromium and node"]
fn copies_ask_for_nothing_run_nothing_and_lead_only_to_phones_and_mail() {
    nothing_found("live", copies());
}

#[test]
#[ignore = "needs chromium and node"]
fn nothing_that_a_value_holds_comes_alive_in_a_browser() {
    nothing_found("live", hostile());
}

#[test]
#[ignore = "needs chromium, node and pdftotext"]
fn copies_are_printed_on_a4_with_every_word_to_be_found() {
    nothing_found("paper", copies());
}

#[test]
#[ignore = "needs chromium, node and pdftotext"]
fn the_crisis_plan_within_a_care_plan_is_one_sheet_with_nothing_else_on_it() {
    nothing_found("crisis", copies());
}

#[test]
#[ignore = "needs node and java"]
fn copies_are_small_and_checkers_of_html_and_markdown_find_nothing() {
    nothing_found("texts", copies());
}
