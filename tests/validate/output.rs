//! `cpa validate` in its formats: each is what it should be, and all say the same.

use std::path::PathBuf;
use std::process::{Command as Process, Stdio};
use std::sync::Arc;

use clap::ValueEnum;
use cpa::cli::Exit;
use cpa::parse::{Diagnostic, Source};
use cpa::validate::Totals;
use cpa::validate::output::{RenderOptions, Report, ReportFormat};
use cpa::validate::rules::ALL;
use cpa::workspace::Folder;
use expect_test::expect;
use serde_json::Value;

use crate::harness::{Command, cpa, day};

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");
const PEOPLE: &str = include_str!("../cases/complete/people.toml");
const SETTINGS: &str = include_str!("../cases/complete/cpa.toml");

/// A folder with many faults in several files: with a label, with a second place, without help; in a file that cannot
/// be read, in one whose name has spaces, in the settings, and none in one.
fn faulty(format: &str) -> Command {
    let twice =
        COMPLETE.replacen("started = 2026-03-02", "started = 2026-03-02\nstarted = 2026-03-03 # 100%", 1);
    let late = COMPLETE.replacen("CP-0001", "CP-0003", 1).replacen("= 2027-03-01", "= 2026-11-01", 1);
    cpa(["validate", "--format", format])
        .file("cpa.toml", format!("{SETTINGS}\n[rules]\nreview-overdu = \"off\"\n"))
        .file("people.toml", format!("{PEOPLE}\n[person]\nname = \"Nobody\"\n"))
        .file("CP-0001.toml", include_str!("../cases/eight-faults.toml"))
        .file("CP-0003.toml", late)
        .file("CP-0004.toml", COMPLETE.replacen("CP-0001", "CP-0004", 1))
        .file("north, east: 5%/CP 0001.toml", twice)
        .file("south/CP-0005.toml", [0xff, 0xfe, 0x00])
        .file("south/CP-0006.toml", "")
        .file("south/CP-0007.toml", "#\n".repeat(600_000))
}

fn word(format: ReportFormat) -> String {
    format.to_possible_value().expect("a format that can be typed").get_name().to_owned()
}

/// A finding as every format has it: its rule, its file, its line.
type Told = (String, String, usize);

fn number(text: &str) -> usize {
    text.parse().expect("a number")
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).expect("what stands before it");
    rest.split_once(after).expect("what stands behind it").0
}

fn in_text(out: &str) -> Vec<Told> {
    let heads =
        out.lines().filter(|line| ["error[", "warning[", "info["].iter().any(|w| line.starts_with(w)));
    let places = out.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    // Of a file without a text only the path is shown.
    let place = |place: &str| match place.rsplitn(3, ':').collect::<Vec<_>>()[..] {
        [_, line, path] if line.parse::<usize>().is_ok() => (path.to_owned(), number(line)),
        _ => (place.to_owned(), 1),
    };
    heads
        .zip(places.map(place))
        .map(|(head, (path, line))| (between(head, "[", "]").into(), path, line))
        .collect()
}

fn in_concise(out: &str) -> Vec<Told> {
    out.lines()
        .map(|told| {
            let (path, rest) = told.split_once(".toml:").expect("a path");
            (
                between(rest, "[", "]").into(),
                format!("{path}.toml"),
                number(rest.split(':').next().expect("a line")),
            )
        })
        .collect()
}

fn in_json(out: &str) -> Vec<Told> {
    let document: Value = serde_json::from_str(out).expect("a document");
    let line = |found: &Value| usize::try_from(found["line"].as_u64().expect("a line")).expect("not many");
    let text = |found: &Value, key: &str| found[key].as_str().expect("a text").to_owned();
    let all = document["findings"].as_array().expect("findings");
    all.iter().map(|found| (text(found, "rule"), text(found, "path"), line(found))).collect()
}

fn in_github(out: &str) -> Vec<Told> {
    let plain = |text: &str| text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%");
    let told = |line: &str| {
        let path = plain(between(line, " file=", ",line="));
        (between(line, ",title=", "::").to_owned(), path, number(between(line, ",line=", ",")))
    };
    out.lines().map(told).collect()
}

fn in_sarif(out: &str) -> Vec<Told> {
    let document: Value = serde_json::from_str(out).expect("a document");
    let run = &document["runs"][0];
    let rules = &run["tool"]["driver"]["rules"];
    let told = |result: &Value| {
        let rule = result["ruleId"].as_str().expect("a rule");
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("not many");
        assert_eq!(rules[index]["id"], rule, "the rule at the index");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a path");
        let path = uri.replace("%20", " ").replace("%2C", ",").replace("%3A", ":").replace("%25", "%");
        let line = usize::try_from(place["region"]["startLine"].as_u64().expect("a line")).expect("not many");
        (rule.to_owned(), path, line)
    };
    run["results"].as_array().expect("results").iter().map(told).collect()
}

fn in_md(out: &str) -> Vec<Told> {
    let mut path = String::new();
    let mut told = Vec::new();
    for line in out.lines() {
        if line.starts_with("## ") && line.ends_with("`)") {
            between(line, "(`", "`)").clone_into(&mut path);
        } else if line.starts_with("- **") {
            let rule = line.rsplit("(`").next().and_then(|end| end.strip_suffix("`)")).expect("a rule");
            told.push((rule.to_owned(), path.clone(), number(between(line, "**, line ", ":"))));
        }
    }
    told
}

#[test]
fn every_format_shows_the_same_findings() {
    let read = |format: ReportFormat| {
        let ended = faulty(&word(format)).run();
        let mut told = match format {
            ReportFormat::Text => in_text(&ended.out),
            ReportFormat::Concise => in_concise(&ended.out),
            ReportFormat::Json => in_json(&ended.out),
            ReportFormat::Github => in_github(&ended.out),
            ReportFormat::Sarif => in_sarif(&ended.out),
            ReportFormat::Md => in_md(&ended.out),
        };
        told.sort();
        (told, ended.err, ended.exit)
    };
    let concise = read(ReportFormat::Concise);
    assert!(concise.0.len() >= 15, "there is much to tell: {:?}", concise.0);
    assert_eq!(concise.2, Exit::Failed);
    for format in ReportFormat::value_variants() {
        assert_eq!(read(*format), concise, "{format:?}");
    }
}

#[test]
fn finding_with_only_a_message_is_in_every_format() {
    let source = Arc::new(Source::new("a`b.toml", "id = \"CP-0001\"\n"));
    let bare = Diagnostic::error(cpa::parse::FixedRule::Syntax, &source, &(5..5), "what `<is>` *wrong*");
    let folder = Folder::default();
    for format in ReportFormat::value_variants() {
        let mut out = Vec::new();
        let manner = RenderOptions { format: *format, colour: false, values: false, width: None };
        let mut report = Report::begin(manner, &folder, day("2026-11-22"), &mut out).expect("it is written");
        report.add(&bare).expect("it is written");
        report.end(&folder, &Totals::default()).expect("it is written");
        let out = String::from_utf8(out).expect("text");
        assert!(out.contains("syntax") && out.contains("a`b.toml") | out.contains("a%60b.toml"), "{out}");
        assert!(out.contains("what `<is>` *wrong*") | out.contains("what `<is>` \\*wrong\\*"), "{out}");
    }
}

/// It counts up with every new rule.
fn without_the_number_of_rules(json: &str) -> String {
    json.replace(&format!("\"rules\": {},", ALL.len()), "\"rules\": ALL,")
}

#[test]
fn folder_without_findings_is_a_valid_document() {
    let run = |format: &str| {
        let command = cpa(["validate", "--format", format]).file("people.toml", PEOPLE);
        command.file("cpa.toml", SETTINGS).file("CP-0001.toml", COMPLETE).run().out
    };
    let json = without_the_number_of_rules(&run("json"));
    expect![[r#"
        {
        "version": 1,
        "as_at": "2026-11-22",
        "findings": [
        ],
        "plans": 1,
        "files": 0,
        "errors": 0,
        "warnings": 0,
        "infos": 0,
        "rules": ALL,
        "rules_left_out": 0,
        "rules_off": 0,
        "whole": true
        }
    "#]]
    .assert_eq(&json);
    assert_eq!(in_json(&run("json")), []);
    assert_eq!(in_sarif(&run("sarif")), []);
    assert_eq!(run("github"), "");
    expect![[r#"
        # Care plans: what is missing or wrong

        As at 22 November 2026: 1 plan.

        ## In all

        1 plan, no faults.

        Nothing was found in 1 plan: CP-0001.
    "#]]
    .assert_eq(&run("md"));
}

/// What a format says of two plans: of a duplicate, a wrong word and a late review.
fn said(format: &str) -> String {
    let twice = COMPLETE.replacen("started = 2026-03-02", "  started = 2026-03-02\nstarted = 2026-03-03", 1);
    let command = cpa(["validate", "--format", format]).file("people.toml", PEOPLE);
    let late = COMPLETE.replacen("CP-0001", "CP-0002", 1).replacen("= 2027-03-01", "= 2026-11-01", 1);
    let late = late.replacen("status = \"active\"", "status = \"_active_\"", 1);
    command.file("cpa.toml", SETTINGS).file("50%, a/CP-0001.toml", twice).file("CP-0002.toml", late).run().out
}

#[test]
fn one_finding_in_each_format() {
    let json = without_the_number_of_rules(&said("json"));
    expect![[r#"
        {
        "version": 1,
        "as_at": "2026-11-22",
        "findings": [
        {"path":"50%, a/CP-0001.toml","line":5,"column":1,"end_line":5,"end_column":8,"rule":"duplicate-key","severity":"error","message":"`started` stands here a second time","label":null,"help":"keep one of the two","also":[{"line":4,"column":3,"end_line":4,"end_column":10,"label":"first here"}]},
        {"path":"CP-0002.toml","line":3,"column":10,"end_line":3,"end_column":20,"rule":"unknown-choice","severity":"error","message":"`status` cannot be \"…\"","label":null,"help":"did you mean \"active\"? It is one of `draft`, `active` or `ended`","also":[]},
        {"path":"CP-0002.toml","line":6,"column":19,"end_line":6,"end_column":29,"rule":"review-overdue","severity":"warning","message":"the review was due by 1 November 2026","label":"3 weeks late","help":"book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`","also":[]}
        ],
        "plans": 2,
        "files": 2,
        "errors": 2,
        "warnings": 1,
        "infos": 0,
        "rules": ALL,
        "rules_left_out": 0,
        "rules_off": 0,
        "whole": true
        }
    "#]]
    .assert_eq(&json);
    expect![[r#"
        ::error file=50%25%2C a/CP-0001.toml,line=5,col=1,endLine=5,endColumn=8,title=duplicate-key::`started` stands here a second time%0Aline 4: first here%0Ahelp: keep one of the two
        ::error file=CP-0002.toml,line=3,col=10,endLine=3,endColumn=20,title=unknown-choice::`status` cannot be "…"%0Ahelp: did you mean "active"? It is one of `draft`, `active` or `ended`
        ::warning file=CP-0002.toml,line=6,col=19,endLine=6,endColumn=29,title=review-overdue::the review was due by 1 November 2026%0A3 weeks late%0Ahelp: book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`
    "#]]
    .assert_eq(&said("github"));
    expect![[r##"
        # Care plans: what is missing or wrong

        As at 22 November 2026: 2 plans.

        ## CP-0001 (`50%, a/CP-0001.toml`)

        - **Error**, line 5: `started` stands here a second time (line 4: first here) (`duplicate-key`)

          Keep one of the two.

        ## CP-0002 (`CP-0002.toml`)

        - **Error**, line 3: `status` cannot be "…" (`unknown-choice`)

          Did you mean "active"? It is one of `draft`, `active` or `ended`.

        - **Warning**, line 6: the review was due by 1 November 2026 (3 weeks late) (`review-overdue`)

          Book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`.

        ## In all

        2 plans, 2 errors, 1 warning in 2 files.
    "##]]
    .assert_eq(&said("md"));
}

#[test]
fn sarif_has_what_its_readers_expect() {
    let mut sarif: Value = serde_json::from_str(&said("sarif")).expect("a document");
    let results = sarif["runs"][0]["results"].as_array_mut().expect("results");
    for result in results.iter_mut() {
        // It counts up with every new rule.
        result.as_object_mut().expect("a result").remove("ruleIndex");
    }
    let lines: Vec<String> = results.iter().map(|result| format!("{result}\n")).collect();
    expect![[r#"
        {"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"50%25%2C%20a/CP-0001.toml"},"region":{"endColumn":8,"endLine":5,"startColumn":1,"startLine":5}}}],"message":{"text":"`started` stands here a second time\nkeep one of the two"},"relatedLocations":[{"message":{"text":"first here"},"physicalLocation":{"artifactLocation":{"uri":"50%25%2C%20a/CP-0001.toml"},"region":{"endColumn":10,"endLine":4,"startColumn":3,"startLine":4}}}],"ruleId":"duplicate-key"}
        {"level":"error","locations":[{"physicalLocation":{"artifactLocation":{"uri":"CP-0002.toml"},"region":{"endColumn":20,"endLine":3,"startColumn":10,"startLine":3}}}],"message":{"text":"`status` cannot be \"…\"\ndid you mean \"active\"? It is one of `draft`, `active` or `ended`"},"ruleId":"unknown-choice"}
        {"level":"warning","locations":[{"message":{"text":"3 weeks late"},"physicalLocation":{"artifactLocation":{"uri":"CP-0002.toml"},"region":{"endColumn":29,"endLine":6,"startColumn":19,"startLine":6}}}],"message":{"text":"the review was due by 1 November 2026\nbook the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`"},"ruleId":"review-overdue"}
    "#]]
    .assert_eq(&lines.concat());
}

#[test]
#[ignore = "needs python3 with jsonschema, and the schema of SARIF 2.1.0"]
fn sarif_output_matches_its_schema() {
    let path = |name: &str| PathBuf::from(std::env::var_os(name).unwrap_or_else(|| panic!("${name} is set")));
    let check = "import json, sys, jsonschema\n\
                 schema = json.load(open(sys.argv[1]))\n\
                 kind = jsonschema.validators.validator_for(schema)\n\
                 faults = kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(json.load(sys.stdin))\n\
                 print(*[fault.message[:300] for fault in faults], sep='\\n', end='')";
    let faults = |document: &str| {
        let mut python = Process::new(path("SARIF_PYTHON"));
        python.args(["-c", check]).arg(path("SARIF_SCHEMA"));
        let mut python = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("python runs");
        std::io::Write::write_all(&mut python.stdin.take().expect("a pipe"), document.as_bytes())
            .expect("python reads");
        let ended = python.wait_with_output().expect("python ends");
        assert!(ended.status.success(), "the check itself works");
        String::from_utf8(ended.stdout).expect("text")
    };
    let written = faulty("sarif").run().out;
    assert_eq!(faults(&written), "");
    assert_ne!(faults(&written.replace("\"startLine\"", "\"line\"")), "", "what is no SARIF is refused");
}
