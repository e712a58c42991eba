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
  whosaid check drafts -o github -o sarif=whosaid.sarif
  whosaid check --stdin-filename story.md - < draft.txt
  whosaid check --input-format jsonl stories.jsonl -o jsonl=answers.jsonl
  whosaid check --input-format jsonl - --jobs 2 < stories.jsonl > answers.jsonl
  whosaid check --input-format jsonl stories.jsonl -o jsonl=a.jsonl --resume-from a.jsonl

To check a draft whenever it is saved: `whosaid check drafts --watch`.

Formats of -o:
  text, full        for a person: one screen; or everything, with why and what to do
  short             for an editor's problem list: one line a finding
  html              for a browser: one page that works offline
  md, csv           for a comment or a chat; for a spreadsheet, a row a finding
  json, jsonl       for a program: one document; or a line a draft
  sarif             for code scanning, which keeps findings from run to run
  github, gitlab    for a pull request: annotations of GitHub, Code Quality of GitLab
  junit             for a list of tests: a suite a draft, a case a finding
  checkstyle        for Jenkins and other services that read XML
  rdjson            for reviewdog
  claimreview       for fact-checkers: every claim as ClaimReview, without a rating

Records (--input-format jsonl): an object a line; the answers are in the same order.
  id                any value; the answer has it too
  text              the story; lines, columns and bytes are counted in it
  headline          if it is not in the text
  path, format      the name that its file would have (story.md), or its format (markdown)
Other keys are ignored. Without a text, a record may be any story that a JSON file may hold. One
that cannot be read is answered with an error, {\"id\": 7, \"error\": {…}}; the others go on, and the
exit code is 2. A line has 32 MB at most, a text 8 MB. To go on with a run that was stopped, run it
again with --resume-from. `whosaid config schema answer` prints the schema of an answer.

To see new findings only, see `whosaid baseline --help`, or compare with a git revision:
`whosaid check drafts --changed-since main`.

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

pub(super) const VERIFY: &str = "\
Examples:
  whosaid verify draft.txt --against briefing.srt
  whosaid verify draft.txt --against briefing.srt interview.txt --found-only
  whosaid verify draft.txt --against briefing.srt -o md -o csv=quotations.csv

Verdicts:
  exact            word for word; capitals, marks, dashes and fillers (“um”) do not count, “twenty” is
                   “20”. Where spelling, contractions, brackets or false starts differ, it says so
  altered          words are others, or added; a lost “not” or another number comes first
  spliced          parts said far apart, in another order or by two speakers, joined into one
  said by another  the transcript has it under a label that is not that of the draft's speaker
  cut              words are left out; where an ellipsis or the cue shows it, it does not fail
  not found        in none of the transcripts; one or two words do not fail

Exit codes: 0 all is as it was said; 1 at least one quotation is not; 2 an error.";

pub(super) const ANNOTATE: &str = "\
Examples:
  whosaid annotate draft.docx --out checked.docx
  whosaid annotate draft.docx --in-place --show note

Exit codes: 0 nothing at or above --fail-on; 1 at least one finding; 2 an error.";

pub(super) const DIFF: &str = "\
Examples:
  whosaid diff draft.txt edited.txt
  whosaid diff draft.txt edited.txt -o md=changes.md -o text
  whosaid diff draft.txt - --stdin-filename draft.txt < edited.txt

Told in this order: quotations whose words changed, what was given to somebody else, claims that
stand otherwise, verbs, what is reworded, cut or added, and speakers. What only moved, other
quotation marks, dashes, spaces and line ends are no change. The two may be of different formats.

Only statements are compared. Where words outside of them changed, a last line says in how many
sentences, and where; that alone is still exit code 0.

Exit codes: 0 no statement changed; 1 something changed in who says what; 2 an error.";

pub(super) const APPROVE: &str = "\
Examples:
  whosaid approve draft.txt
  whosaid approve drafts --by \"Ann Webb\" --date 2026-11-30

Writes draft.txt.whosaid.snap: every quotation word for word, who says it and how sure that is, the
verb, and how each claim stands. `whosaid check --approved draft.txt` fails when one of them changed
since, and shows how.

Exit codes: 0 approved; 2 an error.";

pub(super) const EXPLAIN: &str = "\
Examples:
  whosaid explain CO002
  whosaid explain same-side-sources";

pub(super) const IGNORE: &str = "\
Examples:
  whosaid ignore 7:1 --reason \"the lawyers have read it\" draft.txt
  whosaid ignore --all --reason \"published in May\" drafts/border-shelling.txt
  whosaid ignore --all --only unnamed-source --reason \"as agreed with the desk\" draft.txt";

pub(super) const BASELINE: &str = "\
Examples:
  whosaid baseline write
  whosaid check drafts --baseline whosaid.baseline.json
  whosaid baseline prune

A finding is known again by its words, wherever it moves; a second one in the same words is new. To use
the file always, put `baseline: whosaid.baseline.json` into whosaid.yml.";

pub(super) const BASELINE_WRITE: &str = "\
Examples:
  whosaid baseline write
  whosaid baseline write drafts --baseline drafts/old.json
  whosaid baseline write drafts --only unnamed-source

Of drafts that are not named, what the file has stays.

Exit codes: 0 written; 2 an error.";

pub(super) const BASELINE_PRUNE: &str = "\
Examples:
  whosaid baseline write drafts
  whosaid baseline prune drafts

A draft that was moved takes its findings with it.

Exit codes: 0 pruned; 2 an error.";

pub(super) const SIGNOFF: &str = "\
Examples:
  whosaid signoff draft.txt                    write the file, later show how far it is
  whosaid signoff draft.txt --update           new claims as open, others as cut
  whosaid signoff drafts --open --color never || echo not yet

  whosaid signoff draft.txt --claim c-7f3a91 --state confirmed --by \"Ann Reed\" --how \"phone, 12 Oct\"

The file is draft.txt.whosaid.signoff.yml. It may be edited by hand; remarks and notes stay. A claim
that is reworded, denied, or given to somebody else is open again; one that is gone is kept as cut.

Exit codes: 0 shown or written; 1 a claim is open (with --open); 2 an error.";

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
