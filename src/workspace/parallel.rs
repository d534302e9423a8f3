//! Works on many files in parallel and hands over the results in order, with bounded memory.

use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use crate::workspace::FoundFile;

/// The number of files for each core that are in memory at a time.
const FILES_PER_CORE: usize = 32;

/// Runs `work` on each file on all cores, and passes each result to `then` in the order of the files.
///
/// # Errors
/// Returns the first error of `then`, which stops the loop.
pub fn for_each_file<T: Send, E>(
    files: &[FoundFile],
    work: impl Fn(&FoundFile) -> T + Sync,
    mut then: impl FnMut(&FoundFile, T) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(1);
        let work = &work;
        scope.spawn(move || {
            for chunk in files.chunks(FILES_PER_CORE * rayon::current_num_threads().max(2)) {
                let results: Vec<T> = chunk.par_iter().with_min_len(4).map(work).collect();
                // Sending fails once `then` has failed.
                if sender.send((chunk, results)).is_err() {
                    return;
                }
            }
        });
        for (chunk, results) in receiver {
            for (file, result) in chunk.iter().zip(results) {
                then(file, result)?;
            }
        }
        Ok(())
    })
}
