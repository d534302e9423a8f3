//! `--dry-run`: what would be written, as other tools take it.

use std::io::Write;
use std::process::{Command as Program, Stdio};

use expect_test::expect;

use crate::edit::{ExpectEdits, NEXT, REVIEWED, plan, with_plan};
use crate::harness::{Command, cpa};

fn book(plan: &str) -> Command {
    with_plan(cpa(["book", "P-1.toml", "2026-11-30", "--where", "Room 4"]), plan)
}

fn review(plan: &str) -> Command {
    let args = [
        "review",
        "P-1.toml",
        "--held",
        "2026-11-20",
        "--outcome",
        "continue",
        "--next",
        "6m",
        "--present",
        "person",
    ];
    with_plan(cpa(args), plan)
}

#[test]
fn dry_run_prints_a_diff_and_writes_nothing() {
    let text = plan(
        NEXT,
        &format!(
            r#"{REVIEWED}
[[copies]]
to = "sam"
given = 2025-12-02"#
        ),
    );
    book(&text).args(&["--dry-run"]).edits(expect![[r#"
            --- Clean
            --- a/P-1.toml
            +++ b/P-1.toml
            @@ -26,6 +26,10 @@
             held = 2025-12-01
             outcome = "continue"
            ·
            +[[reviews]]
            +booked = 2026-11-30
            +where = "Room 4"
            +
             [[copies]]
             to = "sam"
             given = 2025-12-02
            \ No newline at end of file
            ---
            nothing was written: `--dry-run`
        "#]]);
    review(&text).args(&["--dry-run"]).edits(expect![[r#"
            --- Clean
            --- a/P-1.toml
            +++ b/P-1.toml
            @@ -1,6 +1,6 @@
             id = "P-1"
             started = 2025-11-17
            -next_review_due = 2026-12-01             # agreed with Ana
            +next_review_due = 2027-05-20             # agreed with Ana
             care_coordinator = "jo"
             gp = "dr-patel"
            ·
            @@ -26,6 +26,11 @@
             held = 2025-12-01
             outcome = "continue"
            ·
            +[[reviews]]
            +held = 2026-11-20
            +outcome = "continue"
            +present = ["person"]
            +
             [[copies]]
             to = "sam"
             given = 2025-12-02
            \ No newline at end of file
            ---
            still to be written into it (line 29): `my_view`, what the person said; `summary`, what was decided
            nothing was written: `--dry-run`
        "#]]);
    let refused = with_plan(cpa(["book", "P-1.toml", "2026-11-20", "--dry-run"]), &text);
    refused.refuses(expect![[r#"
        error: 20 November 2026 has passed: a review that was held is recorded with `cpa review`
    "#]]);
}

#[test]
fn diff_is_sanitized_on_a_terminal() {
    let text = plan(NEXT, "[[reviews]]\r\nheld = 2025-12-01\t# \u{202e}late\r\noutcome = \"continue\"\r\n");
    book(&text).args(&["--dry-run"]).at_terminal(80).edits(expect![[r#"
        --- Clean
        --- a/P-1.toml
        +++ b/P-1.toml
        @@ -25,3 +25,7 @@
         [[reviews]]
         held = 2025-12-01	# �late
         outcome = "continue"
        +
        +[[reviews]]
        +booked = 2026-11-30
        +where = "Room 4"
        ---
        nothing was written: `--dry-run`
    "#]]);
}

/// What a program makes of the plan with the diff on its standard input.
fn patched(command: &Command, program: &str, args: &[&str], diff: &str) -> Vec<u8> {
    let mut child = Program::new(program)
        .args(args)
        .current_dir(command.path())
        .env("GIT_CEILING_DIRECTORIES", command.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("the program is there");
    child.stdin.take().expect("it is piped").write_all(diff.as_bytes()).expect("it reads");
    assert!(child.wait().expect("it ends").success(), "{program} does not take it:\n{diff}");
    std::fs::read(command.path().join("P-1.toml")).expect("the plan")
}

#[test]
#[ignore = "needs git and patch"]
fn git_and_patch_apply_the_diff() {
    let text = plan(NEXT, REVIEWED);
    for text in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.trim_end().to_owned(),
        plan(&format!("{NEXT};reviews = []"), ""),
    ] {
        for make in [book, review] {
            let written = make(&text);
            assert_eq!(written.run().exit, cpa::cli::Exit::Clean);
            let written = std::fs::read(written.path().join("P-1.toml")).expect("the plan");
            for (program, args) in [("git", &["apply"][..]), ("patch", &["-p1", "--binary"])] {
                let command = make(&text).args(&["--dry-run"]);
                let diff = command.run().out;
                assert_eq!(patched(&command, program, args, &diff), written, "{program}");
            }
        }
    }
    for (program, args) in [("git", &["apply"][..]), ("patch", &["-p1", "--binary"])] {
        let command = cpa(["book", "my plans/P-1.toml", "2026-11-30", "--dry-run"]);
        let command = with_plan(command.file("my plans/P-1.toml", &text), "");
        let ended = command.run();
        assert_eq!(ended.exit, cpa::cli::Exit::Clean, "{}", ended.err);
        patched(&command, program, args, &ended.out);
        let written = std::fs::read_to_string(command.path().join("my plans/P-1.toml")).expect("the plan");
        assert!(written.contains("booked"), "{program}");
    }
}
