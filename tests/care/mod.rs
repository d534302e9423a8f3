//! What the rules of reviews, consent and the law say beyond the examples on their pages.

mod consent;
mod legal;
mod reviews;

use expect_test::Expect;

use crate::cpa::{Command, cpa};

const COMPLETE: &str = include_str!("../cases/complete/CP-0001.toml");
const PEOPLE: &str = include_str!("../cases/complete/people.toml");
const SETTINGS: &str = include_str!("../cases/complete/cpa.toml");

/// The rules that these tests are about: those of other groups have tests of their own.
const GROUPS: &str = "reviews,consent,legal";

/// The complete plan with changes, beside its colleagues and settings.
struct Changed {
    plan: String,
    settings: String,
    as_at: &'static str,
}

/// The complete plan with the first `from` of each pair replaced by its `to`.
#[track_caller]
fn with(changes: &[(&str, &str)]) -> Changed {
    let mut plan = COMPLETE.to_owned();
    for (from, to) in changes {
        assert!(plan.contains(from), "the complete plan holds {from}");
        plan = plan.replacen(from, to, 1);
    }
    Changed { plan, settings: SETTINGS.to_owned(), as_at: "2026-11-22" }
}

impl Changed {
    /// With more lines at the end.
    fn and(mut self, lines: &str) -> Self {
        self.plan += lines;
        self
    }

    /// Under these settings.
    fn under(mut self, settings: &str) -> Self {
        settings.clone_into(&mut self.settings);
        self
    }

    /// On another day.
    fn on(mut self, day: &'static str) -> Self {
        self.as_at = day;
        self
    }

    fn command<const N: usize>(&self, args: [&str; N]) -> Command {
        cpa(args)
            .file("people.toml", PEOPLE)
            .file("cpa.toml", &self.settings)
            .file("CP-0001.toml", &self.plan)
            .as_at(self.as_at)
    }

    /// What is said, one line each: the severity, the rule, the message.
    #[track_caller]
    fn says(&self, expected: Expect) {
        let out = self.command(["validate", "--select", GROUPS, "--format", "concise"]).run().out;
        let lines =
            out.lines().map(|line| line.splitn(4, ':').nth(3).unwrap_or(line).trim().to_owned() + "\n");
        expected.assert_eq(&lines.collect::<String>());
    }

    /// Nothing is said.
    #[track_caller]
    fn is_fine(&self) {
        assert_eq!(self.command(["validate", "--select", GROUPS, "--format", "concise"]).run().out, "");
    }

    /// The whole text of what is said.
    #[track_caller]
    fn explains(&self, expected: Expect) {
        expected.assert_eq(&self.command(["validate", "--select", GROUPS]).run().out);
    }
}
