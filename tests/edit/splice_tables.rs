//! New tables and comments in TOML text. The notation is that of `splice.rs`.

use expect_test::expect;

use crate::edit::splice::{allow, check_splice, push};

#[test]
fn table_is_added_after_the_last_of_its_list() {
    check_splice(
        &[push()],
        r#"
            [[reviews]]
            held = 2026-01-01

            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long
            # and hot

            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long

            # the end
            --------
            [[reviews]]
            held = 2026-01-01
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01∎
            --------
            [[reviews]]
            held = 2026-01-01 # x
            # it was long∎
            --------
            →[[ reviews ]]↵
            →→held = 2026-01-01↵
            ↵
            →→[[reviews.views]]↵
            →→view = """↵
            [[reviews]]"""↵
            ↵
            ↵
            --------
            [[reviews]]
            [[reviews]] # nothing
            --------
            [[reviews]]
            held = 2026-01-01
            [[copies]]
            to = "jo"
            [[reviews.views]]
            view = 1
            [[needs]]
        "#,
        expect![[r#"
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # of copies
            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long
            # and hot

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01
            # it was long

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            # the end
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[copies]]
            to = "jo"
            --------
            [[reviews]]
            held = 2026-01-01

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            [[reviews]]
            held = 2026-01-01 # x
            # it was long

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            →[[ reviews ]]↵
            →→held = 2026-01-01↵
            ↵
            →→[[reviews.views]]↵
            →→view = """↵
            [[reviews]]"""↵
            ↵
            →[[reviews]]↵
            →→booked = 2027-02-11 14:00:00↵
            →→invite = ["person", "jo"]↵
            ↵
            ↵
            --------
            [[reviews]]
            [[reviews]] # nothing

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------
            [[reviews]]
            held = 2026-01-01
            [[copies]]
            to = "jo"
            [[reviews.views]]
            view = 1

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]

            [[needs]]
        "#]],
    );
}

#[test]
fn first_table_of_a_list_is_added_at_the_end() {
    check_splice(
        &[push()],
        r#"
            id = 1∎
            --------
            id = 1↵
            ↵
            # the end of CPA:↵
            # [ended]↵
            ↵
            --------
            ∎
            --------


            --------
            # a
        "#,
        expect![[r#"
            id = 1

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]∎
            --------
            id = 1↵
            ↵
            # the end of CPA:↵
            # [ended]↵
            ↵
            [[reviews]]↵
            booked = 2027-02-11 14:00:00↵
            invite = ["person", "jo"]↵
            ↵
            --------
            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------


            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
            --------
            # a

            [[reviews]]
            booked = 2027-02-11 14:00:00
            invite = ["person", "jo"]
        "#]],
    );
}

#[test]
fn table_is_added_to_an_inline_list() {
    check_splice(
        &[push()],
        r#"
            reviews = []
            --------
            reviews = [ ] # none
            --------
            reviews = [ # none yet
            ]
            --------
            reviews = [# none yet
            ]
            --------
            reviews = [{ held = 2026-01-01 }] # one
            --------
            reviews = [{ held = 2026-01-01 }, ]
            --------
            reviews = [{ held = 2026-01-01 }, # first
            ]
            --------
            reviews = [↵
            →{ held = 2026-01-01 }, # first↵
            →{ held = 2026-02-01 } # second↵
            →# no more↵
            ]↵
            --------
            reviews = [
              { held = 2026-01-01 },
              { held = 2026-02-01 }, # second
            ]∎
            --------
            reviews = [
              { held = 2026-01-01 }]
            --------
            reviews = [
              { held = 2026-01-01 }
              # [,]
              ,
            ]
        "#,
        expect![[r#"
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }]
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }] # none
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] } # none yet
            ]
            --------
            reviews = [{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] } # none yet
            ]
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }] # one
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }, ]
            --------
            reviews = [{ held = 2026-01-01 }, { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }, # first
            ]
            --------
            reviews = [↵
            →{ held = 2026-01-01 }, # first↵
            →{ held = 2026-02-01 }, # second↵
            →{ booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }↵
            →# no more↵
            ]↵
            --------
            reviews = [
              { held = 2026-01-01 },
              { held = 2026-02-01 }, # second
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] },
            ]∎
            --------
            reviews = [
              { held = 2026-01-01 },
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] }]
            --------
            reviews = [
              { held = 2026-01-01 }
              # [,]
              ,
              { booked = 2027-02-11 14:00:00, invite = ["person", "jo"] },
            ]
        "#]],
    );
}

#[test]
fn allow_comment_is_written_once_and_removed() {
    let texts = r##"
        id = 1
        →"next_review_due" = 2026-05-15 # x
        [person]
        --------
        id = 1
          # cpa: allow next-review-too-late because he was abroad
        next_review_due = 2026-05-15
        [person]
        --------
          # cpa: allow next-review-too-late because he was abroad
        # cpa: allow review-overdue because y

        # agreed
        next_review_due = 2026-05-15
        --------
        next_review_due = 2026-05-15   # cpa:allow Next_Review_Too_Late, because z↵
        id = 1↵
        --------
          # cpa: allow next-review-too-late because he was abroad
        next_review_due = 2026-05-15 #cpa: allow next-review-too-late
        id = 1∎
        --------
          # cpa: allow next-review-too-late because he was abroad
        id = 1
        next_review_due = 2026-05-15∎
        --------
        # cpa: allow next-review-too-late, review-overdue because x
        next_review_due = 2026-05-15
    "##;
    check_splice(
        &[allow(Some("she asked for it"))],
        texts,
        expect![[r#"
        id = 1
        →# cpa: allow next-review-too-late because she asked for it
        →"next_review_due" = 2026-05-15 # x
        [person]
        --------
        id = 1
          # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        [person]
        --------
          # cpa: allow next-review-too-late because he was abroad
        # cpa: allow review-overdue because y

        # agreed
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        --------
        next_review_due = 2026-05-15   # cpa: allow next-review-too-late because she asked for it↵
        id = 1↵
        --------
          # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
        id = 1∎
        --------
          # cpa: allow next-review-too-late because he was abroad
        id = 1
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15∎
        --------
        # cpa: allow next-review-too-late, review-overdue because x
        # cpa: allow next-review-too-late because she asked for it
        next_review_due = 2026-05-15
    "#]],
    );
    check_splice(
        &[allow(None)],
        texts,
        expect![[r#"
        id = 1
        →"next_review_due" = 2026-05-15 # x
        [person]
        --------
        id = 1
        next_review_due = 2026-05-15
        [person]
        --------
          # cpa: allow next-review-too-late because he was abroad
        # cpa: allow review-overdue because y

        # agreed
        next_review_due = 2026-05-15
        --------
        next_review_due = 2026-05-15↵
        id = 1↵
        --------
        next_review_due = 2026-05-15
        id = 1∎
        --------
          # cpa: allow next-review-too-late because he was abroad
        id = 1
        next_review_due = 2026-05-15∎
        --------
        # cpa: allow next-review-too-late, review-overdue because x
        next_review_due = 2026-05-15
    "#]],
    );
}
