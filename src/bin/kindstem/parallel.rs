//! Work on all cores, results in the order of the items, and never many of them in memory.

use std::num::NonZero;
use std::thread;

/// Items that each core takes at a time.
const EACH: usize = 32;

/// Works on the items and hands the results over in their order.
///
/// # Errors
/// The first that `take` gives; nothing is taken after it.
pub fn in_order<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    on_cores(cores(), items, work, take)
}

/// Cores that this process may use.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The same on so many cores.
pub fn on_cores<T: Sync, R: Send, E>(
    cores: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    for batch in items.chunks(EACH * cores) {
        let work = &work;
        let results: Vec<Vec<R>> = thread::scope(|scope| {
            let share = batch.len().div_ceil(cores);
            let running: Vec<_> =
                batch.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect())).collect();
            let join =
                |t: thread::ScopedJoinHandle<'_, Vec<R>>| t.join().unwrap_or_else(|p| std::panic::resume_unwind(p));
            running.into_iter().map(join).collect()
        });
        results.into_iter().flatten().try_for_each(&mut take)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn keeps_the_order_and_stops_at_the_first_error() {
        let items: Vec<usize> = (0..1000).collect();
        let mut got = Vec::new();
        in_order(
            &items,
            |n| n * 2,
            |n| {
                got.push(n);
                Ok::<(), ()>(())
            },
        )
        .unwrap();
        assert_eq!(got, items.iter().map(|n| n * 2).collect::<Vec<_>>());
        let mut taken = 0;
        let stop = in_order(
            &items,
            |n| *n,
            |n| {
                taken += 1;
                if n == 7 { Err(n) } else { Ok(()) }
            },
        );
        assert_eq!((stop, taken), (Err(7), 8));
    }
}
