//! Reports for other programs, one file a format, all made of the same [`entry::Entry`].

mod checkstyle;
mod claimreview;
mod csv;
mod entry;
mod github;
mod gitlab;
mod junit;
mod markdown;
mod path;
mod rdjson;
mod sarif;
mod xml;

use super::sheets::safe::json;

pub(super) use checkstyle::write as checkstyle;
pub(super) use claimreview::write as claimreview;
pub(super) use csv::write as csv;
pub(super) use github::write as github;
pub(super) use gitlab::write as gitlab;
pub(super) use junit::write as junit;
pub(super) use markdown::write as markdown;
pub(super) use rdjson::write as rdjson;
pub(super) use sarif::write as sarif;
