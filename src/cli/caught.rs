//! Work on one draft that must not take the others down with it.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// What the last panic of this thread said, and where it was.
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps what a panic says instead of printing it, so that it is told once, with the draft's name.
pub(super) fn keep_quiet() {
    panic::set_hook(Box::new(|panic| {
        let at =
            panic.location().map_or(String::new(), |at| format!("{}:{}", at.file(), at.line()));
        let said = panic.payload();
        let text = said.downcast_ref::<String>().map(String::as_str);
        let said = text.or_else(|| said.downcast_ref().copied()).unwrap_or("no message");
        LAST.with(|last| *last.borrow_mut() = Some(format!("{at}: {said}")));
    }));
}

/// Does some work; a panic in it is an error that names the draft.
pub(super) fn caught<R>(name: &str, work: impl FnOnce() -> R) -> Result<R, String> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let last = LAST.with(|last| last.borrow_mut().take());
        let why = last.map_or(String::new(), |last| format!(" ({last})"));
        format!(
            "{name}: whosaid broke down here; this is a fault of the program, please report it{why}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_with_the_name() {
        let none: Option<u8> = "x".parse().ok();
        let error = caught("a.txt", || none.unwrap()).unwrap_err();
        assert!(error.starts_with("a.txt: whosaid broke down here"), "{error}");
        assert_eq!(caught("b.txt", || 7), Ok(7));
    }
}
