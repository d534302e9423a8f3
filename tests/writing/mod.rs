//! `cpa book` and `cpa review`: what is written into a plan, what is refused, and that nothing else ever changes.

#![expect(clippy::too_many_lines, reason = "a test holds the whole text that it expects")]

mod splice;
