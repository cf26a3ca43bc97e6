//! Work on all cores, results in the order of the items, and never many of them in memory.
//!
//! Each core takes the next item when it is done with its last, so none waits for another at the end of a batch; what
//! is done out of order waits in a line of bounded length.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many items each core may be ahead of the one whose result is taken next.
const AHEAD: usize = 32;

/// Works on the items and hands the results over in their order.
///
/// # Errors
/// The first that `take` gives; nothing is taken after it.
pub fn in_order<T, R: Send, E>(
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    work: impl Fn(T) -> R + Sync,
    take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    on_cores(cores(), items, work, take)
}

/// Cores that this process may use.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// The same on so many cores.
pub fn on_cores<T, R: Send, E>(
    cores: usize,
    items: impl IntoIterator<Item = T, IntoIter: Send>,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let mut items = items.into_iter();
    if cores < 2 {
        return items.try_for_each(|item| take(work(item)));
    }
    let line = OrderedQueue::new(items, AHEAD * cores);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let _alarm = StopOnPanic(&line);
                while let Some((n, item)) = line.next() {
                    line.put(n, work(item));
                }
            });
        }
        // However this ends, the workers must not wait for room.
        let _end = StopOnDrop(&line);
        // Nothing more comes after the last one, nor where a worker panicked; the scope hands that on.
        while let Some(result) = line.take() {
            take(result)?;
        }
        Ok(())
    })
}

/// Results that wait for their turn.
struct OrderedQueue<I, R> {
    state: Mutex<State<I, R>>,
    /// The result whose turn it is may be there.
    ready: Condvar,
    /// There may be room for another item.
    room: Condvar,
    longest: usize,
}

struct State<I, R> {
    items: I,
    /// There are no more of them.
    last: bool,
    /// How many results were taken.
    taken: usize,
    /// Of the items that were begun behind those; empty while they are worked on.
    begun: VecDeque<Option<R>>,
    stopped: bool,
}

impl<I: Iterator, R> OrderedQueue<I, R> {
    fn new(items: I, longest: usize) -> Self {
        let begun = VecDeque::with_capacity(longest);
        let state = Mutex::new(State { items, last: false, taken: 0, begun, stopped: false });
        OrderedQueue { state, ready: Condvar::new(), room: Condvar::new(), longest }
    }

    /// The next item to work on, when there is room for its result; none at the end.
    fn next(&self) -> Option<(usize, I::Item)> {
        let full = |s: &mut State<I, R>| !s.stopped && s.begun.len() >= self.longest;
        let mut state = self.room.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        if state.stopped || state.last {
            return None;
        }
        let Some(item) = state.items.next() else {
            state.last = true;
            self.ready.notify_all();
            self.room.notify_all();
            return None;
        };
        state.begun.push_back(None);
        Some((state.taken + state.begun.len() - 1, item))
    }

    fn put(&self, n: usize, result: R) {
        let mut state = self.state();
        let place = n - state.taken;
        if let Some(waiting) = state.begun.get_mut(place) {
            *waiting = Some(result);
        }
        if place == 0 {
            self.ready.notify_one();
        }
    }

    /// The result whose turn it is; none where no more will come.
    fn take(&self) -> Option<R> {
        let missing = |s: &mut State<I, R>| match s.begun.front() {
            Some(first) => !s.stopped && first.is_none(),
            None => !s.stopped && !s.last,
        };
        let mut state = self.ready.wait_while(self.state(), missing).unwrap_or_else(PoisonError::into_inner);
        if state.stopped {
            return None;
        }
        let result = state.begun.pop_front().flatten()?;
        state.taken += 1;
        self.room.notify_one();
        Some(result)
    }
}

impl<I, R> OrderedQueue<I, R> {
    fn state(&self) -> MutexGuard<'_, State<I, R>> {
        // What it holds stays true where an iterator panics: the item was not begun.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stop(&self) {
        self.state().stopped = true;
        self.ready.notify_all();
        self.room.notify_all();
    }
}

/// Stops everybody when a worker panics.
struct StopOnPanic<'a, I, R>(&'a OrderedQueue<I, R>);

impl<I, R> Drop for StopOnPanic<'_, I, R> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.stop();
        }
    }
}

/// Stops the workers when nobody takes results any more.
struct StopOnDrop<'a, I, R>(&'a OrderedQueue<I, R>);

impl<I, R> Drop for StopOnDrop<'_, I, R> {
    fn drop(&mut self) {
        self.0.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
    use std::time::{Duration, Instant};

    #[test]
    fn keeps_the_order_and_stops_at_the_first_error() {
        for cores in [1, 2, 5] {
            let items: Vec<usize> = (0..1000).collect();
            let mut got = Vec::new();
            let take = |n| {
                got.push(n);
                Ok::<(), ()>(())
            };
            on_cores(cores, &items, |n| n * 2, take).unwrap();
            assert_eq!(got, items.iter().map(|n| n * 2).collect::<Vec<_>>());
            let mut taken = 0;
            let stop = |n| {
                taken += 1;
                if n == 7 { Err(n) } else { Ok(()) }
            };
            assert_eq!(on_cores(cores, &items, |n| *n, stop), Err(7));
            assert_eq!(taken, 8);
        }
        assert_eq!(on_cores(2, 0..0, |n: u8| n, |_| Err(())), Ok(()));
    }

    #[test]
    fn one_slow_item_holds_up_neither_the_others_nor_the_memory() {
        let (cores, done) = (2, AtomicUsize::new(0));
        let longest = AHEAD * cores;
        let items: Vec<usize> = (0..1000).collect();
        let work = |n: &usize| {
            // The first waits until the others have filled the line, and then whether they go on all the same.
            let begin = Instant::now();
            while *n == 0 && done.load(SeqCst) < longest - 1 && begin.elapsed() < Duration::from_secs(20) {
                thread::yield_now();
            }
            if *n == 0 {
                thread::sleep(Duration::from_millis(50));
                assert_eq!(done.load(SeqCst), longest - 1);
            }
            done.fetch_add(1, SeqCst);
        };
        on_cores(cores, &items, work, |()| Ok::<(), ()>(())).unwrap();
        assert_eq!(done.load(SeqCst), items.len());
    }

    #[test]
    fn a_panic_comes_through_and_nobody_waits_for_ever() {
        let items: Vec<usize> = (0..1000).collect();
        let worker = || on_cores(2, &items, |n| assert_ne!(*n, 500), |()| Ok::<(), ()>(()));
        assert!(std::panic::catch_unwind(worker).is_err());
        let five = |n| if n == 5 { panic!("five") } else { Ok::<(), ()>(()) };
        let cells = || on_cores(2, &items, |n| *n, five);
        assert!(std::panic::catch_unwind(cells).is_err());
    }
}
