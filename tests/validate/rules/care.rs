//! What the rules of reviews, consent and the law say beyond the examples on their pages.

use expect_test::Expect;

use crate::harness::{Command, cpa};

pub(crate) const COMPLETE: &str = include_str!("../../cases/complete/CP-0001.toml");
pub(crate) const PEOPLE: &str = include_str!("../../cases/complete/people.toml");
pub(crate) const SETTINGS: &str = include_str!("../../cases/complete/cpa.toml");

/// The rules that these tests are about: those of other groups have tests of their own.
pub(crate) const GROUPS: &str = "reviews,consent,legal";

/// The complete plan with changes, beside its colleagues and settings.
pub(crate) struct Changed {
    pub(crate) plan: String,
    pub(crate) settings: String,
    pub(crate) as_at: &'static str,
}

/// The complete plan with the first `from` of each pair replaced by its `to`.
#[track_caller]
pub(crate) fn with(changes: &[(&str, &str)]) -> Changed {
    let mut plan = COMPLETE.to_owned();
    for (from, to) in changes {
        assert!(plan.contains(from), "the complete plan holds {from}");
        plan = plan.replacen(from, to, 1);
    }
    Changed { plan, settings: SETTINGS.to_owned(), as_at: "2026-11-22" }
}

impl Changed {
    /// With more lines at the end.
    pub(crate) fn and(mut self, lines: &str) -> Self {
        self.plan += lines;
        self
    }

    /// Under these settings.
    pub(crate) fn under(mut self, settings: &str) -> Self {
        settings.clone_into(&mut self.settings);
        self
    }

    /// On another day.
    pub(crate) fn on(mut self, day: &'static str) -> Self {
        self.as_at = day;
        self
    }

    pub(crate) fn command<const N: usize>(&self, args: [&str; N]) -> Command {
        cpa(args)
            .file("people.toml", PEOPLE)
            .file("cpa.toml", &self.settings)
            .file("CP-0001.toml", &self.plan)
            .as_at(self.as_at)
    }

    /// What is said, one line each: the severity, the rule, the message.
    #[track_caller]
    pub(crate) fn says(&self, expected: Expect) {
        let out = self.command(["validate", "--select", GROUPS, "--format", "concise"]).run().out;
        let lines =
            out.lines().map(|line| line.splitn(4, ':').nth(3).unwrap_or(line).trim().to_owned() + "\n");
        expected.assert_eq(&lines.collect::<String>());
    }

    /// Asserts that there is no finding.
    #[track_caller]
    pub(crate) fn is_fine(&self) {
        assert_eq!(self.command(["validate", "--select", GROUPS, "--format", "concise"]).run().out, "");
    }

    /// The whole text of what is said.
    #[track_caller]
    pub(crate) fn explains(&self, expected: Expect) {
        expected.assert_eq(&self.command(["validate", "--select", GROUPS]).run().out);
    }
}
