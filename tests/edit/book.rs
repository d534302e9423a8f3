//! `cpa book`: what is written, and what is refused.

use expect_test::expect;

use crate::edit::{ExpectEdits, NEXT, REVIEWED, plan, read_plan, with_plan};
use crate::harness::{Command, cpa};

fn book(args: &[&str], plan: &str) -> Command {
    with_plan(cpa(["book", "P-1.toml"]).args(args), plan)
}

const BOOKED: &str = r#"
[[reviews]]
booked = 2026-11-27 10:00:00
where = "Room 4"
"#;

#[test]
fn booking_is_added_after_the_last_review() {
    let text = plan(
        NEXT,
        &format!(
            r#"{REVIEWED}
# Who has a copy.
[[copies]]
to = "sam"
given = 2025-12-02
"#
        ),
    );
    let args = [
        "2026-11-30T14:00",
        "--where",
        "Northside Clinic, room 4",
        "--invite",
        "person,jo",
        "--invite",
        "sam",
    ];
    book(&args, &text).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 14:00:00
        +where = "Northside Clinic, room 4"
        +invite = ["person", "jo", "sam"]
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 2pm
        ---
    "#]]);
    book(&["2026-11-30", "--invite", "person,jo,person"], &text).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30
        +invite = ["person", "jo"]
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]]);
    book(&["2026-11-30 09:30"], &text).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 09:30:00
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 9:30am
        ---
    "#]]);
    book(&["2026-11-30", "00:00"], &plan(NEXT, "")).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 00:00:00
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at midnight
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]]);
    book(
        &["2026-11-22"],
        &plan(
            NEXT,
            r#"[[reviews]]
held = 2025-12-01
outcome = "continue""#,
        ),
    )
    .edits(expect![[r#"
            -outcome = "continue"∎
            +outcome = "continue"
            +
            +[[reviews]]
            +booked = 2026-11-22∎
            --- Clean
            P-1: review booked for Sunday 22 November 2026
            ---
        "#]]);
    book(&["2026-11-30t14:00:00"], &plan(&format!("{NEXT};reviews = []"), "")).edits(expect![[r#"
        -reviews = []
        +reviews = [{ booked = 2026-11-30 14:00:00 }]
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 2pm
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]]);
}

#[test]
fn written_text_reads_as_it_was_typed() {
    for place in [
        "Canolfan Iechyd Ŵyn, \"y Gegin\"",
        "C:\\Clinic\\4",
        "عيادة الشمال، غرفة 4",
        "a\tb # c ''' \"\"\" \u{200f}d",
    ] {
        let command = book(&["2026-11-30", "--where", place], &plan(NEXT, REVIEWED));
        assert_eq!(command.run().err, "");
        let text = read_plan(&command);
        let source = std::sync::Arc::new(cpa::parse::Source::new("P-1.toml", text));
        let day = crate::harness::day("2026-11-22");
        let file = cpa::workspace::PlanFile::parse(&source, cpa::workspace::FolderContext::default(), day);
        let review = file.plan.reviews.items().last().expect("the booking");
        assert_eq!(review.r#where.value().map(String::as_str), Some(place));
        assert!(!source.text().contains('\u{200f}'), "what turns a line round is written as its number");
    }
}

#[test]
fn booked_review_is_cancelled_only_with_a_reason() {
    let text = plan(NEXT, &format!("{REVIEWED}{BOOKED}"));
    book(&["2026-11-30"], &text).refuses(expect![[r#"
        error: a review is booked already, for Friday 27 November 2026 at 10am (line 29): to cancel that and book another, say why with `--because`
    "#]]);
    book(&["2026-11-30", "--because", "Jo is ill"], &text).edits(expect![[r#"
        +cancelled = 2026-11-22
        +because = "Jo is ill"
        +
        +[[reviews]]
        +booked = 2026-11-30
        --- Clean
        P-1: review booked for Monday 30 November 2026; cancelled: Friday 27 November 2026 at 10am
        ---
    "#]]);
    let inline = plan(
        &format!("{NEXT};reviews = [{{ booked = 2026-11-27 }}, {{ booked = 2027-01-08 14:00:00 }}]"),
        "",
    );
    book(&["2026-11-30", "--because", "Jo is ill"], &inline).edits(expect![[r#"
        -reviews = [{ booked = 2026-11-27 }, { booked = 2027-01-08 14:00:00 }]
        +reviews = [{ booked = 2026-11-27, cancelled = 2026-11-22, because = "Jo is ill" }, { booked = 2027-01-08 14:00:00, cancelled = 2026-11-22, because = "Jo is ill" }, { booked = 2026-11-30 }]
        --- Clean
        P-1: review booked for Monday 30 November 2026; cancelled: Friday 27 November 2026, Friday 8 January 2027 at 2pm
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]]);
    let today = text.replace("2026-11-27", "2026-11-22");
    book(&["2026-11-30"], &today).refuses(expect![[r#"
        error: a review is booked already, for Sunday 22 November 2026 at 10am (line 29): if it was held, type `cpa review`; to cancel that and book another, say why with `--because`
    "#]]);
    let said = plan(NEXT, &format!("{BOOKED}because = \"Jo is ill\"\n"));
    book(&["2026-11-30", "--because", "Jo is ill"], &said).refuses(expect![[r#"
        error: the review that is booked has a `because` already (line 29): look at it, and cancel it by hand
    "#]]);
    for because in ["", " ", "…", "a\nb", "\u{1b}[2J x"] {
        let ended = book(&["2026-11-30", "--because", because], &text).run();
        assert!(ended.err.starts_with("error: `--because`: this "), "{}", ended.err);
    }
    book(&["2026-11-30", "--because", "Jo is ill"], &plan(NEXT, REVIEWED)).edits(expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-30
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
        the reason is not written down: no review was booked that it could cancel
    "#]]);
}

#[test]
fn notes_after_a_booking() {
    let late = plan("next_review_due = 2026-11-11", "");
    book(&["2026-12-07"], &late).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-12-07
        +
        --- Clean
        P-1: review booked for Monday 7 December 2026
        ---
        that is 3 weeks after the review was due, on 11 November 2026: it counts as late until it is held
    "#]]);
    book(&["2026-12-06"], &plan(NEXT, "")).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-12-06
        +
        --- Clean
        P-1: review booked for Sunday 6 December 2026
        ---
        that is 2 weeks after the review was due, on 17 November 2026: it counts as late until it is held
    "#]]);
    book(&["2026-11-25", "--invite", "jo,declan"], &plan(NEXT, "")).edits(expect![[r#"
        +[[reviews]]
        +booked = 2026-11-25
        +invite = ["jo", "declan"]
        +
        --- Clean
        P-1: review booked for Wednesday 25 November 2026
        ---
        that is 8 days after the review was due, on 17 November 2026: it counts as late until it is held
        nothing says whether the person agrees to inviting `declan` (cousin): ask, and write their answer as `consent` below `[people.declan]`
        the person is not among those invited
    "#]]);
    let open = format!(
        r"{REVIEWED}[[reviews]]
booked = 2026-11-09 11:00:00
"
    );
    book(&["2026-11-25"], &plan(NEXT, &open)).edits(expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-25
        --- Clean
        P-1: review booked for Wednesday 25 November 2026
        ---
        nothing says what became of the review booked for 9 November 2026: record it with `cpa review P-1`, or add `cancelled`, with the day, and `because`
    "#]]);
    let open = format!(
        r"{REVIEWED}[[reviews]]
held = 2026-11-09
"
    );
    book(&["2026-11-25"], &plan(NEXT, &open)).edits(expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-25
        --- Clean
        P-1: review booked for Wednesday 25 November 2026
        ---
        the review held on 9 November 2026 has no outcome yet: `cpa review P-1 --held 2026-11-09 --outcome …` records it
    "#]]);
}

#[test]
fn wrong_booking_is_refused_with_the_reason() {
    let with = |args: &[&str]| {
        let ended = book(args, &plan(NEXT, REVIEWED)).run();
        assert_eq!((ended.exit, ended.out.as_str()), (cpa::cli::Exit::Failed, ""));
        format!("{}: {}", args.join(" "), ended.err)
    };
    let all: String = [
        &["2026-11-21"][..],
        &["11/2/2027"],
        &["2027-02-30"],
        &["2037-02-11"],
        &["2027-02-11T25:00"],
        &["2027-02-11T9:30"],
        &["2027-02-11", "2pm"],
        &["2027-02-11T14:00", "14:00"],
        &["2027-02-11T14:00Z"],
        &[],
        &["2026-11-30", "--invite", "person,joe"],
        &["2026-11-30", "--invite", "Grace"],
        &["2026-11-30", "--invite", "gp"],
        &["2026-11-30", "--invite", "zebedee"],
        &["2026-11-30", "--invite", "person,halima"],
        &["2026-11-30", "--where", " "],
        &["2026-11-30", "--where", "a\nb"],
    ]
    .iter()
    .map(|args| with(args))
    .collect();
    expect![[r#"
        2026-11-21: error: 21 November 2026 has passed: a review that was held is recorded with `cpa review`
        11/2/2027: error: `11/2/2027`: this is no day like 2027-02-11, and no day and time like 2027-02-11T14:00
        2027-02-30: error: `2027-02-30`: no calendar has this day
        2037-02-11: error: that day is more than 5 years away: look at the year
        2027-02-11T25:00: error: `2027-02-11T25:00`: this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes
        2027-02-11T9:30: error: `2027-02-11T9:30`: this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes
        2027-02-11 2pm: error: `2027-02-11 2pm`: this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes
        2027-02-11T14:00 14:00: error: `2027-02-11T14:00 14:00`: this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes
        2027-02-11T14:00Z: error: `2027-02-11T14:00Z`: this is no time like 09:30 or 14:00: hours from 00 to 23, and minutes
        : error: say for which day, as in `cpa book P-1.toml 2027-02-11T14:00`
        2026-11-30 --invite person,joe: error: nobody has the handle `joe`: did you mean `jo`?
        2026-11-30 --invite Grace: error: nobody has the handle `Grace`: did you mean `okafor`?
        2026-11-30 --invite gp: error: nobody has the handle `gp`: did you mean `dr-patel`?
        2026-11-30 --invite zebedee: error: nobody has the handle `zebedee`: handles stand behind `people.` in the plan, and in `people.toml`
        2026-11-30 --invite person,halima: error: the person said no to inviting `halima`: leave `halima` out
        2026-11-30 --where  : error: `--where`: this is empty: write a few words, or leave it out
        2026-11-30 --where a
        b: error: `--where`: this has more than one line: write it on one
    "#]].assert_eq(&all);
}

#[test]
fn ended_or_broken_plan_is_not_changed() {
    let ended = "status = \"ended\"";
    let on = r"[ended]
on = 2026-11-16
";
    book(&["2026-11-30"], &plan(ended, on)).refuses(expect![[r#"
        error: CPA ended on 16 November 2026: if it goes on after all, write `status = "active"` into the plan first
    "#]]);
    let wales = book(&["2026-11-30"], &plan(ended, "")).file(
        "cpa.toml",
        r#"scheme = "ctp-wales"
"#,
    );
    wales.refuses(expect![[r#"
            error: the person's care and treatment plan has ended: if it goes on after all, write `status = "active"` into the plan first
        "#]]);
    book(&["2026-11-30"], &plan("stat = 1", "")).refuses(expect![[r#"
            error[unknown-key]: no key is called `stat`
             --> P-1.toml:3:1
              |
            3 | stat = *
              | ^^^^
              |
              = help: take it out, or see the list of keys on the README's page of the format

            error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
        "#]]);
    book(&["2026-11-30"], &plan("started = [", "")).refuses(expect![[r#"
        error[syntax]: this list is not closed
         --> P-1.toml:3:11
          |
        3 | started = [
          |           ^ opened here
          |
          = help: write `]` where it ends

        error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
    "#]]);
    let settings = book(&["2026-11-30"], &plan(NEXT, "")).file(
        "cpa.toml",
        r#"[reviews]
at_most = "long"
"#,
    );
    settings.refuses(expect![[r#"
        error[wrong-type]: `at_most` should be a length of time in quotes, like "6 months", found "…"
         --> cpa.toml:2:11
          |
        2 | at_most = "long"
          |           ^^^^^^
          |
          = help: write it as in `at_most = "6 months"`

        error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
    "#]]);
    let people = book(&["2026-11-30", "--invite", "mags"], &plan(NEXT, "")).file("people.toml", "[jo\n");
    people.refuses(expect![[r#"
        error: nobody has the handle `mags`, or only in a `people.toml` that could not be read whole
    "#]]);
}

#[test]
fn other_bytes_stay_the_same() {
    let text = plan(NEXT, REVIEWED);
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    book(&["2026-11-30", "--where", "Room 4"], &crlf).edits(expect![[r#"
        +↵
        +[[reviews]]↵
        +booked = 2026-11-30↵
        +where = "Room 4"↵
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]]);
    let indented = plan(
        NEXT,
        "  [[ reviews ]]   # the first\n\theld = 2025-12-01\n\toutcome = \"continue\"  # said so\n\t# no more\n",
    );
    book(&["2026-11-30", "--where", "Room 4"], &indented).edits(expect![[r#"
        +
        +  [[reviews]]
        +	booked = 2026-11-30
        +	where = "Room 4"
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]]);
}

#[test]
fn people_who_have_left_are_not_invited() {
    let people = r#"[jo]
name = "Jo Smith"
until = 2026-11-29
[tom]
name = "Tom"
until = 2026-05-29
"#;
    let with = |args: &[&str]| book(args, &plan(NEXT, REVIEWED)).file("people.toml", people);
    let told = with(&["2026-11-30", "--invite", "person,tom"]).run().err;
    assert!(told.contains("the last day of `tom` is 29 May 2026: leave `tom` out"), "{told}");
    let told = with(&["2026-11-30", "--invite", "jo"]).run().err;
    assert!(told.contains("the last day of `jo` is 29 November 2026"), "{told}");
    assert_eq!(with(&["2026-11-29", "--invite", "person,jo"]).run().err, "");
    let asked = with(&["2026-11-30", "--where=Room 4"]).answers(&["nobody"]).run().err;
    assert!(asked.contains("Who is invited? (Enter: person, dr-patel, sam;"), "{asked}");
}

#[test]
fn bookings_to_cancel_are_listed_first() {
    let text = plan(
        NEXT,
        &format!(
            r"{BOOKED}
[[reviews]]
booked = 2027-06-03
"
        ),
    );
    let told = book(&["2026-11-30"], &text).run().err;
    assert!(
        told.starts_with("error: reviews are booked already, for Friday 27 November 2026 at 10am ("),
        "{told}"
    );
    assert!(told.contains("; Thursday 3 June 2027 (line "), "{told}");
    assert!(told.contains("to cancel all of them and book another"), "{told}");
    for invite in ["", "jo,"] {
        let told = book(&["2026-11-30", "--invite", invite], &plan(NEXT, REVIEWED)).run().err;
        assert!(told.contains("a handle is missing"), "{told}");
    }
}
