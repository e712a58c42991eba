//! Makes a new file under `rules/` count as a change, so that it gets embedded.

fn main() {
    println!("cargo::rerun-if-changed=rules");
}
