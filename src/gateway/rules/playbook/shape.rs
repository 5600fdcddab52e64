//! How messages are written, where Antom's own differ from each other.

use serde::{Deserialize, Serialize};

/// Quirks of answers and notifications about a payment (file 17 §5 of the protocol notes).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Shape {
    /// Writes the misspelt `caav` beside every `cavv`, as the guide's samples do.
    pub caav: bool,
    /// Whether `cardInfo` is there; `None` leaves it as it is.
    pub card_info: Option<bool>,
    /// The `resultMessage` of a success.
    pub success_message: Option<String>,
    /// Adds fields and an object that no document names.
    pub extra_fields: bool,
    /// A `cardBrand` that no client knows yet.
    pub card_brand: Option<String>,
    /// How the JSON is written.
    pub json: JsonStyle,
}

/// How JSON is written. All styles mean the same, and only the very bytes verify.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum JsonStyle {
    /// Without blanks or needless escapes.
    #[default]
    Compact,
    /// `\/` for slashes and `\u00e9` for everything beyond ASCII.
    Escaped,
    /// Blanks after colons and commas, and line breaks.
    Spaced,
}
