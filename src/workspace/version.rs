//! The version of a plan, which its copies name.

use sha1::{Digest, Sha1};

use crate::workspace::PlanFile;

impl PlanFile {
    /// Returns the version of the plan: the first 12 digits of the name that git gives to its file, whether or not the file
    /// is in git. So the plan of a copy can be found.
    pub(crate) fn version(&self) -> String {
        version(self.source.text())
    }
}

fn version(text: &str) -> String {
    sha1_digits(&[format!("blob {}\0", text.len()).as_bytes(), text.as_bytes()], 12)
}

/// Returns the first `count` digits of the SHA-1 of some bytes.
pub(crate) fn sha1_digits(pieces: &[&[u8]], count: usize) -> String {
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
