//! Path patterns, as `.gitignore` reads them: "opinion/**" from a folder, "*.md" at any depth.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Patterns that count from a folder.
#[derive(Clone, Debug)]
pub struct Paths {
    folder: PathBuf,
    set: GlobSet,
}

impl Paths {
    /// Reads patterns. Of one that cannot be read, its number and what is wrong.
    pub fn new(folder: &Path, patterns: &[String]) -> Result<Self, (usize, String)> {
        let mut builder = GlobSetBuilder::new();
        for (n, pattern) in patterns.iter().enumerate() {
            let bare = pattern.trim_start_matches("./");
            let bare =
                bare.strip_suffix('/').map_or_else(|| bare.to_owned(), |f| format!("{f}/**"));
            let anywhere = !bare.contains('/');
            let whole = match bare.strip_prefix('/') {
                Some(rooted) => rooted.to_owned(),
                None if anywhere => format!("**/{bare}"),
                None => bare,
            };
            let glob = GlobBuilder::new(&whole).literal_separator(true).build();
            builder.add(glob.map_err(|error| (n, format!("“{pattern}”: {}", error.kind())))?);
        }
        let set = builder.build().map_err(|error| (0, error.kind().to_string()))?;
        Ok(Self { folder: folder.to_owned(), set })
    }

    /// True when a pattern fits the path.
    #[must_use]
    pub fn fit(&self, path: &Path) -> bool {
        path.strip_prefix(&self.folder).is_ok_and(|rest| self.set.is_match(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_gitignore() {
        let fits = |pattern: &str, path: &str| {
            Paths::new(Path::new("/desk"), &[pattern.to_owned()]).unwrap().fit(Path::new(path))
        };
        assert!(fits("opinion/**", "/desk/opinion/a/b.txt"));
        assert!(fits("./opinion/", "/desk/opinion/a.txt"));
        assert!(fits("*.md", "/desk/a/b.md"));
        assert!(fits("drafts/*.txt", "/desk/drafts/a.txt"));
        assert!(!fits("drafts/*.txt", "/desk/drafts/b/a.txt"));
        assert!(!fits("opinion/**", "/other/opinion/a.txt"));
    }

    #[test]
    fn a_broken_pattern_is_named() {
        let (n, said) = Paths::new(Path::new("/"), &["a".to_owned(), "[b".to_owned()]).unwrap_err();
        assert_eq!(n, 1);
        assert!(said.starts_with("“[b”: "), "{said}");
    }
}
