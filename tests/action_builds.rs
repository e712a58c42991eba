//! The action for GitHub: how it comes by the program. Cargo and Git are made up.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::desk::Desk;
use crate::runner::{self, run};

const WHOSAID: &str = env!("CARGO_BIN_EXE_whosaid");
const SOUND: &str = "Tom Hale, the mayor, said the hall was full on Monday.\n";

/// A `cargo` that notes how it was called, and installs the program of these tests.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '<%s> ' "$@" >> "$RUNNER_TEMP/called"
echo >> "$RUNNER_TEMP/called"
while [[ $# -gt 0 ]]; do
  if [[ $1 == --root ]]; then mkdir -p "$2/bin" && ln -sf "$PROGRAM" "$2/bin/whosaid"; fi
  shift
done
"#;

/// A desk with a cargo of its own, whose tools say which they are.
fn workshop(name: &str) -> Desk {
    let desk = Desk::new(name);
    desk.write("checkout/a.txt", SOUND);
    desk.write("tools/cargo", &CARGO.replace("$PROGRAM", WHOSAID));
    desk.write("tools/rustc", "#!/usr/bin/env bash\necho \"rustc $*\"\n");
    for tool in ["cargo", "rustc"] {
        let path = desk.path("tools").join(tool);
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
    desk
}

/// How cargo was called, with the folders of the desk by their names.
fn called(desk: &Desk) -> Vec<String> {
    let text = fs::read_to_string(desk.path("temp/called")).unwrap_or_default();
    let text = text.replace(&desk.path("").display().to_string(), "");
    text.lines().map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn the_program_is_built_once() {
    let desk = workshop("action-build");
    let built = || run(&desk, &[("format", "short")]);
    let Some(job) = built() else { return };
    assert_eq!((job.code, job.ran.len()), (0, 3), "{}", job.log);
    let root = job.outputs["plan.root"].replace(&desk.path("").display().to_string(), "");
    let path = format!("<{}/../../..>", desk.path("action").join(runner::ACTION).display());
    let path = path.replace(&desk.path("").display().to_string(), "");
    let install = format!("<install> <--locked> <--force> <--root> <{root}> <--path> {path}");
    assert_eq!(called(&desk), [install]);
    assert!(job.outputs["plan.key"].starts_with("whosaid-Linux-X64-"), "{:?}", job.outputs);
    assert!(job.log.contains(&format!("whosaid {}\n", env!("CARGO_PKG_VERSION"))), "{}", job.log);

    let again = built().unwrap();
    assert_eq!((again.code, called(&desk).len()), (0, 1), "it is there");
    assert_eq!(again.outputs["plan.key"], job.outputs["plan.key"]);
    desk.write("action/rules/links.yaml", "changed\n");
    let changed = built().unwrap();
    assert_ne!(changed.outputs["plan.key"], job.outputs["plan.key"]);
    assert_eq!(called(&desk).len(), 2, "other sources are another program");
    let other = run(&desk, &[("format", "short"), ("toolchain", "1.95")]).unwrap();
    assert_ne!(other.outputs["plan.key"], changed.outputs["plan.key"]);
    assert_eq!(called(&desk)[2], "<+1.95> <--version>");
    assert!(called(&desk)[3].starts_with("<+1.95> <install> <--locked>"), "{:?}", called(&desk));
}

#[test]
fn the_program_is_built_from_another_repository() {
    let desk = workshop("action-git");
    desk.write(
        "tools/git",
        "#!/usr/bin/env bash\nif [[ $1 == ls-remote ]]; then printf '<%s> ' \"$@\" >> \"$RUNNER_TEMP/called\"; \
         echo \"0a1b2c\trefs/tags/v1\"; else echo f00d; fi\n",
    );
    let git = desk.path("tools/git");
    fs::set_permissions(git, fs::Permissions::from_mode(0o755)).unwrap();
    let address = "https://example.org/$(touch pwned)/whosaid";
    let inputs = [("format", "short"), ("repository", address), ("version", "v1 && touch pwned")];
    let Some(job) = run(&desk, &inputs) else { return };
    assert_eq!(job.code, 0, "{}", job.log);
    let called = called(&desk).join("\n");
    let asked = format!("<ls-remote> <--> <{address}> <v1 && touch pwned>");
    assert!(called.starts_with(&asked), "{called}");
    let built = format!("<--git> <{address}> <--rev> <v1 && touch pwned> <whosaid>");
    assert!(called.ends_with(&built), "{called}");
    assert!(!desk.path("checkout/pwned").exists() && !desk.path("temp/pwned").exists());

    let job = run(&desk, &[("version", "v1")]).unwrap();
    assert_eq!(job.code, 2);
    assert!(job.log.contains("version needs repository"), "{}", job.log);
    for name in ["repository", "version", "toolchain"] {
        let job = run(&desk, &[(name, "--config=x")]).unwrap();
        assert_eq!(job.code, 2, "{name} is no option of cargo: {}", job.log);
    }
}
