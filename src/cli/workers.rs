//! Several drafts at a time, each on a thread; what comes out is in the order of what goes in.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Does `work` on all items with so many threads, and calls `done` after each. One thread is this one.
pub(super) fn each<T: Sync, R: Send>(
    items: &[T],
    jobs: NonZero<usize>,
    work: impl Fn(&T) -> R + Sync,
    mut done: impl FnMut(),
) -> Vec<R> {
    let threads = jobs.get().min(items.len());
    if threads < 2 {
        let one = |item| {
            let result = work(item);
            done();
            result
        };
        return items.iter().map(one).collect();
    }
    // Each thread takes the next item that nobody has taken, so that a long one holds up no other.
    let next = AtomicUsize::new(0);
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let (send, next, work) = (send.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(n) else { break };
                    if send.send((n, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        for (n, result) in receive {
            results[n] = Some(result);
            done();
        }
    });
    results.into_iter().flatten().collect()
}

/// As many threads as the machine can run at a time.
pub(super) fn available() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_items_for_any_number_of_threads() {
        let items: Vec<usize> = (0..100).collect();
        let expected: Vec<usize> = items.iter().map(|n| n * n).collect();
        for jobs in [1, 2, 3, 200] {
            let mut count = 0;
            let slow = |n: &usize| {
                if n.is_multiple_of(7) {
                    thread::sleep(std::time::Duration::from_micros(300));
                }
                n * n
            };
            let results = each(&items, NonZero::new(jobs).unwrap(), slow, || count += 1);
            assert_eq!((results, count), (expected.clone(), 100), "{jobs}");
        }
    }

    #[test]
    fn nothing_to_do() {
        let none: Vec<u8> = each(&[], available(), |n: &u8| *n, || {});
        assert!(none.is_empty());
    }
}
