//! How the page looks: colours, links, width.

use std::io::{self, IsTerminal};

use whosaid::report::{Colour, Links, Style};

use super::arguments::{PageArguments, When};

/// The style of a page on the screen or in a file. Sets the colours of this run by it.
pub(super) fn style(arguments: &PageArguments, to_screen: bool) -> Style {
    let colour = colour(arguments.color, to_screen);
    colored::control::set_override(colour == Colour::On);
    Style { colour, width: width(arguments.width), links: links(arguments.links, to_screen) }
}

/// With colour or without: the flag, then the environment, then whether a person is looking.
fn colour(when: When, to_screen: bool) -> Colour {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let on = match when {
        When::Always => true,
        When::Never => false,
        When::Auto if !to_screen => false,
        When::Auto if set("CLICOLOR_FORCE") => true,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if std::env::var_os("CLICOLOR").is_some_and(|value| value == "0") => false,
        When::Auto => io::stdout().is_terminal(),
    };
    if on { Colour::On } else { Colour::Off }
}

/// With links or without: never in a file; else the flag, then what the terminal can do.
fn links(when: When, to_screen: bool) -> Links {
    let on = to_screen
        && match when {
            When::Always => true,
            When::Never => false,
            When::Auto => io::stdout().is_terminal() && supports_hyperlinks::supports_hyperlinks(),
        };
    if on { Links::On } else { Links::Off }
}

/// The columns of the page: the flag, the terminal, or 80.
fn width(wanted: Option<usize>) -> usize {
    let terminal = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    wanted.or_else(terminal).unwrap_or(80).clamp(40, 200)
}
