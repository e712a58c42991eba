//! The examples of `samples/streams`, run as they are where their programs are: Spark, DuckDB, the shell.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use crate::desk::Desk;
use crate::project;

/// A folder with the samples of streams in it.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name);
    for entry in fs::read_dir(project("samples/streams")).unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), desk.path("").join(entry.file_name())).unwrap();
    }
    desk
}

/// Runs a line in a shell that finds the program.
fn shell(desk: &Desk, line: &str) -> Output {
    let folder = Path::new(env!("CARGO_BIN_EXE_whosaid")).parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut command = Command::new("sh");
    command.args(["-c", line]).current_dir(desk.path("")).env("PATH", format!("{folder}:{path}"));
    // Spark else takes the name of the machine, which may lead nowhere.
    command.env("SPARK_LOCAL_IP", "127.0.0.1").env("PYSPARK_PYTHON", "python3");
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// True where a program runs; else the reason why a test is skipped is printed.
fn runs(line: &str) -> bool {
    let output = shell(&Desk::new("clusters-probe"), line);
    if !output.status.success() {
        // Not `eprintln!`, which nobody sees when a test passes.
        let why = text(&output.stderr);
        let why = why.lines().last().unwrap_or_default();
        let mut stderr = std::io::stderr();
        writeln!(stderr, "skipped: `{line}` does not run here ({why})").unwrap();
    }
    output.status.success()
}

/// The answers of one run over all records, without their errors: those name the stream.
fn answers(desk: &Desk) -> Vec<String> {
    let whole = desk.run("check --input-format jsonl --isolated stories.jsonl").out;
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    lines.retain(|line| !line.contains("\"error\":{\"stream\""));
    assert_eq!(lines.len(), 4);
    lines
}

/// The answers in a text, in any order of partitions.
fn found(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.retain(|line| !line.contains("\"error\":{\"stream\""));
    lines
}

#[cfg(unix)]
#[test]
fn pieces_in_the_shell_give_the_same_answers() {
    let desk = desk("clusters-shell");
    let output = shell(&desk, "./shards.sh stories.jsonl answers.jsonl 2");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(found(&desk.read("answers.jsonl")), answers(&desk));
    // Stopped in the middle of a piece, and run again.
    let piece = desk.read("answers.jsonl.pieces/out.aaaaaa");
    desk.write("answers.jsonl.pieces/out.aaaaaa", &piece[..piece.len() / 3]);
    fs::remove_file(desk.path("answers.jsonl.pieces/out.aaaaac")).unwrap();
    let output = shell(&desk, "./shards.sh stories.jsonl answers.jsonl 2");
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(found(&desk.read("answers.jsonl")), answers(&desk));
}

#[cfg(unix)]
#[test]
fn duckdb_reads_the_answers() {
    if !runs("python3 -c 'import duckdb'") {
        return;
    }
    let desk = desk("clusters-duckdb");
    desk.run("check --input-format jsonl --isolated stories.jsonl -o jsonl=answers.jsonl");
    let script = "import duckdb\nconnection = duckdb.connect()\n\
                  for part in duckdb.extract_statements(open('findings.sql').read()):\n    \
                  rows = connection.execute(part)\n\
                  for row in rows.fetchall(): print(*row[:4])\n";
    desk.write("run.py", script);
    let output = shell(&desk, "python3 run.py");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let rows = text(&output.stdout);
    assert!(rows.contains("\"ferry-1\" FA001 warning 5\n"), "{rows}");
    assert!(rows.contains("\"school-7\" SR002 warning 7\n"), "{rows}");
}

#[cfg(unix)]
#[test]
fn spark_gives_the_same_answers() {
    if !runs("java -version") || !runs("python3 -c 'import pyspark'") {
        return;
    }
    let desk = desk("clusters-spark");
    let output = shell(&desk, "spark-submit --master 'local[2]' spark.py stories.jsonl answers");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let mut all = String::new();
    let mut parts: Vec<_> =
        fs::read_dir(desk.path("answers")).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.sort();
    for part in &parts {
        // Beside each part lies its sum, in a hidden file.
        if part.file_name().is_some_and(|name| name.to_string_lossy().starts_with("part-")) {
            all += &fs::read_to_string(part).unwrap();
        }
    }
    assert_eq!(found(&all), answers(&desk));
    let told = text(&output.stdout);
    assert!(told.contains("5 records, 1 could not be read"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_data_frame_is_checked() {
    if !runs("java -version") || !runs("python3 -c 'import pyspark, pandas, pyarrow'") {
        return;
    }
    let desk = desk("clusters-frame");
    let output = shell(&desk, "spark-submit --master 'local[2]' dataframe.py stories.jsonl");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.contains("| ferry-1|") && told.contains("|school-7|"), "{told}");
}
