//! The workflow for continuous integration.

use std::fmt::Write;
use std::fs;

use cpa::validate::rules::{ALL, Group};
use expect_test::expect;

use crate::cron::lines::{Step, workflow};
use crate::cron::{Machine, Ran, Variables, example};

/// Runs each command of the workflow in the folder of the plans, and returns its output and the summary page.
fn steps(machine: &Machine) -> String {
    let (mut variables, steps) = workflow(&example("ci/due.yml"));
    let page = machine.at("page");
    variables.push(("GITHUB_STEP_SUMMARY".to_owned(), page.display().to_string()));
    let mut all = String::new();
    for Step { name, runs } in steps {
        if let Some(action) = runs.strip_prefix("uses ") {
            let (of, commit) = action.split_once('@').expect("a version");
            assert_eq!(of, "actions/checkout", "no action of anybody else");
            assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
            continue;
        }
        fs::write(&page, "").expect("a page");
        let ran = step(machine, &variables, &runs);
        // The page is for those who may read the plans; the output of a step may be public.
        ran.names_nobody();
        let page = fs::read_to_string(&page).expect("a page");
        writeln!(all, "# {name}\n{}{page}", ran.shown()).expect("a string takes it");
    }
    all
}

/// Runs a step as GitHub does, in a shell that exits when a command fails.
fn step(machine: &Machine, variables: &Variables, runs: &str) -> Ran {
    let mut shell = machine.shell(variables, &format!("set -e\n{runs}"));
    shell.current_dir(machine.at(""));
    machine.ran(shell)
}

/// Turns off all rules except those about reviews, so that a new rule does not change what the workflow prints.
/// Returns what the last line says of them.
fn only_rules_about_reviews(machine: &Machine) -> String {
    let others = || ALL.iter().filter(|rule| rule.group != Group::Reviews);
    let off = others().map(|rule| format!("{} = \"off\"\n", rule.name)).collect::<Vec<_>>().concat();
    for settings in ["plans/cpa.toml", "plans/riverside/cpa.toml"] {
        let path = machine.at(settings);
        let text = fs::read_to_string(&path).expect("settings");
        fs::write(path, format!("{text}\n[rules]\n{off}")).expect("settings");
    }
    format!("; {} rules set off in `cpa.toml` did not run", others().count())
}

#[test]
fn every_step_of_the_workflow_runs() {
    let machine = Machine::on("2026-11-22");
    let rules_off = only_rules_about_reviews(&machine);
    expect![[r#"
        # Install cpa
        cargo install --locked --git https://github.com/example/cpa --rev 0000000000000000000000000000000000000000 cpa
        --- exit code 0

        # Say what is wrong
        ::warning file=plans/northside/NS-0007.toml,line=5,col=19,endLine=5,endColumn=29,title=review-overdue::the review was due by 19 June 2026%0A5 months late%0Ahelp: book the review with `cpa book`, or add `[[reviews]]` at the end with `booked = 2027-03-31 14:00:00` and `invite`
        ::warning file=plans/northside/NS-0031.toml,line=7,col=19,endLine=7,endColumn=29,title=review-overdue::the review was due by 11 November 2026%0A11 days late%0Ahelp: hold the review that is booked for Monday 7 December 2026 at 11am, and record it with `cpa review`
        ::warning file=plans/riverside/RV-0110.toml,line=1,col=6,endLine=1,endColumn=15,title=next-review-missing::nobody has agreed when the next review is%0Ahelp: agree a day with the person, and add `next_review_due = 2027-03-31` at the top of the file
        18 plans, 3 warnings in 3 files
        --- exit code 0

        # Say what is due
        18 plans: 2 overdue, 5 due soon, 1 without a date, 9 in time, 1 ended
        --- exit code 0
        # Reviews that are due

        As at 22 November 2026.

        | When | Day | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|
        | 5 months late | 19 Jun 2026 | Mal | NS-0007 | Callum Reid | the agreed day |
        | 11 days late | 11 Nov 2026 | Stevo | NS-0031 | Callum Reid | the agreed day; booked for 7 Dec 2026 at 11am |
        | due in 5 days | 27 Nov 2026 | Ibby | NS-0023 | Sunita Rao | the agreed day; booked for 27 Nov 2026 at 3pm |
        | due in 2 weeks | 11 Dec 2026 | Jode | RV-0131 | Femi Adeyemi | the agreed day |
        | due in 3 weeks | 18 Dec 2026 | Kerry | NS-0038 | Helen Tarrant | the agreed day; booked for 15 Dec 2026 at 10:30am |
        | due in 3 weeks | 18 Dec 2026 | Leanne Hartley | NS-0066 | Helen Tarrant | the agreed day; a draft |
        | due in 7 weeks | 15 Jan 2027 | Colin Brand | RV-0145 | Ruth Kaplan | the agreed day; booked for 1 Dec 2026 at 10am |
        | no date agreed | 12 Mar 2027 | Dot | RV-0110 | Ruth Kaplan | nobody has agreed a date; 12 months after the last review |

        18 plans: 2 overdue, 5 due soon, 1 without a date, 9 in time, 1 ended.

    "#]].assert_eq(&steps(&machine).replacen(&rules_off, "", 1));
}

#[test]
fn a_step_fails_if_a_plan_has_an_error() {
    let machine = Machine::empty();
    machine.is_on("2026-11-22");
    machine.plan("cpa.toml", "");
    machine.plan("X-1.toml", "notes = [");
    expect![[r#"
        # Install cpa
        cargo install --locked --git https://github.com/example/cpa --rev 0000000000000000000000000000000000000000 cpa
        --- exit code 0

        # Say what is wrong
        ::error file=plans/X-1.toml,line=1,col=9,endLine=1,endColumn=10,title=syntax::this list is not closed%0Aopened here%0Ahelp: write `]` where it ends
        1 plan, 1 error in 1 file
        --- exit code 1

        # Say what is due
        plans/X-1.toml:1:9: this list is not closed
        1 plan: none known to be overdue, 1 could not be told
        --- exit code 2
        # Reviews that are due

        As at 22 November 2026.

        | When | Day | Name | Id | Care coordinator | Why |
        |---|---|---|---|---|---|
        | not known | | not known | X-1 | not known | this list is not closed (line 1) |

        1 plan: none known to be overdue, 1 could not be told.

    "#]].assert_eq(&steps(&machine));
}
