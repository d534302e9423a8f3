//! Plans with a slip: everything due is listed, or a warning says that something may be missing.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpa::cli::Exit;
use cpa::parse::Source;
use cpa::workspace::{FolderContext, PlanFile};
use expect_test::expect;
use rayon::prelude::*;

use crate::due::lines;
use crate::harness::{Output, checkout, cpa, day};
use crate::parse::one_change::context;

/// Lists everything that the plan makes due within ten years.
fn due(id: &str, text: &str, what: &[&str]) -> Output {
    let shared = |name: &str| std::fs::read(checkout(&format!("plans/{name}"))).expect("a file of the team");
    cpa(["due", "plans", "--within", "2099-01-01", "--format", "csv"])
        .args(what)
        .file("plans/cpa.toml", shared("cpa.toml"))
        .file("plans/people.toml", shared("people.toml"))
        .file(&format!("plans/{id}.toml"), text)
        .run()
}

/// Returns the days of each kind in order; items without a day come first.
fn rows(ended: &Output) -> BTreeMap<String, Vec<String>> {
    let mut rows = BTreeMap::<_, Vec<_>>::new();
    for row in csv::Reader::from_reader(ended.out.as_bytes()).records() {
        let row = row.expect("a row");
        rows.entry(row[2].to_owned()).or_default().push(row[4].to_owned());
    }
    for days in rows.values_mut() {
        days.sort();
    }
    rows
}

/// Returns the lines with one slip: the line `at` mistyped or misplaced in each way.
fn slips(lines: &[&str], at: usize) -> Vec<String> {
    let line = lines[at];
    let with = |changed: &[&str]| [&lines[..at], changed, &lines[at + 1..]].concat().join("\n");
    let mut slips = Vec::new();
    // A letter of the key, or of the first or last word of the header.
    let words = line.split(['=', ' ']).find(|word| !word.is_empty()).unwrap_or_default();
    let start = line.find(words).unwrap_or_default();
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    for letter in
        [words.find(is_word), words.rfind(is_word).map(|last| last.max(1) - 1)].into_iter().flatten()
    {
        let (before, after) = line.split_at(start + letter);
        slips.push(with(&[&format!("{before}{}", &after[1..])]));
    }
    if let Some(next) = lines.get(at + 1) {
        slips.push([&lines[..at], &[next, line], &lines[at + 2..]].concat().join("\n"));
    }
    let header = lines[at + 1..].iter().position(|line| line.trim_start().starts_with('['));
    if let Some(header) = header.map(|ahead| at + 1 + ahead) {
        slips
            .push([&lines[..at], &lines[at + 1..=header], &[line], &lines[header + 1..]].concat().join("\n"));
    }
    slips.push([&lines[..at], &lines[at + 1..], &[line]].concat().join("\n"));
    if let Some(quote) = line.rfind('"') {
        slips.push(with(&[&format!("{}{}", &line[..quote], &line[quote + 1..])]));
    }
    slips
}

/// Returns whether the slip removes or postpones a date without a warning.
fn is_silent(
    id: &str,
    text: &str,
    what: &[&str],
    whole: &BTreeMap<String, Vec<String>>,
    context: &FolderContext,
) -> bool {
    let source = Arc::new(Source::new(format!("{id}.toml"), text));
    // Without a fault the plan is valid and says something else.
    if PlanFile::parse(&source, context.clone(), day("2026-11-22")).faults.is_empty() {
        return false;
    }
    let ended = due(id, text, what);
    let left = rows(&ended);
    let is_later = |kind: &str, at: usize, day: &String| {
        left.get(kind).and_then(|days| days.get(at)).is_none_or(|left| left > day)
    };
    let is_less =
        whole.iter().any(|(kind, days)| days.iter().enumerate().any(|(at, day)| is_later(kind, at, day)));
    is_less && (ended.exit != Exit::Failed || ended.err.lines().count() < 2)
}

#[test]
fn no_slip_takes_a_date_out_of_the_list_in_silence() {
    let context = context();
    for (id, what) in [
        ("NS-0007", &["--what", "copy", "--no-reviews"] as &[&str]),
        ("NS-0007", &["--what", "contact", "--no-reviews"]),
        ("NS-0007", &["--what", "action,goal", "--no-reviews"]),
        ("NS-0042", &["--what", "consent,service,other-plan", "--no-reviews"]),
        ("NS-0031", &[]),
    ] {
        let text = std::fs::read_to_string(checkout(&format!("plans/northside/{id}.toml"))).expect("a plan");
        let whole = rows(&due(id, &text, what));
        assert!(!whole.is_empty(), "{id} makes nothing due of {what:?}");
        let lines: Vec<&str> = text.lines().collect();
        // Every third line is enough.
        let silent: Vec<String> = (0..lines.len())
            .into_par_iter()
            .step_by(3)
            .flat_map_iter(|at| {
                slips(&lines, at).into_iter().enumerate().map(move |(way, text)| (at, way, text))
            })
            .filter(|(.., text)| is_silent(id, text, what, &whole, &context))
            .map(|(at, way, _)| format!("{id}:{}: {} (way {way})", at + 1, lines[at]))
            .collect();
        assert!(silent.is_empty(), "{} slips are silent of {what:?}:\n{}", silent.len(), silent.join("\n"));
    }
}

/// Lists the plan NS-0007 with one piece replaced.
fn changed(old: &str, new: &str, args: &[&str]) -> String {
    let text = std::fs::read_to_string(checkout("plans/northside/NS-0007.toml")).expect("a plan");
    assert_eq!(text.matches(old).count(), 1, "{old}");
    let ended = due("NS-0007", &text.replace(old, new), args);
    let rows = csv::Reader::from_reader(ended.out.as_bytes()).into_records().map(|row| {
        let row = row.expect("a row");
        [2, 8, 3, 4].map(|column| row[column].to_owned()).join(" ").trim().to_owned() + "\n"
    });
    format!("{}--- {:?}\n{}", rows.collect::<String>(), ended.exit, ended.err)
}

#[test]
fn an_unrecognized_slip_is_a_warning() {
    let copies = ["--what", "copy", "--no-reviews"];
    // The day of a change above its header, where other tables have such a key.
    expect![[r#"
        --- Failed
        plans/NS-0007.toml:221:1: `made` does not belong in [[agreements]]
        1 plan, 0 dates: none overdue; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&changed(
        r"[[changes]]
made = 2026-06-01
",
        &lines("made = 2026-06-01; [[changes]]; "),
        &copies,
    ));
    // A name that may be that of the header.
    expect![[r#"
        copy  unreadable
        copy dr-farrow overdue 2026-06-15
        copy person overdue 2026-06-15
        --- Failed
        plans/NS-0007.toml:57:3: no key is called `peopel`
        1 plan, 3 dates: 2 overdue, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&changed("[people.bev]", "[[peopel.bev]]", &copies));
    let contact = ["--what", "contact", "--no-reviews"];
    expect![[r#"
        contact bev unreadable
        contact callum due-soon 2027-09-01
        contact duty due-soon 2027-09-01
        contact crisis-line due-soon 2027-10-05
        --- Failed
        plans/NS-0007.toml:60:21: `…` should be text in quotes, found a number
        1 plan, 4 dates: none known to be overdue, 3 due soon, 1 could not be told
    "#]]
    .assert_eq(&changed(
        "phones = { mobile = \"07700 900511\" }",
        "phones = { mobile = 7700900511 }",
        &contact,
    ));
    expect![[r#"
        contact  unreadable
        contact callum due-soon 2027-09-01
        contact duty due-soon 2027-09-01
        --- Failed
        plans/NS-0007.toml:160:2: no key is called `risis`
        1 plan, 3 dates: none known to be overdue, 2 due soon, 1 could not be told; somebody may be missing, for not everything could be read
    "#]].assert_eq(&changed("[crisis]", "[risis]", &contact));
    expect![[r#"
        plan  unreadable
        --- Failed
        plans/NS-0007.toml:30:16: something stands behind the header of this table
        1 plan, 1 date: none known to be overdue, 1 could not be told
    "#]]
    .assert_eq(&changed("QQ1 4BD\"\"\"", "QQ1 4BD", &["--what", "contact"]));
    // With reviews too.
    expect![[r#"
        review  overdue 2026-06-19
        --- Failed
        plans/NS-0007.toml:57:3: no key is called `peopel`
        1 plan: 1 overdue; somebody may be missing, for not everything could be read
    "#]]
    .assert_eq(&changed("[people.bev]", "[[peopel.bev]]", &[]));
}

#[test]
fn a_similar_key_does_not_replace_a_present_one() {
    let recorded = "recorded = 2025-12-17\n";
    let held = "held = 2025-12-15\n";
    for (below, key) in [
        (recorded, "outcome_notes = \"went well\""),
        (recorded, "held_at = \"the clinic\""),
        (held, "recorded_in = \"RiO\""),
        (held, "help = \"yes\""),
    ] {
        let output = changed(below, &format!("{below}{key}\n"), &[]);
        assert_eq!(output.lines().next(), Some("review  overdue 2026-06-19"), "{key}: {output}");
    }
    // Two keys that differ by one letter: either may be meant.
    let output = changed(recorded, &format!("{recorded}recordde = 2026-10-01\n"), &[]);
    assert_eq!(output.lines().next(), Some("review  unreadable"), "{output}");
    // In a list of colleagues.
    let list = |key: &str| {
        let people = &lines(&format!(r#"[jo]; name = "Jo Smith"; {key}; "#));
        let plan = crate::due::plan("P-1", "Ana", "next_review_due = 2026-11-01", "");
        cpa(["due", "plans", "--coordinator", "Jo Smith"])
            .file("plans/people.toml", people)
            .file("plans/P-1.toml", plan)
            .run()
    };
    let ended = list("note = \"likes tea\"");
    assert!(ended.out.contains("P-1") && !ended.err.contains("somebody may be missing"), "{ended:?}");
    let ended = list("nmae = \"Joanna\"");
    assert!(ended.exit == Exit::Failed && ended.err.contains("plans/people.toml:3:1"), "{ended:?}");
}

#[test]
fn a_slip_in_a_wrong_table_is_a_warning() {
    let below = r#"[crisis]; early_signs = ["x"]; [crisis.look_after]; next_reviw_due = 2026-12-01"#;
    let text = crate::due::plan("P-1", "Ana", "", below);
    let ended = cpa(["due", "plans"]).file("plans/P-1.toml", text).run();
    assert!(ended.err.contains("P-1.toml:9:1: ") && ended.exit == Exit::Failed, "{ended:?}");
}

#[test]
fn a_text_without_its_end_hides_no_table_below() {
    let plan = |text: &str| {
        let below = format!(r#"address = """1 Mill Row; {text}; "#);
        cpa(["due", "plans"]).file("plans/P-1.toml", crate::due::plan("P-1", "Ana", "", &below)).run()
    };
    let reviewed = r#"[[reviews]]; held = 2026-11-01; outcome = "continue""#;
    let unterminated_string = plan(&format!("{reviewed}summary = \"x\"\n\"\"\""));
    expect![[r#"
        Review     Due        Name  Id   Care coordinator  Last review  Booked     Why
        not known  not known  Ana   P-1  jo                not known    not known  a header stands in this text (line 6)
        --- Failed
        plans/P-1.toml:6:11: a header stands in this text
        1 plan: none known to be overdue, 1 could not be told
    "#]].assert_eq(&crate::due::shown(&unterminated_string));
    // Brackets alone are text.
    assert_eq!(plan(&format!(r#"[the bell]; [reviews]; Ring twice"""; {reviewed}"#)).exit, Exit::Clean);
}

#[test]
fn faults_of_another_team_hide_nothing() {
    let with = |name: &str| {
        cpa(["due", "plans", "--team", "north", "--what", "contact"])
            .file("plans/cpa.toml", "")
            .file("plans/people.toml", crate::due::PEOPLE)
            .file("plans/north/P-1.toml", crate::due::plan("P-1", "Ana", "next_review_due = 2026-11-01", ""))
            .file("plans/south/P-2.toml", crate::due::plan("P-2", "Bo", "", ""))
            .file(name, "[jo\n")
            .run()
    };
    for shared in ["plans/south/cpa.toml", "plans/south/people.toml"] {
        assert_eq!(with(shared).exit, Exit::Clean, "{shared}");
    }
    for above in ["plans/cpa.toml", "plans/people.toml", "plans/north/people.toml"] {
        assert_eq!(with(above).exit, Exit::Failed, "{above}");
    }
}

#[test]
fn no_name_or_a_family_coordinator_hides_nothing() {
    let plan = |below: &str, who: &str| {
        let text =
            crate::due::plan("P-1", "Ana", "next_review_due = 2026-11-01", below).replace("\"jo\"", who);
        cpa(["due", "plans", "--what", "contact", "--format", "csv"])
            .file("plans/people.toml", crate::due::PEOPLE)
            .file(
                "plans/cpa.toml",
                r#"[intervals]
contact_details = "12 months"
"#,
            )
            .file("plans/P-1.toml", text)
    };
    let below = r#"[people.rima.communication]; language = "Latvian"; [crisis]; who_to_contact = ["rima"]"#;
    let ended = plan(below, "\"jo\"").args(&["--no-reviews"]).run();
    assert!(ended.out.contains(",P-1,contact,unreadable,") && ended.exit == Exit::Failed, "{ended:?}");
    let below = r#"[people.bev]; name = "Bev"; relationship = "neighbour""#;
    let ended = plan(below, "\"bev\"").args(&["--coordinator", "jo"]).run();
    let nobody = "1 plan has no care coordinator, or one who has left or is family, and is in nobody's list";
    assert!(ended.err.contains(nobody), "{ended:?}");
}

#[test]
fn bracketed_words_in_a_text_are_not_headers() {
    let clean = |below: &str| {
        let text = crate::due::plan("P-1", "Ana", "next_review_due = 2027-03-01", below);
        let ended = cpa(["due", "plans", "--what", "contact"])
            .file("plans/people.toml", crate::due::PEOPLE)
            .file("plans/P-1.toml", text)
            .run();
        assert_eq!(ended.exit, Exit::Clean, "{below}: {}", ended.err);
    };
    for text in [
        "[Mum]; mobile = 07700 900123",
        "[Meds]; Lithium = 400mg",
        "[x]; y=z",
        "[1]; 2 = two",
        "[Mum]; name = Siân",
        "[Dr Osei]; dose = 4",
        "[My list]; importance = 10",
        r#"[x] done; when = "Monday""#,
        r#"[1]: https://example.org; name = "x""#,
        r#"[Note]; held = "at the day centre" by Mags"#,
    ] {
        clean(&format!(r#"address = """; {text}; """; "#));
    }
    for label in ["crisis", "gp", "health", "second_contact", "email"] {
        clean(&format!(r#"[people.bev]; name = "Bev"; [people.bev.phones]; {label} = "07700900511"; "#));
        clean(&format!(r#"[people.bev]; name = "Bev"; phones = {{; {label} = "07700 900511" }}; "#));
    }
    clean(
        r#"[crisis.look_after]; needs = "The cat needs her tablet"; health = "Bev has the key of the medicine chest""#,
    );
}

#[test]
fn a_header_in_a_text_is_seen_however_it_is_written() {
    for header in
        ["[[needs]] # housing", "[[ needs ]]", "[[needs]; # housing", "[people.\"x y\"]", "[people.zoë]"]
    {
        let below = format!(r#"address = """; 1 Mill Row; {header}; need = "x"; """; "#);
        let ended =
            cpa(["due", "plans"]).file("plans/P-1.toml", crate::due::plan("P-1", "Ana", "", &below)).run();
        assert!(ended.err.contains("a header stands in this text"), "{header}: {ended:?}");
    }
    let people = &lines(r#"[kim]; name = "Kim"; organisation = """; Elm; [jo] # nurse; name = "Jo"; """"#);
    let ended = cpa(["due", "plans"])
        .file("plans/people.toml", people)
        .file("plans/P-1.toml", crate::due::plan("P-1", "Ana", "", ""))
        .run();
    assert!(ended.err.contains("people.toml:3:16: a header stands in this text"), "{ended:?}");
}

#[test]
fn a_colleague_of_another_team_is_known() {
    let ended = cpa(["due", "plans", "--team", "a", "--coordinator", "zoe"])
        .file("plans/cpa.toml", "")
        .file("plans/people.toml", crate::due::PEOPLE)
        .file("plans/a/P-1.toml", crate::due::plan("P-1", "Ana", "next_review_due = 2026-11-01", ""))
        .file(
            "plans/b/people.toml",
            r#"[zoe]
name = "Zoe Lee"
"#,
        )
        .run();
    assert_eq!((ended.exit, ended.err.as_str()), (Exit::Clean, "0 of 1 plan: none overdue\n"));
}

#[test]
fn an_unterminated_text_hides_no_date() {
    let context = context();
    for (id, what) in [("NS-0031", &[] as &[&str]), ("NS-0031", &["--what", "all", "--no-reviews"])] {
        let text = std::fs::read_to_string(checkout(&format!("plans/northside/{id}.toml"))).expect("a plan");
        // Every text that is alone on its line has three quotes.
        let texts = text.lines().map(|line| match line.split_once(" = \"") {
            Some((key, value)) if value.ends_with('"') && !value.starts_with('"') && !key.contains('[') => {
                format!("{key} = \"\"\"{value}\"\"")
            }
            _ => line.to_owned(),
        });
        let lines: Vec<String> = texts.collect();
        let text = lines.join("\n");
        let whole = rows(&due(id, &text, what));
        let ends: Vec<usize> = text.match_indices("\"\"\"\n").map(|(at, _)| at).collect();
        assert!(ends.len() > 20, "{ends:?}");
        let silent: Vec<&str> = ends
            .par_iter()
            .filter(|at| {
                is_silent(id, &format!("{}{}", &text[..**at], &text[*at + 3..]), what, &whole, &context)
            })
            .map(|at| text[..*at].lines().last().unwrap_or_default())
            .collect();
        assert!(silent.is_empty(), "silent of {what:?}:\n{}", silent.join("\n"));
    }
}
