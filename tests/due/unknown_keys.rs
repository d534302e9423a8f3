//! Keys that the format does not have, and the warnings about them.

use cpa::cli::Exit;
use expect_test::expect;

use crate::harness::cpa;

/// Runs over a plan with these lines at its top, reviewed in June.
fn with_top(top: &str, args: &[&str]) -> String {
    let text = crate::due::plan("P-1", "Ana", top, &crate::due::reviewed("2026-06-01"));
    let text =
        if top.contains("coordinator") { text.replacen("care_coordinator = \"jo\"\n", "", 1) } else { text };
    let ended = cpa(["due", "plans", "--format", "csv"])
        .args(args)
        .file("plans/cpa.toml", crate::due::SETTINGS)
        .file("plans/people.toml", crate::due::PEOPLE)
        .file("plans/P-1.toml", text)
        .run();
    let rows = csv::Reader::from_reader(ended.out.as_bytes()).into_records();
    let rows =
        rows.map(|row| format!("{} {}", &row.as_ref().expect("a row")[3], &row.as_ref().expect("a row")[4]));
    let warnings: Vec<&str> = ended.err.lines().filter(|line| line.starts_with("plans/")).collect();
    format!("{} | {} | {:?}\n", rows.collect::<String>(), warnings.join(" | "), ended.exit)
}

#[test]
fn a_date_under_an_unknown_key_is_a_warning() {
    let agreed = "next_review_due = 2027-03-01";
    let mut all = Vec::new();
    for top in [
        format!("{agreed}; next_reveiw_deu = 2026-08-01"),
        format!("{agreed}; next_review_date = 2026-08-01"),
        format!("{agreed}; review_due = 2026-08-01"),
        format!("{agreed}; next_review = [2026-08-01]"),
        "review_due = 2026-08-01".to_owned(),
        "next_due = 2026-08-01".to_owned(),
        "[people]; next_review_due = 2026-08-01".to_owned(),
        r#"status = "ended"; state = "active""#.to_owned(),
    ] {
        all.push(format!("{}\n    {}", top, with_top(&top, &[])));
    }
    let other = r#"coordinator = "jo"; next_review_due = 2026-08-01"#;
    all.push(format!("coordinator = \"jo\"\n    {}", with_top(other, &["--coordinator", "jo"])));
    expect![[r#"
        next_review_due = 2027-03-01; next_reveiw_deu = 2026-08-01
            unreadable  | plans/P-1.toml:4:1: no key is called `next_reveiw_deu` | Failed
        next_review_due = 2027-03-01; next_review_date = 2026-08-01
            unreadable  | plans/P-1.toml:4:1: no key is called `next_review_date` | Failed
        next_review_due = 2027-03-01; review_due = 2026-08-01
             | plans/P-1.toml:4:1: `review_due` does not belong here | Failed
        next_review_due = 2027-03-01; next_review = [2026-08-01]
             | plans/P-1.toml:4:1: no key is called `…` | Failed
        review_due = 2026-08-01
            no-date 2026-12-01 | plans/P-1.toml:3:1: `review_due` does not belong here | Failed
        next_due = 2026-08-01
            no-date 2026-12-01 | plans/P-1.toml:3:1: no key is called `…` | Failed
        [people]; next_review_due = 2026-08-01
            unreadable  | plans/P-1.toml:4:1: `next_review_due` does not belong in [people] | Failed
        status = "ended"; state = "active"
             | plans/P-1.toml:4:1: no key is called `…` | Failed
        coordinator = "jo"
            overdue 2026-08-01 | plans/P-1.toml:2:1: no key is called `…` | Failed
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn warnings_have_no_names() {
    let warnings = |below: &str| {
        let text =
            crate::due::plan("P-1", "Ana", r#"next_review_due = 2027-03-01; liam = "x"; Zebulon = 2"#, below);
        cpa(["due", "plans", "--what", "all"])
            .file("plans/people.toml", crate::due::PEOPLE)
            .file(
                "plans/cpa.toml",
                r#"[intervals]
contact_details = "12 months"
consents = "12 months"
copies = "2 weeks"
"#,
            )
            .file("plans/P-1.toml", text)
            .run()
            .err
    };
    let bev = r#"[people.zebulon]; name = "Bev"; zebulon = 1; rose = 1"#;
    for below in [
        bev,
        r#"[ people . zebulon ]; name = "Bev"; xyz = 1"#,
        r#"["people".zebulon]; name = "Bev"; born = 1990-01-01"#,
        r#"[people.zebulon]; name = "Bev"; [people.zebulon]; name = "Bev""#,
        r#"[crisis]; who_to_contact = ["zebulon"]"#,
        r#"[zebulon]; name = "Bev""#,
        r#"[people.zebulon]; born = 1990-01-01; [people.bev]; name = "Bev""#,
        r#"[[people.zebulon]]; name = "Bev""#,
        r#"[people.zebulon]; name = "Bev"; phones = { "zebulon's" = "" }; [crisis]; who_to_contact = ["zebulon"]"#,
        r#"[people."zebulon bev"]; name = "Bev"; [people."zebulon bev"]; name = "Bev""#,
        r#"[people]; "`zebulon" = 1; zebulon = 1"#,
    ] {
        let err = warnings(below).to_lowercase();
        let names = ["zebulon", "bev", "liam", "rose"].into_iter().filter(|name| err.contains(name));
        assert_eq!(names.collect::<Vec<_>>(), [] as [&str; 0], "{below}: {err}");
        assert!(err.contains("plans/p-1.toml:"), "{below}: {err}");
    }
}

#[test]
fn an_ended_plan_still_has_warnings() {
    let text = crate::due::plan("P-1", "Ana", r#"status = "ended"; ended_at = 3"#, "");
    let ended = cpa(["due", "plans", "--explain", "P-1"]).file("plans/P-1.toml", text).run();
    assert_eq!(ended.err, "plans/P-1.toml:4:1: no key is called `…`\n");
    assert_eq!(ended.exit, Exit::Failed);
}
