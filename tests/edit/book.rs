//! `cpa book`: what is written, and what is refused.

use expect_test::expect;

use crate::edit::{NEXT, REVIEWED, beside, does, plan, refuses};
use crate::harness::{Command, cpa};

fn book(args: &[&str], plan: &str) -> Command {
    beside(cpa(["book", "P-1.toml"]).args(args), plan)
}

const BOOKED: &str = "\n[[reviews]]\nbooked = 2026-11-27 10:00:00\nwhere = \"Room 4\"\n";

#[test]
fn a_booking_stands_at_the_end_of_the_reviews() {
    let text =
        plan(NEXT, &format!("{REVIEWED}\n# Who has a copy.\n[[copies]]\nto = \"sam\"\ngiven = 2025-12-02\n"));
    let args = [
        "2026-11-30T14:00",
        "--where",
        "Northside Clinic, room 4",
        "--invite",
        "person,jo",
        "--invite",
        "sam",
    ];
    does(
        &book(&args, &text),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 14:00:00
        +where = "Northside Clinic, room 4"
        +invite = ["person", "jo", "sam"]
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 2pm
        ---
    "#]],
    );
    does(
        &book(&["2026-11-30", "--invite", "person,jo,person"], &text),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30
        +invite = ["person", "jo"]
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]],
    );
    does(
        &book(&["2026-11-30 09:30"], &text),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 09:30:00
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 9:30am
        ---
    "#]],
    );
    does(
        &book(&["2026-11-30", "00:00"], &plan(NEXT, "")),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-11-30 00:00:00
        +
        --- Clean
        P-1: review booked for Monday 30 November 2026 at midnight
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]],
    );
    does(
        &book(&["2026-11-22"], &plan(NEXT, "[[reviews]]\nheld = 2025-12-01\noutcome = \"continue\"")),
        expect![[r#"
            -outcome = "continue"∎
            +outcome = "continue"
            +
            +[[reviews]]
            +booked = 2026-11-22∎
            --- Clean
            P-1: review booked for Sunday 22 November 2026
            ---
        "#]],
    );
    does(
        &book(&["2026-11-30t14:00:00"], &plan(&format!("{NEXT};reviews = []"), "")),
        expect![[r#"
        -reviews = []
        +reviews = [{ booked = 2026-11-30 14:00:00 }]
        --- Clean
        P-1: review booked for Monday 30 November 2026 at 2pm
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]],
    );
}

#[test]
fn what_is_written_reads_as_it_was_typed() {
    for place in [
        "Canolfan Iechyd Ŵyn, \"y Gegin\"",
        "C:\\Clinic\\4",
        "عيادة الشمال، غرفة 4",
        "a\tb # c ''' \"\"\" \u{200f}d",
    ] {
        let command = book(&["2026-11-30", "--where", place], &plan(NEXT, REVIEWED));
        assert_eq!(command.run().err, "");
        let text = std::fs::read_to_string(command.path().join("P-1.toml")).expect("the plan");
        let source = std::sync::Arc::new(cpa::parse::Source::new("P-1.toml", text));
        let day = crate::harness::day("2026-11-22");
        let file = cpa::workspace::PlanFile::parse(&source, cpa::workspace::FolderContext::default(), day);
        let review = file.plan.reviews.items().last().expect("the booking");
        assert_eq!(review.r#where.value().map(String::as_str), Some(place));
        assert!(!source.text().contains('\u{200f}'), "what turns a line round is written as its number");
    }
}

#[test]
fn a_review_that_is_booked_is_cancelled_with_a_reason_only() {
    let text = plan(NEXT, &format!("{REVIEWED}{BOOKED}"));
    refuses(
        &book(&["2026-11-30"], &text),
        expect![[r#"
        error: a review is booked already, for Friday 27 November 2026 at 10am (line 29): to cancel that and book another, say why with `--because`
    "#]],
    );
    does(
        &book(&["2026-11-30", "--because", "Jo is ill"], &text),
        expect![[r#"
        +cancelled = 2026-11-22
        +because = "Jo is ill"
        +
        +[[reviews]]
        +booked = 2026-11-30
        --- Clean
        P-1: review booked for Monday 30 November 2026; cancelled: Friday 27 November 2026 at 10am
        ---
    "#]],
    );
    let inline = plan(
        &format!("{NEXT};reviews = [{{ booked = 2026-11-27 }}, {{ booked = 2027-01-08 14:00:00 }}]"),
        "",
    );
    does(
        &book(&["2026-11-30", "--because", "Jo is ill"], &inline),
        expect![[r#"
        -reviews = [{ booked = 2026-11-27 }, { booked = 2027-01-08 14:00:00 }]
        +reviews = [{ booked = 2026-11-27, cancelled = 2026-11-22, because = "Jo is ill" }, { booked = 2027-01-08 14:00:00, cancelled = 2026-11-22, because = "Jo is ill" }, { booked = 2026-11-30 }]
        --- Clean
        P-1: review booked for Monday 30 November 2026; cancelled: Friday 27 November 2026, Friday 8 January 2027 at 2pm
        ---
        that is 13 days after the review was due, on 17 November 2026: it counts as late until it is held
    "#]],
    );
    let today = text.replace("2026-11-27", "2026-11-22");
    refuses(
        &book(&["2026-11-30"], &today),
        expect![[r#"
        error: a review is booked already, for Sunday 22 November 2026 at 10am (line 29): if it was held, type `cpa review`; to cancel that and book another, say why with `--because`
    "#]],
    );
    let said = plan(NEXT, &format!("{BOOKED}because = \"Jo is ill\"\n"));
    refuses(
        &book(&["2026-11-30", "--because", "Jo is ill"], &said),
        expect![[r#"
        error: the review that is booked has a `because` already (line 29): look at it, and cancel it by hand
    "#]],
    );
    for because in ["", " ", "…", "a\nb", "\u{1b}[2J x"] {
        let ended = book(&["2026-11-30", "--because", because], &text).run();
        assert!(ended.err.starts_with("error: `--because`: this "), "{}", ended.err);
    }
    does(
        &book(&["2026-11-30", "--because", "Jo is ill"], &plan(NEXT, REVIEWED)),
        expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-30
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
        the reason is not written down: no review was booked that it could cancel
    "#]],
    );
}

#[test]
fn what_follows_from_a_booking_is_told() {
    let late = plan("next_review_due = 2026-11-11", "");
    does(
        &book(&["2026-12-07"], &late),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-12-07
        +
        --- Clean
        P-1: review booked for Monday 7 December 2026
        ---
        that is 3 weeks after the review was due, on 11 November 2026: it counts as late until it is held
    "#]],
    );
    does(
        &book(&["2026-12-06"], &plan(NEXT, "")),
        expect![[r#"
        +[[reviews]]
        +booked = 2026-12-06
        +
        --- Clean
        P-1: review booked for Sunday 6 December 2026
        ---
        that is 2 weeks after the review was due, on 17 November 2026: it counts as late until it is held
    "#]],
    );
    does(
        &book(&["2026-11-25", "--invite", "jo,declan"], &plan(NEXT, "")),
        expect![[r#"
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
    "#]],
    );
    let open = format!("{REVIEWED}[[reviews]]\nbooked = 2026-11-09 11:00:00\n");
    does(
        &book(&["2026-11-25"], &plan(NEXT, &open)),
        expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-25
        --- Clean
        P-1: review booked for Wednesday 25 November 2026
        ---
        nothing says what became of the review booked for 9 November 2026: record it with `cpa review P-1`, or add `cancelled`, with the day, and `because`
    "#]],
    );
    let open = format!("{REVIEWED}[[reviews]]\nheld = 2026-11-09\n");
    does(
        &book(&["2026-11-25"], &plan(NEXT, &open)),
        expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-25
        --- Clean
        P-1: review booked for Wednesday 25 November 2026
        ---
        the review held on 9 November 2026 has no outcome yet: `cpa review P-1 --held 2026-11-09 --outcome …` records it
    "#]],
    );
}

#[test]
fn what_cannot_be_booked_is_refused_with_the_reason() {
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
fn nothing_is_booked_in_a_plan_that_has_ended_or_cannot_be_read_whole() {
    let ended = "status = \"ended\"";
    let on = "[ended]\non = 2026-11-16\n";
    refuses(
        &book(&["2026-11-30"], &plan(ended, on)),
        expect![[r#"
        error: CPA ended on 16 November 2026: if it goes on after all, write `status = "active"` into the plan first
    "#]],
    );
    let wales = book(&["2026-11-30"], &plan(ended, "")).file("cpa.toml", "scheme = \"ctp-wales\"\n");
    refuses(
        &wales,
        expect![[r#"
            error: the person's care and treatment plan has ended: if it goes on after all, write `status = "active"` into the plan first
        "#]],
    );
    refuses(
        &book(&["2026-11-30"], &plan("stat = 1", "")),
        expect![[r#"
            error[unknown-key]: no key is called `stat`
             --> P-1.toml:3:1
              |
            3 | stat = *
              | ^^^^
              |
              = help: take it out, or see the list of keys on the README's page of the format

            error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
        "#]],
    );
    refuses(
        &book(&["2026-11-30"], &plan("started = [", "")),
        expect![[r#"
        error[syntax]: this list is not closed
         --> P-1.toml:3:11
          |
        3 | started = [
          |           ^ opened here
          |
          = help: write `]` where it ends

        error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
    "#]],
    );
    let settings = book(&["2026-11-30"], &plan(NEXT, "")).file("cpa.toml", "[reviews]\nat_most = \"long\"\n");
    refuses(
        &settings,
        expect![[r#"
        error[wrong-type]: `at_most` should be a length of time in quotes, like "6 months", found "long"
         --> cpa.toml:2:11
          |
        2 | at_most = "long"
          |           ^^^^^^
          |
          = help: write it as in `at_most = "6 months"`

        error: nothing was written: mend what stands above first; `cpa validate P-1.toml` says it again
    "#]],
    );
    let people = book(&["2026-11-30", "--invite", "mags"], &plan(NEXT, "")).file("people.toml", "[jo\n");
    refuses(
        &people,
        expect![[r#"
        error: nobody has the handle `mags`, or only in a `people.toml` that could not be read whole
    "#]],
    );
}

#[test]
fn every_byte_that_is_not_meant_stays() {
    let text = plan(NEXT, REVIEWED);
    let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    does(
        &book(&["2026-11-30", "--where", "Room 4"], &crlf),
        expect![[r#"
        +↵
        +[[reviews]]↵
        +booked = 2026-11-30↵
        +where = "Room 4"↵
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]],
    );
    let indented = plan(
        NEXT,
        "  [[ reviews ]]   # the first\n\theld = 2025-12-01\n\toutcome = \"continue\"  # said so\n\t# no more\n",
    );
    does(
        &book(&["2026-11-30", "--where", "Room 4"], &indented),
        expect![[r#"
        +
        +  [[reviews]]
        +	booked = 2026-11-30
        +	where = "Room 4"
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]],
    );
}

#[test]
fn whoever_has_left_by_then_is_neither_invited_nor_proposed() {
    let people = "[jo]\nname = \"Jo Smith\"\nuntil = 2026-11-29\n[tom]\nname = \"Tom\"\nuntil = 2026-05-29\n";
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
fn every_booking_that_would_be_cancelled_is_named_before() {
    let text = plan(NEXT, &format!("{BOOKED}\n[[reviews]]\nbooked = 2027-06-03\n"));
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
