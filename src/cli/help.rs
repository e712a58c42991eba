//! The end of each help text: examples, which a test runs, and exit codes.

pub(super) const WHOSAID: &str = "\
Examples:
  whosaid draft.txt                            what to look at before publishing
  whosaid show draft.txt                       the draft, with who says what
  whosaid questions draft.txt                  what to ask, and whom
  whosaid explain unnamed-source               what a check means

A path where a command is expected is checked: `whosaid draft.txt` is `whosaid check draft.txt`.
`whosaid COMMAND --help` has the options and examples of a command.

Exit codes: 0 nothing at or above --fail-on; 1 at least one finding; 2 an error.";

pub(super) const CHECK: &str = "\
Examples:
  whosaid check draft.txt
  whosaid check drafts --exclude '*.md' --statistics
  whosaid check draft.txt --show note --only unnamed-source,vague-source
  whosaid check drafts -o short -o json=report.json --fail-on never
  whosaid check --stdin-filename story.md - < draft.txt

Exit codes: 0 nothing at or above --fail-on; 1 at least one finding; 2 an error.";

pub(super) const SHOW: &str = "\
Examples:
  whosaid show draft.txt
  whosaid show draft.docx --show note
  whosaid show draft.txt --width 120 --color always

Exit codes: 0 shown; 2 an error.";

pub(super) const CLAIMS: &str = "\
Examples:
  whosaid claims draft.txt";

pub(super) const SPEAKERS: &str = "\
Examples:
  whosaid speakers draft.txt";

pub(super) const QUESTIONS: &str = "\
Examples:
  whosaid questions draft.txt
  whosaid questions draft.txt --show note";

pub(super) const ANNOTATE: &str = "\
Examples:
  whosaid annotate draft.docx --out checked.docx
  whosaid annotate draft.docx --in-place --show note

Exit codes: 0 nothing at or above --fail-on; 1 at least one finding; 2 an error.";

pub(super) const EXPLAIN: &str = "\
Examples:
  whosaid explain CO002
  whosaid explain same-side-sources";

pub(super) const IGNORE: &str = "\
Examples:
  whosaid ignore 7:1 --reason \"the lawyers have read it\" draft.txt";

pub(super) const RULES: &str = "\
Examples:
  whosaid rules list
  whosaid rules new heated-verb
  whosaid rules test --rules desk-rules";

pub(super) const RULES_LIST: &str = "\
Examples:
  whosaid rules list
  whosaid rules list --profile factcheck";

pub(super) const RULES_TEST: &str = "\
Examples:
  whosaid rules test --rules desk-rules

Exit codes: 0 all as expected; 1 an example failed; 2 an error.";

pub(super) const RULES_NEW: &str = "\
Examples:
  whosaid rules new heated-verb
  whosaid rules new loud-verb --rules our-rules";

pub(super) const RULES_DOCS: &str = "\
Examples:
  whosaid rules docs desk-rules --rules desk-rules";

pub(super) const INIT: &str = "\
Examples:
  whosaid init
  whosaid init drafts";

pub(super) const CONFIG: &str = "\
Examples:
  whosaid config show draft.txt
  whosaid config files draft.txt";

pub(super) const CONFIG_SHOW: &str = "\
Examples:
  whosaid config show
  whosaid config show draft.txt --profile factcheck";

pub(super) const CONFIG_FILES: &str = "\
Examples:
  whosaid config files draft.txt";

pub(super) const CONFIG_SCHEMA: &str = "\
Examples:
  whosaid config schema
  whosaid config schema check > check.schema.json";

pub(super) const COMPLETIONS: &str = "\
Examples:
  whosaid completions bash > whosaid.bash
  whosaid completions zsh > _whosaid
  whosaid completions fish > whosaid.fish";

pub(super) const MAN: &str = "\
Examples:
  whosaid man > whosaid.1
  whosaid man --out manual";
