//! The user's email address.

use std::path::Path;

use anyhow::bail;

use crate::workspace::git::Git;

/// Returns git's `user.email` in the folder `here`.
///
/// # Errors
/// Fails if git fails or no address is set.
pub fn user_email(git: &Git, here: &Path) -> anyhow::Result<String> {
    // Without a default, git fails if the key is not set.
    let output = git.run(here, ["config", "--default", "", "--get", "user.email"])?;
    let email = String::from_utf8_lossy(&output).trim().to_owned();
    if email.is_empty() {
        bail!(
            "git does not know who you are: type `git config user.email you@example.org`, with the address \
             that stands under your handle in people.toml; or write `--coordinator` and your handle"
        );
    }
    Ok(email)
}
