//! Who is at work here, as far as git knows.

use std::path::Path;

use anyhow::bail;

use super::Git;

/// The e-mail address by which git knows whoever works in the folder `here`.
///
/// # Errors
/// Git is not there, or knows none.
pub fn user_email(git: &Git, here: &Path) -> anyhow::Result<String> {
    let answer = git.ask(here, ["config", "--get", "user.email"]);
    let email = match answer {
        Ok(answer) => String::from_utf8_lossy(&answer).trim().to_owned(),
        Err(error) if format!("{error:#}").contains("it says nothing") => String::new(),
        Err(error) => return Err(error),
    };
    if email.is_empty() {
        bail!(
            "git does not know who you are: type `git config user.email you@example.org`, with the address that stands under \
             your handle in people.toml; or write `--coordinator` and your handle"
        );
    }
    Ok(email)
}
