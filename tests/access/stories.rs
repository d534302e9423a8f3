//! Ten stories of who is handed a copy: what may stand on the paper, and what may not.

use cpa::cli::Exit;

use crate::harness::cpa;
use crate::render::PEOPLE;

/// A plan, with colleagues and the numbers of the service beside it.
struct Story(&'static str);

/// The copy of one reader, as words that can be read in either format.
struct Paper {
    md: String,
    html: String,
}

impl Story {
    fn copy(&self, reader: &str) -> Paper {
        let [md, html] = ["md", "html"].map(|format| {
            let ended = self.render(&["--for", reader, "--format", format]);
            assert_eq!((ended.exit, ended.err.as_str()), (Exit::Clean, ""), "{}", ended.out);
            ended.out
        });
        Paper { md, html }
    }

    /// Why a reader gets no copy.
    fn refusal(&self, reader: &str) -> String {
        let ended = self.render(&["--for", reader]);
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Found, ""), "{}", ended.err);
        ended.err
    }

    fn render(&self, args: &[&str]) -> crate::harness::Output {
        let text = format!("id = \"P-1\"\ncare_coordinator = \"jo\"\nsecond_contact = \"duty\"\n{}", self.0);
        let people =
            format!("{PEOPLE}\n[line]\nname = \"Crisis line\"\nphones = {{ day = \"01632 960111\" }}\n");
        let settings = "[copies]\nin_a_crisis = [\"line\"]\n";
        cpa(["render", "P-1.toml"])
            .args(args)
            .file("P-1.toml", text)
            .file("people.toml", people)
            .file("cpa.toml", settings)
            .run()
    }
}

impl Paper {
    #[track_caller]
    fn says(&self, all: &[&str]) -> &Self {
        for words in all {
            assert!(self.md.contains(words), "{words} is not in\n{}", self.md);
            assert!(self.html.contains(words), "{words} is not in\n{}", self.html);
        }
        self
    }

    #[track_caller]
    fn hides(&self, all: &[&str]) -> &Self {
        for words in all {
            assert!(!self.md.contains(words), "{words} is in\n{}", self.md);
            assert!(!self.html.contains(words), "{words} is in\n{}", self.html);
        }
        self
    }
}

#[test]
fn the_former_partner_who_helps_with_the_children_sees_what_she_does_and_nothing_of_him() {
    let story = Story(
        "[person]\nname = \"Owen Pritchard\"\naddress = \"14 Example Court\"\nborn = 1980-01-01\n\
         [people.del]\nname = \"Del Rees\"\nrelationship = \"former partner\"\n\
         consent = { asked = 2026-05-01, copy = [\"contacts\", \"parenting or caring relationships\"] }\n\
         [people.new]\nname = \"Marged Lewis\"\nrelationship = \"partner\"\nphones = { mobile = \"07700 900555\" }\n\
         [[needs]]\nneed = \"See the children every week\"\narea = \"parenting or caring relationships\"\n\
         [[needs.actions]]\nwhat = \"Bring the children on Saturday\"\nwho = \"del\"\n\
         [[needs]]\nneed = \"Live with Marged in a new flat\"\narea = \"accommodation\"\n\
         [[needs.actions]]\nwhat = \"View the flat in Ferry Lane\"\nwho = \"new\"\n",
    );
    story
        .copy("del")
        .says(&["See the children every week", "Bring the children on Saturday", "01632 960123"])
        .hides(&["Marged", "Ferry Lane", "07700 900555", "14 Example Court", "1980", "accommodation"]);
}

#[test]
fn the_neighbours_worry_is_for_the_team_alone_and_the_neighbour() {
    let story = Story(
        "[person]\nname = \"Owen Pritchard\"\n\
         [people.nell]\nname = \"Nell Vaughan\"\nrelationship = \"neighbour\"\nconsent = { asked = 2026-05-01, copy = [\"risks\"] }\n\
         [people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"brother\"\nconsent = { asked = 2026-05-01, copy = [\"risks\"] }\n\
         [[risks]]\nrisk = \"Shouting at night\"\ntold_by = \"nell\"\nin_confidence = true\n\
         [[risks]]\nrisk = \"Not eating\"\n",
    );
    story.copy("person").says(&["Not eating"]).hides(&["Shouting", "Who said this"]);
    story.copy("sam").says(&["Not eating"]).hides(&["Shouting"]);
    story.copy("nell").says(&["Not eating", "Shouting at night"]);
    story.copy("team").says(&["Not eating", "Shouting at night"]);
}

const THREATS: &str = "[person]\nname = \"Amina Yusuf\"\n\
    [withheld.threats]\nfrom = [\"family\"]\nground = \"the person asked\"\nbecause = \"They would quarrel\"\n\
    [people.aunt]\nname = \"Halima Yusuf\"\nrelationship = \"aunt\"\nconsent = { asked = 2026-11-15, copy = [\"risks\", \"crisis\", \"needs\"] }\n\
    [people.hostel]\nname = \"Ferry House\"\nconsent = { asked = 2026-11-15, copy = [\"risks\"] }\n\
    [[risks]]\nrisk = \"Threats on the phone\"\nwithhold = \"threats\"\n\
    [[risks.actions]]\nwhat = \"Change the number\"\nwho = \"aunt\"\n\
    [[risks]]\nrisk = \"Not eating\"\n";

#[test]
fn the_aunt_added_last_week_is_family_and_what_is_kept_from_family_is_kept_from_her() {
    let story = Story(THREATS);
    // Also her own promise, where it stands under what is withheld.
    story.copy("aunt").says(&["Not eating"]).hides(&[
        "Threats",
        "quarrel",
        "Change the number",
        "withheld",
        "Kept",
    ]);
    story.copy("hostel").says(&["Threats on the phone", "Not eating"]).hides(&["quarrel", "Kept from"]);
    story.copy("person").says(&["Threats on the phone", "Kept from", "They would quarrel"]);
}

#[test]
fn the_carer_who_keeps_promises_has_them_and_nothing_else_of_what_she_may_not_see() {
    let story = Story(
        "[person]\nname = \"Rhys Example\"\n\
         [people.nia]\nname = \"Nia Example\"\nrelationship = \"sister\"\nis = [\"carer\"]\nconsent = { asked = 2026-05-01, copy = [\"contacts\"] }\n\
         [people.bev]\nname = \"Bev Cole\"\nrelationship = \"friend\"\n\
         [[needs]]\nneed = \"My debts\"\ngoal = \"Owe nobody anything\"\n\
         [[needs.actions]]\nwhat = \"Go to the bank with Rhys\"\nwho = [\"nia\", \"bev\"]\nwhen = 2026-12-01\nhow = \"By bus\"\nwhy = \"The loan from Quick Cash\"\n\
         [[needs.actions]]\nwhat = \"Write to the court\"\nwho = \"jo\"\n",
    );
    story.copy("nia").says(&["Go to the bank with Rhys", "1 December 2026", "By bus"]).hides(&[
        "debts",
        "Owe nobody",
        "Quick Cash",
        "the court",
        "Bev",
    ]);
}

#[test]
fn the_parent_of_a_young_adult_who_said_no_gets_no_copy_and_is_told_what_anyone_may_have() {
    let story = Story(
        "[person]\nname = \"Tom Example\"\n\
         [people.mum]\nname = \"Ann Example\"\nrelationship = \"mother\"\nis = [\"nearest relative\"]\n\
         consent = { asked = 2026-10-02, asked_by = \"jo\", copy = [] }\n",
    );
    let refusal = story.refusal("mum");
    assert!(
        refusal.contains("`mum` may have no copy: the person was asked on 2 October 2026, and said no"),
        "{refusal}"
    );
    assert!(refusal.contains("cpa render --document general-sheet"), "{refusal}");
}

#[test]
fn the_daughter_about_whom_nobody_asked_gets_no_copy_and_it_is_said_how_to_ask() {
    let story = Story(
        "[person]\nname = \"Ivy Example\"\n[people.kay]\nname = \"Kay Example\"\nrelationship = \"daughter\"\n",
    );
    let refusal = story.refusal("kay");
    assert!(
        refusal.contains("nothing says what the person agreed to") && refusal.contains("P-1.toml:6:1"),
        "{refusal}"
    );
    assert!(refusal.contains("[people.kay.consent]") && refusal.contains("copy = []"), "{refusal}");
}

#[test]
fn the_gp_has_what_a_doctor_needs_and_not_who_told_what_nor_who_may_have_what() {
    let story = Story(
        "gp = \"dr\"\n[person]\nname = \"Ivy Example\"\nborn = 1950-02-03\nnhs_number = \"999 000 0018\"\n\
         lives_with = \"Her cats\"\n\
         [people.dr]\nname = \"Dr Nisha Patel\"\nphones = { surgery = \"01632 960555\" }\n\
         [people.kay]\nname = \"Kay Example\"\nrelationship = \"daughter\"\nphones = { mobile = \"07700 900222\" }\n\
         consent = { asked = 2026-10-02, copy = [], because = \"An old quarrel\" }\n\
         [health]\ndiagnoses = [\"Bipolar disorder\"]\nallergies = \"Penicillin\"\n\
         [[needs]]\nneed = \"Company on Sundays\"\n[[needs.actions]]\nwhat = \"Test her blood\"\nwho = \"dr\"\n\
         [[needs.actions]]\nwhat = \"Visit on Sunday\"\nwho = \"kay\"\n\
         [[copies]]\nto = \"kay\"\nnot_given = \"She said no\"\n",
    );
    story
        .copy("gp")
        .says(&["Bipolar disorder", "Penicillin", "3 February 1950", "999 000 0018", "Test her blood"])
        .hides(&["old quarrel", "said no", "Company on Sundays", "Visit on Sunday", "07700 900222", "cats"]);
}

#[test]
fn the_sister_who_works_in_the_team_is_a_sister_here() {
    let story = Story(
        "[person]\nname = \"Ivy Example\"\n\
         [withheld.a]\nfrom = [\"family\"]\nground = \"the person asked\"\n\
         [people.jo]\nrelationship = \"sister\"\nconsent = { asked = 2026-10-02, copy = [\"needs\"] }\n\
         [[needs]]\nneed = \"Sleep\"\n[[needs]]\nneed = \"Leave the choir\"\nwithhold = \"a\"\n",
    );
    story.copy("jo").says(&["Sleep"]).hides(&["choir"]);
    story.copy("team").says(&["choir"]);
}

#[test]
fn the_relatives_number_stands_in_a_copy_only_where_it_is_for_a_crisis() {
    let plan = |to_contact: &str| {
        format!(
            "[person]\nname = \"Ivy Example\"\n\
             [people.kay]\nname = \"Kay Example\"\nrelationship = \"daughter\"\nphones = {{ mobile = \"07700 900222\" }}\n\
             [people.sam]\nname = \"Sam Yusuf\"\nrelationship = \"friend\"\nconsent = {{ asked = 2026-10-02, copy = [\"contacts\", \"crisis\", \"needs\"] }}\n\
             [crisis]\nearly_signs = [\"I hum\"]\nwho_to_contact = [{to_contact}]\n\
             [[needs]]\nneed = \"Company\"\n[[needs.actions]]\nwhat = \"Visit\"\nwho = \"kay\"\n"
        )
    };
    let with = Story(Box::leak(plan("\"kay\", \"jo\"").into_boxed_str()));
    with.copy("sam").says(&["Kay Example", "07700 900222"]);
    let without = Story(Box::leak(plan("\"jo\"").into_boxed_str()));
    without.copy("sam").says(&["Kay Example"]).hides(&["07700 900222"]);
}

#[test]
fn the_dead_persons_family_agencies_and_gp_get_no_copy_and_the_team_still_does() {
    let story = Story(
        "gp = \"dr\"\nstatus = \"ended\"\n[person]\nname = \"Ivy Example\"\n\
         [people.dr]\nname = \"Dr Nisha Patel\"\n\
         [people.kay]\nname = \"Kay Example\"\nrelationship = \"daughter\"\nconsent = { asked = 2026-01-02, copy = [\"needs\"] }\n\
         [ended]\non = 2026-11-01\nreason = \"died\"\n",
    );
    for reader in ["person", "gp", "kay"] {
        assert!(story.refusal(reader).contains("the person died: no copy is made"), "{reader}");
    }
    story.copy("team").says(&["Ivy Example"]);
}

#[test]
fn the_handle_that_nobody_has_is_told_with_what_was_meant() {
    let story = Story(
        "[person]\nname = \"Ivy Example\"\n[people.kay]\nname = \"Kay Example\"\nrelationship = \"daughter\"\n",
    );
    let refusal = story.refusal("kya");
    assert!(
        refusal.contains("nobody has the handle `kya`") && refusal.contains("did you mean `kay`?"),
        "{refusal}"
    );
    assert!(story.refusal("gp").contains("the plan names no GP"));
}
