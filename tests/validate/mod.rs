//! `cpa validate`, its rules and its outputs.

pub(crate) mod explain;
pub(crate) mod no_values_leave;
pub(crate) mod output;
pub(crate) mod rule_list;
pub(crate) mod rules;
pub(crate) mod run;
pub(crate) mod select;
pub(crate) mod suppress;
