//! The paths of drafts, as services that know the files of a project write them, and as URIs.

use std::path::MAIN_SEPARATOR;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What a URI has in a path as it is; all else is percent-encoded, a colon too, since what stands before
/// one at the start would be a scheme.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A path with slashes between its parts, without "./" before it.
pub(super) fn of(given: &str) -> String {
    slashed(given, MAIN_SEPARATOR)
}

fn slashed(given: &str, separator: char) -> String {
    let path = if separator == '/' { given.to_owned() } else { given.replace(separator, "/") };
    let mut rest = path.as_str();
    while let Some(shorter) = rest.strip_prefix("./") {
        rest = shorter.trim_start_matches('/');
    }
    rest.to_owned()
}

/// A path with slashes as a URI, and whether that is a relative one.
pub(super) fn uri(path: &str) -> (String, bool) {
    let encoded = utf8_percent_encode(path, ENCODED).to_string();
    if path.starts_with("//") {
        // "//server/share" of Windows: what follows is the host.
        return (format!("file:{encoded}"), false);
    }
    if path.starts_with('/') {
        return (format!("file://{encoded}"), false);
    }
    match path.as_bytes() {
        [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => {
            (format!("file:///{}", encoded.replacen("%3A", ":", 1)), false)
        }
        _ => (encoded, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_slashes_and_no_dot_before_it() {
        assert_eq!(slashed("./desk/a.txt", '/'), "desk/a.txt");
        assert_eq!(slashed(".//desk/a.txt", '/'), "desk/a.txt");
        assert_eq!(slashed("../a.txt", '/'), "../a.txt");
        assert_eq!(slashed(".\\desk\\a.txt", '\\'), "desk/a.txt");
        assert_eq!(slashed("desk\\a.txt", '/'), "desk\\a.txt");
    }

    #[test]
    fn a_uri_is_percent_encoded() {
        let uri = |path: &str| uri(path).0;
        assert_eq!(uri("desk/a b#1%.txt"), "desk/a%20b%231%25.txt");
        assert_eq!(uri("été:1.txt"), "%C3%A9t%C3%A9%3A1.txt");
        assert_eq!(uri("a\n[b]?.txt"), "a%0A%5Bb%5D%3F.txt");
        assert_eq!(uri("/desk/a b.txt"), "file:///desk/a%20b.txt");
        assert_eq!(uri("C:/desk/a b.txt"), "file:///C:/desk/a%20b.txt");
        assert_eq!(uri("//server/a.txt"), "file://server/a.txt");
    }

    #[test]
    fn only_a_path_from_the_root_is_absolute() {
        let relative = |path: &str| uri(path).1;
        assert!(relative("a.txt") && relative("../a.txt") && relative("C:a.txt"));
        assert!(!relative("/a.txt") && !relative("C:/a.txt") && !relative("//server/a.txt"));
    }
}
