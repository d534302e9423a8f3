//! `cpa due --format email`: a message to one, or one to each care coordinator.

use anyhow::{Context, bail};

use super::super::Exit;
use super::manner::Manner;
use super::{List, World};
use crate::copies::{Saved, save};
use crate::due::{Address, Asked, CareCoordinator, Whose};
use crate::reading::harmless;

impl Manner {
    /// Writes the messages. Failed: something belongs to nobody to whom a message could go.
    pub(super) fn messages(&self, list: List, asked: &Asked, world: &mut World<'_>) -> anyhow::Result<Exit> {
        let to = self.to.as_deref().map(address).transpose()?;
        if let Some(folder) = &self.output {
            return self.to_each(list, to.as_ref(), folder, world);
        }
        let to = to.or_else(|| whose_address(asked, &list));
        let Some(to) = to else {
            bail!("nothing says to whom this message goes: add `--to` and an address");
        };
        list.write_to(&to, self.names(), world.out)?;
        Ok(Exit::Clean)
    }

    /// Writes a message to each care coordinator into a folder; what belongs to none whose address is known goes to
    /// `others`.
    fn to_each(
        &self,
        list: List,
        others: Option<&Address>,
        folder: &std::path::Path,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let to = Saved::to(&world.here.join(folder), folder)?;
        if !to.others(&[".eml"], |_| false)?.is_empty() {
            bail!(
                "`{}` holds messages of an earlier run, which would be sent again: empty it, or name another folder",
                harmless(&folder.display().to_string())
            );
        }
        let mut files = Vec::new();
        let mut without_address = Vec::new();
        for (coordinator, list) in list.of_coordinators() {
            if list.rows.is_empty() && (self.quiet || coordinator.is_none()) {
                continue;
            }
            let own = coordinator.as_ref().and_then(|one| one.email.as_deref().and_then(Address::from_text));
            let mut message = Vec::new();
            match own.as_ref().or(others) {
                Some(to) => list.write_to(to, self.names(), &mut message)?,
                None => {
                    without_address.push(coordinator);
                    continue;
                }
            }
            let text = String::from_utf8(message).context("a message is text")?;
            files.push((format!("{}.eml", name(coordinator.as_ref(), files.len())), text));
        }
        save(&to, &files)?;
        if without_address.is_empty() {
            return Ok(Exit::Clean);
        }
        let whose = without_address.iter().map(|one| match one {
            Some(coordinator) => format!("`{}`, whose address is not in people.toml", coordinator.handle),
            None => "plans of nobody, or of whom nothing could be told".to_owned(),
        });
        let whose = harmless(&whose.collect::<Vec<_>>().join("; ")).into_owned();
        writeln!(
            world.err,
            "error: no message was written for {whose}: name somebody with `--to` who gets it"
        )?;
        Ok(Exit::Failed)
    }
}

fn address(typed: &str) -> anyhow::Result<Address> {
    Address::from_text(typed).with_context(|| {
        format!("`--to {}`: this is no e-mail address like jo.smith@northside.example", harmless(typed))
    })
}

/// The address of the one whose plans were asked for.
fn whose_address(asked: &Asked, list: &List) -> Option<Address> {
    let [whose] = asked.whose.as_slice() else { return None };
    if let Whose::Mail(mail) = whose {
        return Address::from_text(mail);
    }
    let mut meant = list.coordinators.iter().filter(|coordinator| whose.is(coordinator));
    let address = meant.next().and_then(|one| one.email.as_deref()).and_then(Address::from_text);
    address.filter(|_| meant.next().is_none())
}

/// The name of the file of a message.
fn name(coordinator: Option<&CareCoordinator>, number: usize) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match coordinator {
        None => "of-nobody".to_owned(),
        Some(one) if one.handle.chars().all(is_bare) && !one.handle.is_empty() => one.handle.clone(),
        Some(_) => format!("coordinator-{number}"),
    }
}
