//! Many files, one loop: read on every core, handed over in order, a bounded number at a time.

use std::sync::mpsc::sync_channel;

use rayon::prelude::*;

use crate::workspace::FoundFile;

/// How many files are held at a time for each core: enough to keep it busy, few enough to keep memory flat. What is
/// held is memory that the system has to give and to clear.
const AT_A_TIME: usize = 32;

/// Does `work` on each file, on every core, and hands each result to `then`, in the order of the files. While some are
/// handed over, the next are worked on.
///
/// # Errors
/// The first error of `then`, which ends the loop.
pub fn each<T: Send, E>(
    files: &[FoundFile],
    work: impl Fn(&FoundFile) -> T + Sync,
    mut then: impl FnMut(&FoundFile, T) -> Result<(), E>,
) -> Result<(), E> {
    std::thread::scope(|scope| {
        let (hand_over, take) = sync_channel(1);
        let work = &work;
        scope.spawn(move || {
            for chunk in files.chunks(AT_A_TIME * rayon::current_num_threads().max(2)) {
                let done: Vec<T> = chunk.par_iter().with_min_len(4).map(work).collect();
                // Nobody takes any more once `then` has failed.
                if hand_over.send((chunk, done)).is_err() {
                    return;
                }
            }
        });
        for (chunk, done) in take {
            for (file, done) in chunk.iter().zip(done) {
                then(file, done)?;
            }
        }
        Ok(())
    })
}
