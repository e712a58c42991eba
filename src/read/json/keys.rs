//! The keys of a story in JSON, by what they mean.

use std::sync::LazyLock;

use serde::Deserialize;

/// The keys of a story, as `keys.yaml` has them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Keys {
    pub(super) stories: Vec<String>,
    pub(super) headline: Vec<String>,
    pub(super) deck: Vec<String>,
    pub(super) summary: Vec<String>,
    pub(super) byline: Vec<String>,
    pub(super) date: Vec<String>,
    pub(super) dateline: Vec<String>,
    pub(super) desk: Vec<String>,
    pub(super) html: Vec<String>,
    pub(super) parts: Vec<String>,
    pub(super) plain: Vec<String>,
    pub(super) either: Vec<String>,
    pub(super) pictures: Vec<String>,
    pub(super) caption: Vec<String>,
    pub(super) picture_types: Vec<String>,
    pub(super) value: Vec<String>,
    pub(super) form: Vec<String>,
    pub(super) kind: Vec<String>,
    pub(super) style: Vec<String>,
    pub(super) styled: Vec<String>,
    pub(super) listed: Vec<String>,
    pub(super) elements: Elements,
    pub(super) words: Vec<String>,
    pub(super) run: Vec<String>,
    pub(super) holds: Vec<String>,
    pub(super) signed: Vec<String>,
}

/// What `type` says of a part of the text.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Elements {
    pub(super) text: Vec<String>,
    pub(super) heading: Vec<String>,
    pub(super) list: Vec<String>,
    pub(super) quotation: Vec<String>,
    pub(super) picture: Vec<String>,
    pub(super) table: Vec<String>,
    pub(super) run: Vec<String>,
    pub(super) link: Vec<String>,
    pub(super) r#break: Vec<String>,
}

impl Keys {
    /// The keys that `whosaid` knows.
    pub(super) fn built_in() -> &'static Self {
        static KEYS: LazyLock<Keys> = LazyLock::new(|| {
            // A test reads the file, so that it cannot be broken.
            serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/src-read-json-keys.json")))
                .unwrap_or_default()
        });
        &KEYS
    }

    /// What is said of a file without a story.
    pub(super) fn missing(&self) -> String {
        let bodies = [&self.html, &self.parts, &self.plain, &self.either];
        let bodies: Vec<&str> = bodies.into_iter().flatten().map(String::as_str).collect();
        format!(
            "no story in this JSON: a text is looked for under {}, a headline under {}",
            bodies.join(", "),
            self.headline.join(", ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn the_table_is_read() {
        let keys: Keys = serde_yaml::from_str(include_str!("keys.yaml")).unwrap();
        assert!(keys.headline.contains(&"headline".to_owned()));
        assert!(keys.missing().contains("body_html"));
    }
}
