//! Many files, one loop: read on every core, handed over in order, a bounded number at a time.

use rayon::prelude::*;

use super::Found;

/// How many files are held at a time: enough to keep every core busy, few enough to keep memory flat.
const AT_A_TIME: usize = 256;

/// Does `work` on each file, on every core, and hands each result to `then`, in the order of the files.
///
/// # Errors
/// The first error of `then`, which ends the loop.
pub fn each<T: Send, E>(
    files: &[Found],
    work: impl Fn(&Found) -> T + Sync,
    mut then: impl FnMut(&Found, T) -> Result<(), E>,
) -> Result<(), E> {
    for chunk in files.chunks(AT_A_TIME) {
        let done: Vec<T> = chunk.par_iter().with_min_len(4).map(&work).collect();
        for (file, done) in chunk.iter().zip(done) {
            then(file, done)?;
        }
    }
    Ok(())
}
