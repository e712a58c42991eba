//! The words of all quotations of a draft's body, to find a passage among them again.

/// The words, each with a space before it, and where they are.
#[derive(Debug, Default)]
pub(super) struct Quoted {
    words: String,
    /// Where the space before each word is, in the order of what follows there.
    starts: Vec<usize>,
}

/// The order goes by so many bytes: what stands a thousand times in a draft is not compared to its end.
const COMPARED: usize = 64;

impl Quoted {
    /// Words with a space before each.
    pub(super) fn of(words: String) -> Self {
        let starts = words.match_indices(' ').map(|(at, _)| at);
        let mut starts: Vec<usize> = starts.collect();
        starts.sort_by_key(|at| head(&words, *at));
        Self { words, starts }
    }

    /// True where these words stand in a row; they begin with a space, and the last may go on.
    pub(super) fn has(&self, some: &str) -> bool {
        let wanted = &some.as_bytes()[..some.len().min(COMPARED)];
        let before = |at: &usize| {
            let here = head(&self.words, *at);
            &here[..here.len().min(wanted.len())] < wanted
        };
        let first = self.starts.partition_point(before);
        let all = self.starts[first..].iter().map(|at| &self.words.as_bytes()[*at..]);
        all.take_while(|here| here.starts_with(wanted))
            .any(|here| here.starts_with(some.as_bytes()))
    }
}

/// The bytes by which a place is found.
fn head(words: &str, at: usize) -> &[u8] {
    &words.as_bytes()[at..words.len().min(at + COMPARED)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_found() {
        let quoted = Quoted::of(" we won the cup  they lost it ".to_owned());
        for (words, found) in [
            (" we won", true),
            (" won the cup", true),
            (" lost", true),
            (" los", true),
            (" cup they", false),
            (" e won", false),
            (" won cup", false),
            (" zebra", false),
        ] {
            assert_eq!(quoted.has(words), found, "{words}");
        }
        assert!(!Quoted::default().has(" we"));
    }

    #[test]
    fn a_long_passage_is_compared_to_its_end() {
        let passage = " ten words of it".repeat(10);
        let quoted = Quoted::of(format!("{passage} once"));
        assert!(quoted.has(&format!("{passage} once")));
        assert!(!quoted.has(&format!("{passage} twice")));
    }
}
