//! Stories of people who are given a copy: what it can say, and what it cannot.

use cpa::cli::Exit;

use crate::harness::{Output, cpa};
use crate::render::PEOPLE;

/// A plan with a list of colleagues and the contacts of the service.
struct Story(&'static str);

/// The copy of one reader in both formats.
struct Copy {
    md: String,
    html: String,
}

impl Story {
    #[track_caller]
    fn copy(&self, reader: &str) -> Copy {
        let [md, html] = ["md", "html"].map(|format| {
            let output = self.render(&["--for", reader, "--format", format]);
            assert_eq!((output.exit, output.err.as_str()), (Exit::Clean, ""), "{}", output.out);
            output.out
        });
        Copy { md, html }
    }

    /// Checks that a reader gets no copy, and that the reason contains `all`.
    #[track_caller]
    fn refuses(&self, reader: &str, all: &[&str]) {
        let output = self.render(&["--for", reader]);
        assert_eq!((output.exit, output.out.as_str()), (Exit::Found, ""), "{}", output.err);
        for words in all {
            assert!(output.err.contains(words), "{words} is not in\n{}", output.err);
        }
    }

    fn render(&self, args: &[&str]) -> Output {
        let plan = format!("id = \"P-1\"\ncare_coordinator = \"jo\"\nsecond_contact = \"duty\"{}", self.0);
        let line = r#"line = { name = "Crisis line", phones = { day = "01632 960111" } }"#;
        cpa(["render", "P-1.toml"])
            .args(args)
            .file("P-1.toml", plan)
            .file("people.toml", format!("{line}\n{PEOPLE}"))
            .file("cpa.toml", r#"copies = { in_a_crisis = ["line"] }"#)
            .run()
    }
}

impl Copy {
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
fn former_partner_sees_her_area_and_her_actions() {
    let story = Story(
        r#"
person = { name = "Owen Pritchard", address = "14 Example Court", born = 1980-01-01 }
people.new = { name = "Marged Lewis", relationship = "partner", phones = { mobile = "07700 900555" } }
[people.del]
name = "Del Rees"
relationship = "former partner"
consent = { asked = 2026-05-01, copy = ["contacts", "parenting or caring relationships"] }
[[needs]]
need = "See the children every week"
area = "parenting or caring relationships"
actions = [{ what = "Bring the children on Saturday", who = "del" }]
[[needs]]
need = "Live with Marged in a new flat"
area = "accommodation"
actions = [{ what = "View the flat in Ferry Lane", who = "new" }]
"#,
    );
    story
        .copy("del")
        .says(&["See the children every week", "Bring the children on Saturday", "01632 960123"])
        .hides(&["Marged", "Ferry Lane", "07700 900555", "14 Example Court", "1980", "accommodation"]);
}

#[test]
fn neighbours_worry_is_for_the_team_and_the_neighbour() {
    let story = Story(
        r#"
person = { name = "Owen Pritchard" }
people.nell = { name = "Nell Vaughan", relationship = "neighbour", consent = { asked = 2026-05-01, copy = ["risks"] } }
people.sam = { name = "Sam Yusuf", relationship = "brother", consent = { asked = 2026-05-01, copy = ["risks"] } }
risks = [{ risk = "Shouting at night", told_by = "nell", in_confidence = true }, { risk = "Not eating" }]
"#,
    );
    story.copy("person").says(&["Not eating"]).hides(&["Shouting", "Who said this"]);
    story.copy("sam").says(&["Not eating"]).hides(&["Shouting"]);
    story.copy("nell").says(&["Not eating", "Shouting at night"]);
    story.copy("team").says(&["Not eating", "Shouting at night"]);
}

#[test]
fn withheld_from_family_includes_a_new_relative() {
    let story = Story(
        r#"
person = { name = "Amina Yusuf" }
withheld.threats = { from = ["family"], ground = "the person asked", because = "They would quarrel" }
people.hostel = { name = "Ferry House", consent = { asked = 2026-11-15, copy = ["risks"] } }
[people.aunt]
name = "Halima Yusuf"
relationship = "aunt"
consent = { asked = 2026-11-15, copy = ["risks", "crisis", "needs"] }
[[risks]]
risk = "Threats on the phone"
withhold = "threats"
actions = [{ what = "Change the number", who = "aunt" }]
[[risks]]
risk = "Not eating"
"#,
    );
    // Her own action too, because it is part of what is withheld.
    let secrets = ["Threats", "quarrel", "Change the number", "withheld", "Kept"];
    story.copy("aunt").says(&["Not eating"]).hides(&secrets);
    story.copy("hostel").says(&["Threats on the phone", "Not eating"]).hides(&["quarrel", "Kept from"]);
    story.copy("person").says(&["Threats on the phone", "Kept from", "They would quarrel"]);
}

#[test]
fn carer_sees_only_her_actions_of_a_need() {
    let story = Story(
        r#"
person = { name = "Rhys Example" }
people.bev = { name = "Bev Cole", relationship = "friend" }
[people.nia]
name = "Nia Example"
relationship = "sister"
is = ["carer"]
consent = { asked = 2026-05-01, copy = ["contacts"] }
[[needs]]
need = "My debts"
goal = "Owe nobody anything"
[[needs.actions]]
what = "Go to the bank with Rhys"
who = ["nia", "bev"]
when = 2026-12-01
how = "By bus"
why = "The loan from Quick Cash"
[[needs.actions]]
what = "Write to the court"
who = "jo"
"#,
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
fn refused_parent_can_have_the_general_sheet() {
    let story = Story(
        r#"
person = { name = "Tom Example" }
[people.mum]
name = "Ann Example"
relationship = "mother"
is = ["nearest relative"]
consent = { asked = 2026-10-02, asked_by = "jo", copy = [] }
"#,
    );
    let refused = "`mum` may have no copy: the person was asked on 2 October 2026, and said no";
    story.refuses("mum", &[refused, "cpa render --document general-sheet"]);
}

#[test]
fn refusal_without_consent_shows_what_to_record() {
    let story = Story(
        r#"
[person]
name = "Ivy Example"
[people.kay]
name = "Kay Example"
relationship = "daughter"
"#,
    );
    let missing = "nothing says what the person agreed to";
    story.refuses("kay", &[missing, "P-1.toml:6:1", "[people.kay.consent]", "copy = []"]);
    story.refuses("kya", &["nobody has the handle `kya`", "did you mean `kay`?"]);
    story.refuses("gp", &["the plan names no GP"]);
}

#[test]
fn gp_sees_health_but_not_consents_and_informants() {
    let story = Story(
        r#"
gp = "dr"
health = { diagnoses = ["Bipolar disorder"], allergies = "Penicillin" }
copies = [{ to = "kay", not_given = "She said no" }]
people.dr = { name = "Dr Nisha Patel", phones = { surgery = "01632 960555" } }
[person]
name = "Ivy Example"
born = 1950-02-03
nhs_number = "999 000 0018"
lives_with = "Her cats"
[people.kay]
name = "Kay Example"
relationship = "daughter"
phones = { mobile = "07700 900222" }
consent = { asked = 2026-10-02, copy = [], because = "An old quarrel" }
[[needs]]
need = "Company on Sundays"
actions = [{ what = "Test her blood", who = "dr" }, { what = "Visit on Sunday", who = "kay" }]
"#,
    );
    story
        .copy("gp")
        .says(&["Bipolar disorder", "Penicillin", "3 February 1950", "999 000 0018", "Test her blood"])
        .hides(&["old quarrel", "said no", "Company on Sundays", "Visit on Sunday", "07700 900222", "cats"]);
}

#[test]
fn sister_who_works_in_the_team_is_family() {
    let story = Story(
        r#"
person = { name = "Ivy Example" }
withheld.a = { from = ["family"], ground = "the person asked" }
people.jo = { relationship = "sister", consent = { asked = 2026-10-02, copy = ["needs"] } }
needs = [{ need = "Sleep" }, { need = "Leave the choir", withhold = "a" }]
"#,
    );
    story.copy("jo").says(&["Sleep"]).hides(&["choir"]);
    story.copy("team").says(&["choir"]);
}

/// Sam's copy has Kay's number only if `who_to_contact` names her.
const KAY: &str = r#"
person = { name = "Ivy Example" }
crisis = { early_signs = ["I hum"], who_to_contact = ["kay", "jo"] }
people.kay = { name = "Kay Example", relationship = "daughter", phones = { mobile = "07700 900222" } }
needs = [{ need = "Company", actions = [{ what = "Visit", who = "kay" }] }]
[people.sam]
name = "Sam Yusuf"
relationship = "friend"
consent = { asked = 2026-10-02, copy = ["contacts", "crisis", "needs"] }
"#;

#[test]
fn relatives_number_is_shown_only_for_a_crisis() {
    Story(KAY).copy("sam").says(&["Kay Example", "07700 900222"]);
    let without = KAY.replace(r#"["kay", "jo"]"#, r#"["jo"]"#);
    Story(without.leak()).copy("sam").says(&["Kay Example"]).hides(&["07700 900222"]);
}

#[test]
fn only_the_team_has_copies_after_a_death() {
    let story = Story(
        r#"
gp = "dr"
status = "ended"
person = { name = "Ivy Example" }
ended = { on = 2026-11-01, reason = "died" }
people.dr = { name = "Dr Nisha Patel" }
people.kay = { name = "Kay Example", relationship = "daughter", consent = { asked = 2026-01-02, copy = ["needs"] } }
"#,
    );
    for reader in ["person", "gp", "kay"] {
        story.refuses(reader, &["error[no-copy]: the person died: no copy is made"]);
    }
    story.copy("team").says(&["Ivy Example"]);
}
