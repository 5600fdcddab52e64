//! An event in one line, for those who follow.

use serde_json::Value;

use super::field::field;
use super::options::ClientOptions;
use super::paint::{HEADING, QUIET, painted, style_of_event};
use super::print;
use super::sse::Sent;

/// Prints an event; false when nobody reads any more.
pub(crate) fn shown(options: &ClientOptions, sent: &Sent) -> anyhow::Result<bool> {
    if options.json {
        return print::is_read_raw(&sent.raw);
    }
    print::is_read(&format!("{}\n", line(&sent.data)))
}

/// The line: number, time, type, payment and what happened, as far as there are such.
fn line(event: &Value) -> String {
    let parts = [
        ("sequence", QUIET),
        ("at", QUIET),
        ("type", style_of_event(event)),
        ("paymentRequestId", HEADING),
        ("text", super::paint::PLAIN),
    ];
    let parts = parts.map(|(name, style)| painted(style, &field(event, name)));
    let said: Vec<&str> = parts.iter().map(String::as_str).collect();
    let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("  ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_has_what_there_is() {
        let call = json!({"sequence": 2, "at": "10:00", "type": "API_CALL",
            "resultCode": "SUCCESS", "paymentRequestId": "lt-1", "text": "captured"});
        let told = "2  10:00  API_CALL  lt-1  captured";
        assert_eq!(print::plain(&line(&call)), told);
        assert!(line(&call).contains("\u{1b}[32mAPI_CALL"));
        assert_eq!(
            line(&json!({"text": "the merchant was removed"})),
            "the merchant was removed"
        );
    }
}
