//! `cpa due --format email`: a message to one, or one to each care coordinator.

use anyhow::{Context, bail};

use crate::cli::Exit;
use crate::cli::due::output_args::OutputArgs;
use crate::cli::due::{DueList, World};
use crate::due::{Address, CareCoordinator, CoordinatorFilter, InsteadOf, Query};
use crate::escape::sanitize;
use crate::render::OutputFolder;

impl OutputArgs {
    /// Writes the messages. Failed: something belongs to nobody to whom a message could go.
    pub(crate) fn messages(
        &self,
        list: DueList,
        asked: &Query,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let to = self.to.as_deref().map(address).transpose()?;
        if let Some(folder) = &self.output {
            return self.to_each(list, to.as_ref(), folder, world);
        }
        let to = to.or_else(|| whose_address(asked, &list));
        let Some(to) = to else {
            bail!("nothing says to whom this message goes: add `--to` and an address");
        };
        list.write_to(&to, InsteadOf::Nobody, self.names(), world.out)?;
        Ok(Exit::Clean)
    }

    /// Writes a message to each care coordinator into a folder; what belongs to none whose address is known goes to
    /// `others`.
    fn to_each(
        &self,
        list: DueList,
        others: Option<&Address>,
        folder: &std::path::Path,
        world: &mut World<'_>,
    ) -> anyhow::Result<Exit> {
        let to = OutputFolder::new(&world.here.join(folder), folder)?;
        if !to.other_files(&[".eml"], |_| false)?.is_empty() {
            bail!(
                "`{}` holds messages of an earlier run, which would be sent again: empty it, or name another folder",
                sanitize(&folder.display().to_string())
            );
        }
        let mut files = Vec::new();
        let mut without_address = Vec::new();
        for (coordinator, list) in list.of_coordinators() {
            let own = coordinator.as_ref().and_then(own_address);
            if list.rows.is_empty() && (self.quiet || own.is_none()) {
                continue;
            }
            let mut message = Vec::new();
            let (to, instead_of) = match (own.as_ref(), others, coordinator.as_ref()) {
                (Some(own), ..) => (own, InsteadOf::Nobody),
                (None, Some(others), Some(one)) => (others, InsteadOf::Coordinator(one)),
                (None, Some(others), None) => (others, InsteadOf::EveryCoordinator),
                (None, None, _) => {
                    without_address.push(coordinator);
                    continue;
                }
            };
            list.write_to(to, instead_of, self.names(), &mut message)?;
            let text = String::from_utf8(message).context("a message is text")?;
            let name = name(coordinator.as_ref(), |name| files.iter().all(|(taken, _)| taken != name));
            files.push((name, text));
        }
        to.write(&files)?;
        if without_address.is_empty() {
            return Ok(Exit::Clean);
        }
        let whose = without_address.iter().map(|one| match one {
            Some(coordinator) if coordinator.has_left => {
                format!("`{}`, whose last day has passed", coordinator.handle)
            }
            Some(coordinator) if coordinator.address().is_none() => {
                format!("`{}`, who has no `email` in people.toml", coordinator.handle)
            }
            Some(coordinator) => {
                format!(
                    "`{}`, whose `email` is no plain address like jo@northside.example",
                    coordinator.handle
                )
            }
            None => "what has no care coordinator, or could not be told".to_owned(),
        });
        let whose = sanitize(&whose.collect::<Vec<_>>().join("; ")).into_owned();
        writeln!(
            world.err,
            "error: no message was written for {whose}: name somebody with `--to` who gets it"
        )?;
        Ok(Exit::Failed)
    }
}

fn address(typed: &str) -> anyhow::Result<Address> {
    Address::from_text(typed).with_context(|| {
        format!("`--to {}`: this is no e-mail address like jo.smith@northside.example", sanitize(typed))
    })
}

fn own_address(coordinator: &CareCoordinator) -> Option<Address> {
    coordinator.address().and_then(Address::from_text)
}

/// The address of the one whose plans were asked for.
fn whose_address(asked: &Query, list: &DueList) -> Option<Address> {
    let [whose] = asked.whose.as_slice() else { return None };
    if let CoordinatorFilter::Mail(mail) = whose {
        return Address::from_text(mail);
    }
    let mut meant = list.coordinators.iter().filter(|coordinator| whose.is(coordinator));
    let address = meant.next().and_then(own_address);
    address.filter(|_| meant.next().is_none())
}

/// The name of the file of a message, which no other one has: two lists of colleagues may have the same handle.
fn name(coordinator: Option<&CareCoordinator>, is_free: impl Fn(&str) -> bool) -> String {
    let name = match coordinator {
        None => "without-coordinator",
        Some(one) if one.has_bare_handle() => one.handle.as_str(),
        Some(_) => "coordinator",
    };
    let numbered =
        |number: usize| if number == 1 { format!("{name}.eml") } else { format!("{name}-{number}.eml") };
    (1..=usize::MAX).map(numbered).find(|name| is_free(name)).expect("there are more numbers than files")
}
