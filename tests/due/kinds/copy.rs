//! Copies that are owed.

use expect_test::expect;

use crate::due::kinds::cases;

#[test]
fn a_later_change_gives_no_more_time() {
    cases(
        "copy",
        r#"[intervals]; copies = "2 weeks""#,
        r#"
            the review @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
            and a change @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[changes]]; made = 2026-05-20; change = "c"
            and another, days ago @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[changes]]; made = 2026-05-20; change = "c"
                [[changes]]; made = 2026-11-15; change = "c"
            a copy in between settles what was before it @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[changes]]; made = 2026-05-20; change = "c"
                [[changes]]; made = 2026-11-15; change = "c"
                [[copies]]; to = "person"; given = 2026-05-20
            who never had one is owed it from the day that the person agreed @ 2026-11-22
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-06-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-05-01; outcome = "continue"
            who had one is owed the next, whenever the person was asked again @ 2026-11-22
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-06-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[copies]]; to = "sam"; given = 2026-04-01
            a review that family may not know of owes them nothing @ 2026-11-22
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [withheld.w]; from = ["family"]; ground = "the person asked"
                [[reviews]]; held = 2026-05-01; outcome = "continue"; withhold = "w"
            not given, without a day @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[copies]]; to = "person"; not_given = "in hospital"
            not given, as decided then @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[copies]]; to = "person"; not_given = "in hospital"; decided = 2026-05-02
            decided before the review @ 2026-11-22
                [[reviews]]; held = 2026-05-01; outcome = "continue"
                [[copies]]; to = "person"; not_given = "in hospital"; decided = 2026-04-30
        "#,
        &expect![[r#"
            the review
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            and a change
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            and another, days ago
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
            a copy in between settles what was before it
              2026-11-22  due-soon 2026-11-29 -7 person: 2 weeks after the plan was changed on 15 Nov 2026
            who never had one is owed it from the day that the person agreed
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                          overdue 2026-06-15 160 sam: 2 weeks after the person agreed on 1 Jun 2026
            who had one is owed the next, whenever the person was asked again
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                          overdue 2026-05-15 191 sam: 2 weeks after the review on 1 May 2026
            a review that family may not know of owes them nothing
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
                          no-date - - sam: nothing says that they were given one
            not given, without a day
              2026-11-22  no-date - - person: it was not given, and nothing says on which day that was `decided`
            not given, as decided then
              2026-11-22  nothing
            decided before the review
              2026-11-22  overdue 2026-05-15 191 person: 2 weeks after the review on 1 May 2026
        "#]],
    );
}

#[test]
fn is_owed_after_each_review_and_change() {
    cases(
        "copy",
        r#"[intervals]; copies = "2 weeks""#,
        r#"
            Wales 2011 regulation 8, NICE QS14: after each review, the person and whoever may have one @ 2026-10-15 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
            given at the meeting, before the outcome was recorded @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
            the one before is an old one @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-09-30
                [[copies]]; to = "sam"; given = 2026-09-30
            declined, or not given and why @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; declined = 2026-10-02
                [[copies]]; to = "sam"; not_given = "no address"
            declined long ago: asked again @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; declined = 2025-10-02
                [[copies]]; to = "sam"; given = 2026-10-02
            after a change to the crisis plan @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
                [[changes]]; made = 2026-11-01; change = "c"; parts = ["crisis"]
            after one to contacts: not whoever has only the crisis plan @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
                [[changes]]; made = 2026-11-01; change = "c"; parts = ["contacts"]
            after one to something else: nobody @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
                [[changes]]; made = 2026-11-01; change = "c"; parts = ["risks"]
            after one of which nobody said what it was @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
                [[changes]]; made = 2026-11-01; change = "c"
            after one that family may not know of @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
                [[copies]]; to = "sam"; given = 2026-10-01
                [[changes]]; made = 2026-11-01; change = "c"; withhold = "w"
                [withheld.w]; from = ["family"]; ground = "the person asked"
            to whom the person said no @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = [] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
            a draft is handed to nobody @ 2026-10-16
                status = "draft"
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
            no review and no change yet @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
            whom a copy went to cannot be read @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = 3; given = 2026-10-02
            a review that cannot be read @ 2026-10-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; outcome = "go"
            the GP @ 2026-10-16
                gp = "dr"
                [people.dr]; name = "Dr D"; role = "GP"
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
                [[copies]]; to = "person"; given = 2026-10-01
        "#,
        &expect![[r#"
            Wales 2011 regulation 8, NICE QS14: after each review, the person and whoever may have one
              2026-10-15  due-today 2026-10-15 0 person: 2 weeks after the review on 1 Oct 2026
                          due-today 2026-10-15 0 sam: 2 weeks after the review on 1 Oct 2026
              2026-10-16  overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
                          overdue 2026-10-15 1 sam: 2 weeks after the review on 1 Oct 2026
            given at the meeting, before the outcome was recorded
              2026-10-16  nothing
            the one before is an old one
              2026-10-16  overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
                          overdue 2026-10-15 1 sam: 2 weeks after the review on 1 Oct 2026
            declined, or not given and why
              2026-10-16  no-date - - sam: it was not given, and nothing says on which day that was `decided`
            declined long ago: asked again
              2026-10-16  overdue 2026-10-15 1 person: 2 weeks after the review on 1 Oct 2026
            after a change to the crisis plan
              2026-11-16  overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
                          overdue 2026-11-15 1 sam: 2 weeks after the plan was changed on 1 Nov 2026
            after one to contacts: not whoever has only the crisis plan
              2026-11-16  overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
            after one to something else: nobody
              2026-11-16  nothing
            after one of which nobody said what it was
              2026-11-16  overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
                          overdue 2026-11-15 1 sam: 2 weeks after the plan was changed on 1 Nov 2026
            after one that family may not know of
              2026-11-16  overdue 2026-11-15 1 person: 2 weeks after the plan was changed on 1 Nov 2026
            to whom the person said no
              2026-10-16  nothing
            a draft is handed to nobody
              2026-10-16  nothing
            no review and no change yet
              2026-10-16  no-date - - person: nothing says that they were given one
                          no-date - - sam: nothing says that they were given one
            whom a copy went to cannot be read
              2026-10-16  unreadable - - -: `to` could not be read (line 16)
                          plans/P-1.toml:16:6: `to` should be a handle in quotes, like "jo", found a number
            a review that cannot be read
              2026-10-16  unreadable - - -: `outcome` could not be read (line 13)
                          plans/P-1.toml:13:11: `outcome` cannot be "…"
            the GP
              2026-10-16  overdue 2026-10-15 1 dr: 2 weeks after the review on 1 Oct 2026
        "#]],
    );
}

#[test]
fn is_off_without_an_interval() {
    cases(
        "copy",
        "",
        r#"
            off @ 2026-11-16
                [people.sam]; name = "Sam"; relationship = "brother"; consent = { asked = 2026-01-01, copy = ["crisis"] }
                [[reviews]]; held = 2026-10-01; recorded = 2026-10-05; outcome = "continue"
        "#,
        &expect![[r#"
            off
              2026-11-16  nothing
        "#]],
    );
}
