//! Which version of a plan a copy was made from, and the names of the files that copies go to.

use sha1::{Digest, Sha1};

/// The first 12 digits of the name that git gives to a file with this text (its blob), whether or not it is in git:
/// whoever holds a copy can be asked for them, and the plan as it was then be found.
pub(crate) fn version(text: &str) -> String {
    hex(&[format!("blob {}\0", text.len()).as_bytes(), text.as_bytes()], 12)
}

/// Digits that stand for one reader of one plan, and do not say who it is.
pub(crate) fn digits(plan: &str, handle: &str, count: usize) -> String {
    hex(&[plan.as_bytes(), b"\0", handle.as_bytes()], count)
}

fn hex(pieces: &[&[u8]], count: usize) -> String {
    let mut hash = Sha1::new();
    for piece in pieces {
        hash.update(piece);
    }
    let digits = hash.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_what_git_calls_the_file() {
        // printf 'id = "P-1"\n' | git hash-object --stdin
        assert_eq!(version("id = \"P-1\"\n"), "61bc28cceae5");
    }
}
