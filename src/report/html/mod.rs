//! The report for a browser: one page that needs nothing but itself, and can be read without its script.
//!
//! A draft may be hostile. All text goes through the template's escape and through [`visible`]; the page
//! has one style and one script, and a policy that allows no other, named by a number that nobody can
//! write into a draft.

mod draft;
mod findings;
mod labels;
mod marks;
mod matrix;
mod overview;
mod pieces;
mod places;
mod statements;
#[cfg(test)]
mod tests;
mod visible;
mod voices;

use std::io::{self, Write};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context, escape_formatter};
use serde::Serialize;

use super::checked::Checked;
use draft::DraftPage;
use findings::Why;
use labels::Filters;

const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// All that the page shows.
#[derive(Serialize)]
struct Page<'a> {
    drafts: Vec<DraftPage<'a>>,
    errors: &'a [String],
    /// Why the checks of these findings ask, each once.
    whys: Vec<Why>,
    filters: Filters,
    version: &'static str,
}

/// Writes a page on all drafts.
pub(super) fn write(out: &mut dyn Write, drafts: &[Checked], errors: &[String]) -> io::Result<()> {
    let (mut filters, mut whys) = (Filters::default(), Vec::new());
    let each = drafts.iter().enumerate();
    let drafts =
        each.map(|(n, checked)| draft::page(n + 1, checked, &mut whys, &mut filters)).collect();
    let page = Page { drafts, errors, whys, filters, version: env!("CARGO_PKG_VERSION") };
    let nonce = nonce(&page)?;
    let context = context! {
        page => Value::from(Serde(&page)),
        nonce => nonce,
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
    };
    let environment = environment().map_err(io::Error::other)?;
    let template = environment.get_template("report").map_err(io::Error::other)?;
    template.render_captured_to(context, out).map_err(io::Error::other)?;
    Ok(())
}

/// The template. What is printed is first made visible, then escaped, wherever it is printed.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => {
            escape_formatter(out, state, &Value::from(visible::visible(text).as_ref()))
        }
        _ => escape_formatter(out, state, value),
    });
    environment.add_template("report", TEMPLATE)?;
    Ok(environment)
}

/// The number that the policy of the page asks of its style and script: a hash of all that is on the page,
/// so that nothing on it can contain it.
fn nonce(page: &Page<'_>) -> io::Result<String> {
    let mut bytes = serde_json::to_vec(page)?;
    bytes.extend_from_slice(STYLE.as_bytes());
    bytes.extend_from_slice(SCRIPT.as_bytes());
    Ok(blake3::hash(&bytes).to_hex()[..32].to_owned())
}
