//! Who is at work here, as far as git knows.

use std::path::Path;

use anyhow::bail;

use crate::workspace::git::Git;

/// The e-mail address by which git knows whoever works in the folder `here`.
///
/// # Errors
/// Git is not there, or knows none.
pub fn user_email(git: &Git, here: &Path) -> anyhow::Result<String> {
    // Without a default git ends as if something had failed.
    let answer = git.ask(here, ["config", "--default", "", "--get", "user.email"])?;
    let email = String::from_utf8_lossy(&answer).trim().to_owned();
    if email.is_empty() {
        bail!(
            "git does not know who you are: type `git config user.email you@example.org`, with the address that stands under \
             your handle in people.toml; or write `--coordinator` and your handle"
        );
    }
    Ok(email)
}
