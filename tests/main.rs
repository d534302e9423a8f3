//! All tests, as one program.

#![expect(unreachable_pub, reason = "a test program has no outside")]
#![allow(clippy::needless_pass_by_value, reason = "expected texts are made where they are used")]

mod allow;
mod broken;
mod care;
mod chosen;
mod copies;
mod cpa;
mod cron;
mod doors;
mod due;
mod explain;
mod folder;
mod folder_rules;

mod in_git;
mod lists;
mod one_change;
mod readme;
mod reports;
mod rules;
mod rules_health;
mod rules_needs;
mod rules_of_words;
mod rules_people;
mod schema;
mod slips;
mod structure;
mod taken_out;
mod templates;
mod texts;
mod validate;
mod writing;
