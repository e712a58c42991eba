//! Words that mean something to a format are words in it.

use whosaid::Draft;
use whosaid::report::{Checked, Format, on_one_line};
use whosaid::verdict::{Related, SetAside};

use super::{MACHINE, checked, readers, report};

/// Words that would end a text, begin a command, a tag, a link, a formula or a line.
const HOSTILE: [&str; 24] = [
    "]]>",
    "a %0A::error::b",
    "%25 100% %3A",
    "::error file=a.txt::b",
    "##[error]b",
    "x,line=1:y",
    "a | b",
    "`code` ```",
    "=HYPERLINK(\"http://evil.example\")",
    "@SUM(A1)",
    "-1+1",
    "\t=1",
    "\u{1b}[2J\u{9b}x\u{0}\u{7}",
    "a\u{2028}b\u{2029}c\u{85}d",
    "a\rb\nc",
    "\"quoted\" 'words' & <tags>",
    "</failure></testcase><x a=\"",
    "<!-- --> <img src=x onerror=alert(1)> <?x?>",
    "[click](http://evil.example) ![i](http://evil.example/i.png) [a]: b",
    "see www.evil.example, https://evil.example and a@evil.example",
    "{0} {{1}} {",
    "# heading\n- list\n1. one",
    "\u{fffe}\u{ffff}\u{202e}",
    "</script><script>alert(1)</script>\\",
];

/// A draft with two findings, one set aside, whose every text is hostile.
fn hostile(words: &str) -> Checked {
    let text = "A source familiar with the matter said the mill will shut.\n\nIt is understood that the gate is locked.\n";
    let mut checked = checked(Draft::new("a.txt", text));
    checked.draft.path = format!("desk {}", words.replace('/', "_"));
    let findings = &mut checked.verdict.findings;
    assert!(findings.len() >= 2, "{findings:?}");
    for finding in findings.iter_mut() {
        words.clone_into(&mut finding.message);
        finding.question = Some(format!("{words} q"));
        finding.help = format!("{words} h");
        finding.related = vec![Related { span: finding.span, label: format!("{words} r") }];
    }
    let finding = findings.pop().unwrap();
    let reason = format!("{words} reason");
    let path = Some("a.txt.whosaid.yml".to_owned());
    checked.verdict.aside.push(SetAside { finding, reason, line: None, path });
    for claim in &mut checked.verdict.ledger.claims {
        words.clone_into(&mut claim.text);
    }
    for speaker in &mut checked.verdict.story.speakers {
        words.clone_into(&mut speaker.name);
    }
    checked
}

/// A text without what formats change of it for good: how spaces are, and what they cannot hold.
fn plain(text: &str) -> String {
    let text = on_one_line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    text.replace("](", "] (").trim_start_matches('\'').to_owned()
}

#[test]
fn hostile_words_are_words_in_every_format() {
    for words in HOSTILE {
        let drafts = [hostile(words)];
        let errors = [format!("{words}: {words}")];
        let open = drafts[0].verdict.findings.len();
        for (format, which) in MACHINE {
            let text = report(which, &drafts, &errors);
            let fault = |fault: String| panic!("{format} of {words:?}: {fault}\n{text}");
            let seen = readers::read(which, &text).unwrap_or_else(fault);
            if which == Format::ClaimReview {
                continue;
            }
            let shown: Vec<_> = seen.iter().filter(|one| !one.aside).collect();
            assert_eq!(shown.len(), open, "{format} of {words:?}\n{text}");
            for one in shown {
                let found = plain(&one.text);
                assert!(found.contains(&plain(words)), "{format} of {words:?}: {found:?}");
                assert!(found.contains(&plain(&format!("{words} q"))), "{format} of {words:?}");
            }
        }
    }
}

#[test]
fn a_reason_is_a_justification() {
    for words in HOSTILE {
        let drafts = [hostile(words)];
        for which in [Format::Sarif, Format::Junit, Format::Markdown] {
            let seen = readers::read(which, &report(which, &drafts, &[])).unwrap();
            let aside: Vec<_> = seen.iter().filter(|one| one.aside).collect();
            assert_eq!(aside.len(), 1, "{which:?} of {words:?}");
            let all: String = seen.iter().map(|one| plain(&one.text)).collect();
            assert!(all.contains(&plain(&format!("{words} reason"))), "{which:?}: {all}");
        }
    }
}

#[test]
fn no_output_has_a_character_that_drives_a_terminal() {
    let drives = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202e}' | '\u{2028}');
    for words in HOSTILE {
        let drafts = [hostile(words)];
        for (format, which) in MACHINE {
            let text = report(which, &drafts, &[words.to_owned()]).replace("\r\n", "\n");
            let found = text.chars().find(|c| drives(*c));
            // A path is given as it is, or nobody could match it.
            let in_path = drives_in(&drafts[0].draft.path, drives);
            assert!(found.is_none() || in_path, "{format} of {words:?}: {found:?}");
        }
        // In a terminal not even a path may.
        for which in [Format::Text, Format::Full, Format::Short] {
            let text = report(which, &drafts, &[]);
            assert!(!drives_in(&text, drives), "{which:?} of {words:?}: {text:?}");
        }
    }
}

fn drives_in(text: &str, drives: impl Fn(char) -> bool) -> bool {
    text.chars().any(drives)
}

#[test]
fn nobody_is_called_by_a_handle_in_markdown() {
    let drafts = [hostile("as @octocat wrote")];
    let gitlab: serde_json::Value =
        serde_json::from_str(&report(Format::Gitlab, &drafts, &[])).unwrap();
    let bodies = gitlab.as_array().unwrap().iter().map(|one| one["content"]["body"].to_string());
    for text in bodies.chain([report(Format::Markdown, &drafts, &[])]) {
        assert!(!text.contains("@octocat"), "{text}");
        assert!(text.contains("@\u{2060}octocat"), "{text}");
    }
}
