//! The report for a browser, as the program writes it and as Chromium shows it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::whosaid;
use crate::{project, snapshots};

/// The page on some samples.
fn page(samples: &[&str]) -> String {
    let mut command = whosaid();
    command.current_dir(project("samples")).args(["check", "-o", "html", "--isolated"]);
    let output = command.args(["--show", "note", "--exit-zero"]).args(samples).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// What a page says, without its style, its script and the number that allows them.
fn body(page: &str) -> String {
    let (_, body) = page.split_once("</head>\n").unwrap();
    let (body, _) = body.split_once("<script nonce=").unwrap();
    body.to_owned()
}

#[test]
fn the_page_on_a_sample() {
    let _guard = snapshots("html");
    for sample in ["council-tower-block.txt", "border-shelling.txt"] {
        let name = sample.trim_end_matches(".txt");
        insta::assert_snapshot!(name, body(&page(&[sample])));
    }
}

#[test]
fn a_page_goes_into_a_file() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    let mut command = whosaid();
    command.current_dir(project("samples")).args(["check", "--isolated", "--show", "note"]);
    command.arg("-o").arg(format!("html={}", file.display()));
    let output = command.args(["--exit-zero", "border-shelling.txt"]).output().unwrap();
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page(&["border-shelling.txt"]));
}

/// The browser, if there is one; says so when there is none.
fn chromium() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let paths = std::env::split_paths(&folders);
    let found = paths.flat_map(|path| names.map(|name| path.join(name))).find(|p| p.is_file());
    if found.is_none() {
        // Not `eprintln!`, which nobody sees when a test passes.
        let mut stderr = std::io::stderr();
        writeln!(stderr, "skipped: there is no Chromium on the PATH").unwrap();
    }
    found
}

/// A page in the browser, after its script and one of ours have run: its elements, and what the browser
/// has to say of it. Ours comes with the page's own number, or with none.
fn shown(browser: &Path, name: &str, page: &str, width: usize) -> (String, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html").join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.html");
    std::fs::write(&file, page).unwrap();
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]);
    command.args(["--disable-background-networking", "--disable-component-update"]);
    command.args(["--disable-sync", "--enable-logging=stderr", "--dump-dom"]);
    command.arg(format!("--user-data-dir={}", folder.join("profile").display()));
    command.arg(format!("--window-size={width},900"));
    command.arg(format!("file://{}", file.display())).stdin(Stdio::null());
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    (String::from_utf8_lossy(&output.stdout).into_owned(), told)
}

/// A page with a script of ours at its end, which may run, or may not.
fn with_script(page: &str, script: &str, allowed: bool) -> String {
    let nonce = page.split("<script nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    let nonce = if allowed { format!(" nonce=\"{nonce}\"") } else { String::new() };
    page.replace("</body>", &format!("<script{nonce}>{script}</script></body>"))
}

/// The title of a page in the browser, which a script of ours has set.
fn title(dom: &str) -> &str {
    dom.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).unwrap().0
}

#[test]
fn the_script_links_and_filters() {
    let Some(browser) = chromium() else { return };
    let script = r##"
        var report = document.querySelector("article.report");
        function lit() { return report.querySelectorAll(".draft .lit").length; }
        function over(on) { on.dispatchEvent(new MouseEvent("mouseover", { bubbles: true })); }
        var told = [];
        over(document.getElementById("d1-c1"));
        told.push("words " + (lit() > 0));
        over(report.querySelector(".para .content"));
        told.push("card " + document.getElementById("d1-c1").classList.contains("lit"));
        over(report.querySelector(".title"));
        told.push("dark " + (report.querySelectorAll(".lit").length === 0));
        report.querySelector("#d1-c2 a").focus();
        told.push("keys " + document.getElementById("d1-c2").classList.contains("lit"));
        var level = document.querySelector("select[name=levels]");
        level.value = "1";
        level.dispatchEvent(new Event("change", { bubbles: true }));
        told.push(document.getElementById("status").textContent);
        told.push("wide " + (document.documentElement.scrollWidth > innerWidth));
        told.push(getComputedStyle(report.querySelector(".cue")).fontStyle);
        document.title = told.join("; ");
    "##;
    for width in [480, 1000, 1600] {
        let page = with_script(&page(&["council-tower-block.txt"]), script, true);
        let (dom, told) = shown(&browser, &format!("script-{width}"), &page, width);
        assert_eq!(told, "", "at {width}");
        assert_eq!(
            title(&dom),
            "words true; card true; dark true; keys true; \
             1 of 7 findings and 1 of 11 claims shown; wide false; italic",
            "at {width}"
        );
    }
}

#[test]
fn the_policy_stops_any_other_script() {
    let Some(browser) = chromium() else { return };
    let page = with_script(&page(&["border-shelling.txt"]), "document.title = 'in'", false);
    let (dom, told) = shown(&browser, "policy", &page, 1000);
    assert!(title(&dom).ends_with("Who says so?"), "{}", title(&dom));
    assert!(told.contains("Content Security Policy"), "{told}");
}

#[test]
fn a_hostile_draft_stays_text_in_the_browser() {
    let Some(browser) = chromium() else { return };
    let draft = crate::cli::draft(
        "hostile.md",
        "# Mill shut\n\n“The \\</script>\\<script>document.title='in'\\</script> mill \\<img src=x \
         onerror=\"document.title='in'\"> is shut,” Tom Hale said. \u{202e}]]> {{ 7*7 }}\n"
            .as_bytes(),
    );
    let output = whosaid().args(["check", "-o", "html", "--exit-zero", &draft]).output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains("&lt;script&gt;"), "the draft's own words are on the page");
    let (dom, told) = shown(&browser, "hostile", &page, 1000);
    assert_eq!((title(&dom), told.as_str()), ("hostile.md – Who says so?", ""));
    assert_eq!(dom.matches("<script").count(), 1);
    assert!(!dom.contains("<img"));
}
