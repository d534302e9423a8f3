//! What can still be read from a broken file, and what its writer probably meant.

pub(crate) mod dates;
pub(crate) mod faulty_line;
pub(crate) mod headers;
pub(crate) mod hidden_values;
pub(crate) mod known_keys;
pub(crate) mod lines;
pub(crate) mod misplaced_keys;
pub(crate) mod suggest;
pub(crate) mod syntax_errors;
pub(crate) mod typed;
pub(crate) mod unterminated_string;
pub(crate) mod values;
