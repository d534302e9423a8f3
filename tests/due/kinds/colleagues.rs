//! Checks of colleagues' contact details, which many plans share.

use expect_test::expect;

use crate::due::kinds::plan;
use crate::due::shown;
use crate::harness::{Command, cpa};

const DUTY: &str = r#"
[duty]
name = "Duty"
phones = { office = "01632 960100" }
checked = 2026-01-01
"#;

/// The checks in plans whose second contact is `duty`, with an interval.
fn checks(args: &[&str], people: &str, interval: &str, plans: &[&str]) -> Command {
    let text = plan(&[r#"second_contact = "duty""#]).replace("care_coordinator = \"jo\"\n", "");
    let command = cpa(["due", "plans", "--no-reviews", "--what", "contact", "--format=csv"])
        .args(args)
        .file("plans/cpa.toml", format!("[intervals]\ncontact_details = \"{interval}\"\n"))
        .file("plans/people.toml", people);
    plans.iter().fold(command, |command, path| {
        let id = path.rsplit('/').next().unwrap_or_default();
        command.file(&format!("plans/{path}.toml"), text.replace("P-1", id))
    })
}

#[test]
fn a_colleague_of_many_plans_is_listed_once() {
    let ended = checks(&[], DUTY, "6 months", &["P-1", "P-2", "P-3"]).run();
    expect![[r#"
        as_at,id,what,state,due,days_late,booked,name,about,care_coordinator,coordinator,team,last_review,why,file,line
        2026-11-22,duty,contact,overdue,2026-07-01,144,,Duty,duty,,,,,6 months after the last check on 1 Jan 2026,plans/people.toml,2
        --- Clean
        3 plans, 1 date: 1 overdue
    "#]].assert_eq(&shown(&ended).replace("\r\n", "\n"));
}

#[test]
fn the_worst_check_of_a_colleague_counts() {
    let with = |args: &[&str]| {
        let command = checks(args, DUTY, "24 months", &["a/A-1", "b/B-1"]);
        command.file("plans/b/cpa.toml", "[intervals]\ncontact_details = \"6 months\"\n").run()
    };
    let all = with(&[]);
    assert!(all.out.contains("2026-11-22,duty,contact,overdue,2026-07-01,144"), "{}{}", all.out, all.err);
    assert_eq!(with(&["--team", "b"]).out, all.out.replace(",,a,,", ",,b,,"));
}

#[test]
fn an_unreadable_check_of_a_colleague_is_listed() {
    let ended = checks(&[], &DUTY.replace("2026-01-01", "\"May\""), "24 months", &["A-1"]).run();
    expect![[r#"
        as_at,id,what,state,due,days_late,booked,name,about,care_coordinator,coordinator,team,last_review,why,file,line
        2026-11-22,duty,contact,unreadable,,,,Duty,duty,,,,,`checked` in people.toml could not be read,plans/people.toml,2
        --- Failed
        plans/people.toml:5:11: `checked` should be a date like 2026-03-31, without quotes, found "…"
        1 plan, 1 date: none known to be overdue, 1 could not be told
    "#]].assert_eq(&shown(&ended).replace("\r\n", "\n"));
}
