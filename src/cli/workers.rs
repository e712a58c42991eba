//! Several drafts at a time, each on a thread; what comes out is in the order of what goes in.

use std::collections::VecDeque;
use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// So many items a thread are taken before the first of them has come out at the other end. A long one
/// holds the others up no sooner, and no more is ever in memory.
const AHEAD: usize = 4;

/// Takes items one after the other, does `work` on them with so many threads, and hands the results on in
/// the order of the items, each as soon as it and all before it are there. No more than a few items are
/// in memory at a time. `done` runs on this thread, and its first error ends all. One thread is this one.
pub(super) fn in_order<T, R: Send, E>(
    jobs: NonZero<usize>,
    mut next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    if jobs.get() < 2 {
        while let Some(item) = next() {
            done(work(item))?;
        }
        return Ok(());
    }
    let (tickets, taken) = mpsc::sync_channel(jobs.get() * AHEAD);
    let source = Mutex::new(Source { next, tickets: taken, count: 0, ended: false });
    thread::scope(|scope| {
        // Dropped when this closure ends, however it ends: then nobody waits for a ticket any more.
        let tickets: SyncSender<()> = tickets;
        for _ in 0..jobs.get() * AHEAD {
            let _ = tickets.send(());
        }
        let (send, receive) = mpsc::channel();
        for _ in 0..jobs.get() {
            let (send, source, work) = (send.clone(), &source, &work);
            scope.spawn(move || {
                while let Some((n, item)) = take(source) {
                    let result = panic::catch_unwind(AssertUnwindSafe(|| work(item)));
                    if send.send((n, result)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut waiting = VecDeque::new();
        let mut first = 0;
        for (n, result) in receive {
            // A panic ends the run here too, and not only on its own thread.
            let result = result.unwrap_or_else(|panic| panic::resume_unwind(panic));
            let at: usize = n - first;
            if waiting.len() <= at {
                waiting.resize_with(at + 1, || None);
            }
            waiting[at] = Some(result);
            while let Some(result) = waiting.front_mut().and_then(Option::take) {
                waiting.pop_front();
                first += 1;
                done(result)?;
                let _ = tickets.send(());
            }
        }
        Ok(())
    })
}

/// Where items come from.
struct Source<N> {
    next: N,
    /// One for each item that may be taken.
    tickets: Receiver<()>,
    count: usize,
    ended: bool,
}

/// The next item that nobody has taken, and its number, so that a long one holds up no other thread.
/// Nothing at the end, or when the other side has ended.
fn take<T, N: FnMut() -> Option<T>>(source: &Mutex<Source<N>>) -> Option<(usize, T)> {
    let mut source = source.lock().unwrap_or_else(PoisonError::into_inner);
    if source.ended || source.tickets.recv().is_err() {
        return None;
    }
    let Some(item) = (source.next)() else {
        source.ended = true;
        return None;
    };
    source.count += 1;
    Some((source.count - 1, item))
}

/// As many threads as the machine can run at a time.
pub(super) fn available() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn slow(n: usize) -> usize {
        if n.is_multiple_of(7) {
            thread::sleep(Duration::from_micros(300));
        }
        n * n
    }

    /// What comes out with so many threads, until `done` says no.
    fn run(jobs: usize, count: usize, last: usize) -> (Vec<usize>, Result<(), usize>) {
        let mut items = 0..count;
        let mut out = Vec::new();
        let told = in_order(
            NonZero::new(jobs).unwrap(),
            || items.next(),
            slow,
            |result| {
                out.push(result);
                if out.len() > last { Err(out.len()) } else { Ok(()) }
            },
        );
        (out, told)
    }

    #[test]
    fn the_order_is_that_of_the_items_for_any_number_of_threads() {
        let expected: Vec<usize> = (0..100).map(|n| n * n).collect();
        for jobs in [1, 2, 3, 200] {
            assert_eq!(run(jobs, 100, 100), (expected.clone(), Ok(())), "{jobs}");
        }
        assert_eq!(run(2, 0, 1), (Vec::new(), Ok(())));
    }

    #[test]
    fn an_error_ends_all_though_there_is_no_end_of_items() {
        for jobs in [1, 4] {
            let (out, told) = run(jobs, usize::MAX, 9);
            assert_eq!((out.len(), told), (10, Err(10)), "{jobs}");
        }
    }

    #[test]
    fn only_a_few_items_are_in_memory() {
        for jobs in [1, 4] {
            let (taken, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let mut items = 0..300;
            let next = || {
                let item = items.next()?;
                most.fetch_max(taken.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                Some(item)
            };
            let done = |_| -> Result<(), ()> {
                taken.fetch_sub(1, Ordering::SeqCst);
                Ok(())
            };
            assert_eq!(in_order(NonZero::new(jobs).unwrap(), next, slow, done), Ok(()));
            assert!(most.load(Ordering::SeqCst) <= jobs * AHEAD + 1, "{most:?} of {jobs}");
        }
    }

    #[test]
    #[should_panic(expected = "planted")]
    fn a_panic_on_a_thread_is_a_panic_here() {
        let mut items = 0..1000;
        let work = |n: usize| assert_ne!(n, 5, "planted");
        let _ = in_order(NonZero::new(3).unwrap(), || items.next(), work, |()| Ok::<(), ()>(()));
    }
}
